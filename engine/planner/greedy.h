/* engine/planner/greedy.h - quick plans of any size: good, deterministic, never proved. */
#ifndef ENGINE_PLANNER_GREEDY_H
#define ENGINE_PLANNER_GREEDY_H

#include "engine/planner/draft.h"

/* Puts every unplanned item where it costs least, the most pressing first. */
void greedy_fill(struct draft *draft);

/* Moves single items and whole visits as long as that helps, `rounds` times at most. */
void greedy_improve(struct draft *draft, uint32_t rounds);

#endif
