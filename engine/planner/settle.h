/* engine/planner/settle.h - the best plan of one cluster, with proof where the nodes last.
 *
 * Level after level: prices bound the level from below, given what is settled above it; a
 * search then finds a plan on the bound or rules it out and tries the next number. So each
 * level is settled by a bound that is met or by exhaustion. */
#ifndef ENGINE_PLANNER_SETTLE_H
#define ENGINE_PLANNER_SETTLE_H

#include "engine/planner/search.h"

struct settled {
    struct cluster_plan plan; /* only when `found` */
    struct levels bound;      /* no plan of the cluster is better */
    bool found;
    bool proved;     /* the plan's levels are `bound` */
    bool impossible; /* no choice of the cluster's listed columns holds all items */
    uint64_t nodes;
};

/* Changes the places of `cluster`. */
void settle_solve(struct cluster *cluster, uint64_t nodes_max, struct arena *arena,
                  struct settled *ret);

#endif
