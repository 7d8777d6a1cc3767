/* cli/solve.h - `tehai solve FILE`: the planner alone, on a problem written as JSON.
 *
 * Writes texts instead of streams, so that the daemon can answer with it too. */
#ifndef CLI_SOLVE_H
#define CLI_SOLVE_H

#include "engine/base/text.h"

/* `path` "-" is standard input. One JSON line to `out` on success. Otherwise one line to
 * `err`, or with `json` the error object to `out`. Returns the exit status: 0 done; 3 the
 * problem is no JSON, misshapen, or contradicts itself; 4 the file can't be read. The problem
 * and the search have memory of their own; `arena` is for what is shown alone. */
int solve_command(struct str path, bool json, struct arena *arena, struct text *out,
                  struct text *err);

#endif
