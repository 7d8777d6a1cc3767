/* engine/core/decide.h - what follows from a command: events, or a refusal with its reasons.
 *
 * Pure, and the only place where it is decided whether something may happen. Nothing is
 * changed: the events take effect when they are in the log and apply has seen them. */
#ifndef ENGINE_CORE_DECIDE_H
#define ENGINE_CORE_DECIDE_H

#include "engine/core/state.h"
#include "engine/vocab/command.h"
#include "engine/vocab/event.h"
#include "engine/vocab/refusal.h"

struct decision {
    struct vec events;   /* struct event, numbered from state->head + 1; none when refused */
    struct vec refusals; /* struct refusal; the first is the answer's error */
};

/* Texts of the decision are borrowed from the command, the state and the arena. */
void decide(const struct state *state, const struct command *command, instant_t now,
            struct arena *arena, struct decision *ret);

#endif
