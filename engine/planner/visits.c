#include "engine/planner/visits.h"

#include "engine/base/check.h"

enum { VISITS_DEPTH_MAX = CLUSTER_ITEMS_MAX + 1 };

/* A place that could still hold the set in the making. */
struct option {
    uint32_t place, room;
    int64_t cost; /* of the items so far */
};

struct listing {
    const struct cluster *cluster;
    const struct visits_scale *scale;
    int64_t *costs;                    /* [count * place_count]: of one item in one place */
    uint64_t meets[CLUSTER_ITEMS_MAX]; /* items with a place in common, and not apart */
    uint32_t until[CLUSTER_ITEMS_MAX]; /* open days up to and with the item's mark */
    uint32_t *after;                   /* [places]: open days up to and with the place's day */
    struct option *options;            /* [depth * place_count] */
    struct vec *found;
    struct arena *arena;
    bool full;
};

/* The most that each level can come to: every item at its worst, and in a visit of its own. */
static struct levels levels_most(const struct cluster *cluster, uint32_t i)
{
    struct levels most = {0};
    for (uint32_t p = 0; p < cluster->place_count; p++) {
        const struct place *place = &cluster->places[p];
        if ((place->fits >> i & 1) == 0) continue;
        const struct levels *own = cluster_levels(cluster, i, place->day);
        for (int l = LEVEL_VISITS; l < LEVEL_COUNT; l++)
            if (own->at[l] > most.at[l]) most.at[l] = own->at[l];
    }
    most.at[LEVEL_VISITS] = 1;
    most.at[LEVEL_WAIT_DAYS] += cluster->items->normal->problem.days;
    return most;
}

struct visits_scale visits_scale_of(const struct cluster *cluster)
{
    struct visits_scale scale = {.fits = true};
    int64_t sums[LEVEL_COUNT] = {0}, weight = 1;
    for (uint32_t i = 0; i < cluster->count; i++) {
        struct levels most = levels_most(cluster, i);
        for (int l = LEVEL_VISITS; l < LEVEL_COUNT; l++) sums[l] += most.at[l];
    }
    for (int l = LEVEL_COUNT - 1; l >= LEVEL_VISITS && scale.fits; l--) {
        scale.weight[l] = weight;
        scale.fits = weight <= (INT64_C(1) << 60) / (sums[l] + 1);
        weight *= scale.fits ? sums[l] + 1 : 1;
    }
    return scale;
}

static int64_t *costs_of(const struct cluster *cluster, const struct visits_scale *scale,
                         struct arena *arena)
{
    size_t size = (size_t)cluster->count * cluster->place_count;
    int64_t *costs = ARENA_ARRAY(arena, int64_t, size), *next = costs;
    for (uint32_t i = 0; i < cluster->count; i++)
        for (uint32_t p = 0; p < cluster->place_count; p++, next++) {
            if ((cluster->places[p].fits >> i & 1) == 0) continue;
            const struct levels *own = cluster_levels(cluster, i, cluster->places[p].day);
            for (int l = LEVEL_VISITS; l < LEVEL_COUNT; l++) *next += scale->weight[l] * own->at[l];
        }
    return costs;
}

static void meets_find(struct listing *listing)
{
    const struct cluster *cluster = listing->cluster;
    for (uint32_t p = 0; p < cluster->place_count; p++) {
        const struct place *place = &cluster->places[p];
        if (place->unplanned) continue;
        for (uint64_t rest = place->fits; rest != 0; rest &= rest - 1)
            listing->meets[bit_first(rest)] |= place->fits;
    }
    for (uint32_t i = 0; i < cluster->count; i++)
        listing->meets[i] &= ~(cluster->apart[i] | UINT64_C(1) << i);
}

/* place_wait in two numbers, one for the place and one for the mark. */
static void waits_find(struct listing *listing)
{
    const struct cluster *cluster = listing->cluster;
    const struct normal *normal = cluster->items->normal;
    listing->after = ARENA_ARRAY(listing->arena, uint32_t, cluster->place_count);
    for (uint32_t p = 0; p < cluster->place_count; p++) {
        const struct place *place = &cluster->places[p];
        if (!place->unplanned)
            listing->after[p] = normal->opens[place->site].before[place->day + 1];
    }
    for (uint32_t i = 0; i < cluster->count; i++) {
        const struct item *item = cluster_item(cluster, i);
        int32_t mark = item->mark < -1 ? -1 : item->mark;
        if (mark > normal->problem.days - 1) mark = normal->problem.days - 1;
        listing->until[i] = normal->opens[item->site].before[mark + 1];
    }
}

/* A visit in the making: `until` is UINT32_MAX while nobody waits, 0 once somebody is urgent. */
struct draft_set {
    uint64_t set, open;
    const struct option *options;
    uint32_t option_count, until;
};

static void emit(struct listing *listing, const struct draft_set *draft)
{
    const struct cluster *cluster = listing->cluster;
    const struct option *best = NULL;
    int64_t least = 0;
    if (cluster_tears(cluster, draft->set)) return;
    for (uint32_t k = 0; k < draft->option_count; k++) {
        const struct option *option = &draft->options[k];
        int64_t cost = option->cost;
        if (cluster->places[option->place].confirmed == PROBLEM_NONE &&
            draft->until > listing->after[option->place])
            cost += listing->scale->weight[LEVEL_WAIT_DAYS] *
                    (draft->until - listing->after[option->place]);
        if (best != NULL && cost >= least) continue;
        best = option;
        least = cost;
    }
    CHECK(best != NULL);
    if (listing->found->count == VISITS_MAX) {
        listing->full = true;
        return;
    }
    const struct place *place = &cluster->places[best->place];
    if (place->confirmed == PROBLEM_NONE && !place->unplanned)
        least += listing->scale->weight[LEVEL_VISITS];
    *(struct column *)vec_push(listing->found, listing->arena) =
        (struct column){.set = draft->set, .place = best->place, .price = least};
}

/* The options that item `i` leaves, written to `ret`. */
static uint32_t options_keep(const struct listing *listing, const struct draft_set *draft,
                             uint32_t i, struct option *ret)
{
    const struct cluster *cluster = listing->cluster;
    const int64_t *costs = listing->costs + (size_t)i * cluster->place_count;
    uint32_t count = 0;
    for (uint32_t k = 0; k < draft->option_count; k++) {
        const struct option *option = &draft->options[k];
        if ((cluster->places[option->place].fits >> i & 1) == 0) continue;
        if (cluster->minutes[i] > option->room) continue;
        ret[count++] = (struct option){option->place, option->room - cluster->minutes[i],
                                       option->cost + costs[option->place]};
    }
    return count;
}

static void extend(struct listing *listing, const struct draft_set *draft, uint32_t depth)
{
    CHECK(depth < VISITS_DEPTH_MAX);
    const struct cluster *cluster = listing->cluster;
    if (draft->set != 0) emit(listing, draft);
    struct option *options = listing->options + (size_t)depth * cluster->place_count;
    for (uint64_t rest = draft->open; rest != 0 && !listing->full; rest &= rest - 1) {
        uint32_t i = bit_first(rest);
        struct draft_set more = {.set = draft->set | UINT64_C(1) << i, .options = options};
        more.option_count = options_keep(listing, draft, i, options);
        if (more.option_count == 0) continue;
        more.open = rest & (rest - 1) & listing->meets[i];
        more.until = (cluster->urgent >> i & 1) != 0 ? 0 : listing->until[i];
        if (draft->until < more.until) more.until = draft->until;
        extend(listing, &more, depth + 1);
    }
}

static uint64_t items_all(const struct cluster *cluster)
{
    return cluster->count == 64 ? UINT64_MAX : (UINT64_C(1) << cluster->count) - 1;
}

/* All new places at once, then each confirmed visit by itself, then what can't be planned. */
static void extend_all(struct listing *listing, struct option *roots)
{
    const struct cluster *cluster = listing->cluster;
    struct draft_set draft = {.open = items_all(cluster), .options = roots, .until = UINT32_MAX};
    for (uint32_t p = 0; p < cluster->place_count; p++) {
        const struct place *place = &cluster->places[p];
        if (place->unplanned || place->confirmed != PROBLEM_NONE || place->fits == 0) continue;
        roots[draft.option_count++] = (struct option){p, place->minutes, 0};
    }
    extend(listing, &draft, 0);
    for (uint32_t p = 0; p < cluster->place_count; p++) {
        const struct place *place = &cluster->places[p];
        if (place->confirmed == PROBLEM_NONE) continue;
        roots[0] = (struct option){p, place->minutes, 0};
        draft.open = place->fits;
        draft.option_count = 1;
        extend(listing, &draft, 0);
    }
    uint32_t unplanned = cluster->place_count - 1;
    for (uint64_t rest = cluster->places[unplanned].fits; rest != 0; rest &= rest - 1) {
        roots[0] = (struct option){unplanned, 0, 0};
        roots[0].cost = listing->costs[(size_t)bit_first(rest) * cluster->place_count + unplanned];
        draft = (struct draft_set){rest & (~rest + 1), 0, roots, 1, 0};
        emit(listing, &draft);
    }
}

bool visits_list(const struct cluster *cluster, const struct visits_scale *scale, struct vec *found,
                 struct arena *arena)
{
    CHECK(scale->fits);
    struct listing listing = {.cluster = cluster, .scale = scale, .found = found, .arena = arena};
    *found = vec_of(sizeof(struct column));
    listing.costs = costs_of(cluster, scale, arena);
    meets_find(&listing);
    waits_find(&listing);
    size_t options = (size_t)(cluster->count + 1) * cluster->place_count;
    listing.options = ARENA_ARRAY(arena, struct option, options);
    extend_all(&listing, ARENA_ARRAY(arena, struct option, cluster->place_count));
    return !listing.full;
}
