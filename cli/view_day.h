/* cli/view_day.h - days in an answer: why one is open or closed, in a word or two. */
#ifndef CLI_VIEW_DAY_H
#define CLI_VIEW_DAY_H

#include "cli/view_reading.h"
#include "engine/wire/json.h"
#include "rules/calendar.h"

/* The holiday's own name, "Saturday", the closed range …; absent for a plain open day. */
struct str day_reason(const struct reading *reading, day_t day, const struct day_verdict *verdict);

/* "date", "open", "why" (null for a plain open day), and "provisional" where it is so. */
void json_put_verdict(struct json *json, const struct reading *reading, day_t day,
                      const struct day_verdict *verdict);

/* null where there is none. */
void json_put_maybe_day(struct json *json, const char *key, struct maybe_day day);

#endif
