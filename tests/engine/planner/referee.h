/* tests/engine/planner/referee.h - is a plan a plan? Straight from the definitions.
 *
 * Shares nothing with the planner but the shapes of problem and solution. */
#ifndef TESTS_ENGINE_PLANNER_REFEREE_H
#define TESTS_ENGINE_PLANNER_REFEREE_H

#include "engine/planner/solution.h"

/* NULL when the solution is feasible and counted right; else what is wrong, as a sentence. */
const char *referee_judge(const struct problem *problem, const struct solution *solution,
                          struct arena *arena);

/* The objective by the definitions; `days` and `visit` (which new visit, or -1) for each job. */
struct objective referee_count(const struct problem *problem, const int32_t *days,
                               const int32_t *visit, uint32_t visit_count);

int referee_cmp(const struct objective *a, const struct objective *b);

/* Does what one person does on a day fit, travel and all? `sites` and `minutes` of the visits. */
bool referee_day_fits(const struct problem *problem, int32_t day, const uint32_t *sites,
                      const uint32_t *minutes, uint32_t count);

#endif
