/* engine/core/plan_overtime.h - visits outside working time, the last resort against lateness.
 *
 * Only for jobs that are late in a plan proved to have the fewest late ones inside working time,
 * and only where the visit ends by the deadline: on a closed day, or after hours of an open one
 * (5(2)). Jobs bound to others by `with`, `after` or `apart` are left to people. */
#ifndef ENGINE_CORE_PLAN_OVERTIME_H
#define ENGINE_CORE_PLAN_OVERTIME_H

#include "engine/core/plan_frame.h"

struct plan_overtime {
    const struct plan_overtime_visit *at;
    uint32_t count;
};

/* The visits that would save late jobs of `plan`; marks those jobs' works as set aside. */
struct plan_overtime plan_overtime_find(const struct plan_frame *frame, const struct plan *plan);

/* Adds them to a plan made without the jobs set aside; false when a person would be sent out
 * more often than they may be, with that plan then of no use. */
bool plan_overtime_add(const struct plan_frame *frame, const struct plan_overtime *overtime,
                       struct plan *plan);

#endif
