/* Does a paper explain the special terms in it, and only these? S42 */
#include "tests/harness.h"

#include "cli/paper/glossary.h"
#include "engine/base/check.h"

static struct arena arena;

static const struct {
    const char *name, *term, *text;
    bool is_in;
} rows[] = {
    {"a term by itself", "OS", "OS", true},
    {"Japanese needs no blanks around it", "OS", "新しいOSの更新", true},
    {"part of another word isn't the term", "OS", "POST", false},
    {"nor is its beginning", "OS", "OSX", false},
    {"a later place counts", "OS", "POST と OS", true},
    {"a text shorter than the term", "SHA-256", "SHA", false},
    {"Japanese terms stand anywhere", "記録媒体", "可搬の記録媒体を", true},
    {"an absent text has none", "OS", NULL, false},
};

static void terms_are_found_as_words(void **state)
{
    (void)state;
    for (unsigned i = 0; i < COUNT(rows); i++)
        if (glossary_is_in(str_of(rows[i].term), str_of(rows[i].text)) != rows[i].is_in)
            fail_msg("%s", rows[i].name);
}

static struct folio folio_of(struct str text)
{
    struct folio folio;
    folio_init(&folio, &arena, STR("題"), (instant_t){0}, 540);
    folio_text(&folio, LOOK_BODY, text);
    return folio;
}

static void only_terms_that_occur_are_explained(void **state)
{
    struct folio folio = folio_of(STR("タッチパネルの調整"));
    (void)state;
    glossary_put(&folio);
    assert_int_equal(folio.blocks.count, 3);
    const struct folio_block *table = vec_at(&folio.blocks, 2);
    assert_int_equal(folio_rows(table), 1);
    const struct folio_cell *term = vec_at(&folio.cells, table->cell_first);
    assert_string_equal(term->text.ptr, "タッチパネル");
}

static void a_plain_paper_gets_no_glossary(void **state)
{
    struct folio folio = folio_of(STR("異常なし"));
    (void)state;
    glossary_put(&folio);
    assert_int_equal(folio.blocks.count, 1);
}

/* The stamp of an approval on behalf says SHA-256 although no block's text does. */
static void what_stamps_say_is_explained(void **state)
{
    struct folio folio = folio_of(STR("承認"));
    const struct folio_approval approval = {.standing = STANDING_ON_BEHALF,
                                            .what = STR("訪問"),
                                            .evidence_name = STR("a.pdf"),
                                            .evidence_sha256 = STR("00")};
    (void)state;
    folio_approval(&folio, &approval);
    glossary_put(&folio);
    const struct folio_block *table = vec_at(&folio.blocks, folio.blocks.count - 1);
    assert_int_equal(table->kind, BLOCK_TABLE);
    const struct folio_cell *term = vec_at(&folio.cells, table->cell_first);
    assert_string_equal(term->text.ptr, "SHA-256");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_are_found_as_words),
        cmocka_unit_test(only_terms_that_occur_are_explained),
        cmocka_unit_test(a_plain_paper_gets_no_glossary),
        cmocka_unit_test(what_stamps_say_is_explained),
    };
    arena_init(&arena, 1 << 22);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_deinit(&arena);
    return failed;
}
