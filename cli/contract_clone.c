/* contract clone: next year's contract from this one, as a file to read, change and load. */
#include "rules/contract_clone.h"

#include "cli/entries.h"
#include "cli/view_arg.h"
#include "cli/view_reading.h"
#include "engine/wire/json.h"
#include "rules/contract_read.h"

static int usage(const struct reading *reading)
{
    const struct argument none[ARGUMENTS_MAX] = {{0}};
    return reading_error(reading->run, EXIT_USAGE, "usage", WORD_CLONE_USAGE, none);
}

static void clone_out(const struct reading *reading, const struct contract *next, struct str text)
{
    struct run *run = reading->run;
    if (!run->json) {
        struct argument args[ARGUMENTS_MAX] = {arg_str(reading->wording->id)};
        text_add(&run->out, "# %.*s\n", STR_ARGS(reading_sentence(reading, WORD_CLONED, args)));
        text_put(&run->out, text);
        return;
    }
    struct json json = json_to(&run->out);
    json_open_object(&json, NULL);
    json_put_str(&json, "contract", next->id);
    json_put_str(&json, "of", reading->wording->id);
    json_put_str(&json, "text", text);
    json_close_object(&json);
    text_putc(&run->out, '\n');
}

/* The first thing that is wrong with it, said: an id that isn't one, a period too long. */
static int fault_say(const struct reading *reading, const struct contract_fault *fault)
{
    struct text said;
    text_init(&said, reading->run->arena);
    message_print(&said, reading->run->lang, &fault->message);
    return run_error(reading->run, EXIT_REFUSED, "contract-invalid", NULL, "%s", said.ptr);
}

int contract_clone_command(struct run *run)
{
    struct str id = STR_NONE;
    struct maybe_day from = {0}, to = {0};
    const struct view_arg arg[] = {{.name = "--id", .kind = VIEW_TEXT, .text = &id},
                                   {.name = "--from", .kind = VIEW_DAY, .day = &from},
                                   {.name = "--to", .kind = VIEW_DAY, .day = &to}};
    const struct view_args args = {.at = arg, .count = COUNT(arg), .skip = 2};
    struct contract_faults faults = {NULL, 0};
    struct reading reading;
    struct text text;
    int status;

    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (!reading_begin(run, &reading, &status)) return status;
    if (!str_is(id) || !from.is || !to.is || day_cmp(from.day, to.day) > 0) return usage(&reading);
    struct contract next = contract_clone(reading.wording, id, from.day, to.day, run->arena);
    text_init(&text, run->arena);
    contract_print(&next, &text);
    if (contract_read(text_str(&text), run->arena, &faults) == NULL)
        return fault_say(&reading, &faults.at[0]);
    clone_out(&reading, &next, text_str(&text));
    return EXIT_DONE;
}
