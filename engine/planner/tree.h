/* engine/planner/tree.h - branches where a search alone would take too long, pricing each anew.
 *
 * Prices are made for a branch; a short search tries it; what neither rules out is split in
 * two, where the relaxed plan is in doubt (branch and price; Barnhart and others 1998). */
#ifndef ENGINE_PLANNER_TREE_H
#define ENGINE_PLANNER_TREE_H

#include "engine/planner/master.h"
#include "engine/planner/search.h"

enum { TREE_DEPTH_MAX = 60 };

struct tree {
    struct cluster *cluster;
    struct master *master; /* of the branch being looked at */
    struct prices prices;
    struct levels settled;    /* in the levels before `level` */
    enum level first, level;  /* searched from; being settled */
    struct cluster_plan plan; /* the best yet, when `found` */
    bool found;
    uint64_t nodes, nodes_max; /* spent; may be spent */
    uint64_t nodes_stop;       /* where the present attempt ends, nodes_max at most */
    struct arena *arena;
};

/* Makes prices for `level` at the root; `sharp` ones take longer and bound better. */
void tree_price(struct tree *tree, bool sharp);

/* The least whole number that the prices allow `level`. */
int32_t tree_bound(const struct tree *tree);

/* What the prices of a plan's columns may come to if `level` is to be `most` at most. */
int64_t tree_budget(const struct tree *tree, int32_t most);

bool tree_is_spent(const struct tree *tree);

/* Is there a plan with `level` at `most` or less, and no worse than settled before it? Writes
 * it to `plan` when there is. */
enum search_end tree_search(struct tree *tree, int32_t most);

/* The same after the caller has taken items from places: with prices of its own. */
enum search_end tree_search_branch(struct tree *tree, int32_t most);

#endif
