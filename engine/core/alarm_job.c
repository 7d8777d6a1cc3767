#include "engine/core/alarm_priv.h"
#include "rules/risk.h"

struct risk_instants alarm_job_instants(const struct state *state, const struct plan *plan,
                                        uint32_t job, const struct job_deadline *deadline)
{
    const struct job_row *row = state_job(state, job);
    uint32_t site = job_site_of(state, plan->wording, row);
    uint32_t overhead = site != CONTRACT_NONE ? plan->wording->sites[site].overhead_minutes : 0;
    struct risk_job risk = {
        .site = site, .deadline = deadline->at, .need_minutes = row->minutes + overhead};
    return risk_instants(plan->wording, &risk);
}

static const struct plan_late *late_of(const struct plan *plan, uint32_t job)
{
    for (uint32_t i = 0; i < plan->late_count; i++)
        if (plan->late[i].job == job) return &plan->late[i];
    return NULL;
}

static const struct plan_unplanned *unplanned_of(const struct plan *plan, uint32_t job)
{
    for (uint32_t i = 0; i < plan->unplanned_count; i++)
        if (plan->unplanned[i].job == job) return &plan->unplanned[i];
    return NULL;
}

static struct message message_of(const struct alarm_list *list, enum message_id id,
                                 const struct alert *alert)
{
    return (struct message){
        id,
        {arg_str(alert->subject), arg_instant(alert->deadline.at, list->plan->wording->offset)}};
}

static void put_no_crew(struct alarm_list *list, struct alert alert)
{
    alert.kind = ALERT_NO_CREW;
    alert.severity = SEVERITY_CRITICAL;
    alert.at = alarm_last_event(list);
    alert.message = message_of(list, MESSAGE_ALARM_NO_CREW, &alert);
    alarm_put(list, &alert, STR_NONE);
}

/* Had the plan it late already when the last event was recorded? One more plan, and only for a
 * job that is late and short of time: then either may have come first. */
static bool was_late_before(struct alarm_list *list, uint32_t job)
{
    if (list->before == NULL) {
        struct plan *before = ARENA_NEW(list->arena, struct plan);
        plan_make(list->state, list->plan->contract, alarm_last_event(list),
                  &(struct plan_options){0}, list->arena, before);
        list->before = before;
    }
    return late_of(list->before, job) != NULL;
}

/* By the last event, or else by the time that ran out since. */
static instant_t late_since(struct alarm_list *list, uint32_t job, instant_t critical)
{
    instant_t known = alarm_last_event(list);
    if (instant_cmp(list->plan->at, critical) < 0) return known;
    bool ran_out = instant_cmp(critical, known) < 0 || !was_late_before(list, job);
    return ran_out ? instant_max(state_job(list->state, job)->received_at, critical) : known;
}

/* The plan has it late, or nowhere: no slack in the clock can make that good. */
static void put_planned_late(struct alarm_list *list, struct alert alert,
                             const struct plan_late *late, instant_t critical)
{
    alert.severity = SEVERITY_CRITICAL;
    alert.deadline.at = late->deadline;
    alert.at = late_since(list, late->job, critical);
    alert.message = message_of(
        list, late->planned.is ? MESSAGE_ALARM_PLANNED_LATE : MESSAGE_ALARM_UNPLANNED, &alert);
    if (late->planned.is)
        alert.message.args[2] = arg_instant(late->planned.at, list->plan->wording->offset);
    alarm_put(list, &alert, STR_NONE);
}

static void put_missed(struct alarm_list *list, struct alert alert)
{
    alert.kind = ALERT_DEADLINE_MISSED;
    alert.severity = SEVERITY_CRITICAL;
    alert.at = alert.deadline.at;
    alert.message = message_of(list, MESSAGE_ALARM_MISSED, &alert);
    alarm_put(list, &alert, STR_NONE);
}

/* A job can't have stood at risk before it was known. */
static instant_t since(const struct job_row *job, instant_t crossing)
{
    return instant_max(job->received_at, crossing);
}

static void put_at_risk(struct alarm_list *list, struct alert alert, const struct job_row *job,
                        const struct risk_instants *at)
{
    bool critical = instant_cmp(list->plan->at, at->critical) >= 0;
    alert.severity = critical ? SEVERITY_CRITICAL : SEVERITY_WARNING;
    alert.at = since(job, critical ? at->critical : at->warning);
    alert.message = message_of(list, MESSAGE_ALARM_AT_RISK, &alert);
    alarm_put(list, &alert, STR_NONE);
}

/* While a hold stops the clock the deadline moves on with every open day, so it can neither come
 * nearer nor be missed; the alerts come back with the release. */
static void judge_job(struct alarm_list *list, uint32_t row)
{
    const struct job_row *job = state_job(list->state, row);
    const struct plan *plan = list->plan;
    struct job_deadline deadline =
        job_deadline_of(list->state, plan->wording, row, plan->at, list->arena);
    struct alert alert = {
        .kind = ALERT_DEADLINE_AT_RISK,
        .subject = state_text(list->state, job->id),
        .deadline = {true, deadline.at},
    };
    const struct plan_unplanned *unplanned = unplanned_of(plan, row);
    bool no_crew = unplanned != NULL && unplanned->reason == UNPLANNED_NO_CREW;
    if (no_crew) put_no_crew(list, alert);
    struct risk_instants at = alarm_job_instants(list->state, plan, row, &deadline);
    if (instant_cmp(plan->at, at.missed) >= 0) {
        put_missed(list, alert);
        return;
    }
    const struct plan_late *late = no_crew ? NULL : late_of(plan, row);
    if (late != NULL)
        put_planned_late(list, alert, late, at.critical);
    else if (!deadline.moving && instant_cmp(plan->at, at.warning) >= 0)
        put_at_risk(list, alert, job, &at);
}

void alarm_jobs(struct alarm_list *list)
{
    const struct job_row *rows = list->state->jobs.rows;
    for (uint32_t j = 0; j < list->state->jobs.count; j++)
        if (job_is_live(&rows[j]) && rows[j].contract == list->plan->contract) judge_job(list, j);
}
