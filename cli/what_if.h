/* cli/what_if.h - reading commands on a state in which something more has happened.
 *
 * `--what-if FILE` names commands as JSON lines, as `apply` takes them. They are decided and
 * applied to a private copy of the state; the command then answers from that. The log isn't
 * touched, so it works on a store that may only be read, and nobody else sees any of it. */
#ifndef CLI_WHAT_IF_H
#define CLI_WHAT_IF_H

#include "cli/run.h"

enum { WHAT_IF_BYTES_MAX = 8 * 1024 * 1024 }; /* of the file */

/* Lays the file's commands over *state and says for people that the answer is one of those; *state
 * then lives in the run's arena. A line may carry its own "now"; *now follows the last of them, for
 * an answer can't be older than what it stands on. Positions of the log stay those of *state.
 * Without --what-if nothing happens. False after an error was said: a line that is refused (exit
 * 3), a file that can't be read (exit 4). */
bool what_if_lay(struct run *run, const struct state **state, instant_t *now, int *ret_status);

#endif
