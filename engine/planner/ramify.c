#include "engine/planner/ramify.h"

#include <string.h>

#include "engine/base/check.h"
#include "engine/base/vec.h"

/* What is asked: is an item in this place; is it until this day or after it; do two share? Or
 * nothing, as the plan breaks nothing; or nothing more, as no plan of the branch can be right. */
enum question_kind { ASK_NOTHING, ASK_PLACE, ASK_UNTIL, ASK_SHARE, ASK_LEAVE };

struct question {
    enum question_kind kind;
    uint32_t item, other; /* `other` with ASK_SHARE */
    uint32_t place;       /* ASK_PLACE */
    int32_t day;          /* ASK_UNTIL */
};

struct branch {
    uint64_t *fits;
    uint64_t apart[CLUSTER_ITEMS_MAX], together[CLUSTER_ITEMS_MAX];
    struct cluster_plan plan;
};

struct ramify {
    struct cluster *cluster;
    struct arena *arena;
    struct vec open; /* struct branch *; in no order */
    uint32_t made;
    uint64_t nodes, nodes_max;
};

static void branch_load(struct cluster *cluster, const struct branch *branch)
{
    for (uint32_t p = 0; p < cluster->place_count; p++) cluster->places[p].fits = branch->fits[p];
    memcpy(cluster->apart, branch->apart, sizeof branch->apart);
    memcpy(cluster->together, branch->together, sizeof branch->together);
}

static struct branch *branch_new(const struct ramify *ramify)
{
    const struct cluster *cluster = ramify->cluster;
    struct branch *branch = ARENA_NEW(ramify->arena, struct branch);
    branch->fits = ARENA_ARRAY(ramify->arena, uint64_t, cluster->place_count);
    for (uint32_t p = 0; p < cluster->place_count; p++) branch->fits[p] = cluster->places[p].fits;
    memcpy(branch->apart, cluster->apart, sizeof branch->apart);
    memcpy(branch->together, cluster->together, sizeof branch->together);
    return branch;
}

static const struct column *column_of(const struct cluster_plan *plan, uint32_t item)
{
    for (uint32_t k = 0; k < plan->count; k++)
        if (plan->columns[k].set >> item & 1) return &plan->columns[k];
    CHECK(false);
    return NULL;
}

static int32_t day_of(const struct cluster *cluster, const struct cluster_plan *plan, uint32_t item)
{
    return cluster->places[column_of(plan, item)->place].day;
}

/* By levels; then the items' days by id; then who shares with whom. */
static bool comes_first(const struct cluster *cluster, const struct cluster_plan *a,
                        const struct cluster_plan *b)
{
    int order = levels_cmp(&a->levels, &b->levels, LEVEL_COUNT);
    if (order != 0) return order < 0;
    for (uint32_t i = 0; i < cluster->count; i++) {
        int32_t left = day_of(cluster, a, i), right = day_of(cluster, b, i);
        if (left != right) return left < right;
    }
    for (uint32_t i = 0; i < cluster->count; i++) {
        const struct column *left = column_of(a, i), *right = column_of(b, i);
        uint64_t differ = left->set ^ right->set;
        if (left->place != right->place) return left->place < right->place;
        if (differ != 0) return (left->set & (differ & (~differ + 1))) != 0;
    }
    return false;
}

/* The best of the open branches, taken out. */
static struct branch *branch_take(struct ramify *ramify)
{
    struct branch **open = ramify->open.rows;
    uint32_t best = 0;
    for (uint32_t k = 1; k < ramify->open.count; k++)
        if (comes_first(ramify->cluster, &open[k]->plan, &open[best]->plan)) best = k;
    struct branch *taken = open[best];
    open[best] = open[--ramify->open.count];
    return taken;
}

static bool has_place(const struct cluster *cluster, uint32_t item, int32_t from, int32_t to)
{
    for (uint32_t p = 0; p < cluster->place_count; p++)
        if ((cluster->places[p].fits >> item & 1) != 0 && cluster->places[p].day >= from &&
            cluster->places[p].day <= to)
            return true;
    return false;
}

static bool may_share(const struct cluster *cluster, uint32_t a, uint32_t b)
{
    return cluster_item(cluster, a)->site == cluster_item(cluster, b)->site &&
           (cluster->apart[a] >> b & 1) == 0;
}

static bool is_shared(const struct cluster *cluster, uint32_t a, uint32_t b)
{
    return (cluster->together[a] >> b & 1) != 0;
}

/* `later` does not come after `item` in the plan. */
static struct question order_question(const struct cluster *cluster,
                                      const struct cluster_plan *plan, uint32_t item,
                                      uint32_t later)
{
    int32_t days = cluster->items->normal->problem.days;
    int32_t first = day_of(cluster, plan, item), second = day_of(cluster, plan, later);
    if (has_place(cluster, later, second + 1, days))
        return (struct question){ASK_UNTIL, later, 0, 0, second};
    if (has_place(cluster, item, 0, first - 1))
        return (struct question){ASK_UNTIL, item, 0, 0, first - 1};
    if (may_share(cluster, item, later) && !is_shared(cluster, item, later))
        return (struct question){ASK_SHARE, item, later, 0, 0};
    return (struct question){.kind = ASK_LEAVE};
}

/* Whatever is unplanned stands past the last day, and there all orders are kept. */
static bool order_kept(const struct cluster *cluster, const struct cluster_plan *plan,
                       uint32_t item, uint32_t later)
{
    int32_t days = cluster->items->normal->problem.days, then = day_of(cluster, plan, later);
    return then == days || day_of(cluster, plan, item) < then ||
           column_of(plan, item) == column_of(plan, later);
}

static struct question orders_question(const struct cluster *cluster,
                                       const struct cluster_plan *plan)
{
    for (uint32_t i = 0; i < cluster->count && cluster->ordered; i++)
        for (uint64_t rest = cluster->later[i]; rest != 0; rest &= rest - 1)
            if (!order_kept(cluster, plan, i, bit_first(rest)))
                return order_question(cluster, plan, i, bit_first(rest));
    return (struct question){.kind = ASK_NOTHING};
}

/* The columns of one day that people do not suffice for, though for any fewer they would. */
struct clash {
    struct cluster_plan wanted;
    int32_t day;
};

static enum crew_answer people_answer(const struct ramify *ramify, const struct cluster_plan *plan)
{
    return search_people(ramify->cluster, plan, ramify->arena);
}

static void column_drop(struct cluster_plan *plan, uint32_t at)
{
    for (uint32_t k = at + 1; k < plan->count; k++) plan->columns[k - 1] = plan->columns[k];
    plan->count--;
}

/* Finds the first day whose visits clash; CREW_UNKNOWN when some day can't be judged. */
static enum crew_answer clash_find(const struct ramify *ramify, const struct cluster_plan *plan,
                                   struct clash *ret)
{
    const struct cluster *cluster = ramify->cluster;
    for (int32_t d = 0; d < cluster->items->normal->problem.days; d++) {
        ret->day = d;
        ret->wanted.count = 0;
        for (uint32_t k = 0; k < plan->count; k++)
            if (cluster->places[plan->columns[k].place].day == d)
                ret->wanted.columns[ret->wanted.count++] = plan->columns[k];
        if (ret->wanted.count == 0) continue;
        enum crew_answer answer = people_answer(ramify, &ret->wanted);
        if (answer == CREW_YES) continue;
        for (uint32_t k = ret->wanted.count; k-- > 0 && answer == CREW_NO;) {
            struct cluster_plan fewer = ret->wanted;
            column_drop(&fewer, k);
            if (people_answer(ramify, &fewer) == CREW_NO) ret->wanted = fewer;
        }
        return answer;
    }
    return CREW_YES;
}

/* The shortest item of `set` that is not in `kept`. */
static uint32_t shortest_item(const struct cluster *cluster, uint64_t set, uint64_t kept)
{
    uint32_t best = bit_first(set & ~kept);
    for (uint64_t rest = set & ~kept; rest != 0; rest &= rest - 1)
        if (cluster->minutes[bit_first(rest)] < cluster->minutes[best]) best = bit_first(rest);
    return best;
}

/* Leaves in each visit of a clash only items without any of which there would be none. */
static void clash_shrink(const struct ramify *ramify, struct clash *clash)
{
    for (uint32_t k = 0; k < clash->wanted.count; k++) {
        uint64_t *set = &clash->wanted.columns[k].set, kept = 0;
        while ((*set & ~kept) != 0 && bit_count(*set) > 1) {
            uint64_t before = *set;
            uint64_t item = UINT64_C(1) << shortest_item(ramify->cluster, *set, kept);
            *set &= ~item;
            if (people_answer(ramify, &clash->wanted) == CREW_NO) continue;
            *set = before;
            kept |= item;
        }
    }
}

static bool has_other_place(const struct cluster *cluster, uint32_t item, uint32_t place)
{
    for (uint32_t p = 0; p < cluster->place_count; p++)
        if (p != place && (cluster->places[p].fits >> item & 1) != 0) return true;
    return false;
}

/* A question about the places of `items`, or about two of them sharing a visit. */
static struct question items_question(const struct cluster *cluster, const struct clash *clash,
                                      uint64_t items)
{
    for (uint64_t rest = items; rest != 0; rest &= rest - 1) {
        uint32_t i = bit_first(rest), place = column_of(&clash->wanted, i)->place;
        if (has_other_place(cluster, i, place)) return (struct question){ASK_PLACE, i, 0, place, 0};
    }
    for (uint64_t rest = items; rest != 0; rest &= rest - 1)
        for (uint64_t more = rest & (rest - 1); more != 0; more &= more - 1) {
            uint32_t a = bit_first(rest), b = bit_first(more);
            if (may_share(cluster, a, b) && !is_shared(cluster, a, b))
                return (struct question){ASK_SHARE, a, b, 0, 0};
        }
    return (struct question){.kind = ASK_NOTHING};
}

/* Once every item that matters has that place alone, and it is known who shares, the people are
 * too few whatever else is done. */
static struct question clash_question(const struct ramify *ramify, struct clash *clash)
{
    uint64_t items = 0;
    clash_shrink(ramify, clash);
    for (uint32_t k = 0; k < clash->wanted.count; k++) items |= clash->wanted.columns[k].set;
    struct question ask = items_question(ramify->cluster, clash, items);
    if (ask.kind == ASK_NOTHING) ask.kind = ASK_LEAVE;
    return ask;
}

/* Takes the item from the places that the answer rules out. */
static void places_take(struct cluster *cluster, const struct question *ask, bool yes)
{
    for (uint32_t p = 0; p < cluster->place_count; p++) {
        struct place *place = &cluster->places[p];
        bool holds = ask->kind == ASK_UNTIL ? place->day <= ask->day : p == ask->place;
        if (holds != yes) place->fits &= ~(UINT64_C(1) << ask->item);
    }
}

static void answer_take(struct cluster *cluster, const struct question *ask, bool yes)
{
    uint64_t item = UINT64_C(1) << ask->item, other = UINT64_C(1) << ask->other;
    if (ask->kind != ASK_SHARE) {
        places_take(cluster, ask, yes);
    } else if (yes) {
        cluster->together[ask->item] |= other;
        cluster->together[ask->other] |= item;
        cluster->places[cluster->place_count - 1].fits &= ~(item | other);
    } else {
        cluster->apart[ask->item] |= other;
        cluster->apart[ask->other] |= item;
    }
    cluster_follow(cluster);
}

/* Is the plan of the branch before still one, and so still its best? */
static bool plan_holds(const struct cluster *cluster, const struct cluster_plan *plan)
{
    for (uint32_t k = 0; k < plan->count; k++)
        if (!price_allows(cluster, &plan->columns[k])) return false;
    return true;
}

/* Opens the branch that `cluster` now is; SEARCH_SPENT when it can't be solved. */
static enum search_end branch_open(struct ramify *ramify, const struct cluster_plan *before)
{
    if (ramify->made++ == RAMIFY_BRANCHES_MAX) return SEARCH_SPENT;
    struct branch *branch = branch_new(ramify);
    enum search_end end = SEARCH_FOUND;
    if (before != NULL && plan_holds(ramify->cluster, before)) {
        branch->plan = *before;
    } else {
        struct arena_mark mark = arena_mark(ramify->arena);
        struct settled *relaxed = ARENA_NEW(ramify->arena, struct settled);
        uint64_t left = ramify->nodes_max - ramify->nodes;
        end = relaxed_solve(ramify->cluster, left, ramify->arena, relaxed);
        ramify->nodes += relaxed->nodes;
        branch->plan = relaxed->plan;
        arena_rewind(ramify->arena, mark);
    }
    if (end == SEARCH_FOUND) *(struct branch **)vec_push(&ramify->open, ramify->arena) = branch;
    return end;
}

/* Both answers; SEARCH_SPENT when one of them can't be solved. */
static enum search_end split(struct ramify *ramify, const struct branch *branch,
                             const struct question *ask)
{
    for (int side = 0; side < 2; side++) {
        branch_load(ramify->cluster, branch);
        answer_take(ramify->cluster, ask, side == 0);
        if (branch_open(ramify, &branch->plan) == SEARCH_SPENT) return SEARCH_SPENT;
    }
    return SEARCH_NONE;
}

/* Looks at the best open branch: its plan breaks nothing, or it is split or left. */
static enum search_end best_look(struct ramify *ramify, struct settled *ret)
{
    struct clash *clash = ARENA_NEW(ramify->arena, struct clash);
    struct branch *best = branch_take(ramify);
    branch_load(ramify->cluster, best);
    ret->bound = best->plan.levels;
    struct question ask = orders_question(ramify->cluster, &best->plan);
    if (ask.kind == ASK_NOTHING) {
        enum crew_answer answer = clash_find(ramify, &best->plan, clash);
        if (answer == CREW_UNKNOWN) return SEARCH_SPENT;
        if (answer == CREW_NO) ask = clash_question(ramify, clash);
    }
    if (ask.kind == ASK_LEAVE) return SEARCH_NONE;
    if (ask.kind != ASK_NOTHING) return split(ramify, best, &ask);
    ret->plan = best->plan;
    ret->found = ret->proved = true;
    return SEARCH_FOUND;
}

enum search_end ramify_solve(struct cluster *cluster, uint64_t nodes_max, struct arena *arena,
                             struct settled *ret)
{
    struct arena_mark mark = arena_mark(arena);
    struct ramify *ramify = ARENA_NEW(arena, struct ramify);
    *ramify = (struct ramify){.cluster = cluster, .arena = arena, .nodes_max = nodes_max};
    ramify->open = vec_of(sizeof(struct branch *));
    *ret = (struct settled){0};
    struct branch *root = branch_new(ramify);
    enum search_end end = branch_open(ramify, NULL);
    if (end == SEARCH_FOUND) end = SEARCH_NONE;
    while (end == SEARCH_NONE && ramify->open.count > 0) end = best_look(ramify, ret);
    if (end == SEARCH_NONE) end = SEARCH_SPENT; /* leaving all unplanned is a plan, so never */
    branch_load(cluster, root);
    ret->nodes = ramify->nodes;
    arena_rewind(arena, mark);
    return end;
}
