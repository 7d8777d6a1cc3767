#include "tests/engine/planner/puzzle.h"

#include <string.h>

#include "engine/base/text.h"

uint32_t chance_below(struct chance *chance, uint32_t below)
{
    /* splitmix64 (Steele, Lea, Flood 2014) */
    uint64_t z = chance->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)((z ^ z >> 31) % below);
}

static bool sometimes(struct chance *chance, bool may, uint32_t percent)
{
    uint32_t roll = chance_below(chance, 100);
    return may && roll < percent;
}

static struct indexes one(uint32_t index, struct arena *arena)
{
    uint32_t *at = ARENA_NEW(arena, uint32_t);
    *at = index;
    return (struct indexes){at, 1};
}

static const struct problem_site *make_sites(const struct puzzle_kind *kind, struct chance *chance,
                                             struct arena *arena)
{
    struct problem_site *sites = ARENA_ARRAY(arena, struct problem_site, kind->sites);
    for (uint32_t s = 0; s < kind->sites; s++) {
        bool *open = ARENA_ARRAY(arena, bool, kind->days);
        uint32_t *minutes = ARENA_ARRAY(arena, uint32_t, kind->days);
        for (int32_t d = 0; d < kind->days; d++) {
            open[d] = chance_below(chance, 7) > 1;
            minutes[d] = chance_below(chance, 12) == 0 ? 200 : 480;
        }
        minutes[kind->days - 1] = 480;
        sites[s] = (struct problem_site){text_format(arena, "s%u", s), 30, open, minutes};
    }
    return sites;
}

static void relate(const struct puzzle_kind *kind, struct chance *chance, struct problem_job *jobs,
                   uint32_t j, struct arena *arena)
{
    if (j == 0) return;
    uint32_t other = chance_below(chance, j);
    bool same = jobs[other].site == jobs[j].site;
    if (sometimes(chance, kind->apart, 2 * kind->percent) && same)
        jobs[j].apart = one(other, arena);
    else if (sometimes(chance, kind->with, kind->percent) && same && !jobs[other].alone &&
             !jobs[j].alone)
        jobs[j].with = one(other, arena);
    other = chance_below(chance, j);
    if (sometimes(chance, kind->after, kind->percent)) jobs[j].after = one(other, arena);
}

static const struct problem_job *make_jobs(const struct puzzle_kind *kind, struct chance *chance,
                                           struct arena *arena)
{
    struct problem_job *jobs = ARENA_ARRAY(arena, struct problem_job, kind->jobs);
    uint32_t days = (uint32_t)kind->days;
    for (uint32_t j = 0; j < kind->jobs; j++) {
        struct problem_job *job = &jobs[j];
        *job = (struct problem_job){.id = text_format(arena, "j%u", (j * 7 + 3) % 1000003)};
        job->site = chance_below(chance, kind->sites);
        job->minutes = 15 * (1 + chance_below(chance, kind->minutes_most / 15));
        job->crew = 1 + (sometimes(chance, kind->crews, kind->percent) ? 1 : 0);
        job->skills = sometimes(chance, kind->crews, 2 * kind->percent)
                          ? UINT64_C(1) << chance_below(chance, 2)
                          : 0;
        job->release = (int32_t)chance_below(chance, days);
        job->due = job->release + (int32_t)chance_below(chance, kind->slack_most + 1);
        if (chance_below(chance, 8) == 0) job->due = PROBLEM_NONE;
        if (chance_below(chance, 20) == 0) job->due = -2;
        job->target = sometimes(chance, kind->target, 50) ? (int32_t)chance_below(chance, days)
                                                          : PROBLEM_NONE;
        job->urgent = sometimes(chance, kind->urgent, kind->percent);
        job->wait = chance_below(chance, 3);
        job->alone = sometimes(chance, kind->alone, kind->percent);
        job->confirmed = PROBLEM_NONE;
        job->standing = sometimes(chance, kind->standing, 50) ? (int32_t)chance_below(chance, days)
                                                              : PROBLEM_NONE;
        relate(kind, chance, jobs, j, arena);
    }
    return jobs;
}

static const struct problem_technician *make_people(const struct puzzle_kind *kind,
                                                    struct chance *chance, struct arena *arena)
{
    struct problem_technician *people =
        ARENA_ARRAY(arena, struct problem_technician, kind->technicians);
    for (uint32_t t = 0; t < kind->technicians; t++) {
        bool *off = ARENA_ARRAY(arena, bool, kind->days);
        for (int32_t d = 0; d < kind->days; d++) off[d] = chance_below(chance, 6) == 0;
        people[t] = (struct problem_technician){
            .id = text_format(arena, "t%u", t),
            .skills = chance_below(chance, 4),
            .off = chance_below(chance, 3) == 0 ? NULL : off,
            .visits_per_day = 1 + chance_below(chance, 3) / 2,
        };
    }
    return people;
}

static void confirm(const struct puzzle_kind *kind, struct chance *chance, struct problem *problem,
                    struct arena *arena)
{
    struct problem_confirmed *rows = ARENA_ARRAY(arena, struct problem_confirmed, kind->confirmed);
    struct problem_job *jobs = (struct problem_job *)problem->jobs;
    for (uint32_t c = 0; c < kind->confirmed; c++) {
        rows[c] = (struct problem_confirmed){
            .id = text_format(arena, "v%u", c),
            .site = chance_below(chance, kind->sites),
            .day = (int32_t)chance_below(chance, (uint32_t)kind->days),
        };
        if (kind->technicians > 0)
            rows[c].crew = one(chance_below(chance, kind->technicians), arena);
        uint32_t j = chance_below(chance, kind->jobs);
        if (chance_below(chance, 4) > 0 && jobs[j].site == rows[c].site &&
            jobs[j].confirmed == PROBLEM_NONE)
            jobs[j].confirmed = (int32_t)c;
    }
    problem->confirmed = rows;
    problem->confirmed_count = kind->confirmed;
}

struct problem puzzle_make(const struct puzzle_kind *kind, uint64_t seed, struct arena *arena)
{
    struct chance chance = {seed * UINT64_C(7919) + 17};
    struct problem problem = {.days = kind->days,
                              .site_count = kind->sites,
                              .job_count = kind->jobs,
                              .technician_count = kind->technicians};
    problem.sites = make_sites(kind, &chance, arena);
    problem.jobs = make_jobs(kind, &chance, arena);
    problem.technicians = make_people(kind, &chance, arena);
    problem.crews_unlimited = kind->technicians == 0;
    confirm(kind, &chance, &problem, arena);
    if (!kind->travel) return problem;
    uint32_t *travel = ARENA_ARRAY(arena, uint32_t, (size_t)kind->sites * kind->sites);
    for (uint32_t a = 0; a < kind->sites; a++)
        for (uint32_t b = 0; b < kind->sites; b++)
            travel[a * kind->sites + b] = a == b ? 0 : 30 * chance_below(&chance, 6);
    problem.travel = travel;
    return problem;
}

struct moved {
    uint32_t *was, *now;
};

static struct moved shuffle(struct chance *chance, uint32_t count, struct arena *arena)
{
    struct moved moved = {ARENA_ARRAY(arena, uint32_t, count), ARENA_ARRAY(arena, uint32_t, count)};
    for (uint32_t i = 0; i < count; i++) {
        uint32_t k = chance_below(chance, i + 1);
        moved.was[i] = moved.was[k];
        moved.was[k] = i;
    }
    for (uint32_t i = 0; i < count; i++) moved.now[moved.was[i]] = i;
    return moved;
}

static struct indexes renamed(struct indexes list, const uint32_t *now, struct arena *arena)
{
    uint32_t *at = ARENA_ARRAY(arena, uint32_t, list.count);
    for (uint32_t i = 0; i < list.count; i++) at[i] = now[list.at[i]];
    return (struct indexes){at, list.count};
}

struct problem puzzle_shuffle(const struct problem *old, uint64_t seed, struct arena *arena)
{
    struct chance chance = {seed};
    struct problem problem = *old;
    struct moved sites = shuffle(&chance, old->site_count, arena);
    struct moved jobs = shuffle(&chance, old->job_count, arena);
    struct moved people = shuffle(&chance, old->technician_count, arena);
    struct problem_site *site_rows = ARENA_ARRAY(arena, struct problem_site, old->site_count);
    for (uint32_t s = 0; s < old->site_count; s++) site_rows[s] = old->sites[sites.was[s]];
    struct problem_job *job_rows = ARENA_ARRAY(arena, struct problem_job, old->job_count);
    for (uint32_t j = 0; j < old->job_count; j++) {
        job_rows[j] = old->jobs[jobs.was[j]];
        job_rows[j].site = sites.now[job_rows[j].site];
        job_rows[j].apart = renamed(job_rows[j].apart, jobs.now, arena);
        job_rows[j].after = renamed(job_rows[j].after, jobs.now, arena);
        job_rows[j].with = renamed(job_rows[j].with, jobs.now, arena);
    }
    struct problem_technician *people_rows =
        ARENA_ARRAY(arena, struct problem_technician, old->technician_count);
    for (uint32_t t = 0; t < old->technician_count; t++)
        people_rows[t] = old->technicians[people.was[t]];
    struct problem_confirmed *confirmed =
        ARENA_ARRAY(arena, struct problem_confirmed, old->confirmed_count);
    for (uint32_t c = 0; c < old->confirmed_count; c++) {
        confirmed[c] = old->confirmed[c];
        confirmed[c].site = sites.now[confirmed[c].site];
        confirmed[c].crew = renamed(confirmed[c].crew, people.now, arena);
    }
    problem.sites = site_rows;
    problem.jobs = job_rows;
    problem.technicians = people_rows;
    problem.confirmed = confirmed;
    if (old->travel == NULL) return problem;
    uint32_t n = old->site_count, *travel = ARENA_ARRAY(arena, uint32_t, (size_t)n * n);
    for (uint32_t a = 0; a < n; a++)
        for (uint32_t b = 0; b < n; b++)
            travel[a * n + b] = old->travel[sites.was[a] * n + sites.was[b]];
    problem.travel = travel;
    return problem;
}
