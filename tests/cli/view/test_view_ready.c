/* Does `ready` say which coming days couldn't take an urgent job, and why? (S17) */
#include "tests/cli/view/fixture.h"

/* The technician of September's stage is off on 5 and 6 October: too short to fail a clock. */
static void a_short_absence_fails_no_day(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    json_t *days = stage_json(&stage, view_ready, "2021-09-24T10:00", "ready --days 21");
    for (size_t i = 0; i < json_array_size(days); i++)
        assert_true(json_is_true(json_object_get(json_array_get(days, i), "ready")));
    assert_keys(json_array_get(days, 0),
                "day ready class received deadline planned out_of_hours at_others_cost why");
    json_decref(days);
    (void)stage_read(&stage, view_ready, "2021-09-24T10:00", "ready --check", true, LANG_EN);
    assert_int_equal(stage.status, EXIT_DONE);
    stage_close(&stage);
}

static void a_long_one_does_with_the_reason_of_each_day(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    stage_do(&stage, "2021-09-24T09:55",
             "{'cmd':'roster.change','by':'coordinator:ito','technician':'t-sato',"
             "'from':'2021-09-25','off':['2021-10-05..2021-10-08']}");
    const char *text = stage_read(&stage, view_ready, "2021-09-24T10:00", "ready --days 14 --check",
                                  false, LANG_EN);
    assert_int_equal(stage.status, EXIT_BAD_NEWS);
    assert_screen(text, 12);
    assert_non_null(strstr(text, "2021-10-04 Mon  2021-10-07 Thu 17:15"));
    assert_non_null(strstr(text, "too few people"));
    assert_null(strstr(text, "\n  2021-10-01"));
    text = stage_read(&stage, view_ready, "2021-09-24T10:00", "ready --days 14", false, LANG_JA);
    assert_screen(text, 14);
    assert_non_null(strstr(text, "人員不足"));
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_absence_fails_no_day),
        cmocka_unit_test(a_long_one_does_with_the_reason_of_each_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
