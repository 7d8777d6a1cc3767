/* Is the next visit on one screen: when, where, who, what, what is missing and why? */
#include "tests/cli/view/fixture.h"

#define NOW "2021-09-24T10:00"
enum { SCREEN_LINES = 24 };

/* Up to "Why that day:"; what the plan gives as its reasons has tests of its own. */
static const char *above_reasons(struct stage *stage, const char *text, const char *heading)
{
    const char *end = strstr(text, heading);
    assert_non_null(end);
    return str_copy(&stage->arena, (struct str){text, (uint32_t)(end - text)}).ptr;
}

static void the_screen_says_when_where_who_and_what_is_missing(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    const char *id = stage_next_id(&stage, NOW);
    const char *text = stage_read(&stage, view_next, NOW, "next", false, LANG_EN);
    struct str expected = text_format(
        &stage.arena,
        "Next visit: 2021-10-15 Fri 08:45-15:15  %s  proposed\n"
        "  Where: マイナンバーカードセンター, 札幌市中央区北3条西3丁目1-6\n"
        "  Who: t-sato 佐藤\n"
        "  Job  Clause  Work                          Min  Deadline              To spare\n"
        "  J-1  4(2)イ  admin-password-change          60  2022-03-31 Thu 17:15   124d 5h\n"
        "  J-3  4(1)ウ  設定変更                      120  2022-03-31 Thu 17:15   124d 4h\n"
        "  J-4  4(1)イ  OSセキュリティ更新プログラム  180  2021-10-29 Fri 17:15    25d 3h\n"
        "               の適用\n"
        "Still missing:\n"
        "  By                    Missing                    From         For\n"
        "  2021-10-13 Wed 17:15  procedure                  coordinator  all its jobs\n"
        "  2021-10-14 Thu 17:15  proposal of the visit      coordinator  the visit\n"
        "  2021-10-15 Fri 08:45  work order                 customer     all its jobs\n"
        "  2021-10-15 Fri 08:45  approval of the procedure  customer     all its jobs\n"
        "  2021-10-15 Fri 08:45  virus check of the medium  technician   J-4\n"
        "  2021-10-15 Fri 08:45  approval of the visit      customer     the visit\n"
        "  and 1 more\n",
        id);
    assert_string_equal(above_reasons(&stage, text, "Why that day:\n"), expected.ptr);
    assert_screen(text, SCREEN_LINES);
    stage_close(&stage);
}

static void japanese_lines_up_in_columns_of_two(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    const char *id = stage_next_id(&stage, NOW);
    const char *text = stage_read(&stage, view_next, NOW, "next", false, LANG_JA);
    struct str expected = text_format(
        &stage.arena,
        "次の訪問: 2021-10-15(金) 08:45-15:15  %s  提案\n"
        "  場所: マイナンバーカードセンター (札幌市中央区北3条西3丁目1-6)\n"
        "  作業者: t-sato 佐藤\n"
        "  作業  条項    内容                        分  期限                        余裕\n"
        "  J-1   4(2)イ  管理者パスワード変更        60  2022-03-31(木) 17:15  124日5時間\n"
        "  J-3   4(1)ウ  設定変更                   120  2022-03-31(木) 17:15  124日4時間\n"
        "  J-4   4(1)イ  OSセキュリティ更新プログ   180  2021-10-29(金) 17:15   25日3時間\n"
        "                ラムの適用\n"
        "まだ足りないもの:\n"
        "  いつまでに            不足                    担当        対象\n"
        "  2021-10-13(水) 17:15  作業手順書の提出        調整担当    全作業\n"
        "  2021-10-14(木) 17:15  訪問の提案              調整担当    訪問\n"
        "  2021-10-15(金) 08:45  作業依頼書              本市        全作業\n"
        "  2021-10-15(金) 08:45  作業手順書の承認        本市        全作業\n"
        "  2021-10-15(金) 08:45  媒体のウイルスチェック  作業従事者  J-4\n"
        "  2021-10-15(金) 08:45  訪問の承認              本市        訪問\n"
        "  ほか 1 件\n",
        id);
    assert_string_equal(above_reasons(&stage, text, "この日になる理由:\n"), expected.ptr);
    assert_screen(text, SCREEN_LINES);
    stage_close(&stage);
}

static void a_program_gets_the_visit_in_the_shape_of_the_plan(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    json_t *next = stage_json(&stage, view_next, NOW, "next");
    json_t *plan = stage_json(&stage, view_plan, NOW, "plan");
    assert_keys(next, "at head contract visit");
    assert_true(json_equal(json_object_get(next, "visit"),
                           json_array_get(json_object_get(plan, "visits"), 0)));
    json_decref(next);
    json_decref(plan);
    stage_close(&stage);
}

static void when_all_is_ready_it_says_that_nothing_is_missing(void **context)
{
    struct stage stage;
    (void)context;
    const char *id = stage_confirmed(&stage);
    stage_ready(&stage, "J-1");
    stage_ready(&stage, "J-3");
    stage_ready(&stage, "J-4");
    stage_do(&stage, "2021-10-07T10:00",
             "{'cmd':'media.check','by':'t-sato','job':'J-4','medium':'U','result':'clean'}");
    stage_do_visit(&stage, "2021-10-07T10:00",
                   "{'cmd':'visit.permit','by':'customer:mori','visit':", id);
    const char *text = stage_read(&stage, view_next, "2021-10-07T11:00", "next", false, LANG_EN);
    assert_non_null(strstr(text, "confirmed\n"));
    assert_non_null(strstr(text, "\nNothing is missing.\n"));
    assert_screen(text, SCREEN_LINES);
    stage_close(&stage);
}

static void a_finished_visit_is_not_the_next_one(void **context)
{
    struct stage stage;
    (void)context;
    const char *id = stage_finished(&stage);
    assert_string_not_equal(stage_next_id(&stage, "2021-10-15T16:00"), id);
    stage_close(&stage);
}

static void with_nothing_left_to_do_the_visit_is_null(void **context)
{
    struct stage stage;
    (void)context;
    stage_open(&stage, "2021-07-30T09:00");
    stage_load(&stage, "2021-07-30T09:00");
    stage_do(&stage, NOW, "{'cmd':'job.cancel','by':'coordinator:ito','job':'J-1','reason':'x'}");
    stage_do(&stage, NOW, "{'cmd':'job.cancel','by':'coordinator:ito','job':'J-2','reason':'x'}");
    json_t *next = stage_json(&stage, view_next, NOW, "next");
    assert_true(json_is_null(json_object_get(next, "visit")));
    json_decref(next);
    const char *text = stage_read(&stage, view_next, NOW, "next", false, LANG_EN);
    assert_ptr_equal(strstr(text, "No visit is planned.\n"), text);
    text = stage_read(&stage, view_plan, NOW, "plan", false, LANG_JA);
    assert_non_null(strstr(text, "計画する作業はありません。\n"));
    stage_close(&stage);
}

/* Eight jobs with a paper each missing: more than a screen holds. */
static void a_crowded_visit_still_fits_the_screen(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    for (int i = 0; i < 5; i++)
        stage_do(&stage, NOW,
                 "{'cmd':'job.open','by':'coordinator:ito','class':'config-change-city',"
                 "'received_at':'2021-09-24T09:30','site':'card-centre','minutes':10,"
                 "'due':'2021-10-29','title':'設定'}");
    stage_do(&stage, NOW, "{'cmd':'work-order.issue','by':'customer:mori','job':'J-5'}");
    const char *text = stage_read(&stage, view_next, NOW, "next", false, LANG_EN);
    assert_non_null(strstr(text, "and 3 more\n"));
    assert_non_null(strstr(text, "Still missing:\n"));
    assert_screen(text, SCREEN_LINES);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_screen_says_when_where_who_and_what_is_missing),
        cmocka_unit_test(japanese_lines_up_in_columns_of_two),
        cmocka_unit_test(a_program_gets_the_visit_in_the_shape_of_the_plan),
        cmocka_unit_test(when_all_is_ready_it_says_that_nothing_is_missing),
        cmocka_unit_test(a_finished_visit_is_not_the_next_one),
        cmocka_unit_test(with_nothing_left_to_do_the_visit_is_null),
        cmocka_unit_test(a_crowded_visit_still_fits_the_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
