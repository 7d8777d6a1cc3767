#include "engine/planner/solution.h"

#include "engine/base/check.h"
#include "engine/planner/levels.h"

static struct opens opens_of(const struct problem *problem, uint32_t site)
{
    CHECK(site < problem->site_count);
    return (struct opens){.open = problem->sites[site].open, .days = problem->days};
}

/* Open days that a visit of routine jobs alone stands before the earliest mark among them. */
static int32_t visit_wait(const struct problem *problem, const struct solution_visit *visit)
{
    int32_t mark = INT32_MAX;
    for (uint32_t i = 0; i < visit->jobs.count; i++) {
        const struct problem_job *job = &problem->jobs[visit->jobs.at[i]];
        if (job->urgent) return 0;
        int32_t own = levels_mark(job, problem->days);
        if (own < mark) mark = own;
    }
    struct opens opens = opens_of(problem, visit->site);
    return opens_between(&opens, visit->day, mark);
}

struct objective objective_of(const struct problem *problem, const int32_t *days,
                              const struct solution_visit *new_visits, uint32_t new_visit_count)
{
    struct levels sum = {0};
    for (uint32_t j = 0; j < problem->job_count; j++) {
        struct opens opens = opens_of(problem, problem->jobs[j].site);
        struct levels own = levels_of_job(&problem->jobs[j], &opens, days[j]);
        levels_add(&sum, &own);
    }
    for (uint32_t v = 0; v < new_visit_count; v++) {
        CHECK(new_visits[v].jobs.count > 0);
        sum.at[LEVEL_VISITS]++;
        sum.at[LEVEL_WAIT_DAYS] += visit_wait(problem, &new_visits[v]);
    }
    return levels_objective(&sum);
}

int objective_cmp(const struct objective *a, const struct objective *b)
{
    struct levels left = levels_of_objective(a), right = levels_of_objective(b);
    return levels_cmp(&left, &right, LEVEL_COUNT);
}
