/* Is the plan the best there is, by comparison with every plan there could be? */
#include "tests/harness.h"

#include <stdio.h>

#include "engine/base/check.h"
#include "engine/planner/solution.h"
#include "tests/engine/planner/brute.h"
#include "tests/engine/planner/puzzle.h"
#include "tests/engine/planner/referee.h"

#define ARENA_BYTES ((size_t)1 << 30)
enum { SEEDS = 150 };

static const struct puzzle_kind kinds[] = {
    {"jobs of one site merge under days and room alone", .sites = 1, .jobs = 5, .days = 5,
     .minutes_most = 240, .slack_most = 4},
    {"targets pull, standing days hold and routine visits wait as long as they may", .sites = 1,
     .jobs = 5, .days = 5, .minutes_most = 200, .slack_most = 5, .target = true, .standing = true},
    {"urgent jobs are not kept waiting for company", .sites = 1, .jobs = 5, .days = 5,
     .minutes_most = 200, .slack_most = 5, .percent = 50, .urgent = true, .target = true},
    {"apart and alone keep jobs from each other", .sites = 1, .jobs = 5, .days = 4,
     .minutes_most = 120, .slack_most = 4, .percent = 30, .apart = true, .alone = true,
     .target = true},
    {"with ties jobs together and after puts them in order", .sites = 1, .jobs = 5, .days = 5,
     .minutes_most = 200, .slack_most = 4, .percent = 35, .with = true, .after = true,
     .urgent = true, .target = true},
    {"confirmed visits take in what fits", .sites = 1, .jobs = 5, .days = 5, .minutes_most = 240,
     .slack_most = 5, .confirmed = 2, .percent = 20, .apart = true, .alone = true, .after = true,
     .urgent = true, .standing = true},
    {"one or two people can only be in so many places", .sites = 1, .jobs = 5, .days = 4,
     .minutes_most = 420, .slack_most = 3, .technicians = 1, .percent = 30, .target = true,
     .urgent = true},
    {"crews bring people and skills", .sites = 1, .jobs = 4, .days = 4, .minutes_most = 400,
     .slack_most = 3, .technicians = 3, .percent = 40, .crews = true, .apart = true,
     .target = true},
    {"confirmed visits bind their crews and lend them", .sites = 1, .jobs = 5, .days = 4,
     .minutes_most = 300, .slack_most = 3, .technicians = 2, .confirmed = 2, .percent = 30,
     .crews = true, .with = true, .after = true},
    {"two sites want the same people", .sites = 2, .jobs = 5, .days = 4, .minutes_most = 300,
     .slack_most = 3, .technicians = 1, .percent = 25, .target = true, .urgent = true},
    {"two sites, crews, and orders across them", .sites = 2, .jobs = 5, .days = 4,
     .minutes_most = 300, .slack_most = 3, .technicians = 3, .confirmed = 1, .percent = 30,
     .crews = true, .after = true, .apart = true},
    {"three sites with ways between them", .sites = 3, .jobs = 5, .days = 3, .minutes_most = 240,
     .slack_most = 2, .technicians = 2, .confirmed = 2, .percent = 25, .travel = true,
     .crews = true},
};

/* With too few nodes the plan may be worse, but nothing untrue is said about it. */
static void hurried(const struct problem *whole, uint64_t seed, const struct objective *best,
                    struct arena *arena)
{
    struct problem problem = *whole;
    struct solution solution;
    problem.nodes_max = 1 + seed * 13 % 700;
    solution_find(&problem, arena, &solution);
    assert_null(referee_judge(&problem, &solution, arena));
    assert_true(referee_cmp(&solution.bound, best) <= 0);
    if (solution.proved) assert_int_equal(referee_cmp(&solution.objective, best), 0);
}

static bool same_days(const struct problem *problem, const struct solution *solution,
                      const int32_t *days)
{
    int32_t own[BRUTE_JOBS_MAX];
    bool same = true;
    for (uint32_t j = 0; j < problem->job_count; j++) own[j] = -1;
    for (uint32_t v = 0; v < solution->visit_count; v++)
        for (uint32_t i = 0; i < solution->visits[v].jobs.count; i++)
            own[solution->visits[v].jobs.at[i]] = solution->visits[v].day;
    for (uint32_t j = 0; j < problem->job_count; j++) same &= own[j] == days[j];
    return same;
}

static void puzzles_are_solved_best(void **state)
{
    const struct puzzle_kind *kind = *state;
    struct arena arena;
    arena_init(&arena, ARENA_BYTES);
    uint32_t solved = 0;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct arena_mark mark = arena_mark(&arena);
        struct problem problem = puzzle_make(kind, seed, &arena);
        if (problem_check(&problem, &arena).kind == PROBLEM_SOUND) {
            struct solution solution;
            solution_find(&problem, &arena, &solution);
            const char *fault = referee_judge(&problem, &solution, &arena);
            struct brute_plan found = brute_best(&problem);
            struct objective best = found.objective;
            if (fault != NULL) fail_msg("seed %llu: %s", (unsigned long long)seed, fault);
            const struct objective *o = &solution.objective;
            if (referee_cmp(&best, o) != 0)
                fail_msg("seed %llu: %u %u %u %u %u %u %u, best is %u %u %u %u %u %u %u",
                         (unsigned long long)seed, o->late, o->late_days, o->overwait_days,
                         o->visits, o->moved, o->target_days, o->wait_days, best.late,
                         best.late_days, best.overwait_days, best.visits, best.moved,
                         best.target_days, best.wait_days);
            if (!same_days(&problem, &solution, found.days))
                fail_msg("seed %llu: not the first of the best", (unsigned long long)seed);
            if (!solution.proved) fail_msg("seed %llu: not proved", (unsigned long long)seed);
            hurried(&problem, seed, &best, &arena);
            solved++;
        }
        arena_rewind(&arena, mark);
    }
    assert_true(solved > SEEDS / 2);
    arena_deinit(&arena);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(kinds)];
    for (size_t i = 0; i < COUNT(kinds); i++)
        tests[i] = (struct CMUnitTest){kinds[i].name, puzzles_are_solved_best, NULL, NULL,
                                       (void *)&kinds[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
