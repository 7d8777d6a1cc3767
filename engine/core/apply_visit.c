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

static void take_in_joiners(struct state *state, struct visit_row *visit)
{
    if (visit->joining.count == 0) return;
    for (uint32_t i = 0; i < visit->joining.count; i++)
        listed_job(state, visit->joining, i)->joining = false;
    visit->end = instant_max(visit->end, visit->joined_end);
    visit->out_of_hours |= visit->joined_out_of_hours;
    visit->jobs = rows_join(state, visit->jobs, visit->joining);
    visit->joining = (struct list){0};
}

void apply_visit_approved(struct state *state, const struct event *event)
{
    struct visit_row *visit = rows_visit(state, event->visit_approved.visit);
    take_in_joiners(state, visit);
    visit->state = VISIT_CONFIRMED;
    visit->decision = rows_decision(state, event);
    visit->content = rows_keep_text(state, event->visit_approved.content);
    visit->approval_dropped = false;
}

/* Without what would join a confirmed visit it stays as it was approved. */
static bool stays_without_joiners(struct state *state, uint32_t row)
{
    struct visit_row *visit = vec_at(&state->visits, row);
    if (visit->state != VISIT_CONFIRMED) return false;
    let_go(state, row, visit->joining);
    visit->joining = (struct list){0};
    return true;
}

void apply_visit_declined(struct state *state, const struct event *event)
{
    uint32_t row = rows_at(state, NAME_VISIT, event->visit_declined.visit);
    struct visit_row *visit = vec_at(&state->visits, row);
    if (stays_without_joiners(state, row)) return;
    let_go(state, row, visit->jobs);
    visit->state = VISIT_DECLINED;
    visit->decision = rows_decision(state, event);
}

void apply_visit_withdrawn(struct state *state, const struct event *event)
{
    uint32_t row = rows_at(state, NAME_VISIT, event->visit_withdrawn.visit);
    struct visit_row *visit = vec_at(&state->visits, row);
    if (stays_without_joiners(state, row)) return;
    let_go(state, row, visit->jobs);
    visit->state = VISIT_WITHDRAWN;
}

void apply_visit_permitted(struct state *state, const struct event *event)
{
    const struct event_visit_permitted *e = &event->visit_permitted;
    struct visit_row *visit = rows_visit(state, e->visit);
    visit->permitted = true;
    visit->rooms = rows_join(state, visit->rooms, rows_keep_texts(state, e->rooms));
    visit->admitted =
        rows_join(state, visit->admitted, rows_keep_ids(state, NAME_ACTOR, e->technicians));
}

void apply_visit_conduct_confirmed(struct state *state, const struct event *event)
{
    const struct event_visit_conduct_confirmed *e = &event->visit_conduct_confirmed;
    struct visit_row *visit = rows_visit(state, e->visit);
    for (uint32_t i = 0; i < e->items.count; i++) {
        uint32_t item = term_find(&conduct_terms, e->items.at[i]);
        CHECK(item < conduct_terms.count);
        visit->conduct |= 1u << item;
    }
}

/* Times of entry are proof of who was where; nothing that is decided rests on them. */
void apply_entry_recorded(struct state *state, const struct event *event)
{
    (void)state;
    (void)event;
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
    visit->overtime_reason = rows_keep_text(state, event->overtime_requested.reason);
    visit->overtime_by = who.on_behalf != NOBODY ? who.on_behalf : who.by;
}

static void overtime_decide(struct state *state, const struct event *event, struct str visit,
                            enum overtime_state decided)
{
    struct visit_row *row = rows_visit(state, visit);
    row->overtime = decided;
    row->overtime_decision = rows_decision(state, event);
    row->overtime_content = (struct ref){0};
    row->overtime_dropped = false;
}

void apply_overtime_approved(struct state *state, const struct event *event)
{
    const struct event_overtime_approved *e = &event->overtime_approved;
    overtime_decide(state, event, e->visit, OVERTIME_APPROVED);
    rows_visit(state, e->visit)->overtime_content = rows_keep_text(state, e->content);
}

void apply_overtime_refused(struct state *state, const struct event *event)
{
    overtime_decide(state, event, event->overtime_refused.visit, OVERTIME_REFUSED);
}

void apply_overtime_directed(struct state *state, const struct event *event)
{
    overtime_decide(state, event, event->overtime_directed.visit, OVERTIME_DIRECTED);
}

static void overtime_undecide(struct visit_row *visit, enum overtime_state now)
{
    visit->overtime = now;
    visit->overtime_decision = (struct decision_row){.by = NOBODY, .on_behalf = NOBODY};
    visit->overtime_content = (struct ref){0};
}

void apply_overtime_withdrawn(struct state *state, const struct event *event)
{
    struct visit_row *visit = rows_visit(state, event->overtime_withdrawn.visit);
    overtime_undecide(visit, OVERTIME_WITHDRAWN);
    visit->overtime_dropped = false;
}

/* --- Approvals that no longer stand --------------------------------------------------------- */

/* The visit waits again, with what would have joined it: all of that is one proposal now. */
static void visit_dropped(struct state *state, struct visit_row *visit, instant_t at)
{
    if (visit->state == VISIT_CONFIRMED) {
        take_in_joiners(state, visit);
        visit->state = VISIT_PROPOSED;
    }
    visit->decision = (struct decision_row){.by = NOBODY, .on_behalf = NOBODY};
    visit->content = (struct ref){0};
    visit->approval_dropped = true;
    visit->approval_dropped_at = at;
}

static void overtime_dropped(struct visit_row *visit, instant_t at)
{
    overtime_undecide(visit, OVERTIME_NONE);
    visit->overtime_dropped = true;
    visit->overtime_dropped_at = at;
}

void apply_approval_dropped(struct state *state, const struct event *event)
{
    const struct event_approval_dropped *e = &event->approval_dropped;
    switch ((enum approved_thing)e->what.n) {
    case APPROVED_PROCEDURE: apply_procedure_dropped(state, event); return;
    case APPROVED_VISIT:
        visit_dropped(state, rows_visit(state, e->visit), event->recorded_at);
        return;
    case APPROVED_OVERTIME:
        overtime_dropped(rows_visit(state, e->visit), event->recorded_at);
        return;
    }
    CHECK(false);
}
