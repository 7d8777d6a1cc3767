/* engine/core/alarm.h - what is at risk now, and when that will next change.
 *
 * Pure: alarms follow from the state, its plan and the instant alone, so whoever computes
 * them finds the same ones under the same ids. Recording that one was raised, delivered or
 * acknowledged is another matter (alert.… commands). */
#ifndef ENGINE_CORE_ALARM_H
#define ENGINE_CORE_ALARM_H

#include "engine/core/plan.h"

struct alert {
    struct str id; /* from kind and subject: "A-deadline-at-risk-J-5" */
    enum alert_kind kind;
    enum severity severity;
    struct str subject;            /* a job, visit, document, count group … */
    instant_t at;                  /* since when it stands in this severity */
    struct maybe_instant deadline; /* of its subject */
    struct message message;
    enum alert_state state; /* RAISED or ACKNOWLEDGED (in this severity or a higher one) */
};

struct alerts {
    const struct alert *at; /* critical first, then by deadline, then by id */
    uint32_t count;
};

/* `plan` is that of `now`. Everything lives in the arena. */
void alarm_find(const struct state *state, const struct plan *plan, struct arena *arena,
                struct alerts *ret);

/* The next instant after the plan's at which alarm_find could answer differently although
 * nothing is recorded; absent when there is none. */
struct maybe_instant alarm_next(const struct state *state, const struct plan *plan,
                                struct arena *arena);

#endif
