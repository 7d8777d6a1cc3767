/* engine/planner/relaxed.h - the best plan as if people and the order of `after` were no concern.
 *
 * Then a visit restricts no other but by the items it takes. The cluster falls into pieces that
 * no visit joins, and each item can have its own best in levels 1 to 3, alone if need be. */
#ifndef ENGINE_PLANNER_RELAXED_H
#define ENGINE_PLANNER_RELAXED_H

#include "engine/planner/settle.h"

/* SEARCH_FOUND: `ret` is that plan, its visits by their first item, and of all the best the
 * first in the fixed order. SEARCH_NONE: some item has no place left. SEARCH_SPENT: it has to be
 * left, as there are too many visits, nodes ran out, or a confirmed visit has no room for all
 * that can have their best day nowhere else; `ret` may then hold a plan and says what it is. */
enum search_end relaxed_solve(struct cluster *cluster, uint64_t nodes_max, struct arena *arena,
                              struct settled *ret);

/* Puts visits by their first item: who goes where must not depend on how they were found. */
void relaxed_order(struct cluster_plan *plan);

#endif
