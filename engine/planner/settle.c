#include "engine/planner/settle.h"

#include "engine/base/check.h"
#include "engine/planner/tree.h"

enum { PLAIN_NODES_MAX = 20000 };

/* Plain prices get a first try; sharp ones may then take what is left. */
static uint64_t attempt_stop(const struct tree *tree, bool sharp)
{
    uint64_t left = tree->nodes_max - tree->nodes;
    return sharp || left < PLAIN_NODES_MAX ? tree->nodes_max : tree->nodes + PLAIN_NODES_MAX;
}

/* Settles the tree's level, or says SEARCH_NONE when no plan keeps what is settled before it. */
static enum search_end level_settle(struct tree *tree, int32_t most, struct levels *bound)
{
    bool sharp = false;
    tree->nodes_stop = tree->nodes_max;
    tree_price(tree, sharp);
    int32_t ruled_out = tree_bound(tree) - 1, stride = 1;
    bound->at[tree->level] = ruled_out + 1;
    while (!tree->found || tree->plan.levels.at[tree->level] > ruled_out + 1) {
        if (ruled_out >= most) return SEARCH_NONE;
        /* Sharp prices may have ruled all out up to what was found. */
        int32_t last = tree->found ? tree->plan.levels.at[tree->level] - 1 : most;
        int32_t next = ruled_out + stride < last ? ruled_out + stride : last;
        tree->nodes_stop = attempt_stop(tree, sharp);
        enum search_end end = tree_search(tree, next);
        tree->nodes_stop = tree->nodes_max;
        if (end == SEARCH_SPENT && (sharp || tree_is_spent(tree))) return SEARCH_SPENT;
        if (end == SEARCH_SPENT) {
            sharp = true;
            tree_price(tree, sharp);
            if (tree_bound(tree) - 1 > ruled_out) ruled_out = tree_bound(tree) - 1;
        }
        if (end == SEARCH_NONE) ruled_out = next;
        stride = end == SEARCH_NONE ? stride * 2 : 1;
        bound->at[tree->level] = ruled_out + 1;
    }
    tree->settled.at[tree->level] = tree->plan.levels.at[tree->level];
    bound->at[tree->level] = tree->settled.at[tree->level];
    return SEARCH_FOUND;
}

static int32_t planned_day(const struct tree *tree, uint32_t item)
{
    for (uint32_t k = 0; k < tree->plan.count; k++)
        if (tree->plan.columns[k].set >> item & 1)
            return tree->cluster->places[tree->plan.columns[k].place].day;
    CHECK(false);
    return 0;
}

/* Takes `item` from the places outside from..to. */
static void days_keep(struct cluster *cluster, uint32_t item, int32_t from, int32_t to)
{
    for (uint32_t p = 0; p < cluster->place_count; p++) {
        int32_t day = cluster->places[p].day;
        if (day < from || day > to) cluster->places[p].fits &= ~(UINT64_C(1) << item);
    }
}

/* Is there any visit on an earlier day, for `item`, that a best plan could have? */
static bool may_be_earlier(const struct tree *tree, const struct vec *columns, uint32_t item,
                           int32_t day)
{
    for (uint32_t c = 0; c < columns->count; c++) {
        const struct column *column = vec_at(columns, c);
        const struct place *place = &tree->cluster->places[column->place];
        if ((column->set >> item & 1) == 0 || place->day >= day) continue;
        if ((column->set & ~place->fits) == 0) return true;
    }
    return false;
}

/* Gives `item` its earliest day in any best plan that agrees with the days already given. */
static void day_settle(struct tree *tree, const struct vec *columns, uint32_t item, uint64_t *fits)
{
    struct cluster *cluster = tree->cluster;
    int32_t day = planned_day(tree, item);
    while (may_be_earlier(tree, columns, item, day)) {
        for (uint32_t p = 0; p < cluster->place_count; p++) fits[p] = cluster->places[p].fits;
        days_keep(cluster, item, 0, day - 1);
        cluster_follow(cluster);
        enum search_end end = tree_search_branch(tree, tree->settled.at[tree->level]);
        for (uint32_t p = 0; p < cluster->place_count; p++) cluster->places[p].fits = fits[p];
        if (end != SEARCH_FOUND) break;
        day = planned_day(tree, item);
    }
    days_keep(cluster, item, day, day);
}

/* All levels are settled: of the best plans the first. The jobs in the order of their ids have
 * the earliest days they can; then jobs with earlier ids share visits. */
static void take_first(struct tree *tree)
{
    struct arena_mark mark = arena_mark(tree->arena);
    struct search_goal goal = {.target = tree->settled, .level_count = LEVEL_COUNT};
    goal.budget = goal.limit = tree_budget(tree, tree->settled.at[LEVEL_WAIT_DAYS]);
    goal.columns_max = SEARCH_COLUMNS_MAX;
    struct column_list list = column_list_of(SEARCH_COLUMNS_MAX, tree->arena);
    if (price_all(tree->cluster, &tree->prices, goal.budget, &list)) {
        uint64_t *fits = ARENA_ARRAY(tree->arena, uint64_t, tree->cluster->place_count);
        for (uint32_t i = 0; i < tree->cluster->count; i++)
            day_settle(tree, &list.columns, i, fits);
        goal.nodes_max = tree->nodes_max - tree->nodes;
        search_first(tree->cluster, &tree->prices, &goal, tree->arena, &tree->plan);
        tree->nodes += goal.nodes < goal.nodes_max ? goal.nodes : goal.nodes_max;
    }
    arena_rewind(tree->arena, mark);
}

static int32_t level_most(const struct cluster *cluster, enum level level)
{
    if (level == LEVEL_VISITS) return (int32_t)cluster->count;
    return INT32_MAX / 2;
}

static enum search_end levels_settle(struct tree *tree, enum level first, struct levels *bound)
{
    master_init(tree->master, tree->cluster, tree->arena);
    tree->first = first;
    for (int l = (int)first; l < LEVEL_COUNT; l++) {
        tree->level = (enum level)l;
        enum search_end end = level_settle(tree, level_most(tree->cluster, tree->level), bound);
        if (end != SEARCH_FOUND) return end;
        if (l + 1 < LEVEL_COUNT) master_settle(tree->master, tree->level, tree->settled.at[l]);
    }
    take_first(tree);
    return SEARCH_FOUND;
}

/* Nothing planned is always a plan, and the worst. */
static void plan_nothing(const struct cluster *cluster, struct tree *ret)
{
    ret->plan = (struct cluster_plan){.count = cluster->count};
    for (uint32_t i = 0; i < cluster->count; i++) {
        struct column *column = &ret->plan.columns[i];
        *column = (struct column){.set = UINT64_C(1) << i, .place = cluster->place_count - 1};
        column->levels = column_levels(cluster, column->place, column->set);
        levels_add(&ret->plan.levels, &column->levels);
    }
    ret->found = true;
}

static uint64_t *fits_copy(const struct cluster *cluster, struct arena *arena)
{
    uint64_t *fits = ARENA_ARRAY(arena, uint64_t, cluster->place_count);
    for (uint32_t p = 0; p < cluster->place_count; p++) fits[p] = cluster->places[p].fits;
    return fits;
}

void settle_solve(struct cluster *cluster, uint64_t nodes_max, struct arena *arena,
                  struct settled *ret)
{
    struct arena_mark mark = arena_mark(arena);
    struct tree *tree = ARENA_NEW(arena, struct tree);
    *tree = (struct tree){.cluster = cluster, .nodes_max = nodes_max, .arena = arena};
    tree->master = ARENA_NEW(arena, struct master);
    tree->prices.fee = ARENA_ARRAY(arena, int64_t, cluster->place_count);
    tree->settled = cluster->least;
    ret->bound = cluster->least;

    /* Nearly always every item can have its own best in levels 1 to 3, and a plan that
     * keeps those is best; then they need no rows and most places fall away. */
    const uint64_t *fits = fits_copy(cluster, arena);
    enum search_end end = SEARCH_NONE;
    if (cluster_tighten(cluster)) end = levels_settle(tree, LEVEL_VISITS, &ret->bound);
    ret->impossible = end == SEARCH_NONE && cluster->listed != NULL;
    if (end == SEARCH_NONE && cluster->listed == NULL) {
        for (uint32_t p = 0; p < cluster->place_count; p++) cluster->places[p].fits = fits[p];
        plan_nothing(cluster, tree);
        tree->settled = (struct levels){0};
        ret->bound = (struct levels){0};
        end = levels_settle(tree, LEVEL_LATE, &ret->bound);
    }
    ret->plan = tree->plan;
    ret->found = tree->found;
    ret->proved = end == SEARCH_FOUND;
    ret->nodes = tree->nodes;
    arena_rewind(arena, mark);
}
