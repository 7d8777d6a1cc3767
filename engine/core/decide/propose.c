/* Proposing a visit: one of the current plan by its id, or one written by hand. */
#include "engine/core/decide/deciding.h"
#include "engine/core/plan.h"
#include "engine/core/plan_pairs.h"
#include "rules/hours.h"
#include "rules/merge.h"

enum { QUARTER = 15 };

struct proposal {
    struct str id, site_id;
    uint32_t site;
    day_t day;
    minute_t start;
    bool start_given;
    instant_t from, to;
    bool out_of_hours;
    uint32_t *jobs;
    uint32_t job_count;
    struct strs crew;
};

static struct strs job_ids(const struct deciding *d, const struct proposal *p)
{
    struct strs ids = {ARENA_ARRAY(d->arena, struct str, p->job_count), p->job_count};
    for (uint32_t i = 0; i < p->job_count; i++) ids.at[i] = id_of_job(d, p->jobs[i]);
    return ids;
}

static bool has_job(const struct proposal *p, uint32_t job)
{
    for (uint32_t i = 0; i < p->job_count; i++)
        if (p->jobs[i] == job) return true;
    return false;
}

/* What was proposed for these jobs before gives way; the log says to what. */
static void withdraw_others(struct deciding *d, const struct proposal *p)
{
    uint32_t self = state_find(d->state, NAME_VISIT, p->id);
    for (uint32_t i = 0; i < p->job_count; i++) {
        uint32_t visit = state_job(d->state, p->jobs[i])->visit, k = 0;
        while (k < i && state_job(d->state, p->jobs[k])->visit != visit) k++;
        if (visit == NO_ROW || visit == self || k < i) continue;
        if (state_visit(d->state, visit)->state != VISIT_PROPOSED) continue;
        emit_withdrawal(d, visit, text_format(d->arena, "replaced by %.*s", STR_ARGS(p->id)));
    }
}

/* Does the visit hold its people already? Of this contract only what is agreed does; a proposal
 * gives way to the next one. */
static bool holds_people(const struct deciding *d, const struct visit_row *visit)
{
    if (visit->state == VISIT_CONFIRMED || visit->state == VISIT_STARTED) return true;
    return visit->state == VISIT_PROPOSED && visit->contract != d->contract;
}

static void check_booked(struct deciding *d, const struct proposal *p, uint32_t row)
{
    const struct visit_row *visit = state_visit(d->state, row);
    for (uint32_t i = 0; i < p->crew.count; i++) {
        uint32_t actor = actor_named(d, p->crew.at[i]);
        for (uint32_t k = 0; k < visit->crew.count; k++)
            if (state_list(d->state, visit->crew)[k] == actor)
                refuse(d, REFUSAL_ALREADY_BOOKED, arg_str(p->crew.at[i]),
                       arg_str(id_of_visit(d, row)), NO_ARG);
    }
}

/* Technicians are shared by the contracts of a store, and nobody is in two places at once. */
static void check_free(struct deciding *d, const struct proposal *p)
{
    uint32_t self = state_find(d->state, NAME_VISIT, p->id);
    for (uint32_t v = 0; v < d->state->visits.count; v++) {
        const struct visit_row *visit = state_visit(d->state, v);
        if (v == self || !holds_people(d, visit)) continue;
        bool meets = visit->start.ms < p->to.ms && p->from.ms < visit->end.ms;
        if (meets) check_booked(d, p, v);
    }
}

/* A wording that is to come may have given the place up by that day. */
static void check_site_then(struct deciding *d, const struct proposal *p)
{
    const struct contract *then = state_contract(d->state, d->contract, p->day);
    if (contract_site(then, p->site_id) == CONTRACT_NONE)
        refuse(d, REFUSAL_NO_SUCH_SITE, arg_str(p->site_id), arg_str(site_names(d)), NO_ARG);
}

/* What is proposed to join a confirmed visit takes nothing from it until it is approved. */
static bool loses_overtime(const struct visit_row *visit)
{
    return visit->overtime == OVERTIME_APPROVED && visit->state == VISIT_PROPOSED;
}

/* Where the contract asks nobody, what is proposed is confirmed. */
static void emit_proposal(struct deciding *d, const struct proposal *p)
{
    withdraw_others(d, p);
    emit(d, EVENT_VISIT_PROPOSED, p->id)->visit_proposed = (struct event_visit_proposed){
        .visit = p->id,
        .site = p->site_id,
        .start = {true, p->from},
        .end = {true, p->to},
        .jobs = job_ids(d, p),
        .crew = p->crew,
        .out_of_hours = {true, p->out_of_hours},
    };
    uint32_t known = state_find(d->state, NAME_VISIT, p->id);
    if (known != NO_ROW && loses_overtime(state_visit(d->state, known)))
        emit_drop(d, APPROVED_OVERTIME, known, STR("the visit is proposed anew"));
    if (d->wording->visit_approver == APPROVER_NONE)
        emit(d, EVENT_VISIT_APPROVED, p->id)->visit_approved =
            (struct event_visit_approved){.visit = p->id};
}

/* --- Of the current plan -------------------------------------------------------------------- */

static struct strs crew_of(struct deciding *d, const struct plan_visit *visit)
{
    struct strs crew = {ARENA_ARRAY(d->arena, struct str, visit->crew_count), visit->crew_count};
    for (uint32_t i = 0; i < visit->crew_count; i++)
        crew.at[i] = state_text(d->state, state_actor(d->state, visit->crew[i])->id);
    return crew;
}

/* A confirmed visit is proposed again only for what would join it. */
static void check_joins(struct deciding *d, const struct plan_visit *visit)
{
    if (visit->state == VISIT_PROPOSED) return;
    for (uint32_t i = 0; i < visit->job_count; i++) {
        const struct job_row *job = state_job(d->state, visit->jobs[i].job);
        if (visit->state == VISIT_CONFIRMED && !job_is_pinned(d->state, job)) return;
    }
    refuse(d, REFUSAL_ALREADY_STARTED, arg_str(visit->id),
           arg_term(&visit_state_terms, visit->state), NO_ARG);
}

static void propose_planned(struct deciding *d)
{
    const struct command_visit_propose *c = &d->command->visit_propose;
    struct plan plan;
    plan_make(d->state, d->contract, d->now, &(struct plan_options){0}, d->arena, &plan);
    const struct plan_visit *visit = plan_find(&plan, c->visit);
    if (visit == NULL) {
        refuse(d, REFUSAL_NO_SUCH_VISIT, arg_str(c->visit), NO_ARG, NO_ARG);
        return;
    }
    check_joins(d, visit);
    struct proposal p = {
        .id = visit->id,
        .site = visit->site,
        .site_id = d->wording->sites[visit->site].id,
        .day = visit->day,
        .from = visit->start,
        .to = visit->end,
        .out_of_hours = visit->out_of_hours,
        .jobs = ARENA_ARRAY(d->arena, uint32_t, visit->job_count),
        .job_count = visit->job_count,
    };
    for (uint32_t i = 0; i < p.job_count; i++) p.jobs[i] = visit->jobs[i].job;
    p.crew = c->crew.at != NULL ? crew_named(d, c->crew, p.day) : crew_of(d, visit);
    check_free(d, &p);
    check_site_then(d, &p);
    if (!is_refused(d)) emit_proposal(d, &p);
}

/* --- Written by hand ------------------------------------------------------------------------ */

static void need_field(struct deciding *d, bool is, const char *field)
{
    if (is) return;
    refuse(d, REFUSAL_MISSING_FIELD, arg_text("visit.propose"), arg_text(field), NO_ARG);
}

static void check_day(struct deciding *d, const struct proposal *p)
{
    if (p->day.n < d->today.n)
        refuse(d, REFUSAL_IN_THE_PAST, arg_text("date"), arg_day(p->day), arg_day(d->today));
    if (p->day.n < d->wording->from.n || p->day.n > d->wording->to.n) {
        refuse(d, REFUSAL_OUTSIDE_PERIOD, arg_text("date"), arg_day(p->day),
               arg_day(d->wording->from));
        struct refusal *last = vec_at(&d->ret->refusals, d->ret->refusals.count - 1);
        last->args[3] = arg_day(d->wording->to);
    }
}

/* "18:00" or a whole instant on the visit's day. */
static void read_start(struct deciding *d, struct proposal *p, struct str start)
{
    instant_t at;
    p->start_given = str_is(start);
    if (!p->start_given || minute_parse(start, &p->start)) return;
    if (instant_parse(start, d->offset, &at) && day_eq(instant_day(at, d->offset), p->day))
        p->start = instant_minute(at, d->offset);
    else
        refuse_value(d, "start", start, GIVE_TIME);
}

/* Working time's begin; today not before people can be there (dispatch.notice_minutes). */
static minute_t first_start(const struct deciding *d, day_t day)
{
    minute_t from = d->wording->calendar.hours.from;
    if (!day_eq(day, d->today)) return from;
    minute_t soon = instant_minute(d->now, d->offset) + (minute_t)d->wording->notice_minutes;
    soon = (soon + QUARTER - 1) / QUARTER * QUARTER;
    return soon > from ? soon : from;
}

static uint32_t total_minutes(const struct deciding *d, const struct proposal *p)
{
    uint32_t minutes = d->wording->sites[p->site].overhead_minutes;
    for (uint32_t i = 0; i < p->job_count; i++) minutes += state_job(d->state, p->jobs[i])->minutes;
    return minutes;
}

static struct argument why_closed(struct day_verdict verdict)
{
    if (verdict.why == DAY_HOLIDAY) return arg_str(verdict.name);
    bool weekend = verdict.why == DAY_WEEKEND;
    return arg_term(&closed_why_terms, weekend ? CLOSED_WEEKEND : CLOSED_BY_CONTRACT);
}

static void check_hours(struct deciding *d, struct proposal *p)
{
    const struct calendar_rule *rule = &d->wording->calendar;
    struct day_verdict verdict = calendar_judge(d->wording, p->site, p->day);
    uint32_t minutes = total_minutes(d, p);
    if (!p->start_given) {
        p->start = first_start(d, p->day);
        if (!verdict.open)
            refuse(d, REFUSAL_DAY_CLOSED, arg_day(p->day), why_closed(verdict), NO_ARG);
    }
    minute_t end = hours_work_end(rule, p->start, minutes);
    minute_t limit = p->start_given ? MINUTES_PER_DAY : rule->hours.to;
    if (end > limit) {
        uint32_t left = p->start < limit ? hours_minutes_within(rule, p->start, limit) : 0;
        refuse(d, REFUSAL_DOES_NOT_FIT_A_DAY, arg_number(minutes), arg_number(left), NO_ARG);
        return;
    }
    p->from = instant_of(p->day, p->start, d->offset);
    p->to = instant_of(p->day, end, d->offset);
    p->out_of_hours = !hours_in_working_time(d->wording, p->site, p->from, p->to);
}

static void check_job(struct deciding *d, const struct proposal *p, uint32_t job)
{
    const struct job_row *row = state_job(d->state, job);
    struct argument id = arg_str(id_of_job(d, job));
    if (!job_is_live(row)) {
        refuse(d, REFUSAL_JOB_ALREADY_DONE, id,
               arg_term(&job_state_terms, job_state_of(d->state, d->wording, job)), NO_ARG);
        return;
    }
    struct str site = state_text(d->state, row->site);
    if (!str_eq(site, p->site_id)) refuse(d, REFUSAL_JOB_ELSEWHERE, id, arg_str(site), NO_ARG);
    if (job_is_pinned(d->state, row))
        refuse(d, REFUSAL_JOB_IN_VISIT, id, arg_str(id_of_visit(d, row->visit)), NO_ARG);
}

static void read_jobs(struct deciding *d, struct proposal *p, struct strs ids)
{
    p->jobs = ARENA_ARRAY(d->arena, uint32_t, ids.count);
    for (uint32_t i = 0; i < ids.count; i++) {
        uint32_t job = job_named(d, ids.at[i]);
        if (job == NO_ROW) continue;
        p->jobs[p->job_count++] = job;
        check_job(d, p, job);
    }
}

/* Kept when the other is done, comes on an earlier day, or stands earlier in the same visit. */
static bool comes_before(const struct deciding *d, const struct proposal *p, uint32_t place,
                         uint32_t other)
{
    const struct job_row *row = state_job(d->state, other);
    if (!job_is_live(row)) return true;
    for (uint32_t i = 0; i < place; i++)
        if (p->jobs[i] == other) return true;
    return !has_job(p, other) && row->standing.is && row->standing.day.n < p->day.n;
}

/* The job that a list of mates names; where one failed, its follow-up. */
static uint32_t mate_at(const struct deciding *d, struct list mates, uint32_t i)
{
    return plan_successor(d->state, state_list(d->state, mates)[i]);
}

static void check_mates(struct deciding *d, const struct proposal *p, uint32_t place)
{
    const struct job_row *row = state_job(d->state, p->jobs[place]);
    struct argument id = arg_str(id_of_job(d, p->jobs[place]));
    for (uint32_t i = 0; i < row->after.count; i++) {
        uint32_t before = mate_at(d, row->after, i);
        if (!comes_before(d, p, place, before))
            refuse(d, REFUSAL_AFTER, id, arg_str(id_of_job(d, before)), NO_ARG);
    }
    for (uint32_t i = 0; i < row->with.count; i++) {
        uint32_t mate = mate_at(d, row->with, i);
        if (!has_job(p, mate) && job_is_live(state_job(d->state, mate)))
            refuse(d, REFUSAL_WITH, id, arg_str(id_of_job(d, mate)), NO_ARG);
    }
    for (uint32_t i = 0; i < row->apart.count; i++) {
        uint32_t other = mate_at(d, row->apart, i);
        if (other != p->jobs[place] && has_job(p, other))
            refuse(d, REFUSAL_APART, id, arg_str(id_of_job(d, other)), NO_ARG);
    }
}

static struct merge_job merge_view(const struct deciding *d, uint32_t job)
{
    const struct job_row *row = state_job(d->state, job);
    return (struct merge_job){
        .key = job,
        .job_class = contract_class(d->wording, state_text(d->state, row->class)),
        .site = job_site_of(d->state, d->wording, row),
        .minutes = row->minutes,
        .alone = row->alone,
    };
}

/* What the contract says of their classes. A class that it no longer has binds nobody. */
static void check_company(struct deciding *d, const struct proposal *p)
{
    struct merge_job *jobs = ARENA_ARRAY(d->arena, struct merge_job, p->job_count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->job_count; i++) {
        jobs[count] = merge_view(d, p->jobs[i]);
        if (jobs[count].job_class != CONTRACT_NONE) count++;
    }
    if (count == 0) return;
    struct merge_verdict verdict = merge_judge(d->wording, jobs, count);
    for (uint32_t i = 0; i < verdict.count; i++) {
        const struct merge_fault *fault = &verdict.at[i];
        struct argument a = arg_str(id_of_job(d, jobs[fault->first].key));
        struct argument b = arg_str(id_of_job(d, jobs[fault->second].key));
        switch (fault->reason) {
        case MERGE_CLASSES_APART:
        case MERGE_ALONE: refuse(d, REFUSAL_APART, a, b, NO_ARG); break;
        case MERGE_ORDER: refuse(d, REFUSAL_AFTER, a, b, NO_ARG); break;
        case MERGE_JOBS_APART:    /* said by check_mates */
        case MERGE_SITES_DIFFER:  /* said by check_job */
        case MERGE_WINDOWS_APART: /* who writes by hand isn't held to windows (S9: a warning) */
        case MERGE_TOO_LONG:      /* said by check_hours */
        case MERGE_REASON_COUNT: break;
        }
    }
}

static void propose_by_hand(struct deciding *d)
{
    const struct command_visit_propose *c = &d->command->visit_propose;
    need_field(d, str_is(c->site), "site");
    need_field(d, c->date.is, "date");
    need_field(d, c->jobs.count > 0, "jobs");
    if (is_refused(d)) return;

    struct proposal p = {.site = contract_site(d->wording, c->site), .day = c->date.day};
    if (p.site == CONTRACT_NONE) {
        refuse(d, REFUSAL_NO_SUCH_SITE, arg_str(c->site), arg_str(site_names(d)), NO_ARG);
        return;
    }
    p.site_id = d->wording->sites[p.site].id;
    check_day(d, &p);
    read_start(d, &p, c->start);
    read_jobs(d, &p, c->jobs);
    if (p.job_count == c->jobs.count) {
        check_hours(d, &p);
        check_company(d, &p);
        for (uint32_t i = 0; i < p.job_count; i++) check_mates(d, &p, i);
    }
    p.crew = crew_named(d, c->crew, p.day);
    p.id = name_for(d, NAME_VISIT, c->visit);
    check_free(d, &p);
    check_site_then(d, &p);
    if (!is_refused(d)) emit_proposal(d, &p);
}

void decide_visit_propose(struct deciding *d)
{
    const struct command_visit_propose *c = &d->command->visit_propose;
    bool by_hand = str_is(c->site) || c->date.is || c->jobs.count > 0 || str_is(c->start);
    if (str_is(c->visit) && !by_hand)
        propose_planned(d);
    else
        propose_by_hand(d);
}
