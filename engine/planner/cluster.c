#include "engine/planner/cluster.h"

#include "engine/base/check.h"
#include "engine/base/vec.h"

static uint64_t neighbours_of(const struct cluster *cluster, struct indexes list)
{
    uint64_t set = 0;
    for (uint32_t n = 0; n < list.count; n++)
        for (uint32_t i = 0; i < cluster->count; i++)
            if (cluster->item[i] == list.at[n]) set |= UINT64_C(1) << i;
    return set;
}

static void items_take(struct cluster *cluster, struct indexes members)
{
    CHECK(members.count <= CLUSTER_ITEMS_MAX);
    cluster->count = members.count;
    for (uint32_t i = 0; i < members.count; i++) cluster->item[i] = members.at[i];
    for (uint32_t i = 0; i < members.count; i++) {
        const struct item *item = cluster_item(cluster, i);
        uint64_t self = UINT64_C(1) << i;
        cluster->minutes[i] = item->minutes;
        cluster->apart[i] =
            (item->alone ? UINT64_MAX : neighbours_of(cluster, item->apart)) & ~self;
        cluster->earlier[i] = neighbours_of(cluster, item->earlier);
        cluster->later[i] = neighbours_of(cluster, item->later);
        if (item->urgent) cluster->urgent |= self;
        cluster->ordered |= cluster->earlier[i] != 0;
    }
    for (uint32_t i = 0; i < members.count; i++)
        for (uint64_t rest = cluster->apart[i]; rest != 0; rest &= rest - 1)
            if (bit_first(rest) < members.count)
                cluster->apart[bit_first(rest)] |= UINT64_C(1) << i;
}

static void levels_table(struct cluster *cluster, struct arena *arena)
{
    int32_t days = cluster->items->normal->problem.days;
    size_t size = (size_t)cluster->count * ((size_t)days + 1);
    cluster->levels = ARENA_ARRAY(arena, struct levels, size);
    struct levels *next = cluster->levels;
    for (uint32_t i = 0; i < cluster->count; i++)
        for (int32_t d = 0; d <= days; d++)
            *next++ = item_levels(cluster->items, cluster->item[i], d < days ? d : PROBLEM_NONE);
}

/* People for a new visit; confirmed visits were judged by item_may_join. */
static void place_people(const struct cluster *cluster, struct place *place)
{
    const struct problem *problem = &cluster->items->normal->problem;
    place->people = UINT32_MAX;
    place->skills = UINT64_MAX;
    if (problem->crews_unlimited || place->confirmed != PROBLEM_NONE) return;
    place->people = crew_slots(cluster->crews, place->day, 0);
    place->skills = 0;
    uint32_t able = 0;
    for (uint32_t t = 0; t < problem->technician_count; t++) {
        size_t cell = (size_t)t * (size_t)problem->days + (size_t)place->day;
        if (cluster->crews->left[cell] == 0) continue;
        place->skills |= problem->technicians[t].skills;
        able++;
    }
    place->people = able;
}

static bool item_fits(const struct cluster *cluster, const struct place *place, uint32_t i)
{
    const struct item *item = cluster_item(cluster, i);
    if (item->site != place->site) return false;
    if (item->crew > place->people || (item->skills & ~place->skills) != 0) return false;
    if (place->confirmed != PROBLEM_NONE)
        return item_may_join(cluster->items, cluster->item[i], (uint32_t)place->confirmed);
    return item_may_stand(cluster->items, cluster->item[i], place->day);
}

static void place_add(struct cluster *cluster, struct vec *places, struct place place,
                      struct arena *arena)
{
    place_people(cluster, &place);
    for (uint32_t i = 0; i < cluster->count; i++)
        if (item_fits(cluster, &place, i)) place.fits |= UINT64_C(1) << i;
    if (place.joined >= 0) place.joined = (int32_t)cluster->joined_count;
    if (place.fits == 0) return;
    cluster->joined_count += place.joined >= 0;
    *(struct place *)vec_push(places, arena) = place;
}

static void site_places(struct cluster *cluster, struct vec *places, uint32_t site,
                        struct arena *arena)
{
    const struct problem *problem = &cluster->items->normal->problem;
    for (int32_t d = 0; d < problem->days; d++) {
        struct place fresh = {.day = d, .site = site, .confirmed = PROBLEM_NONE, .joined = -1};
        fresh.minutes = site_capacity(cluster->items, site, d);
        place_add(cluster, places, fresh, arena);
        struct indexes confirmed = cluster->crews->confirmed_on[d];
        for (uint32_t k = 0; k < confirmed.count; k++) {
            uint32_t c = confirmed.at[k];
            if (problem->confirmed[c].site != site) continue;
            struct place joined = {.day = d, .site = site, .confirmed = (int32_t)c, .joined = 0};
            joined.minutes = cluster->items->rooms[c].minutes;
            place_add(cluster, places, joined, arena);
        }
    }
}

/* The first or the last day that an item may still be on. */
static int32_t end_day(const struct cluster *cluster, uint32_t i, bool last)
{
    int32_t days = cluster->items->normal->problem.days, end = last ? -1 : days;
    for (uint32_t p = 0; p < cluster->place_count; p++) {
        const struct place *place = &cluster->places[p];
        if ((place->fits >> i & 1) == 0) continue;
        if (last ? place->day > end : place->day < end) end = place->day;
    }
    return end;
}

static bool days_cut(struct cluster *cluster, uint32_t i, int32_t from, int32_t to)
{
    uint64_t self = UINT64_C(1) << i, cut = 0;
    for (uint32_t p = 0; p < cluster->place_count; p++) {
        struct place *place = &cluster->places[p];
        if (place->day >= from && place->day <= to) continue;
        cut |= place->fits & self;
        place->fits &= ~self;
    }
    return cut != 0;
}

/* The unplanned "day" is the last, and there what follows may be too. */
static bool pair_follow(struct cluster *cluster, uint32_t i, uint32_t later)
{
    int32_t days = cluster->items->normal->problem.days;
    bool apart = (cluster->apart[i] >> later & 1) != 0 ||
                 cluster_item(cluster, i)->site != cluster_item(cluster, later)->site;
    int32_t first = end_day(cluster, i, false), last = end_day(cluster, later, true);
    if (apart && first < days) first++;
    if (apart && last < days) last--;
    bool cut = days_cut(cluster, later, first, days);
    return days_cut(cluster, i, 0, last) || cut;
}

void cluster_follow(struct cluster *cluster)
{
    for (bool changed = cluster->ordered; changed;) {
        changed = false;
        for (uint32_t i = 0; i < cluster->count; i++)
            for (uint64_t rest = cluster->later[i]; rest != 0; rest &= rest - 1)
                changed |= pair_follow(cluster, i, bit_first(rest));
    }
}

/* The least that an item adds to levels 1 to 3 wherever it may be. */
static struct levels item_least(const struct cluster *cluster, uint32_t i)
{
    const struct levels *least = NULL;
    for (uint32_t p = 0; p < cluster->place_count; p++) {
        const struct place *place = &cluster->places[p];
        if ((place->fits >> i & 1) == 0) continue;
        const struct levels *own = cluster_levels(cluster, i, place->day);
        if (least == NULL || levels_cmp(own, least, LEVEL_VISITS) < 0) least = own;
    }
    CHECK(least != NULL);
    struct levels ret = {0};
    for (int l = 0; l < LEVEL_VISITS; l++) ret.at[l] = least->at[l];
    return ret;
}

void cluster_init(struct cluster *cluster, const struct items *items, const struct crews *crews,
                  struct indexes members, struct arena *arena)
{
    *cluster = (struct cluster){.items = items, .crews = crews};
    const struct problem *problem = &items->normal->problem;
    items_take(cluster, members);
    cluster->coupled = cluster->ordered || !problem->crews_unlimited;
    levels_table(cluster, arena);
    struct vec places = vec_of(sizeof(struct place));
    for (uint32_t s = 0; s < problem->site_count; s++) {
        bool mine = false;
        for (uint32_t i = 0; i < cluster->count; i++) mine |= cluster_item(cluster, i)->site == s;
        if (mine) site_places(cluster, &places, s, arena);
    }
    uint64_t all = cluster->count == 64 ? UINT64_MAX : (UINT64_C(1) << cluster->count) - 1;
    *(struct place *)vec_push(&places, arena) = (struct place){.day = problem->days,
                                                               .confirmed = PROBLEM_NONE,
                                                               .unplanned = true,
                                                               .people = UINT32_MAX,
                                                               .skills = UINT64_MAX,
                                                               .fits = all,
                                                               .joined = -1};
    cluster->places = places.rows;
    cluster->place_count = places.count;
    cluster_follow(cluster);
    for (uint32_t i = 0; i < cluster->count; i++) {
        struct levels least = item_least(cluster, i);
        levels_add(&cluster->least, &least);
    }
}

void cluster_tighten(struct cluster *cluster)
{
    for (uint32_t i = 0; i < cluster->count; i++) {
        struct levels least = item_least(cluster, i);
        for (uint32_t p = 0; p < cluster->place_count; p++) {
            struct place *place = &cluster->places[p];
            if (levels_cmp(cluster_levels(cluster, i, place->day), &least, LEVEL_VISITS) > 0)
                place->fits &= ~(UINT64_C(1) << i);
        }
    }
}

int32_t place_wait(const struct cluster *cluster, const struct place *place, int32_t mark)
{
    return opens_between(&cluster->items->normal->opens[place->site], place->day, mark);
}

struct levels column_levels(const struct cluster *cluster, uint32_t place, uint64_t set)
{
    const struct place *at = &cluster->places[place];
    struct levels sum = {0};
    int32_t mark = INT32_MAX;
    for (uint64_t rest = set; rest != 0; rest &= rest - 1) {
        uint32_t i = bit_first(rest);
        levels_add(&sum, cluster_levels(cluster, i, at->day));
        if (cluster_item(cluster, i)->mark < mark) mark = cluster_item(cluster, i)->mark;
    }
    if (at->unplanned || at->confirmed != PROBLEM_NONE) return sum;
    sum.at[LEVEL_VISITS] = 1;
    if ((set & cluster->urgent) == 0) sum.at[LEVEL_WAIT_DAYS] += place_wait(cluster, at, mark);
    return sum;
}
