/* Does `jobs` list every job in the fixed shape, and for people what is still to be done? */
#include "tests/cli/view/fixture.h"

#define NOW "2021-09-24T10:00"
#define AFTER "2021-10-15T16:00"

static void the_shape_has_its_keys_in_order_and_null_for_absent_days(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    json_t *jobs = stage_json(&stage, view_jobs, NOW, "jobs");
    assert_int_equal(stage.status, EXIT_DONE);
    assert_int_equal(json_array_size(jobs), 4);
    json_t *job = json_array_get(jobs, 2);
    assert_keys(job, "id class site urgency state received earliest target due deadline held visit "
                     "needs");
    assert_string_equal(text_at(job, "id"), "J-3");
    assert_string_equal(text_at(job, "class"), "config-change-jlis");
    assert_string_equal(text_at(job, "urgency"), "routine");
    assert_string_equal(text_at(job, "state"), "open");
    assert_string_equal(text_at(job, "received"), "2021-09-13T09:30+09:00");
    assert_string_equal(text_at(job, "earliest"), "null");
    assert_string_equal(text_at(job, "due"), "null");
    assert_string_equal(text_at(job, "deadline"), "2022-03-31T17:15+09:00");
    assert_true(json_is_false(json_object_get(job, "held")));
    assert_string_equal(text_at(job, "visit"), stage_next_id(&stage, NOW));
    json_t *need = json_array_get(json_object_get(job, "needs"), 0);
    assert_keys(need, "what job by");
    assert_string_equal(text_at(need, "job"), "J-3");
    assert_string_equal(text_at(json_array_get(jobs, 0), "target"), "2021-10-15");
    json_decref(jobs);
    stage_close(&stage);
}

static void a_done_job_keeps_its_visit_and_needs_nothing(void **context)
{
    struct stage stage;
    (void)context;
    const char *id = stage_finished(&stage);
    json_t *jobs = stage_json(&stage, view_jobs, AFTER, "jobs");
    json_t *done = json_array_get(jobs, 0), *failed = json_array_get(jobs, 3);
    assert_string_equal(text_at(done, "state"), "done");
    assert_string_equal(text_at(done, "visit"), id);
    assert_int_equal(json_array_size(json_object_get(done, "needs")), 0);
    assert_string_equal(text_at(failed, "state"), "failed");
    assert_int_equal(json_array_size(jobs), 5); /* and the job that follows the failed one */
    json_decref(jobs);
    stage_close(&stage);
}

static void people_get_open_jobs_by_deadline_unless_they_ask_for_all(void **context)
{
    struct stage stage;
    (void)context;
    stage_finished(&stage);
    assert_string_equal(
        stage_read(&stage, view_jobs, AFTER, "jobs", false, LANG_EN),
        "Job  Clause  Work                       State  Deadline    Visit           Lacks\n"
        "J-5  4(1)イ  OSセキュリティ更新プログ   open   2021-10-29  2021-10-29 Fri      1\n"
        "             ラムの適用\n"
        "J-2  4(2)ウ  annual-inspection          open   2022-03-31  2022-02-28 Mon      3\n");
    const char *all = stage_read(&stage, view_jobs, AFTER, "jobs --all", false, LANG_JA);
    assert_string_equal(
        all, "作業  条項    内容                    状態      期限        訪問            不足\n"
             "J-4   4(1)イ  OSセキュリティ更新プロ  不成立    2021-10-29  2021-10-15(金)     0\n"
             "              グラムの適用\n"
             "J-5   4(1)イ  OSセキュリティ更新プロ  準備中    2021-10-29  2021-10-29(金)     1\n"
             "              グラムの適用\n"
             "J-1   4(2)イ  管理者パスワード変更    作業完了  2022-03-31  2021-10-15(金)     0\n"
             "J-2   4(2)ウ  年次点検                準備中    2022-03-31  2022-02-28(月)     3\n"
             "J-3   4(1)ウ  設定変更                作業完了  2022-03-31  2021-10-15(金)     0\n");
    assert_screen(all, 24);
    stage_close(&stage);
}

static void state_and_class_narrow_the_list(void **context)
{
    struct stage stage;
    (void)context;
    stage_finished(&stage);
    json_t *jobs = stage_json(&stage, view_jobs, AFTER, "jobs --state done");
    assert_int_equal(json_array_size(jobs), 2);
    json_decref(jobs);
    jobs = stage_json(&stage, view_jobs, AFTER, "jobs --class os");
    assert_int_equal(json_array_size(jobs), 2);
    assert_string_equal(text_at(json_array_get(jobs, 0), "id"), "J-4");
    json_decref(jobs);
    assert_string_equal(stage_read(&stage, view_jobs, AFTER, "jobs --state held", false, LANG_EN),
                        "No job to show.\n");
    stage_close(&stage);
}

static void names_that_are_not_there_are_said_with_those_that_are(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    (void)stage_read(&stage, view_jobs, NOW, "jobs --class nonsense", false, LANG_EN);
    assert_int_equal(stage.status, EXIT_NONE);
    assert_non_null(strstr(stage.run.err.ptr, "software-update, os-security-update"));
    (void)stage_read(&stage, view_jobs, NOW, "jobs --class config", false, LANG_EN);
    assert_int_equal(stage.status, EXIT_USAGE);
    assert_non_null(strstr(stage.run.err.ptr, "config-change-jlis, config-change-city"));
    (void)stage_read(&stage, view_jobs, NOW, "jobs --state nonsense", false, LANG_JA);
    assert_int_equal(stage.status, EXIT_USAGE);
    assert_non_null(strstr(stage.run.err.ptr, "open, ready, held"));
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shape_has_its_keys_in_order_and_null_for_absent_days),
        cmocka_unit_test(a_done_job_keeps_its_visit_and_needs_nothing),
        cmocka_unit_test(people_get_open_jobs_by_deadline_unless_they_ask_for_all),
        cmocka_unit_test(state_and_class_narrow_the_list),
        cmocka_unit_test(names_that_are_not_there_are_said_with_those_that_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
