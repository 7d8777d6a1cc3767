#include "engine/planner/greedy.h"

#include "engine/base/check.h"
#include "engine/base/sort.h"

/* Visits of more items than this are not broken up and spread: it would rarely pay. */
enum { DISSOLVE_ITEMS_MAX = 24 };

struct option {
    struct levels cost;
    int32_t day;
    int32_t visit; /* PROBLEM_NONE: a new one */
};

static int cheapest_first(const void *a, const void *b, const void *context)
{
    (void)context;
    const struct option *left = a, *right = b;
    int cmp = levels_cmp(&left->cost, &right->cost, LEVEL_COUNT);
    if (cmp != 0) return cmp;
    if (left->day != right->day) return left->day < right->day ? -1 : 1;
    return (left->visit > right->visit) - (left->visit < right->visit);
}

static void options_find(const struct draft *draft, uint32_t i, struct vec *options)
{
    uint32_t site = draft->items->at[i].site;
    const struct vec *here = &draft->at_site[site];
    options->count = 0;
    for (uint32_t k = 0; k < here->count; k++) {
        uint32_t visit = *(uint32_t *)vec_at(here, k);
        const struct draft_visit *at = draft_visit(draft, visit);
        if (at->confirmed == PROBLEM_NONE && at->items.count == 0) continue;
        if (!draft_allows(draft, i, visit)) continue;
        struct option option = {draft_cost(draft, i, visit), at->day, (int32_t)visit};
        *(struct option *)vec_push(options, draft->arena) = option;
    }
    for (int32_t d = 0; d < draft->items->normal->problem.days; d++) {
        if (!item_may_stand(draft->items, i, d)) continue;
        struct option option = {draft_cost_new(draft, i, d), d, PROBLEM_NONE};
        *(struct option *)vec_push(options, draft->arena) = option;
    }
    sort_rows(options->rows, options->count, sizeof(struct option), cheapest_first, NULL,
              draft->arena);
}

/* Puts an item in the cheapest place that has people; what that costs is added to `sum`. */
static void put_cheapest(struct draft *draft, uint32_t i, struct vec *options, struct levels *sum)
{
    options_find(draft, i, options);
    for (uint32_t k = 0; k < options->count; k++) {
        struct option option = *(struct option *)vec_at(options, k);
        uint32_t visit = option.visit != PROBLEM_NONE
                             ? (uint32_t)option.visit
                             : draft_visit_at(draft, draft->items->at[i].site, option.day);
        if (!draft_put(draft, i, visit)) continue;
        levels_add(sum, &option.cost);
        return;
    }
    struct levels unplanned = item_levels(draft->items, i, PROBLEM_NONE);
    levels_add(sum, &unplanned);
}

struct pressing {
    uint32_t item, depth, minutes;
    int32_t last; /* the day until which it may wait without harm */
};

static int most_pressing_first(const void *a, const void *b, const void *context)
{
    (void)context;
    const struct pressing *left = a, *right = b;
    if (left->depth != right->depth) return left->depth < right->depth ? -1 : 1;
    if (left->last != right->last) return left->last < right->last ? -1 : 1;
    if (left->minutes != right->minutes) return left->minutes > right->minutes ? -1 : 1;
    return (left->item > right->item) - (left->item < right->item);
}

static int32_t last_day(const struct items *items, uint32_t i)
{
    const struct problem *problem = &items->normal->problem;
    int32_t last = problem->days;
    for (uint32_t k = 0; k < items->at[i].jobs.count; k++) {
        const struct problem_job *job = &problem->jobs[items->at[i].jobs.at[k]];
        if (job->due != PROBLEM_NONE && job->due < last) last = job->due;
        int64_t patient = (int64_t)job->release + job->wait;
        if (job->urgent && patient < last) last = (int32_t)patient;
    }
    return last;
}

/* How many items at least come one after the other before it. */
static uint32_t *depths_find(const struct items *items, struct arena *arena)
{
    uint32_t *depth = ARENA_ARRAY(arena, uint32_t, items->count), rounds = 0;
    for (bool changed = true; changed && rounds <= items->count; rounds++) {
        changed = false;
        for (uint32_t i = 0; i < items->count; i++) {
            struct indexes earlier = items->at[i].earlier;
            for (uint32_t k = 0; k < earlier.count; k++) {
                if (depth[earlier.at[k]] < depth[i]) continue;
                /* Two items may each come before the other: then they share a visit. */
                if (depth[i] > items->count) continue;
                depth[i] = depth[earlier.at[k]] + 1;
                changed = true;
            }
        }
    }
    return depth;
}

void greedy_fill(struct draft *draft)
{
    const struct items *items = draft->items;
    struct pressing *order = ARENA_ARRAY(draft->arena, struct pressing, items->count);
    const uint32_t *depth = depths_find(items, draft->arena);
    for (uint32_t i = 0; i < items->count; i++)
        order[i] = (struct pressing){i, depth[i], items->at[i].minutes, last_day(items, i)};
    sort_rows(order, items->count, sizeof *order, most_pressing_first, NULL, draft->arena);
    struct vec options = vec_of(sizeof(struct option));
    struct levels sum = {0};
    for (uint32_t k = 0; k < items->count; k++)
        if (draft->visit_of[order[k].item] == PROBLEM_NONE)
            put_cheapest(draft, order[k].item, &options, &sum);
    draft_keep(draft);
}

/* Takes `moved` out of their visit and puts each back where it now costs least; keeps that if
 * the whole is better for it. */
static bool relocate(struct draft *draft, const uint32_t *moved, uint32_t count,
                     struct vec *options)
{
    int32_t from = draft->visit_of[moved[0]];
    struct levels before = {0}, after = {0};
    if (from != PROBLEM_NONE) before = draft_visit_levels(draft, (uint32_t)from);
    int32_t day = from != PROBLEM_NONE ? draft_visit(draft, (uint32_t)from)->day : PROBLEM_NONE;
    for (uint32_t k = 0; k < count; k++) {
        struct levels own = item_levels(draft->items, moved[k], day);
        levels_add(&before, &own);
        if (from != PROBLEM_NONE) draft_take(draft, moved[k]);
    }
    if (from != PROBLEM_NONE) after = draft_visit_levels(draft, (uint32_t)from);
    for (uint32_t k = 0; k < count; k++) put_cheapest(draft, moved[k], options, &after);
    bool better = levels_cmp(&after, &before, LEVEL_COUNT) < 0;
    if (better)
        draft_keep(draft);
    else
        draft_undo(draft);
    return better;
}

/* With what follows it still planned, an item may not become unplanned or later than that;
 * draft_allows sees to the days, this to the unplanned. */
static bool may_leave(const struct draft *draft, uint32_t i)
{
    struct indexes later = draft->items->at[i].later;
    for (uint32_t k = 0; k < later.count; k++)
        if (draft->visit_of[later.at[k]] != PROBLEM_NONE) return false;
    return true;
}

static bool move_visit(struct draft *draft, uint32_t number, struct vec *options)
{
    const struct draft_visit *visit = draft_visit(draft, number);
    uint32_t moved[DISSOLVE_ITEMS_MAX], count = visit->items.count;
    if (visit->confirmed != PROBLEM_NONE || count < 2 || count > DISSOLVE_ITEMS_MAX) return false;
    for (uint32_t k = 0; k < count; k++) {
        moved[k] = *(uint32_t *)vec_at(&visit->items, k);
        if (!may_leave(draft, moved[k])) return false;
    }
    return relocate(draft, moved, count, options);
}

void greedy_improve(struct draft *draft, uint32_t rounds)
{
    struct vec options = vec_of(sizeof(struct option));
    draft_keep(draft);
    for (bool better = true; better && rounds > 0; rounds--) {
        better = false;
        uint32_t visits = draft->visits.count;
        for (uint32_t v = 0; v < visits; v++) better |= move_visit(draft, v, &options);
        for (uint32_t i = 0; i < draft->items->count; i++)
            if (may_leave(draft, i)) better |= relocate(draft, &i, 1, &options);
    }
}
