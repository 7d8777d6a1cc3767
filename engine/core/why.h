/* engine/core/why.h - what decided a placement, what would move it, what it would take.
 *
 * Answers are facts in the order in which one would tell them, at most a screen of them. All
 * live in the arena; texts are borrowed from the state. */
#ifndef ENGINE_CORE_WHY_H
#define ENGINE_CORE_WHY_H

#include "engine/core/plan.h"

struct why {
    const struct message *at;
    uint32_t count;
};

/* Of any job of the plan's contract: where it stands, what bounds it on both sides, what each
 * stretch of earlier days lacks, what is still missing. */
struct why why_job(const struct state *state, const struct plan *plan, uint32_t job,
                   struct arena *arena);

/* Of a visit in the plan: its reasons and what it still needs. */
struct why why_visit(const struct state *state, const struct plan *plan,
                     const struct plan_visit *visit, struct arena *arena);

/* Of a day: open or why not, the visits on it, who is there. */
struct why why_day(const struct state *state, const struct plan *plan, day_t day,
                   struct arena *arena);

#endif
