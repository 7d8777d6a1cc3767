#include "rules/holiday.h"

#include "engine/base/check.h"

/* How a row finds its day in a year. */
enum on { ON_DATE, ON_MONDAY, ON_SPRING_EQUINOX, ON_AUTUMN_EQUINOX };

enum { EVER = 9999 };

/* A holiday and the years in which the Act had it so: an amendment ends one row and begins
 * another. `number` is the day of the month, or which Monday of it. */
struct law {
    const char *name;
    enum on on;
    int32_t month, number;
    int32_t from, to; /* years, both included */
};

static const struct law laws[] = {
    /* Act 178 of 1948, in force 1948-07-20: that year has only the last three */
    {"元日", ON_DATE, 1, 1, 1949, EVER},
    {"成人の日", ON_DATE, 1, 15, 1949, 1999},
    {"春分の日", ON_SPRING_EQUINOX, 3, 0, 1949, EVER},
    {"天皇誕生日", ON_DATE, 4, 29, 1949, 1988},
    {"憲法記念日", ON_DATE, 5, 3, 1949, EVER},
    {"こどもの日", ON_DATE, 5, 5, 1949, EVER},
    {"秋分の日", ON_AUTUMN_EQUINOX, 9, 0, 1948, EVER},
    {"文化の日", ON_DATE, 11, 3, 1948, EVER},
    {"勤労感謝の日", ON_DATE, 11, 23, 1948, EVER},
    /* Act 16 of 1959: the Crown Prince's wedding */
    {"結婚の儀", ON_DATE, 4, 10, 1959, 1959},
    /* Act 86 of 1966, and that year's Cabinet Order 376 for the date in February */
    {"建国記念の日", ON_DATE, 2, 11, 1967, EVER},
    {"敬老の日", ON_DATE, 9, 15, 1966, 2002},
    {"体育の日", ON_DATE, 10, 10, 1966, 1999},
    /* Act 5 of 1989: the birthday moves with the Emperor; Act 4 of 1989: the funeral */
    {"みどりの日", ON_DATE, 4, 29, 1989, 2006},
    {"天皇誕生日", ON_DATE, 12, 23, 1989, 2018},
    {"大喪の礼", ON_DATE, 2, 24, 1989, 1989},
    /* Act 24 of 1990, Act 32 of 1993: enthronement, wedding */
    {"即位礼正殿の儀", ON_DATE, 11, 12, 1990, 1990},
    {"結婚の儀", ON_DATE, 6, 9, 1993, 1993},
    /* Act 22 of 1995 */
    {"海の日", ON_DATE, 7, 20, 1996, 2002},
    /* Act 141 of 1998 and Act 59 of 2001: Happy Mondays */
    {"成人の日", ON_MONDAY, 1, 2, 2000, EVER},
    {"体育の日", ON_MONDAY, 10, 2, 2000, 2018},
    {"海の日", ON_MONDAY, 7, 3, 2003, 2019},
    {"敬老の日", ON_MONDAY, 9, 3, 2003, EVER},
    /* Act 43 of 2005 */
    {"昭和の日", ON_DATE, 4, 29, 2007, EVER},
    {"みどりの日", ON_DATE, 5, 4, 2007, EVER},
    /* Act 43 of 2014 */
    {"山の日", ON_DATE, 8, 11, 2016, 2019},
    /* Act 63 of 2017: the abdication; Act 99 of 2018: accession and enthronement */
    {"天皇誕生日", ON_DATE, 2, 23, 2020, EVER},
    {"休日（祝日扱い）", ON_DATE, 5, 1, 2019, 2019},
    {"休日（祝日扱い）", ON_DATE, 10, 22, 2019, 2019},
    /* Act 57 of 2018: 体育の日 becomes スポーツの日 from 2020; the file names 2019's both ways */
    {"体育の日（スポーツの日）", ON_MONDAY, 10, 2, 2019, 2019},
    {"スポーツの日", ON_MONDAY, 10, 2, 2022, EVER},
    /* Act 55 of 2018 and Act 68 of 2020: the Olympic and Paralympic Games */
    {"海の日", ON_DATE, 7, 23, 2020, 2020},
    {"スポーツの日", ON_DATE, 7, 24, 2020, 2020},
    {"山の日", ON_DATE, 8, 10, 2020, 2020},
    {"海の日", ON_DATE, 7, 22, 2021, 2021},
    {"スポーツの日", ON_DATE, 7, 23, 2021, 2021},
    {"山の日", ON_DATE, 8, 8, 2021, 2021},
    {"海の日", ON_MONDAY, 7, 3, 2022, EVER},
    {"山の日", ON_DATE, 8, 11, 2022, EVER},
};

/* Days that are no holiday of their own but become 休日 by art. 3, and since when. */
enum between {
    SUBSTITUTE_NEXT_DAY,  /* the day after a holiday on a Sunday */
    SUBSTITUTE_NEXT_FREE, /* the first day after it that is no holiday itself */
    CITIZENS_WEEKDAY,     /* between two holidays, and no Sunday */
    CITIZENS_DAY,         /* between two holidays */
};

struct rest_law {
    enum between rule;
    int32_t from, to; /* yyyymmdd, both included */
};

static const struct rest_law rest_laws[] = {
    {SUBSTITUTE_NEXT_DAY, 19730412, 20061231},   /* Act 10 of 1973 */
    {SUBSTITUTE_NEXT_FREE, 20070101, INT32_MAX}, /* Act 43 of 2005 */
    {CITIZENS_WEEKDAY, 19851227, 20061231},      /* Act 103 of 1985 */
    {CITIZENS_DAY, 20070101, INT32_MAX},         /* Act 43 of 2005 */
};

/* The day in 1980 at which the sun passes the equinox (JST), in millionths, for a span of
 * years; the approximation of 新こよみ便利帳 (the Coast Guard's hydrographers), which is
 * right from 1851 to 2150. The Cabinet names the day a year ahead, hence "provisional". */
struct equinox {
    enum on on;
    int32_t from, to;
    int64_t day_1980;
};

static const struct equinox equinoxes[] = {
    {ON_SPRING_EQUINOX, 1900, 1979, 20835700}, {ON_SPRING_EQUINOX, 1980, 2099, 20843100},
    {ON_SPRING_EQUINOX, 2100, EVER, 20851000}, {ON_AUTUMN_EQUINOX, 1900, 1979, 23258800},
    {ON_AUTUMN_EQUINOX, 1980, EVER, 23248800},
};

enum { EQUINOX_DRIFT = 242194, MILLION = 1000000 }; /* millionths of a day a year */

static int32_t leap_days(int32_t year)
{
    return year / 4 - year / 100 + year / 400;
}

/* Day of the month; 0 in years that no row speaks of. */
static int32_t equinox_day(enum on on, int32_t year)
{
    for (size_t i = 0; i < COUNT(equinoxes); i++) {
        const struct equinox *e = &equinoxes[i];
        if (e->on != on || year < e->from || year > e->to) continue;
        int64_t at = e->day_1980 + (int64_t)EQUINOX_DRIFT * (year - 1980) +
                     (int64_t)MILLION * (leap_days(1980) - leap_days(year));
        CHECK(at > 0);
        return (int32_t)(at / MILLION);
    }
    return 0;
}

static bool law_names(const struct law *law, day_t day, struct ymd date)
{
    if (date.month != law->month || date.year < law->from || date.year > law->to) return false;
    switch (law->on) {
    case ON_DATE: return date.day == law->number;
    case ON_MONDAY: return day_weekday(day) == MONDAY && (date.day + 6) / 7 == law->number;
    case ON_SPRING_EQUINOX:
    case ON_AUTUMN_EQUINOX: return date.day == equinox_day(law->on, date.year);
    }
    CHECK(false);
    return false;
}

/* The holiday that the Act itself names (国民の祝日), or NULL. */
static const char *named(day_t day)
{
    struct ymd date = day_ymd(day);
    for (size_t i = 0; i < COUNT(laws); i++)
        if (law_names(&laws[i], day, date)) return laws[i].name;
    return NULL;
}

/* Does an unbroken row of holidays before `day` hold a Sunday? A week is more than any row. */
static bool follows_a_sunday(day_t day)
{
    for (int32_t back = 1; back <= 7 && named(day_plus(day, -back)) != NULL; back++)
        if (day_weekday(day_plus(day, -back)) == SUNDAY) return true;
    return false;
}

static bool is_between(day_t day)
{
    return named(day_plus(day, -1)) != NULL && named(day_plus(day, 1)) != NULL;
}

static bool rests_by(enum between rule, day_t day)
{
    enum weekday weekday = day_weekday(day);
    switch (rule) {
    case SUBSTITUTE_NEXT_DAY: return weekday == MONDAY && named(day_plus(day, -1)) != NULL;
    case SUBSTITUTE_NEXT_FREE: return follows_a_sunday(day);
    case CITIZENS_WEEKDAY: return weekday != SUNDAY && is_between(day);
    case CITIZENS_DAY: return is_between(day);
    }
    CHECK(false);
    return false;
}

static bool is_rest_day(day_t day)
{
    struct ymd d = day_ymd(day);
    int32_t date = d.year * 10000 + d.month * 100 + d.day;
    for (size_t i = 0; i < COUNT(rest_laws); i++)
        if (rest_laws[i].from <= date && date <= rest_laws[i].to &&
            rests_by(rest_laws[i].rule, day))
            return true;
    return false;
}

bool holiday_of(day_t day, struct str *ret_name)
{
    const char *name = named(day);
    if (name == NULL && is_rest_day(day)) name = "休日";
    if (name == NULL) return false;
    *ret_name = str_of(name);
    return true;
}

bool holiday_is_provisional(day_t day)
{
    return day_ymd(day).year > HOLIDAY_YEAR_PUBLISHED;
}
