/* tests/engine/planner/brute.h - the best plan of a small problem, by trying every plan. */
#ifndef TESTS_ENGINE_PLANNER_BRUTE_H
#define TESTS_ENGINE_PLANNER_BRUTE_H

#include "engine/planner/solution.h"

enum { BRUTE_JOBS_MAX = 8, BRUTE_PEOPLE_MAX = 5 };

struct brute_plan {
    struct objective objective;
    int32_t days[BRUTE_JOBS_MAX]; /* of each job; -1: unplanned. Of equal plans' the first by ids,
                                     the unplanned standing past the last day */
};

struct brute_plan brute_best(const struct problem *problem);

#endif
