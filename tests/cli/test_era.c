/* Are days written as official papers write them? */
#include "tests/harness.h"

#include "cli/era.h"
#include "engine/base/check.h"

static struct arena arena;

static const struct {
    const char *name, *day, *said;
} rows[] = {
    {"the contract's first day", "2021-08-01", "令和3年8月1日"},
    {"the first year of an era is 元年", "2019-05-01", "令和元年5月1日"},
    {"an era ends on the day before the next", "2019-04-30", "平成31年4月30日"},
    {"平成 began on a Sunday in January", "1989-01-08", "平成元年1月8日"},
    {"the day before was 昭和 still", "1989-01-07", "昭和64年1月7日"},
    {"昭和 had a week in its first year", "1926-12-25", "昭和元年12月25日"},
    {"大正 by the day of the change", "1912-07-30", "大正元年7月30日"},
    {"the oldest date a contract can have", "1900-01-01", "明治33年1月1日"},
    {"nobody knows the next era", "2100-03-31", "令和82年3月31日"},
};

static void days_have_their_era(void **state)
{
    (void)state;
    for (unsigned i = 0; i < COUNT(rows); i++) {
        struct text said;
        day_t day;
        text_init(&said, &arena);
        assert_true(day_parse(str_of(rows[i].day), &day));
        era_put_day(&said, day);
        if (strcmp(said.ptr, rows[i].said) != 0)
            fail_msg("%s: %s, not %s", rows[i].name, said.ptr, rows[i].said);
    }
}

static void instants_are_read_in_the_contracts_offset(void **state)
{
    struct text said;
    instant_t at;
    (void)state;
    text_init(&said, &arena);
    assert_true(instant_parse(STR("2021-09-30T15:05Z"), 0, &at));
    era_put_instant(&said, at, 540);
    era_put_weekday(&said, instant_day(at, 540));
    assert_string_equal(said.ptr, "令和3年10月1日 00:05(金)");
}

static void the_name_or_letter_of_an_era_is_taken(void **state)
{
    struct str reiwa = STR("令和3年"), letter = STR("h31"), none = STR("2021年");
    int32_t before_first = 0;
    (void)state;
    assert_true(era_take(&reiwa, &before_first));
    assert_int_equal(before_first, 2018);
    assert_true(str_eq(reiwa, STR("3年")));
    assert_true(era_take(&letter, &before_first));
    assert_int_equal(before_first, 1988);
    assert_false(era_take(&none, &before_first));
    assert_true(str_eq(none, STR("2021年")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_have_their_era),
        cmocka_unit_test(instants_are_read_in_the_contracts_offset),
        cmocka_unit_test(the_name_or_letter_of_an_era_is_taken),
    };
    arena_init(&arena, 1 << 20);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_deinit(&arena);
    return failed;
}
