/* Does a folio keep what is put in, clean, whole and numbered? */
#include "tests/harness.h"

#include "cli/paper/folio.h"
#include "engine/base/check.h"

static struct arena arena;
static struct folio folio;

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, 1 << 24);
    folio_init(&folio, &arena, STR("題"), (instant_t){0}, 540);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_deinit(&arena);
    return 0;
}

#define GONE "\xEF\xBF\xBD"

static const struct {
    const char *name, *put, *kept;
} rows[] = {
    {"letters that old encodings lack stay", "①㈱髙𠮷😀ｶﾅ", "①㈱髙𠮷😀ｶﾅ"},
    {"lines and tabs stay", "a\nb\tc", "a\nb\tc"},
    {"line ends of other systems become ours", "a\r\nb\rc", "a\nb\nc"},
    {"what XML can't carry leaves a mark",
     "a\x01"
     "b\x1F\x0B",
     "a" GONE "b" GONE GONE},
    {"so do DEL and the C1 controls", "\x7F\xC2\x85", GONE GONE},
    {"an overridden direction would hide what is read",
     "a\xE2\x80\xAE"
     "b\xE2\x81\xA6",
     "a" GONE "b" GONE},
    {"the first and last of the overrides go, too",
     "\xE2\x80\xAA\xE2\x80\xAE\xE2\x81\xA6\xE2\x81\xA9", GONE GONE GONE GONE},
    {"their neighbours are harmless", "\xE2\x80\xA9\xE2\x80\xAF\xE2\x81\xA5\xE2\x81\xAA",
     "\xE2\x80\xA9\xE2\x80\xAF\xE2\x81\xA5\xE2\x81\xAA"},
    {"a no-break space is no control", "\xC2\xA0", "\xC2\xA0"},
    {"U+FFFE and U+FFFF aren't characters", "\xEF\xBF\xBE\xEF\xBF\xBF", GONE GONE},
    {"markup is text like any other", "<b>&amp;", "<b>&amp;"},
    {"empty is not absent", "", ""},
};

static void texts_are_cleaned_once(void **state)
{
    (void)state;
    for (unsigned i = 0; i < COUNT(rows); i++) {
        struct str kept = folio_clean(&arena, str_of(rows[i].put));
        if (!str_eq(kept, str_of(rows[i].kept))) fail_msg("%s: %.*s", rows[i].name, STR_ARGS(kept));
    }
    assert_false(str_is(folio_clean(&arena, STR_NONE)));
}

static const char *heading_at(uint32_t index)
{
    const struct folio_block *block = vec_at(&folio.blocks, index);
    assert_int_equal(block->kind, BLOCK_HEADING);
    return block->text.ptr;
}

static void headings_count_as_the_specification_does(void **state)
{
    static const uint32_t levels[] = {1, 2, 3, 3, 2, 3, 1, 2};
    static const char *const said[] = {"1　甲",   "(1)　甲", "ア　甲", "イ　甲",
                                       "(2)　甲", "ア　甲",  "2　甲",  "(1)　甲"};
    (void)state;
    for (unsigned i = 0; i < COUNT(levels); i++) folio_heading(&folio, levels[i], STR("甲"));
    for (unsigned i = 0; i < COUNT(levels); i++) assert_string_equal(heading_at(i), said[i]);
}

static void pairs_one_after_another_are_one_block(void **state)
{
    (void)state;
    folio_pair_text(&folio, STR("a"), STR("1"));
    folio_pair_text(&folio, STR("b"), STR("2"));
    folio_break(&folio);
    folio_pair_text(&folio, STR("c"), STR("3"));
    assert_int_equal(folio.blocks.count, 3);
    const struct folio_block *last = vec_at(&folio.blocks, 2);
    assert_int_equal(last->first, 2);
    assert_int_equal(last->count, 1);
}

static void a_table_counts_its_rows(void **state)
{
    (void)state;
    folio_table(&folio, STR("表"));
    folio_column(&folio, STR("a"), 1, ALIGN_LEFT);
    folio_column(&folio, STR("b"), 1, ALIGN_LEFT);
    assert_int_equal(folio_rows(vec_at(&folio.blocks, 0)), 0);
    for (int i = 0; i < 6; i++) folio_cell(&folio, cell_number(i));
    assert_int_equal(folio_rows(vec_at(&folio.blocks, 0)), 3);
}

static void cells_say_their_values(void **state)
{
    struct folio_cell number = cell_number(-42), day = cell_day((day_t){18901});
    (void)state;
    assert_string_equal(folio_cell_said(&folio, &number, &arena).ptr, "-42");
    assert_string_equal(folio_cell_said(&folio, &day, &arena).ptr, "令和3年10月1日");
}

/* S21: an approval on behalf says so, by whom, and what paper it rests on. */
static void an_approval_on_behalf_names_its_evidence(void **state)
{
    struct folio_approval approval = {.standing = STANDING_ON_BEHALF,
                                      .what = STR("訪問 V-1"),
                                      .who = STR("森"),
                                      .recorded_by = STR("伊藤"),
                                      .seq = 12,
                                      .evidence_name = STR("承認書.pdf"),
                                      .evidence_sha256 = STR("8a5e")};
    (void)state;
    assert_string_equal(folio_approval_said(&folio, &approval, &arena).ptr,
                        "訪問 V-1\n決定者: 森\n記録者(代理): 伊藤\n証拠書類: 承認書.pdf\n"
                        "SHA-256: 8a5e\n記録番号: 12");
    approval.evidence_name = STR_NONE;
    assert_string_equal(folio_approval_said(&folio, &approval, &arena).ptr,
                        "訪問 V-1\n決定者: 森\n記録者(代理): 伊藤\n"
                        "証拠書類: 下記番号の記録を参照\n記録番号: 12");
    approval.standing = STANDING_PENDING;
    assert_string_equal(folio_approval_said(&folio, &approval, &arena).ptr, "訪問 V-1");
}

static void no_two_standings_look_alike_even_in_black_and_white(void **state)
{
    (void)state;
    for (int a = STANDING_PENDING; a <= STANDING_ON_BEHALF; a++)
        for (int b = a + 1; b <= STANDING_ON_BEHALF; b++) {
            enum folio_standing one = (enum folio_standing)a, other = (enum folio_standing)b;
            assert_string_not_equal(folio_standing_word(one), folio_standing_word(other));
            assert_string_not_equal(frame_at(folio_standing_frame(one))->line,
                                    frame_at(folio_standing_frame(other))->line);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(texts_are_cleaned_once, begin, end),
        cmocka_unit_test_setup_teardown(headings_count_as_the_specification_does, begin, end),
        cmocka_unit_test_setup_teardown(pairs_one_after_another_are_one_block, begin, end),
        cmocka_unit_test_setup_teardown(a_table_counts_its_rows, begin, end),
        cmocka_unit_test_setup_teardown(cells_say_their_values, begin, end),
        cmocka_unit_test_setup_teardown(an_approval_on_behalf_names_its_evidence, begin, end),
        cmocka_unit_test_setup_teardown(no_two_standings_look_alike_even_in_black_and_white, begin,
                                        end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
