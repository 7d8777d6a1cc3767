/* rules/open_days.h - the open days of one site over a span, made once and asked often.
 *
 * The same answers as rules/calendar.h and rules/hours.h, each in constant time; a plan asks
 * them a hundred thousand times. Asking about a day outside the span is a bug. */
#ifndef RULES_OPEN_DAYS_H
#define RULES_OPEN_DAYS_H

#include "engine/base/arena.h"
#include "engine/base/instant.h"
#include "rules/contract.h"

struct open_days {
    const struct contract *contract; /* borrowed */
    uint32_t site;                   /* or CONTRACT_NONE */
    day_t first, last;               /* the span, both included */
    uint32_t count;                  /* open days in it */
    const uint32_t *before;          /* [span + 1]: open days before the i-th day of the span */
    const day_t *open;               /* [count]: the open days, ascending */
};

/* At most CALENDAR_SEARCH_DAYS + 1 days; the tables live in `arena`. */
struct open_days open_days_build(const struct contract *contract, uint32_t site, day_t first,
                                 day_t last, struct arena *arena);

bool open_days_cover(const struct open_days *days, day_t day);
bool open_days_is(const struct open_days *days, day_t day);

/* Open days in (after, to]; 0 when `to` is not later. */
int32_t open_days_between(const struct open_days *days, day_t after, day_t to);

/* Nearest open day, `day` included; absent when the span ends first. */
struct maybe_day open_days_next(const struct open_days *days, day_t day);
struct maybe_day open_days_previous(const struct open_days *days, day_t day);

/* The n-th open day after `day`, n = 0: `day` itself; absent when the span ends first. */
struct maybe_day open_days_after(const struct open_days *days, day_t day, uint32_t n);

/* As hours_minutes_between; both instants' days must be in the span. */
int64_t open_days_minutes_between(const struct open_days *days, instant_t from, instant_t to);

#endif
