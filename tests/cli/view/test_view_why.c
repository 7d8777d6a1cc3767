/* Does `why` know what was asked about, and answer with facts? */
#include "tests/cli/view/fixture.h"

#define NOW "2021-09-24T10:00"

static void assert_kind(struct stage *stage, const char *words, const char *subject,
                        const char *kind)
{
    json_t *why = stage_json(stage, view_why, NOW, words);
    assert_int_equal(stage->status, EXIT_DONE);
    assert_keys(why, "subject kind reasons");
    assert_string_equal(text_at(why, "subject"), subject);
    assert_string_equal(text_at(why, "kind"), kind);
    assert_true(json_array_size(json_object_get(why, "reasons")) > 0);
    json_decref(why);
}

static void jobs_visits_days_and_alerts_are_told_apart(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    const char *id = stage_next_id(&stage, NOW);
    assert_kind(&stage, "why J-4", "J-4", "job");
    assert_kind(&stage, "why 4", "J-4", "job");
    assert_kind(&stage, text_format(&stage.arena, "why %s", id).ptr, id, "visit");
    assert_kind(&stage, text_format(&stage.arena, "why %.4s", id).ptr, id, "visit");
    assert_kind(&stage, "why 2021-10-15", "2021-10-15", "date");
    assert_kind(&stage, "why 10/15", "2021-10-15", "date");
    assert_kind(&stage, "why A-document-due-D-6", "A-document-due-D-6", "alert");
    stage_close(&stage);
}

static void no_fact_is_told_twice(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    json_t *why = stage_json(&stage, view_why, NOW, "why J-4");
    json_t *reasons = json_object_get(why, "reasons");
    for (size_t i = 0; i < json_array_size(reasons); i++)
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(json_string_value(json_array_get(reasons, i)),
                                    json_string_value(json_array_get(reasons, j)));
    json_decref(why);
    stage_close(&stage);
}

static void a_visit_that_is_over_says_so(void **context)
{
    struct stage stage;
    (void)context;
    const char *id = stage_finished(&stage);
    struct str words = text_format(&stage.arena, "why %s", id);
    const char *text = stage_read(&stage, view_why, "2021-10-15T16:00", words.ptr, false, LANG_EN);
    struct str expected = text_format(
        &stage.arena, "%s\n  - %s of 2021-10-15 Fri 08:45 is finished and no part of the plan\n",
        id, id);
    assert_string_equal(text, expected.ptr);
    stage_close(&stage);
}

static void people_read_a_screen_of_facts_at_most(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    const char *text = stage_read(&stage, view_why, NOW, "why J-4", false, LANG_EN);
    assert_ptr_equal(strstr(text, "J-4  OSセキュリティ更新プログラムの適用\n  - "), text);
    assert_screen(text, 24);
    assert_screen(stage_read(&stage, view_why, NOW, "why J-4", false, LANG_JA), 24);
    stage_close(&stage);
}

static void what_is_not_there_exits_5_and_an_empty_question_2(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    assert_string_equal(stage_read(&stage, view_why, NOW, "why J-99", false, LANG_EN), "");
    assert_int_equal(stage.status, EXIT_NONE);
    assert_non_null(strstr(stage.run.err.ptr, "J-99"));
    (void)stage_read(&stage, view_why, NOW, "why V", false, LANG_EN);
    assert_int_equal(stage.status, EXIT_USAGE);
    (void)stage_read(&stage, view_why, NOW, "why", false, LANG_EN);
    assert_int_equal(stage.status, EXIT_USAGE);
    const char *text = stage_read(&stage, view_why, NOW, "why J-99", true, LANG_EN);
    assert_ptr_equal(strstr(text, "{\"ok\":false,\"error\":{\"code\":\"no-such-subject\""), text);
    assert_string_equal(stage.run.err.ptr, "");
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jobs_visits_days_and_alerts_are_told_apart),
        cmocka_unit_test(no_fact_is_told_twice),
        cmocka_unit_test(a_visit_that_is_over_says_so),
        cmocka_unit_test(people_read_a_screen_of_facts_at_most),
        cmocka_unit_test(what_is_not_there_exits_5_and_an_empty_question_2),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
