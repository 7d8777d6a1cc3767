/* Does `plan` answer in the fixed shape, and say the same to people on 80 columns? */
#include "tests/cli/view/fixture.h"

#define NOW "2021-09-24T10:00"

static void assert_visit_keys(const json_t *visit)
{
    assert_keys(visit, "id status site date start end out_of_hours crew jobs needs why");
    for (size_t i = 0; i < json_array_size(json_object_get(visit, "jobs")); i++)
        assert_keys(json_array_get(json_object_get(visit, "jobs"), i),
                    "id class start end deadline slack_minutes");
    for (size_t i = 0; i < json_array_size(json_object_get(visit, "needs")); i++)
        assert_keys(json_array_get(json_object_get(visit, "needs"), i), "what job by");
}

static void every_key_of_the_shape_is_there_in_its_order(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    json_t *plan = stage_json(&stage, view_plan, NOW, "plan");
    assert_int_equal(stage.status, EXIT_DONE);
    assert_keys(plan, "at head contract visits unplanned late objective bound proved");
    assert_keys(json_object_get(plan, "objective"),
                "late late_days overwait_days visits moved target_days wait_days");
    assert_keys(json_object_get(plan, "bound"), "late visits");
    assert_int_equal(json_array_size(json_object_get(plan, "visits")), 2);
    assert_visit_keys(json_array_get(json_object_get(plan, "visits"), 0));
    assert_visit_keys(json_array_get(json_object_get(plan, "visits"), 1));
    json_decref(plan);
    stage_close(&stage);
}

/* S15: the three jobs share one visit in October. */
static void septembers_notices_wait_for_octobers_password_change(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    json_t *plan = stage_json(&stage, view_plan, NOW, "plan");
    assert_string_equal(text_at(plan, "at"), "2021-09-24T10:00+09:00");
    assert_string_equal(text_at(plan, "contract"), "sapporo-2021");
    assert_int_equal(json_integer_value(json_object_get(plan, "head")), stage.state.head);
    assert_true(json_is_true(json_object_get(plan, "proved")));
    json_t *visit = json_array_get(json_object_get(plan, "visits"), 0);
    assert_string_equal(text_at(visit, "status"), "proposed");
    assert_string_equal(text_at(visit, "site"), "card-centre");
    assert_string_equal(text_at(visit, "date"), "2021-10-15");
    assert_string_equal(text_at(visit, "start"), "2021-10-15T08:45+09:00");
    assert_string_equal(text_at(visit, "end"), "2021-10-15T15:15+09:00");
    assert_true(json_is_false(json_object_get(visit, "out_of_hours")));
    assert_string_equal(json_string_value(json_array_get(json_object_get(visit, "crew"), 0)),
                        "t-sato");
    json_t *job = json_array_get(json_object_get(visit, "jobs"), 2);
    assert_string_equal(text_at(job, "id"), "J-4");
    assert_string_equal(text_at(job, "class"), "os-security-update");
    assert_string_equal(text_at(job, "deadline"), "2021-10-29T17:15+09:00");
    json_decref(plan);
    stage_close(&stage);
}

static void needs_name_the_command_that_meets_them(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    json_t *plan = stage_json(&stage, view_plan, NOW, "plan");
    json_t *visit = json_array_get(json_object_get(plan, "visits"), 0);
    json_t *first = json_array_get(json_object_get(visit, "needs"), 0);
    assert_string_equal(text_at(first, "what"), "procedure.submit");
    assert_string_equal(text_at(first, "job"), "J-1");
    assert_string_equal(text_at(first, "by"), "2021-10-13T17:15+09:00");
    bool of_visit = false;
    for (size_t i = 0; i < json_array_size(json_object_get(visit, "needs")); i++) {
        json_t *need = json_array_get(json_object_get(visit, "needs"), i);
        if (strcmp(text_at(need, "what"), "visit.approve") != 0) continue;
        assert_true(json_is_null(json_object_get(need, "job")));
        of_visit = true;
    }
    assert_true(of_visit);
    json_decref(plan);
    stage_close(&stage);
}

/* Three people are wanted and one is on the roster. */
static void a_job_that_nobody_can_do_says_so_with_its_code(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    stage_do(&stage, NOW,
             "{'cmd':'job.open','by':'coordinator:ito','class':'terminal-failure',"
             "'received_at':'2021-09-24T09:55','site':'card-centre','crew':3}");
    json_t *plan = stage_json(&stage, view_plan, NOW, "plan");
    json_t *unplanned = json_array_get(json_object_get(plan, "unplanned"), 0);
    assert_keys(unplanned, "job code message");
    assert_string_equal(text_at(unplanned, "job"), "J-5");
    assert_string_equal(text_at(unplanned, "code"), "no-crew");
    json_t *late = json_array_get(json_object_get(plan, "late"), 0);
    assert_keys(late, "job deadline planned");
    assert_string_equal(text_at(late, "job"), "J-5");
    assert_true(json_is_null(json_object_get(late, "planned")));
    json_decref(plan);
    const char *text = stage_read(&stage, view_plan, NOW, "plan", false, LANG_EN);
    assert_non_null(strstr(text, "In no visit:\n"));
    assert_non_null(strstr(text, "too few people, or nobody with the skills"));
    assert_screen(text, 80);
    stage_close(&stage);
}

/* Received on the 16th, due on the 21st, and still there on the 24th. */
static void a_job_past_its_deadline_is_late_and_planned_all_the_same(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    stage_do(&stage, NOW,
             "{'cmd':'job.open','by':'coordinator:ito','class':'terminal-failure',"
             "'received_at':'2021-09-16T10:00','site':'card-centre'}");
    json_t *plan = stage_json(&stage, view_plan, NOW, "plan");
    json_t *late = json_array_get(json_object_get(plan, "late"), 0);
    assert_string_equal(text_at(late, "job"), "J-5");
    assert_string_equal(text_at(late, "deadline"), "2021-09-21T17:15+09:00");
    assert_string_equal(text_at(late, "planned"), "2021-09-24T13:30+09:00");
    json_decref(plan);
    const char *text = stage_read(&stage, view_plan, NOW, "plan", false, LANG_EN);
    assert_non_null(strstr(text, "2021-09-21 Tue 17:15      late\n"));
    assert_non_null(strstr(text, "\nAfter their deadline:\n"
                                 "  Job  Deadline              Planned end\n"
                                 "  J-5  2021-09-21 Tue 17:15  2021-09-24 Fri 13:30\n"));
    stage_close(&stage);
}

static void people_read_one_block_a_visit(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    const char *text = stage_read(&stage, view_plan, NOW, "plan", false, LANG_EN);
    assert_non_null(strstr(text, "Plan of sapporo-2021 as of 2021-09-24 Fri 10:00, log at 31\n"));
    assert_non_null(strstr(text, "\n2021-10-15 Fri 08:45-15:15  V-"));
    assert_non_null(strstr(
        text,
        "  J-3  4(1)ウ  設定変更                      120  2022-03-31 Thu 17:15   124d 4h\n"));
    assert_non_null(
        strstr(text, "  2021-10-15 Fri 08:45  work order                 customer     all its"));
    assert_non_null(strstr(text, "\nProved: no plan that is as punctual has fewer visits.\n"));
    assert_screen(text, 60);
    text = stage_read(&stage, view_plan, NOW, "plan", false, LANG_JA);
    assert_non_null(strstr(text, "sapporo-2021 の訪問計画 (2021-09-24(金) 10:00 現在"));
    assert_non_null(strstr(text, "\n2021-10-15(金) 08:45-15:15  V-"));
    assert_non_null(strstr(text, "  作業者: t-sato 佐藤\n"));
    assert_screen(text, 60);
    stage_close(&stage);
}

static void the_same_state_and_instant_give_the_same_bytes(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    const char *first = stage_read(&stage, view_plan, NOW, "plan", true, LANG_EN);
    const char *again = stage_read(&stage, view_plan, NOW, "plan --horizon 0", true, LANG_EN);
    assert_string_equal(first, again);
    stage_close(&stage);
}

static void without_a_contract_it_is_refused_and_nothing_is_answered(void **context)
{
    struct stage stage;
    (void)context;
    stage_open(&stage, "2021-07-30T09:00");
    assert_string_equal(stage_read(&stage, view_plan, NOW, "plan", false, LANG_EN), "");
    assert_int_equal(stage.status, EXIT_REFUSED);
    assert_non_null(strstr(stage.run.err.ptr, "no contract is loaded"));
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_of_the_shape_is_there_in_its_order),
        cmocka_unit_test(septembers_notices_wait_for_octobers_password_change),
        cmocka_unit_test(needs_name_the_command_that_meets_them),
        cmocka_unit_test(a_job_that_nobody_can_do_says_so_with_its_code),
        cmocka_unit_test(a_job_past_its_deadline_is_late_and_planned_all_the_same),
        cmocka_unit_test(people_read_one_block_a_visit),
        cmocka_unit_test(the_same_state_and_instant_give_the_same_bytes),
        cmocka_unit_test(without_a_contract_it_is_refused_and_nothing_is_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
