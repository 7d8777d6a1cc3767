/* engine/core/apply.h - the only thing that changes a state. */
#ifndef ENGINE_CORE_APPLY_H
#define ENGINE_CORE_APPLY_H

#include "engine/core/state.h"
#include "engine/vocab/event.h"

/* Can't fail: whatever could be wrong was refused before the event was written. Keeps copies
 * of what it needs, so that the event may go. event->seq must be state->head + 1. */
void apply(struct state *state, const struct event *event);

#endif
