/* cli/when.h - dates and times as people type them.
 *
 * Days: 2021-10-15, 2021/10/15, 10/15, 10-15, 10月15日, 2021年10月15日, 令和3年10月15日, R3.10.15,
 * today, tomorrow, yesterday, 今日, 明日, 昨日, friday, fri, 金曜日, 金曜. A weekday is the coming
 * one, today included; without a year it is the one in which the day lies nearest to today.
 *
 * Instants: RFC 3339 with or without an offset, "10:30" (today), a day and a time ("9/24 10:30",
 * "9/24T10:30", "明日 9:00"), now, 今. A day alone is no instant: deadlines hang on the hour. */
#ifndef CLI_WHEN_H
#define CLI_WHEN_H

#include "engine/base/instant.h"

/* False when it can't be read, or isn't a day of the calendar. */
bool when_day(struct str text, day_t today, day_t *ret);
bool when_instant(struct str text, instant_t now, int32_t offset, instant_t *ret);

#endif
