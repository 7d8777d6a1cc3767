/* diff: what changed between two positions, and by which events; or, with a reading command,
 * which lines of its answer went and came. */
#include "replay/diff.h"

#include "cli/as_of.h"
#include "cli/audit_words.h"
#include "cli/diff_say.h"
#include "cli/past.h"
#include "cli/table.h"
#include "cli/what_if.h"
#include "engine/base/check.h"
#include "engine/wire/json.h"
#include "replay/line_diff.h"

#define STATE_BYTES_MAX ((size_t)16 << 30)

enum { CONTEXT_LINES = 2, COMMAND_AT = 3 };

struct end {
    struct position position;
    struct arena arena;
    struct state state;
};

static bool end_read(struct run *run, struct str typed, struct end *ret, int *ret_status)
{
    arena_init(&ret->arena, STATE_BYTES_MAX);
    return as_of_read(run, typed, &ret->position, ret_status) &&
           as_of_state(run, ret->position, &ret->arena, &ret->state, ret_status);
}

static bool in_order(struct run *run, const struct position *from, const struct position *to,
                     int *ret_status)
{
    if (from->seq <= to->seq && instant_cmp(from->at, to->at) <= 0) return true;
    const struct argument args[ARGUMENTS_MAX] = {arg_str(run->words.at[1]),
                                                 arg_str(run->words.at[2])};
    *ret_status = audit_error(run, EXIT_USAGE, "usage", SAY_DIFF_BACKWARDS, args);
    return false;
}

/* --- Of a command's answer -------------------------------------------------------------------- */

/* What the command says to people there. Its own bad news (alerts --check) is none of a diff's. */
static bool answer_at(struct run *run, const struct end *end, struct str *ret, int *ret_status)
{
    const struct text out = run->out;
    const bool json = run->json, colour = run->colour;
    run_flush *const flush = run->flush;
    const struct strs words = {run->words.at + COMMAND_AT, run->words.count - COMMAND_AT};
    text_init(&run->out, run->arena);
    run->json = run->colour = false;
    run->flush = NULL; /* what is only compared goes nowhere */
    *ret_status = as_of_answer(run, &end->state, end->position.at, words);
    *ret = str_copy(run->arena, text_str(&run->out));
    run->out = out;
    run->flush = flush;
    run->json = json;
    run->colour = colour;
    return *ret_status == EXIT_DONE || *ret_status == EXIT_BAD_NEWS;
}

static bool is_near_change(const struct marked_lines *lines, uint32_t at)
{
    uint32_t from = at > CONTEXT_LINES ? at - CONTEXT_LINES : 0;
    for (uint32_t i = from; i <= at + CONTEXT_LINES && i < lines->count; i++)
        if (lines->at[i].mark != LINE_SAME) return true;
    return false;
}

static void lines_text(struct run *run, const struct marked_lines *lines)
{
    uint32_t said = 0;
    for (uint32_t i = 0; i < lines->count; i++) {
        if (!is_near_change(lines, i)) continue;
        if (said > 0 && i > said) text_put(&run->out, STR("…\n"));
        text_putc(&run->out, (char)lines->at[i].mark);
        text_putc(&run->out, ' ');
        text_put(&run->out, lines->at[i].text);
        text_putc(&run->out, '\n');
        said = i + 1;
    }
    if (said == 0) audit_say(run, SAY_DIFF_NOTHING, NO_ARGUMENTS);
}

static void lines_object(struct run *run, const struct end *from, const struct end *to,
                         const struct marked_lines *lines)
{
    struct json json = json_to(&run->out);
    int32_t offset = run_offset(run);
    json_open_object(&json, NULL);
    json_put_position(&json, "from", &from->position, offset);
    json_put_position(&json, "to", &to->position, offset);
    json_open_array(&json, "lines");
    for (uint32_t i = 0; i < lines->count; i++) {
        if (lines->at[i].mark == LINE_SAME) continue;
        json_put_str(&json, NULL,
                     text_format(run->arena, "%c%.*s", (char)lines->at[i].mark,
                                 STR_ARGS(lines->at[i].text)));
    }
    json_close_array(&json);
    json_close_object(&json);
    CHECK(json_is_whole(&json));
    text_putc(&run->out, '\n');
}

static int diff_answers(struct run *run, const struct end *from, const struct end *to)
{
    struct str before, after;
    struct marked_lines lines;
    int status;
    if (!answer_at(run, from, &before, &status) || !answer_at(run, to, &after, &status))
        return status;
    line_diff(before, after, run->arena, &lines);
    if (run->json)
        lines_object(run, from, to, &lines);
    else
        lines_text(run, &lines);
    return EXIT_DONE;
}

/* --- Of the state ----------------------------------------------------------------------------- */

static int diff_states(struct run *run, const struct end *from, const struct end *to)
{
    int status;
    struct diff diff;
    struct diff_side before, after;
    uint32_t row = run_contract(run, &status);
    if (row == NO_ROW) return status;
    const struct contract_row *contract = vec_at(&run->state->contracts, row);
    struct str id = state_text(run->state, contract->id);
    diff_look(&from->state, from->position, id, run->arena, &before);
    diff_look(&to->state, to->position, id, run->arena, &after);
    err_t fault = diff_make(desk_log(run->desk), &before, &after, run->arena, &diff);
    if (is_err(fault)) return run_fault(run, fault);
    if (run->json)
        diff_object(run, &diff);
    else
        diff_text(run, &diff);
    return EXIT_DONE;
}

/* With --what-if the later end is one that never was: what would change, and by nothing else. */
static bool suppose(struct run *run, struct end *to, int *ret_status)
{
    const struct state *read = &to->state;
    if (!what_if_lay(run, &read, &to->position.at, ret_status)) return false;
    to->state = *read;
    return true;
}

int diff_command(struct run *run)
{
    struct end from, to;
    int status;
    if (run->words.count < COMMAND_AT || run->words.at[1].ptr[0] == '-')
        return audit_error(run, EXIT_USAGE, "usage", SAY_DIFF_USAGE, NO_ARGUMENTS);
    bool is = end_read(run, run->words.at[1], &from, &status);
    arena_init(&to.arena, STATE_BYTES_MAX);
    is = is && end_read(run, run->words.at[2], &to, &status) &&
         in_order(run, &from.position, &to.position, &status);
    is = is && suppose(run, &to, &status);
    if (is && run->words.count > COMMAND_AT)
        status = diff_answers(run, &from, &to);
    else if (is)
        status = diff_states(run, &from, &to);
    arena_deinit(&from.arena);
    arena_deinit(&to.arena);
    return status;
}
