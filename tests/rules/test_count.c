/* Is the work done so far what the contract expected by now? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "rules/count.h"
#include "tests/rules/sapporo.h"

static void classes_of_a_group_share_a_row(void **state)
{
    (void)state;
    const struct contract c = sapporo();
    assert_int_equal(count_rows(&c), 7); /* eight classes, two of them in one group */
    assert_int_equal(count_row_of(&c, CONFIG_CHANGE_JLIS), 0);
    assert_int_equal(count_row_of(&c, CONFIG_CHANGE_CITY), 0); /* S7, S8 */
    assert_int_equal(count_row_of(&c, SOFTWARE_UPDATE), 1);
    assert_int_equal(count_row_of(&c, OS_SECURITY_UPDATE), 2);
    assert_int_equal(count_row_of(&c, ADMIN_PASSWORD_CHANGE), 3);
    assert_int_equal(count_row_of(&c, TOUCH_PANEL_FAILURE), 6);
}

static void rows_carry_name_and_expectation(void **state)
{
    (void)state;
    const struct contract c = sapporo();
    assert_true(str_eq(count_row_at(&c, 0).id, STR("config-change")));
    assert_int_equal(count_row_at(&c, 0).expected, 1);
    for (uint32_t i = 0; i < c.class_count; i++) {
        if (c.classes[i].group != CONTRACT_NONE) continue;
        struct count_row row = count_row_at(&c, count_row_of(&c, i));
        assert_true(str_eq(row.id, c.classes[i].id));
        assert_int_equal(row.expected, c.classes[i].expected);
    }
}

/* 243 days, 2021-08-01 to 2022-03-31. */
static const struct row {
    const char *name;
    uint32_t job_class, used;
    const char *today;
    enum pace pace;
} rows[] = {
    {"S5: the one expected is on pace on the first day", SOFTWARE_UPDATE, 1, "2021-08-01", PACE_ON},
    {"S16: a second is past the count, and allowed", SOFTWARE_UPDATE, 2, "2022-03-31", PACE_PAST},
    {"S7: the shared count is past with one of each", CONFIG_CHANGE_CITY, 2, "2021-12-01",
     PACE_PAST},
    {"S11: one failure in the first month", TERMINAL_FAILURE, 1, "2021-08-02", PACE_ON},
    {"S11: two within the first month are ahead", TERMINAL_FAILURE, 2, "2021-08-30", PACE_AHEAD},
    {"S11: on the 31st day the second one is due", TERMINAL_FAILURE, 2, "2021-08-31", PACE_ON},
    {"S11: eight on the last day are on pace", TERMINAL_FAILURE, 8, "2022-03-31", PACE_ON},
    {"S11: eight half way are ahead, not past", TERMINAL_FAILURE, 8, "2021-12-01", PACE_AHEAD},
    {"S11: the ninth is past on any day", TERMINAL_FAILURE, 9, "2021-08-01", PACE_PAST},
    {"S11: none at all is on pace", TERMINAL_FAILURE, 0, "2022-03-31", PACE_ON},
    {"days after the period count as its last", TERMINAL_FAILURE, 8, "2023-01-01", PACE_ON},
    {"before the period nothing is likely", TERMINAL_FAILURE, 1, "2021-07-31", PACE_AHEAD},
};

static void pace_row(void **state)
{
    const struct row *row = *state;
    const struct contract c = sapporo();
    uint32_t at = count_row_of(&c, row->job_class);
    assert_int_equal(count_pace(&c, at, row->used, test_day(row->today)), row->pace);
}

static void without_expectation_everything_is_on_pace(void **state)
{
    (void)state;
    struct contract c = sapporo();
    struct job_class class = c.classes[SOFTWARE_UPDATE];
    class.has_expected = false;
    c.classes = &class;
    c.class_count = 1;
    c.group_count = 0;
    assert_int_equal(count_pace(&c, 0, 1000, c.from), PACE_ON);
}

/* Puts one job after another on the earliest day that its share is begun, and counts them. */
static uint32_t naive_likely(uint32_t expected, uint32_t days, uint32_t gone)
{
    uint32_t likely = 0;
    for (uint32_t job = 0; job < expected; job++)
        likely += gone > 0 && (uint64_t)job * days < (uint64_t)expected * gone;
    return likely;
}

static void pace_equals_counting_jobs(void **state)
{
    (void)state;
    struct dice dice = {11};
    for (int i = 0; i < 5000; i++) {
        struct contract c = sapporo();
        struct job_class class = c.classes[SOFTWARE_UPDATE];
        uint32_t days = 1 + dice_below(&dice, i % 2 == 0 ? 400 : 20),
                 gone = dice_below(&dice, days + 1);
        class.expected = dice_below(&dice, 20);
        c.classes = &class;
        c.class_count = 1;
        c.group_count = 0;
        c.to = day_plus(c.from, (int32_t)days - 1);
        uint32_t used = dice_below(&dice, 25);
        enum pace want = used > class.expected                             ? PACE_PAST
                         : used > naive_likely(class.expected, days, gone) ? PACE_AHEAD
                                                                           : PACE_ON;
        assert_int_equal(count_pace(&c, 0, used, day_plus(c.from, (int32_t)gone - 1)), want);
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT(rows) + 4] = {
        cmocka_unit_test(classes_of_a_group_share_a_row),
        cmocka_unit_test(rows_carry_name_and_expectation),
        cmocka_unit_test(without_expectation_everything_is_on_pace),
        cmocka_unit_test(pace_equals_counting_jobs),
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        tests[i + 4] = (struct CMUnitTest){rows[i].name, pace_row, NULL, NULL, (void *)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
