/* engine/planner/bound.h - lower bounds for what is too large to be searched. */
#ifndef ENGINE_PLANNER_BOUND_H
#define ENGINE_PLANNER_BOUND_H

#include "engine/planner/crew.h"
#include "engine/planner/item.h"

/* No plan of `members` is better, whatever happens elsewhere: on levels 1 to 3 each item at
 * its own best; then as many visits as the minutes need that no confirmed visit has room for. */
struct levels bound_of(const struct items *items, const struct crews *crews, struct indexes members,
                       struct arena *arena);

#endif
