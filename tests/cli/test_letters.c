/* Do texts that a person would call the same come to one form, and others not? */
#include "tests/harness.h"

#include "cli/letters.h"
#include "engine/base/check.h"

enum { ARENA_BYTES = 1 << 20 };

static void what_means_the_same_is_folded_to_one(void **state)
{
    static const struct {
        const char *why, *text, *folded;
    } rows[] = {
        {"full-width letters and digits", "Ｊ－３", "j-3"},
        {"capitals", "J-3", "j-3"},
        {"the minus sign of mathematics", "J−3", "j-3"},
        {"a dash of printers", "J–3", "j-3"},
        {"the long vowel where a minus was meant", "Ｊー３", "j-3"},
        {"the long vowel of a word stays", "サーバー", "サーバー"},
        {"half-width katakana", "ﾀｯﾁﾊﾟﾈﾙ", "タッチパネル"},
        {"marks on their own letter", "か\xE3\x82\x99", "が"},
        {"a wide blank", "9/17　16:00", "9/17 16:00"},
        {"a wave dash", "1〜3", "1~3"},
        {"a full-width tilde", "1～3", "1~3"},
        {"kanji stay", "札幌市", "札幌市"},
        {"nothing", "", ""},
        {"no UTF-8 is left alone", "A\xFF", "A\xFF"},
    };
    struct arena arena;
    (void)state;
    arena_init(&arena, ARENA_BYTES);
    for (unsigned i = 0; i < COUNT(rows); i++) {
        struct str folded = letters_fold(&arena, str_of(rows[i].text));
        if (!str_eq(folded, str_of(rows[i].folded)))
            fail_msg("%s: %.*s", rows[i].why, STR_ARGS(folded));
    }
    arena_deinit(&arena);
}

static void names_leave_out_kana_and_blanks(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena, ARENA_BYTES);
    struct str katakana = letters_fold_name(&arena, STR("アベ　ガク"));
    struct str hiragana = letters_fold_name(&arena, STR("あべ がく"));
    struct str narrow = letters_fold_name(&arena, STR("ｱﾍﾞ ｶﾞｸ"));
    assert_true(str_eq(katakana, STR("アベガク")));
    assert_true(str_eq(hiragana, katakana));
    assert_true(str_eq(narrow, katakana));
    arena_deinit(&arena);
}

static void a_short_text_needs_no_arena(void **state)
{
    struct fold_room room;
    char longest[FOLD_LETTERS_MAX + 2] = "";
    (void)state;
    assert_true(str_eq(letters_fold_in(&room, STR("１０／１５")), STR("10/15")));
    memset(longest, 'x', FOLD_LETTERS_MAX);
    assert_int_equal(letters_fold_in(&room, str_of(longest)).len, FOLD_LETTERS_MAX);
    longest[FOLD_LETTERS_MAX] = 'x';
    assert_false(str_is(letters_fold_in(&room, str_of(longest))));
    assert_false(str_is(letters_fold_in(&room, STR("\xFF"))));
    /* One letter that stands for eighteen, as often as fits the bytes. */
    assert_false(
        str_is(letters_fold_in(&room, STR("\xEF\xB7\xBA\xEF\xB7\xBA\xEF\xB7\xBA\xEF\xB7\xBA"))));
}

static void columns_are_those_of_a_terminal(void **state)
{
    uint32_t len;
    (void)state;
    assert_int_equal(letter_columns(letter_at(STR("札"), 0, &len)), 2);
    assert_int_equal(len, 3);
    assert_int_equal(letter_columns(letter_at(STR("ｱ"), 0, &len)), 1);
    assert_int_equal(letter_columns(letter_at(STR("Ａ"), 0, &len)), 2);
    assert_int_equal(letter_columns(letter_at(STR("\xE3\x82\x99"), 0, &len)), 0);
    assert_int_equal(letter_at(STR("\xFF"), 0, &len), 0xFFFD);
    assert_int_equal(len, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_means_the_same_is_folded_to_one),
        cmocka_unit_test(names_leave_out_kana_and_blanks),
        cmocka_unit_test(a_short_text_needs_no_arena),
        cmocka_unit_test(columns_are_those_of_a_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
