/* Does `obligations` say how every duty stands, to programs and to people? */
#include "tests/cli/view/fixture.h"

#define AFTER "2021-10-15T16:00"

static const json_t *row_of(const json_t *rows, const char *id, const char *subject)
{
    size_t i;
    json_t *row;
    json_array_foreach((json_t *)(uintptr_t)rows, i, row)
    {
        if (strcmp(text_at(row, "id"), id) == 0 && strcmp(text_at(row, "subject"), subject) == 0)
            return row;
    }
    fail_msg("no row %s of %s", id, subject);
    return NULL;
}

static void programs_get_a_row_for_each_thing_owed(void **context)
{
    struct stage stage;
    (void)context;
    const char *visit = stage_finished(&stage);
    json_t *rows = stage_json(&stage, view_obligations, AFTER, "obligations");
    const json_t *done = row_of(rows, "S7", "J-3");
    assert_keys(done, "id clause subject verdict due events");
    assert_string_equal(text_at(done, "clause"), "4(1)ウ");
    assert_string_equal(text_at(done, "verdict"), "met");
    assert_string_equal(text_at(row_of(rows, "S14", visit), "verdict"), "met"); /* three jobs */
    assert_string_equal(text_at(row_of(rows, "S19", visit), "verdict"), "met");
    assert_string_equal(text_at(row_of(rows, "S22", visit), "verdict"), "open");
    assert_string_equal(text_at(row_of(rows, "S30", "J-4"), "verdict"), "met");
    assert_string_equal(text_at(row_of(rows, "S66", "sapporo-2021"), "due"), "null");
    json_decref(rows);
    stage_close(&stage);
}

static void people_get_a_line_a_duty_with_the_gravest_verdict(void **context)
{
    struct stage stage;
    (void)context;
    (void)stage_finished(&stage);
    const char *text = stage_read(&stage, view_obligations, AFTER, "obligations", false, LANG_EN);
    assert_screen(text, 120);
    assert_non_null(strstr(text, "S53  6(1)    Submit the five papers"));
    assert_non_null(strstr(text, "late"));
    assert_non_null(strstr(text, "S66"));
    text = stage_read(&stage, view_obligations, AFTER, "obligations", false, LANG_JA);
    assert_screen(text, 120);
    stage_close(&stage);
}

static void one_duty_or_one_subject_can_be_asked_for(void **context)
{
    struct stage stage;
    (void)context;
    (void)stage_finished(&stage);
    json_t *rows = stage_json(&stage, view_obligations, AFTER, "obligations S38");
    assert_int_equal(json_array_size(rows), 3);
    json_decref(rows);
    rows = stage_json(&stage, view_obligations, AFTER, "obligations J-4");
    for (size_t i = 0; i < json_array_size(rows); i++)
        assert_string_equal(text_at(json_array_get(rows, i), "subject"), "J-4");
    json_decref(rows);
    const char *text =
        stage_read(&stage, view_obligations, AFTER, "obligations J-99", false, LANG_EN);
    assert_string_equal(text, "");
    assert_int_equal(stage.status, EXIT_NONE);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(programs_get_a_row_for_each_thing_owed),
        cmocka_unit_test(people_get_a_line_a_duty_with_the_gravest_verdict),
        cmocka_unit_test(one_duty_or_one_subject_can_be_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
