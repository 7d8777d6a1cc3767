/* Is there always a feasible plan with an honest bound, at any size and with any budget? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "engine/planner/solution.h"
#include "tests/engine/planner/puzzle.h"
#include "tests/engine/planner/referee.h"

#define ARENA_BYTES ((size_t)8 << 30)

struct row {
    struct puzzle_kind kind;
    uint64_t nodes_max;
    bool proved; /* what is asked of it */
};

static const struct row rows[] = {
    {{"a real site of thirty jobs is proved", .sites = 1, .jobs = 30, .days = 40,
      .minutes_most = 300, .slack_most = 6, .percent = 15, .target = true, .urgent = true,
      .standing = true},
     0,
     true},
    {{"thirty jobs with orders and conflicts are proved", .sites = 1, .jobs = 30, .days = 40,
      .minutes_most = 180, .slack_most = 25, .percent = 15, .apart = true, .alone = true,
      .after = true, .with = true, .target = true, .urgent = true},
     0,
     true},
    {{"thirty jobs for three people are proved", .sites = 1, .jobs = 30, .days = 40,
      .minutes_most = 240, .slack_most = 15, .technicians = 3, .percent = 15, .crews = true,
      .target = true, .urgent = true},
     0,
     true},
    {{"sixty jobs of one site are proved", .sites = 1, .jobs = 60, .days = 60, .minutes_most = 240,
      .slack_most = 12, .percent = 15, .target = true, .urgent = true, .apart = true},
     0,
     true},
    {{"three sites that fight for two people are proved", .sites = 3, .jobs = 30, .days = 30,
      .minutes_most = 240, .slack_most = 8, .technicians = 2, .percent = 15, .target = true,
      .urgent = true, .crews = true, .after = true},
     0,
     true},
    {{"five sites with ways between them are proved", .sites = 5, .jobs = 30, .days = 25,
      .minutes_most = 200, .slack_most = 8, .technicians = 3, .percent = 15, .target = true,
      .urgent = true, .crews = true, .travel = true, .confirmed = 3},
     0,
     true},
    {{"a budget of one node still gives a plan", .sites = 1, .jobs = 20, .days = 20,
      .minutes_most = 180, .slack_most = 15, .percent = 15, .after = true, .with = true,
      .target = true},
     1,
     false},
    {{"too many jobs for the search, at one site", .sites = 1, .jobs = 300, .days = 60,
      .minutes_most = 180, .slack_most = 25, .percent = 15, .apart = true, .after = true,
      .with = true, .alone = true, .urgent = true, .confirmed = 8},
     0,
     false},
    {{"many sites with people enough are proved together", .sites = 60, .jobs = 300, .days = 60,
      .minutes_most = 240, .slack_most = 20, .technicians = 60, .percent = 10, .target = true},
     0,
     true},
    {{"hundreds of sites that share their people are proved", .sites = 300, .jobs = 3000,
      .days = 60, .minutes_most = 120, .slack_most = 20, .technicians = 200},
     0,
     true},
    {{"many sites and few people", .sites = 30, .jobs = 300, .days = 40, .minutes_most = 240,
      .slack_most = 15, .technicians = 6, .percent = 15, .crews = true, .confirmed = 6,
      .travel = true},
     0,
     false},
};

static void plan_is_feasible(void **state)
{
    const struct row *row = *state;
    struct arena arena;
    arena_init(&arena, ARENA_BYTES);
    uint32_t sound = 0;
    for (uint64_t seed = 0; seed < 3; seed++) {
        struct problem problem = puzzle_make(&row->kind, seed, &arena);
        if (problem_check(&problem, &arena).kind != PROBLEM_SOUND) continue;
        problem.nodes_max = row->nodes_max;
        struct solution solution;
        solution_find(&problem, &arena, &solution);
        const char *fault = referee_judge(&problem, &solution, &arena);
        if (fault != NULL) fail_msg("seed %llu: %s", (unsigned long long)seed, fault);
        if (row->proved) assert_true(solution.proved);
        sound++;
    }
    assert_true(sound > 0);
    arena_deinit(&arena);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(rows)];
    for (size_t i = 0; i < COUNT(rows); i++)
        tests[i] =
            (struct CMUnitTest){rows[i].kind.name, plan_is_feasible, NULL, NULL, (void *)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
