/* engine/core/ready_day.h - is there anybody to do urgent work on a day? (4 参考, S17)
 *
 * Looks at the calendar and the roster alone, which is cheap: alerts rest on it. Whether visits
 * leave room is a question for the planner (engine/core/ready.h). */
#ifndef ENGINE_CORE_READY_DAY_H
#define ENGINE_CORE_READY_DAY_H

#include "engine/core/state.h"

enum { READY_STEPS_MAX = 64 }; /* days of one clock that are told; a longer one is cut */

/* A day that urgent work could be done on, or why it couldn't. */
struct ready_step {
    day_t day;
    enum ready_reason reason; /* READY_DAY_FULL is said by the planner's side only */
};

/* The clock of an urgent notice that comes at the end of working time on a day. That is the
 * hardest moment of the day: the last day is the same for every hour of it (rules/response.h
 * counts dates), and of the day itself nothing is left. */
struct ready_clock {
    instant_t received, deadline;
    struct ready_step steps[READY_STEPS_MAX]; /* the days behind it, to the last one on time */
    uint32_t count;
    bool can; /* one of the steps is free */
};

/* The site that work is done at in principle (5(1)): the contract's first. */
uint32_t ready_site(const struct contract *wording);

/* Is the class urgent, and no other urgent one at least as hard: as many people and minutes, and
 * every skill? The first of equals is. What holds for these holds for all. */
bool ready_is_hardest(const struct contract *wording, uint32_t job_class);

/* *ret by the wording in force on `day`. */
void ready_clock_of(const struct state *state, const struct contract *wording, uint32_t job_class,
                    day_t day, struct arena *arena, struct ready_clock *ret);

#endif
