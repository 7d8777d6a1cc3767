/* obligations: how each duty stands, and the events that show it. */
#include "cli/history.h"
#include "cli/view.h"
#include "cli/view_arg.h"
#include "cli/view_reading.h"
#include "engine/core/verdict.h"
#include "engine/vocab/duty.h"
#include "engine/wire/json.h"

/* What is shown: rows of one duty, of one subject, or all. */
struct wanted {
    uint32_t duty;      /* 0: any */
    struct str subject; /* absent: any */
};

/* "S35" or "35" is a duty, anything else a subject. */
static struct wanted wanted_of(struct str typed)
{
    struct wanted wanted = {.subject = typed};
    uint32_t number;
    bool s = typed.len > 1 && (typed.ptr[0] == 'S' || typed.ptr[0] == 's');
    struct str digits = s ? str_slice(typed, 1, typed.len) : typed;
    if (!str_is(typed) || !str_to_u32(digits, DUTY_COUNT, &number) || number == 0) return wanted;
    return (struct wanted){.duty = number};
}

static bool is_wanted(const struct wanted *wanted, const struct verdict_row *row)
{
    if (wanted->duty != 0) return row->duty == wanted->duty;
    return !str_is(wanted->subject) || str_eq(row->subject, wanted->subject);
}

static bool is_proof(const struct verdict_row *row, const struct event *event)
{
    if (!str_eq(event->subject, row->subject)) return false;
    for (uint32_t i = 0; i < VERDICT_PROOFS_MAX; i++)
        if (row->proofs[i] != 0 && row->proofs[i] == event->kind) return true;
    return false;
}

/* Numbers of the events that show it, from the log; none where no log is at hand. False after a
 * fault was said. */
static bool proofs_find(struct run *run, const struct verdict_row *row, struct vec *ret,
                        int *ret_status)
{
    struct seqs seqs = {0};
    *ret = vec_of(sizeof(uint64_t));
    if (run->desk == NULL || row->proofs[0] == 0) return true;
    err_t fault = log_subject_seqs(desk_log(run->desk), row->subject, run->arena, &seqs);
    for (uint32_t i = 0; !is_err(fault) && i < seqs.count; i++) {
        struct event event;
        if (seqs.at[i] > run->state->head) break;
        fault = history_event(run, seqs.at[i], &event);
        if (!is_err(fault) && is_proof(row, &event))
            *(uint64_t *)vec_push(ret, run->arena) = seqs.at[i];
    }
    if (is_err(fault)) *ret_status = run_fault(run, fault);
    return !is_err(fault);
}

static struct str number_of(const struct reading *reading, uint32_t duty)
{
    return text_format(reading->run->arena, "S%u", duty);
}

/* --- For programs ----------------------------------------------------------------------------- */

static void json_put_row(struct json *json, const struct reading *reading,
                         const struct verdict_row *row, const struct vec *proofs)
{
    json_open_object(json, NULL);
    json_put_str(json, "id", number_of(reading, row->duty));
    json_put_text(json, "clause", duty_at(row->duty)->clause);
    json_put_str(json, "subject", row->subject);
    json_put_text(json, "verdict", verdict_name(row->verdict));
    if (row->due.is)
        json_put_instant(json, "due", row->due.at, reading->wording->offset);
    else
        json_put_null(json, "due");
    json_open_array(json, "events");
    for (uint32_t i = 0; i < proofs->count; i++)
        json_put_int(json, NULL, (int64_t) * (const uint64_t *)vec_at(proofs, i));
    json_close_array(json);
    json_close_object(json);
}

static int rows_json(const struct reading *reading, const struct verdicts *verdicts,
                     const struct wanted *wanted)
{
    int status = EXIT_DONE;
    struct text out;
    text_init(&out, reading->run->arena);
    struct json json = json_to(&out);
    json_open_array(&json, NULL);
    for (uint32_t i = 0; i < verdicts->count; i++) {
        struct vec proofs;
        if (!is_wanted(wanted, &verdicts->at[i])) continue;
        if (!proofs_find(reading->run, &verdicts->at[i], &proofs, &status)) return status;
        json_put_row(&json, reading, &verdicts->at[i], &proofs);
    }
    json_close_array(&json);
    text_put(&reading->run->out, text_str(&out));
    text_putc(&reading->run->out, '\n');
    return EXIT_DONE;
}

/* --- For people ------------------------------------------------------------------------------- */

static enum mark mark_of(enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_MET: return MARK_GOOD;
    case VERDICT_LATE: return MARK_BAD;
    case VERDICT_AT_RISK: return MARK_WARNING;
    case VERDICT_WAIVED: return MARK_DIM;
    case VERDICT_OPEN: return MARK_NONE;
    }
    CHECK(false);
    return MARK_NONE;
}

static struct str numbers(struct arena *arena, const struct vec *proofs)
{
    struct text text;
    text_init(&text, arena);
    for (uint32_t i = 0; i < proofs->count; i++)
        text_add(&text, "%s%llu", i > 0 ? ", " : "",
                 (unsigned long long)*(const uint64_t *)vec_at(proofs, i));
    return text_str(&text);
}

static void duty_heading(const struct reading *reading, uint32_t duty)
{
    const struct duty *about = duty_at(duty);
    const struct argument args[ARGUMENTS_MAX] = {arg_str(number_of(reading, duty)),
                                                 arg_text(about->clause),
                                                 arg_text(about->about[reading->run->lang])};
    reading_say(reading, 0, reading_sentence(reading, WORD_DUTY_HEADING, args));
}

static void table_begin(const struct reading *reading, struct table *ret)
{
    reading_table(reading, 2, ret);
    table_column(ret, COLUMN_LEFT, reading_word(reading, WORD_HEAD_SUBJECT));
    table_column(ret, COLUMN_LEFT, reading_word(reading, WORD_HEAD_VERDICT));
    table_column(ret, COLUMN_LEFT, reading_word(reading, WORD_HEAD_DUE));
    table_column(ret, COLUMN_REST, reading_word(reading, WORD_HEAD_EVENTS));
}

/* Each duty with a table of what it is owed for. */
static int rows_text(const struct reading *reading, const struct verdicts *verdicts,
                     const struct wanted *wanted)
{
    struct table table;
    uint32_t duty = 0;
    int status = EXIT_DONE;
    for (uint32_t i = 0; i < verdicts->count; i++) {
        const struct verdict_row *row = &verdicts->at[i];
        struct vec proofs;
        if (!is_wanted(wanted, row)) continue;
        if (!proofs_find(reading->run, row, &proofs, &status)) return status;
        if (row->duty != duty) {
            if (duty != 0) reading_print_table(reading, 2, &table);
            duty_heading(reading, row->duty);
            table_begin(reading, &table);
            duty = row->duty;
        }
        table_cell(&table, row->subject);
        table_cell(&table, str_of(verdict_word(row->verdict, reading->run->lang)));
        table_cell(&table, row->due.is ? reading_instant(reading, row->due.at) : STR_NONE);
        table_cell(&table, numbers(reading->run->arena, &proofs));
        table_mark(&table, mark_of(row->verdict));
    }
    if (duty != 0) reading_print_table(reading, 2, &table);
    return EXIT_DONE;
}

/* All rows of one duty from `at` on; the index behind them. */
static uint32_t duty_row(const struct reading *reading, const struct verdicts *verdicts,
                         uint32_t at, struct table *table)
{
    uint32_t duty = verdicts->at[at].duty, done = 0, from = at;
    enum verdict worst = verdicts->at[at].verdict;
    for (; at < verdicts->count && verdicts->at[at].duty == duty; at++) {
        enum verdict verdict = verdicts->at[at].verdict;
        worst = verdict_worse(worst, verdict);
        done += verdict == VERDICT_MET || verdict == VERDICT_WAIVED;
    }
    table_cell(table, number_of(reading, duty));
    table_cell(table, str_of(duty_at(duty)->clause));
    table_cell(table, str_of(duty_at(duty)->about[reading->run->lang]));
    table_cell(table, str_of(verdict_word(worst, reading->run->lang)));
    table_cell(table, text_format(reading->run->arena, "%u/%u", done, at - from));
    table_mark(table, mark_of(worst));
    return at;
}

/* One line a duty, with the gravest of its verdicts. */
static void duties_text(const struct reading *reading, const struct verdicts *verdicts)
{
    struct table table;
    reading_table(reading, 0, &table);
    table_column(&table, COLUMN_LEFT, "");
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_CLAUSE));
    table_column(&table, COLUMN_REST, reading_word(reading, WORD_HEAD_DUTY));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_VERDICT));
    table_column(&table, COLUMN_RIGHT, reading_word(reading, WORD_HEAD_MET));
    for (uint32_t i = 0; i < verdicts->count;) i = duty_row(reading, verdicts, i, &table);
    table_print(&table, &reading->run->out);
    reading_say_word(reading, 0, WORD_DUTY_MORE);
}

static bool is_any(const struct verdicts *verdicts, const struct wanted *wanted)
{
    for (uint32_t i = 0; i < verdicts->count; i++)
        if (is_wanted(wanted, &verdicts->at[i])) return true;
    return false;
}

int view_obligations(struct run *run)
{
    bool all = false;
    struct str typed = STR_NONE;
    uint32_t count = 0;
    const struct view_arg arg[] = {{.name = "--all", .kind = VIEW_FLAG, .flag = &all}};
    const struct view_args args = {arg, COUNT(arg), 1, 1};
    struct reading reading;
    struct plan plan;
    struct alerts alerts;
    struct verdicts verdicts;
    int status;

    if (!view_args_read(run, &args, &typed, &count)) return EXIT_USAGE;
    if (!reading_begin(run, &reading, &status)) return status;
    plan_make(run->state, reading.contract, run->now, &(struct plan_options){0}, run->arena, &plan);
    alarm_find(run->state, &plan, run->arena, &alerts);
    verdict_find(run->state, &plan, &alerts, run->arena, &verdicts);
    struct wanted wanted = wanted_of(typed);
    if (!is_any(&verdicts, &wanted))
        return reading_error(run, EXIT_NONE, "no-such-thing", WORD_NO_DUTY,
                             (struct argument[ARGUMENTS_MAX]){arg_str(typed)});
    if (run->json) return rows_json(&reading, &verdicts, &wanted);
    if (all || count > 0) return rows_text(&reading, &verdicts, &wanted);
    duties_text(&reading, &verdicts);
    return EXIT_DONE;
}
