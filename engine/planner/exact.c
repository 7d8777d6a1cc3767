#include "engine/planner/exact.h"

#include "engine/planner/ramify.h"

void exact_solve(struct cluster *cluster, uint64_t nodes_max, struct arena *arena,
                 struct settled *ret)
{
    if (ramify_solve(cluster, nodes_max, arena, ret) != SEARCH_SPENT) return;
    uint64_t spent = ret->nodes;
    struct levels bound = ret->bound;
    settle_solve(cluster, nodes_max - spent, arena, ret);
    ret->nodes += spent;
    /* What bounds the plan without regard to people and order bounds it with them. */
    if (levels_cmp(&bound, &ret->bound, LEVEL_COUNT) > 0) ret->bound = bound;
    if (ret->found) relaxed_order(&ret->plan);
}
