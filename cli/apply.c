/* apply: commands as JSON lines in, an answer line for each out, in order.
 *
 * As many lines as are there go into one durable transaction, because a sync costs far more
 * than a decision; they are answered when it is on disk. From a pipe each line is answered as
 * it comes. `line` counts from 1 in each file anew. */
#include "cli/entries.h"
#include "cli/find.h"
#include "cli/lines.h"
#include "cli/said.h"
#include "cli/view_arg.h"
#include "cli/words.h"
#include "engine/base/check.h"
#include "engine/wire/command_json.h"
#include "engine/wire/refusal_json.h"

enum {
    FILES_MAX = 64,
    BATCH_LINES_MAX = 1024,
    BATCH_INPUT_BYTES = 8 * 1024 * 1024,
    ATOMIC_INPUT_BYTES = 64 * 1024 * 1024, /* all of it stands in memory at once */
};

/* What becomes of one line. */
struct slot {
    uint32_t line;
    bool sent;        /* its request went to the desk */
    uint32_t request; /* when sent */
    struct refusals refusals;
};

struct applying {
    struct run *run;
    bool atomic, backfill;
    int status;
    instant_t now; /* of the next line */
    struct str by;
    struct vec slots, requests; /* struct slot, struct desk_request */
    size_t input_bytes;         /* in this batch */
    bool whole;                 /* the batch must go before the next line is read */
    struct arena_mark mark;
};

static void batch_begin(struct applying *a)
{
    a->slots = vec_of(sizeof(struct slot));
    a->requests = vec_of(sizeof(struct desk_request));
    a->input_bytes = 0;
    a->whole = false;
}

static bool is_blank(struct str line)
{
    for (uint32_t i = 0; i < line.len; i++)
        if (line.ptr[i] != ' ' && line.ptr[i] != '\t') return false;
    return true;
}

static struct refusals too_long(struct applying *a)
{
    struct text what;
    text_init(&what, a->run->arena);
    word_print(&what, a->run->json_lang, WORD_LINE_TOO_LONG,
               (struct argument[ARGUMENTS_MAX]){arg_number(COMMAND_BYTES_MAX)});
    struct refusal *refusal = ARENA_NEW(a->run->arena, struct refusal);
    *refusal = (struct refusal){REFUSAL_NOT_JSON, {arg_str(text_str(&what))}};
    return (struct refusals){refusal, 1};
}

/* Reads a line into a request, or into the reasons why it is none. */
static void line_take(struct applying *a, struct str line, struct slot *slot)
{
    struct run *run = a->run;
    struct parsed_command parsed;
    struct command_reading how = {
        .offset = run_offset(run),
        .backfill = a->backfill,
        .default_by = a->by,
        .lang = run->json_lang,
    };
    command_read(line, &how, run->arena, &parsed);
    if (!parsed.ok) {
        slot->refusals = parsed.refusals;
        return;
    }
    if (parsed.now.is) a->now = parsed.now.at;
    bool loads = parsed.command.kind == COMMAND_CONTRACT_LOAD;
    if (!str_is(parsed.command.contract) && !loads) parsed.command.contract = run->contract;
    slot->sent = true;
    slot->request = a->requests.count;
    struct desk_request *request = vec_push(&a->requests, run->arena);
    *request = (struct desk_request){
        .command = parsed.command,
        .now = a->now,
        .behind_ms = run->now_given || a->backfill ? 0 : CLOCK_SLACK_MS,
    };
    if (loads) a->whole = true; /* later lines are read in that contract's offset */
}

static void slot_print(struct applying *a, const struct slot *slot,
                       const struct desk_answer *answers)
{
    struct run *run = a->run;
    const struct desk_answer *answer =
        slot->sent && answers != NULL ? &answers[slot->request] : NULL;
    if (answer != NULL && answer->ok) {
        said_object(&run->out, answer, slot->line);
        return;
    }
    const struct refusals *refusals = answer != NULL ? &answer->refusals : &slot->refusals;
    a->status = EXIT_REFUSED;
    if (refusals->count > 0)
        refusals_print(&run->out, refusals, slot->line, run->json_lang);
    else
        error_print(&run->out, "atomic", str_of(word_text(WORD_ATOMIC, run->json_lang)),
                    slot->line);
}

/* With --atomic a line that is no command drops the rest without asking the desk. */
static bool is_dropped(const struct applying *a)
{
    return a->atomic && a->requests.count < a->slots.count;
}

/* Sends what was gathered and answers it. False when nothing more can be done. */
static bool batch_send(struct applying *a)
{
    struct run *run = a->run;
    struct desk_answer *answers = NULL;
    if (a->requests.count > 0 && !is_dropped(a)) {
        answers = ARENA_ARRAY(run->arena, struct desk_answer, a->requests.count);
        err_t fault = desk_submit(run->desk, a->requests.rows, a->requests.count, a->atomic,
                                  run->arena, answers);
        if (is_err(fault)) {
            a->status = run_fault(run, fault);
            return false;
        }
        run->state = desk_state(run->desk);
    }
    for (uint32_t i = 0; i < a->slots.count; i++) slot_print(a, vec_at(&a->slots, i), answers);
    bool read = true;
    if (run->flush != NULL) {
        read = run->flush(run);
        arena_rewind(run->arena, a->mark);
        text_init(&run->out, run->arena);
        text_init(&run->err, run->arena);
    }
    batch_begin(a);
    return read;
}

static bool is_full(const struct applying *a)
{
    return !a->atomic &&
           (a->whole || a->slots.count >= BATCH_LINES_MAX || a->input_bytes >= BATCH_INPUT_BYTES);
}

/* The clock of a batch is that of its first line. */
static bool tick(struct applying *a)
{
    if (a->slots.count > 0 || a->backfill) return true;
    if (!run_tick(a->run, &a->status)) return false;
    a->now = a->run->now;
    return true;
}

static struct str without_mark(struct str line, uint32_t number)
{
    static const struct str byte_order_mark = {"\xEF\xBB\xBF", 3};
    bool has = number == 1 && str_starts(line, byte_order_mark);
    return has ? str_slice(line, byte_order_mark.len, line.len) : line;
}

static bool line_add(struct applying *a, enum lines_step step, struct str line, uint32_t number)
{
    line = without_mark(line, number);
    if (step == LINES_LINE && is_blank(line)) return true;
    a->input_bytes += step == LINES_LINE ? line.len : 0;
    if (a->atomic && a->input_bytes > ATOMIC_INPUT_BYTES) {
        a->status = run_error(a->run, EXIT_REFUSED, "too-long", NULL, "%s",
                              word_text(WORD_ATOMIC_TOO_LONG, a->run->lang));
        return false;
    }
    if (!tick(a)) return false;
    struct slot *slot = vec_push(&a->slots, a->run->arena);
    *slot = (struct slot){.line = number};
    if (step == LINES_TOO_LONG)
        slot->refusals = too_long(a);
    else
        line_take(a, line, slot);
    return true;
}

static bool broken(struct applying *a, struct str path)
{
    struct text message;
    text_init(&message, a->run->arena);
    word_print(&message, a->run->lang, WORD_FILE_UNREADABLE,
               (struct argument[ARGUMENTS_MAX]){arg_str(path)});
    a->status = run_error(a->run, EXIT_STORE, "file", NULL, "%s", message.ptr);
    return false;
}

static bool lines_apply(struct applying *a, struct lines *lines, struct str path)
{
    struct str line = STR("");
    for (;;) {
        /* With answers owed, don't wait for the next line to give them. */
        bool owed = a->slots.count > 0 && !a->atomic;
        enum lines_step step = lines_next(lines, !owed, &line);
        if (step == LINES_BROKEN) return broken(a, path);
        if (step == LINES_END) return a->atomic || batch_send(a);
        if (step == LINES_NOT_YET) {
            if (!batch_send(a)) return false;
            continue;
        }
        if (!line_add(a, step, line, lines->number)) return false;
        if (is_full(a) && !batch_send(a)) return false;
    }
}

static bool file_apply(struct applying *a, struct str path)
{
    struct input input;
    struct lines lines;
    if (input_open(a->run->inputs, path, &input) != INPUT_READ) return broken(a, path);
    lines_begin(&lines, input, COMMAND_BYTES_MAX, a->run->arena);
    a->mark = arena_mark(a->run->arena);
    bool sound = lines_apply(a, &lines, path);
    lines_end(&lines);
    return sound;
}

/* All files are looked for before the first is applied: a wrong name must not leave the work half
 * done, and a client sends what is missing. */
static bool all_there(struct run *run, const struct str *paths, uint32_t count)
{
    struct input input;
    struct bytes none;
    for (uint32_t i = 0; i < count; i++) {
        if (input_open(run->inputs, paths[i], &input) != INPUT_READ)
            return run_file(run, paths[i], 0, &none); /* says which of the reasons it is */
        input_close(&input);
    }
    return true;
}

static struct str actor_meant(struct run *run)
{
    if (!str_is(run->as)) return run->as;
    struct found found = find_recorded(run, NAME_ACTOR, run->as);
    return found.result == FIND_ONE ? str_copy(run->arena, found.id) : run->as;
}

int apply_command(struct run *run)
{
    struct str paths[FILES_MAX] = {STR("-")};
    uint32_t count = 0;
    struct applying a = {.run = run, .status = EXIT_DONE, .now = run->now};
    struct view_arg known[] = {{.name = "--atomic", .kind = VIEW_FLAG, .flag = &a.atomic},
                               {.name = "--backfill", .kind = VIEW_FLAG, .flag = &a.backfill}};
    struct view_args args = {known, COUNT(known), 1, FILES_MAX};
    if (!view_args_read(run, &args, paths, &count)) return EXIT_USAGE;
    if (count == 0) count = 1;
    if (!all_there(run, paths, count)) return EXIT_STORE;
    a.by = actor_meant(run);
    batch_begin(&a);
    bool sound = true;
    for (uint32_t i = 0; sound && i < count; i++) sound = file_apply(&a, paths[i]);
    if (sound && a.atomic) (void)batch_send(&a);
    return a.status;
}
