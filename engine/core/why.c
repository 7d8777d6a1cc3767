#include "engine/core/why.h"

#include "engine/core/plan_frame.h"
#include "engine/core/plan_need.h"
#include "engine/core/plan_pairs.h"
#include "engine/core/plan_why.h"
#include "rules/calendar.h"

struct answer {
    const struct state *state;
    const struct plan *plan;
    struct arena *arena;
    struct vec lines; /* struct message */
};

static bool same_argument(const struct argument *a, const struct argument *b)
{
    if (a->kind != b->kind) return false;
    switch (a->kind) {
    case ARGUMENT_NONE: return true;
    case ARGUMENT_TEXT: return str_eq(a->text, b->text);
    case ARGUMENT_NUMBER: return a->number == b->number;
    case ARGUMENT_DAY: return day_eq(a->day, b->day);
    case ARGUMENT_INSTANT: return instant_cmp(a->at, b->at) == 0;
    case ARGUMENT_TERM:
    case ARGUMENT_TERMS: return a->terms == b->terms && a->value == b->value;
    }
    CHECK(false);
    return false;
}

static bool is_said(const struct answer *answer, const struct message *message)
{
    for (uint32_t i = 0; i < answer->lines.count; i++) {
        const struct message *line = vec_at(&answer->lines, i);
        uint32_t k = 0;
        while (k < ARGUMENTS_MAX && same_argument(&line->args[k], &message->args[k])) k++;
        if (line->id == message->id && k == ARGUMENTS_MAX) return true;
    }
    return false;
}

/* A job and its visit often have the same reason; it is said once. */
static void say(struct answer *answer, struct message message)
{
    if (is_said(answer, &message)) return;
    *(struct message *)vec_push(&answer->lines, answer->arena) = message;
}

static struct argument arg_at(const struct answer *answer, instant_t at)
{
    return arg_instant(at, answer->plan->wording->offset);
}

static struct argument arg_job(const struct answer *answer, uint32_t job)
{
    return arg_str(state_text(answer->state, state_job(answer->state, job)->id));
}

static struct why why_of(const struct answer *answer)
{
    return (struct why){answer->lines.rows, answer->lines.count};
}

static void say_need(struct answer *answer, const struct plan_need *need)
{
    struct argument what = arg_term(&need_kind_terms, (uint32_t)need->what),
                    by = arg_at(answer, need->by);
    if (need->job == NO_ROW)
        say(answer, (struct message){MESSAGE_WHY_NEED, {what, by}});
    else
        say(answer, (struct message){MESSAGE_WHY_NEED_OF, {what, by, arg_job(answer, need->job)}});
}

struct why why_visit(const struct state *state, const struct plan *plan,
                     const struct plan_visit *visit, struct arena *arena)
{
    struct answer answer = {state, plan, arena, vec_of(sizeof(struct message))};
    for (uint32_t i = 0; i < visit->why_count; i++) say(&answer, visit->why[i]);
    for (uint32_t i = 0; i < visit->need_count; i++) say_need(&answer, &visit->needs[i]);
    return why_of(&answer);
}

static const struct plan_job *placement(const struct plan_visit *visit, uint32_t job)
{
    uint32_t i = 0;
    while (visit->jobs[i].job != job) i++;
    return &visit->jobs[i];
}

static const struct plan_unplanned *unplanned_of(const struct plan *plan, uint32_t job)
{
    for (uint32_t i = 0; i < plan->unplanned_count; i++)
        if (plan->unplanned[i].job == job) return &plan->unplanned[i];
    return NULL;
}

static void say_unplanned(struct answer *answer, const struct plan_work *work)
{
    static const enum message_id ids[] = {
        [UNPLANNED_NO_DAY] = MESSAGE_WHY_NO_DAY,
        [UNPLANNED_NO_ROOM] = MESSAGE_WHY_NO_ROOM,
        [UNPLANNED_NO_CREW] = MESSAGE_WHY_NO_CREW,
        [UNPLANNED_AFTER] = MESSAGE_WHY_AFTER,
    };
    const struct plan_unplanned *row = unplanned_of(answer->plan, work->job);
    if (row == NULL) return;
    say(answer, (struct message){ids[row->reason],
                                 {arg_job(answer, work->job), arg_day(work->release.day)}});
}

/* Open days between the first that would do and the one it has: it waits, on purpose. That they
 * "would do" is only said of a routine job, whose company is what it waits for. */
static void say_waiting(struct answer *answer, const struct plan_work *work,
                        const struct plan_visit *visit)
{
    const struct contract *wording = answer->plan->wording;
    if (visit->state != VISIT_PROPOSED || visit->out_of_hours) return;
    if (work->class == NULL || work->class->urgency == URGENCY_URGENT) return;
    if (day_cmp(visit->day, work->release.day) <= 0) return;
    struct maybe_day first = calendar_next_open(wording, visit->site, work->release.day);
    struct maybe_day last = calendar_previous_open(wording, visit->site, day_plus(visit->day, -1));
    if (!first.is || !last.is || day_cmp(first.day, last.day) > 0) return;
    if (day_cmp(last.day, work->deadline.day) > 0) return; /* late: it isn't waiting */
    say(answer, (struct message){MESSAGE_WHY_WAITS, {arg_day(first.day), arg_day(last.day)}});
}

/* The open jobs that it was said to follow. */
static void say_order(struct answer *answer, const struct plan_frame *frame,
                      const struct plan_work *work)
{
    struct list after = state_job(answer->state, work->job)->after;
    for (uint32_t i = 0; i < after.count; i++) {
        uint32_t before = plan_successor(answer->state, state_list(answer->state, after)[i]);
        if (plan_frame_work(frame, before) == NULL) continue;
        say(answer, (struct message){MESSAGE_WHY_FOLLOWS,
                                     {arg_job(answer, work->job), arg_job(answer, before)}});
    }
}

/* The smallest change that would allow an earlier day: the approvals that take the longest. */
static void say_if_approved(struct answer *answer, const struct plan_frame *frame,
                            const struct plan_work *work)
{
    if (work->release.cause != BOUND_LEAD || work->fixed != NO_ROW) return;
    if (work->site == CONTRACT_NONE) return;
    uint32_t minutes = answer->plan->wording->sites[work->site].overhead_minutes +
                       state_job(answer->state, work->job)->minutes;
    day_t from = plan_bound_approved(frame, work->job).day;
    if (day_eq(from, frame->today) && frame->today_minutes < minutes) from = day_plus(from, 1);
    struct maybe_day open = calendar_next_open(answer->plan->wording, work->site, from);
    if (!open.is || day_cmp(open.day, work->release.day) >= 0) return;
    say(answer,
        (struct message){MESSAGE_WHY_IF_APPROVED, {arg_job(answer, work->job), arg_day(open.day)}});
}

static void say_live(struct answer *answer, const struct plan_frame *frame,
                     const struct plan_work *work)
{
    const struct plan_visit *visit = plan_visit_of(answer->plan, work->job);
    struct argument job = arg_job(answer, work->job);
    if (visit == NULL) {
        say_unplanned(answer, work);
    } else {
        const struct plan_job *at = placement(visit, work->job);
        say(answer, (struct message){MESSAGE_WHY_PLANNED,
                                     {job, arg_str(visit->id), arg_at(answer, at->start),
                                      arg_at(answer, at->end)}});
    }
    bool waits = visit != NULL && day_cmp(visit->day, frame->today) > 0;
    if (work->fixed == NO_ROW && !(waits && work->release.cause == BOUND_TODAY))
        say(answer, plan_why_bound(frame, work->job, &work->release));
    say_if_approved(answer, frame, work);
    say_order(answer, frame, work);
    say(answer,
        (struct message){MESSAGE_WHY_DEADLINE_OF, {job, arg_at(answer, work->deadline.at)}});
    struct message more[2];
    uint32_t count = plan_why_deadline(frame, work, more);
    for (uint32_t i = 0; i < count; i++) say(answer, more[i]);
    if (visit == NULL) return;
    say_waiting(answer, work, visit);
    for (uint32_t i = 0; i < visit->why_count; i++) say(answer, visit->why[i]);
}

static void say_job_needs(struct answer *answer, const struct plan_work *work)
{
    const struct plan_visit *visit = plan_visit_of(answer->plan, work->job);
    struct plan_need needs[PLAN_JOB_NEEDS_MAX];
    uint32_t count =
        plan_job_needs(answer->state, answer->plan->wording, work->job,
                       visit != NULL ? visit->start : work->deadline.at, needs, PLAN_JOB_NEEDS_MAX);
    for (uint32_t i = 0; i < count; i++) say_need(answer, &needs[i]);
}

struct why why_job(const struct state *state, const struct plan *plan, uint32_t job,
                   struct arena *arena)
{
    struct answer answer = {state, plan, arena, vec_of(sizeof(struct message))};
    const struct job_row *row = state_job(state, job);
    if (row->cancelled)
        say(&answer, (struct message){MESSAGE_WHY_CANCELLED, {arg_job(&answer, job)}});
    else if (row->completed)
        say(&answer, (struct message){MESSAGE_WHY_DONE,
                                      {arg_job(&answer, job), arg_at(&answer, row->finished_at)}});
    if (!job_is_live(row)) return why_of(&answer);

    struct plan_frame frame;
    plan_frame_init(&frame, state, plan->contract, plan->at, arena);
    const struct plan_work *work = plan_frame_work(&frame, job);
    CHECK(work != NULL);
    say_live(&answer, &frame, work);
    say_job_needs(&answer, work);
    return why_of(&answer);
}

static struct message open_or_not(const struct contract *wording, uint32_t site, day_t day)
{
    struct day_verdict verdict = calendar_judge(wording, site, day);
    struct argument when = arg_day(day);
    switch (verdict.why) {
    case DAY_OPEN: return (struct message){MESSAGE_WHY_DAY_OPEN, {when}};
    case DAY_OPENED_BY_NAME: return (struct message){MESSAGE_WHY_DAY_NAMED_OPEN, {when}};
    case DAY_WEEKEND: return (struct message){MESSAGE_WHY_DAY_WEEKEND, {when}};
    case DAY_HOLIDAY:
        return (struct message){MESSAGE_WHY_DAY_HOLIDAY, {when, arg_str(verdict.name)}};
    case DAY_CLOSED_RANGE: return (struct message){MESSAGE_WHY_DAY_RANGE, {when}};
    case DAY_CLOSED_BY_NAME: return (struct message){MESSAGE_WHY_DAY_NAMED_CLOSED, {when}};
    case DAY_SITE_CLOSED:
        return (struct message){MESSAGE_WHY_DAY_SITE, {when, arg_str(wording->sites[site].id)}};
    }
    CHECK(false);
    return (struct message){0};
}

static void say_calendar(struct answer *answer, day_t day)
{
    const struct contract *wording = answer->plan->wording;
    say(answer, open_or_not(wording, CONTRACT_NONE, day));
    if (calendar_is_provisional(wording, day))
        say(answer, (struct message){MESSAGE_WHY_DAY_PROVISIONAL, {arg_day(day)}});
    for (uint32_t s = 0; s < wording->site_count; s++)
        if (calendar_judge(wording, s, day).why == DAY_SITE_CLOSED)
            say(answer, open_or_not(wording, s, day));
}

static void say_people(struct answer *answer, day_t day)
{
    uint32_t listed = 0, there = 0;
    for (uint32_t a = 0; a < answer->state->actors.count; a++) {
        if (state_roster(answer->state, a, day) == NULL) continue;
        listed++;
        there += state_is_available(answer->state, a, day);
    }
    if (answer->state->roster.count > 0)
        say(answer,
            (struct message){MESSAGE_WHY_DAY_CREW, {arg_number(there), arg_number(listed)}});
}

struct why why_day(const struct state *state, const struct plan *plan, day_t day,
                   struct arena *arena)
{
    struct answer answer = {state, plan, arena, vec_of(sizeof(struct message))};
    say_calendar(&answer, day);
    if (day_cmp(day, instant_day(plan->at, plan->wording->offset)) < 0)
        say(&answer, (struct message){MESSAGE_WHY_DAY_PASSED, {arg_day(day)}});
    say_people(&answer, day);
    for (uint32_t v = 0; v < plan->visit_count; v++) {
        const struct plan_visit *visit = &plan->visits[v];
        if (!day_eq(visit->day, day)) continue;
        say(&answer, (struct message){MESSAGE_WHY_DAY_VISIT,
                                      {arg_str(visit->id), arg_at(&answer, visit->start),
                                       arg_at(&answer, visit->end)}});
    }
    return why_of(&answer);
}
