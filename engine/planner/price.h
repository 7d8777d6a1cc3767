/* engine/planner/price.h - which visits are worth having, at given prices.
 *
 * Prices turn the seven levels and the items into one number a column, in whole units of
 * 1/PRICE_SCALE: weights of levels + fee of the place - worth of its items. Prices are valid
 * when no column's price is below zero; then a plan of level sums L costs weights.L at
 * least `bound`, and what it costs beyond is the sum of its columns' prices (weak duality).
 * Prices are proposed in floating point elsewhere; everything here is whole numbers, so
 * what is concluded from them holds whatever proposed them. */
#ifndef ENGINE_PLANNER_PRICE_H
#define ENGINE_PLANNER_PRICE_H

#include "engine/base/vec.h"
#include "engine/planner/cluster.h"

#define PRICE_SCALE INT64_C(65536)

/* Of three items at most one visit can hold two or more; to do so costs a fee (subset-row
 * cuts; Jepsen, Petersen, Spoorendonk and Pisinger 2008). */
struct triple {
    uint64_t set;
    int64_t fee;
};

enum { TRIPLES_MAX = 48 };

struct prices {
    int64_t worth[CLUSTER_ITEMS_MAX];
    int64_t weight[LEVEL_COUNT];
    int64_t *fee; /* [places] at least 0 */
    struct triple triples[TRIPLES_MAX];
    uint32_t triple_count;
    int64_t bound;
};

/* Columns in the making, in `arena`. */
struct column_list {
    struct vec columns; /* struct column */
    uint32_t count_max;
    struct arena *arena;
};

static inline struct column_list column_list_of(uint32_t count_max, struct arena *arena)
{
    return (struct column_list){vec_of(sizeof(struct column)), count_max, arena};
}

/* Adds every column whose price is at most `limit`; false when that would be too many. */
bool price_all(const struct cluster *cluster, const struct prices *prices, int64_t limit,
               struct column_list *list);

/* Can the cluster have this column as it is now? */
bool price_allows(const struct cluster *cluster, const struct column *column);

/* Adds the columns of `pool` that are allowed and cost `limit` at most, repriced. */
void price_pool(const struct cluster *cluster, const struct prices *prices, int64_t limit,
                const struct vec *pool, struct column_list *list);

/* Adds to `found` the cheapest column of every place, where it costs less than `limit`.
 * Returns the least price seen, or `limit`. */
int64_t price_best(const struct cluster *cluster, const struct prices *prices, int64_t limit,
                   struct vec *found, struct arena *arena);

#endif
