/* What is a job's own window, and can it be kept at all? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "rules/window.h"
#include "tests/rules/sapporo.h"

static const struct row {
    const char *name;
    uint32_t job_class;
    const char *given[3];  /* earliest, target, due of the job; NULL: not given */
    const char *window[3]; /* NULL: absent */
    enum due_source source;
    bool empty, outside;
} rows[] = {
    {"S9 D4: the class's days stand when the job gives none",
     ADMIN_PASSWORD_CHANGE,
     {NULL},
     {"2021-10-01", "2021-10-15", "2022-03-31"},
     DUE_OF_CLASS,
     false,
     false},
    {"S10 D7: the inspection can't be forgotten past its due",
     ANNUAL_INSPECTION,
     {NULL},
     {"2022-01-04", "2022-02-28", "2022-03-31"},
     DUE_OF_CLASS,
     false,
     false},
    {"S1: a routine job without any due is due with the period",
     SOFTWARE_UPDATE,
     {NULL},
     {NULL, NULL, "2022-03-31"},
     DUE_OF_PERIOD,
     false,
     false},
    {"S15 D3: an agreed date is the job's due",
     CONFIG_CHANGE_JLIS,
     {"2021-09-24", NULL, "2021-10-29"},
     {"2021-09-24", NULL, "2021-10-29"},
     DUE_OF_JOB,
     false,
     false},
    {"S17: an urgent job is due by the response clock",
     TERMINAL_FAILURE,
     {NULL},
     {NULL, NULL, NULL},
     DUE_OF_RESPONSE,
     false,
     false},
    {"S17 D3: but for an agreed date",
     TERMINAL_FAILURE,
     {NULL, NULL, "2021-10-29"},
     {NULL, NULL, "2021-10-29"},
     DUE_OF_JOB,
     false,
     false},
    {"each day is taken over by itself",
     ADMIN_PASSWORD_CHANGE,
     {NULL, "2021-11-01", NULL},
     {"2021-10-01", "2021-11-01", "2022-03-31"},
     DUE_OF_CLASS,
     false,
     false},
    {"the class's target follows a sooner due",
     ADMIN_PASSWORD_CHANGE,
     {NULL, NULL, "2021-10-08"},
     {"2021-10-01", "2021-10-08", "2021-10-08"},
     DUE_OF_JOB,
     false,
     false},
    {"the class's target follows a later start",
     ADMIN_PASSWORD_CHANGE,
     {"2021-11-01", NULL, NULL},
     {"2021-11-01", "2021-11-01", "2022-03-31"},
     DUE_OF_CLASS,
     false,
     false},
    {"one day is a window",
     SOFTWARE_UPDATE,
     {"2021-10-01", "2021-10-01", "2021-10-01"},
     {"2021-10-01", "2021-10-01", "2021-10-01"},
     DUE_OF_JOB,
     false,
     false},
    {"due before it may begin is empty",
     SOFTWARE_UPDATE,
     {"2021-10-02", NULL, "2021-10-01"},
     {"2021-10-02", NULL, "2021-10-01"},
     DUE_OF_JOB,
     true,
     false},
    {"so is a due before the class's earliest",
     ADMIN_PASSWORD_CHANGE,
     {NULL, NULL, "2021-09-30"},
     {"2021-10-01", "2021-09-30", "2021-09-30"},
     DUE_OF_JOB,
     true,
     false},
    {"a target before the window is refused like an empty one",
     SOFTWARE_UPDATE,
     {"2021-10-02", "2021-10-01", NULL},
     {"2021-10-02", "2021-10-01", "2022-03-31"},
     DUE_OF_PERIOD,
     true,
     false},
    {"a target after it too",
     SOFTWARE_UPDATE,
     {NULL, "2021-10-02", "2021-10-01"},
     {NULL, "2021-10-02", "2021-10-01"},
     DUE_OF_JOB,
     true,
     false},
    {"S1: due the day after the period",
     SOFTWARE_UPDATE,
     {NULL, NULL, "2022-04-01"},
     {NULL, NULL, "2022-04-01"},
     DUE_OF_JOB,
     false,
     true},
    {"S1: beginning the day before it",
     SOFTWARE_UPDATE,
     {"2021-07-31", NULL, NULL},
     {"2021-07-31", NULL, "2022-03-31"},
     DUE_OF_PERIOD,
     false,
     true},
    {"S1: its first and last day are inside",
     SOFTWARE_UPDATE,
     {"2021-08-01", NULL, "2022-03-31"},
     {"2021-08-01", NULL, "2022-03-31"},
     DUE_OF_JOB,
     false,
     false},
    {"S1: several reasons at once",
     SOFTWARE_UPDATE,
     {"2022-04-02", NULL, "2022-04-01"},
     {"2022-04-02", NULL, "2022-04-01"},
     DUE_OF_JOB,
     true,
     true},
};

static void same(struct maybe_day got, const char *want)
{
    assert_int_equal(got.is, want != NULL);
    if (got.is) assert_int_equal(got.day.n, test_day(want).n);
}

static void window_row(void **state)
{
    const struct row *row = *state;
    const struct contract c = sapporo();
    const struct window_override given = {some_day(row->given[0]), some_day(row->given[1]),
                                          some_day(row->given[2])};
    struct window got = window_of(&c, row->job_class, &given);
    same(got.earliest, row->window[0]);
    same(got.target, row->window[1]);
    same(got.due, row->window[2]);
    assert_int_equal(got.due_source, row->source);
    assert_int_equal(window_is_empty(&got), row->empty);
    assert_int_equal(window_is_outside_period(&c, &got), row->outside);
}

static void a_day_holds_the_overhead_too(void **state)
{
    (void)state;
    struct contract c = sapporo();
    assert_true(window_fits_a_day(&c, CARD_CENTRE, 480));
    assert_false(window_fits_a_day(&c, CARD_CENTRE, 481));
    assert_true(window_fits_a_day(&c, CONTRACT_NONE, 510));
    assert_false(window_fits_a_day(&c, CARD_CENTRE, UINT32_MAX));

    const struct minutes_range lunch = {12 * 60, 13 * 60};
    c.calendar.breaks = &lunch;
    c.calendar.break_count = 1;
    assert_true(window_fits_a_day(&c, CARD_CENTRE, 420));
    assert_false(window_fits_a_day(&c, CARD_CENTRE, 421));
}

/* --- against asking every day of two years whether it lies inside --- */

static struct maybe_day by_chance(struct dice *dice)
{
    day_t day = day_plus(test_day("2021-07-15"), dice_between(dice, 0, 280));
    return (struct maybe_day){dice_one_in(dice, 2), day};
}

static bool allows(const struct window *window, day_t day)
{
    return (!window->earliest.is || window->earliest.day.n <= day.n) &&
           (!window->due.is || day.n <= window->due.day.n);
}

static void emptiness_equals_asking_every_day(void **state)
{
    (void)state;
    struct dice dice = {8};
    const struct contract c = sapporo();
    for (int i = 0; i < 4000; i++) {
        const struct window_override given = {by_chance(&dice), by_chance(&dice), by_chance(&dice)};
        struct window window = window_of(&c, dice_below(&dice, c.class_count), &given);
        bool any = false, target = !window.target.is, outside = false;
        for (int32_t n = test_day("2021-01-01").n; n < test_day("2023-01-01").n; n++) {
            bool in = allows(&window, (day_t){n});
            bool named = (window.earliest.is && window.earliest.day.n == n) ||
                         (window.target.is && window.target.day.n == n) ||
                         (window.due.is && window.due.day.n == n);
            any |= in;
            target |= in && window.target.is && window.target.day.n == n;
            outside |= named && (n < c.from.n || n > c.to.n);
        }
        assert_int_equal(window_is_empty(&window), !any || !target);
        assert_int_equal(window_is_outside_period(&c, &window), outside);
    }
}

/* S15: a notice of late September is done in October, whoever else comes by in January. */
static void a_notice_without_a_day_waits_until_next_months_end(void **state)
{
    (void)state;
    struct contract c = sapporo();
    const struct window_override none = {{0}, {0}, {0}}, due = {{0}, {0}, some_day("2021-12-24")};
    const day_t september = test_day("2021-09-24"), december = test_day("2021-12-01");
    c.merge.routine_months = 1;
    same(window_kept_until(&c, OS_SECURITY_UPDATE, &none, september), "2021-10-31");
    same(window_kept_until(&c, CONFIG_CHANGE_CITY, &none, december), "2022-01-31");
    same(window_kept_until(&c, OS_SECURITY_UPDATE, &due, september), NULL);
    same(window_kept_until(&c, ADMIN_PASSWORD_CHANGE, &none, september), NULL);
    same(window_kept_until(&c, TERMINAL_FAILURE, &none, september), NULL);
    c.merge.routine_months = 0;
    same(window_kept_until(&c, OS_SECURITY_UPDATE, &none, september), "2021-09-30");
    c.merge.routine_months = 17;
    same(window_kept_until(&c, OS_SECURITY_UPDATE, &none, september), "2023-02-28");
}

int main(void)
{
    struct CMUnitTest tests[COUNT(rows) + 3] = {
        cmocka_unit_test(a_notice_without_a_day_waits_until_next_months_end),
        cmocka_unit_test(a_day_holds_the_overhead_too),
        cmocka_unit_test(emptiness_equals_asking_every_day),
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        tests[i + 3] = (struct CMUnitTest){rows[i].name, window_row, NULL, NULL, (void *)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
