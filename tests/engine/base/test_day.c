/* Is every civil date the day that libc says, and is everything else refused? */
#define _DEFAULT_SOURCE /* timegm */
#include "tests/harness.h"

#include <stdio.h>
#include <time.h>

#include "engine/base/check.h"
#include "engine/base/day.h"

enum { FIRST = -25567, LAST = 376199 }; /* 1900-01-01 and 2999-12-31 */

static struct tm civil_of(int32_t n)
{
    struct tm tm;
    time_t seconds = (time_t)n * 86400;
    assert_non_null(gmtime_r(&seconds, &tm));
    return tm;
}

/* Not one day of eleven hundred years is left out. */
static void test_every_day_is_libcs(void **state)
{
    (void)state;
    for (int32_t n = FIRST; n <= LAST; n++) {
        struct tm tm = civil_of(n);
        struct ymd d = day_ymd((day_t){n});
        assert_int_equal(d.year, tm.tm_year + 1900);
        assert_int_equal(d.month, tm.tm_mon + 1);
        assert_int_equal(d.day, tm.tm_mday);
        assert_int_equal(day_weekday((day_t){n}), tm.tm_wday);
        assert_true(ymd_is_date(d));
        assert_int_equal(day_of(d).n, n);
    }
}

static void test_day_of_agrees_with_timegm(void **state)
{
    (void)state;
    for (int32_t year = 1900; year <= 2999; year++) {
        for (int32_t month = 1; month <= 12; month++) {
            struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = 1};
            day_t day = day_of((struct ymd){year, month, 1});
            assert_int_equal((int64_t)timegm(&tm), (int64_t)day.n * 86400);
        }
    }
}

static void test_every_day_comes_back_from_its_text(void **state)
{
    (void)state;
    for (int32_t n = FIRST; n <= LAST; n++) {
        char text[DAY_TEXT_BYTES];
        day_t day = {0};
        day_print((day_t){n}, text);
        assert_true(day_parse(str_of(text), &day));
        assert_int_equal(day.n, n);
    }
}

static void test_print_reaches_past_what_parses(void **state)
{
    (void)state;
    char text[DAY_TEXT_BYTES];
    day_print((day_t){-719162}, text);
    assert_string_equal(text, "0001-01-01");
    day_print((day_t){2932896}, text);
    assert_string_equal(text, "9999-12-31");
}

static const struct {
    const char *name, *text;
    bool good;
} rows[] = {
    {"the first day of the range", "1900-01-01", true},
    {"the day before the range", "1899-12-31", false},
    {"the last day of the range", "2999-12-31", true},
    {"the day after the range", "3000-01-01", false},
    {"a leap day", "2024-02-29", true},
    {"no leap day in a common year", "2021-02-29", false},
    {"no leap day in a century that 400 doesn't divide", "1900-02-29", false},
    {"a leap day in a century that 400 divides", "2000-02-29", true},
    {"the last of a long month", "2021-12-31", true},
    {"one past the last of a long month", "2021-12-32", false},
    {"one past the last of a short month", "2021-11-31", false},
    {"day 0", "2021-10-00", false},
    {"month 0", "2021-00-10", false},
    {"month 13", "2021-13-01", false},
    {"nothing", "", false},
    {"one digit too few", "2021-10-1", false},
    {"one character too many", "2021-10-011", false},
    {"a blank in front", " 2021-10-1", false},
    {"a sign for a digit", "2021-10-+1", false},
    {"a sign before the year", "-021-10-01", false},
    {"slashes", "2021/10/01", false},
    {"only one dash", "2021-10 01", false},
    {"wide digits", "２０２１", false},
    {"an instant is no day", "2021-10-01T00:00", false},
};

static void test_rows(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < COUNT(rows); i++) {
        day_t day = {12345};
        bool good = day_parse(str_of(rows[i].text), &day);
        if (good != rows[i].good) fail_msg("%s: %s", rows[i].name, rows[i].text);
        if (!good) assert_int_equal(day.n, 12345); /* untouched */
    }
}

static void test_months_have_their_days(void **state)
{
    (void)state;
    static const int32_t common[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int32_t month = 1; month <= 12; month++) {
        assert_int_equal(days_in_month(2021, month), common[month - 1]);
        assert_int_equal(days_in_month(2024, month), common[month - 1] + (month == 2));
    }
    assert_int_equal(days_in_month(1900, 2), 28);
    assert_int_equal(days_in_month(2000, 2), 29);
}

static void test_order(void **state)
{
    (void)state;
    day_t a = {-1}, b = {1};
    assert_true(day_cmp(a, b) < 0 && day_cmp(b, a) > 0 && day_cmp(a, a) == 0);
    assert_true(day_eq(day_max(a, b), b) && day_eq(day_min(a, b), a));
    assert_true(day_eq(day_plus(a, 2), b));
    assert_int_equal(day_weekday((day_t){-1}), WEDNESDAY); /* 1969-12-31 */
}

/* S1: the contract's first day was a Sunday. */
static void test_contract_began_on_a_sunday(void **state)
{
    (void)state;
    assert_int_equal(day_weekday(day_of((struct ymd){2021, 8, 1})), SUNDAY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_day_is_libcs),
        cmocka_unit_test(test_day_of_agrees_with_timegm),
        cmocka_unit_test(test_every_day_comes_back_from_its_text),
        cmocka_unit_test(test_print_reaches_past_what_parses),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_months_have_their_days),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_contract_began_on_a_sunday),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
