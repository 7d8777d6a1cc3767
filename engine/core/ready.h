/* engine/core/ready.h - could an urgent job reported on a coming day still be done in time?
 *
 * Clause 4 (参考) asks for a structure that can carry out work within three days at the
 * shortest (S17). For each coming day the planner is asked: everything that today's plan does
 * before is taken as done as planned, an urgent job comes in at the end of working time, and a
 * plan is made. In time means in working time: what only an approval of overtime would save is
 * no structure, and neither is saving it by making another job late.
 *
 * Pure: works on a copy of the state and leaves nothing behind. One plan for each day and each
 * hardest class of urgent work, so it is for whoever asks and for no alarm; alerts look at
 * people and calendar alone (engine/core/ready_day.h). */
#ifndef ENGINE_CORE_READY_H
#define ENGINE_CORE_READY_H

#include "engine/core/plan.h"
#include "engine/core/ready_day.h"

enum { READY_DAYS_MAX = 366 };

struct ready_day {
    day_t day;
    bool ready;
    uint32_t job_class; /* of the contract; the one that fails, else the hardest looked at */
    struct ready_clock clock;
    struct maybe_instant planned; /* end of the visit that would take it; absent: none would */
    bool out_of_hours;            /* only outside working time */
    bool at_others_cost;          /* in time, but only by making another job late */
};

struct readiness {
    const struct ready_day *at; /* open days only, ascending */
    uint32_t count;
};

/* Days from today on, `days` of the calendar and at most READY_DAYS_MAX, inside the contract's
 * period. Everything lives in the arena. */
void ready_find(const struct state *state, uint32_t contract, instant_t now, uint32_t days,
                struct arena *arena, struct readiness *ret);

#endif
