#include "engine/planner/tree.h"

#include <string.h>

#include "engine/base/check.h"
#include "engine/planner/doubt.h"

enum {
    LEAF_NODES_MAX = 400,    /* before a branch is split once more */
    LEAF_COLUMNS_MAX = 3000, /* more are not even listed before it is split */
    PIVOT_NODES = 8,         /* what a pivot costs, in nodes */
    SCAN_NODES = 4,          /* what the scan of a place costs */
};

/* What the plan's prices may come to if `level` is to be `most` at most. */
int64_t tree_budget(const struct tree *tree, int32_t most)
{
    int64_t sum = PRICE_SCALE * most;
    for (int l = 0; l < (int)tree->level; l++) sum += tree->prices.weight[l] * tree->settled.at[l];
    return sum - tree->prices.bound;
}

/* The least whole number that the prices allow `level`. */
int32_t tree_bound(const struct tree *tree)
{
    int64_t beyond = -tree_budget(tree, 0);
    int64_t least = beyond <= 0 ? 0 : (beyond + PRICE_SCALE - 1) / PRICE_SCALE;
    return least < INT32_MAX / 2 ? (int32_t)least : INT32_MAX / 2;
}

bool tree_is_spent(const struct tree *tree)
{
    return tree->nodes >= tree->nodes_stop;
}

static void nodes_spend(struct tree *tree, uint64_t nodes)
{
    uint64_t left = tree->nodes_stop - tree->nodes;
    tree->nodes += nodes < left ? nodes : left;
}

static void price_spend(struct tree *tree)
{
    const struct master *master = tree->master;
    nodes_spend(tree, master->pivots * PIVOT_NODES +
                          master->rounds * tree->cluster->place_count * SCAN_NODES);
}

static enum search_end search_with(struct tree *tree, struct search_goal *goal)
{
    uint64_t left = tree->nodes_stop - tree->nodes;
    if (goal->nodes_max > left) goal->nodes_max = left;
    struct cluster_plan plan;
    enum search_end end = search_run(tree->cluster, &tree->prices, goal, tree->arena, &plan);
    nodes_spend(tree, goal->nodes);
    if (end == SEARCH_FOUND) {
        tree->plan = plan;
        tree->found = true;
    }
    return end;
}

/* Is there a plan with `level` at `most` or less? The columns that made the prices often
 * hold one; only when they don't is every column tried that the budget allows. */
static enum search_end leaf_search(struct tree *tree, int32_t most, bool whole)
{
    struct search_goal goal = {.target = tree->settled, .level_count = (int)tree->level + 1};
    goal.target.at[tree->level] = most;
    goal.budget = goal.limit = tree_budget(tree, most);
    goal.pool = &tree->master->columns;
    goal.columns_max = SEARCH_COLUMNS_MAX;
    goal.nodes_max = LEAF_NODES_MAX;
    if (search_with(tree, &goal) == SEARCH_FOUND) return SEARCH_FOUND;
    goal.pool = NULL;
    goal.nodes_max = whole ? UINT64_MAX : LEAF_NODES_MAX;
    goal.columns_max = whole ? SEARCH_COLUMNS_MAX : LEAF_COLUMNS_MAX;
    return search_with(tree, &goal);
}

/* What a branch changes in the cluster, to be put back after it. */
struct branch_save {
    uint64_t *fits;
    uint64_t apart[CLUSTER_ITEMS_MAX], together[CLUSTER_ITEMS_MAX];
};

static void branch_save(const struct cluster *cluster, struct branch_save *save)
{
    for (uint32_t p = 0; p < cluster->place_count; p++) save->fits[p] = cluster->places[p].fits;
    memcpy(save->apart, cluster->apart, sizeof save->apart);
    memcpy(save->together, cluster->together, sizeof save->together);
}

static void branch_restore(struct cluster *cluster, const struct branch_save *save)
{
    for (uint32_t p = 0; p < cluster->place_count; p++) cluster->places[p].fits = save->fits[p];
    memcpy(cluster->apart, save->apart, sizeof save->apart);
    memcpy(cluster->together, save->together, sizeof save->together);
}

/* One side of a doubt (Ryan and Foster 1981 for pairs): each plan is on exactly one. */
static void branch_take(struct cluster *cluster, const struct doubt *doubt, bool first)
{
    uint64_t item = UINT64_C(1) << doubt->item, other = UINT64_C(1) << doubt->other;
    struct place *unplanned = &cluster->places[cluster->place_count - 1];
    if (doubt->kind == DOUBT_DAY) {
        for (uint32_t p = 0; p < cluster->place_count; p++)
            if ((cluster->places[p].day <= doubt->day) != first) cluster->places[p].fits &= ~item;
        cluster_follow(cluster);
    } else if (first) {
        cluster->together[doubt->item] |= other;
        cluster->together[doubt->other] |= item;
        unplanned->fits &= ~(item | other);
    } else {
        cluster->apart[doubt->item] |= other;
        cluster->apart[doubt->other] |= item;
    }
    cluster_follow(cluster);
}

static void branch_price(struct tree *tree, const struct master *parent)
{
    tree->master = ARENA_NEW(tree->arena, struct master);
    tree->prices.fee = ARENA_ARRAY(tree->arena, int64_t, tree->cluster->place_count);
    master_init(tree->master, tree->cluster, tree->arena);
    for (int l = (int)tree->first; l < (int)tree->level; l++)
        master_settle(tree->master, (enum level)l, tree->settled.at[l]);
    master_seed(tree->master, parent);
    master_price(tree->master, tree->level, &tree->prices);
    price_spend(tree);
}

/* Splits what a search could not finish, with prices made for each half. Whatever the prices
 * rule out is done; so is what a search of the half exhausts. */
static enum search_end search_below(struct tree *tree, int32_t most, uint32_t depth)
{
    enum search_end end = leaf_search(tree, most, false);
    if (end != SEARCH_SPENT || depth == TREE_DEPTH_MAX || tree_is_spent(tree)) return end;
    struct doubt doubt = doubt_find(tree->master);
    if (doubt.kind == DOUBT_NONE) return leaf_search(tree, most, true);

    struct arena_mark mark = arena_mark(tree->arena);
    struct master *parent = tree->master;
    struct prices prices = tree->prices;
    struct branch_save *save = ARENA_NEW(tree->arena, struct branch_save);
    save->fits = ARENA_ARRAY(tree->arena, uint64_t, tree->cluster->place_count);
    branch_save(tree->cluster, save);
    end = SEARCH_NONE;
    for (int side = 0; side < 2 && end != SEARCH_FOUND && !tree_is_spent(tree); side++) {
        branch_take(tree->cluster, &doubt, (side == 0) == doubt.first);
        branch_price(tree, parent);
        enum search_end half = SEARCH_NONE;
        if (tree_bound(tree) <= most) half = search_below(tree, most, depth + 1);
        if (half != SEARCH_NONE) end = half;
        branch_restore(tree->cluster, save);
    }
    if (end == SEARCH_NONE && tree_is_spent(tree)) end = SEARCH_SPENT;
    tree->master = parent;
    tree->prices = prices;
    arena_rewind(tree->arena, mark);
    return end;
}

enum search_end tree_search(struct tree *tree, int32_t most)
{
    return search_below(tree, most, 0);
}

void tree_price(struct tree *tree, bool sharp)
{
    tree->master->sharp = sharp;
    master_price(tree->master, tree->level, &tree->prices);
    price_spend(tree);
}

enum search_end tree_search_branch(struct tree *tree, int32_t most)
{
    struct arena_mark mark = arena_mark(tree->arena);
    struct master *parent = tree->master;
    struct prices prices = tree->prices;
    branch_price(tree, parent);
    enum search_end end = SEARCH_NONE;
    if (tree_bound(tree) <= most) end = search_below(tree, most, 1);
    tree->master = parent;
    tree->prices = prices;
    arena_rewind(tree->arena, mark);
    return end;
}
