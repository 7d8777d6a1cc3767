#include "cli/what_if.h"

#include "cli/table.h"
#include "cli/words.h"
#include "engine/core/apply.h"
#include "engine/core/decide.h"
#include "engine/core/image.h"
#include "engine/wire/command_json.h"
#include "engine/wire/refusal_json.h"

struct supposing {
    struct run *run;
    struct state *state;
    instant_t now;
    uint32_t line, commands;
    int status;
};

/* As `apply` answers a refused line, or in one line for people. */
static bool refuse(struct supposing *s, const struct refusals *refusals)
{
    struct run *run = s->run;
    s->status = EXIT_REFUSED;
    if (run->json) {
        refusals_print(&run->out, refusals, s->line, run->json_lang);
        return false;
    }
    struct text reasons;
    text_init(&reasons, run->arena);
    for (uint32_t i = 0; i < refusals->count; i++) {
        if (i > 0) text_put(&reasons, STR("; "));
        refusal_print(&reasons, run->lang, &refusals->at[i]);
    }
    struct text message;
    text_init(&message, run->arena);
    word_print(&message, run->lang, WORD_WHAT_IF_REFUSED,
               (struct argument[ARGUMENTS_MAX]){arg_str(run->what_if), arg_number(s->line),
                                                arg_str(text_str(&reasons))});
    (void)run_error(run, EXIT_REFUSED, "refused", refusal_clause(refusals->at[0].code), "%s",
                    message.ptr);
    return false;
}

static bool suppose(struct supposing *s, const struct command *command)
{
    struct decision decision;
    decide(s->state, command, s->now, s->run->arena, &decision);
    if (decision.refusals.count > 0) {
        struct refusals refusals = {decision.refusals.rows, decision.refusals.count};
        return refuse(s, &refusals);
    }
    for (uint32_t i = 0; i < decision.events.count; i++)
        apply(s->state, vec_at(&decision.events, i));
    s->commands++;
    return true;
}

static bool suppose_line(struct supposing *s, struct str line)
{
    struct run *run = s->run;
    struct parsed_command parsed;
    const struct command_reading how = {
        .offset = run_offset(run),
        .backfill = true, /* what is supposed may lie ahead */
        .default_by = run->as,
        .lang = run->json_lang,
    };
    command_read(line, &how, run->arena, &parsed);
    if (!parsed.ok) return refuse(s, &parsed.refusals);
    if (parsed.now.is) s->now = parsed.now.at;
    if (!str_is(parsed.command.contract) && parsed.command.kind != COMMAND_CONTRACT_LOAD)
        parsed.command.contract = run->contract;
    return suppose(s, &parsed.command);
}

static struct str trimmed(struct str line)
{
    uint32_t from = 0, to = line.len;
    while (from < to && (line.ptr[from] == ' ' || line.ptr[from] == '\t')) from++;
    while (to > from && (line.ptr[to - 1] == '\r' || line.ptr[to - 1] == ' ')) to--;
    return str_slice(line, from, to);
}

static bool suppose_all(struct supposing *s, struct str text)
{
    static const struct str byte_order_mark = {"\xEF\xBB\xBF", 3};
    if (str_starts(text, byte_order_mark)) text = str_slice(text, byte_order_mark.len, text.len);
    while (text.len > 0) {
        uint32_t end = str_find(text, '\n');
        struct str line = trimmed(str_slice(text, 0, end));
        s->line++;
        if (line.len > 0 && !suppose_line(s, line)) return false;
        text = str_slice(text, end + 1, text.len);
    }
    return true;
}

static void say(const struct supposing *s)
{
    struct run *run = s->run;
    if (run->json) return;
    struct text line;
    text_init(&line, run->arena);
    word_print(&line, run->lang, WORD_WHAT_IF,
               (struct argument[ARGUMENTS_MAX]){arg_str(run->what_if), arg_number(s->commands)});
    text_put_marked(&run->out, run->colour, MARK_STRONG, text_str(&line));
    text_putc(&run->out, '\n');
}

bool what_if_lay(struct run *run, const struct state **state, instant_t *now, int *ret_status)
{
    struct bytes bytes;
    struct state *copy = ARENA_NEW(run->arena, struct state);
    struct supposing s = {.run = run, .state = copy, .now = *now, .status = EXIT_DONE};
    if (!str_is(run->what_if)) return true;
    *ret_status = EXIT_STORE;
    if (!run_file(run, run->what_if, WHAT_IF_BYTES_MAX, &bytes)) return false;
    bool is = image_restore(image_of(*state, run->arena), run->arena, copy);
    CHECK(is);
    const struct state *read = run->state;
    run->state = copy; /* what a line means may hang on a contract that an earlier one loads */
    bool sound = suppose_all(&s, (struct str){(const char *)bytes.ptr, (uint32_t)bytes.len});
    run->state = read;
    *ret_status = s.status;
    if (!sound) return false;
    copy->head = (*state)->head;
    *now = instant_max(*now, copy->last_recorded);
    *state = copy;
    say(&s);
    return true;
}
