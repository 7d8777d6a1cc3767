#include "engine/base/text.h"
#include "engine/core/alarm_priv.h"
#include "engine/core/tally.h"
#include "rules/calendar.h"
#include "rules/hours.h"

/* A due day that is closed and stays so is kept by handing over on the open day before. */
static day_t last_chance(const struct contract *wording, day_t due)
{
    struct maybe_day open = calendar_previous_open(wording, CONTRACT_NONE, due);
    return open.is ? open.day : due;
}

/* "monthly-report 2021-09", or the kind alone. */
static struct str document_said(const struct alarm_list *list, const struct document_row *row)
{
    struct str kind = state_text(list->state, row->kind);
    struct str period = state_text(list->state, row->period);
    if (!str_is(period)) return kind;
    return text_format(list->arena, "%.*s %.*s", STR_ARGS(kind), STR_ARGS(period));
}

static void judge_document(struct alarm_list *list, const struct document_row *row)
{
    const struct contract *wording = list->plan->wording;
    day_t practical = last_chance(wording, row->due);
    struct maybe_day ahead =
        calendar_ahead_from(wording, CONTRACT_NONE, row->due, wording->alerts.document_days);
    day_t warned = ahead.is ? day_min(ahead.day, practical) : practical;
    if (day_cmp(list->today, warned) < 0) return;
    bool critical = day_cmp(list->today, practical) >= 0;
    struct alert alert = {
        .kind = ALERT_DOCUMENT_DUE,
        .severity = critical ? SEVERITY_CRITICAL : SEVERITY_WARNING,
        .subject = state_text(list->state, row->id),
        .at = instant_max(row->owed_at, alarm_midnight(list->plan, critical ? practical : warned)),
        .deadline = {true, hours_end_of(wording, row->due)},
        .message = {day_eq(practical, row->due) ? MESSAGE_ALARM_DOCUMENT
                                                : MESSAGE_ALARM_DOCUMENT_CLOSED,
                    {arg_str(document_said(list, row)), arg_day(row->due), arg_day(practical)}},
    };
    alarm_put(list, &alert, STR_NONE);
}

void alarm_documents(struct alarm_list *list)
{
    const struct document_row *rows = list->state->documents.rows;
    for (uint32_t d = 0; d < list->state->documents.count; d++)
        if (rows[d].contract == list->plan->contract && rows[d].state == DOCUMENT_OWED)
            judge_document(list, &rows[d]);
}

/* An estimate may be passed; that it was is said once (4 参考). */
void alarm_counts(struct alarm_list *list)
{
    const struct plan *plan = list->plan;
    struct tally tally =
        tally_of(list->state, plan->contract, plan->wording, list->today, list->arena);
    for (uint32_t r = 0; r < tally.count; r++) {
        const struct tally_row *row = &tally.at[r];
        if (!row->passed_at.is) continue;
        struct alert alert = {
            .kind = ALERT_COUNT_PASSED,
            .severity = SEVERITY_WARNING,
            .subject = row->count.id,
            .at = row->passed_at.at,
            .message = {MESSAGE_ALARM_COUNT,
                        {arg_str(row->count.id), arg_number(row->used),
                         arg_number(row->count.expected)}},
        };
        alarm_put(list, &alert, plan->wording->id);
    }
}

/* The file of the next year's holidays has to be asked for before anything rests on it. */
void alarm_calendar(struct alarm_list *list)
{
    const struct plan *plan = list->plan;
    bool period = calendar_is_provisional(plan->wording, plan->wording->to);
    if (!period && !plan->provisional) return;
    instant_t begun = alarm_midnight(plan, plan->wording->from);
    bool by_plan = plan->provisional || instant_cmp(begun, plan->at) > 0;
    struct alert alert = {
        .kind = ALERT_CALENDAR_ENDS,
        .severity = plan->provisional ? SEVERITY_WARNING : SEVERITY_INFO,
        .subject = plan->wording->id,
        .at = by_plan ? alarm_last_event(list) : begun,
        .message = {plan->provisional ? MESSAGE_ALARM_CALENDAR_PLAN : MESSAGE_ALARM_CALENDAR,
                    {arg_day(plan->wording->to)}},
    };
    alarm_put(list, &alert, STR_NONE);
}
