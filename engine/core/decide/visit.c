#include "engine/core/content.h"
#include "engine/core/decide/deciding.h"
#include "rules/document.h"
#include "rules/hours.h"

static struct argument state_word(const struct visit_row *visit)
{
    return arg_term(&visit_state_terms, visit->state);
}

/* A visit, or what would join a confirmed one, that waits for the customer's word. */
static uint32_t visit_proposed(struct deciding *d, struct str id)
{
    uint32_t row = visit_named(d, id);
    if (row == NO_ROW) return NO_ROW;
    const struct visit_row *visit = state_visit(d->state, row);
    bool waits = visit->state == VISIT_PROPOSED ||
                 (visit->state == VISIT_CONFIRMED && visit->joining.count > 0);
    if (!waits) refuse(d, REFUSAL_NOT_PROPOSED, arg_str(id), state_word(visit), NO_ARG);
    return waits ? row : NO_ROW;
}

static uint32_t visit_waiting(struct deciding *d, struct str id)
{
    uint32_t row = visit_proposed(d, id);
    if (row == NO_ROW) return NO_ROW;
    return may_decide(d, state_visit(d->state, row)->proposed_by) ? row : NO_ROW;
}

void decide_visit_approve(struct deciding *d)
{
    struct str id = d->command->visit_approve.visit;
    uint32_t row = visit_waiting(d, id);
    if (row == NO_ROW) return;
    const struct visit_row *visit = state_visit(d->state, row);
    struct str content = content_hash(content_of_visit(d->state, row, d->arena), d->arena);
    if (!content_is(d, id, d->command->visit_approve.content, content)) return;
    emit(d, EVENT_VISIT_APPROVED, id)->visit_approved =
        (struct event_visit_approved){.visit = id, .content = content};
    /* Overtime was approved for the visit as it was, without what joins it now (5(2)). */
    if (visit->joining.count > 0 && visit->overtime == OVERTIME_APPROVED)
        emit_drop(d, APPROVED_OVERTIME, row, STR("other jobs join the visit"));
}

void decide_visit_decline(struct deciding *d)
{
    const struct command_visit_decline *c = &d->command->visit_decline;
    if (visit_waiting(d, c->visit) == NO_ROW) return;
    emit(d, EVENT_VISIT_DECLINED, c->visit)->visit_declined =
        (struct event_visit_declined){.visit = c->visit, .reason = c->reason};
}

void decide_visit_withdraw(struct deciding *d)
{
    const struct command_visit_withdraw *c = &d->command->visit_withdraw;
    if (visit_proposed(d, c->visit) == NO_ROW) return;
    emit(d, EVENT_VISIT_WITHDRAWN, c->visit)->visit_withdrawn =
        (struct event_visit_withdrawn){.visit = c->visit, .reason = c->reason};
}

void decide_visit_permit(struct deciding *d)
{
    const struct command_visit_permit *c = &d->command->visit_permit;
    uint32_t row = visit_named(d, c->visit);
    if (row == NO_ROW) return;
    const struct visit_row *visit = state_visit(d->state, row);
    if (visit->state != VISIT_CONFIRMED) {
        refuse(d, REFUSAL_NOT_CONFIRMED, arg_str(c->visit), state_word(visit), NO_ARG);
        return;
    }
    struct strs admitted = people_given(d, c->technicians, instant_day(visit->start, d->offset));
    if (is_refused(d)) return;
    emit(d, EVENT_VISIT_PERMITTED, c->visit)->visit_permitted = (struct event_visit_permitted){
        .visit = c->visit, .rooms = c->rooms, .technicians = admitted};
}

static bool is_before_start(const struct visit_row *visit)
{
    return visit->state == VISIT_PROPOSED || visit->state == VISIT_CONFIRMED;
}

void decide_visit_cancel(struct deciding *d)
{
    const struct command_visit_cancel *c = &d->command->visit_cancel;
    uint32_t row = visit_named(d, c->visit);
    if (row == NO_ROW) return;
    const struct visit_row *visit = state_visit(d->state, row);
    if (!is_before_start(visit)) {
        refuse(d, REFUSAL_ALREADY_STARTED, arg_str(c->visit), state_word(visit), NO_ARG);
        return;
    }
    emit(d, EVENT_VISIT_CANCELLED, c->visit)->visit_cancelled =
        (struct event_visit_cancelled){.visit = c->visit, .reason = c->reason};
}

/* Entry by the city's procedure (5(4)). */
static void check_entry(struct deciding *d, const struct visit_row *visit, struct str id)
{
    struct str site_id = state_text(d->state, visit->site);
    uint32_t site = contract_site(d->wording, site_id);
    bool asks = site != CONTRACT_NONE && d->wording->entry_approver != APPROVER_NONE &&
                d->wording->sites[site].permission;
    if (asks && !visit->permitted)
        refuse(d, REFUSAL_NO_PERMIT, arg_str(id), arg_str(site_id), NO_ARG);
}

static bool is_among(const struct state *state, struct list actors, uint32_t actor)
{
    for (uint32_t i = 0; i < actors.count; i++)
        if (state_list(state, actors)[i] == actor) return true;
    return false;
}

/* A permit that names people lets nobody else in (5(4)). */
static void check_admitted(struct deciding *d, const struct visit_row *visit, struct str id,
                           struct strs people)
{
    for (uint32_t i = 0; visit->admitted.count > 0 && i < people.count; i++) {
        uint32_t actor = actor_named(d, people.at[i]);
        if (actor == NO_ROW || is_among(d->state, visit->admitted, actor)) continue;
        refuse(d, REFUSAL_PERSON_NOT_PERMITTED, arg_str(id), arg_str(people.at[i]), NO_ARG);
    }
}

/* Nobody is on two visits at once, be they of two contracts. */
static void check_on_one_site(struct deciding *d, uint32_t row, struct strs people)
{
    for (uint32_t v = 0; v < d->state->visits.count; v++) {
        const struct visit_row *other = state_visit(d->state, v);
        if (v == row || other->state != VISIT_STARTED) continue;
        for (uint32_t i = 0; i < people.count; i++) {
            uint32_t actor = actor_named(d, people.at[i]);
            if (actor == NO_ROW || !is_among(d->state, other->crew, actor)) continue;
            refuse(d, REFUSAL_ALREADY_ON_SITE, arg_str(people.at[i]), arg_str(id_of_visit(d, v)),
                   NO_ARG);
        }
    }
}

/* Approved or directed before the visit began (5(2)); a paper may have been signed earlier than
 * it was recorded, and is shown as such. */
static bool overtime_allows(const struct visit_row *visit, instant_t started_at)
{
    const struct decision_row *decision = &visit->overtime_decision;
    if (visit->overtime != OVERTIME_APPROVED && visit->overtime != OVERTIME_DIRECTED) return false;
    return decision->on_behalf != NOBODY || instant_cmp(decision->at, started_at) <= 0;
}

/* Outside working time only when approved or directed beforehand (5(2)). */
static void check_working_time(struct deciding *d, const struct visit_row *visit, struct str id,
                               instant_t at)
{
    uint32_t site = contract_site(d->wording, state_text(d->state, visit->site));
    bool outside = visit->out_of_hours || !hours_in_working_time(d->wording, site, at, at);
    bool asks = d->wording->overtime_approver != APPROVER_NONE;
    if (outside && asks && !overtime_allows(visit, at))
        refuse(d, REFUSAL_OUT_OF_HOURS, arg_str(id), arg_at(d, at), NO_ARG);
}

/* The check was before the medium came into use, and somebody answers for the medium (5(6)ウ). A
 * gate already says what no check at all is. */
static void check_medium(struct deciding *d, uint32_t row, instant_t started_at)
{
    const struct job_row *job = state_job(d->state, row);
    struct argument id = arg_str(id_of_job(d, row));
    const struct job_class *class = job_class_of(d->state, d->wording, job);
    bool needs = class != NULL && (class->needs & NEED_MEDIA_CHECK) != 0;
    if (!needs || !job->media_checked) return;
    if (job->medium == NO_ROW) {
        if (instant_cmp(job->media_checked_at, started_at) > 0)
            refuse(d, REFUSAL_MEDIA_NOT_CHECKED, id, NO_ARG, NO_ARG);
        return;
    }
    const struct medium_row *medium = state_medium(d->state, job->medium);
    struct argument name = arg_str(state_text(d->state, medium->id));
    if (medium->custodian == NOBODY)
        refuse(d, REFUSAL_NO_CUSTODIAN, id, name, arg_term(&medium_state_terms, medium->state));
    if (medium->checked_at.is && instant_cmp(medium->checked_at.at, started_at) > 0)
        refuse(d, REFUSAL_MEDIUM_NOT_CHECKED, id, name, arg_at(d, started_at));
}

void decide_visit_start(struct deciding *d)
{
    const struct command_visit_start *c = &d->command->visit_start;
    uint32_t row = visit_named(d, c->visit);
    if (row == NO_ROW) return;
    const struct visit_row *visit = state_visit(d->state, row);
    struct maybe_instant at = instant_given(d, "started_at", c->started_at);
    day_t day = instant_day(at.at, d->offset), planned = instant_day(visit->start, d->offset);
    if (visit->state != VISIT_CONFIRMED) {
        refuse(d, REFUSAL_NOT_CONFIRMED, arg_str(c->visit), state_word(visit), NO_ARG);
        return;
    }
    for (uint32_t i = 0; i < visit->jobs.count; i++) {
        uint32_t job = state_list(d->state, visit->jobs)[i];
        if (!job_is_live(state_job(d->state, job))) continue;
        refuse_gates(d, job);
        check_medium(d, job, at.at);
    }
    check_entry(d, visit, c->visit);
    struct strs crew = crew_named(d, c->technicians, day);
    check_admitted(d, visit, c->visit, crew);
    check_on_one_site(d, row, crew);
    check_working_time(d, visit, c->visit, at.at);
    if (!day_eq(day, planned))
        refuse(d, REFUSAL_WRONG_DAY, arg_str(c->visit), arg_day(planned), arg_day(day));
    if (is_refused(d)) return;
    emit(d, EVENT_VISIT_STARTED, c->visit)->visit_started =
        (struct event_visit_started){.visit = c->visit, .technicians = crew, .started_at = at};
}

/* A work report is owed for each job that the visit was for (5(8)ウ). */
static void owe_reports(struct deciding *d, const struct visit_row *visit, day_t day)
{
    uint32_t rule = document_rule_of(d->wording, OWED_AFTER_VISIT);
    for (uint32_t i = 0; rule != CONTRACT_NONE && i < visit->jobs.count; i++) {
        uint32_t job = state_list(d->state, visit->jobs)[i];
        const struct job_row *row = state_job(d->state, job);
        if (!row->completed || row->reported || row->accepted) continue;
        owe_document(d, d->wording->documents[rule].kind, STR_NONE,
                     document_of(d->wording, rule, day).due, id_of_job(d, job));
    }
}

void decide_visit_finish(struct deciding *d)
{
    const struct command_visit_finish *c = &d->command->visit_finish;
    uint32_t row = visit_named(d, c->visit);
    if (row == NO_ROW) return;
    const struct visit_row *visit = state_visit(d->state, row);
    struct maybe_instant at = instant_given(d, "finished_at", c->finished_at);
    if (visit->state != VISIT_STARTED) {
        refuse(d, REFUSAL_NOT_STARTED, arg_str(c->visit), state_word(visit), NO_ARG);
        return;
    }
    if (instant_cmp(at.at, visit->started_at) < 0)
        refuse(d, REFUSAL_BAD_VALUE, arg_text("finished_at"), arg_at(d, at.at),
               arg_term(&acceptable_terms, GIVE_AFTER_START));
    for (uint32_t i = 0; i < visit->jobs.count; i++) {
        uint32_t job = state_list(d->state, visit->jobs)[i];
        const struct job_row *done = state_job(d->state, job);
        if (job_is_live(done))
            refuse(d, REFUSAL_JOBS_UNRESOLVED, arg_str(c->visit), arg_str(id_of_job(d, job)),
                   NO_ARG);
        else if (done->completed && instant_cmp(at.at, done->finished_at) < 0)
            refuse(d, REFUSAL_BAD_VALUE, arg_text("finished_at"), arg_at(d, at.at),
                   arg_term(&acceptable_terms, GIVE_AFTER_JOBS));
    }
    if (is_refused(d)) return;
    emit(d, EVENT_VISIT_FINISHED, c->visit)->visit_finished =
        (struct event_visit_finished){.visit = c->visit, .finished_at = at};
    owe_reports(d, visit, instant_day(at.at, d->offset));
}
