/* solve FILE: the planner alone; see cli/solve.h. */
#include "cli/entries.h"
#include "cli/solve.h"
#include "cli/view_arg.h"
#include "cli/words.h"

int solve_entry(struct run *run)
{
    struct str path;
    uint32_t count = 0;
    struct view_args args = {NULL, 0, 1, 1};
    if (!view_args_read(run, &args, &path, &count)) return EXIT_USAGE;
    if (count == 1) return solve_command(path, run->json, run->arena, &run->out, &run->err);
    return run_error(run, EXIT_USAGE, "usage", NULL, "%s", word_text(WORD_SOLVE_WHAT, run->lang));
}
