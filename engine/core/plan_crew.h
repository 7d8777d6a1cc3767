/* engine/core/plan_crew.h - the roster as the planner's technicians.
 *
 * One person may be several technicians, each off on the days of the others: a roster entry
 * can change their skills from a day on, and visits of other contracts leave them less of a day. */
#ifndef ENGINE_CORE_PLAN_CREW_H
#define ENGINE_CORE_PLAN_CREW_H

#include "engine/core/plan_frame.h"

struct plan_technician {
    uint32_t actor;
    uint32_t entry; /* row of the roster */
};

struct plan_crews {
    const struct problem_technician *technicians;
    const struct plan_technician *people; /* who each technician is */
    uint32_t count;
    bool unlimited;         /* nobody was ever on the roster */
    const uint32_t *skills; /* of state->skills: the one that each bit stands for */
    uint32_t skill_count;
};

void plan_crews_init(struct plan_crews *crews, const struct plan_frame *frame);

/* The bits of a job's skills. */
uint64_t plan_skills(const struct plan_frame *frame, const struct plan_crews *crews,
                     struct list skills);

/* The technician that an actor is on a day of the horizon, or PROBLEM_NONE: not to be had. */
int32_t plan_crew_find(const struct plan_crews *crews, uint32_t actor, int32_t day);

#endif
