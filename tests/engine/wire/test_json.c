/* Is what the writer writes JSON, and the same text back when it is read? */
#include "tests/harness.h"

#include <jansson.h>

#include "engine/base/check.h"
#include "engine/wire/json.h"

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

static void test_members_stand_in_the_order_they_were_put(void **state)
{
    (void)state;
    struct text out;
    text_init(&out, &arena);
    struct json json = json_to(&out);
    json_open_object(&json, NULL);
    json_put_int(&json, "z", INT64_MIN);
    json_put_int(&json, "n", INT64_MAX);
    json_open_array(&json, "list");
    json_put_bool(&json, NULL, true);
    json_put_bool(&json, NULL, false);
    json_put_null(&json, NULL);
    json_open_object(&json, NULL);
    json_close_object(&json);
    json_open_array(&json, NULL);
    json_close_array(&json);
    json_close_array(&json);
    json_put_day(&json, "day", day_of((struct ymd){2021, 10, 15}));
    json_put_instant(&json, "at", (instant_t){INT64_C(1632445200000)}, 9 * 60);
    json_put_str(&json, "none", STR_NONE);
    json_put_str_if(&json, "left out", STR_NONE);
    json_put_str_if(&json, "empty", STR(""));
    json_put_text(&json, "a", "件");
    assert_false(json_is_whole(&json));
    json_close_object(&json);
    assert_true(json_is_whole(&json));
    assert_string_equal(
        out.ptr, "{\"z\":-9223372036854775808,\"n\":9223372036854775807,\"list\":[true,false,"
                 "null,{},[]],\"day\":\"2021-10-15\",\"at\":\"2021-09-24T10:00+09:00\","
                 "\"none\":null,\"empty\":\"\",\"a\":\"件\"}");
}

static void test_only_what_must_be_is_escaped(void **state)
{
    (void)state;
    struct text out;
    text_init(&out, &arena);
    struct json json = json_to(&out);
    json_put_text(&json, NULL, "/\x7F\xE2\x80\xA8𠮷\"\\\b\f\n\r\t\x01\x1F ok");
    assert_string_equal(out.ptr, "\"/\x7F\xE2\x80\xA8𠮷\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f ok\"");
}

static void comes_back(const char *ptr, uint32_t len)
{
    struct text out;
    text_init(&out, &arena);
    struct json json = json_to(&out);
    json_open_object(&json, NULL);
    json_put_str(&json, "key \"\n", (struct str){ptr, len});
    json_close_object(&json);
    json_t *back = json_loadb(out.ptr, out.len, JSON_REJECT_DUPLICATES, NULL);
    json_t *value = json_object_get(back, "key \"\n");
    assert_non_null(value);
    assert_int_equal(json_string_length(value), len);
    assert_memory_equal(json_string_value(value), ptr, len);
    json_decref(back);
}

static void test_every_character_comes_back_through_jansson(void **state)
{
    (void)state;
    for (int c = 1; c < 0x80; c++) {
        char text[3] = {(char)c, 'x', (char)c};
        comes_back(text, sizeof text);
    }
    comes_back("", 0);
    comes_back("日本語 𠮷 é", (uint32_t)strlen("日本語 𠮷 é"));
}

static void test_writing_goes_behind_what_is_there(void **state)
{
    (void)state;
    struct text out;
    text_init(&out, &arena);
    text_put(&out, STR("data: "));
    struct json json = json_to(&out);
    json_put_int(&json, NULL, 1);
    assert_string_equal(out.ptr, "data: 1");
}

static void test_nesting_to_the_limit(void **state)
{
    (void)state;
    struct text out;
    text_init(&out, &arena);
    struct json json = json_to(&out);
    for (int i = 0; i < JSON_DEPTH_MAX; i++) json_open_array(&json, NULL);
    for (int i = 0; i < JSON_DEPTH_MAX; i++) json_close_array(&json);
    assert_true(json_is_whole(&json));
    assert_int_equal(out.len, 2 * JSON_DEPTH_MAX);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_members_stand_in_the_order_they_were_put),
        TEST(test_only_what_must_be_is_escaped),
        TEST(test_every_character_comes_back_through_jansson),
        TEST(test_writing_goes_behind_what_is_there),
        TEST(test_nesting_to_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
