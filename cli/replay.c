/* replay: any reading command as it would have answered then. The commands answer from a state
 * and an instant and know of nothing else, so another pair of these is all it takes. */
#include "cli/as_of.h"
#include "cli/audit_words.h"
#include "cli/past.h"
#include "cli/what_if.h"

#define STATE_BYTES_MAX ((size_t)16 << 30)

/* The position's words, and how many words stand before the command; false when it isn't
 * "--as-of POSITION COMMAND …". */
static bool words_read(const struct run *run, struct str *ret_position, uint32_t *ret_skip)
{
    const struct str option = STR("--as-of"), joined = STR("--as-of=");
    const struct strs words = run->words;
    if (words.count > 2 && str_starts(words.at[1], joined)) {
        *ret_position = str_slice(words.at[1], joined.len, words.at[1].len);
        *ret_skip = 2;
        return true;
    }
    if (words.count < 4 || !str_eq(words.at[1], option)) return false;
    *ret_position = words.at[2];
    *ret_skip = 3;
    return true;
}

int replay_command(struct run *run)
{
    struct str typed;
    struct position position;
    struct arena arena;
    struct state state;
    uint32_t skip;
    int status;
    if (!words_read(run, &typed, &skip))
        return audit_error(run, EXIT_USAGE, "usage", SAY_REPLAY_USAGE, NO_ARGUMENTS);
    if (!as_of_read(run, typed, &position, &status)) return status;
    arena_init(&arena, STATE_BYTES_MAX);
    if (as_of_state(run, position, &arena, &state, &status)) {
        struct strs words = {run->words.at + skip, run->words.count - skip};
        const struct state *read = &state;
        if (what_if_lay(run, &read, &position.at, &status))
            status = as_of_answer(run, read, position.at, words);
    }
    arena_deinit(&arena);
    return status;
}
