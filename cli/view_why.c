#include "cli/view.h"

#include "cli/find.h"
#include "cli/view_arg.h"
#include "cli/view_sheet.h"
#include "cli/when.h"
#include "engine/core/alarm.h"
#include "engine/core/why.h"

/* What was asked about. */
enum subject_kind { SUBJECT_JOB, SUBJECT_VISIT, SUBJECT_DATE, SUBJECT_ALERT };

struct subject {
    enum subject_kind kind;
    struct str id;
    uint32_t job;                   /* SUBJECT_JOB */
    const struct plan_visit *visit; /* SUBJECT_VISIT in the plan, else NULL */
    uint32_t row;                   /* SUBJECT_VISIT that is only recorded */
    day_t day;                      /* SUBJECT_DATE */
    const struct alert *alert;      /* SUBJECT_ALERT */
};

/* Everything that an answer is made of. */
struct question {
    const struct reading *reading;
    const struct plan *plan;
    const struct alerts *alerts;
};

static const char *kind_name(enum subject_kind kind)
{
    switch (kind) {
    case SUBJECT_JOB: return "job";
    case SUBJECT_VISIT: return "visit";
    case SUBJECT_DATE: return "date";
    case SUBJECT_ALERT: return "alert";
    }
    CHECK(false);
    return "";
}

/* A job of this contract by its whole id. */
static bool job_by_id(const struct question *q, struct str id, struct subject *ret)
{
    const struct state *state = q->reading->state;
    uint32_t row = state_find(state, NAME_JOB, id);
    if (row == NO_ROW || state_job(state, row)->contract != q->reading->contract) return false;
    *ret = (struct subject){.kind = SUBJECT_JOB, .id = id, .job = row};
    return true;
}

/* A visit by its whole id: as planned, else as recorded. */
static bool visit_by_id(const struct question *q, struct str id, struct subject *ret)
{
    const struct state *state = q->reading->state;
    const struct plan_visit *visit = plan_find(q->plan, id);
    uint32_t row = state_find(state, NAME_VISIT, id);
    if (row != NO_ROW && state_visit(state, row)->contract != q->reading->contract) row = NO_ROW;
    if (visit == NULL && row == NO_ROW) return false;
    *ret = (struct subject){.kind = SUBJECT_VISIT, .id = id, .visit = visit, .row = row};
    return true;
}

static bool alert_by_id(const struct question *q, struct str id, struct subject *ret)
{
    for (uint32_t i = 0; i < q->alerts->count; i++) {
        if (!str_eq(q->alerts->at[i].id, id)) continue;
        *ret = (struct subject){.kind = SUBJECT_ALERT, .id = id, .alert = &q->alerts->at[i]};
        return true;
    }
    return false;
}

static bool by_id(const struct question *q, struct str id, struct subject *ret)
{
    return job_by_id(q, id, ret) || visit_by_id(q, id, ret) || alert_by_id(q, id, ret);
}

/* Names that an abbreviation could mean besides a job's: visits, recorded and planned, and
 * the alerts that stand. */
static struct strs other_ids(const struct question *q)
{
    const struct plan *plan = q->plan;
    struct strs recorded = find_ids(q->reading->run, NAME_VISIT);
    uint32_t most = recorded.count + plan->visit_count + q->alerts->count;
    struct strs ids = {ARENA_ARRAY(q->reading->run->arena, struct str, most), 0};
    for (uint32_t i = 0; i < recorded.count; i++) ids.at[ids.count++] = recorded.at[i];
    for (uint32_t i = 0; i < plan->visit_count; i++)
        if (plan->visits[i].visit == NO_ROW) ids.at[ids.count++] = plan->visits[i].id;
    for (uint32_t i = 0; i < q->alerts->count; i++) ids.at[ids.count++] = q->alerts->at[i].id;
    return ids;
}

/* Jobs first, because a bare number is one. False after an error was said. */
static bool subject_find(const struct question *q, struct str typed, struct subject *ret,
                         int *ret_status)
{
    struct run *run = q->reading->run;
    struct argument args[ARGUMENTS_MAX] = {arg_str(typed)};
    if (by_id(q, typed, ret)) return true;
    if (when_day(typed, q->reading->today, &ret->day)) {
        ret->kind = SUBJECT_DATE;
        ret->id = reading_date(q->reading, ret->day);
        return true;
    }
    struct found found = find_by_id(run, NAME_JOB, typed);
    if (found.result == FIND_NONE) found = find_name(run->arena, typed, other_ids(q), 0);
    if (found.result == FIND_NONE) found = find_recorded(run, NAME_JOB, typed);
    if (found.result == FIND_ONE && by_id(q, found.id, ret)) return true;
    args[1] = arg_str(found.names);
    *ret_status =
        found.result == FIND_SEVERAL
            ? reading_error(run, EXIT_USAGE, "usage", WORD_SEVERAL, args)
            : reading_error(run, EXIT_NONE, "no-such-subject", WORD_NO_SUCH_SUBJECT, args);
    return false;
}

/* A fact is told once, whichever of the rooms below says it first. */
static void put_fact(const struct question *q, struct str fact, struct vec *ret)
{
    for (uint32_t i = 0; i < ret->count; i++)
        if (str_eq(*(const struct str *)vec_at(ret, i), fact)) return;
    *(struct str *)vec_push(ret, q->reading->run->arena) = fact;
}

static void put_message(const struct question *q, const struct message *message, struct vec *ret)
{
    struct text text;
    text_init(&text, q->reading->run->arena);
    called_message_print(&text, q->reading->run, message);
    put_fact(q, text_str(&text), ret);
}

static void put_messages(const struct question *q, const struct why *why, struct vec *ret)
{
    for (uint32_t i = 0; i < why->count; i++) put_message(q, &why->at[i], ret);
}

/* A visit that no plan has any more: it was held, declined or cancelled. */
static void put_recorded(const struct question *q, uint32_t row, struct vec *ret)
{
    const struct visit_row *visit = state_visit(q->reading->state, row);
    struct argument args[ARGUMENTS_MAX] = {
        arg_str(state_text(q->reading->state, visit->id)),
        arg_text(visit_state_word(visit->state, q->reading->run->lang)),
        arg_str(reading_instant(q->reading, visit->start)),
    };
    put_fact(q, reading_sentence(q->reading, WORD_VISIT_IS, args), ret);
}

/* Of all but an alert, which leads to one of these. */
static void put_facts(const struct question *q, const struct subject *subject, struct vec *ret)
{
    const struct reading *reading = q->reading;
    struct arena *arena = reading->run->arena;
    struct why why = {0};
    switch (subject->kind) {
    case SUBJECT_JOB: why = why_job(reading->state, q->plan, subject->job, arena); break;
    case SUBJECT_VISIT:
        if (subject->visit == NULL)
            put_recorded(q, subject->row, ret);
        else
            why = why_visit(reading->state, q->plan, subject->visit, arena);
        break;
    case SUBJECT_DATE: why = why_day(reading->state, q->plan, subject->day, arena); break;
    case SUBJECT_ALERT: break;
    }
    put_messages(q, &why, ret);
}

/* An alert says what is at risk; the facts of its subject say what it would take. */
static void put_alert(const struct question *q, const struct alert *alert, struct vec *ret)
{
    struct subject about;
    put_message(q, &alert->message, ret);
    if (job_by_id(q, alert->subject, &about) || visit_by_id(q, alert->subject, &about))
        put_facts(q, &about, ret);
}

static void why_json(const struct reading *reading, const struct subject *subject,
                     const struct vec *reasons)
{
    struct json json = json_to(&reading->run->out);
    json_open_object(&json, NULL);
    json_put_str(&json, "subject", subject->id);
    json_put_text(&json, "kind", kind_name(subject->kind));
    json_open_array(&json, "reasons");
    for (uint32_t i = 0; i < reasons->count; i++)
        json_put_str(&json, NULL, *(const struct str *)vec_at(reasons, i));
    json_close_array(&json);
    json_close_object(&json);
    text_putc(&reading->run->out, '\n');
}

static struct str heading_of(const struct question *q, const struct subject *subject)
{
    const struct reading *reading = q->reading;
    struct arena *arena = reading->run->arena;
    switch (subject->kind) {
    case SUBJECT_JOB: {
        struct str title = reading_job_title(reading, state_job(reading->state, subject->job));
        return text_format(arena, "%.*s  %.*s", STR_ARGS(subject->id), STR_ARGS(title));
    }
    case SUBJECT_VISIT:
        return subject->visit != NULL ? sheet_heading(reading, subject->visit) : subject->id;
    case SUBJECT_DATE: return reading_day(reading, subject->day);
    case SUBJECT_ALERT: return subject->id;
    }
    CHECK(false);
    return STR_NONE;
}

static void why_text(const struct question *q, const struct subject *subject,
                     const struct vec *reasons)
{
    reading_say(q->reading, 0, heading_of(q, subject));
    for (uint32_t i = 0; i < reasons->count; i++)
        reading_put_item(q->reading, 2, *(const struct str *)vec_at(reasons, i),
                         &q->reading->run->out);
}

static int answer(const struct question *q, struct str typed)
{
    struct vec reasons = vec_of(sizeof(struct str));
    struct subject subject = {0};
    int status;
    if (!subject_find(q, typed, &subject, &status)) return status;
    if (subject.kind == SUBJECT_ALERT)
        put_alert(q, subject.alert, &reasons);
    else
        put_facts(q, &subject, &reasons);
    if (q->reading->run->json)
        why_json(q->reading, &subject, &reasons);
    else
        why_text(q, &subject, &reasons);
    return EXIT_DONE;
}

int view_why(struct run *run)
{
    const struct view_args args = {.skip = 1, .subjects_max = 1};
    const struct plan_options options = {0};
    const struct argument none[ARGUMENTS_MAX] = {{0}};
    struct reading reading;
    struct plan plan;
    struct alerts alerts;
    struct str typed;
    uint32_t count;
    int status;

    if (!view_args_read(run, &args, &typed, &count)) return EXIT_USAGE;
    if (count == 0) return reading_error(run, EXIT_USAGE, "usage", WORD_WHY_USAGE, none);
    if (!reading_begin(run, &reading, &status)) return status;
    plan_make(run->state, reading.contract, run->now, &options, run->arena, &plan);
    alarm_find(run->state, &plan, run->arena, &alerts);
    return answer(&(struct question){&reading, &plan, &alerts}, typed);
}
