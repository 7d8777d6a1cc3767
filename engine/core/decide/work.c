#include "engine/core/decide/deciding.h"

void decide_work_order_issue(struct deciding *d)
{
    const struct command_work_order_issue *c = &d->command->work_order_issue;
    uint32_t job = job_named(d, c->job);
    if (job == NO_ROW) return;
    if (state_job(d->state, job)->work_order)
        refuse(d, REFUSAL_ALREADY_ISSUED, arg_str(c->job), NO_ARG, NO_ARG);
    if (is_refused(d)) return;
    emit(d, EVENT_WORK_ORDER_ISSUED, c->job)->work_order_issued =
        (struct event_work_order_issued){.job = c->job, .ref = c->ref};
}

void decide_query_raise(struct deciding *d)
{
    const struct command_query_raise *c = &d->command->query_raise;
    if (str_is(c->job)) (void)job_named(d, c->job);
    struct str id = name_for(d, NAME_QUERY, "query", c->query);
    if (is_refused(d)) return;
    emit(d, EVENT_QUERY_RAISED, id)->query_raised =
        (struct event_query_raised){.query = id, .text = c->text, .job = c->job};
}

void decide_query_answer(struct deciding *d)
{
    const struct command_query_answer *c = &d->command->query_answer;
    uint32_t row = state_find(d->state, NAME_QUERY, c->query);
    if (row == NO_ROW) {
        refuse(d, REFUSAL_NO_SUCH_QUERY, arg_str(c->query), NO_ARG, NO_ARG);
        return;
    }
    const struct query_row *query = vec_at(&d->state->queries, row);
    if (query->contract != d->contract)
        refuse(d, REFUSAL_WRONG_CONTRACT, arg_str(d->command->contract), arg_str(c->query), NO_ARG);
    if (query->answered) refuse(d, REFUSAL_ALREADY_ANSWERED, arg_str(c->query), NO_ARG, NO_ARG);
    if (is_refused(d)) return;
    emit(d, EVENT_QUERY_ANSWERED, c->query)->query_answered =
        (struct event_query_answered){.query = c->query, .text = c->text};
}

void decide_procedure_submit(struct deciding *d)
{
    const struct command_procedure_submit *c = &d->command->procedure_submit;
    uint32_t job = job_named(d, c->job);
    if (job == NO_ROW) return;
    if (!job_is_live(state_job(d->state, job)))
        refuse(d, REFUSAL_JOB_ALREADY_DONE, arg_str(c->job),
               arg_term(&job_state_terms, job_state_of(d->state, d->wording, job)), NO_ARG);
    if (is_refused(d)) return;
    emit(d, EVENT_PROCEDURE_SUBMITTED, c->job)->procedure_submitted =
        (struct event_procedure_submitted){.job = c->job, .document = c->document};
}

/* The job whose procedure waits for a decision by somebody other than who submitted it. */
static uint32_t procedure_waiting(struct deciding *d, struct str id)
{
    uint32_t job = job_named(d, id);
    if (job == NO_ROW) return NO_ROW;
    const struct job_row *row = state_job(d->state, job);
    if (row->procedure != PROCEDURE_SUBMITTED)
        refuse(d, REFUSAL_NOTHING_SUBMITTED, arg_str(id), NO_ARG, NO_ARG);
    else
        (void)may_decide(d, row->procedure_by);
    return is_refused(d) ? NO_ROW : job;
}

void decide_procedure_approve(struct deciding *d)
{
    struct str id = d->command->procedure_approve.job;
    uint32_t job = procedure_waiting(d, id);
    if (job == NO_ROW) return;
    const struct job_row *row = state_job(d->state, job);
    struct file document = {state_text(d->state, row->procedure_name),
                            state_text(d->state, row->procedure_sha256)};
    emit(d, EVENT_PROCEDURE_APPROVED, id)->procedure_approved =
        (struct event_procedure_approved){.job = id, .document = document};
}

void decide_procedure_reject(struct deciding *d)
{
    const struct command_procedure_reject *c = &d->command->procedure_reject;
    if (procedure_waiting(d, c->job) == NO_ROW) return;
    emit(d, EVENT_PROCEDURE_REJECTED, c->job)->procedure_rejected =
        (struct event_procedure_rejected){.job = c->job, .reason = c->reason};
}

void decide_media_check(struct deciding *d)
{
    const struct command_media_check *c = &d->command->media_check;
    struct maybe_instant at = instant_given(d, "checked_at", c->checked_at);
    (void)job_named(d, c->job);
    day_t day = instant_day(at.at, d->offset);
    if (d->decider == NOBODY || !state_is_available(d->state, d->decider, day))
        refuse(d, REFUSAL_NOT_ON_ROSTER, arg_str(d->by), arg_day(day), NO_ARG);
    if (is_refused(d)) return;
    emit(d, EVENT_MEDIA_CHECKED, c->job)->media_checked = (struct event_media_checked){
        .job = c->job, .medium = c->medium, .result = c->result, .checked_at = at};
}

/* Arranging stops the clock until the replacement is there (4(3)イ). */
void decide_vendor_arrange(struct deciding *d)
{
    const struct command_vendor_arrange *c = &d->command->vendor_arrange;
    uint32_t job = job_named(d, c->job);
    if (job == NO_ROW) return;
    const struct job_row *row = state_job(d->state, job);
    const struct job_class *class = job_class_of(d->state, d->wording, row);
    if (class == NULL || !str_is(class->vendor))
        refuse(d, REFUSAL_CLASS_HAS_NO_VENDOR, arg_str(state_text(d->state, row->class)), NO_ARG,
               NO_ARG);
    if (!job_is_live(row))
        refuse(d, REFUSAL_JOB_ALREADY_DONE, arg_str(c->job),
               arg_term(&job_state_terms, job_state_of(d->state, d->wording, job)), NO_ARG);
    if (is_refused(d)) return;
    if (!row->held) emit_hold(d, c->job, HOLD_VENDOR);
    emit(d, EVENT_VENDOR_ARRANGED, c->job)->vendor_arranged =
        (struct event_vendor_arranged){.job = c->job, .ready_on = c->ready_on};
}

void decide_vendor_replaced(struct deciding *d)
{
    struct str id = d->command->vendor_replaced.job;
    uint32_t job = job_named(d, id);
    if (job == NO_ROW) return;
    const struct job_row *row = state_job(d->state, job);
    if (!job_is_live(row) || !row->vendor_arranged || row->vendor_replaced) {
        refuse(d, REFUSAL_NOTHING_ARRANGED, arg_str(id), NO_ARG, NO_ARG);
        return;
    }
    emit(d, EVENT_VENDOR_REPLACED, id)->vendor_replaced = (struct event_vendor_replaced){.job = id};
    if (row->held && row->hold_reason == HOLD_VENDOR)
        emit(d, EVENT_JOB_RELEASED, id)->job_released = (struct event_job_released){.job = id};
}
