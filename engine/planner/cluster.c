#include "engine/planner/cluster.h"

#include <string.h>

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

/* Before its release an item is in no place, so those days are left out. */
static void levels_table(struct cluster *cluster, struct arena *arena)
{
    int32_t days = cluster->items->normal->problem.days;
    size_t size = (size_t)cluster->count * ((size_t)days + 1);
    cluster->levels = ARENA_ARRAY(arena, struct levels, size);
    for (uint32_t i = 0; i < cluster->count; i++) {
        struct levels *own = cluster->levels + (size_t)i * ((size_t)days + 1);
        for (int32_t d = cluster_item(cluster, i)->release; d < days; d++)
            own[d] = item_levels(cluster->items, cluster->item[i], d);
        own[days] = item_levels(cluster->items, cluster->item[i], PROBLEM_NONE);
    }
}

/* People for a new visit; confirmed visits were judged by item_may_join. */
static void place_people(const struct cluster *cluster, struct place *place)
{
    const struct problem *problem = &cluster->items->normal->problem;
    place->people = UINT32_MAX;
    place->skills = UINT64_MAX;
    if (problem->crews_unlimited || place->confirmed != PROBLEM_NONE) return;
    place->people = cluster->crews->able[place->day];
    place->skills = cluster->crews->skills[place->day];
}

static bool item_fits(const struct cluster *cluster, const struct place *place, uint32_t i)
{
    const struct item *item = cluster_item(cluster, i);
    if (item->site != place->site || place->day < item->release) return false;
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

/* Items that a search has put together are one here. */
static uint64_t group_of(const struct cluster *cluster, uint32_t i)
{
    uint64_t group = UINT64_C(1) << i;
    for (uint64_t rest = group; rest != 0;) {
        uint64_t more = cluster->together[bit_first(rest)] & ~group;
        group |= more;
        rest = (rest & (rest - 1)) | more;
    }
    return group;
}

static bool group_fits(const struct cluster *cluster, const struct place *place, uint64_t group)
{
    uint64_t minutes = 0;
    if ((group & ~place->fits) != 0) return false;
    for (uint64_t rest = group; rest != 0; rest &= rest - 1)
        minutes += cluster->minutes[bit_first(rest)];
    return place->unplanned ? bit_count(group) == 1 : minutes <= place->minutes;
}

static struct levels group_levels(const struct cluster *cluster, uint64_t group, int32_t day)
{
    struct levels sum = *cluster_levels(cluster, bit_first(group), day);
    for (group &= group - 1; group != 0; group &= group - 1) {
        const struct levels *own = cluster_levels(cluster, bit_first(group), day);
        for (int l = 0; l < LEVEL_VISITS; l++) sum.at[l] += own->at[l];
    }
    return sum;
}

/* The least that a group adds to levels 1 to 3 (the others mean nothing) wherever it may be; false:
 * it may be nowhere. */
static bool group_least(const struct cluster *cluster, uint64_t group, struct levels *ret)
{
    bool found = false;
    for (uint64_t rest = group; rest != 0; rest &= rest - 1)
        if ((cluster->apart[bit_first(rest)] & group) != 0) return false;
    for (uint32_t p = 0; p < cluster->place_count; p++) {
        const struct place *place = &cluster->places[p];
        if (!group_fits(cluster, place, group)) continue;
        struct levels own = group_levels(cluster, group, place->day);
        if (!found || levels_cmp(&own, ret, LEVEL_VISITS) < 0) *ret = own;
        found = true;
    }
    return found;
}

static struct levels item_least(const struct cluster *cluster, uint32_t i)
{
    struct levels least;
    bool found = group_least(cluster, UINT64_C(1) << i, &least);
    CHECK(found);
    for (int l = LEVEL_VISITS; l < LEVEL_COUNT; l++) least.at[l] = 0;
    return least;
}

/* The first site of its items from number `from` on; UINT32_MAX: none. */
static uint32_t site_next(const struct cluster *cluster, uint32_t from)
{
    uint32_t next = UINT32_MAX;
    for (uint32_t i = 0; i < cluster->count; i++) {
        uint32_t site = cluster_item(cluster, i)->site;
        if (site >= from && site < next) next = site;
    }
    return next;
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
    for (uint32_t s = site_next(cluster, 0); s < problem->site_count; s = site_next(cluster, s + 1))
        site_places(cluster, &places, s, arena);
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

/* The common case: an item that is a group of its own. */
static bool item_tighten(struct cluster *cluster, uint32_t i)
{
    const struct levels *least = NULL;
    uint64_t self = UINT64_C(1) << i;
    for (uint32_t p = 0; p < cluster->place_count; p++) {
        if ((cluster->places[p].fits & self) == 0) continue;
        const struct levels *own = cluster_levels(cluster, i, cluster->places[p].day);
        if (least == NULL || levels_cmp(own, least, LEVEL_VISITS) < 0) least = own;
    }
    for (uint32_t p = 0; p < cluster->place_count && least != NULL; p++) {
        struct place *place = &cluster->places[p];
        const struct levels *own = cluster_levels(cluster, i, place->day);
        if ((place->fits & self) != 0 && levels_cmp(own, least, LEVEL_VISITS) > 0)
            place->fits &= ~self;
    }
    return least != NULL;
}

bool cluster_tighten(struct cluster *cluster)
{
    for (uint32_t i = 0; i < cluster->count; i++) {
        uint64_t group = group_of(cluster, i);
        struct levels least;
        if (cluster->together[i] == 0 && !item_tighten(cluster, i)) return false;
        if (cluster->together[i] == 0) continue;
        if (bit_first(group) != i) continue;
        if (!group_least(cluster, group, &least)) return false;
        for (uint32_t p = 0; p < cluster->place_count; p++) {
            struct place *place = &cluster->places[p];
            if ((place->fits & group) == 0) continue;
            struct levels own = group_levels(cluster, group, place->day);
            if (!group_fits(cluster, place, group) || levels_cmp(&own, &least, LEVEL_VISITS) > 0)
                place->fits &= ~group;
        }
    }
    return true;
}

uint64_t cluster_part_set(uint64_t items, uint64_t set)
{
    uint64_t ret = 0;
    for (uint32_t k = 0; items != 0; items &= items - 1, k++)
        if (set >> bit_first(items) & 1) ret |= UINT64_C(1) << k;
    return ret;
}

uint64_t cluster_whole_set(uint64_t items, uint64_t set)
{
    uint64_t ret = 0;
    for (uint32_t k = 0; items != 0; items &= items - 1, k++)
        if (set >> k & 1) ret |= items & (~items + 1);
    return ret;
}

void cluster_part(struct cluster *part, const struct cluster *cluster, uint64_t items,
                  struct arena *arena)
{
    *part = (struct cluster){.items = cluster->items, .crews = cluster->crews};
    size_t days = (size_t)cluster->items->normal->problem.days + 1;
    part->levels = ARENA_ARRAY(arena, struct levels, bit_count(items) * days);
    for (uint64_t rest = items; rest != 0; rest &= rest - 1) {
        uint32_t i = bit_first(rest), k = part->count++;
        part->item[k] = cluster->item[i];
        part->minutes[k] = cluster->minutes[i];
        part->apart[k] = cluster_part_set(items, cluster->apart[i]);
        part->together[k] = cluster_part_set(items, cluster->together[i]);
        memcpy(part->levels + k * days, cluster_levels(cluster, i, 0), days * sizeof *part->levels);
    }
    part->urgent = cluster_part_set(items, cluster->urgent);
    part->places = ARENA_ARRAY(arena, struct place, cluster->place_count);
    part->place_count = cluster->place_count;
    part->joined_count = cluster->joined_count;
    for (uint32_t p = 0; p < cluster->place_count; p++) {
        part->places[p] = cluster->places[p];
        part->places[p].fits = cluster_part_set(items, cluster->places[p].fits);
    }
    for (uint32_t k = 0; k < part->count; k++) {
        struct levels least = item_least(part, k);
        levels_add(&part->least, &least);
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
