#include "engine/core/apply_priv.h"

static struct job_row *listed_job(struct state *state, struct list jobs, uint32_t i)
{
    return vec_at(&state->jobs, state_list(state, jobs)[i]);
}

/* What the visit proposed for these jobs no longer stands. Those that it had long ago may have
 * been proposed elsewhere since. */
static void let_go(struct state *state, uint32_t visit, struct list jobs)
{
    for (uint32_t i = 0; i < jobs.count; i++) {
        struct job_row *job = listed_job(state, jobs, i);
        if (job->visit != visit) continue;
        job->visit = NO_ROW;
        job->joining = false;
        job->standing = (struct maybe_day){0};
    }
}

void apply_leave_joining(struct state *state, uint32_t row)
{
    struct job_row *job = vec_at(&state->jobs, row);
    if (!job->joining) return;
    struct visit_row *visit = vec_at(&state->visits, job->visit);
    struct list left = {state->numbers.count, 0};
    for (uint32_t i = 0; i < visit->joining.count; i++) {
        uint32_t other = state_list(state, visit->joining)[i];
        if (other == row) continue;
        (void)rows_keep_numbers(state, &other, 1);
        left.count++;
    }
    visit->joining = left.count > 0 ? left : (struct list){0};
    job->visit = NO_ROW;
    job->joining = false;
    job->standing = (struct maybe_day){0};
}

static void bind(struct state *state, struct list jobs, uint32_t visit, day_t day, bool joining)
{
    for (uint32_t i = 0; i < jobs.count; i++) {
        apply_leave_joining(state, state_list(state, jobs)[i]);
        struct job_row *job = listed_job(state, jobs, i);
        job->visit = visit;
        job->joining = joining;
        job->standing = (struct maybe_day){true, day};
    }
}

/* The jobs of a new proposal that its confirmed visit doesn't have yet. */
static struct list newcomers(struct state *state, const struct visit_row *visit, struct strs ids)
{
    struct list all = rows_keep_ids(state, NAME_JOB, ids);
    struct list added = {state->numbers.count, 0};
    for (uint32_t i = 0; i < all.count; i++) {
        uint32_t job = state_list(state, all)[i], k = 0;
        while (k < visit->jobs.count && state_list(state, visit->jobs)[k] != job) k++;
        if (k < visit->jobs.count) continue;
        (void)rows_keep_numbers(state, &job, 1);
        added.count++;
    }
    return added;
}

static uint32_t visit_row_for(struct state *state, struct str id)
{
    uint32_t known = state_find(state, NAME_VISIT, id);
    if (known != NO_ROW) return known;
    struct ref ref;
    struct visit_row *visit = rows_add(state, &state->visits, NAME_VISIT, id, &ref);
    visit->id = ref;
    return state->visits.count - 1;
}

static int32_t visit_offset(const struct state *state, uint32_t contract)
{
    return state_contract(state, contract, (day_t){0})->offset; /* no wording changes it */
}

void apply_visit_proposed(struct state *state, const struct event *event)
{
    const struct event_visit_proposed *e = &event->visit_proposed;
    uint32_t row = visit_row_for(state, e->visit);
    struct visit_row visit = *state_visit(state, row);
    uint32_t contract = rows_at(state, NAME_CONTRACT, event->contract);
    day_t day = instant_day(e->start.at, visit_offset(state, contract));
    if (visit.state == VISIT_CONFIRMED && visit.jobs.count > 0) {
        let_go(state, row, visit.joining);
        visit.joining = newcomers(state, &visit, e->jobs);
        visit.joined_end = e->end.at;
        visit.joined_out_of_hours = e->out_of_hours.on;
        bind(state, visit.joining, row, day, true);
    } else {
        let_go(state, row, visit.jobs);
        struct decision_row who = rows_decision(state, event);
        visit = (struct visit_row){
            .id = visit.id,
            .site = rows_keep_text(state, e->site),
            .contract = contract,
            .state = VISIT_PROPOSED,
            .start = e->start.at,
            .end = e->end.at,
            .out_of_hours = e->out_of_hours.on,
            .jobs = rows_keep_ids(state, NAME_JOB, e->jobs),
            .crew = rows_keep_ids(state, NAME_ACTOR, e->crew),
            .proposed_by = who.on_behalf != NOBODY ? who.on_behalf : who.by,
            .decision = {.by = NOBODY, .on_behalf = NOBODY},
            .overtime_by = NOBODY,
            .overtime_decision = {.by = NOBODY, .on_behalf = NOBODY},
        };
        bind(state, visit.jobs, row, day, false);
    }
    visit.proposed_seq = event->seq;
    *(struct visit_row *)vec_at(&state->visits, row) = visit;
}

void apply_visit_approved(struct state *state, const struct event *event)
{
    struct visit_row *visit = rows_visit(state, event->visit_approved.visit);
    for (uint32_t i = 0; i < visit->joining.count; i++)
        listed_job(state, visit->joining, i)->joining = false;
    if (visit->joining.count > 0) {
        visit->end = instant_max(visit->end, visit->joined_end);
        visit->out_of_hours |= visit->joined_out_of_hours;
    }
    visit->jobs = rows_join(state, visit->jobs, visit->joining);
    visit->joining = (struct list){0};
    visit->state = VISIT_CONFIRMED;
    visit->decision = rows_decision(state, event);
}

/* Declining what would join a confirmed visit leaves the visit as it was approved. */
void apply_visit_declined(struct state *state, const struct event *event)
{
    uint32_t row = rows_at(state, NAME_VISIT, event->visit_declined.visit);
    struct visit_row *visit = vec_at(&state->visits, row);
    if (visit->state == VISIT_CONFIRMED) {
        let_go(state, row, visit->joining);
        visit->joining = (struct list){0};
        return;
    }
    let_go(state, row, visit->jobs);
    visit->state = VISIT_DECLINED;
    visit->decision = rows_decision(state, event);
}

void apply_visit_permitted(struct state *state, const struct event *event)
{
    const struct event_visit_permitted *e = &event->visit_permitted;
    struct visit_row *visit = rows_visit(state, e->visit);
    visit->permitted = true;
    visit->rooms = rows_join(state, visit->rooms, rows_keep_texts(state, e->rooms));
}

void apply_visit_cancelled(struct state *state, const struct event *event)
{
    uint32_t row = rows_at(state, NAME_VISIT, event->visit_cancelled.visit);
    struct visit_row *visit = vec_at(&state->visits, row);
    let_go(state, row, visit->jobs);
    let_go(state, row, visit->joining);
    visit->state = VISIT_CANCELLED;
}

/* Whoever hasn't been approved to join by now doesn't come along. */
void apply_visit_started(struct state *state, const struct event *event)
{
    const struct event_visit_started *e = &event->visit_started;
    uint32_t row = rows_at(state, NAME_VISIT, e->visit);
    struct visit_row *visit = vec_at(&state->visits, row);
    let_go(state, row, visit->joining);
    visit->joining = (struct list){0};
    visit->state = VISIT_STARTED;
    visit->started_at = e->started_at.at;
    visit->crew = rows_keep_ids(state, NAME_ACTOR, e->technicians);
}

void apply_visit_finished(struct state *state, const struct event *event)
{
    struct visit_row *visit = rows_visit(state, event->visit_finished.visit);
    visit->state = VISIT_FINISHED;
    visit->finished_at = event->visit_finished.finished_at.at;
}

void apply_overtime_requested(struct state *state, const struct event *event)
{
    struct visit_row *visit = rows_visit(state, event->overtime_requested.visit);
    struct decision_row who = rows_decision(state, event);
    visit->overtime = OVERTIME_REQUESTED;
    visit->overtime_by = who.on_behalf != NOBODY ? who.on_behalf : who.by;
}

static void overtime_decide(struct state *state, const struct event *event, struct str visit,
                            enum overtime_state decided)
{
    struct visit_row *row = rows_visit(state, visit);
    row->overtime = decided;
    row->overtime_decision = rows_decision(state, event);
}

void apply_overtime_approved(struct state *state, const struct event *event)
{
    overtime_decide(state, event, event->overtime_approved.visit, OVERTIME_APPROVED);
}

void apply_overtime_refused(struct state *state, const struct event *event)
{
    overtime_decide(state, event, event->overtime_refused.visit, OVERTIME_REFUSED);
}

void apply_overtime_directed(struct state *state, const struct event *event)
{
    overtime_decide(state, event, event->overtime_directed.visit, OVERTIME_DIRECTED);
}
