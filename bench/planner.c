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
#include "engine/base/text.h"
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
    {"one site, 100 jobs, beyond the search", .sites = 1, .jobs = 100, .days = 60,
     .minutes_most = 240, .slack_most = 12, .percent = 15, .target = true, .urgent = true},
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

enum { NATION_DAYS = 60, NATION_SITE_JOBS = 12, NATION_JOBS_A_PERSON = 122, DAY_ROOM = 450 };

/* Many sites of twelve jobs that share their people; a week has five open days. */
static struct problem nation_make(uint32_t jobs, struct arena *arena)
{
    struct chance chance = {42};
    uint32_t sites = jobs / NATION_SITE_JOBS, people = jobs / NATION_JOBS_A_PERSON + 1;
    bool *open = ARENA_ARRAY(arena, bool, NATION_DAYS);
    uint32_t *minutes = ARENA_ARRAY(arena, uint32_t, NATION_DAYS);
    struct problem_site *site = ARENA_ARRAY(arena, struct problem_site, sites);
    struct problem_job *job = ARENA_ARRAY(arena, struct problem_job, jobs);
    struct problem_technician *person = ARENA_ARRAY(arena, struct problem_technician, people);
    for (int d = 0; d < NATION_DAYS; d++) open[d] = d % 7 < 5;
    for (int d = 0; d < NATION_DAYS; d++) minutes[d] = DAY_ROOM + 30;
    for (uint32_t s = 0; s < sites; s++)
        site[s] = (struct problem_site){text_format(arena, "s%05u", s), 30, open, minutes};
    for (uint32_t t = 0; t < people; t++)
        person[t] = (struct problem_technician){text_format(arena, "t%04u", t),
                                                1 + chance_below(&chance, 7), NULL, 3};
    for (uint32_t j = 0; j < jobs; j++) {
        int32_t release = (int32_t)chance_below(&chance, NATION_DAYS - 10);
        int32_t due = release + 3 + (int32_t)chance_below(&chance, 15);
        job[j] = (struct problem_job){.id = text_format(arena, "j%06u", j), .crew = 1, .wait = 2};
        job[j].site = j / NATION_SITE_JOBS < sites ? j / NATION_SITE_JOBS : sites - 1;
        job[j].minutes = 15 * (1 + chance_below(&chance, 8));
        if (chance_below(&chance, 5) == 0) job[j].skills = UINT64_C(1) << chance_below(&chance, 3);
        job[j].release = release;
        if (due >= NATION_DAYS) due = NATION_DAYS - 1;
        job[j].due = open[due] ? due : due - 1 - (int32_t)!open[due - 1]; /* an open day */
        job[j].target = job[j].confirmed = job[j].standing = PROBLEM_NONE;
    }
    return (struct problem){.days = NATION_DAYS,
                            .sites = site,
                            .site_count = sites,
                            .jobs = job,
                            .job_count = jobs,
                            .technicians = person,
                            .technician_count = people};
}

/* Earliest deadline first: a visit on the last open day for the most pressing job of a site, and
 * whatever fits goes along. Looks at neither people nor waiting. */
static uint32_t nation_edf(const struct problem *problem)
{
    uint32_t visits = 0;
    for (uint32_t first = 0; first < problem->job_count;) {
        uint32_t count = 0, done = 0;
        while (first + count < problem->job_count &&
               problem->jobs[first + count].site == problem->jobs[first].site)
            count++;
        for (bool left = true; left; visits += left) {
            const struct problem_job *jobs = problem->jobs + first;
            uint32_t best = UINT32_MAX, room = DAY_ROOM;
            for (uint32_t k = 0; k < count; k++)
                if ((done >> k & 1) == 0 && (best == UINT32_MAX || jobs[k].due < jobs[best].due))
                    best = k;
            left = best != UINT32_MAX;
            for (uint32_t k = 0; left && k < count; k++) {
                uint32_t turn = (best + k) % count;
                if ((done >> turn & 1) != 0 || jobs[turn].release > jobs[best].due ||
                    jobs[turn].minutes > room)
                    continue;
                done |= 1U << turn;
                room -= jobs[turn].minutes;
            }
        }
        first += count;
    }
    return visits;
}

static void nation(uint32_t jobs)
{
    struct arena arena;
    struct solution solution;
    arena_init(&arena, (size_t)16 << 30);
    struct problem problem = nation_make(jobs, &arena);
    double start = seconds();
    solution_find(&problem, &arena, &solution);
    (void)printf(
        "nation, %6u jobs, %4u sites, %3u people: %8.1f ms, proved %d; late %u, visits %u, "
        "bound %u; earliest deadline first takes %u\n",
        jobs, problem.site_count, problem.technician_count, (seconds() - start) * 1e3,
        solution.proved, solution.objective.late, solution.objective.visits, solution.bound.visits,
        nation_edf(&problem));
    (void)fflush(stdout);
    arena_deinit(&arena);
}

int main(int argc, char **argv)
{
    uint32_t problems = PROBLEMS_DEFAULT;
    if (argc > 1) problems = (uint32_t)strtoul(argv[1], NULL, 10);
    CHECK(problems > 0 && problems <= PROBLEMS_MAX);
    for (size_t k = 0; k < COUNT(kinds); k++) measure(&kinds[k], problems);
    for (uint32_t jobs = 100; jobs <= 100000; jobs *= 10) nation(jobs);
    return 0;
}
