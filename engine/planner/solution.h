/* engine/planner/solution.h - the best plan for a problem, and how sure that is.
 *
 * What is best is decided strictly in the order of the members of struct objective. The
 * same problem gives the same solution, to the byte, whatever the order of its lines: no
 * clock, no chance, no floating point in what decides, and a budget counted in nodes. */
#ifndef ENGINE_PLANNER_SOLUTION_H
#define ENGINE_PLANNER_SOLUTION_H

#include "engine/planner/problem.h"

/* An unplanned job counts as late, and a day more than on the last day, due day or not. Of
 * plans that are equal in all seven the best is the one whose jobs, taken by id, have the
 * earliest days, and then share their visits with the earliest ids. */
struct objective {
    uint32_t late;          /* jobs after their due day */
    uint32_t late_days;     /* open days late, in total */
    uint32_t overwait_days; /* open days that urgent jobs stand beyond release + wait */
    uint32_t visits;        /* beyond the confirmed ones */
    uint32_t moved;         /* standing proposals that change day */
    uint32_t target_days;   /* open days past soft targets */
    uint32_t wait_days;     /* urgent: after release; routine-only visits: before their target */
};

struct solution_visit {
    uint32_t site;
    int32_t day;
    int32_t confirmed;   /* index of the confirmed visit this is, or PROBLEM_NONE */
    struct indexes jobs; /* in the order they are done */
    struct indexes crew; /* technicians; empty when crews are unlimited */
};

/* Why a job is in no visit. */
enum unplanned_reason {
    UNPLANNED_NO_DAY,  /* its site is open on no day from its release on */
    UNPLANNED_NO_ROOM, /* every such day is too short or too full */
    UNPLANNED_NO_CREW, /* nobody with the skills, or not enough people, on any such day */
    UNPLANNED_AFTER,   /* a job that it must follow can't be done in time before it */
};

struct solution_unplanned {
    uint32_t job;
    enum unplanned_reason reason;
};

struct solution {
    const struct solution_visit *visits; /* by day, site, first job's id; confirmed ones included */
    uint32_t visit_count;
    const struct solution_unplanned *unplanned; /* by job id */
    uint32_t unplanned_count;
    struct objective objective;
    struct objective bound; /* no plan can be better, compared in order */
    bool proved;            /* objective equals bound, by exhaustion or by a bound that meets it */
    uint64_t nodes;         /* search nodes spent */
};

/* `problem` must be sound (problem_check). The solution lives in `arena`; what the search
 * itself needs it takes and gives back in an arena of its own, capped at what `arena` has
 * left. */
void solution_find(const struct problem *problem, struct arena *arena, struct solution *ret);

/* The objective of any complete plan, by the definitions alone; shared by search and tests.
 * `days[j]` is the day of job j or PROBLEM_NONE when unplanned. `new_visits` are the visits
 * beyond the confirmed ones. */
struct objective objective_of(const struct problem *problem, const int32_t *days,
                              const struct solution_visit *new_visits, uint32_t new_visit_count);

int objective_cmp(const struct objective *a, const struct objective *b);

#endif
