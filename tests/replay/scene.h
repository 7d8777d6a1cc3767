/* tests/replay/scene.h - a store under /tmp in which the first weeks of a season were recorded,
 * the way people record them. */
#ifndef TESTS_REPLAY_SCENE_H
#define TESTS_REPLAY_SCENE_H

#include "engine/desk/desk.h"

struct scene {
    char parent[64], dir[80], data[96];
    struct arena arena;
    struct desk *desk; /* open, or NULL between scene_close and scene_open */
    instant_t now;
};

/* The seed's contract and tests/stories/first_weeks.jsonl; the desk is open. */
void scene_begin(struct scene *scene);
void scene_end(struct scene *scene);

void scene_close(struct scene *scene);
void scene_open(struct scene *scene);

/* One command as JSON with ' for ", at an instant of +09:00; it must be accepted. */
void scene_do(struct scene *scene, const char *at, const char *command);

uint64_t scene_events(const struct scene *scene);
instant_t scene_instant(const char *text);

#endif
