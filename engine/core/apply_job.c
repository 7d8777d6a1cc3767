#include "engine/core/apply_priv.h"
#include "engine/core/job.h"

/* Follow-ups go on where the failed job stood: same clock with its pauses, same order and
 * procedure, same open questions; only the medium has to be checked again (5(6)ウ). */
static void carry_over(struct state *state, uint32_t from, uint32_t row, struct job_row *job)
{
    struct job_row *failed = vec_at(&state->jobs, from);
    failed->followed_by = row;
    job->follows = from;
    job->last_pause = failed->last_pause;
    job->work_order = failed->work_order;
    job->work_order_ref = failed->work_order_ref;
    job->procedure = failed->procedure;
    job->procedure_name = failed->procedure_name;
    job->procedure_sha256 = failed->procedure_sha256;
    job->procedure_by = failed->procedure_by;
    job->procedure_decision = failed->procedure_decision;
    job->procedure_content = failed->procedure_content;
    job->procedure_dropped = failed->procedure_dropped;
    job->procedure_dropped_at = failed->procedure_dropped_at;
    job->open_queries = failed->open_queries;
    failed->open_queries = 0;
    apply_queries_carry_over(state, from, row);
}

void apply_job_opened(struct state *state, const struct event *event)
{
    const struct event_job_opened *e = &event->job_opened;
    struct ref id;
    struct job_row *added = rows_add(state, &state->jobs, NAME_JOB, e->job, &id);
    uint32_t row = state->jobs.count - 1;
    struct job_row job = {
        .id = id,
        .class = rows_keep_text(state, e->class),
        .site = rows_keep_text(state, e->site),
        .reference = rows_keep_text(state, e->ref),
        .title = rows_keep_text(state, e->title),
        .contract = rows_at(state, NAME_CONTRACT, event->contract),
        .opened_by = rows_at(state, NAME_ACTOR, event->by),
        .opened_seq = event->seq,
        .received_at = e->received_at.at,
        .earliest = e->earliest,
        .target = e->target,
        .due = e->due,
        .minutes = e->minutes.n,
        .crew = e->crew.n,
        .alone = e->alone.on,
        .skills = rows_keep_skills(state, e->skills),
        .apart = rows_keep_ids(state, NAME_JOB, e->apart),
        .after = rows_keep_ids(state, NAME_JOB, e->after),
        .with = rows_keep_ids(state, NAME_JOB, e->with),
        .follows = NO_ROW,
        .followed_by = NO_ROW,
        .procedure_by = NOBODY,
        .procedure_decision = {.by = NOBODY, .on_behalf = NOBODY},
        .last_pause = NO_ROW,
        .visit = NO_ROW,
        .medium = NO_ROW,
    };
    if (str_is(e->follows)) carry_over(state, rows_at(state, NAME_JOB, e->follows), row, &job);
    *added = job;
}

void apply_job_amended(struct state *state, const struct event *event)
{
    const struct event_job_amended *e = &event->job_amended;
    struct job_row *job = rows_job(state, e->job);
    if (str_is(e->ref)) job->reference = rows_keep_text(state, e->ref);
    if (str_is(e->title)) job->title = rows_keep_text(state, e->title);
    if (str_is(e->site)) job->site = rows_keep_text(state, e->site);
    if (e->earliest.is) job->earliest = e->earliest;
    if (e->target.is) job->target = e->target;
    if (e->due.is) job->due = e->due;
    if (e->minutes.is) job->minutes = e->minutes.n;
    if (e->crew.is) job->crew = e->crew.n;
    if (e->alone.is) job->alone = e->alone.on;
    if (e->skills.at != NULL) job->skills = rows_keep_skills(state, e->skills);
    if (e->apart.at != NULL) job->apart = rows_keep_ids(state, NAME_JOB, e->apart);
    if (e->after.at != NULL) job->after = rows_keep_ids(state, NAME_JOB, e->after);
    if (e->with.at != NULL) job->with = rows_keep_ids(state, NAME_JOB, e->with);
    if (job_is_recast(e)) apply_leave_joining(state, rows_at(state, NAME_JOB, e->job));
}

void apply_job_cancelled(struct state *state, const struct event *event)
{
    struct job_row *job = rows_job(state, event->job_cancelled.job);
    apply_leave_joining(state, rows_at(state, NAME_JOB, event->job_cancelled.job));
    job->cancelled = true;
    job->standing = (struct maybe_day){0};
}

void apply_job_held(struct state *state, const struct event *event)
{
    struct job_row *job = rows_job(state, event->job_held.job);
    struct pause_row *pause = vec_push(&state->pauses, state->arena);
    *pause = (struct pause_row){
        .job = rows_at(state, NAME_JOB, event->job_held.job),
        .before = job->last_pause,
        .from = event->recorded_at,
        .reason = (enum hold_reason)event->job_held.reason.n,
        .by = rows_at(state, NAME_ACTOR, event->by),
    };
    job->held = true;
    job->hold_reason = pause->reason;
    job->last_pause = state->pauses.count - 1;
}

void apply_job_released(struct state *state, const struct event *event)
{
    struct job_row *job = rows_job(state, event->job_released.job);
    struct pause_row *pause = vec_at(&state->pauses, job->last_pause);
    pause->to = (struct maybe_instant){true, event->recorded_at};
    job->held = false;
}

void apply_work_order_issued(struct state *state, const struct event *event)
{
    struct job_row *job = rows_job(state, event->work_order_issued.job);
    job->work_order = true;
    job->work_order_ref = rows_keep_text(state, event->work_order_issued.ref);
}

void apply_procedure_submitted(struct state *state, const struct event *event)
{
    const struct event_procedure_submitted *e = &event->procedure_submitted;
    struct job_row *job = rows_job(state, e->job);
    job->procedure = PROCEDURE_SUBMITTED;
    job->procedure_name = rows_keep_text(state, e->document.name);
    job->procedure_sha256 = rows_keep_text(state, e->document.sha256);
    struct decision_row who = rows_decision(state, event);
    job->procedure_by = who.on_behalf != NOBODY ? who.on_behalf : who.by;
}

void apply_procedure_approved(struct state *state, const struct event *event)
{
    struct job_row *job = rows_job(state, event->procedure_approved.job);
    job->procedure = PROCEDURE_APPROVED;
    job->procedure_decision = rows_decision(state, event);
    job->procedure_content = rows_keep_text(state, event->procedure_approved.content);
    job->procedure_dropped = false;
}

void apply_procedure_rejected(struct state *state, const struct event *event)
{
    struct job_row *job = rows_job(state, event->procedure_rejected.job);
    job->procedure = PROCEDURE_REJECTED;
    job->procedure_decision = rows_decision(state, event);
    job->procedure_dropped = false;
}

static void procedure_undecide(struct job_row *job)
{
    job->procedure_decision = (struct decision_row){.by = NOBODY, .on_behalf = NOBODY};
    job->procedure_content = (struct ref){0};
}

void apply_procedure_withdrawn(struct state *state, const struct event *event)
{
    struct job_row *job = rows_job(state, event->procedure_withdrawn.job);
    job->procedure = PROCEDURE_WITHDRAWN;
    job->procedure_dropped = false;
    procedure_undecide(job);
}

void apply_procedure_dropped(struct state *state, const struct event *event)
{
    struct job_row *job = rows_job(state, event->approval_dropped.job);
    job->procedure = PROCEDURE_SUBMITTED;
    job->procedure_dropped = true;
    job->procedure_dropped_at = event->recorded_at;
    procedure_undecide(job);
}

void apply_vendor_arranged(struct state *state, const struct event *event)
{
    struct job_row *job = rows_job(state, event->vendor_arranged.job);
    job->vendor_arranged = true;
    job->vendor_replaced = false;
    job->vendor_ready_on = event->vendor_arranged.ready_on.day;
}

void apply_fault_judged(struct state *state, const struct event *event)
{
    const struct event_fault_judged *e = &event->fault_judged;
    rows_job(state, e->job)->judgement = (enum fault_judgement)e->judgement.n;
}

void apply_vendor_replaced(struct state *state, const struct event *event)
{
    rows_job(state, event->vendor_replaced.job)->vendor_replaced = true;
}
