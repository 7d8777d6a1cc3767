/* engine/core/plan_need.h - what is still missing before a planned visit can start. */
#ifndef ENGINE_CORE_PLAN_NEED_H
#define ENGINE_CORE_PLAN_NEED_H

#include "engine/core/plan_frame.h"

enum { PLAN_JOB_NEEDS_MAX = 8 }; /* of one job */

/* Fills visit->needs, once everything else of the visit stands. `proposal_stands`: a recorded
 * proposal says the same as this visit, and only has to be approved. */
void plan_needs_find(const struct plan_frame *frame, struct plan_visit *visit,
                     bool proposal_stands);

#endif
