#include "engine/core/plan_frame.h"

#include "engine/base/limits.h"
#include "rules/calendar.h"
#include "rules/hours.h"
#include "rules/window.h"

const struct contract *plan_wording(const struct state *state, uint32_t contract, instant_t now,
                                    day_t *ret_today)
{
    /* No wording changes the offset, so any of them can say which day it is. */
    int32_t offset = state_contract(state, contract, (day_t){0})->offset;
    *ret_today = instant_day(now, offset);
    return state_contract(state, contract, *ret_today);
}

minute_t plan_start_after(const struct contract *wording, instant_t now)
{
    day_t today = instant_day(now, wording->offset);
    int64_t gone_ms = now.ms - instant_of(today, 0, wording->offset).ms;
    int64_t from_ms = gone_ms + wording->notice_minutes * MS_PER_MINUTE;
    int64_t quarter_ms = QUARTER_MINUTES * MS_PER_MINUTE;
    return (minute_t)((from_ms + quarter_ms - 1) / quarter_ms) * QUARTER_MINUTES;
}

/* Not inside a break: nobody begins a visit by resting. */
static minute_t after_break(const struct calendar_rule *rule, minute_t at)
{
    for (uint32_t i = 0; i < rule->break_count; i++)
        if (rule->breaks[i].from <= at && at < rule->breaks[i].to) return rule->breaks[i].to;
    return at;
}

static void frame_today(struct plan_frame *frame)
{
    const struct calendar_rule *rule = &frame->wording->calendar;
    minute_t start = plan_start_after(frame->wording, frame->now);
    if (start < rule->hours.from) start = rule->hours.from;
    frame->start = after_break(rule, start);
    if (frame->start >= rule->hours.to) return;
    frame->today_minutes = hours_minutes_within(rule, frame->start, rule->hours.to);
}

/* A proposal out of hours whose overtime was refused or taken back, or whose day has gone, is no
 * more than a wish: its jobs are planned like any others. */
static bool is_fixed(const struct plan_frame *frame, const struct visit_row *visit, day_t day)
{
    if (visit->state == VISIT_CONFIRMED || visit->state == VISIT_STARTED) return true;
    return visit->state == VISIT_PROPOSED && visit->out_of_hours &&
           visit->overtime != OVERTIME_REFUSED && visit->overtime != OVERTIME_WITHDRAWN &&
           day_cmp(day, frame->today) >= 0;
}

static void collect_fixed(struct plan_frame *frame)
{
    struct vec found = vec_of(sizeof(struct plan_fixed));
    const struct visit_row *rows = frame->state->visits.rows;
    for (uint32_t v = 0; v < frame->state->visits.count; v++) {
        if (rows[v].contract != frame->contract) continue;
        day_t day = instant_day(rows[v].start, frame->wording->offset);
        if (!is_fixed(frame, &rows[v], day)) continue;
        uint32_t site = contract_site(frame->wording, state_text(frame->state, rows[v].site));
        if (site == CONTRACT_NONE) continue; /* the wording gave the place up */
        *(struct plan_fixed *)vec_push(&found, frame->arena) =
            (struct plan_fixed){v, site, day, PROBLEM_NONE};
    }
    frame->fixed = found.rows;
    frame->fixed_count = found.count;
}

static uint32_t fixed_of(const struct plan_frame *frame, const struct job_row *job)
{
    if (job->visit == NO_ROW || job->joining) return NO_ROW;
    uint32_t i = 0;
    while (i < frame->fixed_count && frame->fixed[i].visit != job->visit) i++;
    return i < frame->fixed_count ? i : NO_ROW;
}

/* While a hold stops the response clock, the deadline moves with it: it is taken as it will be
 * if the hold ends on the first day that the job could be done at all. */
static struct job_deadline deadline_of(const struct plan_frame *frame, const struct plan_work *work)
{
    const struct contract *wording = frame->wording;
    struct job_deadline deadline =
        job_deadline_of(frame->state, wording, work->job, frame->now, frame->arena);
    if (!deadline.moving || day_cmp(work->release.day, frame->today) <= 0) return deadline;
    instant_t released =
        instant_of(work->release.day, wording->calendar.hours.from, wording->offset);
    return job_deadline_of(frame->state, wording, work->job, released, frame->arena);
}

static void collect_works(struct plan_frame *frame)
{
    struct vec found = vec_of(sizeof(struct plan_work));
    const struct job_row *rows = frame->state->jobs.rows;
    for (uint32_t j = 0; j < frame->state->jobs.count; j++) {
        if (!job_is_live(&rows[j]) || rows[j].contract != frame->contract) continue;
        struct plan_work *work = vec_push(&found, frame->arena);
        work->job = j;
        work->site = job_site_of(frame->state, frame->wording, &rows[j]);
        work->class = job_class_of(frame->state, frame->wording, &rows[j]);
        work->release = plan_bound_of(frame, j, work->site, work->class);
        work->deadline = deadline_of(frame, work);
        work->fixed = fixed_of(frame, &rows[j]);
    }
    frame->works = found.rows;
    frame->work_count = found.count;
}

void plan_frame_init(struct plan_frame *frame, const struct state *state, uint32_t contract,
                     instant_t now, struct arena *arena)
{
    *frame = (struct plan_frame){
        .state = state, .arena = arena, .contract = contract, .now = now, .days = 1};
    frame->wording = plan_wording(state, contract, now, &frame->today);
    frame_today(frame);
    collect_fixed(frame);
    collect_works(frame);
}

struct plan_work *plan_frame_work(const struct plan_frame *frame, uint32_t job)
{
    uint32_t from = 0, to = frame->work_count;
    while (from < to) {
        uint32_t mid = from + (to - from) / 2;
        if (frame->works[mid].job == job) return &frame->works[mid];
        if (frame->works[mid].job < job)
            from = mid + 1;
        else
            to = mid;
    }
    return NULL;
}

/* Past every day that matters, and some more, so that what can't be in time is still planned. */
static int32_t horizon_of(const struct plan_frame *frame, uint32_t horizon_days)
{
    day_t last = day_max(frame->wording->to, frame->today);
    for (uint32_t i = 0; i < frame->work_count; i++) {
        last = day_max(last, frame->works[i].deadline.day);
        last = day_max(last, frame->works[i].release.day);
    }
    for (uint32_t i = 0; i < frame->fixed_count; i++) last = day_max(last, frame->fixed[i].day);
    int64_t days = (int64_t)last.n - frame->today.n + 1 + LATE_ROOM_DAYS;
    if (days < horizon_days) days = horizon_days;
    return days < HORIZON_DAYS_MAX ? (int32_t)days : HORIZON_DAYS_MAX;
}

static void lay_site(const struct plan_frame *frame, uint32_t index, struct problem_site *ret)
{
    const struct site *site = &frame->wording->sites[index];
    uint32_t full = hours_day_minutes(&frame->wording->calendar);
    bool *open = ARENA_ARRAY(frame->arena, bool, frame->days);
    uint32_t *minutes = ARENA_ARRAY(frame->arena, uint32_t, frame->days);
    for (int32_t d = 0; d < frame->days; d++) {
        open[d] = calendar_is_open(frame->wording, index, day_plus(frame->today, d));
        minutes[d] = full;
    }
    minutes[0] = frame->today_minutes;
    open[0] = open[0] && frame->today_minutes > 0;
    *ret = (struct problem_site){site->id, site->overhead_minutes, open, minutes};
}

/* Only where the job itself could be done by then: what approvals delay isn't late for it. */
static struct maybe_day keep_of(const struct plan_frame *frame, const struct plan_work *work)
{
    const struct maybe_day none = {0};
    if (work->class == NULL || work->site == CONTRACT_NONE || work->release.never) return none;
    const struct job_row *job = state_job(frame->state, work->job);
    const struct window_override own = {job->earliest, job->target, job->due};
    uint32_t class = (uint32_t)(work->class - frame->wording->classes);
    day_t received = instant_day(job->received_at, frame->wording->offset);
    struct maybe_day keep = window_kept_until(frame->wording, class, &own, received);
    const struct problem_site *site = &frame->sites[work->site];
    for (int32_t d = work->release.day.n; keep.is && d <= keep.day.n; d++) {
        int32_t at = d - frame->today.n;
        if (at >= frame->days) break;
        if (site->open[at] && site->minutes[at] >= site->overhead + job->minutes) return keep;
    }
    return none;
}

day_t plan_work_last(const struct plan_frame *frame, const struct plan_work *work)
{
    if (!work->keep.is || frame->keeps_dropped) return work->deadline.day;
    return day_min(work->keep.day, work->deadline.day);
}

void plan_frame_lay(struct plan_frame *frame, uint32_t horizon_days)
{
    frame->days = horizon_of(frame, horizon_days);
    uint32_t count = frame->wording->site_count;
    struct problem_site *sites = ARENA_ARRAY(frame->arena, struct problem_site, count);
    for (uint32_t i = 0; i < count; i++) lay_site(frame, i, &sites[i]);
    frame->sites = sites;
    for (uint32_t w = 0; w < frame->work_count; w++)
        frame->works[w].keep = keep_of(frame, &frame->works[w]);
    int32_t next = 0;
    for (uint32_t i = 0; i < frame->fixed_count; i++) {
        int32_t day = frame->fixed[i].day.n - frame->today.n;
        if (day >= 0 && day < frame->days) frame->fixed[i].confirmed = next++;
    }
}
