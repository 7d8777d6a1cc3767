/* How long does the planner take to a proof, by kind and size of problem?
 *
 *   planner [PROBLEMS]     how many of each kind, default 40
 *
 * Random problems, the same for the same numbers; processor time of solution_find, one thread. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "engine/base/check.h"
#include "engine/base/sort.h"
#include "engine/planner/solution.h"
#include "tests/engine/planner/puzzle.h"

enum { PROBLEMS_DEFAULT = 40, PROBLEMS_MAX = 10000 };

static const struct puzzle_kind kinds[] = {
    {"one site, 4 jobs", .sites = 1, .jobs = 4, .days = 40, .minutes_most = 240, .slack_most = 15,
     .percent = 15, .target = true, .urgent = true, .standing = true, .apart = true},
    {"one site, 8 jobs", .sites = 1, .jobs = 8, .days = 40, .minutes_most = 240, .slack_most = 15,
     .percent = 15, .target = true, .urgent = true, .standing = true, .apart = true},
    {"one site, 12 jobs", .sites = 1, .jobs = 12, .days = 40, .minutes_most = 240, .slack_most = 15,
     .percent = 15, .target = true, .urgent = true, .standing = true, .apart = true},
    {"one site, 12 jobs, orders and mates", .sites = 1, .jobs = 12, .days = 40, .minutes_most = 240,
     .slack_most = 15, .percent = 15, .target = true, .urgent = true, .apart = true, .after = true,
     .with = true, .alone = true, .confirmed = 2},
    {"one site, 12 jobs, 3 people", .sites = 1, .jobs = 12, .days = 40, .minutes_most = 240,
     .slack_most = 15, .technicians = 3, .percent = 15, .crews = true, .target = true,
     .urgent = true},
    {"one site, 20 jobs", .sites = 1, .jobs = 20, .days = 40, .minutes_most = 240, .slack_most = 15,
     .percent = 15, .target = true, .urgent = true, .standing = true, .apart = true},
    {"one site, 30 jobs, short slack", .sites = 1, .jobs = 30, .days = 40, .minutes_most = 300,
     .slack_most = 6, .percent = 15, .target = true, .urgent = true, .standing = true},
    {"one site, 30 jobs, standing", .sites = 1, .jobs = 30, .days = 40, .minutes_most = 200,
     .slack_most = 15, .percent = 15, .target = true, .urgent = true, .standing = true,
     .apart = true},
    {"one site, 30 jobs, orders and mates", .sites = 1, .jobs = 30, .days = 40, .minutes_most = 180,
     .slack_most = 25, .percent = 15, .apart = true, .alone = true, .after = true, .with = true,
     .target = true, .urgent = true},
    {"one site, 30 jobs, 3 people", .sites = 1, .jobs = 30, .days = 40, .minutes_most = 240,
     .slack_most = 15, .technicians = 3, .percent = 15, .crews = true, .target = true,
     .urgent = true},
    {"one site, 60 jobs", .sites = 1, .jobs = 60, .days = 60, .minutes_most = 240, .slack_most = 12,
     .percent = 15, .target = true, .urgent = true, .apart = true},
    {"2 sites, 20 jobs, 2 people", .sites = 2, .jobs = 20, .days = 30, .minutes_most = 240,
     .slack_most = 10, .technicians = 2, .percent = 15, .target = true, .urgent = true},
    {"3 sites, 30 jobs, 2 people, tight", .sites = 3, .jobs = 30, .days = 30, .minutes_most = 240,
     .slack_most = 8, .technicians = 2, .percent = 15, .target = true, .urgent = true,
     .crews = true, .after = true},
    {"5 sites, 30 jobs, 3 people, ways", .sites = 5, .jobs = 30, .days = 25, .minutes_most = 200,
     .slack_most = 8, .technicians = 3, .percent = 15, .target = true, .urgent = true,
     .crews = true, .travel = true, .confirmed = 3},
    {"4 sites, 24 jobs, 4 people", .sites = 4, .jobs = 24, .days = 30, .minutes_most = 240,
     .slack_most = 10, .technicians = 4, .percent = 15, .crews = true, .target = true,
     .urgent = true},
};

static double seconds(void)
{
    struct timespec t;
    CHECK(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t) == 0);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int by_time(const void *a, const void *b, const void *unused)
{
    (void)unused;
    return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

static void measure(const struct puzzle_kind *kind, uint32_t problems)
{
    static double times[PROBLEMS_MAX];
    uint32_t count = 0, proved = 0;
    struct arena arena;
    arena_init(&arena, (size_t)8 << 30);
    for (uint64_t seed = 1000; seed < 1000 + problems; seed++) {
        struct problem problem = puzzle_make(kind, seed, &arena);
        if (problem_check(&problem, &arena).kind != PROBLEM_SOUND) continue;
        struct solution solution;
        double start = seconds();
        solution_find(&problem, &arena, &solution);
        times[count++] = seconds() - start;
        proved += solution.proved;
        if (getenv("PLANNER_SLOW") != NULL && (times[count - 1] > 0.1 || !solution.proved))
            (void)printf("  seed %u: %.1f ms, proved %d, %u visits, bound %u\n", (unsigned)seed,
                         times[count - 1] * 1e3, solution.proved, solution.objective.visits,
                         solution.bound.visits);
    }
    sort_rows(times, count, sizeof *times, by_time, NULL, &arena);
    arena_deinit(&arena);
    if (count == 0) return;
    (void)printf("%-36s %5u of %5u proved; median %9.3f ms, 99 of 100 %9.3f ms, most %9.3f ms\n",
                 kind->name, proved, count, times[count / 2] * 1e3, times[count * 99 / 100] * 1e3,
                 times[count - 1] * 1e3);
    (void)fflush(stdout);
}

int main(int argc, char **argv)
{
    uint32_t problems = PROBLEMS_DEFAULT;
    if (argc > 1) problems = (uint32_t)strtoul(argv[1], NULL, 10);
    CHECK(problems > 0 && problems <= PROBLEMS_MAX);
    for (size_t k = 0; k < COUNT(kinds); k++) measure(&kinds[k], problems);
    return 0;
}
