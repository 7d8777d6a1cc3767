/* apply: commands as JSON lines in, an answer line for each out, in order.
 *
 * As many lines as are there go into one durable transaction, because a sync costs far more
 * than a decision; they are answered when it is on disk. From a pipe each line is answered as
 * it comes. `line` counts from 1 in each file anew. What is left at the end of the input is
 * recorded last, and may wait for what others want (cli/record.h). */
#include "cli/entries.h"
#include "cli/find.h"
#include "cli/lines.h"
#include "cli/record.h"
#include "cli/slate.h"
#include "cli/view_arg.h"
#include "cli/words.h"
#include "engine/base/check.h"

enum {
    FILES_MAX = 64,
    BATCH_LINES_MAX = 1024,
    BATCH_INPUT_BYTES = 8 * 1024 * 1024,
    ATOMIC_INPUT_BYTES = 64 * 1024 * 1024, /* all of it stands in memory at once */
};

struct applying {
    struct run *run;
    struct slate slate;
    int status;             /* of the lines answered so far, or why nothing more can be done */
    uint32_t line;          /* the last one taken up */
    struct arena_mark mark; /* what is taken behind it is given back when it was answered */
};

/* A worse answer stands: what was refused stays refused. */
static int worse(int a, int b)
{
    return a > b ? a : b;
}

static int tell(struct run *run, void *context, const struct desk_answer *answers)
{
    const struct applying *a = context;
    bool dropped = slate_is_dropped(&a->slate);
    return worse(a->status, slate_print(&a->slate, run, dropped ? NULL : answers));
}

static struct recording recording_of(struct applying *a, bool atomic)
{
    const struct vec *requests = &a->slate.requests;
    uint32_t count = slate_is_dropped(&a->slate) ? 0 : requests->count;
    return (struct recording){requests->rows, count, atomic, tell, a};
}

/* Nobody takes the answers any more: what wasn't read yet had better stay undone. */
static bool stop_unheard(struct applying *a)
{
    struct run *run = a->run;
    struct text message;
    text_init(&message, run->arena);
    word_print(&message, run->lang, WORD_ANSWERS_LOST,
               (struct argument[ARGUMENTS_MAX]){arg_number(a->line)});
    text_add(&run->err, "tehai: %s\n", message.ptr);
    a->status = EXIT_STORE;
    return false;
}

/* Records and answers what was gathered, with more to come. False when that has no use. */
static bool batch_send(struct applying *a)
{
    struct run *run = a->run;
    struct recording recording = recording_of(a, false);
    bool gathers = run->gathers;
    run->gathers = false; /* the lines to come stand on these */
    a->status = record(run, &recording);
    run->gathers = gathers;
    if (a->status == EXIT_STORE) return false;
    if (run->flush != NULL) {
        bool taken = run->flush(run);
        arena_rewind(run->arena, a->mark);
        text_init(&run->out, run->arena);
        text_init(&run->err, run->arena);
        if (!taken) return stop_unheard(a);
    }
    slate_wipe(&a->slate);
    return true;
}

static bool is_full(const struct slate *slate)
{
    return !slate->atomic && (slate->ends || slate->slots.count >= BATCH_LINES_MAX ||
                              slate->input_bytes >= BATCH_INPUT_BYTES);
}

/* The clock of a batch is that of its first line. */
static bool tick(struct applying *a)
{
    if (a->slate.slots.count > 0 || a->slate.backfill) return true;
    if (!run_tick(a->run, &a->status)) return false;
    a->slate.now = a->run->now;
    return true;
}

static struct str without_mark(struct str line, uint32_t number)
{
    static const struct str byte_order_mark = {"\xEF\xBB\xBF", 3};
    bool has = number == 1 && str_starts(line, byte_order_mark);
    return has ? str_slice(line, byte_order_mark.len, line.len) : line;
}

static bool is_blank(struct str line)
{
    for (uint32_t i = 0; i < line.len; i++)
        if (line.ptr[i] != ' ' && line.ptr[i] != '\t') return false;
    return true;
}

/* An absent line was too long. False when nothing more can be done. */
static bool line_take(struct applying *a, struct str line, uint32_t number)
{
    if (str_is(line)) {
        line = without_mark(line, number);
        if (is_blank(line)) return true;
    }
    if (a->slate.atomic && a->slate.input_bytes + line.len > ATOMIC_INPUT_BYTES) {
        a->status = run_error(a->run, EXIT_REFUSED, "too-long", NULL, "%s",
                              word_text(WORD_ATOMIC_TOO_LONG, a->run->lang));
        return false;
    }
    if (!tick(a)) return false;
    slate_add(&a->slate, a->run, line, number);
    a->line = number;
    return !is_full(&a->slate) || batch_send(a);
}

static int unreadable(struct run *run, struct str path)
{
    struct text message;
    text_init(&message, run->arena);
    word_print(&message, run->lang, WORD_FILE_UNREADABLE,
               (struct argument[ARGUMENTS_MAX]){arg_str(path)});
    return run_error(run, EXIT_STORE, "file", NULL, "%s", message.ptr);
}

/* False when nothing more can be done. */
static bool lines_apply(struct applying *a, struct lines *lines, struct str path)
{
    struct str line = STR("");
    for (;;) {
        /* With answers owed, don't wait for the next line to give them. */
        bool owed = a->slate.slots.count > 0 && !a->slate.atomic;
        bool sound = true;
        switch (lines_next(lines, !owed, &line)) {
        case LINES_LINE: sound = line_take(a, line, lines->number); break;
        case LINES_TOO_LONG: sound = line_take(a, STR_NONE, lines->number); break;
        case LINES_NOT_YET: sound = batch_send(a); break;
        case LINES_END: return true;
        case LINES_BROKEN:
            /* What came before it was owed its answers. */
            if (owed && !batch_send(a)) return false;
            a->status = unreadable(a->run, path);
            return false;
        }
        if (!sound) return false;
    }
}

static bool file_apply(struct applying *a, struct input input, struct str path)
{
    struct lines lines;
    lines_begin(&lines, input, COMMAND_BYTES_MAX, a->run->arena);
    a->mark = arena_mark(a->run->arena);
    bool sound = lines_apply(a, &lines, path);
    lines_end(&lines);
    return sound;
}

/* All files are opened before the first is applied: a wrong name must not leave the work half
 * done, and a client sends what is missing. None is opened twice, as it may be a pipe. */
static bool open_all(struct run *run, const struct str *paths, uint32_t count, struct input *ret)
{
    struct bytes none;
    for (uint32_t i = 0; i < count; i++) {
        if (input_open(run->inputs, paths[i], &ret[i]) == INPUT_READ) continue;
        for (uint32_t k = 0; k < i; k++) input_close(&ret[k]);
        return run_file(run, paths[i], 0, &none); /* says which of the reasons it is */
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
    struct input inputs[FILES_MAX];
    uint32_t count = 0;
    struct applying *a = ARENA_NEW(run->arena, struct applying);
    *a = (struct applying){.run = run, .status = EXIT_DONE, .slate = {.now = run->now}};
    struct view_arg known[] = {
        {.name = "--atomic", .kind = VIEW_FLAG, .flag = &a->slate.atomic},
        {.name = "--backfill", .kind = VIEW_FLAG, .flag = &a->slate.backfill}};
    struct view_args args = {known, COUNT(known), 1, FILES_MAX};
    if (!view_args_read(run, &args, paths, &count)) return EXIT_USAGE;
    if (count == 0) count = 1;
    if (!open_all(run, paths, count, inputs)) return EXIT_STORE;
    a->slate.by = actor_meant(run);
    slate_wipe(&a->slate);
    bool sound = true;
    for (uint32_t i = 0; i < count; i++)
        if (sound)
            sound = file_apply(a, inputs[i], paths[i]);
        else
            input_close(&inputs[i]);
    if (!sound) return a->status;
    struct recording last = recording_of(a, a->slate.atomic);
    return record(run, &last);
}
