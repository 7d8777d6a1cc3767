/* engine/planner/search.h - chooses columns that hold each item once, by exhaustion.
 *
 * Exact cover, depth first: the item that the fewest columns could still hold, then each of
 * those columns (Knuth, Dancing Links, 2000). Whatever the prices and the room left by
 * `target` rule out is never tried, so the search is complete for plans at least as good
 * as the target. */
#ifndef ENGINE_PLANNER_SEARCH_H
#define ENGINE_PLANNER_SEARCH_H

#include "engine/planner/price.h"

enum { SEARCH_COLUMNS_MAX = 1 << 17 };

enum search_end {
    SEARCH_FOUND,
    SEARCH_NONE,  /* there is none: proved */
    SEARCH_SPENT, /* out of nodes or room before the end */
};

struct search_goal {
    struct levels target; /* no worse than this in the first `level_count` levels */
    int level_count;
    int64_t limit;             /* columns dearer than this are left out; NONE then means little */
    const struct vec *pool;    /* choose among these alone; NULL: among all there are */
    uint32_t columns_max;      /* more are not listed: SEARCH_SPENT */
    int64_t budget;            /* most that all prices together may come to */
    bool first_best;           /* of all such plans the first in the fixed order, not just any */
    uint64_t nodes_max, nodes; /* may be spent; were spent: a node costs more the wider it is */
};

struct cluster_plan {
    struct column columns[CLUSTER_ITEMS_MAX];
    uint32_t count;
    struct levels levels;
};

/* Counts goal->nodes; `ret` is written only when SEARCH_FOUND. */
enum search_end search_run(const struct cluster *cluster, const struct prices *prices,
                           struct search_goal *goal, struct arena *arena, struct cluster_plan *ret);

/* Are there people for every day of a plan? */
enum crew_answer search_people(const struct cluster *cluster, const struct cluster_plan *plan,
                               struct arena *arena);

/* Of all plans that reach the goal the first in the fixed order, starting from one, `plan`:
 * the visits by their first id; a visit that is earlier, then a new one, then one with the
 * earlier id. When nodes run out it is the first as far as was seen. */
void search_first(const struct cluster *cluster, const struct prices *prices,
                  struct search_goal *goal, struct arena *arena, struct cluster_plan *plan);

#endif
