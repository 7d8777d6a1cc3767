#include "cli/view.h"

#include "cli/view_arg.h"
#include "cli/view_proof.h"
#include "cli/view_sheet.h"

/* What interface.md calls the reasons for standing in no visit, and what people read. */
static const struct {
    const char *code;
    enum word word;
} unplanned_reasons[] = {
    [UNPLANNED_NO_DAY] = {"no-day", WORD_UNPLANNED_NO_DAY},
    [UNPLANNED_NO_ROOM] = {"no-room", WORD_UNPLANNED_NO_ROOM},
    [UNPLANNED_NO_CREW] = {"no-crew", WORD_UNPLANNED_NO_CREW},
    [UNPLANNED_AFTER] = {"after", WORD_UNPLANNED_AFTER},
};

static struct str job_id(const struct reading *reading, uint32_t job)
{
    return state_text(reading->state, state_job(reading->state, job)->id);
}

static void json_put_unplanned(struct json *json, const struct reading *reading,
                               const struct plan *plan)
{
    json_open_array(json, "unplanned");
    for (uint32_t i = 0; i < plan->unplanned_count; i++) {
        enum unplanned_reason reason = plan->unplanned[i].reason;
        CHECK((size_t)reason < COUNT(unplanned_reasons));
        json_open_object(json, NULL);
        json_put_str(json, "job", job_id(reading, plan->unplanned[i].job));
        json_put_text(json, "code", unplanned_reasons[reason].code);
        json_put_text(json, "message", reading_word(reading, unplanned_reasons[reason].word));
        json_close_object(json);
    }
    json_close_array(json);
}

static void json_put_late(struct json *json, const struct reading *reading, const struct plan *plan)
{
    int32_t offset = reading->wording->offset;
    json_open_array(json, "late");
    for (uint32_t i = 0; i < plan->late_count; i++) {
        const struct plan_late *late = &plan->late[i];
        json_open_object(json, NULL);
        json_put_str(json, "job", job_id(reading, late->job));
        json_put_instant(json, "deadline", late->deadline, offset);
        if (late->planned.is)
            json_put_instant(json, "planned", late->planned.at, offset);
        else
            json_put_null(json, "planned");
        json_close_object(json);
    }
    json_close_array(json);
}

static void json_put_worth(struct json *json, const struct plan *plan)
{
    const struct objective *objective = &plan->objective;
    json_open_object(json, "objective");
    json_put_int(json, "late", objective->late);
    json_put_int(json, "late_days", objective->late_days);
    json_put_int(json, "overwait_days", objective->overwait_days);
    json_put_int(json, "visits", objective->visits);
    json_put_int(json, "moved", objective->moved);
    json_put_int(json, "target_days", objective->target_days);
    json_put_int(json, "wait_days", objective->wait_days);
    json_close_object(json);
    json_open_object(json, "bound");
    json_put_int(json, "late", plan->bound.late);
    json_put_int(json, "visits", plan->bound.visits);
    json_close_object(json);
    json_put_bool(json, "proved", plan->proved);
}

static void plan_json(const struct reading *reading, const struct plan *plan)
{
    struct json json = json_to(&reading->run->out);
    json_open_object(&json, NULL);
    json_put_instant(&json, "at", plan->at, reading->wording->offset);
    json_put_int(&json, "head", (int64_t)plan->head);
    json_put_str(&json, "contract", reading->wording->id);
    json_open_array(&json, "visits");
    for (uint32_t i = 0; i < plan->visit_count; i++)
        json_put_visit(&json, NULL, reading, &plan->visits[i]);
    json_close_array(&json);
    json_put_unplanned(&json, reading, plan);
    json_put_late(&json, reading, plan);
    json_put_worth(&json, plan);
    json_close_object(&json);
    text_putc(&reading->run->out, '\n');
}

static void print_heading(const struct reading *reading, const struct plan *plan)
{
    struct argument args[ARGUMENTS_MAX] = {
        arg_str(reading->wording->id),
        arg_str(reading_instant(reading, plan->at)),
        arg_number((int64_t)plan->head),
    };
    reading_say(reading, 0, reading_sentence(reading, WORD_PLAN_HEADING, args));
}

static void print_unplanned(const struct reading *reading, const struct plan *plan)
{
    struct table table;
    if (plan->unplanned_count == 0) return;
    text_putc(&reading->run->out, '\n');
    reading_say_word(reading, 0, WORD_UNPLANNED);
    reading_table(reading, 2, &table);
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_JOB));
    table_column(&table, COLUMN_REST, reading_word(reading, WORD_HEAD_WHY));
    for (uint32_t i = 0; i < plan->unplanned_count; i++) {
        table_cell(&table, job_id(reading, plan->unplanned[i].job));
        table_cell(&table, str_of(reading_word(reading,
                                               unplanned_reasons[plan->unplanned[i].reason].word)));
        table_mark(&table, MARK_BAD);
    }
    reading_print_table(reading, 2, &table);
}

static void print_late(const struct reading *reading, const struct plan *plan)
{
    struct table table;
    if (plan->late_count == 0) return;
    text_putc(&reading->run->out, '\n');
    reading_say_word(reading, 0, WORD_LATE_JOBS);
    reading_table(reading, 2, &table);
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_JOB));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_DEADLINE));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_PLANNED));
    for (uint32_t i = 0; i < plan->late_count; i++) {
        const struct plan_late *late = &plan->late[i];
        table_cell(&table, job_id(reading, late->job));
        table_cell(&table, reading_instant(reading, late->deadline));
        table_cell(&table, late->planned.is ? reading_instant(reading, late->planned.at)
                                            : str_of(reading_word(reading, WORD_NO_VISIT)));
        table_mark(&table, MARK_BAD);
    }
    reading_print_table(reading, 2, &table);
}

static void plan_text(const struct reading *reading, const struct plan *plan)
{
    struct text *out = &reading->run->out;
    print_heading(reading, plan);
    for (uint32_t i = 0; i < plan->visit_count; i++) {
        text_putc(out, '\n');
        sheet_print(reading, &plan->visits[i]);
    }
    print_unplanned(reading, plan);
    print_late(reading, plan);
    text_putc(out, '\n');
    if (plan->visit_count + plan->unplanned_count == 0)
        reading_say_word(reading, 0, WORD_NOTHING_TO_PLAN);
    else
        proof_print(reading, plan);
}

int view_plan(struct run *run)
{
    struct plan_options options = {0};
    const struct view_arg arg[] = {
        {.name = "--horizon", .kind = VIEW_NUMBER, .number = &options.horizon_days}};
    const struct view_args args = {.at = arg, .count = COUNT(arg), .skip = 1};
    struct reading reading;
    struct plan plan;
    int status;

    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (!reading_begin(run, &reading, &status)) return status;
    plan_make(run->state, reading.contract, run->now, &options, run->arena, &plan);
    if (run->json)
        plan_json(&reading, &plan);
    else
        plan_text(&reading, &plan);
    return EXIT_DONE;
}
