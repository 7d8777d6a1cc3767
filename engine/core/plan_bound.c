#include "engine/core/plan_frame.h"

#include "rules/calendar.h"
#include "rules/lead.h"

static void bound_raise(struct plan_bound *bound, day_t day, enum plan_bound_cause cause)
{
    if (day_cmp(day, bound->day) <= 0) return;
    bound->day = day;
    bound->cause = cause;
}

/* What a job not yet in a confirmed visit still has to be granted. Entry is asked for once the
 * visit is confirmed, so it is always still missing. */
static uint32_t approvals_missing(const struct job_row *job)
{
    uint32_t missing = LEAD_VISIT | LEAD_ENTRY;
    if (job->procedure != PROCEDURE_APPROVED) missing |= LEAD_PROCEDURE;
    return missing;
}

/* The day of a proposal on record that has still to come: it isn't held to leads, whether the plan
 * or a person made it; what it lacks is shown and alerted instead. */
static bool is_proposed_before(const struct plan_frame *frame, const struct job_row *job, day_t day)
{
    return job->visit != NO_ROW && job->standing.is &&
           day_cmp(job->standing.day, frame->today) >= 0 && day_cmp(job->standing.day, day) < 0;
}

static void bound_by_lead(const struct plan_frame *frame, const struct job_row *job, uint32_t site,
                          const struct job_class *class, struct plan_bound *bound)
{
    if (class == NULL) return;
    uint32_t index = (uint32_t)(class - frame->wording->classes);
    struct lead lead = lead_of(frame->wording, index, site, approvals_missing(job));
    struct maybe_day first = lead_first_day(frame->wording, site, frame->today, lead.days);
    if (!first.is) {
        bound->never = true;
        return;
    }
    if (is_proposed_before(frame, job, first.day)) {
        bound_raise(bound, job->standing.day, BOUND_PROPOSAL);
        return;
    }
    bound_raise(bound, first.day, BOUND_LEAD);
    bound->waits = lead.longest;
    bound->lead_days = lead.days;
}

struct plan_bound plan_bound_approved(const struct plan_frame *frame, uint32_t row)
{
    const struct job_row *job = state_job(frame->state, row);
    struct plan_bound bound = {.day = frame->today, .cause = BOUND_TODAY};
    bound_raise(&bound, frame->wording->from, BOUND_PERIOD);
    if (job->earliest.is) bound_raise(&bound, job->earliest.day, BOUND_EARLIEST);
    if (job->vendor_arranged && !job->vendor_replaced)
        bound_raise(&bound, job->vendor_ready_on, BOUND_VENDOR);
    return bound;
}

/* The latest of today, the period's start, the job's own earliest day, its vendor's day and the
 * leads still owed. A hold is no bound: the job is planned for, and its release is a need. */
struct plan_bound plan_bound_of(const struct plan_frame *frame, uint32_t row, uint32_t site,
                                const struct job_class *class)
{
    struct plan_bound bound = plan_bound_approved(frame, row);
    bound_by_lead(frame, state_job(frame->state, row), site, class, &bound);
    return bound;
}
