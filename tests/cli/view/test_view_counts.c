/* Does `counts` show what was expected, used and left? (4 参考; S5 to S8, S16) */
#include "tests/cli/view/fixture.h"

#define AFTER "2021-10-15T16:00"

static void two_classes_share_one_count_and_a_failed_job_uses_none(void **context)
{
    struct stage stage;
    (void)context;
    stage_finished(&stage);
    json_t *counts = stage_json(&stage, view_counts, AFTER, "counts");
    assert_int_equal(json_array_size(counts), 7);
    json_t *shared = json_array_get(counts, 0), *update = json_array_get(counts, 2);
    assert_keys(shared, "group classes expected used open pace");
    assert_string_equal(text_at(shared, "group"), "config-change");
    assert_int_equal(json_array_size(json_object_get(shared, "classes")), 2);
    assert_int_equal(json_integer_value(json_object_get(shared, "expected")), 1);
    assert_int_equal(json_integer_value(json_object_get(shared, "used")), 1);
    assert_int_equal(json_integer_value(json_object_get(shared, "open")), 0);
    assert_string_equal(text_at(shared, "pace"), "on");
    assert_int_equal(json_integer_value(json_object_get(update, "used")), 0);
    assert_int_equal(json_integer_value(json_object_get(update, "open")), 1);
    json_decref(counts);
    stage_close(&stage);
}

static void people_see_what_is_left_while_they_decide(void **context)
{
    struct stage stage;
    (void)context;
    stage_finished(&stage);
    assert_string_equal(
        stage_read(&stage, view_counts, AFTER, "counts", false, LANG_EN),
        "Count of               Clause          Expected  Done  Open  Left  Pace\n"
        "config-change          4(1)ウ, 4(2)ア         1     1     0     0  on pace\n"
        "software-update        4(1)ア                 1     0     0     1  on pace\n"
        "os-security-update     4(1)イ                 1     0     1     1  on pace\n"
        "admin-password-change  4(2)イ                 1     1     0     0  on pace\n"
        "annual-inspection      4(2)ウ                 1     0     1     1  on pace\n"
        "terminal-failure       4(3)ア                 8     0     0     8  on pace\n"
        "touch-panel-failure    4(3)イ                 4     0     0     4  on pace\n");
    const char *text = stage_read(&stage, view_counts, AFTER, "counts", false, LANG_JA);
    assert_ptr_equal(
        strstr(text, "種別                    条項            見込  実施  未了  残り  進み\n"
                     "設定変更                4(1)ウ, 4(2)ア     1     1     0     0  想定内\n"),
        text);
    assert_screen(text, 8);
    stage_close(&stage);
}

/* One of the eight failures expected is repaired the same day (4(3)ア). */
static void what_is_used_is_taken_from_what_is_left(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    stage_do(&stage, "2021-09-24T10:00",
             "{'cmd':'job.open','by':'coordinator:ito','class':'terminal-failure',"
             "'received_at':'2021-09-24T09:55','site':'card-centre'}");
    stage_do(&stage, "2021-09-24T10:00",
             "{'cmd':'work-order.issue','by':'customer:mori','job':'J-5'}");
    const char *id = stage_next_id(&stage, "2021-09-24T10:00");
    stage_do_visit(&stage, "2021-09-24T10:00",
                   "{'cmd':'visit.propose','by':'coordinator:ito','visit':", id);
    stage_do_visit(&stage, "2021-09-24T10:05",
                   "{'cmd':'visit.approve','by':'customer:mori','visit':", id);
    stage_do_visit(&stage, "2021-09-24T10:05",
                   "{'cmd':'visit.permit','by':'customer:mori','visit':", id);
    stage_do_visit(&stage, "2021-09-24T11:15",
                   "{'cmd':'visit.start','by':'t-sato','technicians':['t-sato'],'visit':", id);
    stage_do(&stage, "2021-09-24T13:00",
             "{'cmd':'job.complete','by':'t-sato','job':'J-5','result':'done','steps':['復旧'],"
             "'technicians':['t-sato'],'logs':['障害ログ'],'enquiry':'なし'}");
    const char *text =
        stage_read(&stage, view_counts, "2021-09-24T14:00", "counts", false, LANG_EN);
    assert_non_null(strstr(
        text, "terminal-failure       4(3)ア                 8     1     0     7  on pace\n"));
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_classes_share_one_count_and_a_failed_job_uses_none),
        cmocka_unit_test(people_see_what_is_left_while_they_decide),
        cmocka_unit_test(what_is_used_is_taken_from_what_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
