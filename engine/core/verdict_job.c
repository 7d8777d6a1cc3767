/* Duties that each job brings: that it is done in time, what must be there before, its report. */
#include "engine/core/verdict_priv.h"
#include "engine/vocab/duty.h"
#include "rules/document.h"
#include "rules/hours.h"

enum { DUTY_WORK_FIRST = 5, DUTY_WORK_LAST = 12 }; /* the works of clause 4, by their clauses */

/* One job with what is asked of it again and again. */
struct looked {
    struct verdict_list *list;
    const struct job_row *job;
    const struct job_class *class; /* NULL: the wording no longer has it */
    uint32_t row;
    struct str id;
    struct maybe_instant deadline;
    struct maybe_instant start; /* of its visit, planned or begun; absent: in none */
    struct str visit;           /* that visit's id, or absent */
};

static void put(const struct looked *l, uint32_t duty, enum verdict verdict,
                struct maybe_instant due, enum event_kind proof, enum event_kind other)
{
    verdict_put(l->list, (struct verdict_row){.duty = duty,
                                              .verdict = verdict,
                                              .subject = l->id,
                                              .due = due,
                                              .proofs = {proof, other}});
}

/* Whether the work itself was done in time. */
static enum verdict of_work(const struct looked *l)
{
    if (l->job->cancelled) return VERDICT_WAIVED;
    if (!l->job->completed) return verdict_pending(l->list, l->deadline, l->id, STR_NONE);
    if (l->job->result == RESULT_DONE) return verdict_done(l->job->finished_at, l->deadline);
    return verdict_pending(l->list, l->deadline, l->id, STR_NONE);
}

/* Something that must be there before the work: too late once the work is done. */
static enum verdict of_gate(const struct looked *l, bool met)
{
    if (met) return VERDICT_MET;
    if (l->job->cancelled) return VERDICT_WAIVED;
    if (l->job->completed) return VERDICT_LATE;
    return verdict_pending(l->list, l->start, l->id, l->visit);
}

static void judge_work(const struct looked *l)
{
    if (l->job->followed_by != NO_ROW || l->class == NULL) return; /* the follow-up answers */
    for (uint32_t duty = DUTY_WORK_FIRST; duty <= DUTY_WORK_LAST; duty++)
        if (str_eq(l->class->clause, str_of(duty_at(duty)->clause)))
            put(l, duty, of_work(l), l->deadline, EVENT_JOB_OPENED, EVENT_JOB_COMPLETED);
    if (l->class->urgency == URGENCY_URGENT)
        put(l, 17, of_work(l), l->deadline, EVENT_JOB_OPENED, EVENT_JOB_COMPLETED);
}

/* Where it comes from and where it is done (4(1), 5(1)). */
static void judge_origin(const struct looked *l)
{
    const struct maybe_instant none = {0};
    const struct contract *wording = l->list->plan->wording;
    uint32_t site = job_site_of(l->list->state, wording, l->job);
    bool known = site != CONTRACT_NONE;
    bool referred = str_is(state_text(l->list->state, l->job->reference));
    put(l, 2, of_gate(l, known), none, EVENT_JOB_OPENED, 0);
    bool elsewhere =
        known && site != 0; /* the contract names that site too: an exception it made */
    put(l, 18, elsewhere ? VERDICT_WAIVED : of_gate(l, known), none, EVENT_JOB_OPENED, 0);
    if (l->class != NULL && l->class->source == SOURCE_JLIS)
        put(l, 4, of_gate(l, referred), none, EVENT_JOB_OPENED, EVENT_JOB_AMENDED);
}

static void judge_vendor(const struct looked *l)
{
    if (!l->job->vendor_arranged && l->job->judgement != FAULT_HARDWARE) return;
    struct maybe_instant due = {l->job->vendor_arranged,
                                hours_end_of(l->list->plan->wording, l->job->vendor_ready_on)};
    enum verdict verdict = VERDICT_MET;
    if (!l->job->vendor_replaced)
        verdict =
            l->job->cancelled ? VERDICT_WAIVED : verdict_pending(l->list, due, l->id, l->visit);
    put(l, 13, verdict, due, EVENT_VENDOR_ARRANGED, EVENT_VENDOR_REPLACED);
}

/* Before the visit that does it began; while none has, beforehand still. */
static bool was_before(const struct looked *l, instant_t at)
{
    if (l->job->visit == NO_ROW) return true;
    const struct visit_row *visit = state_visit(l->list->state, l->job->visit);
    bool begun = visit->state == VISIT_STARTED || visit->state == VISIT_FINISHED;
    return !begun || instant_cmp(at, visit->started_at) <= 0;
}

static void judge_procedure(const struct looked *l)
{
    enum procedure_state state = l->job->procedure;
    bool written = state == PROCEDURE_SUBMITTED || state == PROCEDURE_APPROVED;
    bool approved = state == PROCEDURE_APPROVED && was_before(l, l->job->procedure_decision.at);
    put(l, 34, of_gate(l, written), l->start, EVENT_PROCEDURE_SUBMITTED, 0);
    if (l->list->plan->wording->procedure_approver == APPROVER_NONE) return;
    put(l, 35, of_gate(l, approved), l->start, EVENT_PROCEDURE_SUBMITTED, EVENT_PROCEDURE_APPROVED);
}

static void judge_media(const struct looked *l)
{
    bool clean = l->job->media_checked && l->job->media_result == MEDIA_CLEAN &&
                 was_before(l, l->job->media_checked_at);
    put(l, 30, of_gate(l, clean), l->start, EVENT_MEDIA_CHECKED, 0);
}

static void judge_gates(const struct looked *l)
{
    uint32_t needs = l->class != NULL ? l->class->needs : NEED_WORK_ORDER;
    if ((needs & NEED_WORK_ORDER) != 0)
        put(l, 32, of_gate(l, l->job->work_order), l->start, EVENT_WORK_ORDER_ISSUED, 0);
    if ((needs & NEED_PROCEDURE) != 0 && !l->class->standing_procedure) judge_procedure(l);
    if ((needs & NEED_MEDIA_CHECK) != 0) judge_media(l);
}

/* "Promptly" is what the contract makes of it for the papers of a work (5(8)ウ). */
static struct maybe_instant report_due(const struct looked *l)
{
    const struct contract *wording = l->list->plan->wording;
    day_t done = instant_day(l->job->finished_at, wording->offset);
    for (uint32_t r = 0; r < wording->document_count; r++) {
        if (wording->documents[r].owed != OWED_AFTER_VISIT) continue;
        day_t due = document_of(wording, r, done).due;
        return (struct maybe_instant){true, hours_end_of(wording, due)};
    }
    return (struct maybe_instant){0};
}

static void judge_report(const struct looked *l)
{
    if (!l->job->completed) return;
    struct maybe_instant due = report_due(l);
    enum verdict verdict = l->job->reported ? verdict_done(l->job->reported_at, due)
                                            : verdict_pending(l->list, due, l->id, STR_NONE);
    put(l, 37, verdict, due, EVENT_JOB_COMPLETED, EVENT_JOB_REPORTED);
    put(l, 38, VERDICT_MET, (struct maybe_instant){0}, EVENT_JOB_COMPLETED, 0);
}

static struct looked look(struct verdict_list *list, uint32_t row)
{
    const struct plan *plan = list->plan;
    struct looked l = {.list = list, .job = state_job(list->state, row), .row = row};
    const struct plan_visit *visit = plan_visit_of(plan, row);
    struct job_deadline deadline =
        job_deadline_of(list->state, plan->wording, row, plan->at, list->arena);
    l.id = state_text(list->state, l.job->id);
    l.class = job_class_of(list->state, plan->wording, l.job);
    l.deadline = (struct maybe_instant){true, deadline.at};
    if (visit != NULL) {
        l.start = (struct maybe_instant){true, visit->start};
        l.visit = visit->id;
    }
    return l;
}

void verdict_jobs(struct verdict_list *list)
{
    const struct job_row *rows = list->state->jobs.rows;
    for (uint32_t j = 0; j < list->state->jobs.count; j++) {
        if (rows[j].contract != list->plan->contract) continue;
        struct looked l = look(list, j);
        judge_work(&l);
        judge_origin(&l);
        judge_vendor(&l);
        judge_gates(&l);
        judge_report(&l);
    }
}
