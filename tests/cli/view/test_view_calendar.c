/* Does `calendar` tell each day, open or why not, for programs and for people? (S18, S19) */
#include "tests/cli/view/fixture.h"

#define NOW "2021-09-16T12:00"

static void stage_contract(struct stage *stage)
{
    stage_open(stage, "2021-07-30T09:00");
    stage_load(stage, "2021-07-30T09:00");
}

static void a_line_says_whether_the_day_is_open_and_why_not(void **context)
{
    struct stage stage;
    (void)context;
    stage_contract(&stage);
    const char *text = stage_read(&stage, view_calendar, NOW,
                                  "calendar --from 2021-09-17 --to 2021-09-20", true, LANG_EN);
    assert_int_equal(stage.status, EXIT_DONE);
    assert_string_equal(text, "{\"date\":\"2021-09-17\",\"open\":true,\"why\":null}\n"
                              "{\"date\":\"2021-09-18\",\"open\":false,\"why\":\"Saturday\"}\n"
                              "{\"date\":\"2021-09-19\",\"open\":false,\"why\":\"Sunday\"}\n"
                              "{\"date\":\"2021-09-20\",\"open\":false,\"why\":\"敬老の日\"}\n");
    text = stage_read(&stage, view_calendar, NOW, "calendar --from 2021-09-18 --to 2021-09-18",
                      true, LANG_JA);
    assert_string_equal(text, "{\"date\":\"2021-09-18\",\"open\":false,\"why\":\"土曜日\"}\n");
    stage_close(&stage);
}

static void a_day_past_the_published_holidays_is_provisional(void **context)
{
    struct stage stage;
    (void)context;
    stage_contract(&stage);
    const char *text = stage_read(&stage, view_calendar, NOW,
                                  "calendar --from 2028-01-04 --to 2028-01-04", true, LANG_EN);
    assert_string_equal(
        text, "{\"date\":\"2028-01-04\",\"open\":true,\"why\":null,\"provisional\":true}\n");
    text = stage_read(&stage, view_calendar, NOW, "calendar --from 2028-01-04", false, LANG_EN);
    assert_non_null(strstr(text, "\nProvisional: the holidays of that year"));
    stage_close(&stage);
}

static void people_get_a_grid_with_closed_days_in_brackets(void **context)
{
    struct stage stage;
    (void)context;
    stage_contract(&stage);
    assert_string_equal(stage_read(&stage, view_calendar, NOW,
                                   "calendar --from 2021-12-27 --to 2022-01-05", false, LANG_EN),
                        "2021-12\n"
                        " Mon  Tue  Wed  Thu  Fri  Sat  Sun\n"
                        "  27   28 (29) (30) (31)\n"
                        "  2021-12-29 Wed  closed every year\n"
                        "  2021-12-30 Thu  closed every year\n"
                        "  2021-12-31 Fri  closed every year\n"
                        "\n"
                        "2022-01\n"
                        " Mon  Tue  Wed  Thu  Fri  Sat  Sun\n"
                        "                          (1)  (2)\n"
                        " (3)    4    5\n"
                        "  2022-01-03 Mon  closed every year\n");
    assert_string_equal(stage_read(&stage, view_calendar, NOW,
                                   "calendar --from 2021-09-20 --to 2021-09-26", false, LANG_JA),
                        "2021年09月\n"
                        "  月   火   水   木   金   土   日\n"
                        "(20)   21   22 (23)   24 (25) (26)\n"
                        "  2021-09-20(月)  敬老の日\n"
                        "  2021-09-23(木)  秋分の日\n");
    stage_close(&stage);
}

static void without_days_it_is_this_month(void **context)
{
    struct stage stage;
    (void)context;
    stage_contract(&stage);
    const char *text = stage_read(&stage, view_calendar, NOW, "calendar", true, LANG_EN);
    assert_ptr_equal(strstr(text, "{\"date\":\"2021-09-01\""), text);
    assert_non_null(strstr(text, "{\"date\":\"2021-09-30\""));
    assert_null(strstr(text, "2021-10"));
    stage_close(&stage);
}

static void a_span_that_ends_before_it_begins_is_wrong_usage(void **context)
{
    struct stage stage;
    (void)context;
    stage_contract(&stage);
    const char *text = stage_read(&stage, view_calendar, NOW,
                                  "calendar --from 2021-09-20 --to 2021-09-19", false, LANG_EN);
    assert_string_equal(text, "");
    assert_int_equal(stage.status, EXIT_USAGE);
    (void)stage_read(&stage, view_calendar, NOW, "calendar --from 1990-01-01 --to 2021-09-19",
                     false, LANG_EN);
    assert_int_equal(stage.status, EXIT_USAGE);
    (void)stage_read(&stage, view_calendar, NOW, "calendar --site nowhere", false, LANG_EN);
    assert_int_equal(stage.status, EXIT_NONE);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_says_whether_the_day_is_open_and_why_not),
        cmocka_unit_test(a_day_past_the_published_holidays_is_provisional),
        cmocka_unit_test(people_get_a_grid_with_closed_days_in_brackets),
        cmocka_unit_test(without_days_it_is_this_month),
        cmocka_unit_test(a_span_that_ends_before_it_begins_is_wrong_usage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
