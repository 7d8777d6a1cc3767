/* Does an instant read the same as libc's at every offset, and is no other text an instant? */
#define _DEFAULT_SOURCE /* timegm */
#include "tests/harness.h"

#include <stdio.h>
#include <time.h>

#include "engine/base/check.h"
#include "engine/base/instant.h"

enum { JST = 9 * 60 };

/* What libc makes of it, in milliseconds. */
static int64_t libc_ms(struct tm tm, int32_t ms, int32_t offset)
{
    return ((int64_t)timegm(&tm) - offset * 60) * 1000 + ms;
}

static void test_any_text_is_libcs_instant(void **state)
{
    (void)state;
    uint32_t random = 20210924;
    for (int round = 0; round < 200000; round++) {
        char text[64];
        instant_t at = {0};
        random = random * 1664525u + 1013904223u;
        int32_t r = (int32_t)(random >> 4);
        int32_t offset = r % (14 * 60 + 1) * (r % 2 == 0 ? 1 : -1), ms = r % 1000;
        struct tm tm = {.tm_year = r % 1100,
                        .tm_mon = r / 7 % 12,
                        .tm_mday = 1 + r / 11 % 28,
                        .tm_hour = r / 13 % 24,
                        .tm_min = r / 17 % 60,
                        .tm_sec = r / 19 % 60};
        int32_t size = offset < 0 ? -offset : offset;
        (void)snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%03d%c%02d:%02d",
                       tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min,
                       tm.tm_sec, ms, offset < 0 ? '-' : '+', size / 60, size % 60);
        assert_true(instant_parse(str_of(text), 0, &at));
        assert_int_equal(at.ms, libc_ms(tm, ms, offset));
        assert_int_equal(instant_minute(at, offset), tm.tm_hour * 60 + tm.tm_min);
        assert_true(day_eq(instant_day(at, offset),
                           day_of((struct ymd){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday})));
    }
}

static void test_what_is_printed_comes_back(void **state)
{
    (void)state;
    static const int64_t steps[] = {0, 1, 250, 999, 1000, 59999, 60000, 86399999};
    static const int32_t offsets[] = {0, JST, -1, 1, 14 * 60, -14 * 60, 345};
    for (int64_t day = -25000; day < 375000; day += 977) {
        for (uint32_t i = 0; i < COUNT(steps) * COUNT(offsets); i++) {
            char text[INSTANT_TEXT_BYTES];
            instant_t at = {day * 86400000 + steps[i % COUNT(steps)]}, back = {0};
            instant_print(at, offsets[i / COUNT(steps)], text);
            assert_true(instant_parse(str_of(text), 0, &back));
            assert_int_equal(back.ms, at.ms);
        }
    }
}

static const struct {
    const char *name, *text;
    int64_t ms;
} good[] = {
    {"without an offset the contract's stands", "2021-09-24T10:00", 1632445200000},
    {"an offset of its own is stronger", "2021-09-24T10:00+09:00", 1632445200000},
    {"Z is no offset at all", "2021-09-24T01:00Z", 1632445200000},
    {"RFC 3339 allows small letters", "2021-09-24t01:00z", 1632445200000},
    {"RFC 3339 allows a blank for the T", "2021-09-24 10:00", 1632445200000},
    {"seconds", "2021-09-24T10:00:30", 1632445230000},
    {"a tenth", "2021-09-24T10:00:30.2", 1632445230200},
    {"a millisecond", "2021-09-24T10:00:30.001", 1632445230001},
    {"what is finer than a millisecond is cut", "2021-09-24T10:00:30.001999999", 1632445230001},
    {"the widest offset east", "2021-09-24T10:00+14:00", 1632427200000},
    {"the widest offset west", "2021-09-24T10:00-14:00", 1632528000000},
    {"half an hour of offset", "2021-09-24T10:00-00:30", 1632479400000},
    {"the last minute of a day", "2021-09-24T23:59", 1632495540000},
    {"the first of the range", "1900-01-01T00:00Z", -2208988800000},
    {"the last of the range", "2999-12-31T23:59:59.999Z", 32503679999999},
    {"before 1970 the fraction still counts forward", "1969-12-31T23:59:59.999Z", -1},
};

static void test_good_texts(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < COUNT(good); i++) {
        instant_t at = {0};
        bool parsed = instant_parse(str_of(good[i].text), JST, &at);
        if (!parsed || at.ms != good[i].ms)
            fail_msg("%s: %s is %lld", good[i].name, good[i].text, (long long)at.ms);
    }
}

static const struct {
    const char *name, *text;
} bad[] = {
    {"nothing", ""},
    {"a day alone", "2021-09-24"},
    {"an hour alone", "2021-09-24T10"},
    {"hour 24, which a day's end is but an instant is not", "2021-09-24T24:00"},
    {"hour 25", "2021-09-24T25:00"},
    {"minute 60", "2021-09-24T10:60"},
    {"a leap second", "2016-12-31T23:59:60Z"},
    {"a fraction of nothing", "2021-09-24T10:00:30."},
    {"ten digits of fraction", "2021-09-24T10:00:30.0000000001"},
    {"a fraction of a minute", "2021-09-24T10:00.5"},
    {"a comma for a point", "2021-09-24T10:00:30,5"},
    {"one digit of seconds", "2021-09-24T10:00:3"},
    {"seconds cut off", "2021-09-24T10:00:"},
    {"an offset past 14 hours", "2021-09-24T10:00+14:01"},
    {"an offset without its minutes", "2021-09-24T10:00+09"},
    {"an offset without its colon", "2021-09-24T10:00+0900"},
    {"something behind the offset", "2021-09-24T10:00+09:00 "},
    {"something behind Z", "2021-09-24T10:00Z1"},
    {"a zone's name", "2021-09-24T10:00 JST"},
    {"a day that doesn't exist", "2021-02-29T10:00"},
    {"a year before the range", "1899-12-31T23:59Z"},
    {"a year after the range", "3000-01-01T00:00Z"},
};

static void test_bad_texts(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < COUNT(bad); i++) {
        instant_t at = {77};
        if (instant_parse(str_of(bad[i].text), JST, &at))
            fail_msg("%s: %s", bad[i].name, bad[i].text);
        assert_int_equal(at.ms, 77);
    }
}

static void test_minutes_of_the_day(void **state)
{
    (void)state;
    minute_t minute = -1;
    for (int32_t h = 0; h < 100; h++) {
        for (int32_t m = 0; m < 100; m++) {
            char text[32];
            (void)snprintf(text, sizeof text, "%02d:%02d", h, m);
            bool is = m < 60 && h * 60 + m <= MINUTES_PER_DAY;
            assert_int_equal(minute_parse(str_of(text), &minute), is);
            if (is) assert_int_equal(minute, h * 60 + m);
        }
    }
    assert_false(minute_parse(STR("8:45"), &minute));
    assert_false(minute_parse(STR("08:45 "), &minute));
    assert_false(minute_parse(STR("08-45"), &minute));
    assert_false(minute_parse(STR(""), &minute));
}

static void test_offsets(void **state)
{
    (void)state;
    int32_t offset = 5;
    assert_true(offset_parse(STR("+09:00"), &offset) && offset == JST);
    assert_true(offset_parse(STR("-14:00"), &offset) && offset == -14 * 60);
    assert_true(offset_parse(STR("Z"), &offset) && offset == 0);
    assert_false(offset_parse(STR("+14:01"), &offset));
    assert_false(offset_parse(STR("09:00"), &offset));
    assert_false(offset_parse(STR("+9:00"), &offset));
    assert_false(offset_parse(STR(""), &offset));
}

/* S19: working time is a matter of minutes, and a second before the minute is not in it. */
static void test_minutes_are_rounded_down(void **state)
{
    (void)state;
    instant_t before = {-1}, at = {0};
    assert_int_equal(instant_minute(before, 0), 1439);
    assert_int_equal(instant_day(before, 0).n, -1);
    assert_int_equal(instant_minute(at, 0), 0);
    assert_int_equal(instant_day(before, 1).n, 0);
    assert_int_equal(instant_of((day_t){0}, MINUTES_PER_DAY, JST).ms,
                     instant_of((day_t){1}, 0, JST).ms);
    assert_true(instant_cmp(before, at) < 0 && instant_cmp(at, before) > 0);
    assert_int_equal(instant_max(before, at).ms, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_text_is_libcs_instant),
        cmocka_unit_test(test_what_is_printed_comes_back),
        cmocka_unit_test(test_good_texts),
        cmocka_unit_test(test_bad_texts),
        cmocka_unit_test(test_minutes_of_the_day),
        cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_minutes_are_rounded_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
