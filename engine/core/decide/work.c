#include "engine/core/content.h"
#include "engine/core/decide/deciding.h"

void decide_work_order_issue(struct deciding *d)
{
    const struct command_work_order_issue *c = &d->command->work_order_issue;
    uint32_t job = job_named(d, c->job);
    if (job == NO_ROW) return;
    check_not_cancelled(d, job);
    if (state_job(d->state, job)->work_order)
        refuse(d, REFUSAL_ALREADY_ISSUED, arg_str(c->job), NO_ARG, NO_ARG);
    if (is_refused(d)) return;
    emit(d, EVENT_WORK_ORDER_ISSUED, c->job)->work_order_issued =
        (struct event_work_order_issued){.job = c->job, .ref = c->ref};
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
    if (state_job(d->state, job)->procedure == PROCEDURE_APPROVED) /* of another document (S35) */
        emit_drop(d, APPROVED_PROCEDURE, job,
                  text_format(d->arena, "replaced by %.*s", STR_ARGS(c->document.name)));
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
    struct str content = content_hash(content_of_procedure(d->state, job, d->arena), d->arena);
    if (!content_is(d, id, d->command->procedure_approve.content, content)) return;
    const struct job_row *row = state_job(d->state, job);
    struct file document = {state_text(d->state, row->procedure_name),
                            state_text(d->state, row->procedure_sha256)};
    emit(d, EVENT_PROCEDURE_APPROVED, id)->procedure_approved =
        (struct event_procedure_approved){.job = id, .document = document, .content = content};
}

void decide_procedure_reject(struct deciding *d)
{
    const struct command_procedure_reject *c = &d->command->procedure_reject;
    if (procedure_waiting(d, c->job) == NO_ROW) return;
    emit(d, EVENT_PROCEDURE_REJECTED, c->job)->procedure_rejected =
        (struct event_procedure_rejected){.job = c->job, .reason = c->reason};
}

/* Before the work that it is for: of what is being carried out nothing is taken back. */
void decide_procedure_withdraw(struct deciding *d)
{
    const struct command_procedure_withdraw *c = &d->command->procedure_withdraw;
    uint32_t job = job_named(d, c->job);
    if (job == NO_ROW) return;
    const struct job_row *row = state_job(d->state, job);
    enum job_state now = job_state_of(d->state, d->wording, job);
    if (!job_is_live(row) || now == JOB_UNDER_WAY)
        refuse(d, REFUSAL_JOB_ALREADY_DONE, arg_str(c->job), arg_term(&job_state_terms, now),
               NO_ARG);
    else if (row->procedure != PROCEDURE_SUBMITTED && row->procedure != PROCEDURE_APPROVED)
        refuse(d, REFUSAL_NOTHING_SUBMITTED, arg_str(c->job), NO_ARG, NO_ARG);
    if (is_refused(d)) return;
    emit(d, EVENT_PROCEDURE_WITHDRAWN, c->job)->procedure_withdrawn =
        (struct event_procedure_withdrawn){.job = c->job, .reason = c->reason};
}

/* Only the customer says whether the hardware has failed, and with it the vendor's turn come. */
void decide_fault_judge(struct deciding *d)
{
    const struct command_fault_judge *c = &d->command->fault_judge;
    uint32_t job = job_named(d, c->job);
    if (job == NO_ROW) return;
    const struct job_row *row = state_job(d->state, job);
    const struct job_class *class = job_class_of(d->state, d->wording, row);
    if (c->judgement.n == FAULT_NOT_JUDGED)
        refuse_value(d, "judgement", STR("not-judged"), GIVE_JUDGEMENT);
    if (class == NULL || !str_is(class->vendor))
        refuse(d, REFUSAL_CLASS_HAS_NO_VENDOR, arg_str(state_text(d->state, row->class)), NO_ARG,
               NO_ARG);
    if (!job_is_live(row))
        refuse(d, REFUSAL_JOB_ALREADY_DONE, arg_str(c->job),
               arg_term(&job_state_terms, job_state_of(d->state, d->wording, job)), NO_ARG);
    if (is_refused(d)) return;
    emit(d, EVENT_FAULT_JUDGED, c->job)->fault_judged =
        (struct event_fault_judged){.job = c->job, .judgement = c->judgement, .reason = c->reason};
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
    if (row->judgement == FAULT_OTHER)
        refuse(d, REFUSAL_NOT_HARDWARE, arg_str(c->job), NO_ARG, NO_ARG);
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
