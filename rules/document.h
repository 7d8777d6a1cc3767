/* rules/document.h - when each document of the contract falls due (6(1), 5(8)ウ, 5(10)).
 *
 * Dates follow the contract's calendar, not a site's. `practical` is the last open day on which
 * a document can be handed over in time: it lies before `due` where that day is closed and
 * stays as it is (the start papers, 31 March, the contract's last day). */
#ifndef RULES_DOCUMENT_H
#define RULES_DOCUMENT_H

#include "engine/base/arena.h"
#include "rules/contract.h"

struct document_due {
    uint32_t rule;       /* index into contract.documents */
    int32_t year, month; /* the month it is for */
    day_t due;
    day_t practical; /* the last open day up to `due`; `due` itself when there is none */
};

struct document_dues {
    const struct document_due *at;
    uint32_t count;
};

/* What the period alone makes owed, by due day and then by rule: papers of the start on its
 * first day, a report for each month of the period, the handover by its last day. A month that
 * the period ends in is reported by the period's last day: no later month end is owed. */
struct document_dues document_of_period(const struct contract *contract, struct arena *arena);

/* What an event makes owed; `cause` is the day of it:
 * after-visit    within_open_days open days after the visit's day
 * after-meeting  within_days calendar days after, rolling like the response clock
 * on-request     the day asked for
 * on-change      the day of the change
 * start, month-end, before-end: as in the period, of the month that `cause` is in. */
struct document_due document_of(const struct contract *contract, uint32_t rule, day_t cause);

/* Owed by that day as it is, whatever the rule says: a start paper again on a change. */
struct document_due document_on(const struct contract *contract, uint32_t rule, day_t day);

#endif
