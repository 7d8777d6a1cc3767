/* engine/planner/levels.h - the seven levels of the objective as one row of numbers.
 *
 * struct objective names the levels for people; the search wants to add and compare them
 * in a loop. The formulas of planning.md ("Exactly") live here and nowhere else. */
#ifndef ENGINE_PLANNER_LEVELS_H
#define ENGINE_PLANNER_LEVELS_H

#include "engine/planner/solution.h"

enum level {
    LEVEL_LATE,
    LEVEL_LATE_DAYS,
    LEVEL_OVERWAIT,
    LEVEL_VISITS,
    LEVEL_MOVED,
    LEVEL_TARGET_DAYS,
    LEVEL_WAIT_DAYS,
    LEVEL_COUNT
};

struct levels {
    int32_t at[LEVEL_COUNT];
};

/* Counts open days of one site. With `before` NULL it counts one by one. */
struct opens {
    const bool *open;       /* [days] */
    const uint32_t *before; /* [days + 1]: open days before each day; may be NULL */
    int32_t days;
};

/* |(from, to]|: open days after `from` up to and with `to`; days off the horizon don't count. */
int32_t opens_between(const struct opens *opens, int32_t from, int32_t to);

/* The first open day from `from` on; `days` when there is none. */
int32_t opens_first(const struct opens *opens, int32_t from);

static inline void levels_add(struct levels *sum, const struct levels *more)
{
    for (int i = 0; i < LEVEL_COUNT; i++) sum->at[i] += more->at[i];
}

static inline void levels_take(struct levels *sum, const struct levels *less)
{
    for (int i = 0; i < LEVEL_COUNT; i++) sum->at[i] -= less->at[i];
}

/* Compares the first `count` levels in order: <0, 0, >0. */
static inline int levels_cmp(const struct levels *a, const struct levels *b, int count)
{
    for (int i = 0; i < count; i++)
        if (a->at[i] != b->at[i]) return a->at[i] < b->at[i] ? -1 : 1;
    return 0;
}

/* What one job adds on `day`; PROBLEM_NONE: unplanned. Nothing on LEVEL_VISITS. */
struct levels levels_of_job(const struct problem_job *job, const struct opens *opens, int32_t day);

/* The day a routine job would have its visit wait for: target, else due, else the last day. */
int32_t levels_mark(const struct problem_job *job, int32_t days);

struct objective levels_objective(const struct levels *levels);
struct levels levels_of_objective(const struct objective *objective);

#endif
