/* log: what was recorded, event by event: JSON lines for programs, a line or two for people. */
#include <time.h>

#include "cli/entries.h"
#include "cli/find.h"
#include "cli/gist.h"
#include "cli/history.h"
#include "cli/table.h"
#include "cli/view_arg.h"
#include "cli/words.h"
#include "engine/base/check.h"
#include "engine/wire/event_bytes.h"

enum { FLUSH_EVENTS = 256, FOLLOW_WAIT_MS = 300 };

struct logging {
    struct run *run;
    struct str from_text, to_text, subject;
    bool follow;
    uint64_t from, to;
    struct arena_mark mark;
};

static bool number_read(struct run *run, const char *option, struct str text, uint64_t *ret)
{
    uint32_t n;
    if (!str_is(text)) return true;
    if (str_to_u32(text, UINT32_MAX, &n) && n > 0) {
        *ret = n;
        return true;
    }
    struct text message;
    text_init(&message, run->arena);
    word_print(&message, run->lang, WORD_OPTION_VALUE,
               (struct argument[ARGUMENTS_MAX]){arg_text(option), arg_text("17")});
    (void)run_error(run, EXIT_USAGE, "usage", NULL, "%s", message.ptr);
    return false;
}

/* What is written so far goes out, and its memory back. False when nobody reads any more. */
static bool sent(struct logging *l)
{
    struct run *run = l->run;
    if (run->flush == NULL) return true;
    bool read = run->flush(run);
    arena_rewind(run->arena, l->mark);
    text_init(&run->out, run->arena);
    text_init(&run->err, run->arena);
    return read;
}

static err_t walk(struct logging *l, bool *ret_read)
{
    struct log_cursor cursor;
    struct event event;
    uint32_t since = 0;
    *ret_read = true;
    if (l->from > l->to) return OK;
    log_read(desk_log(l->run->desk), l->from, l->to, &cursor);
    while (*ret_read && log_next(&cursor)) {
        err_t fault = event_decode(cursor.event, &event, l->run->arena);
        if (is_err(fault)) {
            err_t ended = log_read_end(&cursor);
            return is_err(ended) ? ended : fault;
        }
        history_line(l->run, &event);
        l->from = cursor.seq + 1;
        if (++since % FLUSH_EVENTS == 0) *ret_read = sent(l);
    }
    return log_read_end(&cursor);
}

static void wait_a_little(void)
{
    struct timespec wait = {0, FOLLOW_WAIT_MS * 1000000L};
    (void)nanosleep(&wait, NULL);
}

/* Until nobody reads it any more; somebody who looks on ends it at the keyboard. */
static int follow(struct logging *l)
{
    bool read = sent(l);
    l->to = UINT64_MAX;
    while (read) {
        wait_a_little();
        err_t fault = walk(l, &read);
        if (is_err(fault)) return run_fault(l->run, fault);
        read = read && sent(l);
    }
    return EXIT_DONE;
}

static int of_subject(struct logging *l)
{
    struct run *run = l->run;
    struct seqs seqs;
    struct str id = history_subject(run, l->subject, &seqs);
    if (!str_is(id)) return EXIT_NONE;
    for (uint32_t i = 0; i < seqs.count; i++) {
        struct event event;
        if (seqs.at[i] < l->from || seqs.at[i] > l->to) continue;
        err_t fault = history_event(run, seqs.at[i], &event);
        if (is_err(fault)) return run_fault(run, fault);
        history_line(run, &event);
    }
    return EXIT_DONE;
}

int log_command(struct run *run)
{
    struct logging l = {.run = run, .from = 1, .to = UINT64_MAX};
    bool read;
    struct view_arg known[] = {
        {.name = "--from", .kind = VIEW_TEXT, .text = &l.from_text},
        {.name = "--to", .kind = VIEW_TEXT, .text = &l.to_text},
        {.name = "--subject", .kind = VIEW_TEXT, .text = &l.subject},
        {.name = "--follow", .kind = VIEW_FLAG, .flag = &l.follow},
    };
    struct view_args args = {known, COUNT(known), 1, 0};
    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (!number_read(run, "--from", l.from_text, &l.from)) return EXIT_USAGE;
    if (!number_read(run, "--to", l.to_text, &l.to)) return EXIT_USAGE;
    bool past = run->state != desk_state(run->desk);
    if (l.follow && (run->flush == NULL || str_is(l.subject) || past))
        return run_error(run, EXIT_USAGE, "usage", NULL, "%s",
                         word_text(WORD_FOLLOW_ALONE, run->lang));
    /* What is read ends where the state does, which may be one of the past. */
    if (l.to > run->state->head) l.to = run->state->head;
    if (str_is(l.subject)) return of_subject(&l);
    l.mark = arena_mark(run->arena);
    err_t fault = walk(&l, &read);
    if (is_err(fault)) return run_fault(run, fault);
    return l.follow && read ? follow(&l) : EXIT_DONE;
}
