#include "cli/view_response.h"

#include "cli/view_day.h"
#include "rules/response.h"

static struct response response_by(const struct reading *reading, const struct notice *notice,
                                   const struct response_rule *rule)
{
    struct contract wording = *reading->wording;
    const struct response_clock clock = {.received = notice->received, .as_of = notice->received};
    wording.response = *rule;
    return response_of(&wording, notice->site, &clock, reading->run->arena);
}

static bool is_counted(enum response_step step)
{
    return step == STEP_COUNTED || step == STEP_HELD;
}

/* Why a day counted or not, in a sentence. */
static struct str step_sentence(const struct reading *reading, const struct response_day *day)
{
    struct argument args[ARGUMENTS_MAX] = {
        arg_str(day_reason(reading, day->day, &day->verdict)),
        arg_number(day->number),
        arg_number(reading->wording->response.days),
    };
    switch (day->step) {
    case STEP_RECEIVED: return reading_sentence(reading, WORD_STEP_RECEIVED, args);
    case STEP_COUNTED:
        return reading_sentence(
            reading, day->verdict.open ? WORD_STEP_COUNTED : WORD_STEP_COUNTED_CLOSED, args);
    case STEP_NOT_COUNTED: return reading_sentence(reading, WORD_STEP_NOT_COUNTED, args);
    case STEP_ROLLED: return reading_sentence(reading, WORD_STEP_ROLLED, args);
    case STEP_ROLLED_TO: return reading_sentence(reading, WORD_STEP_ROLLED_TO, args);
    case STEP_HELD: return reading_sentence(reading, WORD_STEP_HELD, args);
    case STEP_HELD_CLOSED: return reading_sentence(reading, WORD_STEP_HELD_CLOSED, args);
    }
    CHECK(false);
    return STR_NONE;
}

static void json_put_days(struct json *json, const struct reading *reading,
                          const struct response *response)
{
    json_open_array(json, "counted");
    for (uint32_t i = 0; i < response->day_count; i++) {
        const struct response_day *day = &response->days[i];
        json_open_object(json, NULL);
        json_put_day(json, "date", day->day);
        json_put_bool(json, "counted", is_counted(day->step));
        json_put_bool(json, "open", day->verdict.open);
        json_put_str(json, "why", step_sentence(reading, day));
        if (is_counted(day->step))
            json_put_int(json, "number", day->number);
        else
            json_put_null(json, "number");
        json_close_object(json);
    }
    json_close_array(json);
}

/* Every reading that a contract could name, its own among them, so that nobody finds out in a
 * dispute that another one would have been shorter. */
static void json_put_readings(struct json *json, const struct reading *reading,
                              const struct notice *notice)
{
    struct response_rule rule = reading->wording->response;
    uint32_t rolls = closed_roll_terms.count, counts = count_reading_terms.count * rolls;
    json_open_array(json, "readings");
    for (uint32_t i = 0; i < first_day_terms.count * counts; i++) {
        rule.first_day = (enum first_day)(i / counts);
        rule.count = (enum count_reading)(i % counts / rolls);
        rule.last_day_closed = (enum closed_roll)(i % rolls);
        json_open_object(json, NULL);
        json_put_text(json, "count", count_reading_name(rule.count));
        json_put_text(json, "first_day", first_day_name(rule.first_day));
        json_put_text(json, "last_day_closed", closed_roll_name(rule.last_day_closed));
        json_put_instant(json, "deadline", response_by(reading, notice, &rule).deadline,
                         reading->wording->offset);
        json_close_object(json);
    }
    json_close_array(json);
}

static void print_days(const struct reading *reading, const struct response *response)
{
    struct table table;
    reading_table(reading, 2, &table);
    table_column(&table, COLUMN_LEFT, "");
    table_column(&table, COLUMN_RIGHT, "");
    table_column(&table, COLUMN_REST, "");
    for (uint32_t i = 0; i < response->day_count; i++) {
        const struct response_day *day = &response->days[i];
        table_cell(&table, reading_day(reading, day->day));
        if (is_counted(day->step))
            table_cell_number(&table, day->number);
        else
            table_cell(&table, STR("-"));
        table_cell(&table, step_sentence(reading, day));
    }
    reading_print_table(reading, 2, &table);
}

static void put_other(const struct reading *reading, const struct notice *notice, enum word word,
                      const struct response_rule *rule, struct table *table)
{
    struct argument args[ARGUMENTS_MAX] = {
        arg_text(count_reading_word(rule->count, reading->run->lang)),
        arg_text(first_day_word(rule->first_day, reading->run->lang)),
        arg_text(closed_roll_word(rule->last_day_closed, reading->run->lang)),
    };
    table_cell(table, reading_instant(reading, response_by(reading, notice, rule).deadline));
    table_cell(table, reading_sentence(reading, word, args));
}

/* The readings that differ in one point. */
static void print_others(const struct reading *reading, const struct notice *notice)
{
    const struct response_rule own = reading->wording->response;
    struct response_rule rule = own;
    struct table table;
    reading_table(reading, 2, &table);
    table_column(&table, COLUMN_LEFT, "");
    table_column(&table, COLUMN_REST, "");
    rule.count = own.count == COUNT_CALENDAR ? COUNT_WORKING : COUNT_CALENDAR;
    put_other(reading, notice, WORD_READING_COUNT, &rule, &table);
    rule = own;
    rule.first_day = own.first_day == FIRST_DAY_EXCLUDED ? FIRST_DAY_INCLUDED : FIRST_DAY_EXCLUDED;
    put_other(reading, notice, WORD_READING_FIRST, &rule, &table);
    for (uint32_t i = 0; i < closed_roll_terms.count; i++) {
        rule = own;
        rule.last_day_closed = (enum closed_roll)i;
        if (rule.last_day_closed != own.last_day_closed)
            put_other(reading, notice, WORD_READING_ROLL, &rule, &table);
    }
    reading_print_table(reading, 2, &table);
}

void deadline_heading(const struct reading *reading, const struct notice *notice,
                      instant_t deadline)
{
    const struct job_class *class = &reading->wording->classes[notice->job_class];
    struct argument args[ARGUMENTS_MAX] = {
        arg_str(called_class(reading->run, class->id)),
        arg_str(class->clause),
        arg_str(reading_instant(reading, notice->received)),
    };
    reading_say(reading, 0, reading_sentence(reading, WORD_NOTICE_HEADING, args));
    args[0] = arg_str(reading_instant(reading, deadline));
    reading_say(reading, 0, reading_sentence(reading, WORD_DEADLINE_IS, args));
}

void response_json(const struct reading *reading, const struct notice *notice)
{
    struct response response = response_by(reading, notice, &reading->wording->response);
    struct json json = json_to(&reading->run->out);
    json_open_object(&json, NULL);
    json_put_instant(&json, "deadline", response.deadline, reading->wording->offset);
    json_put_days(&json, reading, &response);
    json_put_readings(&json, reading, notice);
    json_put_bool(&json, "provisional", response.provisional);
    json_close_object(&json);
    text_putc(&reading->run->out, '\n');
}

void response_text(const struct reading *reading, const struct notice *notice)
{
    const struct response_rule *rule = &reading->wording->response;
    struct response response = response_by(reading, notice, rule);
    struct argument args[ARGUMENTS_MAX] = {
        arg_number(rule->days),
        arg_text(count_reading_word(rule->count, reading->run->lang)),
        arg_text(first_day_word(rule->first_day, reading->run->lang)),
        arg_text(closed_roll_word(rule->last_day_closed, reading->run->lang)),
    };
    deadline_heading(reading, notice, response.deadline);
    reading_say(reading, 0, reading_sentence(reading, WORD_RESPONSE_RULE, args));
    print_days(reading, &response);
    if (response.closed) reading_say_word(reading, 0, WORD_DEADLINE_CLOSED);
    if (response.provisional) reading_say_word(reading, 0, WORD_CALENDAR_PROVISIONAL);
    reading_say_word(reading, 0, WORD_OTHER_READINGS);
    print_others(reading, notice);
}
