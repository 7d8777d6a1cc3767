/* Does `deadline` count the days aloud, and show what other readings would give? (S17, D1) */
#include "tests/cli/view/fixture.h"

#define NOW "2021-09-16T12:00"

static void stage_contract(struct stage *stage)
{
    stage_open(stage, "2021-07-30T09:00");
    stage_load(stage, "2021-07-30T09:00");
}

static json_t *reading_of(json_t *deadline, const char *count, const char *roll)
{
    json_t *readings = json_object_get(deadline, "readings");
    for (size_t i = 0; i < json_array_size(readings); i++) {
        json_t *reading = json_array_get(readings, i);
        if (strcmp(text_at(reading, "count"), count) == 0 &&
            strcmp(text_at(reading, "first_day"), "excluded") == 0 &&
            strcmp(text_at(reading, "last_day_closed"), roll) == 0)
            return reading;
    }
    fail_msg("no reading %s %s", count, roll);
    return NULL;
}

/* The worked cases of the response clock. */
static void the_worked_cases_come_out_in_each_reading(void **context)
{
    static const struct {
        const char *received, *own, *working, *previous;
    } cases[] = {
        {"2021-09-16T10:00", "2021-09-21", "2021-09-22", "2021-09-17"},
        {"2021-10-01T16:00", "2021-10-04", "2021-10-06", "2021-10-04"},
        {"2021-12-28T09:00", "2022-01-04", "2022-01-06", "2021-12-28"},
        {"2021-08-04T18:30", "2021-08-10", "2021-08-10", "2021-08-06"},
    };
    struct stage stage;
    (void)context;
    stage_contract(&stage);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str words = text_format(
            &stage.arena, "deadline --class terminal-failure --received %s", cases[i].received);
        json_t *answer = stage_json(&stage, view_deadline, NOW, words.ptr);
        assert_memory_equal(text_at(answer, "deadline"), cases[i].own, 10);
        assert_string_equal(text_at(answer, "deadline") + 10, "T17:15+09:00");
        assert_memory_equal(text_at(reading_of(answer, "working", "next-open-day"), "deadline"),
                            cases[i].working, 10);
        assert_memory_equal(
            text_at(reading_of(answer, "calendar", "previous-open-day"), "deadline"),
            cases[i].previous, 10);
        json_decref(answer);
    }
    stage_close(&stage);
}

static void each_day_says_why_it_counted_or_not(void **context)
{
    struct stage stage;
    (void)context;
    stage_contract(&stage);
    json_t *answer = stage_json(&stage, view_deadline, NOW,
                                "deadline --class terminal-failure --received 2021-09-16T10:00");
    assert_keys(answer, "deadline counted readings provisional");
    json_t *days = json_object_get(answer, "counted");
    assert_int_equal(json_array_size(days), 6);
    json_t *first = json_array_get(days, 0), *third = json_array_get(days, 3);
    assert_keys(first, "date counted open why number");
    assert_true(json_is_false(json_object_get(first, "counted")));
    assert_string_equal(text_at(first, "number"), "null");
    assert_string_equal(text_at(third, "date"), "2021-09-19");
    assert_true(json_is_true(json_object_get(third, "counted")));
    assert_true(json_is_false(json_object_get(third, "open")));
    assert_int_equal(json_integer_value(json_object_get(third, "number")), 3);
    assert_string_equal(text_at(json_array_get(days, 4), "why"), "passed over: 敬老の日");
    json_decref(answer);
    stage_close(&stage);
}

static void people_read_the_days_and_the_readings_that_differ_in_one_point(void **context)
{
    struct stage stage;
    (void)context;
    stage_contract(&stage);
    assert_string_equal(
        stage_read(&stage, view_deadline, NOW,
                   "deadline --class terminal --received 2021-09-16T10:00", false, LANG_EN),
        "terminal-failure, clause 4(3)ア, received 2021-09-16 Thu 10:00\n"
        "Deadline: 2021-09-21 Tue 17:15\n"
        "Within 3 days: calendar days, first day excluded, a closed last day: the next\n"
        "open day\n"
        "  2021-09-16 Thu  -  received; the first day is not counted\n"
        "  2021-09-17 Fri  1  day 1 of 3\n"
        "  2021-09-18 Sat  2  day 2 of 3 (Saturday; closed days count)\n"
        "  2021-09-19 Sun  3  day 3 of 3 (Sunday; closed days count)\n"
        "  2021-09-20 Mon  -  passed over: 敬老の日\n"
        "  2021-09-21 Tue  -  open: the last day comes to here\n"
        "Read otherwise:\n"
        "  2021-09-22 Wed 17:15  counting open days\n"
        "  2021-09-21 Tue 17:15  first day included\n"
        "  2021-09-17 Fri 17:15  a closed last day: the open day before\n"
        "  2021-09-19 Sun 17:15  a closed last day: as it is\n");
    assert_string_equal(stage_read(&stage, view_deadline, NOW,
                                   "deadline --class terminal --received 2021-09-16T10:00", false,
                                   LANG_JA),
                        "統合端末の障害復旧 (条項 4(3)ア)、受領 2021-09-16(木) 10:00\n"
                        "期限: 2021-09-21(火) 17:15\n"
                        "3 日以内: 暦日、初日不算入、末日が閉庁日なら翌開庁日\n"
                        "  2021-09-16(木)  -  受領日 (初日不算入)\n"
                        "  2021-09-17(金)  1  3日のうち1日目\n"
                        "  2021-09-18(土)  2  3日のうち2日目 (土曜日、閉庁日も数える)\n"
                        "  2021-09-19(日)  3  3日のうち3日目 (日曜日、閉庁日も数える)\n"
                        "  2021-09-20(月)  -  繰り越し: 敬老の日\n"
                        "  2021-09-21(火)  -  開庁日のため、ここが末日になる\n"
                        "別の読み方では:\n"
                        "  2021-09-22(水) 17:15  開庁日で数える\n"
                        "  2021-09-21(火) 17:15  初日算入\n"
                        "  2021-09-17(金) 17:15  末日が閉庁日なら前開庁日\n"
                        "  2021-09-19(日) 17:15  末日が閉庁日ならそのまま\n");
    stage_close(&stage);
}

static void a_routine_class_answers_with_its_window(void **context)
{
    struct stage stage;
    (void)context;
    stage_contract(&stage);
    json_t *answer = stage_json(&stage, view_deadline, NOW,
                                "deadline --class admin --received 2021-09-16T10:00");
    assert_keys(answer, "deadline counted window provisional");
    assert_string_equal(text_at(answer, "deadline"), "2022-03-31T17:15+09:00");
    json_t *window = json_object_get(answer, "window");
    assert_keys(window, "earliest target due due_of");
    assert_string_equal(text_at(window, "earliest"), "2021-10-01");
    assert_string_equal(text_at(window, "due_of"), "class");
    json_decref(answer);
    const char *text = stage_read(&stage, view_deadline, NOW,
                                  "deadline --class os --received 9/16T10:00", false, LANG_EN);
    assert_non_null(strstr(text, "due by 2022-03-31 Thu, the last day of the period\n"));
    stage_close(&stage);
}

static void a_question_with_parts_missing_is_wrong_usage(void **context)
{
    struct stage stage;
    (void)context;
    stage_contract(&stage);
    (void)stage_read(&stage, view_deadline, NOW, "deadline --class os", false, LANG_EN);
    assert_int_equal(stage.status, EXIT_USAGE);
    (void)stage_read(&stage, view_deadline, NOW, "deadline --class os --received 2021-02-30T10:00",
                     false, LANG_EN);
    assert_int_equal(stage.status, EXIT_USAGE);
    assert_non_null(strstr(stage.run.err.ptr, "2021-02-30T10:00"));
    (void)stage_read(&stage, view_deadline, NOW, "deadline --class nonsense --received 10:00",
                     false, LANG_EN);
    assert_int_equal(stage.status, EXIT_NONE);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_worked_cases_come_out_in_each_reading),
        cmocka_unit_test(each_day_says_why_it_counted_or_not),
        cmocka_unit_test(people_read_the_days_and_the_readings_that_differ_in_one_point),
        cmocka_unit_test(a_routine_class_answers_with_its_window),
        cmocka_unit_test(a_question_with_parts_missing_is_wrong_usage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
