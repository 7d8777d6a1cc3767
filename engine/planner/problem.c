#include "engine/planner/problem.h"

#include "engine/base/check.h"
#include "engine/planner/normal.h"

/* Faults are found in the normal order, so that the same one is named whatever the order of
 * the lines, and led back to the caller's indexes. */
static struct problem_fault fault_of(const struct normal *normal, enum problem_fault_kind kind,
                                     const uint32_t *jobs, uint32_t count, struct arena *arena)
{
    uint32_t *at = ARENA_ARRAY(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) at[i] = normal->job_of[jobs[i]];
    return (struct problem_fault){kind, {at, count}};
}

static bool indexes_has(struct indexes list, uint32_t index)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (list.at[i] == index) return true;
    return false;
}

/* The first job that stands in a bad pair with `j`, or PROBLEM_NONE. */
static int32_t bad_mate(const struct normal *normal, uint32_t j, enum problem_fault_kind kind)
{
    const struct problem_job *jobs = normal->problem.jobs;
    const struct indexes *pairs = kind == PROBLEM_WITH_AND_APART ? &jobs[j].apart : &jobs[j].with;
    for (uint32_t i = 0; i < pairs->count; i++) {
        uint32_t other = pairs->at[i];
        bool across = kind == PROBLEM_WITH_ACROSS_SITES && jobs[other].site != jobs[j].site;
        bool apart = kind == PROBLEM_WITH_AND_APART &&
                     (other == j || normal->group_of[other] == normal->group_of[j]);
        bool alone = kind == PROBLEM_WITH_ALONE && jobs[j].alone && other != j;
        if (across || apart || alone) return (int32_t)other;
    }
    return PROBLEM_NONE;
}

static struct problem_fault pair_check(const struct normal *normal, enum problem_fault_kind kind,
                                       struct arena *arena)
{
    for (uint32_t j = 0; j < normal->problem.job_count; j++) {
        int32_t mate = bad_mate(normal, j, kind);
        if (mate == PROBLEM_NONE) continue;
        const uint32_t pair[] = {j, (uint32_t)mate};
        return fault_of(normal, kind, pair, COUNT(pair), arena);
    }
    return (struct problem_fault){0};
}

/* Takes away, again and again, the jobs that follow nothing; what stays waits on a circle. */
static uint32_t waiting_jobs(const struct normal *normal, uint32_t *waits, struct arena *arena)
{
    uint32_t count = normal->problem.job_count, done = 0, found = 0;
    uint32_t *free_jobs = ARENA_ARRAY(arena, uint32_t, count);
    for (uint32_t j = 0; j < count; j++) {
        waits[j] = normal->problem.jobs[j].after.count;
        if (waits[j] == 0) free_jobs[found++] = j;
    }
    while (done < found) {
        struct indexes later = normal->later[free_jobs[done++]];
        for (uint32_t i = 0; i < later.count; i++)
            if (--waits[later.at[i]] == 0) free_jobs[found++] = later.at[i];
    }
    return count - found;
}

/* Every waiting job follows a waiting job, so walking back must come round. */
static struct problem_fault circle_check(const struct normal *normal, struct arena *arena)
{
    const struct problem *problem = &normal->problem;
    uint32_t *waits = ARENA_ARRAY(arena, uint32_t, problem->job_count);
    if (waiting_jobs(normal, waits, arena) == 0) return (struct problem_fault){0};
    uint32_t *walk = ARENA_ARRAY(arena, uint32_t, problem->job_count + 1), steps = 0, first = 0;
    uint32_t j = 0;
    while (waits[j] == 0) j++;
    while (!indexes_has((struct indexes){walk, steps}, j)) {
        walk[steps++] = j;
        struct indexes after = problem->jobs[j].after;
        uint32_t i = 0;
        while (waits[after.at[i]] == 0) i++;
        j = after.at[i];
    }
    while (walk[first] != j) first++;
    uint32_t count = steps - first;
    uint32_t *circle = ARENA_ARRAY(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) circle[i] = walk[steps - 1 - i];
    return fault_of(normal, PROBLEM_CIRCLE, circle, count, arena);
}

static bool too_long(const struct problem *problem, const struct problem_job *job)
{
    const struct problem_site *site = &problem->sites[job->site];
    for (int32_t d = 0; d < problem->days; d++)
        if (site->minutes[d] >= site->overhead && site->minutes[d] - site->overhead >= job->minutes)
            return false;
    return true;
}

/* A pinned job is a fact whatever its length: people agreed to it. */
static struct problem_fault length_check(const struct normal *normal, struct arena *arena)
{
    const struct problem *problem = &normal->problem;
    for (uint32_t j = 0; j < problem->job_count; j++)
        if (problem->jobs[j].confirmed == PROBLEM_NONE && too_long(problem, &problem->jobs[j]))
            return fault_of(normal, PROBLEM_TOO_LONG, &j, 1, arena);
    return (struct problem_fault){0};
}

struct problem_fault problem_check(const struct problem *problem, struct arena *arena)
{
    struct normal normal;
    normal_init(&normal, problem, arena);
    struct problem_fault fault = pair_check(&normal, PROBLEM_WITH_ACROSS_SITES, arena);
    if (fault.kind == PROBLEM_SOUND) fault = pair_check(&normal, PROBLEM_WITH_AND_APART, arena);
    if (fault.kind == PROBLEM_SOUND) fault = pair_check(&normal, PROBLEM_WITH_ALONE, arena);
    if (fault.kind == PROBLEM_SOUND) fault = circle_check(&normal, arena);
    if (fault.kind == PROBLEM_SOUND) fault = length_check(&normal, arena);
    return fault;
}
