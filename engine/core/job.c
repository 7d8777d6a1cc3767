#include "engine/core/job.h"

#include "rules/hours.h"
#include "rules/response.h"
#include "rules/window.h"

const struct job_class *job_class_of(const struct state *state, const struct contract *contract,
                                     const struct job_row *job)
{
    uint32_t class = contract_class(contract, state_text(state, job->class));
    return class != CONTRACT_NONE ? &contract->classes[class] : NULL;
}

const struct contract *job_wording_of(const struct state *state, const struct contract *contract,
                                      const struct job_row *job)
{
    struct str class = state_text(state, job->class);
    if (contract_class(contract, class) != CONTRACT_NONE) return contract;
    day_t received = instant_day(job->received_at, contract->offset);
    const struct contract *then = state_contract(state, job->contract, received);
    if (contract_class(then, class) != CONTRACT_NONE) return then;
    const struct version_row *rows = state->versions.rows;
    for (uint32_t i = state->versions.count; i > 0; i--)
        if (rows[i - 1].contract == job->contract &&
            contract_class(state->wordings[i - 1], class) != CONTRACT_NONE)
            return state->wordings[i - 1];
    return contract;
}

uint32_t job_site_of(const struct state *state, const struct contract *contract,
                     const struct job_row *job)
{
    return contract_site(contract, state_text(state, job->site));
}

bool job_is_live(const struct job_row *job)
{
    return !job->cancelled && !job->completed;
}

bool job_is_pinned(const struct state *state, const struct job_row *job)
{
    if (job->visit == NO_ROW || job->joining) return false;
    enum visit_state visit = state_visit(state, job->visit)->state;
    return visit == VISIT_CONFIRMED || visit == VISIT_STARTED;
}

bool job_is_recast(const struct event_job_amended *amended)
{
    return str_is(amended->site) || amended->earliest.is || amended->due.is ||
           amended->minutes.is || amended->crew.is || amended->alone.is ||
           amended->skills.at != NULL || amended->apart.at != NULL || amended->after.at != NULL ||
           amended->with.at != NULL;
}

/* A procedure is owed unless the class has a standing one (4(3)). */
static bool procedure_is_owed(const struct job_class *class)
{
    return class != NULL && (class->needs & NEED_PROCEDURE) != 0 && !class->standing_procedure;
}

/* Of a medium in the ledger the latest check counts, whichever job it was for, and no longer once
 * the medium was written to (5(6)ウ). */
static bool medium_is_clean(const struct state *state, const struct job_row *job)
{
    if (!job->media_checked || job->media_result != MEDIA_CLEAN) return false;
    if (job->medium == NO_ROW) return true;
    const struct medium_row *medium = state_medium(state, job->medium);
    return !medium->stale && medium->result == MEDIA_CLEAN;
}

static bool concerns(const struct state *state, const struct query_row *query, uint32_t job)
{
    for (uint32_t i = 0; i < query->jobs.count; i++)
        if (state_list(state, query->jobs)[i] == job) return true;
    return false;
}

uint32_t job_open_query(const struct state *state, uint32_t row)
{
    uint32_t contract = state_job(state, row)->contract, on_contract = NO_ROW;
    const struct query_row *rows = state->queries.rows;
    for (uint32_t i = 0; i < state->queries.count; i++) {
        if (rows[i].answered) continue;
        if (concerns(state, &rows[i], row)) return i;
        if (rows[i].blocking && rows[i].contract == contract && on_contract == NO_ROW)
            on_contract = i;
    }
    return on_contract;
}

/* Doubts are resolved before the work that they concern (5(8)イ, 5(11)). */
static bool has_open_query(const struct state *state, const struct job_row *job)
{
    const struct contract_row *contract = vec_at(&state->contracts, job->contract);
    return job->open_queries > 0 || contract->blocking_queries > 0;
}

uint32_t job_gates(const struct state *state, const struct contract *contract, uint32_t row)
{
    const struct job_row *job = state_job(state, row);
    const struct contract *own = job_wording_of(state, contract, job);
    const struct job_class *class = job_class_of(state, own, job);
    uint32_t needs = class != NULL ? class->needs : NEED_WORK_ORDER;
    bool asks_procedure = procedure_is_owed(class) && contract->procedure_approver != APPROVER_NONE;
    uint32_t gates = 0;
    if ((needs & NEED_WORK_ORDER) != 0 && !job->work_order) gates |= GATE_WORK_ORDER;
    if (has_open_query(state, job)) gates |= GATE_QUERY;
    if (asks_procedure && job->procedure != PROCEDURE_APPROVED) gates |= GATE_PROCEDURE;
    if ((needs & NEED_MEDIA_CHECK) != 0 && !medium_is_clean(state, job)) gates |= GATE_MEDIA;
    if (job->vendor_arranged && !job->vendor_replaced) gates |= GATE_VENDOR;
    if (job->held) gates |= GATE_HELD;
    return gates;
}

static enum job_state state_by_result(const struct job_row *job)
{
    if (job->cancelled) return JOB_CANCELLED;
    if (job->accepted) return JOB_ACCEPTED;
    if (job->reported) return JOB_REPORTED;
    return job->result == RESULT_DONE ? JOB_DONE : JOB_FAILED;
}

enum job_state job_state_of(const struct state *state, const struct contract *contract,
                            uint32_t row)
{
    const struct job_row *job = state_job(state, row);
    if (!job_is_live(job)) return state_by_result(job);
    bool pinned = job_is_pinned(state, job);
    if (pinned && state_visit(state, job->visit)->state == VISIT_STARTED) return JOB_UNDER_WAY;
    if (job->held) return JOB_HELD;
    if (pinned) return JOB_CONFIRMED;
    if (job->visit != NO_ROW) return JOB_PLANNED;
    return job_gates(state, contract, row) == 0 ? JOB_READY : JOB_OPEN;
}

/* Oldest first isn't needed: response_of takes pauses in any order. */
static const struct pause *pauses_of(const struct state *state, const struct job_row *job,
                                     struct arena *arena, uint32_t *ret_count)
{
    uint32_t count = 0;
    for (uint32_t p = job->last_pause; p != NO_ROW; count++)
        p = ((const struct pause_row *)vec_at(&state->pauses, p))->before;
    struct pause *pauses = ARENA_ARRAY(arena, struct pause, count);
    uint32_t p = job->last_pause;
    for (uint32_t i = 0; i < count; i++) {
        const struct pause_row *row = vec_at(&state->pauses, p);
        pauses[i] = (struct pause){row->from, row->to};
        p = row->before;
    }
    *ret_count = count;
    return pauses;
}

struct response job_response(const struct state *state, const struct contract *contract,
                             uint32_t row, instant_t now, struct arena *arena)
{
    const struct job_row *job = state_job(state, row);
    struct response_clock clock = {.received = job->received_at, .as_of = now};
    clock.pauses = pauses_of(state, job, arena, &clock.pause_count);
    return response_of(contract, job_site_of(state, contract, job), &clock, arena);
}

static struct job_deadline by_due_day(const struct contract *contract, day_t day, bool agreed)
{
    return (struct job_deadline){
        .day = day,
        .at = hours_end_of(contract, day),
        .agreed = agreed,
        .provisional = calendar_is_provisional(contract, day),
    };
}

struct job_deadline job_deadline_of(const struct state *state, const struct contract *contract,
                                    uint32_t row, instant_t now, struct arena *arena)
{
    const struct job_row *job = state_job(state, row);
    const struct job_class *class;
    if (job->due.is) return by_due_day(contract, job->due.day, true);
    contract = job_wording_of(state, contract, job);
    class = job_class_of(state, contract, job);
    if (class == NULL || class->urgency == URGENCY_ROUTINE)
        return by_due_day(contract, contract->to, false);

    struct arena_mark mark = arena_mark(arena);
    struct response response = job_response(state, contract, row, now, arena);
    struct job_deadline deadline = {
        .day = response.last,
        .at = response.deadline,
        .on_closed = response.closed,
        .moving = response.running_pause,
        .provisional = response.provisional,
    };
    arena_rewind(arena, mark);
    return deadline;
}
