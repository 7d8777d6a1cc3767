/* How much working time is there, and is a visit inside it? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "rules/calendar.h"
#include "rules/hours.h"
#include "tests/rules/sapporo.h"

static const struct minutes_range lunch[] = {{12 * 60, 13 * 60}};

static struct contract with_lunch(void)
{
    struct contract contract = sapporo();
    contract.calendar.breaks = lunch;
    contract.calendar.break_count = 1;
    return contract;
}

static minute_t at(int32_t hour, int32_t minute)
{
    return hour * 60 + minute;
}

static void a_day_is_its_hours_without_breaks(void **state)
{
    (void)state;
    const struct contract plain = sapporo(), lunching = with_lunch();
    assert_int_equal(hours_day_minutes(&plain.calendar), 510);
    assert_int_equal(hours_day_minutes(&lunching.calendar), 450);
    assert_int_equal(hours_minutes_within(&lunching.calendar, at(11, 30), at(12, 30)), 30);
    assert_int_equal(hours_minutes_within(&lunching.calendar, at(12, 10), at(12, 50)), 0);
    assert_int_equal(hours_minutes_within(&lunching.calendar, at(17, 0), at(24, 0)), 15);
}

static void work_skips_breaks(void **state)
{
    (void)state;
    const struct contract c = with_lunch();
    assert_int_equal(hours_work_end(&c.calendar, at(9, 0), 180), at(12, 0));
    assert_int_equal(hours_work_end(&c.calendar, at(9, 0), 181), at(13, 1));
    assert_int_equal(hours_work_end(&c.calendar, at(12, 30), 10), at(13, 10));
    assert_int_equal(hours_work_end(&c.calendar, at(12, 30), 0), at(12, 30));
    assert_int_equal(hours_work_end(&c.calendar, at(13, 0), 60), at(14, 0));
    assert_int_equal(hours_work_end(&c.calendar, at(23, 0), 120), at(25, 0));
}

static void a_visit_may_end_with_the_hours_but_not_after(void **state)
{
    (void)state;
    const struct contract plain = sapporo(), lunching = with_lunch();
    assert_true(hours_fit(&plain.calendar, at(8, 45), 510));
    assert_false(hours_fit(&plain.calendar, at(8, 45), 511));
    assert_false(hours_fit(&plain.calendar, at(8, 44), 60));
    assert_true(hours_fit(&plain.calendar, at(17, 0), 15));
    assert_false(hours_fit(&plain.calendar, at(17, 1), 15));
    assert_true(hours_fit(&lunching.calendar, at(8, 45), 450));
    assert_false(hours_fit(&lunching.calendar, at(8, 45), 451));
}

static const struct edge {
    const char *name, *from, *to;
    bool inside;
} edges[] = {
    {"S19: both edges of the hours are inside", "2021-10-01T08:45", "2021-10-01T17:15", true},
    {"S19: a millisecond too early", "2021-10-01T08:44:59.999", "2021-10-01T17:15", false},
    {"S19: a millisecond too late", "2021-10-01T08:45", "2021-10-01T17:15:00.001", false},
    {"S19: a Saturday is outside", "2021-10-02T09:00", "2021-10-02T10:00", false},
    {"S19: a holiday is outside", "2021-09-23T09:00", "2021-09-23T10:00", false},
    {"S19: no time at all is inside when its instant is", "2021-10-01T09:00", "2021-10-01T09:00",
     true},
    {"S19: overnight is outside, both days open", "2021-10-04T16:00", "2021-10-05T09:00", false},
    {"S19: a start after hours is outside", "2021-10-01T18:00", "2021-10-01T19:00", false},
};

static void edge_row(void **state)
{
    const struct edge *edge = *state;
    const struct contract c = sapporo();
    instant_t from = test_instant(edge->from), to = test_instant(edge->to);
    assert_int_equal(hours_in_working_time(&c, CARD_CENTRE, from, to), edge->inside);
}

static void hours_to_midnight_end_with_the_day(void **state)
{
    (void)state;
    struct contract c = sapporo();
    c.calendar.hours = (struct minutes_range){0, MINUTES_PER_DAY};
    instant_t from = test_instant("2021-10-01T23:00"), to = test_instant("2021-10-02T00:00");
    assert_true(hours_in_working_time(&c, CARD_CENTRE, from, to));
    assert_false(hours_in_working_time(&c, CARD_CENTRE, from, (instant_t){to.ms + 1}));
    assert_int_equal(hours_end_of(&c, test_day("2021-10-01")).ms, to.ms);
    assert_int_equal(hours_minutes_between(&c, CARD_CENTRE, from, to), 60);
}

static const struct span {
    const char *name, *from, *to;
    int64_t minutes;
} spans[] = {
    {"a whole day", "2021-10-01T00:00", "2021-10-02T00:00", 510},
    {"over a weekend", "2021-10-01T17:00", "2021-10-04T09:00", 30},
    {"over weekend and holiday", "2021-09-17T17:00", "2021-09-21T09:00", 30},
    {"inside a day", "2021-10-01T10:00", "2021-10-01T11:30", 90},
    {"whole days between", "2021-10-04T17:00", "2021-10-08T09:00", 15 + 3 * 510 + 15},
    {"a started minute counts", "2021-10-01T10:00:59.999", "2021-10-01T10:02", 2},
    {"on a closed day nothing", "2021-10-02T10:00", "2021-10-02T12:00", 0},
    {"backwards it is negative", "2021-10-01T11:30", "2021-10-01T10:00", -90},
    {"nothing between equal instants", "2021-10-01T10:00", "2021-10-01T10:00", 0},
};

static void span_row(void **state)
{
    const struct span *span = *state;
    const struct contract c = sapporo();
    assert_int_equal(
        hours_minutes_between(&c, CARD_CENTRE, test_instant(span->from), test_instant(span->to)),
        span->minutes);
}

static void what_is_left_after_lunch_is_left_before_it(void **state)
{
    (void)state;
    const struct contract c = with_lunch();
    instant_t deadline = test_instant("2021-10-05T17:15"); /* 255 minutes after lunch */
    assert_int_equal(hours_before(&c, CARD_CENTRE, deadline, 255).ms,
                     test_instant("2021-10-05T12:00").ms);
    assert_int_equal(hours_before(&c, CARD_CENTRE, deadline, 254).ms,
                     test_instant("2021-10-05T13:01").ms);
}

static const struct back {
    const char *name, *deadline;
    int64_t minutes;
    const char *begins;
} backs[] = {
    {"inside the day", "2021-10-05T17:15", 60, "2021-10-05T16:15"},
    {"a whole day left begins when the day before ends", "2021-10-05T17:15", 510,
     "2021-10-04T17:15"},
    {"one minute more is in that day", "2021-10-05T17:15", 511, "2021-10-04T17:14"},
    {"over weekend and holiday to the Friday", "2021-09-21T17:15", 510, "2021-09-17T17:15"},
    {"nothing left begins with the deadline", "2021-10-05T17:15", 0, "2021-10-05T17:15"},
    {"or with the end of work before a closed one", "2021-10-03T17:15", 0, "2021-10-01T17:15"},
};

static void back_row(void **state)
{
    const struct back *back = *state;
    const struct contract c = sapporo();
    assert_int_equal(hours_before(&c, CARD_CENTRE, test_instant(back->deadline), back->minutes).ms,
                     test_instant(back->begins).ms);
}

/* --- against counting every single minute, on calendars made by chance --- */

static bool is_working_minute(const struct calendar_rule *rule, minute_t minute)
{
    if (minute < rule->hours.from || minute >= rule->hours.to) return false;
    for (uint32_t i = 0; i < rule->break_count; i++)
        if (minute >= rule->breaks[i].from && minute < rule->breaks[i].to) return false;
    return true;
}

static int64_t naive_minutes(const struct contract *c, uint32_t site, instant_t from, instant_t to)
{
    int64_t count = 0;
    day_t day = {INT32_MIN};
    bool open = false;
    for (int64_t ms = from.ms; ms < to.ms; ms += MS_PER_MINUTE) {
        day_t now = instant_day((instant_t){ms}, c->offset);
        if (now.n != day.n) open = naive_is_open(c, site, now);
        day = now;
        minute_t minute = instant_minute((instant_t){ms}, c->offset);
        count += open && is_working_minute(&c->calendar, minute);
    }
    return count;
}

static instant_t by_chance(struct dice *dice)
{
    int64_t minute = test_instant("2021-03-01T00:00").ms / MS_PER_MINUTE;
    return (instant_t){(minute + dice_below(dice, 400 * MINUTES_PER_DAY)) * MS_PER_MINUTE};
}

static void minutes_between_equal_a_count(void **state)
{
    (void)state;
    struct dice dice = {3};
    for (int i = 0; i < 1200; i++) {
        const struct contract c = sapporo_by_chance(&dice);
        instant_t from = by_chance(&dice), to = from;
        to.ms += (int64_t)dice_below(&dice, 6 * MINUTES_PER_DAY) * MS_PER_MINUTE;
        int64_t want = naive_minutes(&c, KIKUSUI, from, to);
        assert_int_equal(hours_minutes_between(&c, KIKUSUI, from, to), want);
        assert_int_equal(hours_minutes_between(&c, KIKUSUI, to, from), -want);
    }
}

/* The definition: no more than that from the answer on, and more a millisecond earlier. */
static void before_is_the_first_such_instant(void **state)
{
    (void)state;
    struct dice dice = {4};
    int given_up = 0;
    for (int i = 0; i < 1200; i++) {
        const struct contract c = sapporo_by_chance(&dice);
        instant_t deadline = by_chance(&dice);
        int64_t minutes = dice_between(&dice, 0, 2000);
        instant_t got = hours_before(&c, KIKUSUI, deadline, minutes);
        assert_true(got.ms <= deadline.ms);
        if (deadline.ms - got.ms > 3000 * (MINUTES_PER_DAY * MS_PER_MINUTE)) {
            given_up++; /* a calendar that hardly opens: the search has its bound */
            continue;
        }
        assert_int_equal(hours_minutes_between(&c, KIKUSUI, got, deadline), minutes);
        got.ms--;
        assert_int_equal(hours_minutes_between(&c, KIKUSUI, got, deadline), minutes + 1);
    }
    assert_true(given_up < 60);
}

static void work_end_equals_a_count(void **state)
{
    (void)state;
    struct dice dice = {5};
    for (int i = 0; i < 2000; i++) {
        const struct contract c = sapporo_by_chance(&dice);
        minute_t start = dice_between(&dice, 0, 1439), end = start;
        uint32_t minutes = dice_below(&dice, 600);
        struct calendar_rule always = c.calendar; /* hours don't bound work, breaks do */
        always.hours = (struct minutes_range){0, 2 * MINUTES_PER_DAY};
        for (uint32_t left = minutes; left > 0; end++) left -= is_working_minute(&always, end);
        assert_int_equal(hours_work_end(&c.calendar, start, minutes), end);
        bool fits = start >= c.calendar.hours.from && end <= c.calendar.hours.to;
        assert_int_equal(hours_fit(&c.calendar, start, minutes), fits);
    }
}

static void nothing_to_find_ends_the_search(void **state)
{
    (void)state;
    struct contract c = sapporo();
    for (int i = 0; i < 7; i++) c.calendar.open[i] = false;
    instant_t deadline = test_instant("2021-10-05T17:15");
    assert_true(hours_before(&c, CARD_CENTRE, deadline, 1).ms < deadline.ms);
}

#define ROW(rows, i, run) ((struct CMUnitTest){rows[i].name, run, NULL, NULL, (void *)&rows[i]})

int main(void)
{
    struct CMUnitTest tests[9 + COUNT(edges) + COUNT(spans) + COUNT(backs)] = {
        cmocka_unit_test(a_day_is_its_hours_without_breaks),
        cmocka_unit_test(work_skips_breaks),
        cmocka_unit_test(a_visit_may_end_with_the_hours_but_not_after),
        cmocka_unit_test(hours_to_midnight_end_with_the_day),
        cmocka_unit_test(minutes_between_equal_a_count),
        cmocka_unit_test(before_is_the_first_such_instant),
        cmocka_unit_test(work_end_equals_a_count),
        cmocka_unit_test(nothing_to_find_ends_the_search),
        cmocka_unit_test(what_is_left_after_lunch_is_left_before_it),
    };
    size_t n = 9;
    for (size_t i = 0; i < COUNT(edges); i++) tests[n++] = ROW(edges, i, edge_row);
    for (size_t i = 0; i < COUNT(spans); i++) tests[n++] = ROW(spans, i, span_row);
    for (size_t i = 0; i < COUNT(backs); i++) tests[n++] = ROW(backs, i, back_row);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
