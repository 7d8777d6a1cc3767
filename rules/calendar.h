/* rules/calendar.h - which days are open, and why a day is or isn't.
 *
 * Every function takes a site's index, or CONTRACT_NONE for the contract's own calendar; a
 * site is open on the contract's open days but for its own closed ranges. Searches look at
 * most CALENDAR_SEARCH_DAYS days far, because a calendar may have no open day at all.
 * These walk day by day; rules/open_days.h answers the same from a table made once. */
#ifndef RULES_CALENDAR_H
#define RULES_CALENDAR_H

#include "engine/base/day.h"
#include "engine/base/limits.h"
#include "rules/contract.h"

enum { CALENDAR_SEARCH_DAYS = HORIZON_DAYS_MAX };

/* Why a day is what it is; where several are true the first of the list is given. */
enum day_why {
    DAY_OPEN,           /* a working weekday that nothing closes */
    DAY_OPENED_BY_NAME, /* `opened`: open in spite of the contract's calendar */
    DAY_WEEKEND,        /* a weekday on which the contract doesn't work */
    DAY_HOLIDAY,        /* named in day_verdict.name */
    DAY_CLOSED_RANGE,   /* inside a yearly closed range (5(2): 12-29 to 01-03) */
    DAY_CLOSED_BY_NAME, /* closed as a single date */
    DAY_SITE_CLOSED,    /* the site's own; stands above `opened`, nobody is there */
};

struct day_verdict {
    bool open;
    enum day_why why;
    struct str name;  /* of the holiday, borrowed; absent for the other reasons */
    bool provisional; /* later than the last year whose holidays are known (暫定) */
};

struct day_verdict calendar_judge(const struct contract *contract, uint32_t site, day_t day);
bool calendar_is_open(const struct contract *contract, uint32_t site, day_t day);
bool calendar_is_provisional(const struct contract *contract, day_t day);

/* The nearest open day, `day` itself included. */
struct maybe_day calendar_next_open(const struct contract *contract, uint32_t site, day_t day);
struct maybe_day calendar_previous_open(const struct contract *contract, uint32_t site, day_t day);

/* The n-th open day after or before `day`; n = 0: `day` itself, open or not. */
struct maybe_day calendar_open_after(const struct contract *contract, uint32_t site, day_t day,
                                     uint32_t n);
struct maybe_day calendar_open_before(const struct contract *contract, uint32_t site, day_t day,
                                      uint32_t n);

/* Open days in (after, to]; 0 when `to` is not later. */
int32_t calendar_open_between(const struct contract *contract, uint32_t site, day_t after,
                              day_t to);

/* The first day from which at most n open days lie in (that day, day]: when something that
 * is due on `day` comes "within n open days" (alerts.document_days, prerequisite_days). */
struct maybe_day calendar_ahead_from(const struct contract *contract, uint32_t site, day_t day,
                                     uint32_t n);

/* `day` when it is open or the roll says as-is; else the open day the roll leads to. A day
 * that no open day is found for stays as it is. */
day_t calendar_roll(const struct contract *contract, uint32_t site, day_t day,
                    enum closed_roll roll);

#endif
