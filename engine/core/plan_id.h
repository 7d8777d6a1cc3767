/* engine/core/plan_id.h - ids of planned visits that others have taken already. */
#ifndef ENGINE_CORE_PLAN_ID_H
#define ENGINE_CORE_PLAN_ID_H

#include "engine/core/plan.h"

/* As plan_visit_id, and none of `taken` either. */
struct str plan_visit_id_beside(const struct state *state, struct str site, const uint32_t *jobs,
                                uint32_t job_count, struct strs taken, struct arena *arena);

/* Does the recorded visit hold exactly these jobs at that site? */
bool plan_is_visit_of(const struct state *state, const struct visit_row *visit, struct str site,
                      const uint32_t *jobs, uint32_t job_count);

#endif
