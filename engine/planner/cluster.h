/* engine/planner/cluster.h - up to 64 items that are solved together, as bit sets.
 *
 * A cluster is usually one site. Sites that `after` ties together, or that want the same
 * people on the same day, are put into one. A `place` is where a visit may be: a site on a
 * day, or a confirmed visit. A `column` is one possible visit: a place and a set of items;
 * a plan is a choice of columns that holds each item exactly once (set partitioning;
 * Balinski and Quandt 1964). */
#ifndef ENGINE_PLANNER_CLUSTER_H
#define ENGINE_PLANNER_CLUSTER_H

#include "engine/planner/crew.h"
#include "engine/planner/item.h"

enum { CLUSTER_ITEMS_MAX = 64 };

struct place {
    int32_t day; /* problem.days for the place of the unplanned */
    uint32_t site;
    int32_t confirmed; /* PROBLEM_NONE: a new visit */
    bool unplanned;
    uint32_t minutes; /* room */
    uint32_t people;  /* most that a new visit's crew may have */
    uint64_t skills;  /* held by somebody there */
    uint64_t fits;    /* items that could be here as far as days, room and people go */
    int32_t joined;   /* number of the confirmed visit in this cluster, -1: a new visit */
};

struct column {
    uint64_t set;
    uint32_t place;
    struct levels levels;
    int64_t price;
};

struct cluster {
    const struct items *items;
    const struct crews *crews;
    uint32_t count;
    uint32_t item[CLUSTER_ITEMS_MAX]; /* in order of ids */
    uint32_t minutes[CLUSTER_ITEMS_MAX];
    uint64_t apart[CLUSTER_ITEMS_MAX];
    uint64_t together[CLUSTER_ITEMS_MAX]; /* a search may decide this for a while */
    uint64_t earlier[CLUSTER_ITEMS_MAX], later[CLUSTER_ITEMS_MAX];
    uint64_t urgent;
    struct place *places; /* by site, day, new before confirmed; the unplanned last */
    uint32_t place_count;
    uint32_t joined_count;    /* confirmed visits among the places */
    struct levels *levels;    /* [count * (days + 1)]; the last day is "unplanned" */
    struct levels least;      /* sum over items of the least that each adds to levels 1 to 3 */
    bool ordered;             /* some item comes before another */
    bool coupled;             /* columns restrict each other beyond sharing items */
    const struct vec *listed; /* struct column: the only ones to choose from; NULL: all */
};

/* `members` are items of whole sites, in order. */
void cluster_init(struct cluster *cluster, const struct items *items, const struct crews *crews,
                  struct indexes members, struct arena *arena);

/* Takes items from places where `after` can't have them: before what they follow or after
 * what follows them could be. To be called again when places have lost items. */
void cluster_follow(struct cluster *cluster);

/* Takes from every place the items that would there add more than their least to levels 1 to 3;
 * items put together go by the least of their sum. False when some can't be anywhere. */
bool cluster_tighten(struct cluster *cluster);

static inline uint32_t bit_first(uint64_t set)
{
    return (uint32_t)__builtin_ctzll(set);
}
static inline uint32_t bit_count(uint64_t set)
{
    return (uint32_t)__builtin_popcountll(set);
}

/* Does a set leave out an item that was put together with one of its own? */
static inline bool cluster_tears(const struct cluster *cluster, uint64_t set)
{
    for (uint64_t rest = set; rest != 0; rest &= rest - 1)
        if ((cluster->together[bit_first(rest)] & ~set) != 0) return true;
    return false;
}

static inline const struct levels *cluster_levels(const struct cluster *cluster, uint32_t i,
                                                  int32_t day)
{
    size_t days = (size_t)cluster->items->normal->problem.days + 1;
    return &cluster->levels[(size_t)i * days + (size_t)day];
}

static inline const struct item *cluster_item(const struct cluster *cluster, uint32_t i)
{
    return &cluster->items->at[cluster->item[i]];
}

/* The cluster of `items` alone, as bits of `cluster`. With no regard to what is between columns:
 * neither people nor orders restrict them. */
void cluster_part(struct cluster *part, const struct cluster *cluster, uint64_t items,
                  struct arena *arena);

/* A set of items that are all in `items`, as bits of the part made of those. */
uint64_t cluster_part_set(uint64_t items, uint64_t set);
uint64_t cluster_whole_set(uint64_t items, uint64_t set);

/* Open days by which a new visit at `place` stands before `mark`. */
int32_t place_wait(const struct cluster *cluster, const struct place *place, int32_t mark);

/* What a column adds to every level. */
struct levels column_levels(const struct cluster *cluster, uint32_t place, uint64_t set);

#endif
