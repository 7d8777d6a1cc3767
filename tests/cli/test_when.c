/* Does a date as people type it mean the day that they mean, and is everything else refused? */
#include "tests/harness.h"

#include "cli/when.h"
#include "engine/base/check.h"

enum { JST = 9 * 60 };

/* Friday. */
static const struct ymd today = {2021, 9, 24};

static void days_are_read(void **state)
{
    static const struct {
        const char *why, *text, *day;
    } rows[] = {
        {"as programs write it", "2021-10-15", "2021-10-15"},
        {"with slashes", "2021/10/15", "2021-10-15"},
        {"without leading noughts", "2021-3-1", "2021-03-01"},
        {"without a year: this autumn", "10/15", "2021-10-15"},
        {"without a year: last week", "9-17", "2021-09-17"},
        {"without a year: the spring that comes is nearer than the last one", "3/1", "2022-03-01"},
        {"without a year: over the turn of the year backwards is too far", "1/5", "2022-01-05"},
        {"in Japanese", "10月15日", "2021-10-15"},
        {"in Japanese with the year", "2021年10月15日", "2021-10-15"},
        {"by the era", "令和3年10月15日", "2021-10-15"},
        {"the era's first year", "令和元年5月1日", "2019-05-01"},
        {"the era by its letter", "R3.10.15", "2021-10-15"},
        {"today", "today", "2021-09-24"},
        {"今日", "今日", "2021-09-24"},
        {"tomorrow, shouted", "Tomorrow", "2021-09-25"},
        {"明日", "明日", "2021-09-25"},
        {"昨日", "昨日", "2021-09-23"},
        {"a weekday is the coming one", "monday", "2021-09-27"},
        {"today's own weekday is today", "fri", "2021-09-24"},
        {"a weekday in Japanese", "火曜日", "2021-09-28"},
        {"blanks around it", "  10/15 ", "2021-10-15"},
        {"a leap day in the year that has it", "2024-02-29", "2024-02-29"},
    };
    (void)state;
    for (unsigned i = 0; i < COUNT(rows); i++) {
        day_t day;
        char text[DAY_TEXT_BYTES];
        if (!when_day(str_of(rows[i].text), day_of(today), &day)) fail_msg("%s", rows[i].why);
        day_print(day, text);
        if (strcmp(text, rows[i].day) != 0) fail_msg("%s: %s", rows[i].why, text);
    }
}

static void what_is_no_day_is_refused(void **state)
{
    static const char *const texts[] = {
        "",           "2021-02-30", "2021-02-29", "2021-13-01",     "13/1",    "0/5",
        "10/",        "10/15/",     "10/15x",     "20211015",       "2021-10", "tomorow",
        "month",      "令和",       "令和0年",    "R99999.1.1",     "-1/5",    "10/15 10:00",
        "1800-01-01", "2/29",       "2021--10-1", "２０２１-10-15",
    };
    (void)state;
    for (unsigned i = 0; i < COUNT(texts); i++) {
        day_t day;
        if (when_day(str_of(texts[i]), day_of(today), &day)) fail_msg("taken: %s", texts[i]);
    }
}

static void instants_are_read(void **state)
{
    static const struct {
        const char *why, *text, *at;
    } rows[] = {
        {"as programs write it", "2021-09-24T10:30+09:00", "2021-09-24T10:30+09:00"},
        {"another offset is another instant", "2021-09-24T10:30Z", "2021-09-24T19:30+09:00"},
        {"without an offset it is the contract's", "2021-09-24T10:30", "2021-09-24T10:30+09:00"},
        {"a time is of today", "9:05", "2021-09-24T09:05+09:00"},
        {"a day and a time", "9/17 16:00", "2021-09-17T16:00+09:00"},
        {"joined by a T", "9/17T16:00", "2021-09-17T16:00+09:00"},
        {"a day in words", "yesterday 10:00", "2021-09-23T10:00+09:00"},
        {"in Japanese", "昨日 9時30分", "2021-09-23T09:30+09:00"},
        {"the full hour in Japanese", "10時", "2021-09-24T10:00+09:00"},
        {"now", "now", "2021-09-24T11:00+09:00"},
    };
    (void)state;
    instant_t now = instant_of(day_of(today), 11 * 60, JST);
    for (unsigned i = 0; i < COUNT(rows); i++) {
        instant_t at;
        char text[INSTANT_TEXT_BYTES];
        if (!when_instant(str_of(rows[i].text), now, JST, &at)) fail_msg("%s", rows[i].why);
        instant_print(at, JST, text);
        if (strcmp(text, rows[i].at) != 0) fail_msg("%s: %s", rows[i].why, text);
    }
}

static void what_is_no_instant_is_refused(void **state)
{
    static const char *const texts[] = {
        "",       "10/15",      "today",  "25:00",          "10:60",           "10:", ":30", "10",
        "T10:00", "9/31 10:00", "10:30:", "tuesday at ten", "2021-09-24T24:00"};
    (void)state;
    instant_t now = instant_of(day_of(today), 11 * 60, JST);
    for (unsigned i = 0; i < COUNT(texts); i++) {
        instant_t at;
        if (when_instant(str_of(texts[i]), now, JST, &at)) fail_msg("taken: %s", texts[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_read),
        cmocka_unit_test(what_is_no_day_is_refused),
        cmocka_unit_test(instants_are_read),
        cmocka_unit_test(what_is_no_instant_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
