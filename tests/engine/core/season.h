/* tests/engine/core/season.h - a state driven by commands as people write them, without a log.
 *
 * Each command goes the whole way from JSON by decide to apply; what came of it is its error's
 * code, or "ok". */
#ifndef TESTS_ENGINE_CORE_SEASON_H
#define TESTS_ENGINE_CORE_SEASON_H

#include "engine/core/apply.h"
#include "engine/core/decide.h"
#include "engine/core/job.h"

struct season {
    struct arena arena, scratch; /* scratch holds the last decision */
    struct state state;
    struct decision last;
    instant_t now;
    char said[4096]; /* the last refusal's sentence, in English */
};

/* An empty open store with the seed's contract loaded on 2021-08-01 (a Sunday), 09:00. */
void season_begin(struct season *season);

/* The same on another day. */
void season_begin_at(struct season *season, const char *at);

/* The same without any contract. */
void season_begin_empty(struct season *season);
void season_end(struct season *season);

/* "2021-09-24T10:00" in the contract's offset. */
void season_at(struct season *season, const char *instant);

/* One command's JSON with ' for ". Gives "ok" or the code of the first refusal. */
const char *season_do(struct season *season, const char *command);

/* The codes of all refusals of the last command, with blanks between. */
struct str season_codes(struct season *season);

/* The id that the last command's first event of that kind is about. */
struct str season_made(const struct season *season, enum event_kind kind);

const struct job_row *season_job(const struct season *season, const char *id);
const struct visit_row *season_visit(const struct season *season, const char *id);
const struct contract *season_wording(const struct season *season);

/* The text of rules/contracts/sapporo-2021.yaml, or of another file. */
struct str season_file(struct arena *arena, const char *path);

#endif
