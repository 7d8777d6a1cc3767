/* How a plan comes about. What must stay true:
 *
 * I1  The same state and instant give the same plan, to the byte.
 * I2  Fixed visits keep their day, site and crew; nothing leaves them.
 * I3  Every open job of the contract is in exactly one visit, or in `unplanned` with a reason. */
#include "engine/core/plan.h"

#include "engine/base/sort.h"
#include "engine/core/plan_overtime.h"
#include "engine/core/plan_visit.h"
#include "engine/core/plan_why.h"
#include "rules/calendar.h"
#include "rules/risk.h"

static void find_unplanned(const struct plan_frame *frame, const struct plan_problem *problem,
                           const struct solution *solution, struct plan *plan)
{
    struct vec found = vec_of(sizeof(struct plan_unplanned));
    for (uint32_t i = 0; i < solution->unplanned_count; i++) {
        uint32_t w = problem->work_of[solution->unplanned[i].job];
        CHECK(w != NO_ROW); /* a filler is pinned */
        *(struct plan_unplanned *)vec_push(&found, frame->arena) =
            (struct plan_unplanned){frame->works[w].job, solution->unplanned[i].reason};
    }
    for (uint32_t w = 0; w < frame->work_count; w++) {
        if (!problem->left_out[w]) continue;
        enum unplanned_reason reason =
            frame->works[w].site == CONTRACT_NONE ? UNPLANNED_NO_DAY : UNPLANNED_NO_ROOM;
        *(struct plan_unplanned *)vec_push(&found, frame->arena) =
            (struct plan_unplanned){frame->works[w].job, reason};
        plan->objective.late++;
        plan->bound.late++;
    }
    plan->unplanned = found.rows;
    plan->unplanned_count = found.count;
}

static int by_deadline(const void *a, const void *b, const void *context)
{
    (void)context;
    const struct plan_late *one = a, *other = b;
    int order = instant_cmp(one->deadline, other->deadline);
    return order != 0 ? order : (one->job > other->job) - (one->job < other->job);
}

static void find_late(const struct plan_frame *frame, struct plan *plan)
{
    struct vec found = vec_of(sizeof(struct plan_late));
    for (uint32_t v = 0; v < plan->visit_count; v++) {
        const struct plan_visit *visit = &plan->visits[v];
        for (uint32_t i = 0; i < visit->job_count; i++) {
            const struct plan_job *job = &visit->jobs[i];
            if (!job->late || !job_is_live(state_job(frame->state, job->job))) continue;
            *(struct plan_late *)vec_push(&found, frame->arena) =
                (struct plan_late){job->job, job->deadline, {true, visit->end}};
        }
    }
    for (uint32_t i = 0; i < plan->unplanned_count; i++) {
        const struct plan_work *work = plan_frame_work(frame, plan->unplanned[i].job);
        *(struct plan_late *)vec_push(&found, frame->arena) =
            (struct plan_late){work->job, work->deadline.at, {0}};
    }
    sort_rows(found.rows, found.count, sizeof(struct plan_late), by_deadline, NULL, frame->arena);
    plan->late = found.rows;
    plan->late_count = found.count;
}

static bool is_provisional(const struct plan_frame *frame, const struct plan *plan)
{
    for (uint32_t v = 0; v < plan->visit_count; v++)
        if (calendar_is_provisional(frame->wording, plan->visits[v].day)) return true;
    for (uint32_t w = 0; w < frame->work_count; w++)
        if (frame->works[w].deadline.provisional) return true;
    return false;
}

/* Looking less far must not draw the far visits nearer: they are planned all the same, and
 * only not shown. */
static void cut_at_horizon(struct plan *plan, day_t today, uint32_t horizon_days)
{
    if (horizon_days == 0) return;
    uint32_t kept = 0;
    while (kept < plan->visit_count &&
           (int64_t)plan->visits[kept].day.n - today.n < (int64_t)horizon_days)
        kept++;
    plan->visit_count = kept;
}

/* What the planner makes of the works that aren't set aside. */
static void solve(const struct plan_frame *frame, const struct plan_crews *crews, struct plan *ret)
{
    struct plan_problem problem;
    plan_problem_init(&problem, frame, crews);
    struct solution solution;
    solution_find(&problem.problem, frame->arena, &solution);
    *ret = (struct plan){
        .at = frame->now,
        .head = frame->state->head,
        .contract = frame->contract,
        .wording = frame->wording,
        .objective = solution.objective,
        .bound = solution.bound,
        .proved = solution.proved,
    };
    plan_visits_find(frame, crews, &problem, &solution, ret);
    find_unplanned(frame, &problem, &solution, ret);
    find_late(frame, ret);
}

static bool breaks_keep(const struct plan_frame *frame, const struct plan *plan)
{
    for (uint32_t v = 0; v < plan->visit_count; v++)
        for (uint32_t i = 0; i < plan->visits[v].job_count; i++) {
            const struct plan_work *work = plan_frame_work(frame, plan->visits[v].jobs[i].job);
            if (work == NULL || work->fixed != NO_ROW) continue;
            if (day_cmp(plan->visits[v].day, plan_work_last(frame, work)) <= 0) continue;
            if (day_cmp(plan->visits[v].day, work->deadline.day) <= 0) return true;
        }
    return false;
}

/* How long a job is kept for company is a wish and no deadline: where it can't be had for all,
 * the plan is made without it, so that only what is late is called late. */
static void solve_keeping(struct plan_frame *frame, const struct plan_crews *crews,
                          struct plan *ret)
{
    solve(frame, crews, ret);
    frame->keeps_dropped = breaks_keep(frame, ret);
    if (frame->keeps_dropped) solve(frame, crews, ret);
}

/* Going outside working time is tried only when every way inside it misses a deadline. */
static void try_overtime(const struct plan_frame *frame, const struct plan_crews *crews,
                         struct plan *plan)
{
    if (plan->late_count == 0) return;
    struct plan_overtime overtime = plan_overtime_find(frame, plan);
    if (overtime.count == 0) return;
    struct plan saved;
    solve(frame, crews, &saved);
    if (!plan_overtime_add(frame, &overtime, &saved)) return;
    find_late(frame, &saved);
    if (saved.late_count < plan->late_count) *plan = saved;
}

void plan_make(const struct state *state, uint32_t contract, instant_t now,
               const struct plan_options *options, struct arena *arena, struct plan *ret)
{
    struct plan_frame frame;
    plan_frame_init(&frame, state, contract, now, arena);
    plan_frame_lay(&frame, options->horizon_days);
    struct plan_crews crews;
    plan_crews_init(&crews, &frame);
    solve_keeping(&frame, &crews, ret);
    try_overtime(&frame, &crews, ret);
    ret->provisional = is_provisional(&frame, ret);
    plan_why_find(&frame, ret);
    cut_at_horizon(ret, frame.today, options->horizon_days);
}

const struct plan_visit *plan_find(const struct plan *plan, struct str id)
{
    for (uint32_t v = 0; v < plan->visit_count; v++)
        if (str_eq(plan->visits[v].id, id)) return &plan->visits[v];
    return NULL;
}

const struct plan_visit *plan_visit_of(const struct plan *plan, uint32_t job)
{
    for (uint32_t v = 0; v < plan->visit_count; v++)
        for (uint32_t i = 0; i < plan->visits[v].job_count; i++)
            if (plan->visits[v].jobs[i].job == job) return &plan->visits[v];
    return NULL;
}
