/* Does `visits` show what was agreed and held beside what is planned? */
#include "tests/cli/view/fixture.h"

#define AFTER "2021-10-15T16:00"

static void a_finished_visit_stands_beside_the_planned_ones_by_start(void **context)
{
    struct stage stage;
    (void)context;
    const char *id = stage_finished(&stage);
    json_t *visits = stage_json(&stage, view_visits, AFTER, "visits");
    assert_int_equal(json_array_size(visits), 3);
    json_t *visit = json_array_get(visits, 0);
    assert_keys(visit, "id status site date start end out_of_hours crew jobs needs why");
    assert_string_equal(text_at(visit, "id"), id);
    assert_string_equal(text_at(visit, "status"), "finished");
    assert_string_equal(text_at(visit, "start"), "2021-10-15T08:45+09:00");
    assert_string_equal(text_at(visit, "end"), "2021-10-15T15:15+09:00");
    json_t *second = json_array_get(json_object_get(visit, "jobs"), 1);
    assert_keys(second, "id class start end deadline slack_minutes");
    assert_string_equal(text_at(second, "id"), "J-3");
    assert_string_equal(text_at(second, "start"), "2021-10-15T10:15+09:00");
    assert_string_equal(text_at(second, "end"), "2021-10-15T12:15+09:00");
    assert_string_equal(text_at(second, "slack_minutes"), "null");
    assert_string_equal(text_at(json_array_get(visits, 1), "status"), "proposed");
    json_decref(visits);
    stage_close(&stage);
}

static void a_confirmed_visit_is_listed_once(void **context)
{
    struct stage stage;
    (void)context;
    const char *id = stage_confirmed(&stage);
    json_t *visits = stage_json(&stage, view_visits, "2021-10-06T09:00", "visits --all");
    assert_int_equal(json_array_size(visits), 2);
    assert_string_equal(text_at(json_array_get(visits, 0), "id"), id);
    assert_string_equal(text_at(json_array_get(visits, 0), "status"), "confirmed");
    json_decref(visits);
    stage_close(&stage);
}

/* A proposal lists other jobs than today's plan would put together. */
static void a_proposal_that_the_plan_has_left_behind_says_what_it_lacks(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    stage_do(&stage, "2021-09-24T10:00",
             "{'cmd':'visit.propose','by':'coordinator:ito','site':'card-centre',"
             "'date':'2021-11-10','jobs':['J-3'],'crew':['t-sato']}");
    json_t *visits = stage_json(&stage, view_visits, "2021-09-24T10:30", "visits");
    json_t *left = NULL;
    for (size_t i = 0; i < json_array_size(visits); i++)
        if (strcmp(text_at(json_array_get(visits, i), "date"), "2021-11-10") == 0)
            left = json_array_get(visits, i);
    assert_non_null(left);
    assert_string_equal(text_at(left, "status"), "proposed");
    json_t *needs = json_object_get(left, "needs");
    assert_string_equal(text_at(json_array_get(needs, 0), "job"), "J-3");
    json_t *last = json_array_get(needs, json_array_size(needs) - 1);
    assert_string_equal(text_at(last, "what"), "visit.approve");
    assert_string_equal(text_at(last, "by"), "2021-11-10T08:45+09:00");
    json_decref(visits);
    stage_close(&stage);
}

static void declined_and_cancelled_ones_come_with_all(void **context)
{
    struct stage stage;
    (void)context;
    const char *id = stage_confirmed(&stage);
    stage_do_visit(&stage, "2021-10-06T10:00",
                   "{'cmd':'visit.cancel','by':'customer:mori','reason':'x','visit':", id);
    json_t *visits = stage_json(&stage, view_visits, "2021-10-06T10:00", "visits");
    size_t count = json_array_size(visits);
    json_decref(visits);
    const char *text =
        stage_read(&stage, view_visits, "2021-10-06T10:00", "visits --all", false, LANG_JA);
    assert_non_null(strstr(text, "取消"));
    visits = stage_json(&stage, view_visits, "2021-10-06T10:00", "visits --all");
    assert_int_equal(json_array_size(visits), count + 1);
    json_decref(visits);
    stage_close(&stage);
}

static void people_read_a_line_a_visit(void **context)
{
    struct stage stage;
    (void)context;
    stage_finished(&stage);
    struct str planned = text_format(
        &stage.arena, "\n%s  2021-10-29 Fri 08:45  card-centre  proposed  J-5                4\n",
        stage_next_id(&stage, AFTER));
    const char *text = stage_read(&stage, view_visits, AFTER, "visits", false, LANG_EN);
    assert_ptr_equal(strstr(text, "Visit     Start                 Site         State     "
                                  "Jobs           Lacks\n"),
                     text);
    assert_non_null(strstr(text, "  2021-10-15 Fri 08:45  card-centre  finished  "
                                 "J-1, J-3, J-4      0\n"));
    assert_non_null(strstr(text, planned.ptr));
    assert_screen(text, 4);
    text = stage_read(&stage, view_visits, AFTER, "visits", false, LANG_JA);
    assert_non_null(strstr(text, "  2021-10-15(金) 08:45  card-centre  終了  "
                                 "J-1, J-3, J-4     0\n"));
    assert_screen(text, 4);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finished_visit_stands_beside_the_planned_ones_by_start),
        cmocka_unit_test(a_confirmed_visit_is_listed_once),
        cmocka_unit_test(a_proposal_that_the_plan_has_left_behind_says_what_it_lacks),
        cmocka_unit_test(declined_and_cancelled_ones_come_with_all),
        cmocka_unit_test(people_read_a_line_a_visit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
