#include "engine/planner/search.h"

#include "engine/base/check.h"
#include "engine/base/sort.h"

enum {
    MEMO_BITS_LEAST = 6,
    MEMO_BITS_MOST = 14,
    SEARCH_DEPTH_MAX = CLUSTER_ITEMS_MAX + 1,
    CREW_PICKS = 2,    /* picks of people for the price of a node */
    LIST_COLUMNS = 8,  /* columns listed for the price of a node */
    NODE_COLUMNS = 64, /* live columns that a node may have for each node it counts as */
};

/* What is known to lead nowhere: these items held, these confirmed visits used, at such a sum
 * of levels or a worse one. Used only where columns don't restrict each other otherwise. */
struct dead_end {
    uint64_t held, used;
    struct levels sum;
    bool known;
};

struct search {
    const struct cluster *cluster;
    struct search_goal *goal;
    const struct column *columns; /* the cheapest first */
    uint32_t column_count;
    const struct column *chosen[CLUSTER_ITEMS_MAX];
    uint32_t depth;
    uint64_t all;
    struct dead_end *memo; /* NULL: not used */
    uint32_t memo_bits;
    bool unsure; /* people for some day could neither be found nor ruled out */
    struct crew *crew_room;
    struct crew_need *need_room;
    uint32_t *added;
    struct arena *arena;
};

/* A node: what is held, what that came to, and the columns that could come next. */
struct state {
    uint64_t held, used; /* items; confirmed visits */
    int64_t spent;
    struct levels sum;
    const uint32_t *live;
    uint32_t live_count;
};

static const struct place *place_of(const struct search *search, const struct column *column)
{
    return &search->cluster->places[column->place];
}

/* By day, a confirmed visit after a new one, and then the set that holds the earlier id. */
static int fixed_order(const struct search *search, const struct column *left,
                       const struct column *right)
{
    int32_t left_day = place_of(search, left)->day, right_day = place_of(search, right)->day;
    if (left_day != right_day) return left_day < right_day ? -1 : 1;
    if (left->place != right->place) return left->place < right->place ? -1 : 1;
    uint64_t differ = left->set ^ right->set;
    if (differ == 0) return 0;
    return (left->set & (differ & (~differ + 1))) != 0 ? -1 : 1;
}

static int cheapest_first(const void *a, const void *b, const void *context)
{
    const struct column *left = a, *right = b;
    if (left->price != right->price) return left->price < right->price ? -1 : 1;
    return fixed_order(context, left, right);
}

static int fixed_order_sort(const void *a, const void *b, const void *context)
{
    return fixed_order(context, a, b);
}

static struct crew_need need_of(const struct cluster *cluster, const struct column *column)
{
    const struct place *place = &cluster->places[column->place];
    struct crew_need need = {.site = place->site};
    need.minutes = cluster->items->normal->problem.sites[place->site].overhead;
    for (uint64_t rest = column->set; rest != 0; rest &= rest - 1) {
        const struct item *item = cluster_item(cluster, bit_first(rest));
        if (item->crew > need.people) need.people = item->crew;
        need.skills |= item->skills;
        need.minutes += item->minutes;
    }
    return need;
}

/* Are there people for all visits of the last chosen column's day together? */
static bool people_suffice(struct search *search)
{
    const struct cluster *cluster = search->cluster;
    const struct problem *problem = &cluster->items->normal->problem;
    const struct place *last = place_of(search, search->chosen[search->depth - 1]);
    if (problem->crews_unlimited || last->unplanned) return true;
    uint32_t needs = 0;
    for (uint32_t c = 0; c < problem->confirmed_count; c++) search->added[c] = 0;
    for (uint32_t k = 0; k < search->depth; k++) {
        const struct place *place = place_of(search, search->chosen[k]);
        if (place->day != last->day) continue;
        struct crew_need need = need_of(cluster, search->chosen[k]);
        if (place->confirmed == PROBLEM_NONE)
            search->need_room[needs++] = need;
        else
            search->added[place->confirmed] = need.minutes - problem->sites[place->site].overhead;
    }
    if (problem->travel == NULL && (needs <= 1 || last->confirmed != PROBLEM_NONE)) return true;
    struct crew_day day = {last->day, search->need_room, needs, search->added, 0};
    enum crew_answer answer = crew_find(cluster->crews, &day, search->arena, search->crew_room);
    search->goal->nodes += day.nodes / CREW_PICKS;
    if (answer == CREW_UNKNOWN) search->unsure = true;
    return answer == CREW_YES;
}

static struct dead_end *memo_slot(const struct search *search, const struct state *state)
{
    uint64_t mix =
        (state->held ^ state->used * UINT64_C(0x9e3779b97f4a7c15)) * UINT64_C(0xbf58476d1ce4e5b9);
    return &search->memo[mix >> (64 - search->memo_bits)];
}

static bool is_dead_end(const struct search *search, const struct state *state)
{
    if (search->memo == NULL) return false;
    const struct dead_end *end = memo_slot(search, state);
    return end->known && end->held == state->held && end->used == state->used &&
           levels_cmp(&end->sum, &state->sum, search->goal->level_count) <= 0;
}

/* The unplanned count as being on the day past the last. */
static bool orders_agree(const struct cluster *cluster, const struct column *a,
                         const struct column *b)
{
    const struct place *a_place = &cluster->places[a->place], *b_place = &cluster->places[b->place];
    uint64_t later = 0, earlier = 0;
    for (uint64_t rest = a->set; rest != 0; rest &= rest - 1) {
        later |= cluster->later[bit_first(rest)];
        earlier |= cluster->earlier[bit_first(rest)];
    }
    if ((b->set & later) != 0 && !b_place->unplanned && a_place->day >= b_place->day) return false;
    return (b->set & earlier) == 0 || a_place->unplanned || b_place->day < a_place->day;
}

/* The node below `state` by `column`, but for its live columns; false when it leads nowhere. */
static bool step(struct search *search, const struct state *state, const struct column *column,
                 struct state *ret)
{
    if (column->price > search->goal->budget - state->spent) return false;
    *ret = *state;
    ret->spent += column->price;
    ret->held |= column->set;
    levels_add(&ret->sum, &column->levels);
    if (levels_cmp(&ret->sum, &search->goal->target, search->goal->level_count) > 0) return false;
    int32_t joined = place_of(search, column)->joined;
    if (joined >= 0) ret->used |= UINT64_C(1) << joined % 64;
    search->chosen[search->depth++] = column;
    if (people_suffice(search)) return true;
    search->depth--;
    return false;
}

/* Of the live columns above, those that go with what was chosen last. */
static void live_filter(const struct search *search, struct state *state)
{
    const struct column *last = search->chosen[search->depth - 1];
    const struct place *place = place_of(search, last);
    uint32_t *live = ARENA_ARRAY(search->arena, uint32_t, state->live_count), count = 0;
    int64_t left = search->goal->budget - state->spent;
    for (uint32_t k = 0; k < state->live_count; k++) {
        const struct column *column = &search->columns[state->live[k]];
        if ((column->set & state->held) != 0) continue;
        if (column->price > left) break; /* so are all that come after */
        if (place->joined >= 0 && column->place == last->place) continue;
        if (search->cluster->ordered && !orders_agree(search->cluster, last, column)) continue;
        live[count++] = state->live[k];
    }
    state->live = live;
    state->live_count = count;
}

/* The open item with the fewest live columns; how many that are. */
static uint32_t most_cornered(const struct search *search, const struct state *state, uint32_t *ret)
{
    uint32_t columns[CLUSTER_ITEMS_MAX] = {0}, fewest = UINT32_MAX;
    for (uint32_t k = 0; k < state->live_count; k++)
        for (uint64_t rest = search->columns[state->live[k]].set; rest != 0; rest &= rest - 1)
            columns[bit_first(rest)]++;
    for (uint64_t open = search->all & ~state->held; open != 0; open &= open - 1) {
        if (columns[bit_first(open)] >= fewest) continue;
        fewest = columns[bit_first(open)];
        *ret = bit_first(open);
    }
    return fewest;
}

static enum search_end search_from(struct search *search, const struct state *state)
{
    CHECK(search->depth < SEARCH_DEPTH_MAX);
    if (state->held == search->all) return SEARCH_FOUND;
    if (is_dead_end(search, state)) return SEARCH_NONE;
    search->goal->nodes += 1 + state->live_count / NODE_COLUMNS;
    if (search->goal->nodes > search->goal->nodes_max) return SEARCH_SPENT;
    uint32_t item = 0;
    enum search_end end = SEARCH_NONE;
    uint32_t ways = most_cornered(search, state, &item);
    for (uint32_t k = 0; k < state->live_count && ways > 0 && end == SEARCH_NONE; k++) {
        const struct column *column = &search->columns[state->live[k]];
        struct state next;
        if ((column->set >> item & 1) == 0) continue;
        if (!step(search, state, column, &next)) continue;
        struct arena_mark mark = arena_mark(search->arena);
        live_filter(search, &next);
        end = search_from(search, &next);
        arena_rewind(search->arena, mark);
        if (end != SEARCH_FOUND) search->depth--;
    }
    if (search->memo != NULL && end == SEARCH_NONE)
        *memo_slot(search, state) = (struct dead_end){state->held, state->used, state->sum, true};
    return end;
}

static void plan_take(const struct search *search, struct cluster_plan *ret)
{
    *ret = (struct cluster_plan){.count = search->depth};
    for (uint32_t k = 0; k < search->depth; k++) {
        ret->columns[k] = *search->chosen[k];
        levels_add(&ret->levels, &search->chosen[k]->levels);
    }
}

static void rooms_init(struct search *search)
{
    const struct cluster *cluster = search->cluster;
    search->memo_bits = MEMO_BITS_LEAST;
    while (search->memo_bits < MEMO_BITS_MOST && 1U << search->memo_bits < search->column_count * 8)
        search->memo_bits++;
    if (!cluster->coupled && cluster->joined_count <= 64)
        search->memo = ARENA_ARRAY(search->arena, struct dead_end, 1U << search->memo_bits);
    search->crew_room = ARENA_ARRAY(search->arena, struct crew, cluster->count);
    search->need_room = ARENA_ARRAY(search->arena, struct crew_need, cluster->count);
    search->added =
        ARENA_ARRAY(search->arena, uint32_t, cluster->items->normal->problem.confirmed_count);
}

/* Collects the columns; false when there are too many. `ret` is the root. */
static bool search_init(struct search *search, const struct prices *prices, struct state *ret)
{
    const struct search_goal *goal = search->goal;
    uint32_t count = search->cluster->count;
    search->all = count == 64 ? UINT64_MAX : (UINT64_C(1) << count) - 1;
    struct column_list list = column_list_of(goal->columns_max, search->arena);
    int64_t limit = goal->limit < goal->budget ? goal->limit : goal->budget;
    if (goal->pool != NULL)
        price_pool(search->cluster, prices, limit, goal->pool, &list);
    else if (!price_all(search->cluster, prices, limit, &list))
        return false;
    struct vec columns = list.columns;
    search->goal->nodes += columns.count / LIST_COLUMNS;
    sort_rows(columns.rows, columns.count, sizeof(struct column), cheapest_first, search,
              search->arena);
    search->columns = columns.rows;
    search->column_count = columns.count;
    uint32_t *live = ARENA_ARRAY(search->arena, uint32_t, columns.count);
    for (uint32_t k = 0; k < columns.count; k++) live[k] = k;
    *ret = (struct state){.live = live, .live_count = columns.count};
    rooms_init(search);
    return true;
}

enum search_end search_run(const struct cluster *cluster, const struct prices *prices,
                           struct search_goal *goal, struct arena *arena, struct cluster_plan *ret)
{
    struct arena_mark mark = arena_mark(arena);
    struct search search = {.cluster = cluster, .goal = goal, .arena = arena};
    struct state root;
    goal->nodes = 0;
    enum search_end end = SEARCH_SPENT;
    if (search_init(&search, prices, &root)) {
        end = search_from(&search, &root);
        if (end == SEARCH_FOUND) plan_take(&search, ret);
        if (end == SEARCH_NONE && search.unsure) end = SEARCH_SPENT;
    }
    arena_rewind(arena, mark);
    return end;
}

/* The columns that hold `item`, in the fixed order. */
static const struct column *columns_with(const struct search *search, const struct state *state,
                                         uint32_t item, uint32_t *count)
{
    struct column *found = ARENA_ARRAY(search->arena, struct column, state->live_count);
    *count = 0;
    for (uint32_t k = 0; k < state->live_count; k++) {
        const struct column *column = &search->columns[state->live[k]];
        if (column->set >> item & 1) found[(*count)++] = *column;
    }
    sort_rows(found, *count, sizeof *found, fixed_order_sort, search, search->arena);
    return found;
}

static const struct column *column_in(const struct cluster_plan *plan, uint32_t item)
{
    for (uint32_t k = 0; k < plan->count; k++)
        if (plan->columns[k].set >> item & 1) return &plan->columns[k];
    CHECK(false);
    return NULL;
}

/* Chooses the first column for `item` that leads to a plan; `plan` is one that agrees with all
 * that was chosen before, so that at the latest its own column does. */
static bool choose_first(struct search *search, struct state *state, uint32_t item,
                         struct cluster_plan *plan)
{
    uint32_t count, depth = search->depth;
    const struct column *columns = columns_with(search, state, item, &count);
    for (uint32_t k = 0; k < count; k++) {
        struct state next;
        bool known = fixed_order(search, &columns[k], column_in(plan, item)) == 0;
        if (!step(search, state, &columns[k], &next)) continue;
        live_filter(search, &next);
        enum search_end end = known ? SEARCH_FOUND : search_from(search, &next);
        if (end == SEARCH_FOUND) {
            if (!known) plan_take(search, plan);
            search->depth = depth + 1;
            *state = next;
            return true;
        }
        search->depth = depth;
        if (end == SEARCH_SPENT) return false;
    }
    return false;
}

void search_first(const struct cluster *cluster, const struct prices *prices,
                  struct search_goal *goal, struct arena *arena, struct cluster_plan *plan)
{
    struct arena_mark mark = arena_mark(arena);
    struct search search = {.cluster = cluster, .goal = goal, .arena = arena};
    struct state state;
    goal->nodes = 0;
    bool going = search_init(&search, prices, &state);
    while (going && state.held != search.all)
        going = choose_first(&search, &state, bit_first(search.all & ~state.held), plan);
    arena_rewind(arena, mark);
}

enum crew_answer search_people(const struct cluster *cluster, const struct cluster_plan *plan,
                               struct arena *arena)
{
    struct search_goal goal = {0};
    struct search search = {.cluster = cluster, .goal = &goal, .arena = arena};
    struct arena_mark mark = arena_mark(arena);
    rooms_init(&search);
    bool suffice = true;
    for (uint32_t k = 0; k < plan->count; k++) search.chosen[k] = &plan->columns[k];
    for (search.depth = 1; search.depth <= plan->count && suffice; search.depth++)
        suffice = people_suffice(&search);
    arena_rewind(arena, mark);
    return suffice ? CREW_YES : search.unsure ? CREW_UNKNOWN : CREW_NO;
}
