/* engine/core/plan_visit.h - the planner's solution and the fixed visits as visits of the plan. */
#ifndef ENGINE_CORE_PLAN_VISIT_H
#define ENGINE_CORE_PLAN_VISIT_H

#include "engine/core/plan_problem.h"

/* Fills plan->visits with times, jobs, crews and needs, sorted; `why` comes later. */
void plan_visits_find(const struct plan_frame *frame, const struct plan_crews *crews,
                      const struct plan_problem *problem, const struct solution *solution,
                      struct plan *plan);

/* Gives `visit` its start, its end and those of its jobs; visit->jobs stand in order. */
void plan_visit_clock(const struct plan_frame *frame, struct plan_visit *visit, instant_t start);

/* A visit out of hours that the plan makes up: `visit` has its site, day and jobs. */
void plan_visit_add(const struct plan_frame *frame, struct plan_visit *visit, instant_t start,
                    struct plan *plan);

#endif
