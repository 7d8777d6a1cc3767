/* Is base64 the one of RFC 4648, with one spelling for each run of bytes? */
#include "tests/harness.h"

#include <string.h>

#include "engine/base/check.h"
#include "engine/proof/base64.h"

static const struct {
    const char *bytes, *text;
} rows[] = {
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
};

static void the_examples_of_the_rfc_go_both_ways(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 16);
    for (size_t i = 0; i < COUNT(rows); i++) {
        uint8_t back[8];
        size_t len = 99;
        struct bytes bytes = {(const uint8_t *)rows[i].bytes, strlen(rows[i].bytes)};
        assert_string_equal(base64_print(&arena, bytes).ptr, rows[i].text);
        assert_true(base64_parse(str_of(rows[i].text), back, sizeof back, &len));
        assert_int_equal(len, bytes.len);
        assert_memory_equal(back, bytes.ptr, len);
    }
    arena_deinit(&arena);
}

static void anything_but_the_canonical_spelling_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "Zg",       "Zg=",    "Zh==",  "Zm9=", "Z===",   "====",        "=",
        "Zg==Zg==", "Zm9v\n", "Zm 9v", "Zm-_", "Zm9vZg", "Zg==\n\n\n\n"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        uint8_t back[16];
        size_t len;
        print_message("%s\n", bad[i]);
        assert_false(base64_parse(str_of(bad[i]), back, sizeof back, &len));
    }
}

static void what_does_not_fit_is_refused(void **state)
{
    (void)state;
    uint8_t back[3];
    size_t len;
    assert_true(base64_parse(STR("Zm9v"), back, 3, &len));
    assert_false(base64_parse(STR("Zm9vYg=="), back, 3, &len));
    struct digest digest;
    assert_false(digest_parse(STR("Zm9v"), &digest));
}

static void digests_go_both_ways(void **state)
{
    (void)state;
    struct digest back, digest = sha256((struct bytes){0});
    char text[DIGEST_TEXT_BYTES];
    digest_print(digest, text);
    assert_string_equal(text, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    assert_true(digest_parse(str_of(text), &back));
    assert_true(digest_eq(back, digest));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_examples_of_the_rfc_go_both_ways),
        cmocka_unit_test(anything_but_the_canonical_spelling_is_refused),
        cmocka_unit_test(what_does_not_fit_is_refused),
        cmocka_unit_test(digests_go_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
