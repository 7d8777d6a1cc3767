/* Are pieces of text compared, cut and judged as UTF-8 as RFC 3629 says? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "engine/base/str.h"

static void test_order_is_bytewise_and_total(void **state)
{
    (void)state;
    static const struct str in_order[] = {{"", 0},    {"A", 1},       {"Z", 1}, {"a", 1},
                                          {"a\0", 2}, {"ab", 2},      {"b", 1}, {"\xC3\xA9", 2},
                                          {"件", 3},  {"\xF0\xA0", 2}};
    for (uint32_t i = 0; i < COUNT(in_order); i++) {
        for (uint32_t k = 0; k < COUNT(in_order); k++) {
            int order = str_cmp(in_order[i], in_order[k]);
            assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
            assert_int_equal(str_eq(in_order[i], in_order[k]), i == k);
        }
    }
}

static void test_absent_is_not_empty_but_as_short(void **state)
{
    (void)state;
    assert_false(str_is(STR_NONE));
    assert_true(str_is(STR("")));
    assert_false(str_is(str_of(NULL)));
    assert_true(str_eq(STR_NONE, STR("")));
    assert_int_equal(str_cmp(STR_NONE, STR("")), 0);
    assert_int_equal(str_find(STR_NONE, 'x'), 0);
    assert_true(str_starts(STR_NONE, STR("")));
}

static void test_cutting_stays_inside(void **state)
{
    (void)state;
    struct str s = STR("abcdef");
    assert_true(str_eq(str_slice(s, 0, 6), s));
    assert_true(str_eq(str_slice(s, 2, 4), STR("cd")));
    assert_true(str_eq(str_slice(s, 4, 99), STR("ef")));
    assert_true(str_eq(str_slice(s, 99, 120), STR("")));
    assert_true(str_eq(str_slice(s, 4, 2), STR("")));
    assert_false(str_is(str_slice(STR_NONE, 0, 4)));
    assert_int_equal(str_find(s, 'a'), 0);
    assert_int_equal(str_find(s, 'f'), 5);
    assert_int_equal(str_find(s, 'x'), 6);
    assert_true(str_starts(s, STR("abc")));
    assert_true(str_starts(s, s));
    assert_false(str_starts(s, STR("abcdefg")));
    assert_false(str_starts(s, STR("b")));
}

static void test_copy_ends_with_a_nul(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 4096);
    struct str copy = str_copy(&arena, (struct str){"abcdef", 3});
    assert_int_equal(copy.len, 3);
    assert_string_equal(copy.ptr, "abc");
    assert_false(str_is(str_copy(&arena, STR_NONE)));
    assert_true(str_is(str_copy(&arena, STR(""))));
    arena_deinit(&arena);
}

/* By the table of RFC 3629 section 4, written out; `len` bytes of `b`. */
static bool is_one_character(const unsigned char *b, uint32_t len)
{
    bool tail1 = len > 1 && b[1] >= 0x80 && b[1] <= 0xBF;
    bool tail2 = len > 2 && b[2] >= 0x80 && b[2] <= 0xBF;
    bool tail3 = len > 3 && b[3] >= 0x80 && b[3] <= 0xBF;
    if (len == 1) return b[0] >= 0x01 && b[0] <= 0x7F;
    if (len == 2) return b[0] >= 0xC2 && b[0] <= 0xDF && tail1;
    if (len == 3 && b[0] == 0xE0) return b[1] >= 0xA0 && tail1 && tail2;
    if (len == 3 && b[0] == 0xED) return b[1] <= 0x9F && tail1 && tail2;
    if (len == 3) return b[0] >= 0xE1 && b[0] <= 0xEF && tail1 && tail2;
    if (len == 4 && b[0] == 0xF0) return b[1] >= 0x90 && tail1 && tail2 && tail3;
    if (len == 4 && b[0] == 0xF4) return b[1] <= 0x8F && tail1 && tail2 && tail3;
    return len == 4 && b[0] >= 0xF1 && b[0] <= 0xF3 && tail1 && tail2 && tail3;
}

static bool is_character_sequence(const unsigned char *b, uint32_t len)
{
    uint32_t at = 0;
    while (at < len) {
        uint32_t size = 1;
        while (size <= 4 && at + size <= len && !is_one_character(b + at, size)) size++;
        if (size > 4 || at + size > len) return false;
        at += size;
    }
    return true;
}

/* All of one, two and three bytes, and four bytes where anything can change. */
static void test_utf8_is_what_the_rfc_says(void **state)
{
    (void)state;
    static const unsigned char edges[] = {0x00, 0x01, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0,
                                          0xBF, 0xC0, 0xC2, 0xE0, 0xED, 0xF0, 0xF4, 0xFF};
    unsigned char b[4];
    for (uint32_t n = 0; n < 256 * 256; n++) {
        b[0] = (unsigned char)(n >> 8);
        b[1] = (unsigned char)n;
        assert_int_equal(str_is_utf8((struct str){(char *)b, 1}), is_character_sequence(b, 1));
        assert_int_equal(str_is_utf8((struct str){(char *)b, 2}), is_character_sequence(b, 2));
        for (uint32_t k = 0; k < COUNT(edges) * COUNT(edges); k++) {
            b[2] = edges[k % COUNT(edges)];
            b[3] = edges[k / COUNT(edges)];
            bool three = str_is_utf8((struct str){(char *)b, 3});
            bool four = str_is_utf8((struct str){(char *)b, 4});
            if (three != is_character_sequence(b, 3) || four != is_character_sequence(b, 4))
                fail_msg("%02x %02x %02x %02x", b[0], b[1], b[2], b[3]);
        }
    }
    assert_true(str_is_utf8(STR("")));
    assert_true(str_is_utf8(STR("住基ネット 𠮷")));
}

static void test_numbers(void **state)
{
    (void)state;
    uint32_t n = 9;
    assert_true(str_to_u32(STR("0"), 10, &n) && n == 0);
    assert_true(str_to_u32(STR("10"), 10, &n) && n == 10);
    assert_false(str_to_u32(STR("11"), 10, &n));
    assert_true(str_to_u32(STR("4294967295"), UINT32_MAX, &n) && n == UINT32_MAX);
    n = 9;
    assert_false(str_to_u32(STR("4294967296"), UINT32_MAX, &n));
    assert_false(str_to_u32(STR("99999999999"), UINT32_MAX, &n));
    assert_false(str_to_u32(STR(""), 10, &n));
    assert_false(str_to_u32(STR_NONE, 10, &n));
    assert_false(str_to_u32(STR("-1"), 10, &n));
    assert_false(str_to_u32(STR("+1"), 10, &n));
    assert_false(str_to_u32(STR(" 1"), 10, &n));
    assert_false(str_to_u32(STR("1 "), 10, &n));
    assert_false(str_to_u32(STR("1x"), 10, &n));
    assert_int_equal(n, 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_is_bytewise_and_total),
        cmocka_unit_test(test_absent_is_not_empty_but_as_short),
        cmocka_unit_test(test_cutting_stays_inside),
        cmocka_unit_test(test_copy_ends_with_a_nul),
        cmocka_unit_test(test_utf8_is_what_the_rfc_says),
        cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
