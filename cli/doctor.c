#include "cli/doctor.h"

#include "cli/past.h"
#include "cli/table.h"
#include "cli/view_arg.h"
#include "engine/base/check.h"
#include "engine/wire/json.h"

void doctor_say(struct doctor *doctor, const char *check, enum audit_word heading,
                enum advice_level level, enum audit_word message, enum audit_word todo,
                const struct argument args[ARGUMENTS_MAX])
{
    struct run *run = doctor->run;
    *(struct advice *)vec_push(&doctor->advice, run->arena) = (struct advice){
        .check = check,
        .heading = heading,
        .level = level,
        .message = audit_sentence(run, message, args),
        .todo = todo != SAY_COUNT ? audit_sentence(run, todo, args) : STR_NONE,
    };
}

static const struct advice *advice_at(const struct doctor *doctor, uint32_t index)
{
    return vec_at(&doctor->advice, index);
}

/* --- The store itself ------------------------------------------------------------------------- */

static void say_broken(struct doctor *doctor, err_t fault)
{
    struct run *run = doctor->run;
    const struct argument args[ARGUMENTS_MAX] = {arg_str(run->store),
                                                 arg_text(err_text(fault.code, run->lang))};
    bool missing = fault.code == ERR_MISSING;
    doctor_say(doctor, "store", SAY_DOCTOR_STORE, ADVICE_BAD, SAY_STORE_BROKEN,
               missing ? SAY_STORE_MISSING_DO : SAY_STORE_BROKEN_DO, args);
}

static void with_store(struct doctor *doctor)
{
    struct run *run = doctor->run;
    const struct argument args[ARGUMENTS_MAX] = {arg_number((int64_t)run->state->head),
                                                 arg_str(run->store)};
    doctor_say(doctor, "store", SAY_DOCTOR_STORE, ADVICE_OK, SAY_STORE_FINE, SAY_COUNT, args);
    doctor_log(doctor);
    doctor_contracts(doctor);
}

/* Opened here and not before, because a store that doesn't open is what it is asked about. */
static void look(struct doctor *doctor)
{
    struct run *run = doctor->run;
    struct desk *own = NULL;
    err_t fault = OK;
    if (run->desk == NULL) fault = desk_open(&own, str_copy(run->arena, run->store).ptr, LOG_READ);
    if (is_err(fault)) {
        say_broken(doctor, fault);
        if (fault.code != ERR_MISSING) doctor_files(doctor);
        return;
    }
    if (own != NULL) run->desk = own;
    run->state = desk_state(run->desk);
    with_store(doctor);
    doctor_files(doctor);
    if (own != NULL) {
        desk_close(own);
        run->desk = NULL;
        run->state = NULL;
    }
}

/* --- The answer ------------------------------------------------------------------------------- */

static const char *level_name(enum advice_level level)
{
    switch (level) {
    case ADVICE_OK: return "ok";
    case ADVICE_WARN: return "warn";
    case ADVICE_BAD: return "bad";
    }
    CHECK(false);
    return "";
}

static void advice_json(struct run *run, const struct doctor *doctor)
{
    struct json json = json_to(&run->out);
    json_open_array(&json, NULL);
    for (uint32_t i = 0; i < doctor->advice.count; i++) {
        const struct advice *advice = advice_at(doctor, i);
        json_open_object(&json, NULL);
        json_put_text(&json, "check", advice->check);
        json_put_text(&json, "level", level_name(advice->level));
        json_put_str(&json, "message", advice->message);
        json_put_str(&json, "todo", advice->todo);
        json_close_object(&json);
    }
    json_close_array(&json);
    CHECK(json_is_whole(&json));
    text_putc(&run->out, '\n');
}

static enum audit_word level_word(enum advice_level level)
{
    switch (level) {
    case ADVICE_OK: return SAY_DOCTOR_OK;
    case ADVICE_WARN: return SAY_DOCTOR_WARN;
    case ADVICE_BAD: return SAY_DOCTOR_BAD;
    }
    CHECK(false);
    return SAY_DOCTOR_BAD;
}

static enum mark mark_of(enum advice_level level)
{
    switch (level) {
    case ADVICE_OK: return MARK_NONE;
    case ADVICE_WARN: return MARK_WARNING;
    case ADVICE_BAD: return MARK_BAD;
    }
    CHECK(false);
    return MARK_NONE;
}

static struct str whole_message(struct run *run, const struct advice *advice)
{
    if (!str_is(advice->todo)) return advice->message;
    return text_format(run->arena, "%.*s → %.*s", STR_ARGS(advice->message),
                       STR_ARGS(advice->todo));
}

static void advice_table(struct run *run, const struct doctor *doctor)
{
    struct table table;
    table_init(&table, run->arena, run->width, run->colour);
    table_column(&table, COLUMN_LEFT, "");
    table_column(&table, COLUMN_LEFT, "");
    table_column(&table, COLUMN_REST, "");
    for (uint32_t i = 0; i < doctor->advice.count; i++) {
        const struct advice *advice = advice_at(doctor, i);
        table_cell(&table, str_of(audit_word_text(level_word(advice->level), run->lang)));
        table_cell(&table, str_of(audit_word_text(advice->heading, run->lang)));
        table_cell(&table, whole_message(run, advice));
        table_mark(&table, mark_of(advice->level));
    }
    table_print(&table, &run->out);
}

int doctor_command(struct run *run)
{
    const struct view_args args = {.skip = 1};
    struct doctor doctor = {run, vec_of(sizeof(struct advice))};
    bool bad = false;
    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    look(&doctor);
    for (uint32_t i = 0; i < doctor.advice.count; i++)
        bad = bad || advice_at(&doctor, i)->level == ADVICE_BAD;
    if (run->json)
        advice_json(run, &doctor);
    else
        advice_table(run, &doctor);
    return bad ? EXIT_BAD_NEWS : EXIT_DONE;
}
