#include "engine/base/day.h"

#include <stdio.h>

#include "engine/base/check.h"

enum { YEAR_MIN = 1900, YEAR_MAX = 2999 };

static bool is_leap(int32_t y)
{
    return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

int32_t days_in_month(int32_t year, int32_t month)
{
    static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    CHECK(month >= 1 && month <= 12);
    return days[month - 1] + (month == 2 && is_leap(year));
}

bool ymd_is_date(struct ymd d)
{
    if (d.year < YEAR_MIN || d.year > YEAR_MAX || d.month < 1 || d.month > 12) return false;
    return d.day >= 1 && d.day <= days_in_month(d.year, d.month);
}

/* Years begin in March here, so that the leap day comes last and needs no special case. */
day_t day_of(struct ymd d)
{
    CHECK(ymd_is_date(d));
    int32_t y = d.month <= 2 ? d.year - 1 : d.year;
    int32_t m = d.month <= 2 ? d.month + 9 : d.month - 3;
    int32_t before = y * 365 + y / 4 - y / 100 + y / 400;
    return (day_t){before + (153 * m + 2) / 5 + d.day - 1 - 719468};
}

struct ymd day_ymd(day_t day)
{
    int32_t n = day.n + 719468; /* days since 0000-03-01 */
    int32_t era = n / 146097, left = n % 146097;
    int32_t year = (left - left / 1460 + left / 36524 - left / 146096) / 365;
    int32_t of_year = left - (365 * year + year / 4 - year / 100);
    int32_t month = (5 * of_year + 2) / 153;
    CHECK(n >= 0);
    return (struct ymd){.year = era * 400 + year + (month >= 10),
                        .month = month < 10 ? month + 3 : month - 9,
                        .day = of_year - (153 * month + 2) / 5 + 1};
}

static bool digits(struct str s, uint32_t from, uint32_t to, int32_t *ret)
{
    uint32_t v;
    if (!str_to_u32(str_slice(s, from, to), INT32_MAX, &v)) return false;
    *ret = (int32_t)v;
    return true;
}

bool day_parse(struct str s, day_t *ret)
{
    struct ymd d;
    if (s.len != DAY_TEXT_BYTES - 1 || s.ptr[4] != '-' || s.ptr[7] != '-') return false;
    if (!digits(s, 0, 4, &d.year) || !digits(s, 5, 7, &d.month) || !digits(s, 8, 10, &d.day))
        return false;
    if (!ymd_is_date(d)) return false;
    *ret = day_of(d);
    return true;
}

void day_print(day_t day, char ret[DAY_TEXT_BYTES])
{
    struct ymd d = day_ymd(day);
    CHECK(d.year >= 0 && d.year <= 9999);
    (void)snprintf(ret, DAY_TEXT_BYTES, "%04u-%02u-%02u", (unsigned)d.year % 10000u,
                   (unsigned)d.month % 100u, (unsigned)d.day % 100u);
}
