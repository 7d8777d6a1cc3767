/* What every plan must keep, written from planning.md over the state alone. */
#include <stdio.h>
#include <string.h>

#include "engine/base/text.h"
#include "rules/calendar.h"
#include "rules/hours.h"
#include "tests/simulation/checks.h"

struct looking {
    struct stage *stage;
    const struct state *state;
    const struct plan *plan;
    const struct contract *wording;
    day_t today;
};

/* Recorded visits that people decided on; the rest is the plan's own making. */
static bool is_fixed(const struct looking *l, const struct plan_visit *visit)
{
    if (visit->visit == NO_ROW) return false;
    const struct visit_row *row = state_visit(l->state, visit->visit);
    return row->state != VISIT_PROPOSED || row->out_of_hours;
}

static void check_each_once(const struct looking *l) /* I10 */
{
    for (uint32_t j = 0; j < l->state->jobs.count; j++) {
        const struct job_row *job = state_job(l->state, j);
        uint32_t found = 0;
        if (!job_is_live(job)) continue;
        for (uint32_t v = 0; v < l->plan->visit_count; v++)
            for (uint32_t i = 0; i < l->plan->visits[v].job_count; i++)
                found += l->plan->visits[v].jobs[i].job == j;
        for (uint32_t i = 0; i < l->plan->unplanned_count; i++)
            found += l->plan->unplanned[i].job == j;
        MUST(l->stage, 10, found == 1, "job %u is planned %u times", j, found);
    }
}

static uint32_t needed_minutes(const struct looking *l, const struct plan_visit *visit)
{
    uint32_t minutes = l->wording->sites[visit->site].overhead_minutes;
    for (uint32_t i = 0; i < visit->job_count; i++)
        if (job_is_live(state_job(l->state, visit->jobs[i].job)))
            minutes += state_job(l->state, visit->jobs[i].job)->minutes;
    return minutes;
}

static void check_room(const struct looking *l, const struct plan_visit *visit) /* I11 */
{
    const struct calendar_rule *rule = &l->wording->calendar;
    int32_t offset = l->wording->offset;
    minute_t from = instant_minute(visit->start, offset);
    bool inside = hours_in_working_time(l->wording, visit->site, visit->start, visit->end);
    const struct str id = visit->id;
    MUST(l->stage, 11, visit->job_count > 0, "%.*s is empty", STR_ARGS(id));
    /* Another wording may have other hours and another overhead than a proposal that stands. */
    bool reworded = visit->visit != NO_ROW && l->state->versions.count > 1;
    MUST(l->stage, 11, reworded || inside == !visit->out_of_hours,
         "%.*s hides that it is out of hours", STR_ARGS(id));
    MUST(l->stage, 11, day_eq(instant_day(visit->start, offset), visit->day), "%.*s: its day",
         STR_ARGS(id));
    int64_t notice_ms = visit->visit == NO_ROW ? l->wording->notice_minutes * MS_PER_MINUTE : 0;
    MUST(l->stage, 11, visit->start.ms >= l->plan->at.ms + notice_ms || visit->day.n > l->today.n,
         "%.*s starts too soon", STR_ARGS(id));
    MUST(l->stage, 11, visit->day.n >= l->today.n, "%.*s lies in the past", STR_ARGS(id));
    if (visit->out_of_hours || reworded) return;
    minute_t to = from + (minute_t)((visit->end.ms - visit->start.ms) / MS_PER_MINUTE);
    MUST(l->stage, 11, hours_minutes_within(rule, from, to) == needed_minutes(l, visit),
         "%.*s lasts %u working minutes and needs %u", STR_ARGS(id),
         hours_minutes_within(rule, from, to), needed_minutes(l, visit));
}

/* What joins a confirmed visit must find room after its start. */
static void check_joiners(const struct looking *l, const struct plan_visit *visit) /* I11 */
{
    const struct visit_row *row = state_visit(l->state, visit->visit);
    bool any = false;
    for (uint32_t i = 0; i < visit->job_count; i++) {
        const struct job_row *job = state_job(l->state, visit->jobs[i].job);
        any |= job_is_live(job) && (job->visit != visit->visit || job->joining);
    }
    if (!any) return;
    minute_t from = instant_minute(row->start, l->wording->offset);
    uint32_t room = hours_minutes_within(&l->wording->calendar, from, MINUTES_PER_DAY);
    MUST(l->stage, 11, row->state == VISIT_CONFIRMED, "%.*s is joined after its start",
         STR_ARGS(visit->id));
    MUST(l->stage, 11, room >= needed_minutes(l, visit), "%.*s is joined by more than it holds",
         STR_ARGS(visit->id));
    MUST(l->stage, 11, row->start.ms >= l->plan->at.ms, "%.*s is joined too late",
         STR_ARGS(visit->id));
}

static bool has_skill(const struct looking *l, uint32_t actor, day_t day, uint32_t skill)
{
    const struct roster_row *entry = state_roster(l->state, actor, day);
    const uint32_t *skills = entry != NULL ? state_list(l->state, entry->skills) : NULL;
    for (uint32_t i = 0; entry != NULL && i < entry->skills.count; i++)
        if (skills[i] == skill) return true;
    return false;
}

static bool crew_has(const struct looking *l, const struct plan_visit *visit, uint32_t skill)
{
    for (uint32_t i = 0; i < visit->crew_count; i++)
        if (has_skill(l, visit->crew[i], visit->day, skill)) return true;
    return false;
}

static void check_crew(const struct looking *l, const struct plan_visit *visit) /* I12 */
{
    if (l->state->roster.count == 0) return; /* then crews are no constraint */
    for (uint32_t i = 0; i < visit->crew_count; i++) {
        MUST(l->stage, 12, state_is_available(l->state, visit->crew[i], visit->day),
             "%.*s has somebody who is off", STR_ARGS(visit->id));
        for (uint32_t k = 0; k < i; k++)
            MUST(l->stage, 12, visit->crew[i] != visit->crew[k], "%.*s twice the same person",
                 STR_ARGS(visit->id));
    }
    for (uint32_t i = 0; i < visit->job_count; i++) {
        const struct job_row *job = state_job(l->state, visit->jobs[i].job);
        MUST(l->stage, 12, visit->crew_count >= job->crew, "%.*s: crew too small",
             STR_ARGS(visit->id));
        for (uint32_t s = 0; s < job->skills.count; s++)
            MUST(l->stage, 12, crew_has(l, visit, state_list(l->state, job->skills)[s]),
                 "%.*s: a skill is missing", STR_ARGS(visit->id));
    }
}

static uint32_t visits_of(const struct looking *l, uint32_t actor, day_t day)
{
    uint32_t count = 0;
    for (uint32_t v = 0; v < l->plan->visit_count; v++) {
        const struct plan_visit *visit = &l->plan->visits[v];
        for (uint32_t i = 0; i < visit->crew_count && day_eq(visit->day, day); i++)
            count += visit->crew[i] == actor;
    }
    return count;
}

static void check_people(const struct looking *l, const struct plan_visit *visit) /* I13 */
{
    for (uint32_t i = 0; i < visit->crew_count && l->state->roster.count > 0; i++)
        MUST(l->stage, 13, visits_of(l, visit->crew[i], visit->day) <= l->wording->visits_per_day,
             "%.*s takes somebody who is taken", STR_ARGS(visit->id));
}

/* `with` and a circle can contradict the rest, and then the plan says which it gives up. */
static bool may_contradict(const struct looking *l)
{
    for (uint32_t j = 0; j < l->state->jobs.count; j++)
        if (job_is_live(state_job(l->state, j)) && state_job(l->state, j)->with.count > 0)
            return true;
    return l->wording->merge.after_count > 0;
}

static uint32_t place_of(const struct plan_visit *visit, uint32_t job)
{
    uint32_t i = 0;
    while (i < visit->job_count && visit->jobs[i].job != job) i++;
    return i;
}

static void check_order(const struct looking *l, const struct plan_visit *visit, uint32_t at,
                        uint32_t other) /* I14 */
{
    const struct plan_visit *theirs = plan_visit_of(l->plan, other);
    if (!job_is_live(state_job(l->state, other)) || theirs == NULL) return;
    bool earlier = theirs->day.n < visit->day.n || (theirs == visit && place_of(visit, other) < at);
    MUST(l->stage, 14, earlier, "%.*s: job %u comes before job %u that it follows",
         STR_ARGS(visit->id), visit->jobs[at].job, other);
}

static void check_company(const struct looking *l, const struct plan_visit *visit) /* I14 */
{
    for (uint32_t i = 0; i < visit->job_count; i++) {
        const struct job_row *job = state_job(l->state, visit->jobs[i].job);
        MUST(l->stage, 14, !job->alone || visit->job_count == 1, "%.*s: one wants to be alone",
             STR_ARGS(visit->id));
        for (uint32_t k = 0; k < job->apart.count; k++)
            MUST(l->stage, 14,
                 place_of(visit, state_list(l->state, job->apart)[k]) == visit->job_count,
                 "%.*s holds what is to be kept apart", STR_ARGS(visit->id));
        for (uint32_t k = 0; k < job->after.count; k++)
            check_order(l, visit, i, state_list(l->state, job->after)[k]);
    }
}

/* The largest of the leads still owed; a class with a standing procedure owes none. */
static uint32_t lead_of_job(const struct looking *l, const struct job_row *job, uint32_t site)
{
    uint32_t index = contract_class(l->wording, state_text(l->state, job->class)), lead = 0;
    if (index == CONTRACT_NONE || l->wording->classes[index].standing_procedure) return 0;
    if (l->wording->visit_approver != APPROVER_NONE) lead = l->wording->lead_visit;
    bool entry = l->wording->sites[site].permission && l->wording->entry_approver != APPROVER_NONE;
    if (entry && l->wording->lead_entry > lead) lead = l->wording->lead_entry;
    bool procedure = (l->wording->classes[index].needs & NEED_PROCEDURE) != 0 &&
                     l->wording->procedure_approver != APPROVER_NONE &&
                     job->procedure != PROCEDURE_APPROVED;
    if (procedure && l->wording->lead_procedure > lead) lead = l->wording->lead_procedure;
    return lead;
}

static void check_release(const struct looking *l, const struct plan_visit *visit) /* I15 */
{
    for (uint32_t i = 0; i < visit->job_count; i++) {
        const struct job_row *job = state_job(l->state, visit->jobs[i].job);
        int32_t ahead = calendar_open_between(l->wording, visit->site, l->today, visit->day);
        const struct str id = visit->id;
        MUST(l->stage, 15, visit->day.n >= l->wording->from.n, "%.*s: before the period",
             STR_ARGS(id));
        MUST(l->stage, 15, !job->earliest.is || visit->day.n >= job->earliest.day.n,
             "%.*s: before the earliest day", STR_ARGS(id));
        MUST(l->stage, 15,
             !job->vendor_arranged || job->vendor_replaced ||
                 visit->day.n >= job->vendor_ready_on.n,
             "%.*s: before the vendor", STR_ARGS(id));
        if (job->standing.is) continue; /* what stands proposed isn't held to leads again */
        MUST(l->stage, 15, ahead >= (int32_t)lead_of_job(l, job, visit->site),
             "%.*s%s: job %u is %d open days ahead, lead %u", STR_ARGS(id),
             visit->out_of_hours ? " out of hours" : "", visit->jobs[i].job, ahead,
             lead_of_job(l, job, visit->site));
    }
}

static void check_needs(const struct looking *l, const struct plan_visit *visit) /* I18 */
{
    for (uint32_t i = 0; i < visit->need_count; i++)
        MUST(l->stage, 18, visit->needs[i].by.ms <= visit->start.ms,
             "%.*s needs something after its start", STR_ARGS(visit->id));
}

static struct str said(struct stage *stage, const struct plan *plan)
{
    struct text text;
    text_init(&text, &stage->turn);
    for (uint32_t v = 0; v < plan->visit_count; v++) {
        const struct plan_visit *visit = &plan->visits[v];
        char from[INSTANT_TEXT_BYTES], to[INSTANT_TEXT_BYTES];
        instant_print(visit->start, plan->wording->offset, from);
        instant_print(visit->end, plan->wording->offset, to);
        text_add(&text, "\n%.*s %s %s %s to %s jobs", STR_ARGS(visit->id),
                 visit_state_name(visit->state), visit->visit == NO_ROW ? "new" : "recorded", from,
                 to);
        for (uint32_t i = 0; i < visit->job_count; i++) text_add(&text, " %u", visit->jobs[i].job);
        text_add(&text, " crew");
        for (uint32_t i = 0; i < visit->crew_count; i++) text_add(&text, " %u", visit->crew[i]);
        text_add(&text, ": ");
        for (uint32_t i = 0; i < visit->why_count; i++)
            message_print(&text, LANG_EN, &visit->why[i]);
    }
    for (uint32_t i = 0; i < plan->unplanned_count; i++)
        text_add(&text, "\n%u %d", plan->unplanned[i].job, (int)plan->unplanned[i].reason);
    return text_str(&text);
}

static bool is_known(const struct known_visit *known, const struct plan_visit *visit)
{
    if (known->site != visit->site || known->job_count != visit->job_count) return false;
    for (uint32_t i = 0; i < known->job_count; i++)
        if (place_of(visit, known->jobs[i]) == visit->job_count) return false;
    return true;
}

/* I17; the memory of the last plan is written over, so that only as much is taken as needed. */
static void check_ids(const struct looking *l)
{
    struct stage *stage = l->stage;
    for (uint32_t k = 0; k < stage->known.count; k++) {
        const struct known_visit *known = vec_at(&stage->known, k);
        for (uint32_t v = 0; v < l->plan->visit_count; v++)
            if (l->plan->visits[v].visit == NO_ROW && is_known(known, &l->plan->visits[v]))
                MUST(stage, 17, str_eq(known->id, l->plan->visits[v].id), "%.*s was %.*s",
                     STR_ARGS(l->plan->visits[v].id), STR_ARGS(known->id));
    }
    stage->known.count = 0;
    for (uint32_t v = 0; v < l->plan->visit_count; v++) {
        const struct plan_visit *visit = &l->plan->visits[v];
        if (visit->visit != NO_ROW) continue; /* by hand: named by whoever wrote it */
        struct known_visit known = {visit->site, visit->job_count, NULL, {0}};
        known.jobs = ARENA_ARRAY(&stage->arena, uint32_t, visit->job_count);
        for (uint32_t i = 0; i < visit->job_count; i++) known.jobs[i] = visit->jobs[i].job;
        known.id = str_copy(&stage->arena, visit->id);
        *(struct known_visit *)vec_push(&stage->known, &stage->arena) = known;
    }
}

static void check_visit(const struct looking *l, const struct plan_visit *visit, bool orderly)
{
    check_needs(l, visit);
    if (is_fixed(l, visit)) {
        check_joiners(l, visit);
        return;
    }
    check_room(l, visit);
    check_release(l, visit);
    if (visit->visit == NO_ROW) check_crew(l, visit); /* else people may have chosen it */
    if (visit->visit == NO_ROW) check_people(l, visit);
    if (orderly) check_company(l, visit);
}

/* What was found broken is easier understood beside the plan it was found in. */
static void show(struct stage *stage, struct str plan)
{
    size_t len = strlen(stage->said);
    (void)snprintf(stage->said + len, sizeof stage->said - len, "\nin the plan %.*s",
                   STR_ARGS(plan));
}

void check_plan(struct stage *stage)
{
    struct plan plan, again;
    const struct plan_options options = {0};
    plan_make(&stage->state, 0, stage->now, &options, &stage->turn, &plan);
    (void)arena_take(&stage->turn, 333);
    plan_make(&stage->state, 0, stage->now, &options, &stage->turn, &again);
    MUST(stage, 16, str_eq(said(stage, &plan), said(stage, &again)), "two plans");
    struct looking l = {
        .stage = stage,
        .state = &stage->state,
        .plan = &plan,
        .wording = plan.wording,
        .today = instant_day(stage->now, plan.wording->offset),
    };
    bool orderly = !may_contradict(&l);
    check_each_once(&l);
    for (uint32_t v = 0; v < plan.visit_count; v++) check_visit(&l, &plan.visits[v], orderly);
    check_ids(&l);
    struct alerts alerts;
    alarm_find(&stage->state, &plan, &stage->turn, &alerts);
    check_alerts(stage, &plan, &alerts);
    if (stage->broken != 0) show(stage, said(stage, &plan));
}
