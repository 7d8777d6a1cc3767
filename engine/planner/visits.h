/* engine/planner/visits.h - every visit worth having, where visits don't restrict each other.
 *
 * As long as people and the order of `after` are left aside, a set of items that shares a new
 * visit is best off on one and the same day whatever the rest of the plan is: a plan with that
 * set on a worse day is a worse plan. So each set is listed once for new visits, on its best
 * day (of equal ones the earliest), and once for each confirmed visit that can take it in. */
#ifndef ENGINE_PLANNER_VISITS_H
#define ENGINE_PLANNER_VISITS_H

#include "engine/base/vec.h"
#include "engine/planner/cluster.h"

enum { VISITS_MAX = 150000 };

/* The levels from LEVEL_VISITS on as one number, so large that no level outweighs the one
 * before; levels 1 to 3 must be the same wherever an item can be (cluster_tighten). */
struct visits_scale {
    int64_t weight[LEVEL_COUNT]; /* 0 for levels 1 to 3 */
    bool fits;                   /* false: too large for 60 bits, and nothing can be listed */
};

struct visits_scale visits_scale_of(const struct cluster *cluster);

/* Lists into `found` (of struct column, its price being the one number, its levels left empty)
 * the visits of the tightened `cluster`; false when they are more than VISITS_MAX. */
bool visits_list(const struct cluster *cluster, const struct visits_scale *scale, struct vec *found,
                 struct arena *arena);

#endif
