/* Does text grow without losing a byte, and always end with a NUL? */
#include "tests/harness.h"

#include <string.h>

#include "engine/base/text.h"

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

static void test_empty_text_is_a_text(void **state)
{
    (void)state;
    struct text text;
    text_init(&text, &arena);
    assert_string_equal(text.ptr, "");
    text_put(&text, STR_NONE);
    text_put(&text, STR(""));
    text_spaces(&text, 0);
    assert_true(str_is(text_str(&text)));
    assert_int_equal(text_str(&text).len, 0);
}

/* The first room is 256 bytes with the NUL; every length around its multiples. */
static void test_every_length_ends_with_a_nul(void **state)
{
    (void)state;
    struct text text;
    text_init(&text, &arena);
    for (uint32_t len = 1; len <= 5000; len++) {
        text_putc(&text, (char)('a' + len % 26));
        assert_int_equal(text.len, len);
        assert_int_equal(text.ptr[len], '\0');
    }
    for (uint32_t i = 0; i < 5000; i++) assert_int_equal(text.ptr[i], 'a' + (i + 1) % 26);
}

static void test_pieces_come_one_after_another(void **state)
{
    (void)state;
    struct text text;
    text_init(&text, &arena);
    text_put(&text, STR("訪問"));
    text_spaces(&text, 2);
    text_add(&text, "%s-%d", "V", 12);
    text_putc(&text, '!');
    assert_string_equal(text.ptr, "訪問  V-12!");
    text_put(&text, (struct str){"a\0b", 3}); /* bytes, not a C string */
    assert_int_equal(text.len, strlen("訪問  V-12!") + 3);
}

static void test_long_formats_are_not_cut(void **state)
{
    (void)state;
    struct text text;
    text_init(&text, &arena);
    text_add(&text, "%*d|", 300, 7);
    text_add(&text, "%*d|", 3000, 8);
    assert_int_equal(text.len, 3302);
    assert_int_equal(text.ptr[300], '|');
    assert_int_equal(text.ptr[3301], '|');
    struct str alone = text_format(&arena, "%s/%u", "a", 4294967295u);
    assert_string_equal(alone.ptr, "a/4294967295");
    assert_int_equal(alone.len, 12);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_empty_text_is_a_text),
        TEST(test_every_length_ends_with_a_nul),
        TEST(test_pieces_come_one_after_another),
        TEST(test_long_formats_are_not_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
