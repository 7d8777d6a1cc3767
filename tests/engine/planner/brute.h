/* tests/engine/planner/brute.h - the best objective of a small problem, by trying every plan. */
#ifndef TESTS_ENGINE_PLANNER_BRUTE_H
#define TESTS_ENGINE_PLANNER_BRUTE_H

#include "engine/planner/solution.h"

enum { BRUTE_JOBS_MAX = 8, BRUTE_PEOPLE_MAX = 5 };

struct objective brute_best(const struct problem *problem);

#endif
