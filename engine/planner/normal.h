/* engine/planner/normal.h - a problem in its normal order, so that the order of lines is lost.
 *
 * Sites, jobs, technicians and confirmed visits stand in the order of their ids; `apart` and
 * `with` say so on both sides; every list is in order and names nothing twice. The search
 * works on this copy alone and `*_of` leads back to the caller's indexes. */
#ifndef ENGINE_PLANNER_NORMAL_H
#define ENGINE_PLANNER_NORMAL_H

#include "engine/planner/levels.h"
#include "engine/planner/problem.h"

struct normal {
    struct problem problem;
    const struct indexes *later; /* [jobs]: the jobs that name this one in `after` */
    const uint32_t *group_of;    /* [jobs]: the first job that `with` leads to, or itself */
    const struct opens *opens;   /* [sites] */
    const uint32_t *site_of, *job_of, *technician_of, *confirmed_of;
};

/* Borrows ids and day tables from `problem`; the rest lives in `arena`. */
void normal_init(struct normal *normal, const struct problem *problem, struct arena *arena);

#endif
