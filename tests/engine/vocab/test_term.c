/* Is every word of every closed list found by its name, and by no other? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "engine/vocab/term.h"

static const struct term_set *const sets[] = {
#define SET(set, rows) &set##_terms,
#include "engine/vocab/term.def"
#undef SET
};

static void test_every_word_is_found_at_its_place_once(void **state)
{
    (void)state;
    for (uint32_t s = 0; s < COUNT(sets); s++) {
        assert_true(sets[s]->count > 0);
        for (uint32_t i = 0; i < sets[s]->count; i++) {
            const struct term *term = &sets[s]->terms[i];
            assert_int_equal(term_find(sets[s], str_of(term->name)), i);
            assert_true(strlen(term->word[LANG_EN]) > 0 && strlen(term->word[LANG_JA]) > 0);
        }
    }
}

/* Names are what people type and programs match: small letters, digits, dashes and dots. */
static void test_names_are_plain(void **state)
{
    (void)state;
    for (uint32_t s = 0; s < COUNT(sets); s++)
        for (uint32_t i = 0; i < sets[s]->count; i++)
            for (const char *p = sets[s]->terms[i].name; *p != '\0'; p++)
                assert_true((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') || *p == '-' ||
                            *p == '.');
}

static void test_strangers_are_not_found(void **state)
{
    (void)state;
    static const struct str strangers[] = {{"", 0},          {"Customer", 8},  {"custome", 7},
                                           {"customers", 9}, {"customer ", 9}, {NULL, 0}};
    for (uint32_t i = 0; i < COUNT(strangers); i++)
        assert_int_equal(term_find(&role_terms, strangers[i]), role_terms.count);
}

static void test_parse_name_and_word_agree(void **state)
{
    (void)state;
    enum role role = ROLE_SYSTEM;
    assert_true(role_parse(STR("auditor"), &role));
    assert_int_equal(role, ROLE_AUDITOR);
    assert_false(role_parse(STR("nobody"), &role));
    assert_int_equal(role, ROLE_AUDITOR);
    assert_string_equal(role_name(ROLE_CUSTOMER), "customer");
    assert_string_equal(role_word(ROLE_CUSTOMER, LANG_JA), "本市");
    assert_string_equal(result_name(RESULT_NOT_REACHED), "not-reached");
}

/* Positions are bytes of the log: these are for ever. */
static void test_stored_words_keep_their_places(void **state)
{
    (void)state;
    assert_int_equal(ROLE_SYSTEM, 0);
    assert_int_equal(ROLE_ADMIN, 1);
    assert_int_equal(ROLE_CUSTOMER, 2);
    assert_int_equal(ROLE_COORDINATOR, 3);
    assert_int_equal(ROLE_TECHNICIAN, 4);
    assert_int_equal(ROLE_AUDITOR, 5);
    assert_int_equal(HOLD_CUSTOMER, 0);
    assert_int_equal(HOLD_VENDOR, 1);
    assert_int_equal(RESULT_DONE, 0);
    assert_int_equal(RESULT_FAILED, 1);
    assert_int_equal(RESULT_NOT_REACHED, 2);
    assert_int_equal(MEDIA_CLEAN, 0);
    assert_int_equal(MEDIA_INFECTED, 1);
    assert_int_equal(SEVERITY_INFO, 0);
    assert_int_equal(SEVERITY_WARNING, 1);
    assert_int_equal(SEVERITY_CRITICAL, 2);
}

static void test_names_are_listed_for_messages(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 4096);
    assert_true(str_eq(term_names(&arena, &result_terms), STR("done, failed, not-reached")));
    arena_deinit(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_word_is_found_at_its_place_once),
        cmocka_unit_test(test_names_are_plain),
        cmocka_unit_test(test_strangers_are_not_found),
        cmocka_unit_test(test_parse_name_and_word_agree),
        cmocka_unit_test(test_stored_words_keep_their_places),
        cmocka_unit_test(test_names_are_listed_for_messages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
