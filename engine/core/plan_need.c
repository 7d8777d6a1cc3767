#include "engine/core/plan_need.h"

#include "engine/base/sort.h"
#include "rules/calendar.h"
#include "rules/hours.h"

enum { JOINER_NEEDS_MAX = 2 }; /* its proposal and the approval of that */

struct need_list {
    struct plan_need *at;
    uint32_t count, cap;
};

static void need_put(struct need_list *list, enum need_kind what, uint32_t job, instant_t by)
{
    CHECK(list->count < list->cap);
    list->at[list->count++] = (struct plan_need){what, job, by};
}

/* The end of working time `lead` open days before the visit, and never after its start. */
static instant_t by_lead(const struct contract *wording, uint32_t site, instant_t start,
                         uint32_t lead)
{
    day_t day = instant_day(start, wording->offset);
    struct maybe_day before = calendar_open_before(wording, site, day, lead);
    if (!before.is) return start;
    instant_t by = hours_end_of(wording, before.day);
    return instant_cmp(by, start) < 0 ? by : start;
}

static void put_procedure(struct need_list *list, const struct contract *wording, uint32_t site,
                          const struct job_row *job, struct plan_need at)
{
    if (job->procedure != PROCEDURE_SUBMITTED)
        need_put(list, NEED_KIND_PROCEDURE_SUBMIT, at.job,
                 by_lead(wording, site, at.by, wording->lead_procedure));
    need_put(list, NEED_KIND_PROCEDURE_APPROVE, at.job, at.by);
}

uint32_t plan_job_needs(const struct state *state, const struct contract *wording, uint32_t row,
                        instant_t start, struct plan_need *ret, uint32_t ret_max)
{
    const struct job_row *job = state_job(state, row);
    uint32_t gates = job_gates(state, wording, row);
    struct need_list list = {ret, 0, ret_max};
    uint32_t site = job_site_of(state, wording, job);
    if (gates & GATE_WORK_ORDER) need_put(&list, NEED_KIND_WORK_ORDER, row, start);
    if (gates & GATE_QUERY) need_put(&list, NEED_KIND_QUERY, row, start);
    if (gates & GATE_PROCEDURE)
        put_procedure(&list, wording, site, job, (struct plan_need){.job = row, .by = start});
    if (gates & GATE_MEDIA) need_put(&list, NEED_KIND_MEDIA_CHECK, row, start);
    if (gates & GATE_VENDOR) need_put(&list, NEED_KIND_VENDOR, row, start);
    if (gates & GATE_HELD) need_put(&list, NEED_KIND_RELEASE, row, start);
    return list.count;
}

/* No lead is owed by a visit that only attends failures (4(3)): its proposal may come late. */
static uint32_t visit_lead(const struct plan_frame *frame, const struct plan_visit *visit)
{
    for (uint32_t i = 0; i < visit->job_count; i++) {
        const struct job_row *job = state_job(frame->state, visit->jobs[i].job);
        const struct job_class *class = job_class_of(frame->state, frame->wording, job);
        if (class == NULL || !class->standing_procedure) return frame->wording->lead_visit;
    }
    return 0;
}

static void put_proposal(struct need_list *list, const struct plan_frame *frame,
                         const struct plan_visit *visit, uint32_t job, bool proposed)
{
    instant_t by = by_lead(frame->wording, visit->site, visit->start, visit_lead(frame, visit));
    if (!proposed) need_put(list, NEED_KIND_PROPOSE, job, by);
    if (frame->wording->visit_approver != APPROVER_NONE || proposed)
        need_put(list, NEED_KIND_APPROVE, job, visit->start);
}

/* A job that would join a confirmed visit needs an approval of its own (4 ※). */
static void put_joiners(struct need_list *list, const struct plan_frame *frame,
                        const struct plan_visit *visit)
{
    for (uint32_t i = 0; i < visit->job_count; i++) {
        uint32_t row = visit->jobs[i].job;
        const struct job_row *job = state_job(frame->state, row);
        if (!job_is_live(job) || (job->visit == visit->visit && !job->joining)) continue;
        put_proposal(list, frame, visit, row, job->visit == visit->visit);
    }
}

static bool crew_is_missing(const struct plan_frame *frame, const struct plan_visit *visit)
{
    if (frame->state->roster.count == 0) return true;
    for (uint32_t i = 0; i < visit->crew_count; i++)
        if (!state_is_available(frame->state, visit->crew[i], visit->day)) return true;
    return visit->crew_count == 0;
}

static void put_visit_needs(struct need_list *list, const struct plan_frame *frame,
                            const struct plan_visit *visit, bool proposal_stands)
{
    const struct contract *wording = frame->wording;
    const struct visit_row *row =
        visit->visit != NO_ROW ? state_visit(frame->state, visit->visit) : NULL;
    if (visit->state == VISIT_PROPOSED)
        put_proposal(list, frame, visit, NO_ROW, proposal_stands);
    else
        put_joiners(list, frame, visit);
    bool asks_permit =
        wording->sites[visit->site].permission && wording->entry_approver != APPROVER_NONE;
    if (asks_permit && (row == NULL || !row->permitted))
        need_put(list, NEED_KIND_PERMIT, NO_ROW, visit->start);
    bool overtime_settled =
        row != NULL && (row->overtime == OVERTIME_APPROVED || row->overtime == OVERTIME_DIRECTED);
    if (visit->out_of_hours && !overtime_settled && wording->overtime_approver != APPROVER_NONE)
        need_put(list, NEED_KIND_OVERTIME, NO_ROW, visit->start);
    if (crew_is_missing(frame, visit)) need_put(list, NEED_KIND_ROSTER, NO_ROW, visit->start);
}

static int by_instant(const void *a, const void *b, const void *context)
{
    (void)context;
    const struct plan_need *one = a, *other = b;
    int order = instant_cmp(one->by, other->by);
    if (order != 0) return order;
    if (one->job != other->job) return one->job < other->job ? -1 : 1;
    return (one->what > other->what) - (one->what < other->what);
}

void plan_needs_find(const struct plan_frame *frame, struct plan_visit *visit, bool proposal_stands)
{
    if (visit->state == VISIT_STARTED) return; /* whatever it needed, it had */
    uint32_t cap = (visit->job_count + 1) * (PLAN_JOB_NEEDS_MAX + JOINER_NEEDS_MAX);
    struct need_list list = {ARENA_ARRAY(frame->arena, struct plan_need, cap), 0, cap};
    for (uint32_t i = 0; i < visit->job_count; i++) {
        if (!job_is_live(state_job(frame->state, visit->jobs[i].job))) continue;
        list.count += plan_job_needs(frame->state, frame->wording, visit->jobs[i].job, visit->start,
                                     list.at + list.count, PLAN_JOB_NEEDS_MAX);
    }
    put_visit_needs(&list, frame, visit, proposal_stands);
    sort_rows(list.at, list.count, sizeof *list.at, by_instant, NULL, frame->arena);
    visit->needs = list.at;
    visit->need_count = list.count;
}
