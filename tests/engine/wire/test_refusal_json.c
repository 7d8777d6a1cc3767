/* Does an answer have the shape that interface.md fixes? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "engine/wire/refusal_json.h"

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)4 << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_deinit(&arena);
    return 0;
}

static const char *answered(const struct answer *answer)
{
    struct text out;
    text_init(&out, &arena);
    answer_print(&out, answer);
    return out.ptr;
}

static void test_done(void **state)
{
    (void)state;
    static const struct answer_event events[] = {{7, EVENT_JOB_OPENED}, {8, EVENT_ALERT_RAISED}};
    static const struct answer_id ids[] = {{"job", {"J-3", 3}}};
    assert_string_equal(answered(&(struct answer){3, events, 2, ids, 1}),
                        "{\"ok\":true,\"line\":3,\"seq\":[7,8],\"events\":[\"job.opened\","
                        "\"alert.raised\"],\"ids\":{\"job\":\"J-3\"}}\n");
    assert_string_equal(answered(&(struct answer){0}),
                        "{\"ok\":true,\"seq\":[],\"events\":[],\"ids\":{}}\n");
}

static const char *refused(const struct refusal *at, uint32_t count, uint32_t line, enum lang lang)
{
    struct text out;
    struct refusals refusals = {at, count};
    text_init(&out, &arena);
    refusals_print(&out, &refusals, line, lang);
    return out.ptr;
}

static void test_one_reason_stands_alone(void **state)
{
    (void)state;
    struct refusal refusal = {REFUSAL_PROCEDURE_NOT_APPROVED, {arg_text("J-2")}};
    assert_string_equal(refused(&refusal, 1, 0, LANG_EN),
                        "{\"ok\":false,\"error\":{\"code\":\"procedure-not-approved\",\"message\":"
                        "\"the procedure of J-2 is not approved\",\"clause\":\"5(8)イ\"}}\n");
    refusal = (struct refusal){REFUSAL_NO_SUCH_JOB, {arg_text("J-\"9\"")}};
    assert_string_equal(refused(&refusal, 1, 4, LANG_EN),
                        "{\"ok\":false,\"line\":4,\"error\":{\"code\":\"no-such-job\",\"message\":"
                        "\"there is no job J-\\\"9\\\"\"}}\n");
}

static void test_several_reasons_are_all_given_beside_the_first(void **state)
{
    (void)state;
    struct refusal both[] = {{REFUSAL_NO_WORK_ORDER, {arg_text("J-2")}},
                             {REFUSAL_NO_SUCH_JOB, {arg_text("J-9")}}};
    assert_string_equal(
        refused(both, 2, 1, LANG_JA),
        "{\"ok\":false,\"line\":1,\"error\":{\"code\":\"no-work-order\",\"message\":"
        "\"J-2 の作業依頼書がありません。本市が発行します\",\"clause\":\"5(8)ア\",\"all\":["
        "{\"code\":\"no-work-order\",\"message\":"
        "\"J-2 の作業依頼書がありません。本市が発行します\",\"clause\":\"5(8)ア\"},"
        "{\"code\":\"no-such-job\",\"message\":\"作業 J-9 はありません\"}]}}\n");
}

static void test_error_that_is_no_refusal(void **state)
{
    (void)state;
    struct text out;
    text_init(&out, &arena);
    error_print(&out, "store-missing", STR("there is no store here"), 0);
    assert_string_equal(out.ptr, "{\"ok\":false,\"error\":{\"code\":\"store-missing\","
                                 "\"message\":\"there is no store here\"}}\n");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_done),
        TEST(test_one_reason_stands_alone),
        TEST(test_several_reasons_are_all_given_beside_the_first),
        TEST(test_error_that_is_no_refusal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
