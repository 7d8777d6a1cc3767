/* rules/response.h - the response clock: "within N days" (4 参考) read day by day.
 *
 * The contract names its reading: calendar or open days, first day counted or not (Civil Code
 * art. 140), and where a last day goes that is closed (art. 142). The deadline is the end of
 * working time on the last day, whatever time of day the notice came.
 *
 * A pause stops the clock: the last day moves on by as many open days as were held. A pause is
 * [from, to); it holds every open civil date that any part of it falls on, in or out of
 * hours, because the clock counts dates and not hours. A date held by two pauses counts once;
 * what was held before the notice was received doesn't count, nor does a pause that begins
 * when the deadline has passed already. A pause still running counts up to `as_of`. */
#ifndef RULES_RESPONSE_H
#define RULES_RESPONSE_H

#include "engine/base/arena.h"
#include "engine/base/instant.h"
#include "rules/calendar.h"

struct pause {
    instant_t from;
    struct maybe_instant to; /* absent: still running */
};

struct response_clock {
    instant_t received;         /* when the notice was received, not when it was recorded */
    const struct pause *pauses; /* in any order, may overlap */
    uint32_t pause_count;
    instant_t as_of; /* up to when a running pause counts */
};

/* What a day was to the clock. */
enum response_step {
    STEP_RECEIVED,    /* the first day, not counted (初日不算入) */
    STEP_COUNTED,     /* day `number` of the N */
    STEP_NOT_COUNTED, /* closed, and only open days count */
    STEP_ROLLED,      /* closed, passed over between a closed last day and an open one */
    STEP_ROLLED_TO,   /* the open day it came to */
    STEP_HELD,        /* day `number` of the open days added for pauses */
    STEP_HELD_CLOSED, /* closed, passed over while adding those */
};

struct response_day {
    day_t day;
    enum response_step step;
    uint32_t number; /* for STEP_COUNTED and STEP_HELD, from 1; else 0 */
    struct day_verdict verdict;
};

struct response {
    day_t gross_last;                /* as if never paused */
    instant_t gross_deadline;        /* end of working time on it */
    uint32_t held_days;              /* open days held */
    day_t last;                      /* the last day on time: gross_last plus the open days held */
    instant_t deadline;              /* end of working time on it */
    bool running_pause;              /* the clock stands still now: the deadline will still move */
    bool closed;                     /* `last` is closed (as-is): 5(2)'s approval is needed */
    bool provisional;                /* rests on a day whose holidays aren't published yet */
    const struct response_day *days; /* the derivation, in the order of the argument */
    uint32_t day_count;
};

/* Never fails: where the calendar has no open day to count or roll to within
 * CALENDAR_SEARCH_DAYS, the last day stays where it got to and `closed` says so. */
struct response response_of(const struct contract *contract, uint32_t site,
                            const struct response_clock *clock, struct arena *arena);

#endif
