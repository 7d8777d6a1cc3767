#include "cli/history.h"

#include "cli/find.h"
#include "cli/gist.h"
#include "cli/table.h"
#include "cli/words.h"
#include "engine/base/check.h"
#include "engine/wire/event_bytes.h"
#include "engine/wire/event_json.h"

enum { SEQ_COLUMNS = 6, BY_COLUMNS = 16, TYPE_COLUMNS = 20, GIST_INDENT = 8 };

/* The full name, or the only recorded thing that it could be. */
static struct found subject_find(struct run *run, struct str typed)
{
    static const enum name_kind kinds[] = {NAME_JOB,  NAME_VISIT, NAME_DOCUMENT, NAME_QUERY,
                                           NAME_NOTE, NAME_ACTOR, NAME_CONTRACT};
    struct found found = {.result = FIND_NONE};
    for (uint32_t i = 0; i < COUNT(kinds); i++)
        if (state_find(run->state, kinds[i], typed) != NO_ROW)
            return (struct found){.result = FIND_ONE, .id = typed};
    for (uint32_t i = 0; i < COUNT(kinds) && found.result == FIND_NONE; i++)
        found = find_by_id(run, kinds[i], typed);
    for (uint32_t i = 0; i < COUNT(kinds) && found.result == FIND_NONE; i++)
        found = find_recorded(run, kinds[i], typed);
    return found;
}

static void say(struct run *run, int status, const char *code, enum word word, struct str a,
                struct str b)
{
    struct text message;
    text_init(&message, run->arena);
    word_print(&message, run->lang, word, (struct argument[ARGUMENTS_MAX]){arg_str(a), arg_str(b)});
    (void)run_error(run, status, code, NULL, "%s", message.ptr);
}

/* Those up to the state that is read, which may be one of the past. */
static struct seqs up_to_state(const struct run *run, struct seqs seqs)
{
    while (seqs.count > 0 && seqs.at[seqs.count - 1] > run->state->head) seqs.count--;
    return seqs;
}

struct str history_subject(struct run *run, struct str typed, struct seqs *ret)
{
    struct seqs seqs = {0};
    err_t fault = log_subject_seqs(desk_log(run->desk), typed, run->arena, &seqs);
    *ret = up_to_state(run, seqs);
    if (!is_err(fault) && ret->count > 0) return typed;
    struct found found = subject_find(run, typed);
    if (found.result == FIND_ONE) {
        fault = log_subject_seqs(desk_log(run->desk), found.id, run->arena, &seqs);
        *ret = up_to_state(run, seqs);
        if (!is_err(fault)) return found.id;
        (void)run_fault(run, fault);
    } else if (found.result == FIND_SEVERAL) {
        say(run, EXIT_NONE, "no-such-thing", WORD_SEVERAL, typed, found.names);
    } else {
        say(run, EXIT_NONE, "no-such-thing", WORD_NOTHING_CALLED, typed, STR_NONE);
    }
    return STR_NONE;
}

err_t history_event(struct run *run, uint64_t seq, struct event *ret)
{
    struct bytes bytes;
    TRY(log_get(desk_log(run->desk), seq, run->arena, &bytes));
    return event_decode(bytes, ret, run->arena);
}

static void padded(struct text *ret, struct str s, uint32_t columns)
{
    uint32_t taken = text_columns(s);
    text_put_clean(ret, s);
    text_spaces(ret, taken < columns ? columns - taken + 1 : 1);
}

/* The gist goes on the same line where it fits, else below, set in. */
static void people_line(struct run *run, const struct event *event)
{
    char at[INSTANT_TEXT_BYTES];
    struct text line, gist, clean;
    int32_t offset = run_offset(run);
    text_init(&line, run->arena);
    text_init(&gist, run->arena);
    text_init(&clean, run->arena);
    instant_print(event->recorded_at, offset, at);
    text_add(&line, "%*llu  %.10s %.5s  ", SEQ_COLUMNS, (unsigned long long)event->seq, at,
             at + 11);
    padded(&line, event->by, BY_COLUMNS);
    padded(&line, str_of(event_about((uint32_t)event->kind)->name), TYPE_COLUMNS);
    if (str_is(event->subject)) text_put_clean(&line, event->subject);
    gist_put(&gist, run, event);
    text_put_clean(&clean, text_str(&gist));
    text_put(&run->out, text_str(&line));
    text_putc(&run->out, '\n');
    if (clean.len == 0) return;
    text_spaces(&run->out, GIST_INDENT);
    text_put_wrapped(&run->out, text_str(&clean), run->width, GIST_INDENT, GIST_INDENT);
}

void history_line(struct run *run, const struct event *event)
{
    if (run->json)
        event_line_print(&run->out, event, run_offset(run));
    else
        people_line(run, event);
}
