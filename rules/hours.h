/* rules/hours.h - working time: the hours of an open day without its breaks.
 *
 * Hours are [from, to) for counting minutes; for "is it inside" both ends are: a visit that
 * starts at 08:45:00 and ends at 17:15:00 is in working time (5(2)). Counts of minutes round a
 * started minute up, so that a threshold of N minutes is reached exactly at hours_before(N). */
#ifndef RULES_HOURS_H
#define RULES_HOURS_H

#include "engine/base/instant.h"
#include "rules/contract.h"

/* Working minutes of a whole open day. */
uint32_t hours_day_minutes(const struct calendar_rule *rule);

/* Working minutes of an open day from `from` to `to`. */
uint32_t hours_minutes_within(const struct calendar_rule *rule, minute_t from, minute_t to);

/* When `minutes` of work begun at `start` end, breaks skipped, hours not looked at: it may lie
 * after hours and, for work past midnight, above MINUTES_PER_DAY. */
minute_t hours_work_end(const struct calendar_rule *rule, minute_t start, uint32_t minutes);

/* Do `minutes` of work begun at `start` lie inside hours, both edges allowed? */
bool hours_fit(const struct calendar_rule *rule, minute_t start, uint32_t minutes);

/* Is all of from..to on one open day and inside its hours? A break inside doesn't count as
 * outside. False means that 5(2)'s approval or direction is needed. */
bool hours_in_working_time(const struct contract *contract, uint32_t site, instant_t from,
                           instant_t to);

/* The end of working time on `day`: the instant of a deadline "on that day". */
instant_t hours_end_of(const struct contract *contract, day_t day);

/* Working minutes from `from` to `to`; negative when `to` is the earlier one. */
int64_t hours_minutes_between(const struct contract *contract, uint32_t site, instant_t from,
                              instant_t to);

/* The same for a caller that knows the days: are the first and the last one open (equal days
 * have both the same), and how many open days lie between the two? `from` is not after `to`. */
struct hours_span {
    bool first_open, last_open;
    int32_t between;
};

int64_t hours_minutes_over(const struct contract *contract, instant_t from, instant_t to,
                           struct hours_span span);

/* The earliest instant at which no more than `minutes` working minutes are left before
 * `deadline`: hours_minutes_between(answer, deadline) <= minutes, and a millisecond earlier it is
 * more. Where the answer falls on a closed time it is the end of the working time before it.
 * Looks CALENDAR_SEARCH_DAYS back; where even those hold no more working time than that, the
 * answer is their beginning. */
instant_t hours_before(const struct contract *contract, uint32_t site, instant_t deadline,
                       int64_t minutes);

#endif
