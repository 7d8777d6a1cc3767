/* When does each document fall due, and by when can it really be handed over? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "rules/document.h"
#include "tests/rules/sapporo.h"

enum { ARENA_BYTES = 1 << 18 };

static void is_due(struct document_due got, uint32_t rule, const char *due, const char *practical)
{
    assert_int_equal(got.rule, rule);
    assert_int_equal(got.due.n, test_day(due).n);
    assert_int_equal(got.practical.n, test_day(practical).n);
}

/* The dues of one rule, in order; the arena is the caller's. */
static struct document_dues of_rule(const struct contract *c, uint32_t rule, struct arena *arena)
{
    struct document_dues all = document_of_period(c, arena);
    struct document_due *own = ARENA_ARRAY(arena, struct document_due, all.count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < all.count; i++)
        if (all.at[i].rule == rule) own[count++] = all.at[i];
    return (struct document_dues){own, count};
}

static const struct month {
    const char *name, *due;
    int32_t year, month;
} months[] = {
    {"S54: August", "2021-08-31", 2021, 8},
    {"S54: September", "2021-09-30", 2021, 9},
    {"S55: 31 October is a Sunday", "2021-11-01", 2021, 10},
    {"S54: November", "2021-11-30", 2021, 11},
    {"S55: 31 December is closed", "2022-01-04", 2021, 12},
    {"S54: January", "2022-01-31", 2022, 1},
    {"S54: February", "2022-02-28", 2022, 2},
    {"S56: the end of March and of the contract", "2022-03-31", 2022, 3},
};

static void month_row(void **state)
{
    const struct month *row = *state;
    struct arena arena;
    arena_init(&arena, ARENA_BYTES);
    const struct contract c = sapporo();
    const uint32_t rules[] = {MONTHLY_REPORT, SECURITY_REPORT};
    for (size_t i = 0; i < COUNT(rules); i++) {
        struct document_dues dues = of_rule(&c, rules[i], &arena);
        assert_int_equal(dues.count, COUNT(months));
        struct document_due got = dues.at[row - months];
        is_due(got, rules[i], row->due, row->due);
        assert_int_equal(got.year, row->year);
        assert_int_equal(got.month, row->month);
    }
    arena_deinit(&arena);
}

static void march_and_the_last_day_stay_on_a_closed_day(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, ARENA_BYTES);
    struct contract c = sapporo();
    c.from = test_day("2024-03-15");
    c.to = test_day("2024-06-30"); /* a Sunday, like 2024-03-31 */
    struct document_dues dues = of_rule(&c, MONTHLY_REPORT, &arena);
    assert_int_equal(dues.count, 4);
    is_due(dues.at[0], MONTHLY_REPORT, "2024-03-31", "2024-03-29"); /* S56, D9 */
    is_due(dues.at[1], MONTHLY_REPORT, "2024-04-30", "2024-04-30");
    is_due(dues.at[2], MONTHLY_REPORT, "2024-05-31", "2024-05-31");
    is_due(dues.at[3], MONTHLY_REPORT, "2024-06-30", "2024-06-28"); /* S56, D9 */

    c.month_end = (struct month_end_rule){ROLL_NEXT, false, false};
    dues = of_rule(&c, MONTHLY_REPORT, &arena);
    is_due(dues.at[0], MONTHLY_REPORT, "2024-04-01", "2024-04-01");
    is_due(dues.at[3], MONTHLY_REPORT, "2024-07-01", "2024-07-01");
    c.month_end.closed = ROLL_PREVIOUS;
    dues = of_rule(&c, MONTHLY_REPORT, &arena);
    is_due(dues.at[0], MONTHLY_REPORT, "2024-03-29", "2024-03-29");
    arena_deinit(&arena);
}

static void a_period_that_ends_inside_a_month_is_reported_on_its_last_day(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, ARENA_BYTES);
    struct contract c = sapporo();
    c.to = test_day("2021-10-16"); /* a Saturday */
    struct document_dues dues = of_rule(&c, MONTHLY_REPORT, &arena);
    assert_int_equal(dues.count, 3);
    is_due(dues.at[1], MONTHLY_REPORT, "2021-09-30", "2021-09-30");
    is_due(dues.at[2], MONTHLY_REPORT, "2021-10-16", "2021-10-15");
    assert_int_equal(dues.at[2].month, 10);

    c.from = c.to; /* a contract of a single day owes one of each */
    assert_int_equal(of_rule(&c, MONTHLY_REPORT, &arena).count, 1);
    arena_deinit(&arena);
}

static void the_period_owes_papers_at_both_ends(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, ARENA_BYTES);
    const struct contract c = sapporo();
    struct document_dues all = document_of_period(&c, &arena);
    assert_int_equal(all.count, 1 + 2 * 8 + 1);
    is_due(all.at[0], SUPERVISOR_NOTICE, "2021-08-01", "2021-07-30"); /* S53, D11: a Sunday */
    is_due(all.at[17], HANDOVER, "2022-03-31", "2022-03-31");         /* S51 */
    for (uint32_t i = 1; i < all.count; i++) {
        assert_true(all.at[i - 1].due.n <= all.at[i].due.n);
        if (all.at[i - 1].due.n == all.at[i].due.n)
            assert_true(all.at[i - 1].rule < all.at[i].rule);
    }
    arena_deinit(&arena);
}

static const struct event {
    const char *name;
    uint32_t rule;
    const char *cause, *due, *practical;
} events[] = {
    {"S37 D13: the next open day after a Friday's visit", WORK_REPORT, "2021-10-01", "2021-10-04",
     "2021-10-04"},
    {"S37 D13: over the year-end closing", WORK_REPORT, "2021-12-28", "2022-01-04", "2022-01-04"},
    {"S46 D12: two calendar days after a meeting", MINUTES, "2021-10-04", "2021-10-06",
     "2021-10-06"},
    {"S46 D12: rolling like the response clock", MINUTES, "2021-09-17", "2021-09-21", "2021-09-21"},
    {"S57: by the date asked, closed or not", PROGRESS_REPORT, "2021-10-10", "2021-10-10",
     "2021-10-08"},
    {"S59: on the change", SUPERVISOR_CHANGE, "2021-10-01", "2021-10-01", "2021-10-01"},
    {"S54: the month of a day", MONTHLY_REPORT, "2021-10-01", "2021-11-01", "2021-11-01"},
};

static void event_row(void **state)
{
    const struct event *row = *state;
    const struct contract c = sapporo();
    is_due(document_of(&c, row->rule, test_day(row->cause)), row->rule, row->due, row->practical);
}

static void minutes_follow_the_contracts_own_roll(void **state)
{
    (void)state;
    struct contract c = sapporo();
    c.response.last_day_closed = ROLL_AS_IS;
    is_due(document_of(&c, MINUTES, test_day("2021-09-17")), MINUTES, "2021-09-19", "2021-09-17");
    c.response.last_day_closed = ROLL_PREVIOUS;
    is_due(document_of(&c, MINUTES, test_day("2021-09-17")), MINUTES, "2021-09-17", "2021-09-17");
}

static void a_start_paper_is_owed_again_on_a_change(void **state)
{
    (void)state;
    const struct contract c = sapporo();
    is_due(document_on(&c, SUPERVISOR_NOTICE, test_day("2021-10-02")), SUPERVISOR_NOTICE,
           "2021-10-02", "2021-10-01"); /* S62 */
}

/* --- against walking through the period day by day, on calendars made by chance --- */

static int32_t naive_practical(const struct contract *c, int32_t day)
{
    for (int32_t n = day; n > day - 1000; n--)
        if (naive_is_open(c, CONTRACT_NONE, (day_t){n})) return n;
    return day;
}

static int32_t naive_due(const struct contract *c, day_t end)
{
    struct ymd date = day_ymd(end);
    int32_t step = c->month_end.closed == ROLL_NEXT ? 1 : -1;
    if (end.n == c->to.n && c->month_end.except_period_end) return end.n;
    if (date.month == 3 && date.day == 31 && c->month_end.except_march_end) return end.n;
    if (c->month_end.closed == ROLL_AS_IS) return end.n;
    for (int32_t n = end.n; n > end.n - 1000 && n < end.n + 1000; n += step)
        if (naive_is_open(c, CONTRACT_NONE, (day_t){n})) return n;
    return end.n;
}

static void compare(const struct contract *c, struct arena *arena)
{
    struct document_dues dues = of_rule(c, MONTHLY_REPORT, arena);
    uint32_t at = 0;
    for (day_t day = c->from; day.n <= c->to.n; day.n++) {
        if (day_ymd(day_plus(day, 1)).day != 1 && day.n != c->to.n) continue;
        bool found = false;
        for (uint32_t i = 0; i < dues.count; i++) {
            const struct document_due *due = &dues.at[i];
            if (due->year != day_ymd(day).year || due->month != day_ymd(day).month) continue;
            found = true;
            assert_int_equal(due->due.n, naive_due(c, day));
            assert_int_equal(due->practical.n, naive_practical(c, due->due.n));
        }
        assert_true(found);
        at++;
    }
    assert_int_equal(at, dues.count);
}

static void month_ends_equal_a_walk(void **state)
{
    (void)state;
    struct dice dice = {10};
    for (int i = 0; i < 1000; i++) {
        struct arena arena;
        arena_init(&arena, ARENA_BYTES);
        struct contract c = sapporo_by_chance(&dice);
        c.from = day_plus(test_day("2021-01-01"), dice_between(&dice, 0, 300));
        c.to = day_plus(c.from, dice_between(&dice, 0, 250));
        c.month_end = (struct month_end_rule){(enum closed_roll)dice_below(&dice, 3),
                                              dice_one_in(&dice, 2), dice_one_in(&dice, 2)};
        compare(&c, &arena);
        arena_deinit(&arena);
    }
}

#define ROW(rows, i, run) ((struct CMUnitTest){rows[i].name, run, NULL, NULL, (void *)&rows[i]})

int main(void)
{
    struct CMUnitTest tests[6 + COUNT(months) + COUNT(events)] = {
        cmocka_unit_test(march_and_the_last_day_stay_on_a_closed_day),
        cmocka_unit_test(a_period_that_ends_inside_a_month_is_reported_on_its_last_day),
        cmocka_unit_test(the_period_owes_papers_at_both_ends),
        cmocka_unit_test(minutes_follow_the_contracts_own_roll),
        cmocka_unit_test(a_start_paper_is_owed_again_on_a_change),
        cmocka_unit_test(month_ends_equal_a_walk),
    };
    size_t n = 6;
    for (size_t i = 0; i < COUNT(months); i++) tests[n++] = ROW(months, i, month_row);
    for (size_t i = 0; i < COUNT(events); i++) tests[n++] = ROW(events, i, event_row);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
