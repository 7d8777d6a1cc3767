/* engine/core/plan_why.h - the facts behind a placement, said once and short.
 *
 * Only what can be shown to be true is said: no scores, and nothing about what the search
 * happened to try. */
#ifndef ENGINE_CORE_PLAN_WHY_H
#define ENGINE_CORE_PLAN_WHY_H

#include "engine/core/plan_frame.h"

enum { WHY_LINES_MAX = 8 }; /* of one visit: at most a screen, with everything around it */

/* Fills `why` of every visit of the plan. */
void plan_why_find(const struct plan_frame *frame, struct plan *plan);

/* What keeps a job from an earlier day; `row` is the job. */
struct message plan_why_bound(const struct plan_frame *frame, uint32_t row,
                              const struct plan_bound *bound);

/* Where a job's deadline comes from; at most two sentences. */
uint32_t plan_why_deadline(const struct plan_frame *frame, const struct plan_work *work,
                           struct message *ret);

#endif
