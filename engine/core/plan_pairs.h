/* engine/core/plan_pairs.h - which jobs must, must not or may only in order share a visit. */
#ifndef ENGINE_CORE_PLAN_PAIRS_H
#define ENGINE_CORE_PLAN_PAIRS_H

#include "engine/core/plan_frame.h"

enum plan_pair_kind { PAIR_APART, PAIR_AFTER, PAIR_WITH };

/* How much of what was said is kept. */
enum plan_strictness { PAIRS_ALL, PAIRS_OF_JOBS, PAIRS_NONE };

/* Jobs that a job names, as indexes of `jobs` (works by place in the problem); the ones done or
 * cancelled bind nobody any more, and one that failed is stood for by its follow-up. */
struct indexes plan_pairs(const struct plan_frame *frame, const uint32_t *jobs, uint32_t job_count,
                          uint32_t index, enum plan_pair_kind kind,
                          enum plan_strictness strictness);

/* Does the work bind another one, or another one bind it? */
bool plan_is_paired(const struct plan_frame *frame, const struct plan_work *work);

/* The job that goes on where a failed one stopped, or the job itself. */
uint32_t plan_successor(const struct state *state, uint32_t job);

#endif
