/* Does Word get a file whose every part is sound, and the same one every time? S60 S65 */
#include "tests/harness.h"

#include "cli/paper/docx.h"
#include "engine/base/check.h"
#include "tests/cli/paper/opened.h"
#include "tests/cli/paper/scene.h"

static struct scene scene;
static char dir[32];

static int begin(void **state)
{
    (void)state;
    scene_begin(&scene);
    place_make(dir);
    return 0;
}

static int end(void **state)
{
    (void)state;
    place_remove(dir);
    scene_end(&scene);
    return 0;
}

static const char *written(const char *name)
{
    const char *path = text_format(&scene.world.arena, "%s/%s", dir, name).ptr;
    const size_t used = scene.world.turn.used_bytes;
    assert_false(is_err(docx_write(&scene.folio, &scene.world.turn, path)));
    assert_int_equal(scene.world.turn.used_bytes, used);
    return path;
}

static struct str part(const char *path, const char *name)
{
    struct str bytes = opened_part(&scene.world.arena, path, name);
    assert_true(str_is(bytes));
    return bytes;
}

static void every_part_is_well_formed_and_in_order(void **state)
{
    (void)state;
    scene_sampler(&scene);
    const char *path = written("a.docx");
    for (uint32_t i = 0; i < opened_count(path); i++) {
        struct str name = opened_name(&scene.world.arena, path, i);
        const char *fault = xml_fault(&scene.world.arena, part(path, name.ptr));
        if (fault != NULL) fail_msg("%s: %s", name.ptr, fault);
    }
    assert_string_equal(opened_name(&scene.world.arena, path, 0).ptr, "[Content_Types].xml");
}

/* The check above must be able to fail: one deliberate fault of each kind. */
static void the_check_finds_faults(void **state)
{
    struct arena *arena = &scene.world.arena;
    (void)state;
    assert_null(xml_fault(arena, STR("<w:pPr><w:pStyle/><w:jc/></w:pPr>")));
    assert_non_null(xml_fault(arena, STR("<w:pPr><w:jc/><w:pStyle/></w:pPr>")));
    assert_non_null(xml_fault(arena, STR("<a><b></a></b>")));
    assert_non_null(xml_fault(arena, STR("<a>x & y</a>")));
    assert_non_null(xml_fault(arena, STR("<a>\x01</a>")));
    assert_non_null(xml_fault(arena, STR("<a>")));
}

static void equal_folios_give_equal_bytes(void **state)
{
    struct arena *arena = &scene.world.arena;
    (void)state;
    scene_sampler(&scene);
    struct str one = opened_file(arena, written("a.docx"));
    scene_sampler(&scene);
    assert_true(str_eq(one, opened_file(arena, written("b.docx"))));
    scene.folio.created_at.ms += 1000;
    assert_false(str_eq(one, opened_file(arena, written("b.docx"))));
}

static void the_page_is_a4_with_its_number(void **state) /* S60 */
{
    (void)state;
    scene_sampler(&scene);
    const char *path = written("a.docx");
    struct str document = part(path, "word/document.xml");
    assert_int_equal(times_in(document, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"), 1);
    struct str footer = part(path, "word/footer1.xml");
    assert_int_equal(times_in(footer, "w:instr=\" PAGE \""), 1);
    assert_int_equal(times_in(footer, "w:instr=\" NUMPAGES \""), 1);
    struct str header = part(path, "word/header1.xml");
    assert_int_equal(times_in(header, "様式 &amp; 見本"), 1);
    struct str core = part(path, "docProps/core.xml");
    assert_int_equal(times_in(core, ">2021-10-01T00:00:00Z<"), 2);
}

static void whatever_is_written_stands_in_the_text(void **state)
{
    (void)state;
    scene_sampler(&scene);
    struct str document = part(written("a.docx"), "word/document.xml");
    assert_int_equal(times_in(document, "=1+1 &lt;①㈱髙𠮷😀&gt; &amp; &quot;q&quot;\xEF\xBF\xBD"),
                     60);
    assert_int_equal(times_in(document, "<w:t xml:space=\"preserve\">二行目</w:t>"), 61);
    assert_int_equal(times_in(document, "該当なし"), 1);
    assert_int_equal(times_in(document, "<w:tblHeader/>"), 2);
    assert_int_equal(times_in(document, "w:val=\"double\""), 6);
    assert_int_equal(times_in(document, "w:val=\"dashed\""), 6);
    assert_int_equal(times_in(document, SCENE_SHA256), 1);
}

static uint32_t grid_width(struct str table)
{
    uint32_t width = 0;
    for (uint32_t i = 0; i < table.len; i++) {
        struct str rest = str_slice(table, i, table.len);
        if (!str_starts(rest, STR("<w:gridCol w:w=\""))) continue;
        rest = str_slice(rest, 16, rest.len);
        uint32_t n = 0;
        assert_true(str_to_u32(str_slice(rest, 0, str_find(rest, '"')), 20000, &n));
        assert_true(n > 0);
        width += n;
    }
    return width;
}

/* Awkward shares must come out as the whole width, or the table runs over the margin. */
static void columns_fill_the_width_to_the_twip(void **state)
{
    struct folio *folio = &scene.folio;
    (void)state;
    folio_init(folio, &scene.world.arena, STR("幅"), (instant_t){0}, 540);
    folio_table(folio, STR("幅"));
    for (uint32_t i = 0; i < 7; i++) folio_column(folio, STR("列"), 3 + i * i, ALIGN_LEFT);
    struct str document = part(written("a.docx"), "word/document.xml");
    assert_int_equal(grid_width(document), 11906 - 1304 - 1134);
}

static void a_text_longer_than_a_page_goes_through(void **state)
{
    struct folio *folio = &scene.folio;
    struct text text;
    (void)state;
    text_init(&text, &scene.world.arena);
    for (int i = 0; i < 20000; i++) text_put(&text, STR("長い"));
    folio_init(folio, &scene.world.arena, STR("長"), (instant_t){0}, 540);
    folio_table(folio, STR("表"));
    folio_column(folio, STR("列"), 1, ALIGN_LEFT);
    folio_cell_text(folio, text_str(&text));
    struct str document = part(written("a.docx"), "word/document.xml");
    assert_int_equal(times_in(document, "長い"), 20000);
    assert_int_equal(times_in(document, "<w:cantSplit/>"), 1); /* the heading row's alone */
}

static void an_empty_folio_is_a_file_too(void **state)
{
    (void)state;
    folio_init(&scene.folio, &scene.world.arena, STR_NONE, (instant_t){0}, 0);
    struct str document = part(written("a.docx"), "word/document.xml");
    assert_null(xml_fault(&scene.world.arena, document));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_part_is_well_formed_and_in_order, begin, end),
        cmocka_unit_test_setup_teardown(the_check_finds_faults, begin, end),
        cmocka_unit_test_setup_teardown(equal_folios_give_equal_bytes, begin, end),
        cmocka_unit_test_setup_teardown(the_page_is_a4_with_its_number, begin, end),
        cmocka_unit_test_setup_teardown(whatever_is_written_stands_in_the_text, begin, end),
        cmocka_unit_test_setup_teardown(columns_fill_the_width_to_the_twip, begin, end),
        cmocka_unit_test_setup_teardown(a_text_longer_than_a_page_goes_through, begin, end),
        cmocka_unit_test_setup_teardown(an_empty_folio_is_a_file_too, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
