/* engine/core/plan.h - the visit plan of one contract: state → problem → plan with reasons.
 *
 * Pure: the same state and instant give the same plan, to the byte. Visits under way and
 * confirmed ones stand in it as they are; the rest is what solution_find made of the jobs
 * still open. Everything lives in the arena handed in; texts are borrowed from the state. */
#ifndef ENGINE_CORE_PLAN_H
#define ENGINE_CORE_PLAN_H

#include "engine/core/job.h"
#include "engine/planner/solution.h"
#include "engine/vocab/message.h"

struct plan_job {
    uint32_t job;
    instant_t start, end;
    instant_t deadline;
    int64_t slack_minutes; /* working minutes from now to the deadline, less minutes and overhead */
    bool late;             /* planned after its deadline */
};

/* Something missing before a visit can start, and the latest it may come. */
struct plan_need {
    enum need_kind what;
    uint32_t job; /* or NO_ROW: the visit as a whole */
    instant_t by;
};

struct plan_visit {
    struct str id;          /* stable while its set of jobs is, whatever its date */
    uint32_t visit;         /* recorded row of that id in a live state, or NO_ROW */
    enum visit_state state; /* PROPOSED, CONFIRMED or STARTED */
    uint32_t site;          /* of the contract */
    day_t day;
    instant_t start, end;
    bool out_of_hours;
    const uint32_t *crew; /* actors */
    uint32_t crew_count;
    const struct plan_job *jobs; /* in the order they are done */
    uint32_t job_count;
    const struct plan_need *needs; /* by instant, then job */
    uint32_t need_count;
    const struct message *why; /* at most a screen: what decided day and company */
    uint32_t why_count;
};

struct plan_unplanned {
    uint32_t job;
    enum unplanned_reason reason;
};

struct plan_late {
    uint32_t job;
    instant_t deadline;
    struct maybe_instant planned; /* end of its visit; absent: in none */
};

struct plan {
    instant_t at;
    uint64_t head;
    uint32_t contract;
    const struct contract *wording;  /* in force today */
    const struct plan_visit *visits; /* by start, site, id */
    uint32_t visit_count;
    const struct plan_unplanned *unplanned;
    uint32_t unplanned_count;
    const struct plan_late *late;
    uint32_t late_count;
    struct objective objective, bound;
    bool proved;
    bool provisional; /* rests on days later than the published holidays */
};

struct plan_options {
    /* Days from today whose visits are wanted; 0: all. Looking less far draws nothing nearer:
     * every job is planned all the same, and `late` and `unplanned` are complete. */
    uint32_t horizon_days;
};

void plan_make(const struct state *state, uint32_t contract, instant_t now,
               const struct plan_options *options, struct arena *arena, struct plan *ret);

/* The visit of that id, or NULL. */
const struct plan_visit *plan_find(const struct plan *plan, struct str id);

/* The visit a job is planned in, or NULL. */
const struct plan_visit *plan_visit_of(const struct plan *plan, uint32_t job);

/* What stands between a job and the start of a visit at `start`, as needs; in plan.needs these
 * come with those of the visit itself. Without a visit `start` is the job's deadline. */
uint32_t plan_job_needs(const struct state *state, const struct contract *wording, uint32_t job,
                        instant_t start, struct plan_need *ret, uint32_t ret_max);

/* The id of a planned visit: from its site and its set of jobs alone. */
struct str plan_visit_id(const struct state *state, struct str site, const uint32_t *jobs,
                         uint32_t job_count, struct arena *arena);

#endif
