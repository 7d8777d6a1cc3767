/* engine/core/plan_problem.h - the frame's jobs and fixed visits as a sound planning problem. */
#ifndef ENGINE_CORE_PLAN_PROBLEM_H
#define ENGINE_CORE_PLAN_PROBLEM_H

#include "engine/core/plan_crew.h"

struct plan_problem {
    struct problem problem;
    const uint32_t *work_of;  /* [problem.job_count]: the frame's work, NO_ROW for a filler */
    const uint32_t *fixed_of; /* [problem.confirmed_count]: the frame's fixed visit */
    const bool *left_out;     /* [works]: can't be planned at all: no site, or no day long enough */
};

/* A contract amended after its jobs were opened may ask what can't be had together. Then the
 * pairs of its classes give way first, and the jobs' own pairs after them; a job that no day
 * is long enough for is left out and reported. */
void plan_problem_init(struct plan_problem *plan, const struct plan_frame *frame,
                       const struct plan_crews *crews);

/* Does the fixed visit take further jobs: confirmed, not begun, in working time? */
bool plan_fixed_is_open(const struct plan_frame *frame, const struct plan_fixed *fixed);

#endif
