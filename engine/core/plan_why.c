#include "engine/core/plan_why.h"

#include "rules/calendar.h"
#include "rules/lead.h"

struct lines {
    struct message *at;
    uint32_t count;
};

static void say(struct lines *lines, struct message message)
{
    if (lines->count < WHY_LINES_MAX) lines->at[lines->count++] = message;
}

static struct argument arg_job(const struct plan_frame *frame, uint32_t job)
{
    return arg_str(state_text(frame->state, state_job(frame->state, job)->id));
}

static struct argument arg_at(const struct plan_frame *frame, instant_t at)
{
    return arg_instant(at, frame->wording->offset);
}

static struct message message_of_today(const struct plan_frame *frame, uint32_t site)
{
    if (!calendar_is_open(frame->wording, site, frame->today))
        return (struct message){.id = MESSAGE_WHY_TODAY_CLOSED};
    if (frame->today_minutes == 0) return (struct message){.id = MESSAGE_WHY_TODAY_OVER};
    instant_t from = instant_of(frame->today, frame->start, frame->wording->offset);
    return (struct message){MESSAGE_WHY_FROM_TODAY,
                            {arg_at(frame, from), arg_number(frame->wording->notice_minutes)}};
}

struct message plan_why_bound(const struct plan_frame *frame, uint32_t row,
                              const struct plan_bound *bound)
{
    struct argument job = arg_job(frame, row), day = arg_day(bound->day);
    struct argument lead = arg_number(bound->lead_days);
    switch (bound->cause) {
    case BOUND_TODAY:
        return message_of_today(
            frame, job_site_of(frame->state, frame->wording, state_job(frame->state, row)));
    case BOUND_PERIOD: return (struct message){MESSAGE_WHY_FROM_PERIOD, {job, day}};
    case BOUND_EARLIEST: return (struct message){MESSAGE_WHY_FROM_EARLIEST, {job, day}};
    case BOUND_VENDOR: return (struct message){MESSAGE_WHY_FROM_VENDOR, {job, day}};
    case BOUND_PROPOSAL: return (struct message){MESSAGE_WHY_FROM_PROPOSAL, {job, day}};
    case BOUND_LEAD:
        return (struct message){bound->waits == LEAD_PROCEDURE ? MESSAGE_WHY_FROM_PROCEDURE
                                                               : MESSAGE_WHY_FROM_APPROVALS,
                                {job, day, lead}};
    }
    CHECK(false);
    return (struct message){0};
}

uint32_t plan_why_deadline(const struct plan_frame *frame, const struct plan_work *work,
                           struct message *ret)
{
    const struct job_row *row = state_job(frame->state, work->job);
    struct argument job = arg_job(frame, work->job);
    bool urgent = work->class != NULL && work->class->urgency == URGENCY_URGENT;
    uint32_t count = 0;
    if (!urgent) return 0;
    if (work->deadline.agreed) {
        ret[count++] = (struct message){MESSAGE_WHY_AGREED, {job}};
        return count;
    }
    ret[count++] = (struct message){
        MESSAGE_WHY_CLOCK,
        {job, arg_number(frame->wording->response.days), arg_at(frame, row->received_at)}};
    if (work->deadline.moving)
        ret[count++] = (struct message){MESSAGE_WHY_CLOCK_STOPPED, {job}};
    else if (work->deadline.on_closed)
        ret[count++] = (struct message){MESSAGE_WHY_OVERTIME_DEADLINE, {job}};
    return count;
}

/* The job that keeps the visit from an earlier day: the one with the latest release. */
static const struct plan_work *latest_release(const struct plan_frame *frame,
                                              const struct plan_visit *visit)
{
    const struct plan_work *found = NULL;
    for (uint32_t i = 0; i < visit->job_count; i++) {
        const struct plan_work *work = plan_frame_work(frame, visit->jobs[i].job);
        if (work == NULL) continue;
        if (found == NULL || day_cmp(work->release.day, found->release.day) > 0) found = work;
    }
    return found;
}

static const struct plan_work *first_deadline(const struct plan_frame *frame,
                                              const struct plan_visit *visit)
{
    const struct plan_work *found = NULL;
    for (uint32_t i = 0; i < visit->job_count; i++) {
        const struct plan_work *work = plan_frame_work(frame, visit->jobs[i].job);
        if (work == NULL) continue;
        if (found == NULL || instant_cmp(work->deadline.at, found->deadline.at) < 0) found = work;
    }
    return found;
}

/* The day that a routine visit would wait for, and whose. */
static struct maybe_day mark_of(const struct plan_frame *frame, const struct plan_visit *visit,
                                const struct plan_work **ret_work)
{
    struct maybe_day mark = {0};
    for (uint32_t i = 0; i < visit->job_count; i++) {
        const struct plan_work *work = plan_frame_work(frame, visit->jobs[i].job);
        if (work == NULL) continue;
        if (work->class != NULL && work->class->urgency == URGENCY_URGENT)
            return (struct maybe_day){0};
        const struct job_row *row = state_job(frame->state, work->job);
        day_t day = row->target.is ? row->target.day : plan_work_last(frame, work);
        if (mark.is && day_cmp(day, mark.day) >= 0) continue;
        mark = (struct maybe_day){true, day};
        *ret_work = work;
    }
    return mark;
}

/* Is there no open day from the release to the day before the visit? */
static bool is_first_day(const struct plan_frame *frame, const struct plan_visit *visit, day_t from)
{
    for (day_t d = from; day_cmp(d, visit->day) < 0; d = day_plus(d, 1)) {
        bool shut = day_eq(d, frame->today) && frame->today_minutes == 0;
        if (!shut && calendar_is_open(frame->wording, visit->site, d)) return false;
    }
    return true;
}

static bool has_skill(const struct plan_frame *frame, uint32_t skill, day_t day)
{
    for (uint32_t a = 0; a < frame->state->actors.count; a++) {
        if (!state_is_available(frame->state, a, day)) continue;
        struct list skills = state_roster(frame->state, a, day)->skills;
        for (uint32_t i = 0; i < skills.count; i++)
            if (state_list(frame->state, skills)[i] == skill) return true;
    }
    return false;
}

/* Are there enough people on the roster that day, and everything that the job asks them for? */
static bool crew_is_there(const struct plan_frame *frame, const struct job_row *job, day_t day)
{
    uint32_t there = 0;
    for (uint32_t a = 0; a < frame->state->actors.count; a++)
        there += state_is_available(frame->state, a, day);
    if (there < job->crew) return false;
    for (uint32_t i = 0; i < job->skills.count; i++)
        if (!has_skill(frame, state_list(frame->state, job->skills)[i], day)) return false;
    return true;
}

/* Said only when it is all there is to say: on every open day that would do there is nobody. */
static void say_crew(struct lines *lines, const struct plan_frame *frame,
                     const struct plan_visit *visit, const struct plan_work *work)
{
    if (frame->state->roster.count == 0) return;
    const struct job_row *job = state_job(frame->state, work->job);
    day_t last = day_plus(visit->day, -1);
    for (day_t d = work->release.day; day_cmp(d, last) <= 0; d = day_plus(d, 1))
        if (calendar_is_open(frame->wording, visit->site, d) && crew_is_there(frame, job, d))
            return;
    say(lines,
        (struct message){MESSAGE_WHY_FROM_CREW,
                         {arg_job(frame, work->job), arg_day(work->release.day), arg_day(last)}});
}

/* From below: what the first day that will do hangs on; or, for a visit that could have been
 * earlier, what it waits for. */
static void say_day(struct lines *lines, const struct plan_frame *frame,
                    const struct plan_visit *visit)
{
    const struct plan_work *latest = latest_release(frame, visit), *marked = NULL;
    if (latest == NULL) return;
    if (is_first_day(frame, visit, latest->release.day))
        say(lines, plan_why_bound(frame, latest->job, &latest->release));
    else
        say_crew(lines, frame, visit, latest);
    struct maybe_day mark = mark_of(frame, visit, &marked);
    if (!mark.is) return;
    struct argument job = arg_job(frame, marked->job), day = arg_day(mark.day);
    bool target = state_job(frame->state, marked->job)->target.is;
    if (target && day_cmp(visit->day, mark.day) > 0)
        say(lines, (struct message){MESSAGE_WHY_TARGET_PASSED, {job, day}});
    struct maybe_day last = calendar_previous_open(frame->wording, visit->site, mark.day);
    if (last.is && day_eq(last.day, visit->day))
        say(lines,
            (struct message){target ? MESSAGE_WHY_TARGET_KEPT : MESSAGE_WHY_DUE_KEPT, {job, day}});
}

static bool say_lateness(struct lines *lines, const struct plan_frame *frame,
                         const struct plan_visit *visit)
{
    bool any = false;
    for (uint32_t i = 0; i < visit->job_count; i++) {
        const struct plan_job *job = &visit->jobs[i];
        any |= job->late;
        if (job->late)
            say(lines, (struct message){MESSAGE_WHY_LATE,
                                        {arg_job(frame, job->job), arg_at(frame, job->deadline)}});
    }
    return any;
}

/* A job without a day of its own, whose visit stands no later than it is kept for company. */
static void say_kept(struct lines *lines, const struct plan_frame *frame,
                     const struct plan_visit *visit)
{
    for (uint32_t i = 0; i < visit->job_count; i++) {
        const struct plan_work *work = plan_frame_work(frame, visit->jobs[i].job);
        if (work == NULL || day_eq(plan_work_last(frame, work), work->deadline.day)) continue;
        say(lines, (struct message){MESSAGE_WHY_KEPT,
                                    {arg_job(frame, work->job), arg_day(work->keep.day)}});
        return; /* one stands for all: what it says is the contract's reading */
    }
}

static void say_deadline(struct lines *lines, const struct plan_frame *frame,
                         const struct plan_visit *visit)
{
    const struct plan_work *first = first_deadline(frame, visit);
    if (first == NULL) return;
    say(lines, (struct message){MESSAGE_WHY_DEADLINE,
                                {arg_job(frame, first->job), arg_at(frame, first->deadline.at)}});
    struct message more[2];
    uint32_t count = plan_why_deadline(frame, first, more);
    for (uint32_t i = 0; i < count; i++) say(lines, more[i]);
}

static void say_standing(struct lines *lines, const struct plan_frame *frame,
                         const struct plan_visit *visit)
{
    const struct visit_row *row = state_visit(frame->state, visit->visit);
    if (visit->state == VISIT_STARTED)
        say(lines, (struct message){MESSAGE_WHY_STARTED, {arg_at(frame, row->started_at)}});
    if (visit->state == VISIT_CONFIRMED) say(lines, (struct message){.id = MESSAGE_WHY_CONFIRMED});
    if (visit->state == VISIT_PROPOSED) say(lines, (struct message){.id = MESSAGE_WHY_BY_HAND});
    if (visit->state != VISIT_STARTED && day_cmp(visit->day, frame->today) < 0)
        say(lines, (struct message){.id = MESSAGE_WHY_NOT_STARTED});
    for (uint32_t i = 0; i < visit->job_count; i++) {
        const struct plan_work *work = plan_frame_work(frame, visit->jobs[i].job);
        if (work != NULL && work->fixed == NO_ROW)
            say(lines, (struct message){MESSAGE_WHY_JOINS, {arg_job(frame, work->job)}});
    }
}

static bool is_fixed_visit(const struct plan_frame *frame, const struct plan_visit *visit)
{
    for (uint32_t i = 0; i < frame->fixed_count; i++)
        if (frame->fixed[i].visit == visit->visit) return true;
    return false;
}

static void say_visit(struct lines *lines, const struct plan_frame *frame, const struct plan *plan,
                      const struct plan_visit *visit)
{
    bool fixed = is_fixed_visit(frame, visit);
    if (fixed) say_standing(lines, frame, visit);
    if (!fixed && visit->out_of_hours) say(lines, (struct message){.id = MESSAGE_WHY_OVERTIME});
    if (!fixed && !visit->out_of_hours) {
        say_day(lines, frame, visit);
        say_kept(lines, frame, visit);
    }
    say_deadline(lines, frame, visit);
    bool late = say_lateness(lines, frame, visit);
    if (visit->job_count > 1) {
        say(lines,
            (struct message){MESSAGE_WHY_SHARED,
                             {arg_number(visit->job_count), arg_number(visit->job_count - 1)}});
        if (!late) say(lines, (struct message){.id = MESSAGE_WHY_NOBODY_LATE});
    }
    if (!fixed && plan->proved) say(lines, (struct message){.id = MESSAGE_WHY_PROVED});
    if (calendar_is_provisional(frame->wording, visit->day))
        say(lines, (struct message){.id = MESSAGE_WHY_PROVISIONAL});
}

void plan_why_find(const struct plan_frame *frame, struct plan *plan)
{
    struct plan_visit *visits = (struct plan_visit *)plan->visits;
    for (uint32_t v = 0; v < plan->visit_count; v++) {
        struct lines lines = {ARENA_ARRAY(frame->arena, struct message, WHY_LINES_MAX), 0};
        say_visit(&lines, frame, plan, &visits[v]);
        visits[v].why = lines.at;
        visits[v].why_count = lines.count;
    }
}
