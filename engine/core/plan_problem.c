#include "engine/core/plan_problem.h"

#include "engine/base/text.h"
#include "engine/core/plan_pairs.h"
#include "rules/hours.h"

bool plan_fixed_is_open(const struct plan_frame *frame, const struct plan_fixed *fixed)
{
    const struct visit_row *visit = state_visit(frame->state, fixed->visit);
    if (visit->state != VISIT_CONFIRMED || visit->out_of_hours) return false;
    if (fixed->confirmed == PROBLEM_NONE) return false;
    if (!frame->sites[fixed->site].open[fixed->day.n - frame->today.n]) return false;
    if (!day_eq(fixed->day, frame->today)) return true;
    instant_t soonest = instant_of(frame->today, frame->start, frame->wording->offset);
    return instant_cmp(visit->start, soonest) >= 0;
}

static uint32_t less(uint32_t from, uint32_t minutes)
{
    return from > minutes ? from - minutes : 0;
}

/* The planner gives a confirmed visit all that its day has left; in truth it has what lies
 * between its own start and the end of working time. A filler takes up the difference. */
static uint32_t filler_minutes(const struct plan_frame *frame, uint32_t fixed)
{
    const struct plan_fixed *row = &frame->fixed[fixed];
    const struct problem_site *site = &frame->sites[row->site];
    const struct calendar_rule *rule = &frame->wording->calendar;
    instant_t start_at = state_visit(frame->state, row->visit)->start;
    minute_t start = instant_minute(start_at, frame->wording->offset);
    uint32_t given = less(site->minutes[row->day.n - frame->today.n], site->overhead);
    uint32_t has = 0;
    if (start >= rule->hours.from && start < rule->hours.to)
        has = less(hours_minutes_within(rule, start, rule->hours.to), site->overhead);
    for (uint32_t w = 0; w < frame->work_count; w++) {
        if (frame->works[w].fixed != fixed) continue;
        uint32_t minutes = state_job(frame->state, frame->works[w].job)->minutes;
        given = less(given, minutes);
        has = less(has, minutes);
    }
    return less(given, has);
}

static struct problem_job filler_of(const struct plan_frame *frame, uint32_t fixed)
{
    const struct plan_fixed *row = &frame->fixed[fixed];
    bool open = plan_fixed_is_open(frame, row);
    struct str visit = state_text(frame->state, state_visit(frame->state, row->visit)->id);
    return (struct problem_job){
        .id = text_format(frame->arena, "\x7f%.*s", STR_ARGS(visit)), /* no id of a job */
        .site = row->site,
        .minutes = open ? filler_minutes(frame, fixed) : 0,
        .crew = 1,
        .due = PROBLEM_NONE,
        .target = PROBLEM_NONE,
        .alone = !open,
        .confirmed = row->confirmed,
        .standing = PROBLEM_NONE,
    };
}

static int32_t place(const struct plan_frame *frame, day_t day)
{
    return day.n - frame->today.n;
}

/* Yesterday's number is the one that means none; to the planner any other past day is the same. */
static int32_t past_place(const struct plan_frame *frame, day_t day)
{
    int32_t at = place(frame, day);
    return at == PROBLEM_NONE ? PROBLEM_NONE - 1 : at;
}

static struct problem_job job_of(const struct plan_frame *frame, const struct plan_crews *crews,
                                 const struct plan_work *work)
{
    const struct job_row *job = state_job(frame->state, work->job);
    int32_t release = work->release.never ? frame->days : place(frame, work->release.day);
    return (struct problem_job){
        .id = state_text(frame->state, job->id),
        .site = work->site,
        .minutes = job->minutes,
        .crew = job->crew > 0 ? job->crew : 1,
        .skills = plan_skills(frame, crews, job->skills),
        .release = release < frame->days ? release : frame->days,
        .due = past_place(frame, plan_work_last(frame, work)),
        .target = job->target.is ? past_place(frame, job->target.day) : PROBLEM_NONE,
        .urgent = work->class != NULL && work->class->urgency == URGENCY_URGENT,
        .wait = frame->wording->merge.urgent_wait,
        .alone = job->alone || (work->class != NULL && work->class->alone),
        .confirmed = work->fixed != NO_ROW ? frame->fixed[work->fixed].confirmed : PROBLEM_NONE,
        .standing = job->standing.is && work->fixed == NO_ROW ? place(frame, job->standing.day)
                                                              : PROBLEM_NONE,
    };
}

static bool fits_some_day(const struct plan_frame *frame, uint32_t site, uint32_t minutes)
{
    const struct problem_site *row = &frame->sites[site];
    for (int32_t d = 0; d < frame->days; d++)
        if (row->minutes[d] >= row->overhead + minutes) return true;
    return false;
}

/* In a fixed visit outside the horizon: nothing to plan. Without a site or a day: no way to. */
static bool is_for_planner(const struct plan_frame *frame, uint32_t w, bool *left_out)
{
    const struct plan_work *work = &frame->works[w];
    if (work->set_aside) return false;
    if (work->fixed != NO_ROW) return frame->fixed[work->fixed].confirmed != PROBLEM_NONE;
    uint32_t minutes = state_job(frame->state, work->job)->minutes;
    left_out[w] = work->site == CONTRACT_NONE || !fits_some_day(frame, work->site, minutes);
    return !left_out[w];
}

static void add_confirmed(struct plan_problem *plan, const struct plan_frame *frame,
                          const struct plan_crews *crews)
{
    struct vec visits = vec_of(sizeof(struct problem_confirmed));
    struct vec fixed_of = vec_of(sizeof(uint32_t));
    for (uint32_t i = 0; i < frame->fixed_count; i++) {
        const struct plan_fixed *fixed = &frame->fixed[i];
        if (fixed->confirmed == PROBLEM_NONE) continue;
        CHECK((uint32_t)fixed->confirmed == visits.count);
        const struct visit_row *visit = state_visit(frame->state, fixed->visit);
        int32_t day = place(frame, fixed->day);
        struct vec crew = vec_of(sizeof(uint32_t));
        for (uint32_t k = 0; k < visit->crew.count; k++) {
            uint32_t actor = state_list(frame->state, visit->crew)[k];
            int32_t technician = plan_crew_find(crews, actor, day);
            if (technician == PROBLEM_NONE) continue;
            *(uint32_t *)vec_push(&crew, frame->arena) = (uint32_t)technician;
        }
        *(uint32_t *)vec_push(&fixed_of, frame->arena) = i;
        *(struct problem_confirmed *)vec_push(&visits, frame->arena) = (struct problem_confirmed){
            .id = state_text(frame->state, visit->id),
            .site = fixed->site,
            .day = day,
            .crew = {crew.rows, crew.count},
        };
    }
    plan->fixed_of = fixed_of.rows;
    plan->problem.confirmed = visits.rows;
    plan->problem.confirmed_count = visits.count;
}

static void add_jobs(struct plan_problem *plan, const struct plan_frame *frame,
                     const struct plan_crews *crews)
{
    bool *left_out = ARENA_ARRAY(frame->arena, bool, frame->work_count);
    struct vec jobs = vec_of(sizeof(struct problem_job)), work_of = vec_of(sizeof(uint32_t));
    for (uint32_t w = 0; w < frame->work_count; w++) {
        if (!is_for_planner(frame, w, left_out)) continue;
        *(uint32_t *)vec_push(&work_of, frame->arena) = w;
        *(struct problem_job *)vec_push(&jobs, frame->arena) =
            job_of(frame, crews, &frame->works[w]);
    }
    for (uint32_t i = 0; i < plan->problem.confirmed_count; i++) {
        *(uint32_t *)vec_push(&work_of, frame->arena) = NO_ROW;
        *(struct problem_job *)vec_push(&jobs, frame->arena) = filler_of(frame, plan->fixed_of[i]);
    }
    plan->left_out = left_out;
    plan->work_of = work_of.rows;
    plan->problem.jobs = jobs.rows;
    plan->problem.job_count = jobs.count;
}

static void relate(struct plan_problem *plan, const struct plan_frame *frame,
                   enum plan_strictness strictness)
{
    uint32_t count = plan->problem.job_count - plan->problem.confirmed_count; /* no fillers */
    for (uint32_t j = 0; j < count; j++) {
        struct problem_job *job = (struct problem_job *)&plan->problem.jobs[j];
        job->apart = plan_pairs(frame, plan->work_of, count, j, PAIR_APART, strictness);
        job->after = plan_pairs(frame, plan->work_of, count, j, PAIR_AFTER, strictness);
        job->with = plan_pairs(frame, plan->work_of, count, j, PAIR_WITH, strictness);
    }
}

static const uint32_t *travel_of(const struct plan_frame *frame)
{
    const struct contract *wording = frame->wording;
    if (wording->travel_count == 0) return NULL;
    uint32_t sites = wording->site_count;
    uint32_t *minutes = ARENA_ARRAY(frame->arena, uint32_t, (size_t)sites * sites);
    for (uint32_t i = 0; i < wording->travel_count; i++) {
        const struct travel *way = &wording->travels[i];
        minutes[way->from * sites + way->to] = way->minutes;
        minutes[way->to * sites + way->from] = way->minutes;
    }
    return minutes;
}

void plan_problem_init(struct plan_problem *plan, const struct plan_frame *frame,
                       const struct plan_crews *crews)
{
    *plan = (struct plan_problem){.problem = {
                                      .days = frame->days,
                                      .sites = frame->sites,
                                      .site_count = frame->wording->site_count,
                                      .technicians = crews->technicians,
                                      .technician_count = crews->count,
                                      .crews_unlimited = crews->unlimited,
                                      .travel = travel_of(frame),
                                  }};
    add_confirmed(plan, frame, crews);
    add_jobs(plan, frame, crews);
    for (int strictness = PAIRS_ALL; strictness <= PAIRS_NONE; strictness++) {
        relate(plan, frame, (enum plan_strictness)strictness);
        struct arena_mark mark = arena_mark(frame->arena);
        enum problem_fault_kind fault = problem_check(&plan->problem, frame->arena).kind;
        arena_rewind(frame->arena, mark);
        if (fault == PROBLEM_SOUND) return;
    }
    CHECK(false);
}
