/* engine/planner/doubt.h - where a branch is best split in two. */
#ifndef ENGINE_PLANNER_DOUBT_H
#define ENGINE_PLANNER_DOUBT_H

#include "engine/planner/master.h"

/* Where the relaxed plan wavers: an item between days, or whether two share a visit. */
struct doubt {
    enum { DOUBT_NONE, DOUBT_DAY, DOUBT_PAIR } kind;
    uint32_t item, other; /* `other` with DOUBT_PAIR */
    int32_t day;          /* DOUBT_DAY: until this day, or after it? */
    bool first;           /* the former side of the question is the likelier */
};

struct doubt doubt_find(const struct master *master);

#endif
