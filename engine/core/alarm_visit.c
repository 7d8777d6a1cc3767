#include "engine/core/alarm_priv.h"
#include "rules/calendar.h"

/* Every kind of need once. */
static uint32_t needs_of(const struct plan_visit *visit)
{
    uint32_t kinds = 0;
    for (uint32_t i = 0; i < visit->need_count; i++) kinds |= 1u << visit->needs[i].what;
    return kinds;
}

/* The plan can't have asked for anything before the last of its jobs was known. */
static instant_t since(const struct alarm_list *list, const struct plan_visit *visit,
                       instant_t crossing)
{
    for (uint32_t i = 0; i < visit->job_count; i++)
        crossing = instant_max(crossing, state_job(list->state, visit->jobs[i].job)->received_at);
    return crossing;
}

static void put_not_started(struct alarm_list *list, const struct plan_visit *visit)
{
    struct alert alert = {
        .kind = ALERT_PREREQUISITE_AT_RISK,
        .severity = SEVERITY_CRITICAL,
        .subject = visit->id,
        .at = alarm_midnight(list->plan, day_plus(visit->day, 1)),
        .deadline = {true, visit->start},
        .message = {MESSAGE_ALARM_NOT_STARTED, {arg_str(visit->id), arg_day(visit->day)}},
    };
    alarm_put(list, &alert, STR_NONE);
}

static void put_missing(struct alarm_list *list, const struct plan_visit *visit)
{
    const struct contract *wording = list->plan->wording;
    struct maybe_day from =
        calendar_ahead_from(wording, visit->site, visit->day, wording->alerts.prerequisite_days);
    bool on_the_day = day_cmp(list->today, visit->day) >= 0;
    day_t warned = from.is ? day_min(from.day, visit->day) : visit->day;
    if (day_cmp(list->today, warned) < 0) return;
    struct alert alert = {
        .kind = ALERT_PREREQUISITE_AT_RISK,
        .severity = on_the_day ? SEVERITY_CRITICAL : SEVERITY_WARNING,
        .subject = visit->id,
        .at = since(list, visit, alarm_midnight(list->plan, on_the_day ? visit->day : warned)),
        .deadline = {true, visit->start},
        .message = {MESSAGE_ALARM_PREREQUISITE,
                    {arg_str(visit->id), arg_instant(visit->start, wording->offset),
                     arg_terms(&need_kind_terms, needs_of(visit))}},
    };
    alarm_put(list, &alert, STR_NONE);
}

void alarm_visits(struct alarm_list *list)
{
    for (uint32_t v = 0; v < list->plan->visit_count; v++) {
        const struct plan_visit *visit = &list->plan->visits[v];
        if (visit->state == VISIT_STARTED) continue;
        if (day_cmp(visit->day, list->today) < 0)
            put_not_started(list, visit);
        else if (visit->need_count > 0)
            put_missing(list, visit);
    }
}
