/* cli/as_of.h - a position of the log as it is typed: "42", "2021-09-24T10:00" or both.
 *
 * Digits alone are an event's number: everything up to it, its recorded_at as the clock. An
 * instant, as people type them (cli/when.h), is itself the clock, with everything recorded by
 * then; it may lie in the future, where what is still to come isn't known. "42@INSTANT" is
 * both, for answers that were given between two events of one instant, or long after one: the
 * JSON of a plan carries them as `head` and `at`. */
#ifndef CLI_AS_OF_H
#define CLI_AS_OF_H

#include "cli/run.h"
#include "replay/position.h"

/* False after an error was said: wrong usage (2), no such event or nothing recorded yet (5). */
bool as_of_read(struct run *run, struct str text, struct position *ret, int *ret_status);

/* The state there, from an arena of its own cap; false after a fault was said. */
bool as_of_state(struct run *run, struct position position, struct arena *arena, struct state *ret,
                 int *ret_status);

/* Runs a reading command as of a state and a clock; everything of the request is as it was
 * afterwards, but for what was answered. */
int as_of_answer(struct run *run, const struct state *state, instant_t now, struct strs words);

#endif
