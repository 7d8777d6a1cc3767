/* engine/planner/pool.h - sites together: solved apart, brought together where people are few.
 *
 * Each site is a part of its own; parts that `after` ties together are one. Parts are solved
 * without regard to each other, so their sum bounds the whole. Where they then want the same
 * people on the same day, just those parts are solved again as one; where that is too
 * large, the quick methods mend the plan and nothing is called proved. */
#ifndef ENGINE_PLANNER_POOL_H
#define ENGINE_PLANNER_POOL_H

#include "engine/planner/draft.h"

struct pool_result {
    struct draft draft;
    struct levels bound; /* of the free jobs alone: without the pinned ones */
    bool proved;
    uint64_t nodes;
};

void pool_solve(const struct items *items, const struct crews *crews, struct arena *arena,
                struct pool_result *ret);

#endif
