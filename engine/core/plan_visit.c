#include "engine/core/plan_visit.h"

#include "engine/base/sort.h"
#include "engine/core/plan_id.h"
#include "engine/core/plan_need.h"
#include "rules/hours.h"
#include "rules/risk.h"

static instant_t later(instant_t at, int64_t minutes)
{
    return (instant_t){at.ms + minutes * MS_PER_MINUTE};
}

static const struct job_row *row_of(const struct plan_frame *frame, const struct plan_job *job)
{
    return state_job(frame->state, job->job);
}

/* One after another after the overhead; a break between two belongs to neither. */
void plan_visit_clock(const struct plan_frame *frame, struct plan_visit *visit, instant_t start)
{
    const struct calendar_rule *rule = &frame->wording->calendar;
    minute_t from = instant_minute(start, frame->wording->offset);
    uint32_t done = frame->wording->sites[visit->site].overhead_minutes;
    struct plan_job *jobs = (struct plan_job *)visit->jobs;
    for (uint32_t i = 0; i < visit->job_count; i++) {
        uint32_t minutes = row_of(frame, &jobs[i])->minutes;
        minute_t begins = hours_work_end(rule, from, done + 1) - 1;
        jobs[i].start = later(start, begins - from);
        jobs[i].end = later(start, hours_work_end(rule, from, done + minutes) - from);
        done += minutes;
    }
    visit->start = start;
    visit->end = later(start, hours_work_end(rule, from, done) - from);
}

static struct job_deadline deadline_of(const struct plan_frame *frame, uint32_t job)
{
    const struct plan_work *work = plan_frame_work(frame, job);
    if (work != NULL) return work->deadline;
    return job_deadline_of(frame->state, frame->wording, job, frame->now, frame->arena);
}

static void judge_jobs(const struct plan_frame *frame, struct plan_visit *visit)
{
    uint32_t overhead = frame->wording->sites[visit->site].overhead_minutes;
    struct plan_job *jobs = (struct plan_job *)visit->jobs;
    for (uint32_t i = 0; i < visit->job_count; i++) {
        const struct job_row *row = row_of(frame, &jobs[i]);
        jobs[i].deadline = deadline_of(frame, jobs[i].job).at;
        struct risk_job risk = {
            .site = visit->site,
            .deadline = jobs[i].deadline,
            .need_minutes = row->minutes + overhead,
        };
        jobs[i].slack_minutes = risk_slack(frame->wording, &risk, frame->now);
        instant_t done = row->completed ? row->finished_at : instant_max(jobs[i].end, frame->now);
        jobs[i].late = !risk_is_met(done, jobs[i].deadline);
    }
}

/* The jobs of a fixed visit in the order that they were approved in, done ones among them. */
static void put_own_jobs(const struct plan_frame *frame, const struct visit_row *row,
                         struct vec *jobs)
{
    const uint32_t *own = state_list(frame->state, row->jobs);
    for (uint32_t i = 0; i < row->jobs.count; i++) {
        const struct job_row *job = state_job(frame->state, own[i]);
        if (job->cancelled || job->visit == NO_ROW || job->joining) continue;
        if (state_visit(frame->state, job->visit) != row) continue;
        *(struct plan_job *)vec_push(jobs, frame->arena) = (struct plan_job){.job = own[i]};
    }
}

/* Those that the planner would add. */
static void put_solved_jobs(const struct plan_frame *frame, const struct plan_problem *problem,
                            struct indexes solved, uint32_t fixed, struct vec *jobs)
{
    for (uint32_t i = 0; i < solved.count; i++) {
        uint32_t w = problem->work_of[solved.at[i]];
        if (w == NO_ROW) continue;
        const struct plan_work *work = &frame->works[w];
        if (fixed != NO_ROW && work->fixed == fixed) continue;
        *(struct plan_job *)vec_push(jobs, frame->arena) = (struct plan_job){.job = work->job};
    }
}

static struct plan_visit fixed_visit(const struct plan_frame *frame, uint32_t fixed,
                                     const struct plan_problem *problem,
                                     const struct solution_visit *solved)
{
    const struct visit_row *row = state_visit(frame->state, frame->fixed[fixed].visit);
    struct vec jobs = vec_of(sizeof(struct plan_job));
    put_own_jobs(frame, row, &jobs);
    uint32_t own = jobs.count;
    if (solved != NULL) put_solved_jobs(frame, problem, solved->jobs, fixed, &jobs);
    struct plan_visit visit = {
        .id = state_text(frame->state, row->id),
        .visit = frame->fixed[fixed].visit,
        .state = row->state,
        .site = frame->fixed[fixed].site,
        .day = frame->fixed[fixed].day,
        .out_of_hours = row->out_of_hours,
        .crew = state_list(frame->state, row->crew),
        .crew_count = row->crew.count,
        .jobs = jobs.rows,
        .job_count = jobs.count,
    };
    plan_visit_clock(frame, &visit, row->start);
    if (own == jobs.count || instant_cmp(visit.end, row->end) < 0) visit.end = row->end;
    judge_jobs(frame, &visit);
    plan_needs_find(frame, &visit, true);
    return visit;
}

/* The proposal on record that asks for just these jobs, or NO_ROW. */
static uint32_t proposal_of(const struct plan_frame *frame, struct str site, const uint32_t *jobs,
                            uint32_t count)
{
    uint32_t row = count > 0 ? state_job(frame->state, jobs[0])->visit : NO_ROW;
    if (row == NO_ROW) return NO_ROW;
    const struct visit_row *visit = state_visit(frame->state, row);
    if (visit->state != VISIT_PROPOSED) return NO_ROW;
    return plan_is_visit_of(frame->state, visit, site, jobs, count) ? row : NO_ROW;
}

static bool crew_will_do(const struct plan_frame *frame, const struct visit_row *row, day_t day)
{
    const uint32_t *crew = state_list(frame->state, row->crew), *jobs;
    jobs = state_list(frame->state, row->jobs);
    for (uint32_t i = 0; i < row->crew.count; i++)
        if (!state_is_available(frame->state, crew[i], day)) return false;
    for (uint32_t i = 0; i < row->jobs.count; i++)
        if (state_job(frame->state, jobs[i])->crew > row->crew.count) return false;
    return true;
}

/* What was proposed still holds: the same day, a start that can still be met, a crew to go. */
static bool proposal_stands(const struct plan_frame *frame, const struct visit_row *row,
                            const struct plan_visit *visit)
{
    if (!day_eq(instant_day(row->start, frame->wording->offset), visit->day)) return false;
    if (instant_cmp(row->start, frame->now) < 0) return false;
    if (frame->state->roster.count == 0) return row->crew.count == 0;
    return crew_will_do(frame, row, visit->day);
}

static void put_crew(const struct plan_frame *frame, const struct plan_crews *crews,
                     struct indexes solved, struct plan_visit *visit)
{
    uint32_t *crew = ARENA_ARRAY(frame->arena, uint32_t, solved.count);
    for (uint32_t i = 0; i < solved.count; i++) crew[i] = crews->people[solved.at[i]].actor;
    visit->crew = crew;
    visit->crew_count = solved.count;
}

static void name_visit(const struct plan_frame *frame, struct plan_visit *visit, struct vec *taken)
{
    struct str site = frame->wording->sites[visit->site].id;
    uint32_t *jobs = ARENA_ARRAY(frame->arena, uint32_t, visit->job_count);
    for (uint32_t i = 0; i < visit->job_count; i++) jobs[i] = visit->jobs[i].job;
    visit->visit = proposal_of(frame, site, jobs, visit->job_count);
    if (visit->visit != NO_ROW) {
        visit->id = state_text(frame->state, state_visit(frame->state, visit->visit)->id);
    } else {
        struct strs others = {taken->rows, taken->count};
        visit->id =
            plan_visit_id_beside(frame->state, site, jobs, visit->job_count, others, frame->arena);
    }
    *(struct str *)vec_push(taken, frame->arena) = visit->id;
}

/* As it was proposed. */
static void take_over(const struct plan_frame *frame, const struct visit_row *row,
                      struct plan_visit *visit)
{
    plan_visit_clock(frame, visit, row->start);
    visit->end = row->end;
    visit->crew = state_list(frame->state, row->crew);
    visit->crew_count = row->crew.count;
}

/* Somebody in its crew is wanted more often that day than they may be. */
static bool clashes(const struct plan_frame *frame, const struct vec *visits,
                    const struct plan_visit *visit)
{
    for (uint32_t i = 0; i < visit->crew_count; i++) {
        uint32_t wanted = 0;
        for (uint32_t v = 0; v < visits->count; v++) {
            const struct plan_visit *other = vec_at(visits, v);
            for (uint32_t k = 0; day_eq(other->day, visit->day) && k < other->crew_count; k++)
                wanted += other->crew[k] == visit->crew[i];
        }
        if (wanted > frame->wording->visits_per_day) return true;
    }
    return false;
}

/* One more thing than the planner's crew decides about a new visit: `keep` a proposal's own. */
static struct plan_visit new_visit(const struct plan_frame *frame, const struct plan_crews *crews,
                                   const struct plan_problem *problem,
                                   const struct solution_visit *solved, struct vec *taken,
                                   bool keep)
{
    struct vec jobs = vec_of(sizeof(struct plan_job));
    put_solved_jobs(frame, problem, solved->jobs, NO_ROW, &jobs);
    struct plan_visit visit = {
        .state = VISIT_PROPOSED,
        .site = solved->site,
        .day = day_plus(frame->today, solved->day),
        .jobs = jobs.rows,
        .job_count = jobs.count,
    };
    minute_t from = solved->day == 0 ? frame->start : frame->wording->calendar.hours.from;
    plan_visit_clock(frame, &visit, instant_of(visit.day, from, frame->wording->offset));
    put_crew(frame, crews, solved->crew, &visit);
    name_visit(frame, &visit, taken);
    bool stands = keep && visit.visit != NO_ROW &&
                  proposal_stands(frame, state_visit(frame->state, visit.visit), &visit);
    if (stands) take_over(frame, state_visit(frame->state, visit.visit), &visit);
    judge_jobs(frame, &visit);
    plan_needs_find(frame, &visit, stands);
    return visit;
}

static int by_start(const void *a, const void *b, const void *context)
{
    (void)context;
    const struct plan_visit *one = a, *other = b;
    int order = instant_cmp(one->start, other->start);
    if (order != 0) return order;
    if (one->site != other->site) return one->site < other->site ? -1 : 1;
    return str_cmp(one->id, other->id);
}

static const struct solution_visit *solved_of(const struct solution *solution, int32_t confirmed)
{
    for (uint32_t v = 0; v < solution->visit_count; v++)
        if (solution->visits[v].confirmed == confirmed) return &solution->visits[v];
    return NULL;
}

/* Proposals keep the crews that they were made with, and the planner doesn't know those. Where
 * that sends somebody to two places, the planner's crew stands and is proposed anew. */
static void put_new_visits(const struct plan_frame *frame, const struct plan_crews *crews,
                           const struct plan_problem *problem, const struct solution *solution,
                           struct vec *visits, struct vec *taken)
{
    uint32_t first = visits->count;
    for (uint32_t v = 0; v < solution->visit_count; v++) {
        if (solution->visits[v].confirmed != PROBLEM_NONE) continue;
        *(struct plan_visit *)vec_push(visits, frame->arena) =
            new_visit(frame, crews, problem, &solution->visits[v], taken, true);
    }
    uint32_t at = first;
    for (uint32_t v = 0; v < solution->visit_count; v++) {
        if (solution->visits[v].confirmed != PROBLEM_NONE) continue;
        struct plan_visit *visit = vec_at(visits, at++);
        if (visit->visit == NO_ROW || !clashes(frame, visits, visit)) continue;
        *visit = new_visit(frame, crews, problem, &solution->visits[v], taken, false);
    }
}

void plan_visits_find(const struct plan_frame *frame, const struct plan_crews *crews,
                      const struct plan_problem *problem, const struct solution *solution,
                      struct plan *plan)
{
    struct vec visits = vec_of(sizeof(struct plan_visit)), taken = vec_of(sizeof(struct str));
    for (uint32_t f = 0; f < frame->fixed_count; f++) {
        int32_t confirmed = frame->fixed[f].confirmed;
        const struct solution_visit *solved =
            confirmed != PROBLEM_NONE ? solved_of(solution, confirmed) : NULL;
        struct plan_visit visit = fixed_visit(frame, f, problem, solved);
        *(struct plan_visit *)vec_push(&visits, frame->arena) = visit;
        *(struct str *)vec_push(&taken, frame->arena) = visit.id;
    }
    put_new_visits(frame, crews, problem, solution, &visits, &taken);
    sort_rows(visits.rows, visits.count, sizeof(struct plan_visit), by_start, NULL, frame->arena);
    plan->visits = visits.rows;
    plan->visit_count = visits.count;
}

void plan_visit_add(const struct plan_frame *frame, struct plan_visit *visit, instant_t start,
                    struct plan *plan)
{
    struct vec visits = vec_of(sizeof(struct plan_visit)), taken = vec_of(sizeof(struct str));
    for (uint32_t v = 0; v < plan->visit_count; v++) {
        *(struct plan_visit *)vec_push(&visits, frame->arena) = plan->visits[v];
        *(struct str *)vec_push(&taken, frame->arena) = plan->visits[v].id;
    }
    plan_visit_clock(frame, visit, start);
    name_visit(frame, visit, &taken);
    judge_jobs(frame, visit);
    plan_needs_find(frame, visit, false);
    *(struct plan_visit *)vec_push(&visits, frame->arena) = *visit;
    sort_rows(visits.rows, visits.count, sizeof(struct plan_visit), by_start, NULL, frame->arena);
    plan->visits = visits.rows;
    plan->visit_count = visits.count;
}
