/* Which characters may a name, a line, a text and a contract have, and how is a value shown? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "engine/wire/form.h"

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

static const struct {
    const char *name, *text;
    bool id, line, lines, yaml;
} rows[] = {
    {"a plain name", "J-2", true, true, true, true},
    {"a Japanese name", "菊水分庁舎", true, true, true, true},
    {"punctuation but the comma", "a.b:c/d+e@f#g'h\"", true, true, true, true},
    {"nothing", "", false, true, true, true},
    {"a blank", "a b", false, true, true, true},
    {"a comma", "a,b", false, true, true, true},
    {"a comma that no list is split at", "a、b", true, true, true, true},
    {"an ideographic blank", "a\u3000b", false, true, true, true},
    {"a blank that doesn't break", "a\u00A0b", false, true, true, true},
    {"a blank without width", "a\u200Bb", false, true, true, true},
    {"a byte order mark", "\uFEFFa", false, true, true, true},
    {"a line end", "a\nb", false, false, true, true},
    {"a tab", "a\tb", false, false, true, true},
    {"a carriage return", "a\r\nb", false, false, false, true},
    {"a line separator", "a\u2028b", false, false, true, true},
    {"an escape", "a\x1B[31m", false, false, false, false},
    {"the last before the blank", "a\x1F", false, false, false, false},
    {"the first after the tilde", "a\x7F", false, false, false, false},
    {"the first of the upper control characters", "a\xC2\x80", false, false, false, false},
    {"the last of the upper control characters", "a\xC2\x9F", false, false, false, false},
    {"the first after them is a blank", "a\xC2\xA0", false, true, true, true},
    {"the second after them", "a¡", true, true, true, true},
    {"four bytes", "𠮷", true, true, true, true},
};

static void test_rows(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < COUNT(rows); i++) {
        struct str s = str_of(rows[i].text);
        CHECK(str_is_utf8(s));
        if (form_is_sound(FIELD_ID, s) != rows[i].id) fail_msg("as a name: %s", rows[i].name);
        if (form_is_sound(FIELD_STR, s) != rows[i].line) fail_msg("as a line: %s", rows[i].name);
        if (form_is_sound(FIELD_TEXT, s) != rows[i].lines) fail_msg("as text: %s", rows[i].name);
        if (form_is_sound(FIELD_YAML, s) != rows[i].yaml) fail_msg("as YAML: %s", rows[i].name);
    }
}

static void test_checksums(void **state)
{
    (void)state;
    struct str lower = STR_NONE;
    char digits[] = "0123456789abcdefABCDEF0123456789abcdefABCDEF0123456789abcdefABCD";
    assert_true(form_sha256(str_of(digits), &arena, &lower));
    assert_true(str_eq(lower, STR("0123456789abcdefabcdef0123456789abcdefabcdef0123456789abcdefab"
                                  "cd")));
    assert_false(form_sha256(str_slice(str_of(digits), 0, 63), &arena, &lower));
    for (const char *odd = "/:@G`g\n "; *odd != '\0'; odd++) {
        digits[63] = *odd;
        assert_false(form_sha256(str_of(digits), &arena, &lower));
    }
}

static void test_spans(void **state)
{
    (void)state;
    struct day_span span = {{-1}, {-1}};
    assert_true(form_span(STR("2021-10-05"), &span));
    assert_true(day_eq(span.from, span.to));
    assert_true(form_span(STR("2021-10-05..2021-10-05"), &span));
    assert_true(form_span(STR("2021-12-29..2022-01-03"), &span));
    assert_int_equal(span.to.n - span.from.n, 5);
    static const char *const bad[] = {"",
                                      "2021-10-05..",
                                      "..2021-10-05",
                                      "2021-10-05.2021-10-08",
                                      "2021-10-05...2021-10-08",
                                      "2021-10-05..2021-10-04",
                                      "2021-10-05 2021-10-08",
                                      "2021-10-5"};
    for (uint32_t i = 0; i < COUNT(bad); i++) {
        if (form_span(str_of(bad[i]), &span)) fail_msg("%s", bad[i]);
        assert_int_equal(span.to.n - span.from.n, 5); /* untouched */
    }
}

static void is_shown(const char *text, uint32_t bytes_max, const char *as)
{
    struct str shown = form_shown(str_of(text), bytes_max, &arena);
    assert_string_equal(shown.ptr, as);
    assert_true(str_is_utf8(shown));
}

static void test_values_are_cut_between_characters(void **state)
{
    (void)state;
    is_shown("", 4, "");
    is_shown("abcd", 4, "abcd");
    is_shown("abcde", 4, "abcd…");
    is_shown("件件", 3, "件…");
    is_shown("件件", 5, "件…");
    is_shown("件件", 6, "件件");
    is_shown("a𠮷", 4, "a…");
    is_shown("\n\x1B\xC2\x85", 9, "\uFFFD\uFFFD\uFFFD");
    is_shown("a", 0, "…");
}

/* Every kind has words in both languages, and they differ. */
static void test_what_is_wanted_has_words(void **state)
{
    (void)state;
    for (int kind = FIELD_ID; kind <= FIELD_TERM; kind++) {
        struct field field = {.kind = (enum field_kind)kind, .terms = &result_terms};
        struct str en = form_wanted(&field, 9, LANG_EN, &arena);
        struct str ja = form_wanted(&field, 9, LANG_JA, &arena);
        assert_true(en.len > 0 && ja.len > 0);
        assert_false(str_eq(en, ja));
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_rows),
        TEST(test_checksums),
        TEST(test_spans),
        TEST(test_values_are_cut_between_characters),
        TEST(test_what_is_wanted_has_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
