#include "engine/core/decide/deciding.h"

/* What a failed or unreached job leaves is a job again, with its reference and its clock. */
static struct str open_follow_up(struct deciding *d, uint32_t row)
{
    const struct job_row *job = state_job(d->state, row);
    struct str id = name_for(d, NAME_JOB, STR_NONE);
    uint32_t count = job->skills.count;
    struct strs skills = {ARENA_ARRAY(d->arena, struct str, count), count};
    for (uint32_t i = 0; i < count; i++) {
        uint32_t skill = state_list(d->state, job->skills)[i];
        skills.at[i] = state_text(d->state, *(struct ref *)vec_at(&d->state->skills, skill));
    }
    emit(d, EVENT_JOB_OPENED, id)->job_opened = (struct event_job_opened){
        .job = id,
        .class = state_text(d->state, job->class),
        .received_at = {true, job->received_at},
        .ref = state_text(d->state, job->reference),
        .title = state_text(d->state, job->title),
        .site = state_text(d->state, job->site),
        .earliest = job->earliest,
        .target = job->target,
        .due = job->due,
        .minutes = {true, job->minutes},
        .crew = {true, job->crew},
        .skills = skills,
        .alone = {job->alone, job->alone},
        .apart = ids_of_jobs(d, job->apart),
        .after = ids_of_jobs(d, job->after),
        .with = ids_of_jobs(d, job->with),
        .follows = id_of_job(d, row),
    };
    return id;
}

/* A job with a result waits for nobody; what it was held for, its follow-up waits for. */
static void hand_on_hold(struct deciding *d, const struct job_row *job, struct str id,
                         struct str follow_up)
{
    if (job->held)
        emit(d, EVENT_JOB_RELEASED, id)->job_released = (struct event_job_released){.job = id};
    if (!str_is(follow_up)) return;
    if (job->held) emit_hold(d, follow_up, job->hold_reason);
    if (!job->vendor_arranged || job->vendor_replaced) return;
    emit(d, EVENT_VENDOR_ARRANGED, follow_up)->vendor_arranged =
        (struct event_vendor_arranged){.job = follow_up, .ready_on = {true, job->vendor_ready_on}};
}

static bool is_under_way(const struct deciding *d, const struct job_row *job)
{
    return job_is_live(job) && job_is_pinned(d->state, job) &&
           state_visit(d->state, job->visit)->state == VISIT_STARTED;
}

/* Procedure, day and people of each job, in a shared visit too (5(8)ウ). */
void decide_job_complete(struct deciding *d)
{
    const struct command_job_complete *c = &d->command->job_complete;
    uint32_t row = job_named(d, c->job);
    if (row == NO_ROW) return;
    const struct job_row *job = state_job(d->state, row);
    struct maybe_instant at = instant_given(d, "finished_at", c->finished_at);
    if (!is_under_way(d, job)) {
        refuse(d, REFUSAL_VISIT_NOT_STARTED, arg_str(c->job), NO_ARG, NO_ARG);
        return;
    }
    if (instant_cmp(at.at, state_visit(d->state, job->visit)->started_at) < 0)
        refuse(d, REFUSAL_BAD_VALUE, arg_text("finished_at"), arg_at(d, at.at),
               arg_term(&acceptable_terms, GIVE_AFTER_START));
    if (c->result.n == RESULT_DONE && c->steps.count == 0)
        refuse_value(d, "steps", STR("[]"), GIVE_STEPS);
    struct strs people = crew_named(d, c->technicians, instant_day(at.at, d->offset));
    if (is_refused(d)) return;
    emit(d, EVENT_JOB_COMPLETED, c->job)->job_completed = (struct event_job_completed){
        .job = c->job,
        .visit = id_of_visit(d, job->visit),
        .result = c->result,
        .steps = c->steps,
        .technicians = people,
        .finished_at = at,
        .logs = c->logs,
        .enquiry = c->enquiry,
    };
    struct str follow_up = c->result.n != RESULT_DONE ? open_follow_up(d, row) : STR_NONE;
    hand_on_hold(d, job, c->job, follow_up);
}

/* The document owed for a job's report, or NO_ROW. */
static uint32_t report_owed_for(const struct deciding *d, struct str job)
{
    uint32_t rule = document_rule_of(d->wording, OWED_AFTER_VISIT);
    uint32_t found = NO_ROW;
    for (uint32_t i = 0; rule != CONTRACT_NONE && i < d->state->documents.count; i++) {
        const struct document_row *document = vec_at(&d->state->documents, i);
        if (document->contract == d->contract &&
            str_eq(state_text(d->state, document->cause), job) &&
            str_eq(state_text(d->state, document->kind), d->wording->documents[rule].kind))
            found = i;
    }
    return found;
}

static enum document_state document_state_at(const struct deciding *d, uint32_t row)
{
    return ((const struct document_row *)vec_at(&d->state->documents, row))->state;
}

static struct str document_id(const struct deciding *d, uint32_t row)
{
    return state_text(d->state,
                      ((const struct document_row *)vec_at(&d->state->documents, row))->id);
}

void decide_job_report(struct deciding *d)
{
    const struct command_job_report *c = &d->command->job_report;
    uint32_t row = job_named(d, c->job);
    if (row == NO_ROW) return;
    if (!state_job(d->state, row)->completed || state_job(d->state, row)->accepted) {
        refuse(d, REFUSAL_JOB_NOT_DONE, arg_str(c->job),
               arg_term(&job_state_terms, job_state_of(d->state, d->wording, row)), NO_ARG);
        return;
    }
    emit(d, EVENT_JOB_REPORTED, c->job)->job_reported =
        (struct event_job_reported){.job = c->job, .document = c->document};
    uint32_t owed = report_owed_for(d, c->job);
    if (owed == NO_ROW) return;
    enum document_state state = document_state_at(d, owed);
    if (state != DOCUMENT_OWED && state != DOCUMENT_SUBMITTED) return;
    struct str id = document_id(d, owed);
    emit(d, EVENT_DOCUMENT_SUBMITTED, id)->document_submitted =
        (struct event_document_submitted){.document = id, .file = c->document};
}

/* The job whose report waits for the customer, or NO_ROW. */
static uint32_t report_waiting(struct deciding *d, struct str id)
{
    uint32_t row = job_named(d, id);
    if (row == NO_ROW) return NO_ROW;
    const struct job_row *job = state_job(d->state, row);
    if (job->reported && !job->accepted) return row;
    refuse(d, REFUSAL_NOT_REPORTED, arg_str(id),
           arg_term(&job_state_terms, job_state_of(d->state, d->wording, row)), NO_ARG);
    return NO_ROW;
}

void decide_job_accept(struct deciding *d)
{
    struct str job = d->command->job_accept.job;
    if (report_waiting(d, job) == NO_ROW) return;
    emit(d, EVENT_JOB_ACCEPTED, job)->job_accepted = (struct event_job_accepted){.job = job};
    uint32_t report = report_owed_for(d, job);
    if (report == NO_ROW || document_state_at(d, report) != DOCUMENT_SUBMITTED) return;
    struct str id = document_id(d, report);
    emit(d, EVENT_DOCUMENT_ACCEPTED, id)->document_accepted =
        (struct event_document_accepted){.document = id};
}

void decide_job_return(struct deciding *d)
{
    const struct command_job_return *c = &d->command->job_return;
    if (report_waiting(d, c->job) == NO_ROW) return;
    emit(d, EVENT_JOB_RETURNED, c->job)->job_returned =
        (struct event_job_returned){.job = c->job, .reason = c->reason};
    uint32_t report = report_owed_for(d, c->job);
    if (report == NO_ROW || document_state_at(d, report) != DOCUMENT_SUBMITTED) return;
    struct str id = document_id(d, report);
    emit(d, EVENT_DOCUMENT_RETURNED, id)->document_returned =
        (struct event_document_returned){.document = id, .reason = c->reason};
}
