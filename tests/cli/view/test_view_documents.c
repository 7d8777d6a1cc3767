/* Does `documents` show the whole term's papers, and which are late now? (S54 to S56) */
#include "tests/cli/view/fixture.h"

#define NOW "2021-09-24T10:00"

static const char *state_of(json_t *documents, const char *id)
{
    for (size_t i = 0; i < json_array_size(documents); i++)
        if (strcmp(text_at(json_array_get(documents, i), "id"), id) == 0)
            return text_at(json_array_get(documents, i), "state");
    fail_msg("no %s", id);
    return "";
}

static void the_term_is_listed_by_due_day_in_the_fixed_shape(void **context)
{
    static const char *const month_ends[] = {"2021-08-31", "2021-09-30", "2021-11-01",
                                             "2021-11-30", "2022-01-04", "2022-01-31",
                                             "2022-02-28", "2022-03-31"};
    struct stage stage;
    (void)context;
    stage_september(&stage);
    json_t *documents = stage_json(&stage, view_documents, NOW, "documents");
    size_t month = 0;
    for (size_t i = 0; i < json_array_size(documents); i++) {
        json_t *document = json_array_get(documents, i);
        assert_keys(document, "id kind period due state");
        if (strcmp(text_at(document, "kind"), "monthly-report") != 0) continue;
        assert_string_equal(text_at(document, "due"), month_ends[month++]);
    }
    assert_int_equal(month, COUNT(month_ends));
    json_decref(documents);
    stage_close(&stage);
}

static void an_owed_paper_is_late_only_when_its_day_is_over(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    json_t *documents = stage_json(&stage, view_documents, "2021-09-30T23:59", "documents");
    assert_string_equal(state_of(documents, "D-6"), "late");
    assert_string_equal(state_of(documents, "D-8"), "owed");
    json_decref(documents);
    documents = stage_json(&stage, view_documents, "2021-10-01T00:00", "documents");
    assert_string_equal(state_of(documents, "D-8"), "late");
    json_decref(documents);
    stage_close(&stage);
}

static void a_submitted_paper_is_not_late(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    stage_do(&stage, NOW,
             "{'cmd':'document.submit','by':'coordinator:ito','document':'D-6',"
             "'file':{'name':'報告.docx','sha256':'" STAGE_SHA256 "'}}");
    json_t *documents = stage_json(&stage, view_documents, NOW, "documents");
    assert_string_equal(state_of(documents, "D-6"), "submitted");
    json_decref(documents);
    stage_close(&stage);
}

static void people_see_the_term_on_one_screen(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    const char *text = stage_read(&stage, view_documents, NOW, "documents", false, LANG_EN);
    assert_non_null(
        strstr(text, "Due              Id    Document                        For      State\n"
                     "2021-08-01 Sun*  D-1   業務責任者指定通知書                     late\n"));
    assert_non_null(
        strstr(text, "2021-11-01 Mon   D-10  業務報告書                      2021-10  owed\n"));
    assert_non_null(strstr(
        text, "* 2021-08-01 Sun is closed; the last open day before it is 2021-07-30 Fri.\n"));
    assert_screen(text, 24);
    text = stage_read(&stage, view_documents, NOW, "documents", false, LANG_JA);
    assert_non_null(
        strstr(text, "期限             ID    書類                            対象     状態\n"
                     "2021-08-01(日)*  D-1   業務責任者指定通知書                     期限超過\n"));
    assert_screen(text, 24);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_term_is_listed_by_due_day_in_the_fixed_shape),
        cmocka_unit_test(an_owed_paper_is_late_only_when_its_day_is_over),
        cmocka_unit_test(a_submitted_paper_is_not_late),
        cmocka_unit_test(people_see_the_term_on_one_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
