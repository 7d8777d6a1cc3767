/* engine/planner/cover.h - the best choice of visits by way of what is left to be done.
 *
 * Whatever was chosen before, what is best for the items still left is the same; so each such
 * rest is solved once (dynamic programming over subsets; Held and Karp 1962). Items are taken
 * by their last days, so that few different rests come up where windows are short. */
#ifndef ENGINE_PLANNER_COVER_H
#define ENGINE_PLANNER_COVER_H

#include "engine/planner/search.h"

enum { COVER_RESTS_MAX = 1 << 20 };

/* No plan's prices come to more. */
#define COVER_PRICE_MOST (INT64_C(1) << 60)

struct cover_goal {
    const struct column *columns; /* prices at least 0, to be made least in sum */
    uint32_t count;
    int64_t stride;            /* at least 1: by what to widen the first guess at the least sum */
    const int64_t *worth;      /* [items] a proposal for what each is worth; NULL: none */
    uint64_t items;            /* those to be held once each, and in no other column */
    uint64_t steps_max, steps; /* may be taken; were taken: looks at columns */
};

/* Adds the chosen columns to `plan`, without their levels: of the best choices the first in
 * the fixed order, which is the earliest days for the items by id, then mates with the earlier
 * id. SEARCH_SPENT when the steps or the room for rests ran out. */
enum search_end cover_best(const struct cluster *cluster, struct cover_goal *goal,
                           struct arena *arena, struct cluster_plan *plan);

#endif
