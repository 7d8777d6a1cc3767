/* engine/planner/ramify.h - brings people and orders to bear, by splitting where they are broken.
 *
 * Starts from the best plan without regard to them. Where that wants people who are not there or
 * has something before what it follows, the question is put that decides it, and either answer
 * is solved again; always the branch with the best plan goes on (branch and bound; Land and
 * Doig 1960). The first plan that breaks nothing is the best there is. */
#ifndef ENGINE_PLANNER_RAMIFY_H
#define ENGINE_PLANNER_RAMIFY_H

#include "engine/planner/relaxed.h"

enum { RAMIFY_BRANCHES_MAX = 3000 };

/* SEARCH_FOUND: `ret` is the best plan, and of the best the first in the fixed order.
 * SEARCH_SPENT: given up; `ret` holds only a bound and the nodes. Leaves `cluster` as it was. */
enum search_end ramify_solve(struct cluster *cluster, uint64_t nodes_max, struct arena *arena,
                             struct settled *ret);

#endif
