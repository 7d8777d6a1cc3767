#include "engine/planner/cover.h"

#include "engine/base/check.h"
#include "engine/base/sort.h"

enum { COVER_DEPTH_MAX = CLUSTER_ITEMS_MAX + 1 };

#define COST_NONE (INT64_MAX / 2)

/* Items stand as bits in the order in which they are taken, confirmed visits behind them. */
struct choice {
    uint64_t set;
    int64_t cost, beyond; /* its price; by how much that is more than its items' shares */
    uint32_t column;
};

/* The best for one rest: that choice, and then the best for what it leaves. Without a choice it is
 * only known to cost more than `cost`. */
struct rest {
    uint64_t set; /* 0: an empty slot */
    int64_t cost;
    const struct choice *choice;
};

struct cover {
    const struct cluster *cluster;
    struct cover_goal *goal;
    uint32_t rank_of[CLUSTER_ITEMS_MAX], item_at[CLUSTER_ITEMS_MAX], count;
    struct choice *choices;               /* by their first item */
    uint32_t from[CLUSTER_ITEMS_MAX + 1]; /* where those of each first item begin */
    uint64_t all;                         /* the items' bits */
    int64_t share[CLUSTER_ITEMS_MAX];     /* by rank: no choice costs less than its items' */
    struct rest *rests;
    uint32_t slots, rest_count;
    struct arena *arena;
    bool spent;
};

static int32_t last_day(const struct cluster *cluster, uint32_t item)
{
    int32_t last = -1;
    for (uint32_t p = 0; p < cluster->place_count; p++)
        if ((cluster->places[p].fits >> item & 1) != 0 && cluster->places[p].day > last)
            last = cluster->places[p].day;
    return last;
}

static void rank_items(struct cover *cover)
{
    int32_t last[CLUSTER_ITEMS_MAX];
    for (uint64_t rest = cover->goal->items; rest != 0; rest &= rest - 1) {
        uint32_t item = bit_first(rest), k = cover->count++;
        int32_t own = last_day(cover->cluster, item);
        for (; k > 0 && last[k - 1] > own; k--) {
            last[k] = last[k - 1];
            cover->item_at[k] = cover->item_at[k - 1];
        }
        last[k] = own;
        cover->item_at[k] = item;
    }
    for (uint32_t k = 0; k < cover->count; k++) cover->rank_of[cover->item_at[k]] = k;
    cover->all = cover->count == 64 ? UINT64_MAX : (UINT64_C(1) << cover->count) - 1;
}

/* The bits of a column; `joined` numbers the confirmed visits as they come up. */
static uint64_t bits_of(const struct cover *cover, const struct column *column, int32_t *joined,
                        uint32_t *joined_count)
{
    uint64_t set = 0;
    for (uint64_t rest = column->set; rest != 0; rest &= rest - 1)
        set |= UINT64_C(1) << cover->rank_of[bit_first(rest)];
    int32_t visit = cover->cluster->places[column->place].joined;
    if (visit < 0) return set;
    uint32_t k = 0;
    while (k < *joined_count && joined[k] != visit) k++;
    if (cover->count + k >= 64) return 0; /* no room for one more confirmed visit */
    if (k == *joined_count) joined[(*joined_count)++] = visit;
    return set | UINT64_C(1) << (cover->count + k);
}

/* An item can't be had for less than its part of the cheapest choice, by the head; so the
 * shares of what is left bound what it costs. */
static void shares_find(struct cover *cover, const uint64_t *sets)
{
    const struct cover_goal *goal = cover->goal;
    for (uint32_t k = 0; k < cover->count; k++) cover->share[k] = COST_NONE;
    for (uint32_t c = 0; c < goal->count; c++) {
        uint64_t items = sets[c] & cover->all;
        int64_t part = goal->columns[c].price / (int64_t)bit_count(items);
        for (; items != 0; items &= items - 1)
            if (part < cover->share[bit_first(items)]) cover->share[bit_first(items)] = part;
    }
}

static int64_t shares_of(const struct cover *cover, uint64_t set)
{
    int64_t sum = 0;
    for (set &= cover->all; set != 0; set &= set - 1) sum += cover->share[bit_first(set)];
    return sum;
}

/* What was proposed, made true: whatever a choice costs less than its items' shares is taken
 * from them. */
static void shares_mend(struct cover *cover, const uint64_t *sets)
{
    const struct cover_goal *goal = cover->goal;
    for (uint32_t k = 0; k < cover->count; k++) cover->share[k] = goal->worth[cover->item_at[k]];
    for (uint32_t c = 0; c < goal->count; c++) {
        int64_t over = shares_of(cover, sets[c]) - goal->columns[c].price;
        for (uint64_t rest = sets[c] & cover->all; rest != 0 && over > 0; rest &= rest - 1) {
            int64_t part = over / (int64_t)bit_count(rest);
            cover->share[bit_first(rest)] -= part;
            over -= part;
        }
    }
}

/* Raises each share in turn as far as no choice forbids it (dual ascent). */
static void shares_raise(struct cover *cover, const uint64_t *sets)
{
    const struct cover_goal *goal = cover->goal;
    for (uint32_t k = cover->count; k-- > 0;) {
        int64_t slack = COST_NONE;
        for (uint32_t c = 0; c < goal->count && slack > 0; c++) {
            if ((sets[c] >> k & 1) == 0) continue;
            int64_t own = goal->columns[c].price - shares_of(cover, sets[c]);
            if (own < slack) slack = own;
        }
        cover->share[k] += slack < COST_NONE ? slack : 0;
    }
}

static int most_worth_first(const void *a, const void *b, const void *context)
{
    (void)context;
    const struct choice *left = a, *right = b;
    uint32_t left_first = bit_first(left->set), right_first = bit_first(right->set);
    if (left_first != right_first) return left_first < right_first ? -1 : 1;
    if (left->beyond != right->beyond) return left->beyond < right->beyond ? -1 : 1;
    return (left->column > right->column) - (left->column < right->column);
}

/* Sorts the choices by first item; false when the confirmed visits are too many. */
static bool choices_init(struct cover *cover, struct arena *arena)
{
    const struct cover_goal *goal = cover->goal;
    int32_t joined[64];
    uint32_t joined_count = 0;
    uint64_t *sets = ARENA_ARRAY(arena, uint64_t, goal->count);
    for (uint32_t c = 0; c < goal->count; c++) {
        sets[c] = bits_of(cover, &goal->columns[c], joined, &joined_count);
        if (sets[c] == 0) return false;
        cover->from[bit_first(sets[c]) + 1]++;
    }
    for (uint32_t k = 0; k < cover->count; k++) cover->from[k + 1] += cover->from[k];
    if (goal->worth != NULL)
        shares_mend(cover, sets);
    else
        shares_find(cover, sets);
    shares_raise(cover, sets);
    cover->choices = ARENA_ARRAY(arena, struct choice, goal->count);
    for (uint32_t c = 0; c < goal->count; c++) {
        int64_t price = goal->columns[c].price;
        cover->choices[c] = (struct choice){sets[c], price, price - shares_of(cover, sets[c]), c};
    }
    sort_rows(cover->choices, goal->count, sizeof(struct choice), most_worth_first, NULL, arena);
    return true;
}

static struct rest *rest_slot(const struct cover *cover, uint64_t set)
{
    uint64_t mix = (set ^ set >> 32) * UINT64_C(0x9e3779b97f4a7c15);
    uint32_t slot = (uint32_t)(mix >> 32) & (cover->slots - 1);
    while (cover->rests[slot].set != 0 && cover->rests[slot].set != set)
        slot = (slot + 1) & (cover->slots - 1);
    return &cover->rests[slot];
}

/* Room for twice as many rests. */
static void rests_grow(struct cover *cover)
{
    struct rest *old = cover->rests;
    uint32_t slots = cover->slots;
    cover->slots *= 2;
    cover->rests = ARENA_ARRAY(cover->arena, struct rest, cover->slots);
    for (uint32_t k = 0; k < slots; k++)
        if (old[k].set != 0) *rest_slot(cover, old[k].set) = old[k];
}

static void rest_keep(struct cover *cover, const struct rest *rest)
{
    struct rest *slot = rest_slot(cover, rest->set);
    if (slot->set == 0 && cover->rest_count == COVER_RESTS_MAX) {
        cover->spent = true;
        return;
    }
    if (slot->set == 0 && cover->rest_count++ >= cover->slots / 2) {
        rests_grow(cover);
        slot = rest_slot(cover, rest->set);
    }
    *slot = *rest;
}

/* What a choice and the best after it come to, item by item. */
static void unfold(const struct cover *cover, uint64_t set, const struct choice *choice,
                   const struct column **ret)
{
    while (choice != NULL) {
        const struct column *column = &cover->goal->columns[choice->column];
        for (uint64_t rest = column->set; rest != 0; rest &= rest - 1)
            ret[bit_first(rest)] = column;
        set &= ~choice->set;
        choice = (set & cover->all) != 0 ? rest_slot(cover, set)->choice : NULL;
    }
}

static int column_order(const struct column *a, const struct column *b)
{
    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    uint64_t differ = a->set ^ b->set;
    if (differ == 0) return 0;
    return (a->set & (differ & (~differ + 1))) != 0 ? -1 : 1;
}

/* Of two ways through `set` that cost the same: does `a` come first in the fixed order? */
static bool comes_first(const struct cover *cover, uint64_t set, const struct choice *a,
                        const struct choice *b)
{
    const struct column *left[CLUSTER_ITEMS_MAX], *right[CLUSTER_ITEMS_MAX];
    uint64_t items = 0;
    unfold(cover, set, a, left);
    unfold(cover, set, b, right);
    for (uint64_t rest = set & cover->all; rest != 0; rest &= rest - 1)
        items |= UINT64_C(1) << cover->item_at[bit_first(rest)];
    for (uint64_t rest = items; rest != 0; rest &= rest - 1) {
        int32_t left_day = cover->cluster->places[left[bit_first(rest)]->place].day;
        int32_t right_day = cover->cluster->places[right[bit_first(rest)]->place].day;
        if (left_day != right_day) return left_day < right_day;
    }
    for (uint64_t rest = items; rest != 0; rest &= rest - 1) {
        int order = column_order(left[bit_first(rest)], right[bit_first(rest)]);
        if (order != 0) return order < 0;
    }
    return false;
}

/* The least that `set` can be had for; COST_NONE when that is more than `limit`. */
static int64_t best_for(struct cover *cover, uint64_t set, int64_t limit, uint32_t depth)
{
    CHECK(depth < COVER_DEPTH_MAX);
    if ((set & cover->all) == 0) return 0;
    const struct rest *known = rest_slot(cover, set);
    if (known->set == set && known->choice != NULL) return known->cost;
    if (known->set == set && known->cost >= limit) return COST_NONE;
    struct rest best = {set, limit, NULL};
    int64_t shares = shares_of(cover, set);
    uint32_t first = bit_first(set);
    for (uint32_t k = cover->from[first]; k < cover->from[first + 1] && !cover->spent; k++) {
        const struct choice *choice = &cover->choices[k];
        cover->goal->steps++;
        if (choice->beyond + shares > best.cost) break; /* so are all that come after */
        if ((choice->set & ~set) != 0) continue;
        int64_t left = best.cost - choice->cost;
        int64_t cost = choice->cost + best_for(cover, set & ~choice->set, left, depth + 1);
        if (cover->spent || cost > best.cost) continue;
        if (cost == best.cost && best.choice != NULL &&
            !comes_first(cover, set, choice, best.choice))
            continue;
        best.cost = cost;
        best.choice = choice;
    }
    if (cover->goal->steps > cover->goal->steps_max) cover->spent = true;
    if (!cover->spent) rest_keep(cover, &best);
    return cover->spent || best.choice == NULL ? COST_NONE : best.cost;
}

/* Widens the limit until something is within it, or nothing can be. */
static int64_t best_of_all(struct cover *cover)
{
    int64_t least = shares_of(cover, cover->all), cost = COST_NONE;
    for (int64_t more = cover->goal->stride; cost == COST_NONE && !cover->spent; more *= 4) {
        bool last = more > COVER_PRICE_MOST / 4 || least + more > COVER_PRICE_MOST;
        cost = best_for(cover, UINT64_MAX, last ? COVER_PRICE_MOST : least + more, 0);
        if (last) break;
    }
    return cost;
}

static void plan_add(const struct cover *cover, uint64_t set, struct cluster_plan *plan)
{
    while ((set & cover->all) != 0) {
        const struct choice *choice = rest_slot(cover, set)->choice;
        plan->columns[plan->count++] = cover->goal->columns[choice->column];
        set &= ~choice->set;
    }
}

enum search_end cover_best(const struct cluster *cluster, struct cover_goal *goal,
                           struct arena *arena, struct cluster_plan *plan)
{
    struct arena_mark mark = arena_mark(arena);
    struct cover *cover = ARENA_NEW(arena, struct cover);
    *cover = (struct cover){.cluster = cluster, .goal = goal, .slots = 64, .arena = arena};
    goal->steps = 0;
    rank_items(cover);
    enum search_end end = SEARCH_SPENT;
    if (choices_init(cover, arena)) {
        cover->rests = ARENA_ARRAY(arena, struct rest, cover->slots);
        int64_t cost = best_of_all(cover);
        end = cover->spent ? SEARCH_SPENT : cost < COST_NONE ? SEARCH_FOUND : SEARCH_NONE;
    }
    if (end == SEARCH_FOUND) plan_add(cover, UINT64_MAX, plan);
    arena_rewind(arena, mark);
    return end;
}
