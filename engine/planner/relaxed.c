#include "engine/planner/relaxed.h"

#include "engine/base/check.h"
#include "engine/planner/cover.h"
#include "engine/planner/master.h"
#include "engine/planner/visits.h"

enum {
    VISITS_A_NODE = 8, /* visits listed for the price of a node */
    STEPS_A_NODE = 32, /* looks at columns for the price of a node */
    COVER_SHARE = 2,   /* of the nodes left, before a piece is settled level by level instead */
    PIVOT_NODES = 8,   /* what a pivot costs, in nodes */
    PLAIN_STEPS_MAX = 30000,
    PROPOSAL_NODES_LEAST = 200000, /* more than all pivots of a proposal cost */
};

struct pieces {
    const struct cluster *cluster;
    struct vec visits; /* struct column */
    struct arena *arena;
    struct settled *ret;
    uint64_t nodes_max;
    int64_t visit_weight; /* what a visit counts in a column's price */
};

/* Items that some visit joins with those of `seed`, directly or through others. */
static uint64_t piece_of(const uint64_t *joins, uint64_t seed)
{
    uint64_t piece = seed;
    for (uint64_t fresh = seed; fresh != 0;) {
        uint64_t reached = 0;
        for (; fresh != 0; fresh &= fresh - 1) reached |= joins[bit_first(fresh)];
        fresh = reached & ~piece;
        piece |= reached;
    }
    return piece;
}

/* Items in one column are joined, and so are all that may be in the same confirmed visit. */
static void joins_find(const struct pieces *pieces, uint64_t *joins)
{
    const struct cluster *cluster = pieces->cluster;
    for (uint32_t c = 0; c < pieces->visits.count; c++) {
        const struct column *column = vec_at(&pieces->visits, c);
        const struct place *place = &cluster->places[column->place];
        joins[bit_first(column->set)] |= place->joined >= 0 ? place->fits : column->set;
    }
    /* Both ways. */
    for (uint32_t i = 0; i < cluster->count; i++)
        for (uint64_t rest = joins[i]; rest != 0; rest &= rest - 1)
            joins[bit_first(rest)] |= UINT64_C(1) << i;
}

static struct vec columns_within(const struct pieces *pieces, uint64_t items)
{
    struct vec within = vec_of(sizeof(struct column));
    for (uint32_t c = 0; c < pieces->visits.count; c++) {
        const struct column *column = vec_at(&pieces->visits, c);
        if ((column->set & items) != 0)
            *(struct column *)vec_push(&within, pieces->arena) = *column;
    }
    return within;
}

static void levels_fill(const struct pieces *pieces, struct column *column)
{
    column->levels = column_levels(pieces->cluster, column->place, column->set);
}

/* A piece too large for the quick way, settled level by level. */
static void piece_settle(struct pieces *pieces, uint64_t items, struct vec *within)
{
    struct settled *ret = pieces->ret;
    struct cluster *part = ARENA_NEW(pieces->arena, struct cluster);
    struct settled *own = ARENA_NEW(pieces->arena, struct settled);
    cluster_part(part, pieces->cluster, items, pieces->arena);
    for (uint32_t c = 0; c < within->count; c++) {
        struct column *column = vec_at(within, c);
        levels_fill(pieces, column);
        column->set = cluster_part_set(items, column->set);
    }
    part->listed = within;
    settle_solve(part, pieces->nodes_max - ret->nodes, pieces->arena, own);
    ret->nodes += own->nodes;
    ret->proved &= own->proved;
    ret->found &= own->found;
    ret->impossible |= own->impossible;
    levels_add(&ret->bound, &own->bound);
    for (uint32_t k = 0; k < own->plan.count && own->found; k++) {
        struct column *column = &ret->plan.columns[ret->plan.count++];
        *column = own->plan.columns[k];
        column->set = cluster_whole_set(items, column->set);
        levels_add(&ret->plan.levels, &column->levels);
    }
}

/* False when that is more than there are left. */
static bool nodes_spend(const struct pieces *pieces, uint64_t nodes)
{
    uint64_t left = pieces->nodes_max - pieces->ret->nodes;
    pieces->ret->nodes += nodes < left ? nodes : left;
    return nodes <= left;
}

/* Proposes what each item is worth, from the relaxation that may take parts of visits. */
static void worths_propose(const struct pieces *pieces, uint64_t items, const struct vec *within,
                           int64_t *ret)
{
    struct arena_mark mark = arena_mark(pieces->arena);
    struct cluster *part = ARENA_NEW(pieces->arena, struct cluster);
    struct master *master = ARENA_NEW(pieces->arena, struct master);
    struct vec listed = vec_of(sizeof(struct column));
    double worths[CLUSTER_ITEMS_MAX];
    cluster_part(part, pieces->cluster, items, pieces->arena);
    for (uint32_t c = 0; c < within->count; c++) {
        struct column *column = vec_push(&listed, pieces->arena);
        *column = *(const struct column *)vec_at(within, c);
        column->set = cluster_part_set(items, column->set);
    }
    part->listed = &listed;
    master_init(master, part, pieces->arena);
    master_worths(master, pieces->visit_weight, worths);
    (void)nodes_spend(pieces, master->pivots * PIVOT_NODES);
    uint32_t k = 0;
    for (uint64_t rest = items; rest != 0; rest &= rest - 1)
        ret[bit_first(rest)] = (int64_t)(worths[k++] * (double)pieces->visit_weight);
    arena_rewind(pieces->arena, mark);
}

static enum search_end piece_try(const struct pieces *pieces, struct cover_goal *goal)
{
    struct settled *ret = pieces->ret;
    uint64_t left = (pieces->nodes_max - ret->nodes) / COVER_SHARE * STEPS_A_NODE;
    if (goal->steps_max > left) goal->steps_max = left;
    enum search_end end = cover_best(pieces->cluster, goal, pieces->arena, &ret->plan);
    (void)nodes_spend(pieces, goal->steps / STEPS_A_NODE);
    return end;
}

/* Most pieces are quickly done without any guess at what items are worth. */
static enum search_end piece_cover(struct pieces *pieces, uint64_t items, const struct vec *within)
{
    struct settled *ret = pieces->ret;
    int64_t worths[CLUSTER_ITEMS_MAX];
    uint32_t before = ret->plan.count;
    struct cover_goal goal = {.columns = within->rows, .count = within->count, .items = items};
    goal.stride = COVER_PRICE_MOST;
    goal.steps_max = PLAIN_STEPS_MAX;
    enum search_end end = piece_try(pieces, &goal);
    if (end == SEARCH_SPENT && pieces->nodes_max - ret->nodes > PROPOSAL_NODES_LEAST) {
        worths_propose(pieces, items, within, worths);
        goal.worth = worths;
        goal.stride = pieces->visit_weight / 8 + 1;
        goal.steps_max = UINT64_MAX;
        end = piece_try(pieces, &goal);
    }
    for (uint32_t k = before; k < ret->plan.count; k++) {
        levels_fill(pieces, &ret->plan.columns[k]);
        levels_add(&ret->plan.levels, &ret->plan.columns[k].levels);
        levels_add(&ret->bound, &ret->plan.columns[k].levels);
    }
    return end;
}

void relaxed_order(struct cluster_plan *plan)
{
    for (uint32_t k = 1; k < plan->count; k++) {
        struct column column = plan->columns[k];
        uint32_t at = k;
        for (; at > 0 && bit_first(plan->columns[at - 1].set) > bit_first(column.set); at--)
            plan->columns[at] = plan->columns[at - 1];
        plan->columns[at] = column;
    }
}

/* The best plan without regard to people and order. False when it has to be left: too many
 * visits, or confirmed visits without the room that would let every item have its best day. */
static bool pieces_solve(struct pieces *pieces)
{
    const struct cluster *cluster = pieces->cluster;
    struct visits_scale scale = visits_scale_of(cluster);
    if (!scale.fits) return false;
    bool listed = visits_list(cluster, &scale, &pieces->visits, pieces->arena);
    if (!nodes_spend(pieces, pieces->visits.count / VISITS_A_NODE) || !listed) return false;
    uint64_t joins[CLUSTER_ITEMS_MAX] = {0}, left = 0;
    pieces->visit_weight = scale.weight[LEVEL_VISITS];
    joins_find(pieces, joins);
    for (uint32_t i = 0; i < cluster->count; i++) left |= UINT64_C(1) << i;
    while (left != 0) {
        struct arena_mark mark = arena_mark(pieces->arena);
        uint64_t items = piece_of(joins, left & (~left + 1));
        struct vec within = columns_within(pieces, items);
        enum search_end end = piece_cover(pieces, items, &within);
        if (end == SEARCH_SPENT) piece_settle(pieces, items, &within);
        pieces->ret->impossible |= end == SEARCH_NONE;
        arena_rewind(pieces->arena, mark);
        left &= ~items;
    }
    return !pieces->ret->impossible;
}

enum search_end relaxed_solve(struct cluster *cluster, uint64_t nodes_max, struct arena *arena,
                              struct settled *ret)
{
    struct arena_mark mark = arena_mark(arena);
    uint64_t *fits = ARENA_ARRAY(arena, uint64_t, cluster->place_count);
    for (uint32_t p = 0; p < cluster->place_count; p++) fits[p] = cluster->places[p].fits;
    *ret = (struct settled){.found = true, .proved = true};
    struct pieces pieces = {.cluster = cluster, .arena = arena, .ret = ret, .nodes_max = nodes_max};
    enum search_end end = SEARCH_NONE;
    if (cluster_tighten(cluster)) {
        bool solved = pieces_solve(&pieces) && ret->found && ret->proved;
        end = solved ? SEARCH_FOUND : SEARCH_SPENT;
        relaxed_order(&ret->plan);
    }
    for (uint32_t p = 0; p < cluster->place_count; p++) cluster->places[p].fits = fits[p];
    arena_rewind(arena, mark);
    return end;
}
