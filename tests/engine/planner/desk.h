/* tests/engine/planner/desk.h - small problems written by hand, one line a job. */
#ifndef TESTS_ENGINE_PLANNER_DESK_H
#define TESTS_ENGINE_PLANNER_DESK_H

#include "engine/planner/problem.h"

enum { DESK_DAYS = 12, DESK_JOBS_MAX = 8 };

/* Two sites "a" and "b", open on all twelve days but the weekend 5, 6; 480 minutes a day, 30 of
 * them overhead; no technicians. Jobs of 60 minutes at "a" without wishes. */
struct desk {
    struct problem problem;
    struct problem_site sites[2];
    struct problem_job jobs[DESK_JOBS_MAX];
    struct problem_confirmed confirmed[2];
    struct problem_technician technicians[2];
    bool open[DESK_DAYS];
    uint32_t minutes[DESK_DAYS];
};

void desk_init(struct desk *desk, uint32_t jobs);

#endif
