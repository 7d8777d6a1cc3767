/* Which days are open, for what reason, and how do you get from one to another? */
#include "tests/harness.h"

#include <stdio.h>

#include "engine/base/check.h"
#include "rules/calendar.h"
#include "tests/rules/sapporo.h"

static const struct row {
    const char *name, *day;
    enum day_why why;
    const char *holiday;
} rows[] = {
    {"S19: moved by the Olympics law to a Thursday", "2021-07-22", DAY_HOLIDAY, "海の日"},
    {"S19: and to a Friday", "2021-07-23", DAY_HOLIDAY, "スポーツの日"},
    {"S19: the Monday it was moved from is open", "2021-07-19", DAY_OPEN, NULL},
    {"S19: a substitute day is closed", "2021-08-09", DAY_HOLIDAY, "休日"},
    {"S19: a Sunday is a weekend first, holiday or not", "2021-08-08", DAY_WEEKEND, NULL},
    {"S19: 山の日 was not on the 11th that year", "2021-08-11", DAY_OPEN, NULL},
    {"S19: スポーツの日 was not in October that year", "2021-10-11", DAY_OPEN, NULL},
    {"S19: Respect-for-the-Aged Day is closed", "2021-09-20", DAY_HOLIDAY, "敬老の日"},
    {"S19: open between two holidays that are three days apart", "2021-09-21", DAY_OPEN, NULL},
    {"S19: likewise", "2021-09-22", DAY_OPEN, NULL},
    {"S19: the equinox is closed", "2021-09-23", DAY_HOLIDAY, "秋分の日"},
    {"S19: the last open day of the year", "2021-12-28", DAY_OPEN, NULL},
    {"S19: the year-end closing begins", "2021-12-29", DAY_CLOSED_RANGE, NULL},
    {"S19: it runs over the new year", "2021-12-31", DAY_CLOSED_RANGE, NULL},
    {"S19: and ends with the 3rd", "2022-01-03", DAY_CLOSED_RANGE, NULL},
    {"S19: the first open day of the year", "2022-01-04", DAY_OPEN, NULL},
    {"S19: second Monday of January", "2022-01-10", DAY_HOLIDAY, "成人の日"},
    {"S19: 11 February", "2022-02-11", DAY_HOLIDAY, "建国記念の日"},
    {"S19: 23 February", "2022-02-23", DAY_HOLIDAY, "天皇誕生日"},
    {"S19: spring equinox", "2022-03-21", DAY_HOLIDAY, "春分の日"},
};

static void day_row(void **state)
{
    const struct row *row = *state;
    const struct contract contract = sapporo();
    struct day_verdict got = calendar_judge(&contract, CONTRACT_NONE, test_day(row->day));
    assert_int_equal(got.why, row->why);
    assert_int_equal(got.open, row->why == DAY_OPEN);
    assert_true(str_eq(got.name, str_of(row->holiday)));
    assert_false(got.provisional);
}

/* A contract that closes 2021-10-29, opens Saturday the 30th, and a site of its own mind. */
static struct contract with_exceptions(void)
{
    static struct closed_range common[2], own[1];
    static struct site both[2];
    static day_t opened[2];
    struct contract contract = sapporo();
    common[0] = contract.calendar.closed.at[0];
    common[1] = (struct closed_range){.day = test_day("2021-10-29")};
    own[0] = (struct closed_range){
        .yearly = true, .from_month = 10, .from_day = 27, .to_month = 10, .to_day = 30};
    opened[0] = test_day("2021-10-30");
    opened[1] = test_day("2021-12-30");
    both[CARD_CENTRE] = contract.sites[CARD_CENTRE];
    both[KIKUSUI] = contract.sites[KIKUSUI];
    both[KIKUSUI].closed = (struct closed_ranges){own, 1};
    contract.sites = both;
    contract.calendar.closed = (struct closed_ranges){common, 2};
    contract.calendar.opened = (struct days){opened, 2};
    return contract;
}

static void single_days_close_and_open(void **state)
{
    (void)state;
    const struct contract c = with_exceptions();
    const struct {
        uint32_t site;
        const char *day;
        enum day_why why;
    } cases[] = {
        {CARD_CENTRE, "2021-10-29", DAY_CLOSED_BY_NAME},
        {CARD_CENTRE, "2022-10-28", DAY_OPEN}, /* a single date is of one year */
        {CARD_CENTRE, "2021-10-30", DAY_OPENED_BY_NAME},
        {CARD_CENTRE, "2021-12-30", DAY_OPENED_BY_NAME}, /* in spite of the yearly range */
        {CONTRACT_NONE, "2021-10-27", DAY_OPEN},
        {KIKUSUI, "2021-10-27", DAY_SITE_CLOSED},
        {KIKUSUI, "2021-10-29", DAY_CLOSED_BY_NAME}, /* the contract's reason stands first */
        {KIKUSUI, "2021-10-30", DAY_SITE_CLOSED},    /* opened, but nobody is there */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        day_t day = test_day(cases[i].day);
        assert_int_equal(calendar_judge(&c, cases[i].site, day).why, cases[i].why);
    }
}

static void years_without_published_holidays_say_so(void **state)
{
    (void)state;
    struct contract c = sapporo();
    assert_false(calendar_is_provisional(&c, test_day("2027-12-31")));
    assert_true(calendar_judge(&c, CONTRACT_NONE, test_day("2028-01-04")).provisional);

    struct named_day days[] = {{test_day("2021-05-01"), STR("祭")}};
    c.calendar.holidays = HOLIDAYS_FILE;
    c.calendar.holiday_days = days;
    c.calendar.holiday_count = 1;
    assert_false(calendar_is_provisional(&c, test_day("2021-12-31")));
    assert_true(calendar_is_provisional(&c, test_day("2022-01-01")));
    c.calendar.holidays = HOLIDAYS_NONE;
    assert_false(calendar_is_provisional(&c, test_day("2100-01-01")));
}

static void a_file_of_holidays_stands_for_the_computed_ones(void **state)
{
    (void)state;
    struct contract c = sapporo();
    struct named_day days[] = {{test_day("2021-09-20"), STR("祭")},
                               {test_day("2021-09-22"), STR("大祭")}};
    c.calendar.holidays = HOLIDAYS_FILE;
    c.calendar.holiday_days = days;
    c.calendar.holiday_count = 2;
    struct day_verdict got = calendar_judge(&c, CONTRACT_NONE, test_day("2021-09-22"));
    assert_int_equal(got.why, DAY_HOLIDAY);
    assert_true(str_eq(got.name, STR("大祭")));
    assert_true(calendar_is_open(&c, CONTRACT_NONE, test_day("2021-09-23")));
}

static void without_any_open_day_searches_give_up(void **state)
{
    (void)state;
    struct contract c = sapporo();
    day_t day = test_day("2021-10-01");
    for (int i = 0; i < 7; i++) c.calendar.open[i] = false;
    assert_false(calendar_next_open(&c, CONTRACT_NONE, day).is);
    assert_false(calendar_previous_open(&c, CONTRACT_NONE, day).is);
    assert_false(calendar_open_after(&c, CONTRACT_NONE, day, 1).is);
    assert_true(calendar_open_after(&c, CONTRACT_NONE, day, 0).is);
    assert_int_equal(calendar_roll(&c, CONTRACT_NONE, day, ROLL_NEXT).n, day.n);
}

static void the_search_reaches_just_so_far(void **state)
{
    (void)state;
    struct contract c = sapporo();
    day_t day = test_day("2021-10-01"), opened = day_plus(day, CALENDAR_SEARCH_DAYS);
    for (int i = 0; i < 7; i++) c.calendar.open[i] = false;
    c.calendar.opened = (struct days){&opened, 1};
    assert_true(calendar_next_open(&c, CONTRACT_NONE, day).is);
    assert_false(calendar_next_open(&c, CONTRACT_NONE, day_plus(day, -1)).is);
}

static void rolls_go_where_they_say(void **state)
{
    (void)state;
    const struct contract c = sapporo();
    day_t sunday = test_day("2021-09-19"), friday = test_day("2021-09-17");
    assert_int_equal(calendar_roll(&c, CARD_CENTRE, sunday, ROLL_NEXT).n, test_day("2021-09-21").n);
    assert_int_equal(calendar_roll(&c, CARD_CENTRE, sunday, ROLL_PREVIOUS).n, friday.n);
    assert_int_equal(calendar_roll(&c, CARD_CENTRE, sunday, ROLL_AS_IS).n, sunday.n);
    assert_int_equal(calendar_roll(&c, CARD_CENTRE, friday, ROLL_NEXT).n, friday.n);
}

static void ahead_is_counted_in_open_days(void **state)
{
    (void)state;
    const struct contract c = sapporo();
    /* three open days before Tuesday the 21st: Fri 17, Thu 16, Wed 15 */
    struct maybe_day day = calendar_ahead_from(&c, CARD_CENTRE, test_day("2021-09-21"), 3);
    assert_true(day.is);
    assert_int_equal(day.day.n, test_day("2021-09-15").n);
    /* before Sunday the 19th: the same count starts a day earlier in the row */
    day = calendar_ahead_from(&c, CARD_CENTRE, test_day("2021-09-19"), 3);
    assert_int_equal(day.day.n, test_day("2021-09-14").n);
}

/* --- against a naive walk, on calendars made by chance --- */

static struct maybe_day naive_step(const struct contract *c, uint32_t site, day_t day, int32_t step,
                                   uint32_t n)
{
    for (int32_t i = 0; n > 0 && i < 2000; i++) {
        day.n += step;
        if (naive_is_open(c, site, day)) n--;
    }
    return (struct maybe_day){n == 0, day};
}

static void same(struct maybe_day got, struct maybe_day want)
{
    assert_int_equal(got.is, want.is);
    if (want.is) assert_int_equal(got.day.n, want.day.n);
}

static void searches_equal_a_walk(void **state)
{
    (void)state;
    struct dice dice = {20210801};
    for (int i = 0; i < 1500; i++) {
        const struct contract c = sapporo_by_chance(&dice);
        const uint32_t sites[] = {CONTRACT_NONE, CARD_CENTRE, KIKUSUI};
        uint32_t site = sites[dice_below(&dice, 3)], n = dice_below(&dice, 6);
        day_t day = day_plus(test_day("2021-01-01"), dice_between(&dice, 0, 600));
        assert_int_equal(calendar_is_open(&c, site, day), naive_is_open(&c, site, day));
        assert_int_equal(calendar_judge(&c, site, day).open, naive_is_open(&c, site, day));
        same(calendar_open_after(&c, site, day, n), naive_step(&c, site, day, 1, n));
        same(calendar_open_before(&c, site, day, n), naive_step(&c, site, day, -1, n));
        same(calendar_next_open(&c, site, day), naive_step(&c, site, day_plus(day, -1), 1, 1));
        same(calendar_previous_open(&c, site, day), naive_step(&c, site, day_plus(day, 1), -1, 1));

        day_t to = day_plus(day, dice_between(&dice, -5, 40));
        int32_t count = 0;
        for (int32_t d = day.n + 1; d <= to.n; d++) count += naive_is_open(&c, site, (day_t){d});
        assert_int_equal(calendar_open_between(&c, site, day, to), count);
    }
}

/* The definition itself: at most n open days in (d, day] from the answer on, more before it. */
static void ahead_is_the_first_such_day(void **state)
{
    (void)state;
    struct dice dice = {20210802};
    for (int i = 0; i < 500; i++) {
        const struct contract c = sapporo_by_chance(&dice);
        day_t day = day_plus(test_day("2021-06-01"), dice_between(&dice, 0, 400));
        int32_t n = dice_between(&dice, 0, 5);
        struct maybe_day got = calendar_ahead_from(&c, KIKUSUI, day, (uint32_t)n);
        if (!got.is) continue;
        assert_true(calendar_open_between(&c, KIKUSUI, got.day, day) <= n);
        assert_true(calendar_open_between(&c, KIKUSUI, day_plus(got.day, -1), day) > n);
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT(rows) + 9] = {
        cmocka_unit_test(single_days_close_and_open),
        cmocka_unit_test(years_without_published_holidays_say_so),
        cmocka_unit_test(a_file_of_holidays_stands_for_the_computed_ones),
        cmocka_unit_test(without_any_open_day_searches_give_up),
        cmocka_unit_test(the_search_reaches_just_so_far),
        cmocka_unit_test(rolls_go_where_they_say),
        cmocka_unit_test(ahead_is_counted_in_open_days),
        cmocka_unit_test(searches_equal_a_walk),
        cmocka_unit_test(ahead_is_the_first_such_day),
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        tests[i + 9] = (struct CMUnitTest){rows[i].name, day_row, NULL, NULL, (void *)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
