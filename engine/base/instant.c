#include "engine/base/instant.h"

#include <stdio.h>

#include "engine/base/check.h"

#define MS_PER_DAY (MS_PER_MINUTE * MINUTES_PER_DAY)
enum { OFFSET_MAX = 14 * 60 };

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static int64_t local_ms(instant_t at, int32_t offset)
{
    return at.ms + offset * MS_PER_MINUTE;
}

day_t instant_day(instant_t at, int32_t offset)
{
    return (day_t){(int32_t)floor_div(local_ms(at, offset), MS_PER_DAY)};
}

minute_t instant_minute(instant_t at, int32_t offset)
{
    int64_t ms = local_ms(at, offset);
    return (minute_t)((ms - floor_div(ms, MS_PER_DAY) * MS_PER_DAY) / MS_PER_MINUTE);
}

instant_t instant_of(day_t day, minute_t minute, int32_t offset)
{
    return (instant_t){day.n * MS_PER_DAY + (minute - offset) * MS_PER_MINUTE};
}

static bool two_digits(struct str s, uint32_t from, uint32_t max, uint32_t *ret)
{
    if (from + 2 > s.len) return false;
    return str_to_u32(str_slice(s, from, from + 2), max, ret);
}

bool minute_parse(struct str s, minute_t *ret)
{
    uint32_t h, m;
    if (s.len != 5 || s.ptr[2] != ':') return false;
    if (!two_digits(s, 0, 24, &h) || !two_digits(s, 3, 59, &m)) return false;
    if (h * 60 + m > MINUTES_PER_DAY) return false;
    *ret = (minute_t)(h * 60 + m);
    return true;
}

bool offset_parse(struct str s, int32_t *ret)
{
    minute_t m;
    if (s.len == 1 && (s.ptr[0] == 'Z' || s.ptr[0] == 'z')) {
        *ret = 0;
        return true;
    }
    if (s.len != 6 || (s.ptr[0] != '+' && s.ptr[0] != '-')) return false;
    if (!minute_parse(str_slice(s, 1, 6), &m) || m > OFFSET_MAX) return false;
    *ret = s.ptr[0] == '-' ? -m : m;
    return true;
}

/* ":30" or ":30.250" at *at; moves *at behind it. Nothing there is 0 seconds. */
static bool seconds_parse(struct str s, uint32_t *at, int64_t *ret_ms)
{
    uint32_t seconds, scale = 100;
    *ret_ms = 0;
    if (*at >= s.len || s.ptr[*at] != ':') return true;
    if (!two_digits(s, *at + 1, 59, &seconds)) return false;
    *ret_ms = (int64_t)seconds * 1000;
    *at += 3;
    if (*at >= s.len || s.ptr[*at] != '.') return true;
    uint32_t first = ++*at;
    for (; *at < s.len && s.ptr[*at] >= '0' && s.ptr[*at] <= '9'; (*at)++, scale /= 10)
        *ret_ms += (int64_t)scale * (s.ptr[*at] - '0'); /* past milliseconds scale is 0 */
    return *at > first && *at - first <= 9;
}

bool instant_parse(struct str s, int32_t offset, instant_t *ret)
{
    day_t day;
    minute_t minute;
    int64_t ms;
    uint32_t at = 16;
    if (s.len < 16 || !day_parse(str_slice(s, 0, 10), &day)) return false;
    if (s.ptr[10] != 'T' && s.ptr[10] != 't' && s.ptr[10] != ' ') return false;
    if (!minute_parse(str_slice(s, 11, 16), &minute) || minute == MINUTES_PER_DAY) return false;
    if (!seconds_parse(s, &at, &ms)) return false;
    if (at < s.len && !offset_parse(str_slice(s, at, s.len), &offset)) return false;
    *ret = (instant_t){instant_of(day, minute, offset).ms + ms};
    return true;
}

static void offset_print(int32_t offset, char ret[8])
{
    uint32_t m = (uint32_t)(offset < 0 ? -offset : offset) % 6000u;
    (void)snprintf(ret, 8, "%c%02u:%02u", offset < 0 ? '-' : '+', m / 60, m % 60);
}

void instant_print(instant_t at, int32_t offset, char ret[INSTANT_TEXT_BYTES])
{
    char day[DAY_TEXT_BYTES], zone[8], seconds[16] = "";
    minute_t minute = instant_minute(at, offset);
    uint32_t ms = (uint32_t)(at.ms - floor_div(at.ms, MS_PER_MINUTE) * MS_PER_MINUTE) % 60000u;

    day_print(instant_day(at, offset), day);
    offset_print(offset, zone);
    if (ms % 1000 != 0)
        (void)snprintf(seconds, sizeof seconds, ":%02u.%03u", ms / 1000, ms % 1000);
    else if (ms != 0)
        (void)snprintf(seconds, sizeof seconds, ":%02u", ms / 1000);
    int len = snprintf(ret, INSTANT_TEXT_BYTES, "%sT%02d:%02d%s%s", day, minute / 60, minute % 60,
                       seconds, zone);
    CHECK(len > 0 && len < INSTANT_TEXT_BYTES);
}
