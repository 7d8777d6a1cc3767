/* engine/planner/exact.h - the best plan of one cluster, the common case first.
 *
 * People and the order of `after` seldom come to bear. So the best plan without regard to them
 * is made first, which falls into pieces that no visit joins and is quickly found; where it
 * happens to keep them it is the best with regard to them, too. Only otherwise is the cluster
 * searched as a whole. */
#ifndef ENGINE_PLANNER_EXACT_H
#define ENGINE_PLANNER_EXACT_H

#include "engine/planner/settle.h"

/* Changes the places of `cluster`. */
void exact_solve(struct cluster *cluster, uint64_t nodes_max, struct arena *arena,
                 struct settled *ret);

#endif
