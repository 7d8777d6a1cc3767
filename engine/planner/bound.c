#include "engine/planner/bound.h"

/* The least that an item adds to levels 1 to 3; `minutes` when it can be planned at all. */
static struct levels least_of(const struct items *items, const struct crews *crews, uint32_t i,
                              uint32_t *minutes)
{
    const struct problem *problem = &items->normal->problem;
    const struct item *item = &items->at[i];
    struct levels least = item_levels(items, i, PROBLEM_NONE);
    *minutes = 0;
    for (int32_t d = item->release; d < problem->days; d++) {
        bool may = item_may_stand(items, i, d) && crew_possible(crews, d, item->crew, item->skills);
        struct indexes confirmed = crews->confirmed_on[d];
        for (uint32_t k = 0; k < confirmed.count && !may; k++)
            may = item_may_join(items, i, confirmed.at[k]);
        if (!may) continue;
        struct levels own = item_levels(items, i, d);
        if (levels_cmp(&own, &least, LEVEL_VISITS) < 0) least = own;
        *minutes = item->minutes;
    }
    for (int l = LEVEL_VISITS; l < LEVEL_COUNT; l++) least.at[l] = 0;
    return least;
}

static uint32_t most_room(const struct items *items, uint32_t site)
{
    uint32_t most = 0;
    for (int32_t d = 0; d < items->normal->problem.days; d++) {
        if (!items->normal->problem.sites[site].open[d]) continue;
        uint32_t room = site_capacity(items, site, d);
        if (room > most) most = room;
    }
    return most;
}

struct levels bound_of(const struct items *items, const struct crews *crews, struct indexes members,
                       struct arena *arena)
{
    const struct problem *problem = &items->normal->problem;
    struct arena_mark mark = arena_mark(arena);
    int64_t *load = ARENA_ARRAY(arena, int64_t, problem->site_count);
    struct levels sum = {0};
    for (uint32_t k = 0; k < members.count; k++) {
        uint32_t minutes;
        struct levels least = least_of(items, crews, members.at[k], &minutes);
        levels_add(&sum, &least);
        load[items->at[members.at[k]].site] += minutes;
    }
    for (uint32_t c = 0; c < problem->confirmed_count; c++)
        load[problem->confirmed[c].site] -= items->rooms[c].minutes;
    for (uint32_t s = 0; s < problem->site_count; s++) {
        uint32_t room = load[s] > 0 ? most_room(items, s) : 0;
        if (room > 0) sum.at[LEVEL_VISITS] += (int32_t)((load[s] + room - 1) / room);
    }
    arena_rewind(arena, mark);
    return sum;
}
