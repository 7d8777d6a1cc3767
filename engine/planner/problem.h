/* engine/planner/problem.h - the planning problem: which jobs could share which visits.
 *
 * Plain numbers, no words of any contract: days count from 0, everything refers to
 * everything else by index. Ids are what orders things, so they must differ. A due, target
 * or standing day before the horizon is any negative day but PROBLEM_NONE, say -2. What is best is
 * said in engine/planner/solution.h. */
#ifndef ENGINE_PLANNER_PROBLEM_H
#define ENGINE_PLANNER_PROBLEM_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/str.h"

enum { PROBLEM_NONE = -1, PROBLEM_SKILLS_MAX = 64 };

struct indexes {
    const uint32_t *at;
    uint32_t count;
};

struct problem_site {
    struct str id;
    uint32_t overhead;       /* minutes spent before the first job */
    const bool *open;        /* [days] */
    const uint32_t *minutes; /* [days]: working minutes of that day, overhead included */
};

struct problem_job {
    struct str id;
    uint32_t site;
    uint32_t minutes;
    uint32_t crew;   /* people needed at once, at least 1 */
    uint64_t skills; /* bit set; each must be held by somebody in the crew */
    int32_t release; /* first day; 0 .. days-1, or days when no day of the horizon will do */
    int32_t due;     /* last day on time, PROBLEM_NONE: never late; may lie outside the horizon */
    int32_t target;  /* soft, PROBLEM_NONE: none */
    bool urgent;
    uint32_t wait;                     /* urgent: open days it may be kept waiting */
    bool alone;                        /* the only job of its visit */
    int32_t confirmed;                 /* the confirmed visit it is pinned to, or PROBLEM_NONE */
    int32_t standing;                  /* day of its standing proposal, or PROBLEM_NONE */
    struct indexes apart, after, with; /* other jobs; apart and with may be given one way only */
};

struct problem_technician {
    struct str id;
    uint64_t skills;
    const bool *off;         /* [days], or NULL: never */
    uint32_t visits_per_day; /* at least 1 */
};

/* Fixed day (of the horizon), site and crew; jobs may be added to the room it has left, on a
 * day on which the site is open. What is pinned to it is a fact and not judged. */
struct problem_confirmed {
    struct str id;
    uint32_t site;
    int32_t day;
    struct indexes crew; /* technicians */
};

struct problem {
    int32_t days; /* 1 .. HORIZON_DAYS_MAX */
    const struct problem_site *sites;
    uint32_t site_count;
    const struct problem_job *jobs;
    uint32_t job_count;
    const struct problem_technician *technicians;
    uint32_t technician_count;
    bool crews_unlimited; /* no technicians were given: people are no constraint */
    const struct problem_confirmed *confirmed;
    uint32_t confirmed_count;
    const uint32_t *travel; /* [from * site_count + to] minutes, NULL: none given */
    uint64_t nodes_max;     /* search budget in nodes; 0: the default */
};

/* What makes a problem contradict itself. */
enum problem_fault_kind {
    PROBLEM_SOUND,
    PROBLEM_WITH_ACROSS_SITES, /* `with` a job of another site */
    PROBLEM_WITH_AND_APART,    /* the same pair must and must not share */
    PROBLEM_WITH_ALONE,        /* `with` on a job that must be alone */
    PROBLEM_CIRCLE,            /* a circle of `after` */
    PROBLEM_TOO_LONG,          /* more minutes than any day of its site has */
};

struct problem_fault {
    enum problem_fault_kind kind;
    struct indexes jobs; /* the pair, the circle in order, or the one job */
};

/* The first contradiction, looked for in the order of the enum and then of the jobs' ids. `with`
 * reaches through others; a circle is named so that each job would follow the one before. */
struct problem_fault problem_check(const struct problem *problem, struct arena *arena);

#endif
