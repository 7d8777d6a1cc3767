/* ready: for each coming day, whether an urgent job reported then could be done in time. */
#include "cli/view.h"

#include "cli/view_arg.h"
#include "cli/view_reading.h"
#include "engine/core/ready.h"
#include "engine/wire/json.h"

enum { DAYS_DEFAULT = 30 };

static const struct job_class *class_of(const struct reading *reading, const struct ready_day *day)
{
    const struct contract *wording = state_contract(reading->state, reading->contract, day->day);
    return &wording->classes[day->job_class];
}

static void json_put_steps(struct json *json, const struct ready_day *day)
{
    json_open_array(json, "why");
    for (uint32_t i = 0; !day->ready && i < day->clock.count; i++) {
        json_open_object(json, NULL);
        json_put_day(json, "day", day->clock.steps[i].day);
        json_put_text(json, "reason", ready_reason_name(day->clock.steps[i].reason));
        json_close_object(json);
    }
    json_close_array(json);
}

static void ready_json(const struct reading *reading, const struct readiness *readiness)
{
    struct json json = json_to(&reading->run->out);
    int32_t offset = reading->wording->offset;
    json_open_array(&json, NULL);
    for (uint32_t i = 0; i < readiness->count; i++) {
        const struct ready_day *day = &readiness->at[i];
        json_open_object(&json, NULL);
        json_put_day(&json, "day", day->day);
        json_put_bool(&json, "ready", day->ready);
        json_put_str(&json, "class", class_of(reading, day)->id);
        json_put_instant(&json, "received", day->clock.received, offset);
        json_put_instant(&json, "deadline", day->clock.deadline, offset);
        if (day->planned.is)
            json_put_instant(&json, "planned", day->planned.at, offset);
        else
            json_put_null(&json, "planned");
        json_put_bool(&json, "out_of_hours", day->out_of_hours);
        json_put_bool(&json, "at_others_cost", day->at_others_cost);
        json_put_steps(&json, day);
        json_close_object(&json);
    }
    json_close_array(&json);
    text_putc(&reading->run->out, '\n');
}

/* "2021-10-06 Wed too few people, 2021-10-07 Thu visits full" */
static struct str steps_of(const struct reading *reading, const struct ready_day *day)
{
    struct text text;
    text_init(&text, reading->run->arena);
    for (uint32_t i = 0; i < day->clock.count; i++) {
        const struct ready_step *step = &day->clock.steps[i];
        struct str said = reading_day(reading, step->day);
        text_add(&text, "%s%.*s %s", i > 0 ? ", " : "", STR_ARGS(said),
                 ready_reason_word(step->reason, reading->run->lang));
    }
    if (day->out_of_hours) text_add(&text, "; %s", reading_word(reading, WORD_READY_OVERTIME));
    if (day->at_others_cost) text_add(&text, "; %s", reading_word(reading, WORD_READY_COST));
    return text_str(&text);
}

static void put_day(const struct reading *reading, const struct ready_day *day, struct table *table)
{
    table_cell(table, reading_day(reading, day->day));
    table_cell(table, reading_instant(reading, day->clock.deadline));
    table_cell(table, steps_of(reading, day));
    table_mark(table, MARK_WARNING);
}

static void ready_text(const struct reading *reading, const struct readiness *readiness,
                       uint32_t failing)
{
    struct table table;
    if (readiness->count == 0) {
        reading_say_word(reading, 0, WORD_READY_NO_DAYS);
        return;
    }
    const struct argument args[ARGUMENTS_MAX] = {arg_day(readiness->at[0].day),
                                                 arg_day(readiness->at[readiness->count - 1].day),
                                                 arg_number(readiness->count), arg_number(failing)};
    enum word word = failing == 0 ? WORD_READY_ALL : WORD_READY_NOT;
    reading_say(reading, 0, reading_sentence(reading, word, args));
    if (failing == 0) return;
    reading_table(reading, 2, &table);
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_REPORTED));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_DEADLINE));
    table_column(&table, COLUMN_REST, reading_word(reading, WORD_HEAD_WHY));
    for (uint32_t i = 0; i < readiness->count; i++)
        if (!readiness->at[i].ready) put_day(reading, &readiness->at[i], &table);
    reading_print_table(reading, 2, &table);
}

/* --check: exit 1 when on any of the days an urgent job would be late. */
int view_ready(struct run *run)
{
    bool check = false;
    uint32_t days = DAYS_DEFAULT, failing = 0;
    const struct view_arg arg[] = {{.name = "--days", .kind = VIEW_NUMBER, .number = &days},
                                   {.name = "--check", .kind = VIEW_FLAG, .flag = &check}};
    const struct view_args args = {.at = arg, .count = COUNT(arg), .skip = 1};
    struct reading reading;
    struct readiness readiness;
    int status;

    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (!reading_begin(run, &reading, &status)) return status;
    ready_find(run->state, reading.contract, run->now, days, run->arena, &readiness);
    for (uint32_t i = 0; i < readiness.count; i++) failing += !readiness.at[i].ready;
    if (run->json)
        ready_json(&reading, &readiness);
    else
        ready_text(&reading, &readiness, failing);
    return check && failing > 0 ? EXIT_BAD_NEWS : EXIT_DONE;
}
