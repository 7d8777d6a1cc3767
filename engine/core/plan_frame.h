/* engine/core/plan_frame.h - the ground a plan stands on: its clock, its days, its open jobs.
 *
 * Private to the plan's own files. Day 0 is today, with only the working time that is left of
 * it; a today with nothing left is a closed day, so that leads still count from it. */
#ifndef ENGINE_CORE_PLAN_FRAME_H
#define ENGINE_CORE_PLAN_FRAME_H

#include "engine/core/plan.h"

enum {
    QUARTER_MINUTES = 15, /* a visit today starts on a quarter hour */
    LATE_ROOM_DAYS = 60,  /* beyond every due day, so that what is late still finds its day */
};

/* What keeps a job from an earlier day. */
enum plan_bound_cause {
    BOUND_TODAY,
    BOUND_PERIOD,
    BOUND_EARLIEST,
    BOUND_VENDOR,
    BOUND_LEAD,
    BOUND_PROPOSAL, /* leads would say later, but a proposal already made isn't held to them */
};

struct plan_bound {
    day_t day; /* the first day that will do as far as this job alone is concerned */
    enum plan_bound_cause cause;
    uint32_t waits; /* BOUND_LEAD: lead_approval bits that take the longest */
    uint32_t lead_days;
    bool never; /* no open day in sight */
};

/* A live job of the contract. */
struct plan_work {
    uint32_t job;
    uint32_t site; /* of the wording, or CONTRACT_NONE: the wording no longer has it */
    const struct job_class *class; /* NULL: the wording no longer has it */
    struct job_deadline deadline;
    struct plan_bound release;
    struct maybe_day keep; /* not kept waiting for company beyond it (rules/window.h) */
    uint32_t fixed;        /* index of the fixed visit it belongs to, or NO_ROW */
    bool set_aside;        /* goes into a visit out of hours, not to the planner */
};

/* A recorded visit that stands whatever the planner thinks: confirmed, under way, or proposed
 * out of hours by hand, where the planner would never look. */
struct plan_fixed {
    uint32_t visit; /* row */
    uint32_t site;
    day_t day;
    int32_t confirmed; /* index in the problem, PROBLEM_NONE: its day lies outside */
};

struct plan_frame {
    const struct state *state;
    const struct contract *wording;
    struct arena *arena;
    uint32_t contract;
    instant_t now;
    day_t today;
    minute_t start;         /* of a visit today, when there is time left for one */
    uint32_t today_minutes; /* working time left from then; 0 when today is closed */
    int32_t days;
    const struct problem_site *sites;
    struct plan_work *works; /* by job row */
    uint32_t work_count;
    struct plan_fixed *fixed; /* by visit row */
    uint32_t fixed_count;
    bool keeps_dropped; /* people or room are too scarce to keep all to their `keep` */
};

void plan_frame_init(struct plan_frame *frame, const struct state *state, uint32_t contract,
                     instant_t now, struct arena *arena);

/* Lays out `days` days from today for every site of the wording. */
void plan_frame_lay(struct plan_frame *frame, uint32_t horizon_days);

/* The last day that the planner is to look for: the deadline's, or `keep` where that is first. */
day_t plan_work_last(const struct plan_frame *frame, const struct plan_work *work);

/* The frame's work on a job, or NULL: the job isn't open. */
struct plan_work *plan_frame_work(const struct plan_frame *frame, uint32_t job);

struct plan_bound plan_bound_of(const struct plan_frame *frame, uint32_t job, uint32_t site,
                                const struct job_class *class);

/* The same, were every approval there already. */
struct plan_bound plan_bound_approved(const struct plan_frame *frame, uint32_t job);

/* The first minute of `today` at which a visit could begin, whatever the hours: now and the
 * notice, rounded up to the next quarter hour. May lie past midnight. */
minute_t plan_start_after(const struct contract *wording, instant_t now);

/* The wording in force at `now`, and the civil day that it is there. */
const struct contract *plan_wording(const struct state *state, uint32_t contract, instant_t now,
                                    day_t *ret_today);

#endif
