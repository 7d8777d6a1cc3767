/* Are wrong options of the reading commands named, with what would be right? */
#include "tests/cli/view/fixture.h"

static void wrong_usage_is_one_line_with_the_way_out(void **context)
{
    static const struct {
        view *command;
        const char *words, *line;
    } rows[] = {
        {view_plan, "plan --horizont 3",
         "tehai: --horizont is no option here; this command takes --horizon\n"},
        {view_plan, "plan --horizon",
         "tehai: --horizon needs a number of days up to 3660, not \"\"\n"},
        {view_plan, "plan --horizon=many",
         "tehai: --horizon needs a number of days up to 3660, not \"many\"\n"},
        {view_plan, "plan --horizon 3661",
         "tehai: --horizon needs a number of days up to 3660, not \"3661\"\n"},
        {view_next, "next --all", "tehai: --all is no option here; this command takes none\n"},
        {view_next, "next V-1",
         "tehai: V-1 is one word too many; `tehai help` shows the command\n"},
        {view_jobs, "jobs --all=yes", "tehai: --all takes no value\n"},
        {view_jobs, "jobs --class", "tehai: --class needs a value behind it\n"},
        {view_calendar, "calendar --from 2021-02-30",
         "tehai: --from needs a date like 2021-10-15, 10/15, today, fri, "
         "next monday, +3, not \"2021-02-30\"\n"},
        {view_deadline, "deadline --received never",
         "tehai: --received needs an instant like 10:30, 9/24 10:30, 2021-09-24T10:30, "
         "not \"never\"\n"},
        {view_why, "why J-1 J-2",
         "tehai: J-2 is one word too many; `tehai help` shows the command\n"},
    };
    struct stage stage;
    (void)context;
    stage_september(&stage);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *text =
            stage_read(&stage, rows[i].command, "2021-09-24T10:00", rows[i].words, false, LANG_EN);
        assert_string_equal(text, "");
        assert_int_equal(stage.status, EXIT_USAGE);
        assert_string_equal(stage.run.err.ptr, rows[i].line);
    }
    stage_close(&stage);
}

static void a_value_may_stand_behind_an_equals_sign_or_alone(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    const char *alone = stage_read(&stage, view_calendar, "2021-09-24T10:00",
                                   "calendar --from 2021-09-20 --to 9/20", true, LANG_EN);
    const char *attached = stage_read(&stage, view_calendar, "2021-09-24T10:00",
                                      "calendar --from=2021-09-20 --to=9/20", true, LANG_EN);
    assert_int_equal(stage.status, EXIT_DONE);
    assert_string_equal(alone, attached);
    assert_true(strlen(alone) > 0);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_usage_is_one_line_with_the_way_out),
        cmocka_unit_test(a_value_may_stand_behind_an_equals_sign_or_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
