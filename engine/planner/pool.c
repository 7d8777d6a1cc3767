#include "engine/planner/pool.h"

#include "engine/base/check.h"
#include "engine/planner/bound.h"
#include "engine/planner/exact.h"
#include "engine/planner/greedy.h"

enum {
    NODES_DEFAULT = 12000000,
    NODES_SHARE_MOST = 3, /* a part may spend a third of all nodes at most, a sixtieth surely */
    NODES_SHARE_LEAST = 60,
    NODES_OVERDRAFT = 4,
    CLASH_PARTS_MAX = 24, /* parts on one day among which a clash is looked for */
    IMPROVE_ROUNDS = 4,
    IMPROVE_ITEMS_MAX = 3000, /* above that one round */
};

struct part_visit {
    uint32_t site;
    int32_t day, confirmed;
    struct indexes items;
    struct crew_need need;
};

struct part {
    struct indexes items;
    const struct part_visit *visits;
    uint32_t visit_count;
    struct levels bound;
    bool found, proved;
    bool gone; /* merged into another */
};

struct pool {
    const struct items *items;
    const struct crews *crews;
    struct arena *arena;
    struct vec parts; /* struct part */
    uint64_t nodes, nodes_max;
};

static struct part *part_at(const struct pool *pool, uint32_t part)
{
    return vec_at(&pool->parts, part);
}

/* `visits` and `at` have room for one visit, and one place in it, for each item. */
static void part_take(struct part *part, const struct cluster *cluster,
                      const struct cluster_plan *plan, struct part_visit *visits, uint32_t *at)
{
    const struct problem *problem = &cluster->items->normal->problem;
    part->visits = visits;
    part->visit_count = 0;
    for (uint32_t k = 0; k < plan->count; k++) {
        const struct place *place = &cluster->places[plan->columns[k].place];
        if (place->unplanned) continue;
        struct part_visit *visit = &visits[part->visit_count++];
        *visit = (struct part_visit){place->site, place->day, place->confirmed, {at, 0}, {0}};
        visit->need.site = place->site;
        if (place->confirmed == PROBLEM_NONE)
            visit->need.minutes = problem->sites[place->site].overhead;
        for (uint64_t set = plan->columns[k].set; set != 0; set &= set - 1) {
            const struct item *item = cluster_item(cluster, bit_first(set));
            *at++ = cluster->item[bit_first(set)];
            visit->items.count++;
            if (item->crew > visit->need.people) visit->need.people = item->crew;
            visit->need.skills |= item->skills;
            visit->need.minutes += item->minutes;
        }
    }
}

/* A part may spend its share of all nodes several times over, as most parts spend next to
 * nothing; but a single one not all of them. */
static uint64_t part_nodes(const struct pool *pool)
{
    uint64_t left = pool->nodes_max > pool->nodes ? pool->nodes_max - pool->nodes : 0;
    uint64_t most = pool->nodes_max / NODES_SHARE_MOST;
    uint64_t share = pool->nodes_max / (pool->parts.count + 1) * NODES_OVERDRAFT;
    if (share < pool->nodes_max / NODES_SHARE_LEAST) share = pool->nodes_max / NODES_SHARE_LEAST;
    if (share > most) share = most;
    return share < left ? share : left;
}

static void part_solve(struct pool *pool, struct part *part)
{
    part->found = part->proved = false;
    if (part->items.count > CLUSTER_ITEMS_MAX) {
        part->bound = bound_of(pool->items, pool->crews, part->items, pool->arena);
        return;
    }
    /* The plan outlives the search, so its room is taken before. */
    struct part_visit *visits = ARENA_ARRAY(pool->arena, struct part_visit, part->items.count);
    uint32_t *at = ARENA_ARRAY(pool->arena, uint32_t, part->items.count);
    struct arena_mark mark = arena_mark(pool->arena);
    struct cluster *cluster = ARENA_NEW(pool->arena, struct cluster);
    struct settled *exact = ARENA_NEW(pool->arena, struct settled);
    cluster_init(cluster, pool->items, pool->crews, part->items, pool->arena);
    exact_solve(cluster, part_nodes(pool), pool->arena, exact);
    pool->nodes += exact->nodes;
    part->bound = exact->bound;
    part->found = exact->found;
    part->proved = exact->proved;
    if (exact->found) part_take(part, cluster, &exact->plan, visits, at);
    arena_rewind(pool->arena, mark);
}

static void spread_least(uint32_t *group, uint32_t a, uint32_t b, bool *changed)
{
    uint32_t least = group[a] < group[b] ? group[a] : group[b];
    *changed |= group[a] != least || group[b] != least;
    group[a] = group[b] = least;
}

/* Items of one site, or of sites that `after` ties together, get the same number. */
static void sites_group(const struct items *items, uint32_t *group)
{
    for (uint32_t s = 0; s < items->normal->problem.site_count; s++) group[s] = s;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 0; i < items->count; i++) {
            struct indexes earlier = items->at[i].earlier;
            for (uint32_t k = 0; k < earlier.count; k++)
                spread_least(group, items->at[i].site, items->at[earlier.at[k]].site, &changed);
        }
    }
}

static void parts_init(struct pool *pool)
{
    const struct items *items = pool->items;
    uint32_t sites = items->normal->problem.site_count;
    uint32_t *group = ARENA_ARRAY(pool->arena, uint32_t, sites);
    struct vec *lists = ARENA_ARRAY(pool->arena, struct vec, sites);
    sites_group(items, group);
    for (uint32_t s = 0; s < sites; s++) lists[s] = vec_of(sizeof(uint32_t));
    for (uint32_t i = 0; i < items->count; i++)
        *(uint32_t *)vec_push(&lists[group[items->at[i].site]], pool->arena) = i;
    pool->parts = vec_of(sizeof(struct part));
    for (uint32_t s = 0; s < sites; s++) {
        if (lists[s].count == 0) continue;
        struct part *part = vec_push(&pool->parts, pool->arena);
        part->items = (struct indexes){lists[s].rows, lists[s].count};
    }
    for (uint32_t p = 0; p < pool->parts.count; p++) part_solve(pool, part_at(pool, p));
}

/* The visits of one day, of the parts in `taking` (NULL: of all). */
struct day_visits {
    const struct part_visit **visits; /* new ones, as the needs */
    struct crew_need *needs;
    uint32_t count;
    uint32_t *added; /* [confirmed] */
    struct crew *crews;
};

static bool part_is_on(const struct part *part, int32_t day)
{
    for (uint32_t v = 0; v < part->visit_count && !part->gone && part->found; v++)
        if (part->visits[v].day == day) return true;
    return false;
}

static void day_collect(const struct pool *pool, int32_t day, const bool *taking,
                        struct day_visits *ret)
{
    uint32_t total = 0;
    for (uint32_t p = 0; p < pool->parts.count; p++)
        for (uint32_t v = 0; v < part_at(pool, p)->visit_count; v++)
            total += part_at(pool, p)->visits[v].day == day;
    *ret = (struct day_visits){0};
    ret->visits = ARENA_ARRAY(pool->arena, const struct part_visit *, total);
    ret->needs = ARENA_ARRAY(pool->arena, struct crew_need, total);
    ret->added = ARENA_ARRAY(pool->arena, uint32_t, pool->items->normal->problem.confirmed_count);
    for (uint32_t p = 0; p < pool->parts.count; p++) {
        const struct part *part = part_at(pool, p);
        if (part->gone || !part->found || (taking != NULL && !taking[p])) continue;
        for (uint32_t v = 0; v < part->visit_count; v++) {
            const struct part_visit *visit = &part->visits[v];
            if (visit->day != day) continue;
            if (visit->confirmed != PROBLEM_NONE) {
                ret->added[visit->confirmed] += visit->need.minutes;
                continue;
            }
            ret->visits[ret->count] = visit;
            ret->needs[ret->count++] = visit->need;
        }
    }
    ret->crews = ARENA_ARRAY(pool->arena, struct crew, ret->count);
}

static bool day_agrees(const struct pool *pool, int32_t day, const bool *taking)
{
    struct arena_mark mark = arena_mark(pool->arena);
    struct day_visits visits;
    day_collect(pool, day, taking, &visits);
    struct crew_day wanted = {day, visits.needs, visits.count, visits.added, 0};
    enum crew_answer answer = crew_find(pool->crews, &wanted, pool->arena, visits.crews);
    arena_rewind(pool->arena, mark);
    return answer == CREW_YES;
}

/* Leaves in `taking` parts that can't all have their way on `day`, though any fewer could;
 * how many. */
static uint32_t clash_find(const struct pool *pool, int32_t day, bool *taking)
{
    uint32_t count = 0;
    for (uint32_t p = 0; p < pool->parts.count; p++) {
        taking[p] = part_is_on(part_at(pool, p), day);
        count += taking[p];
    }
    if (count > CLASH_PARTS_MAX) return count;
    for (uint32_t p = 0; p < pool->parts.count; p++) {
        if (!taking[p]) continue;
        taking[p] = false;
        if (day_agrees(pool, day, taking))
            taking[p] = true;
        else
            count--;
    }
    return count;
}

/* Makes one part of those in `taking`; false when it would be too large to search. */
static bool parts_merge(struct pool *pool, const bool *taking)
{
    uint32_t total = 0, count = 0;
    for (uint32_t p = 0; p < pool->parts.count; p++)
        if (taking[p]) total += part_at(pool, p)->items.count;
    if (total > CLUSTER_ITEMS_MAX) return false;
    uint32_t *at = ARENA_ARRAY(pool->arena, uint32_t, total);
    for (uint32_t p = 0; p < pool->parts.count; p++) {
        struct part *part = part_at(pool, p);
        for (uint32_t k = 0; k < part->items.count && taking[p]; k++) {
            uint32_t place = count++;
            for (; place > 0 && at[place - 1] > part->items.at[k]; place--)
                at[place] = at[place - 1];
            at[place] = part->items.at[k];
        }
        part->gone |= taking[p];
    }
    struct part *merged = vec_push(&pool->parts, pool->arena);
    merged->items = (struct indexes){at, total};
    part_solve(pool, merged);
    return true;
}

/* Brings parts together until every day has people for all, or a clash is too large. */
static bool clashes_settle(struct pool *pool)
{
    if (pool->items->normal->problem.crews_unlimited) return true;
    bool agreed = true;
    for (int32_t d = 0; d < pool->items->normal->problem.days;) {
        if (day_agrees(pool, d, NULL)) {
            d++;
            continue;
        }
        bool *taking = ARENA_ARRAY(pool->arena, bool, pool->parts.count);
        uint32_t count = clash_find(pool, d, taking);
        bool merged = count > 1 && count <= CLASH_PARTS_MAX && parts_merge(pool, taking);
        if (merged && part_at(pool, pool->parts.count - 1)->found) {
            d = 0; /* the new plan may clash on any day */
            continue;
        }
        agreed = false;
        d++;
    }
    return agreed;
}

/* Every visit of an agreeing day with its crew. */
static void day_place(const struct pool *pool, struct draft *draft, int32_t day,
                      const struct day_visits *visits)
{
    for (uint32_t v = 0; v < visits->count; v++) {
        uint32_t number = draft_visit_new(draft, visits->visits[v]->site, day);
        draft_place(draft, visits->visits[v]->items, number, &visits->crews[v]);
    }
    for (uint32_t p = 0; p < pool->parts.count; p++) {
        const struct part *part = part_at(pool, p);
        if (part->gone || !part->found) continue;
        for (uint32_t v = 0; v < part->visit_count; v++)
            if (part->visits[v].day == day && part->visits[v].confirmed != PROBLEM_NONE)
                draft_place(draft, part->visits[v].items, (uint32_t)part->visits[v].confirmed,
                            NULL);
    }
}

/* On a day that doesn't agree, whoever comes first; the rest is left for the quick methods. */
static void day_mend(const struct pool *pool, struct draft *draft, int32_t day)
{
    for (uint32_t p = 0; p < pool->parts.count; p++) {
        const struct part *part = part_at(pool, p);
        if (part->gone || !part->found) continue;
        for (uint32_t v = 0; v < part->visit_count; v++) {
            const struct part_visit *visit = &part->visits[v];
            if (visit->day != day) continue;
            uint32_t number = visit->confirmed != PROBLEM_NONE
                                  ? (uint32_t)visit->confirmed
                                  : draft_visit_at(draft, visit->site, day);
            for (uint32_t k = 0; k < visit->items.count; k++)
                (void)draft_put(draft, visit->items.at[k], number);
        }
    }
}

static void parts_place(const struct pool *pool, struct draft *draft)
{
    for (int32_t d = 0; d < pool->items->normal->problem.days; d++) {
        struct day_visits visits;
        day_collect(pool, d, NULL, &visits);
        struct crew_day wanted = {d, visits.needs, visits.count, visits.added, 0};
        enum crew_answer answer = crew_find(pool->crews, &wanted, pool->arena, visits.crews);
        if (answer == CREW_YES)
            day_place(pool, draft, d, &visits);
        else
            day_mend(pool, draft, d);
    }
}

static uint32_t improve_rounds(const struct pool *pool)
{
    return pool->items->count > IMPROVE_ITEMS_MAX ? 1 : IMPROVE_ROUNDS;
}

/* The parts' plan mended, or a quick plan from nothing: whichever is better. */
static void mend(struct pool *pool, struct draft *draft)
{
    greedy_fill(draft);
    greedy_improve(draft, improve_rounds(pool));
    struct draft other;
    draft_init(&other, pool->items, pool->crews, pool->arena);
    greedy_fill(&other);
    greedy_improve(&other, improve_rounds(pool));
    struct levels mended = draft_levels(draft), fresh = draft_levels(&other);
    if (levels_cmp(&fresh, &mended, LEVEL_COUNT) < 0) *draft = other;
}

void pool_solve(const struct items *items, const struct crews *crews, struct arena *arena,
                struct pool_result *ret)
{
    struct pool pool = {.items = items, .crews = crews, .arena = arena};
    pool.nodes_max = items->normal->problem.nodes_max;
    if (pool.nodes_max == 0) pool.nodes_max = NODES_DEFAULT;
    *ret = (struct pool_result){.proved = true};
    parts_init(&pool);
    bool whole = clashes_settle(&pool);
    for (uint32_t p = 0; p < pool.parts.count; p++) {
        const struct part *part = part_at(&pool, p);
        if (part->gone) continue;
        levels_add(&ret->bound, &part->bound);
        whole &= part->found && part->proved;
        ret->proved &= part->proved;
    }
    draft_init(&ret->draft, items, crews, arena);
    parts_place(&pool, &ret->draft);
    if (!whole) mend(&pool, &ret->draft);
    ret->proved &= whole;
    ret->nodes = pool.nodes;
}
