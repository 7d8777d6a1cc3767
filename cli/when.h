/* cli/when.h - dates and times as people type them, in Japanese and English.
 *
 * Full and half width are alike (１０／１５ is 10/15), as are capitals and small letters.
 *
 * Days: 2021-10-15, 2021/10/15, 10/15, 10-15, 10月15日, 15日, 2021年10月15日, 令和3年10月15日,
 * R3.10.15, 令和元年5月1日 (平成, 昭和 too), 来月5日, today, tomorrow, 今日, 明日, 明後日, 昨日,
 * fri, 金曜日, next monday, 来週月曜, +3, 3日後, 月末, 10月末, 年度末. A weekday may stand behind a
 * date, as tehai prints it, "10/15(金)", and must then be right. A weekday alone is the coming one,
 * today included; that of 来週 is of the week after this one, weeks beginning on Monday. What is
 * left out is taken so that the day lies nearest to today.
 *
 * Spans besides: 10月上旬 (1 to 10), 中旬 (11 to 20), 下旬, 前半, 後半, 10月, 来月, 来週, and two
 * days with "..", "~" or から between them.
 *
 * Instants: RFC 3339 with or without an offset, "10:30" (today), 10時, 10時30分, 10時半, 午後1時,
 * 1pm, 正午, a day and a time ("9/24 10:30", "9/24T10:30", "明日 9:00", 10月15日10時), now, 今. A
 * day alone is no instant: deadlines hang on the hour. */
#ifndef CLI_WHEN_H
#define CLI_WHEN_H

#include "engine/base/instant.h"

struct when_span {
    day_t from, to; /* both included */
};

/* False when it can't be read, or isn't a day of the calendar. when_day takes no span of several
 * days: which of them is meant, the caller of when_span knows. */
bool when_day(struct str text, day_t today, day_t *ret);
bool when_span(struct str text, day_t today, struct when_span *ret);
bool when_instant(struct str text, instant_t now, int32_t offset, instant_t *ret);

#endif
