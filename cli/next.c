#include "cli/next.h"

#include "cli/words.h"
#include "engine/core/plan.h"

enum { PLANNED_JOBS_MAX = 500 }; /* jobs of all time in the store */

static void say(struct run *run, enum word word, struct ref id, struct text *ret)
{
    word_print(ret, run->lang, word,
               (struct argument[ARGUMENTS_MAX]){arg_str(state_text(run->state, id))});
}

static const struct contract *wording_of(const struct run *run, uint32_t contract)
{
    return state_contract(run->state, contract, instant_day(run->now, run_offset(run)));
}

/* The first unanswered query that stops a job; absent when there is none. */
static struct ref open_query(const struct state *state, uint32_t job)
{
    uint32_t query = job_open_query(state, job);
    if (query == NO_ROW) return (struct ref){0};
    return ((const struct query_row *)vec_at(&state->queries, query))->id;
}

/* The first closed gate in the order in which they are usually opened. */
static bool next_gate(struct run *run, uint32_t row, uint32_t gates, struct text *ret)
{
    const struct job_row *job = state_job(run->state, row);
    bool vendor = job->vendor_arranged && !job->vendor_replaced;
    if (gates & GATE_HELD && vendor && job->hold_reason == HOLD_VENDOR)
        say(run, WORD_NEXT_VENDOR, job->id, ret);
    else if (gates & GATE_HELD)
        say(run, WORD_NEXT_RELEASE, job->id, ret);
    else if (gates & GATE_WORK_ORDER)
        say(run, WORD_NEXT_ORDER, job->id, ret);
    else if (gates & GATE_QUERY)
        say(run, WORD_NEXT_ANSWER, open_query(run->state, row), ret);
    else if (gates & GATE_PROCEDURE)
        say(run,
            job->procedure == PROCEDURE_SUBMITTED ? WORD_NEXT_APPROVE_PROCEDURE
                                                  : WORD_NEXT_SUBMIT_PROCEDURE,
            job->id, ret);
    else if (gates & GATE_MEDIA)
        say(run, WORD_NEXT_CHECK, job->id, ret);
    else if (gates & GATE_VENDOR)
        say(run, WORD_NEXT_VENDOR, job->id, ret);
    return gates != 0;
}

/* Names the planned visit, where a plan is a matter of moments. */
static void next_proposal(struct run *run, uint32_t row, struct text *ret)
{
    const struct job_row *job = state_job(run->state, row);
    const struct plan_visit *visit = NULL;
    struct plan plan;
    if (run->state->jobs.count <= PLANNED_JOBS_MAX) {
        plan_make(run->state, job->contract, run->now, &(struct plan_options){0}, run->arena,
                  &plan);
        visit = plan_visit_of(&plan, row);
    }
    if (visit == NULL || visit->visit != NO_ROW) {
        say(run, WORD_NEXT_PLAN, job->id, ret);
        return;
    }
    word_print(ret, run->lang, WORD_NEXT_PROPOSE,
               (struct argument[ARGUMENTS_MAX]){arg_str(visit->id),
                                                arg_instant(visit->start, run_offset(run))});
}

void next_of_job(struct run *run, uint32_t row, struct text *ret)
{
    const struct job_row *job = state_job(run->state, row);
    const struct contract *wording = wording_of(run, job->contract);
    if (job->cancelled || job->accepted) return;
    if (job->completed && job->result != RESULT_DONE) {
        if (job->followed_by != NO_ROW)
            say(run, WORD_NEXT_FOLLOWED, state_job(run->state, job->followed_by)->id, ret);
        return;
    }
    if (job->reported) {
        say(run, WORD_NEXT_ACCEPT, job->id, ret);
        return;
    }
    if (job->completed) {
        say(run, WORD_NEXT_REPORT, job->id, ret);
        return;
    }
    if (next_gate(run, row, job_gates(run->state, wording, row), ret)) return;
    if (job->visit != NO_ROW)
        next_of_visit(run, job->visit, ret);
    else
        next_proposal(run, row, ret);
}

static bool permit_needed(struct run *run, const struct visit_row *visit)
{
    const struct contract *wording = wording_of(run, visit->contract);
    uint32_t site = contract_site(wording, state_text(run->state, visit->site));
    return site != CONTRACT_NONE && wording->sites[site].permission && !visit->permitted;
}

static void next_under_way(struct run *run, const struct visit_row *visit, struct text *ret)
{
    const uint32_t *jobs = state_list(run->state, visit->jobs);
    for (uint32_t i = 0; i < visit->jobs.count; i++) {
        const struct job_row *job = state_job(run->state, jobs[i]);
        if (job->completed || job->cancelled) continue;
        say(run, WORD_NEXT_COMPLETE, job->id, ret);
        return;
    }
    say(run, WORD_NEXT_FINISH, visit->id, ret);
}

static void next_report(struct run *run, const struct visit_row *visit, struct text *ret)
{
    const uint32_t *jobs = state_list(run->state, visit->jobs);
    for (uint32_t i = 0; i < visit->jobs.count; i++) {
        const struct job_row *job = state_job(run->state, jobs[i]);
        if (!job->completed || job->reported || job->result != RESULT_DONE) continue;
        say(run, WORD_NEXT_REPORT, job->id, ret);
        return;
    }
}

/* A gate of one of its jobs that would keep it from starting. */
static bool next_job_gate(struct run *run, const struct visit_row *visit, struct text *ret)
{
    const uint32_t *jobs = state_list(run->state, visit->jobs);
    const struct contract *wording = wording_of(run, visit->contract);
    for (uint32_t i = 0; i < visit->jobs.count; i++)
        if (next_gate(run, jobs[i], job_gates(run->state, wording, jobs[i]), ret)) return true;
    return false;
}

static void next_confirmed(struct run *run, const struct visit_row *visit, struct text *ret)
{
    bool overtime = visit->overtime == OVERTIME_APPROVED || visit->overtime == OVERTIME_DIRECTED;
    if (visit->overtime == OVERTIME_REQUESTED)
        say(run, WORD_NEXT_OVERTIME, visit->id, ret);
    else if (visit->out_of_hours && !overtime)
        say(run, WORD_NEXT_REQUEST_OVERTIME, visit->id, ret);
    else if (permit_needed(run, visit))
        say(run, WORD_NEXT_PERMIT, visit->id, ret);
    else if (!next_job_gate(run, visit, ret))
        say(run, WORD_NEXT_START, visit->id, ret);
}

void next_of_visit(struct run *run, uint32_t row, struct text *ret)
{
    const struct visit_row *visit = state_visit(run->state, row);
    switch (visit->state) {
    case VISIT_PROPOSED: say(run, WORD_NEXT_APPROVE_VISIT, visit->id, ret); return;
    case VISIT_CONFIRMED: next_confirmed(run, visit, ret); return;
    case VISIT_STARTED: next_under_way(run, visit, ret); return;
    case VISIT_FINISHED: next_report(run, visit, ret); return;
    case VISIT_DECLINED:
    case VISIT_CANCELLED:
    case VISIT_WITHDRAWN:
        word_print(ret, run->lang, WORD_NEXT_PLAN_AGAIN, (struct argument[ARGUMENTS_MAX]){{0}});
        return;
    }
}

void next_of_query(struct run *run, uint32_t row, struct text *ret)
{
    const struct query_row *query = vec_at(&run->state->queries, row);
    if (!query->answered)
        say(run, WORD_NEXT_ANSWER, query->id, ret);
    else if (query->job != NO_ROW)
        next_of_job(run, query->job, ret);
}
