/* Approvals that no longer stand because what was approved has changed. Such an alert stands until
 * somebody decides anew, or nothing is left to decide: that it was asked for again isn't enough. */
#include "engine/core/alarm_priv.h"
#include "engine/core/job.h"

static void put_dropped(struct alarm_list *list, enum approved_thing what, struct ref subject,
                        instant_t at)
{
    struct str id = state_text(list->state, subject);
    struct alert alert = {
        .kind = ALERT_APPROVAL_DROPPED,
        .severity = SEVERITY_WARNING,
        .subject = id,
        .at = at,
        .message = {MESSAGE_ALARM_APPROVAL_DROPPED,
                    {arg_str(id), arg_term(&approved_thing_terms, what),
                     arg_instant(at, list->plan->wording->offset)}},
    };
    /* A visit can lose both its approvals. */
    alarm_put(list, &alert, what == APPROVED_OVERTIME ? STR("overtime") : STR_NONE);
}

static void judge_visit(struct alarm_list *list, const struct visit_row *visit)
{
    bool ahead = visit->state == VISIT_PROPOSED || visit->state == VISIT_CONFIRMED;
    if (!ahead) return;
    if (visit->approval_dropped)
        put_dropped(list, APPROVED_VISIT, visit->id, visit->approval_dropped_at);
    if (visit->overtime_dropped && visit->out_of_hours)
        put_dropped(list, APPROVED_OVERTIME, visit->id, visit->overtime_dropped_at);
}

void alarm_approvals(struct alarm_list *list)
{
    const struct state *state = list->state;
    const struct visit_row *visits = state->visits.rows;
    const struct job_row *jobs = state->jobs.rows;
    for (uint32_t v = 0; v < state->visits.count; v++)
        if (visits[v].contract == list->plan->contract) judge_visit(list, &visits[v]);
    for (uint32_t j = 0; j < state->jobs.count; j++) {
        if (jobs[j].contract != list->plan->contract) continue;
        if (job_is_live(&jobs[j]) && jobs[j].procedure_dropped)
            put_dropped(list, APPROVED_PROCEDURE, jobs[j].id, jobs[j].procedure_dropped_at);
    }
}
