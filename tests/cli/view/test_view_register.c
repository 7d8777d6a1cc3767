/* Do the registers of queries and of media say what the contract wants in writing (S29, S48)? */
#include "tests/cli/view/fixture.h"

#define PAPER "{'name':'queries.docx','sha256':'" STAGE_SHA256 "'}"

static void stage_register(struct stage *stage)
{
    stage_september(stage);
    stage_do(stage, "2021-09-27T10:00",
             "{'cmd':'query.raise','by':'t-sato','jobs':['J-3','J-4'],'text':'Which terminal?'}");
    stage_do(stage, "2021-09-27T10:05",
             "{'cmd':'query.raise','by':'coordinator:ito','text':'Who pays?','blocking':true}");
    stage_do(stage, "2021-09-27T11:00",
             "{'cmd':'query.answer','by':'customer:mori','query':'Q-1','text':'Number 3.'}");
    stage_do(stage, "2021-09-27T12:00",
             "{'cmd':'query.approve','by':'coordinator:ito','on_behalf_of':'customer:mori',"
             "'evidence':" PAPER ",'query':'Q-1'}");
    stage_do(stage, "2021-09-28T09:00",
             "{'cmd':'query.submit','by':'coordinator:ito','document':" PAPER "}");
}

static void programs_get_question_answer_approval_and_submission(void **state)
{
    struct stage stage;
    (void)state;
    stage_register(&stage);
    json_t *queries = stage_json(&stage, view_queries, "2021-09-28T10:00", "queries");
    assert_int_equal(json_array_size(queries), 2);
    const json_t *first = json_array_get(queries, 0), *second = json_array_get(queries, 1);
    assert_keys(first, "id jobs blocking question asked_by asked answer answered approval "
                       "submitted file");
    assert_int_equal(json_array_size(json_object_get(first, "jobs")), 2);
    assert_string_equal(text_at(first, "answer"), "Number 3.");
    const json_t *approval = json_object_get(first, "approval");
    assert_keys(approval, "by on_behalf_of at content");
    assert_string_equal(text_at(approval, "on_behalf_of"), "customer:mori");
    assert_int_equal(strlen(text_at(approval, "content")), 64);
    assert_string_equal(text_at(first, "submitted"), "2021-09-28T09:00+09:00");
    assert_string_equal(text_at(first, "file"), "queries.docx");
    assert_true(json_is_true(json_object_get(second, "blocking")));
    assert_string_equal(text_at(second, "answered"), "null");
    assert_string_equal(text_at(second, "approval"), "null");
    json_decref(queries);
    json_t *open = stage_json(&stage, view_queries, "2021-09-28T10:00", "queries --open");
    assert_int_equal(json_array_size(open), 1);
    json_decref(open);
    stage_close(&stage);
}

/* What was approved on paper never looks like what somebody approved themselves. */
static void people_see_what_was_approved_on_paper(void **state)
{
    struct stage stage;
    (void)state;
    stage_register(&stage);
    const char *text =
        stage_read(&stage, view_queries, "2021-09-28T10:00", "queries", false, LANG_EN);
    assert_screen(text, 8);
    assert_non_null(strstr(text, "paper"));
    assert_non_null(strstr(text, "J-3, J-4"));
    assert_non_null(strstr(text, "2021-09-28"));
    text = stage_read(&stage, view_queries, "2021-09-28T10:00", "queries", false, LANG_JA);
    assert_screen(text, 10);
    assert_non_null(strstr(text, "業務全般"));
    stage_close(&stage);
}

static void the_ledger_tells_who_has_a_medium_and_whether_it_is_checked(void **state)
{
    struct stage stage;
    (void)state;
    stage_september(&stage);
    const char *text = stage_read(&stage, view_media, "2021-09-28T10:00", "media", false, LANG_EN);
    assert_string_equal(text, "No medium is in the ledger.\n");
    stage_do(&stage, "2021-09-28T10:00",
             "{'cmd':'medium.register','by':'t-sato','medium':'USB-07','kind':'USB memory'}");
    stage_do(&stage, "2021-09-28T10:05",
             "{'cmd':'media.check','by':'t-sato','job':'J-4','medium':'USB-07','result':'clean'}");
    json_t *media = stage_json(&stage, view_media, "2021-09-28T10:10", "media");
    const json_t *medium = json_array_get(media, 0);
    assert_keys(medium, "id kind state custodian written checked result check_needed used");
    assert_string_equal(text_at(medium, "custodian"), "t-sato");
    assert_string_equal(text_at(medium, "result"), "clean");
    assert_true(json_is_false(json_object_get(medium, "check_needed")));
    json_decref(media);
    stage_do(&stage, "2021-09-28T10:20", "{'cmd':'medium.write','by':'t-sato','medium':'USB-07'}");
    text = stage_read(&stage, view_media, "2021-09-28T10:30", "media", false, LANG_JA);
    assert_screen(text, 3);
    assert_non_null(strstr(text, "要チェック"));
    stage_do(&stage, "2021-09-28T11:00",
             "{'cmd':'medium.destroy','by':'t-sato','medium':'USB-07','reason':'shredded'}");
    text = stage_read(&stage, view_media, "2021-09-28T11:00", "media", false, LANG_EN);
    assert_non_null(strstr(text, "destroyed"));
    assert_null(strstr(text, "check needed"));
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(programs_get_question_answer_approval_and_submission),
        cmocka_unit_test(people_see_what_was_approved_on_paper),
        cmocka_unit_test(the_ledger_tells_who_has_a_medium_and_whether_it_is_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
