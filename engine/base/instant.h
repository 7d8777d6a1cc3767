/* engine/base/instant.h - a point in time, and its civil reading at a fixed offset.
 *
 * Contracts name their own offset ("+09:00" for Sapporo), in minutes here. There are no
 * zones and no daylight saving: what is stored is UTC, what is read is offset. */
#ifndef ENGINE_BASE_INSTANT_H
#define ENGINE_BASE_INSTANT_H

#include "engine/base/day.h"

typedef struct {
    int64_t ms; /* milliseconds since 1970-01-01T00:00Z */
} instant_t;

typedef int32_t minute_t; /* minute of the day, 0 to 1440 */

struct maybe_instant {
    bool is;
    instant_t at;
};

enum { INSTANT_TEXT_BYTES = 32, MINUTES_PER_DAY = 1440 };
#define MS_PER_MINUTE INT64_C(60000)

static inline int instant_cmp(instant_t a, instant_t b)
{
    return (a.ms > b.ms) - (a.ms < b.ms);
}
static inline instant_t instant_max(instant_t a, instant_t b)
{
    return a.ms > b.ms ? a : b;
}

day_t instant_day(instant_t at, int32_t offset);
minute_t instant_minute(instant_t at, int32_t offset); /* rounded down */
instant_t instant_of(day_t day, minute_t minute, int32_t offset);

/* RFC 3339 with seconds and fraction optional ("2021-09-24T10:00+09:00"); without an offset
 * the one given stands. Years 1900 to 2999, no leap seconds, at most milliseconds. */
bool instant_parse(struct str text, int32_t offset, instant_t *ret);

/* "2021-09-24T10:00+09:00"; seconds and milliseconds only where they are not zero. */
void instant_print(instant_t at, int32_t offset, char ret[INSTANT_TEXT_BYTES]);

/* "+09:00" or "Z"; at most 14 hours either way. */
bool offset_parse(struct str text, int32_t *ret);

/* "08:45" to "24:00". */
bool minute_parse(struct str text, minute_t *ret);

#endif
