/* tests/replay/history.h - a store under /tmp in which the first weeks of a season were recorded,
 * the way people record them. */
#ifndef TESTS_REPLAY_HISTORY_H
#define TESTS_REPLAY_HISTORY_H

#include "engine/desk/desk.h"

struct history {
    char parent[64], dir[80], data[96];
    struct arena arena;
    struct desk *desk; /* open, or NULL between history_close and history_open */
    instant_t now;
};

/* The seed's contract and tests/stories/first_weeks.jsonl; the desk is open. */
void history_begin(struct history *scene);
void history_end(struct history *scene);

void history_close(struct history *scene);
void history_open(struct history *scene);

/* One command as JSON with ' for ", at an instant of +09:00; it must be accepted. */
void history_do(struct history *scene, const char *at, const char *command);

uint64_t history_events(const struct history *scene);
instant_t history_instant(const char *text);

#endif
