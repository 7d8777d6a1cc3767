/* engine/base/day.h - a civil date, as a count of days; no clock, no zone. */
#ifndef ENGINE_BASE_DAY_H
#define ENGINE_BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/str.h"

typedef struct {
    int32_t n; /* days since 1970-01-01 in the proleptic Gregorian calendar */
} day_t;

struct maybe_day {
    bool is;
    day_t day;
};

struct ymd {
    int32_t year, month, day; /* month and day from 1 */
};

enum weekday { SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY };

enum { DAY_TEXT_BYTES = 11 }; /* "2021-10-01" and its NUL */

static inline day_t day_plus(day_t d, int32_t days)
{
    return (day_t){d.n + days};
}
static inline bool day_eq(day_t a, day_t b)
{
    return a.n == b.n;
}
static inline int32_t day_cmp(day_t a, day_t b)
{
    return (a.n > b.n) - (a.n < b.n);
}
static inline day_t day_max(day_t a, day_t b)
{
    return a.n > b.n ? a : b;
}
static inline day_t day_min(day_t a, day_t b)
{
    return a.n < b.n ? a : b;
}

static inline enum weekday day_weekday(day_t d)
{
    return (enum weekday)(((d.n + 4) % 7 + 7) % 7);
}

int32_t days_in_month(int32_t year, int32_t month);

/* Years 1900 to 2999; month and day must exist. */
bool ymd_is_date(struct ymd date);
day_t day_of(struct ymd date);
struct ymd day_ymd(day_t day);

/* "2021-10-01", exactly; false when it is not a date. */
bool day_parse(struct str text, day_t *ret);
void day_print(day_t day, char ret[DAY_TEXT_BYTES]);

#endif
