/* engine/core/verdict.h - how each duty stands, for each thing that it is owed for (S1 to S66).
 *
 * met      done, and in time where there is a time
 * late     not done in time, whether done since or not
 * waived   excused, or of something that was dropped
 * at-risk  open, and an alert stands on it
 * open     not done yet, or nothing has come up that it would be owed for
 *
 * Pure: from the state, its plan and its alerts. What only people can know (a badge worn) is
 * open until they have confirmed it. */
#ifndef ENGINE_CORE_VERDICT_H
#define ENGINE_CORE_VERDICT_H

#include "engine/core/alarm.h"
#include "engine/vocab/event.h"

enum { VERDICT_PROOFS_MAX = 4 };

struct verdict_row {
    uint32_t duty; /* 35 is S35 */
    enum verdict verdict;
    struct str subject;       /* a job, visit, document, query …; else the contract */
    struct maybe_instant due; /* by when, where there is a time */
    /* What in the log shows it: events of these kinds (0: no more) whose subject it is. */
    enum event_kind proofs[VERDICT_PROOFS_MAX];
};

struct verdicts {
    const struct verdict_row *at; /* by duty; every duty has at least one row */
    uint32_t count;
};

/* `alerts` are those of `plan`. Everything lives in the arena; texts are borrowed. */
void verdict_find(const struct state *state, const struct plan *plan, const struct alerts *alerts,
                  struct arena *arena, struct verdicts *ret);

/* The graver of the two: late, at-risk, open, met, waived. */
enum verdict verdict_worse(enum verdict a, enum verdict b);

#endif
