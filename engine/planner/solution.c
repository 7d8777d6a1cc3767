#include "engine/planner/solution.h"

#include "engine/base/check.h"
#include "engine/base/sort.h"
#include "engine/planner/pool.h"

struct output {
    const struct problem *problem; /* the caller's */
    const struct items *items;
    const struct crews *crews;
    const struct draft *draft;
    const int32_t *days;        /* [jobs] in normal order */
    struct arena *arena, *work; /* for what stays; for what doesn't */
};

/* One visit on its way out, in normal indexes. */
struct row {
    int32_t day, confirmed;
    uint32_t site;
    int32_t first; /* smallest job, PROBLEM_NONE: it has none */
    struct indexes jobs;
    struct crew crew;
};

static int by_day_site_job(const void *a, const void *b, const void *context)
{
    (void)context;
    const struct row *left = a, *right = b;
    if (left->day != right->day) return left->day < right->day ? -1 : 1;
    if (left->site != right->site) return left->site < right->site ? -1 : 1;
    if (left->first != right->first) return left->first < right->first ? -1 : 1;
    return (left->confirmed > right->confirmed) - (left->confirmed < right->confirmed);
}

static bool is_among(struct indexes list, uint32_t index)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (list.at[i] == index) return true;
    return false;
}

/* By id, but never before what it follows: again and again the first that may come next. */
static struct indexes order_jobs(const struct output *output, struct indexes jobs)
{
    const struct problem_job *rows = output->items->normal->problem.jobs;
    uint32_t *at = ARENA_ARRAY(output->work, uint32_t, jobs.count), count = 0;
    bool *done = ARENA_ARRAY(output->work, bool, jobs.count);
    while (count < jobs.count) {
        uint32_t next = UINT32_MAX;
        for (uint32_t i = 0; i < jobs.count; i++) {
            bool ready = !done[i] && (next == UINT32_MAX || jobs.at[i] < jobs.at[next]);
            struct indexes after = rows[jobs.at[i]].after;
            for (uint32_t k = 0; k < after.count && ready; k++)
                ready = !is_among(jobs, after.at[k]) ||
                        is_among((struct indexes){at, count}, after.at[k]);
            if (ready) next = i;
        }
        CHECK(next != UINT32_MAX);
        done[next] = true;
        at[count++] = jobs.at[next];
    }
    return (struct indexes){at, count};
}

static struct row row_of(const struct output *output, const struct draft_visit *visit)
{
    const struct items *items = output->items;
    struct row row = {.day = visit->day, .confirmed = visit->confirmed, .site = visit->site};
    struct vec jobs = vec_of(sizeof(uint32_t));
    if (visit->confirmed != PROBLEM_NONE) {
        struct indexes pinned = items->rooms[visit->confirmed].pinned;
        for (uint32_t k = 0; k < pinned.count; k++)
            *(uint32_t *)vec_push(&jobs, output->work) = pinned.at[k];
    }
    for (uint32_t k = 0; k < visit->items.count; k++) {
        const struct item *item = &items->at[*(uint32_t *)vec_at(&visit->items, k)];
        for (uint32_t n = 0; n < item->jobs.count; n++)
            *(uint32_t *)vec_push(&jobs, output->work) = item->jobs.at[n];
    }
    row.first = PROBLEM_NONE;
    for (uint32_t k = 0; k < jobs.count; k++) {
        int32_t job = (int32_t) * (uint32_t *)vec_at(&jobs, k);
        if (row.first == PROBLEM_NONE || job < row.first) row.first = job;
    }
    row.jobs = order_jobs(output, (struct indexes){jobs.rows, jobs.count});
    row.crew = visit->crew;
    return row;
}

static struct indexes led_back(const struct output *output, const uint32_t *of, struct indexes list)
{
    uint32_t *at = ARENA_ARRAY(output->arena, uint32_t, list.count);
    for (uint32_t i = 0; i < list.count; i++) at[i] = of[list.at[i]];
    return (struct indexes){at, list.count};
}

static struct solution_visit visit_of(const struct output *output, const struct row *row)
{
    const struct normal *normal = output->items->normal;
    struct solution_visit visit = {.site = normal->site_of[row->site], .day = row->day};
    struct indexes crew = {row->crew.people, row->crew.count};
    if (row->confirmed != PROBLEM_NONE) crew = normal->problem.confirmed[row->confirmed].crew;
    visit.confirmed = row->confirmed != PROBLEM_NONE ? (int32_t)normal->confirmed_of[row->confirmed]
                                                     : PROBLEM_NONE;
    visit.jobs = led_back(output, normal->job_of, row->jobs);
    visit.crew = led_back(output, normal->technician_of, crew);
    return visit;
}

static void visits_put(const struct output *output, struct solution *ret)
{
    const struct draft *draft = output->draft;
    struct row *rows = ARENA_ARRAY(output->work, struct row, draft->visits.count);
    uint32_t count = 0;
    for (uint32_t v = 0; v < draft->visits.count; v++) {
        const struct draft_visit *visit = draft_visit(draft, v);
        if (visit->confirmed == PROBLEM_NONE && visit->items.count == 0) continue;
        rows[count++] = row_of(output, visit);
    }
    sort_rows(rows, count, sizeof *rows, by_day_site_job, NULL, output->work);
    struct solution_visit *visits = ARENA_ARRAY(output->arena, struct solution_visit, count);
    for (uint32_t v = 0; v < count; v++) visits[v] = visit_of(output, &rows[v]);
    ret->visits = visits;
    ret->visit_count = count;
}

/* Which of the four walls an item stands before, each looked at alone. */
static enum unplanned_reason reason_of(const struct output *output, uint32_t j)
{
    const struct items *items = output->items;
    const struct problem *problem = &items->normal->problem;
    uint32_t i = (uint32_t)items->item_of[j];
    const struct item *item = &items->at[i];
    const struct opens *opens = &items->normal->opens[item->site];
    if (opens_first(opens, item->release) == problem->days) return UNPLANNED_NO_DAY;
    bool room = false, people = false, order = false;
    for (int32_t d = item->release; d < problem->days; d++) {
        if (!opens->open[d] || item->minutes > site_capacity(items, item->site, d)) continue;
        bool able = crew_possible(output->crews, d, item->crew, item->skills);
        room = true;
        people |= able;
        order |= able && item_may_stand(items, i, d);
    }
    if (!room || item->never) return UNPLANNED_NO_ROOM;
    if (item->only != PROBLEM_NONE)
        return item->minutes > items->rooms[item->only].minutes ? UNPLANNED_NO_ROOM
                                                                : UNPLANNED_NO_CREW;
    if (!people) return UNPLANNED_NO_CREW;
    for (uint32_t k = 0; k < item->earlier.count; k++) {
        uint32_t first = items->at[item->earlier.at[k]].jobs.at[0];
        if (output->days[first] == PROBLEM_NONE) return UNPLANNED_AFTER;
    }
    if (!order || problem->crews_unlimited) return UNPLANNED_AFTER;
    return UNPLANNED_NO_CREW;
}

static void unplanned_put(const struct output *output, struct solution *ret)
{
    const struct normal *normal = output->items->normal;
    uint32_t jobs = normal->problem.job_count, count = 0;
    for (uint32_t j = 0; j < jobs; j++) count += output->days[j] == PROBLEM_NONE;
    struct solution_unplanned *rows = ARENA_ARRAY(output->arena, struct solution_unplanned, count);
    ret->unplanned = rows;
    for (uint32_t j = 0; j < jobs; j++) {
        if (output->days[j] != PROBLEM_NONE) continue;
        *rows++ = (struct solution_unplanned){normal->job_of[j], reason_of(output, j)};
    }
    ret->unplanned_count = count;
}

static const int32_t *days_find(const struct draft *draft, struct arena *arena)
{
    const struct items *items = draft->items;
    const struct problem *problem = &items->normal->problem;
    int32_t *days = ARENA_ARRAY(arena, int32_t, problem->job_count);
    for (uint32_t j = 0; j < problem->job_count; j++) {
        int32_t visit = problem->jobs[j].confirmed; /* confirmed visits come first in a draft */
        if (items->item_of[j] != PROBLEM_NONE) visit = draft->visit_of[items->item_of[j]];
        days[j] = visit != PROBLEM_NONE ? draft_visit(draft, (uint32_t)visit)->day : PROBLEM_NONE;
    }
    return days;
}

/* The definitions of planning.md, counted anew from the finished plan. */
static struct objective objective_count(const struct output *output,
                                        const struct solution *solution)
{
    const struct normal *normal = output->items->normal;
    int32_t *days = ARENA_ARRAY(output->work, int32_t, normal->problem.job_count);
    for (uint32_t j = 0; j < normal->problem.job_count; j++)
        days[normal->job_of[j]] = output->days[j];
    struct solution_visit *fresh =
        ARENA_ARRAY(output->work, struct solution_visit, solution->visit_count);
    uint32_t count = 0;
    for (uint32_t v = 0; v < solution->visit_count; v++)
        if (solution->visits[v].confirmed == PROBLEM_NONE) fresh[count++] = solution->visits[v];
    return objective_of(output->problem, days, fresh, count);
}

static struct levels pinned_levels(const struct normal *normal)
{
    struct levels sum = {0};
    for (uint32_t j = 0; j < normal->problem.job_count; j++) {
        const struct problem_job *job = &normal->problem.jobs[j];
        if (job->confirmed == PROBLEM_NONE) continue;
        struct levels own = levels_of_job(job, &normal->opens[job->site],
                                          normal->problem.confirmed[job->confirmed].day);
        levels_add(&sum, &own);
    }
    return sum;
}

static void solve(const struct problem *problem, struct arena *arena, struct arena *work,
                  struct solution *ret)
{
    struct normal normal;
    struct items items;
    struct crews crews;
    struct pool_result result;
    normal_init(&normal, problem, work);
    items_init(&items, &normal, work);
    crews_init(&crews, &normal, work);
    pool_solve(&items, &crews, work, &result);

    struct output output = {problem, &items, &crews, &result.draft, NULL, arena, work};
    output.days = days_find(&result.draft, work);
    *ret = (struct solution){.nodes = result.nodes};
    visits_put(&output, ret);
    unplanned_put(&output, ret);
    ret->objective = objective_count(&output, ret);
    struct levels counted = levels_of_objective(&ret->objective);
    struct levels kept = draft_levels(&result.draft), pinned = pinned_levels(&normal);
    CHECK(levels_cmp(&counted, &kept, LEVEL_COUNT) == 0);
    levels_add(&result.bound, &pinned);
    ret->bound = levels_objective(&result.bound);
    int beyond = objective_cmp(&ret->objective, &ret->bound);
    CHECK(beyond >= 0 && (!result.proved || beyond == 0));
    ret->proved = beyond == 0;
}

void solution_find(const struct problem *problem, struct arena *arena, struct solution *ret)
{
    struct arena work;
    arena_init(&work, arena->cap_bytes - arena->used_bytes);
    solve(problem, arena, &work, ret);
    arena_deinit(&work);
}
