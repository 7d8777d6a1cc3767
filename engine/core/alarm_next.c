/* When the answer could change with nothing recorded. It may come too early, never too late:
 *
 * W1  At midnight: days ahead, leads, rosters, wordings and the plan itself count from today.
 *     A millisecond later too: by then a running pause has begun to hold the new day; and so
 *     with the instant that it begins at, which holds nothing by itself.
 * W2  At the instants of each open job: warning, critical, missed.
 * W3  While something of today is still to be planned: a millisecond after each quarter hour
 *     that a visit today could start on, for from then on it can't. */
#include "engine/core/alarm_priv.h"
#include "engine/core/plan_frame.h"
#include "rules/calendar.h"
#include "rules/risk.h"

static void consider(struct maybe_instant *next, instant_t now, instant_t at)
{
    if (instant_cmp(at, now) <= 0) return;
    if (next->is && instant_cmp(next->at, at) <= 0) return;
    *next = (struct maybe_instant){true, at};
}

/* W1: a pause that begins now holds its first day from a millisecond later. */
static void consider_pause(const struct state *state, const struct plan *plan,
                           const struct job_row *job, struct maybe_instant *next)
{
    if (!job->held || job->last_pause == NO_ROW) return;
    const struct pause_row *pause = vec_at(&state->pauses, job->last_pause);
    consider(next, plan->at, (instant_t){pause->from.ms + 1});
}

/* W2 */
static bool consider_jobs(const struct state *state, const struct plan *plan, struct arena *arena,
                          struct maybe_instant *next)
{
    bool any = false;
    const struct job_row *rows = state->jobs.rows;
    for (uint32_t j = 0; j < state->jobs.count; j++) {
        if (!job_is_live(&rows[j]) || rows[j].contract != plan->contract) continue;
        any = true;
        struct job_deadline deadline = job_deadline_of(state, plan->wording, j, plan->at, arena);
        struct risk_instants at = alarm_job_instants(state, plan, j, &deadline);
        consider_pause(state, plan, &rows[j], next);
        consider(next, plan->at, at.warning);
        consider(next, plan->at, at.critical);
        consider(next, plan->at, at.missed);
    }
    return any;
}

static bool owes_documents(const struct state *state, uint32_t contract)
{
    const struct document_row *rows = state->documents.rows;
    for (uint32_t d = 0; d < state->documents.count; d++)
        if (rows[d].contract == contract && rows[d].state == DOCUMENT_OWED) return true;
    return false;
}

/* Less of today can only take away plans that use today, or reopen what isn't proved best. */
static bool rests_on_today(const struct plan *plan, day_t today)
{
    if (!plan->proved || plan->unplanned_count > 0) return true;
    for (uint32_t v = 0; v < plan->visit_count; v++)
        if (day_eq(plan->visits[v].day, today) && plan->visits[v].state != VISIT_STARTED)
            return true;
    return false;
}

/* A visit out of hours that the plan made up can start on any quarter hour of the day, and what is
 * late may still get one when another way out has closed. */
static bool goes_on_after_hours(const struct plan *plan, day_t today)
{
    for (uint32_t i = 0; i < plan->late_count; i++)
        if (instant_cmp(plan->late[i].deadline, plan->at) > 0) return true;
    for (uint32_t v = 0; v < plan->visit_count; v++) {
        const struct plan_visit *visit = &plan->visits[v];
        if (visit->out_of_hours && visit->state == VISIT_PROPOSED && day_eq(visit->day, today))
            return true;
    }
    return false;
}

/* W3. The notice may be so long that the quarter hours of today pass before it does. */
static void consider_quarters(const struct plan *plan, day_t today, struct maybe_instant *next)
{
    const struct contract *wording = plan->wording;
    minute_t start = plan_start_after(wording, plan->at);
    bool all_day = goes_on_after_hours(plan, today);
    if (!all_day && (!rests_on_today(plan, today) || start >= wording->calendar.hours.to)) return;
    if (start < wording->calendar.hours.from && !all_day) start = wording->calendar.hours.from;
    int64_t quarter = start / QUARTER_MINUTES * QUARTER_MINUTES;
    instant_t last =
        instant_of(today, (minute_t)(quarter - (int64_t)wording->notice_minutes), wording->offset);
    last.ms++;
    consider(next, plan->at, last);
    last.ms += QUARTER_MINUTES * MS_PER_MINUTE;
    consider(next, plan->at, last);
}

struct maybe_instant alarm_next(const struct state *state, const struct plan *plan,
                                struct arena *arena)
{
    struct maybe_instant next = {0};
    day_t today = instant_day(plan->at, plan->wording->offset);
    bool jobs = consider_jobs(state, plan, arena, &next);
    consider_quarters(plan, today, &next);
    for (uint32_t v = 0; v < plan->visit_count; v++) /* a proposal's start passes */
        if (plan->visits[v].state != VISIT_STARTED)
            consider(&next, plan->at, (instant_t){plan->visits[v].start.ms + 1});
    bool waits = jobs || plan->visit_count > 0 || owes_documents(state, plan->contract) ||
                 day_cmp(today, plan->wording->to) < 0;
    instant_t midnight = alarm_midnight(plan, today);
    midnight.ms++;
    if (waits) consider(&next, plan->at, midnight);
    if (waits) consider(&next, plan->at, alarm_midnight(plan, day_plus(today, 1)));
    return next;
}
