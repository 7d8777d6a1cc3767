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
        {"in full width", "２０２１／１０／１５", "2021-10-15"},
        {"in full width without a year", "１０／１５", "2021-10-15"},
        {"in full width in Japanese", "令和３年１０月１５日", "2021-10-15"},
        {"the era by its letter in full width", "Ｒ３．１０．１５", "2021-10-15"},
        {"the era by the sign that squeezes it into one letter", "㋿3年10月15日", "2021-10-15"},
        {"the minus sign of a keyboard in kana mode", "10ー15", "2021-10-15"},
        {"平成", "平成31年4月30日", "2019-04-30"},
        {"平成 as papers of before the change go on counting", "平成33年10月15日", "2021-10-15"},
        {"昭和", "昭和64年1月7日", "1989-01-07"},
        {"H", "H31.4.30", "2019-04-30"},
        {"the month left out: the nearest such day", "15日", "2021-09-15"},
        {"the month left out: the first of next month is nearer", "1日", "2021-10-01"},
        {"the month left out: September has no 31st", "31日", "2021-08-31"},
        {"this month's end", "月末", "2021-09-30"},
        {"a month's end", "10月末", "2021-10-31"},
        {"February's end in a leap year", "令和6年2月末", "2024-02-29"},
        {"a month's last day in full", "10月末日", "2021-10-31"},
        {"next month's fifth", "来月5日", "2021-10-05"},
        {"the end of the fiscal year", "年度末", "2022-03-31"},
        {"the end of a fiscal year named by the era", "令和3年度末", "2022-03-31"},
        {"next fiscal year's end", "来年度末", "2023-03-31"},
        {"the end of the year", "年末", "2021-12-31"},
        {"next year's", "来年1月4日", "2022-01-04"},
        {"with the weekday that it is, as it is printed in Japanese", "2021-10-15(金)",
         "2021-10-15"},
        {"with the weekday in full-width brackets", "10月15日（金）", "2021-10-15"},
        {"with the weekday, as it is printed in English", "2021-10-15 Fri", "2021-10-15"},
        {"this week's Monday is past", "今週月曜", "2021-09-20"},
        {"next week's Monday", "来週月曜", "2021-09-27"},
        {"next week's Monday with the particle", "来週の月曜日", "2021-09-27"},
        {"the Monday of the week after the next", "再来週月曜日", "2021-10-04"},
        {"the Sunday of this week ends it", "今週日曜", "2021-09-26"},
        {"next monday", "Next Monday", "2021-09-27"},
        {"the friday of next week, not today", "next friday", "2021-10-01"},
        {"last friday", "last friday", "2021-09-17"},
        {"so many days on", "+3", "2021-09-27"},
        {"so many weeks on", "+2w", "2021-10-08"},
        {"so many days on in Japanese", "３日後", "2021-09-27"},
        {"so many days back", "10日前", "2021-09-14"},
        {"two weeks on in Japanese", "2週間後", "2021-10-08"},
        {"明後日", "明後日", "2021-09-26"},
        {"今日 in kana", "きょう", "2021-09-24"},
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
        "",
        "2021-02-30",
        "2021-02-29",
        "2021-13-01",
        "13/1",
        "0/5",
        "10/",
        "10/15/",
        "10/15x",
        "20211015",
        "2021-10",
        "tomorow",
        "month",
        "令和",
        "令和0年",
        "R99999.1.1",
        "-1/5",
        "10/15 10:00",
        "1800-01-01",
        "2/29",
        "2021--10-1",
        "令和99999年1月1日",
        "10/15(木)",
        "2021-10-15 Thu",
        "10/15(x)",
        "10月上旬",
        "10月",
        "来週",
        "10/5..10/8",
        "13月末",
        "令和3年0月",
        "R0.1.1",
        "月",
        "金",
        "10月32日",
        "0日",
        "32日",
        "+",
        "+3x",
        "3d",
        "来年",
        "9月31日",
        "令和",
        "来月32日",
        "a very long text that is no date at all but goes on and on beyond what a date can be",
    };
    (void)state;
    for (unsigned i = 0; i < COUNT(texts); i++) {
        day_t day;
        if (when_day(str_of(texts[i]), day_of(today), &day)) fail_msg("taken: %s", texts[i]);
    }
}

static void spans_are_read(void **state)
{
    static const struct {
        const char *why, *text, *from, *to;
    } rows[] = {
        {"the first ten days", "10月上旬", "2021-10-01", "2021-10-10"},
        {"the second ten", "10月中旬", "2021-10-11", "2021-10-20"},
        {"what is left of the month", "10月下旬", "2021-10-21", "2021-10-31"},
        {"what is left of a short one", "令和4年2月下旬", "2022-02-21", "2022-02-28"},
        {"the first half", "12月前半", "2021-12-01", "2021-12-15"},
        {"in full width", "１０月上旬", "2021-10-01", "2021-10-10"},
        {"the year that brings it nearest", "2月上旬", "2022-02-01", "2022-02-10"},
        {"next month's", "来月上旬", "2021-10-01", "2021-10-10"},
        {"a month", "10月", "2021-10-01", "2021-10-31"},
        {"a month of a year", "2021年12月", "2021-12-01", "2021-12-31"},
        {"next month", "来月中", "2021-10-01", "2021-10-31"},
        {"next week", "来週", "2021-09-27", "2021-10-03"},
        {"this week in English", "this week", "2021-09-20", "2021-09-26"},
        {"one day", "10/15", "2021-10-15", "2021-10-15"},
        {"two days", "10/5..10/8", "2021-10-05", "2021-10-08"},
        {"two days with a wave between them", "10/5〜10/8", "2021-10-05", "2021-10-08"},
        {"in full width", "１０／５～１０／８", "2021-10-05", "2021-10-08"},
        {"in Japanese", "10月5日から10月8日まで", "2021-10-05", "2021-10-08"},
        {"the second month left out", "10月5日から28日まで", "2021-10-05", "2021-10-28"},
        {"the second day in the month after", "10/28~3日", "2021-10-28", "2021-11-03"},
        {"over the new year", "12/28..1/4", "2021-12-28", "2022-01-04"},
        {"weekdays", "月曜~金曜", "2021-09-27", "2021-10-01"},
        {"words of today", "明日~明後日", "2021-09-25", "2021-09-26"},
    };
    (void)state;
    for (unsigned i = 0; i < COUNT(rows); i++) {
        struct when_span span;
        char from[DAY_TEXT_BYTES], to[DAY_TEXT_BYTES];
        if (!when_span(str_of(rows[i].text), day_of(today), &span)) fail_msg("%s", rows[i].why);
        day_print(span.from, from);
        day_print(span.to, to);
        if (strcmp(from, rows[i].from) != 0 || strcmp(to, rows[i].to) != 0)
            fail_msg("%s: %s to %s", rows[i].why, from, to);
    }
    struct when_span none = {{1}, {2}};
    assert_false(when_span(STR("2021-10-08..2021-10-05"), day_of(today), &none));
    assert_false(when_span(STR("10/5.."), day_of(today), &none));
    assert_false(when_span(STR("..10/5"), day_of(today), &none));
    assert_int_equal(none.from.n, 1); /* what isn't understood changes nothing */
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
        {"half past in Japanese", "10時半", "2021-09-24T10:30+09:00"},
        {"afternoon in Japanese", "午後1時", "2021-09-24T13:00+09:00"},
        {"half past noon", "午後0時30分", "2021-09-24T12:30+09:00"},
        {"morning in Japanese", "午前9時15分", "2021-09-24T09:15+09:00"},
        {"noon in Japanese", "正午", "2021-09-24T12:00+09:00"},
        {"afternoon in English", "1pm", "2021-09-24T13:00+09:00"},
        {"morning in English", "9:30 am", "2021-09-24T09:30+09:00"},
        {"in full width", "１０：３０", "2021-09-24T10:30+09:00"},
        {"day and time in full width", "９／１７　１６：００", "2021-09-17T16:00+09:00"},
        {"day and time with nothing between", "9月17日16時", "2021-09-17T16:00+09:00"},
        {"the era with nothing between", "令和3年9月17日午後4時", "2021-09-17T16:00+09:00"},
        {"as it is printed in Japanese", "2021-09-17(金) 16:00", "2021-09-17T16:00+09:00"},
        {"as it is printed in English", "2021-09-17 Fri 16:00", "2021-09-17T16:00+09:00"},
        {"a day in Japanese with nothing between", "昨日10時", "2021-09-23T10:00+09:00"},
        {"a day of next week", "来週月曜9:00", "2021-09-27T09:00+09:00"},
        {"a month's day alone", "17日9時", "2021-09-17T09:00+09:00"},
        {"今", "今", "2021-09-24T11:00+09:00"},
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
    static const char *const texts[] = {"",
                                        "10/15",
                                        "today",
                                        "25:00",
                                        "10:60",
                                        "10:",
                                        ":30",
                                        "10",
                                        "T10:00",
                                        "9/31 10:00",
                                        "10:30:",
                                        "tuesday at ten",
                                        "2021-09-24T24:00",
                                        "2021-10-15:00", /* not the first of October at five */
                                        "午後12時",
                                        "午前12時",
                                        "12pm",
                                        "午後13時",
                                        "午後",
                                        "10時60分",
                                        "10時半分",
                                        "来週 10:00",
                                        "10月上旬10時"};
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
        cmocka_unit_test(spans_are_read),
        cmocka_unit_test(instants_are_read),
        cmocka_unit_test(what_is_no_instant_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
