/* Does Excel get registers with real dates, ready to print and filter, the same every time? S65 */
#include "tests/harness.h"

#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/paper/xlsx.h"
#include "cli/paper/xlsx_text.h"
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

static const char *written(const char *name, enum xlsx_dates dates)
{
    const char *path = text_format(&scene.world.arena, "%s/%s", dir, name).ptr;
    const size_t used = scene.world.turn.used_bytes;
    assert_false(is_err(xlsx_write(&scene.folio, dates, &scene.world.turn, path)));
    assert_int_equal(scene.world.turn.used_bytes, used);
    return path;
}

static struct str part(const char *path, const char *name)
{
    struct str bytes = opened_part(&scene.world.arena, path, name);
    assert_true(str_is(bytes));
    return bytes;
}

static void every_part_is_well_formed(void **state)
{
    (void)state;
    scene_sampler(&scene);
    const char *path = written("a.xlsx", XLSX_ERA);
    for (uint32_t i = 0; i < opened_count(path); i++) {
        struct str name = opened_name(&scene.world.arena, path, i);
        const char *fault = xml_fault(&scene.world.arena, part(path, name.ptr));
        if (fault != NULL) fail_msg("%s: %s", name.ptr, fault);
    }
}

/* A zip's clock ticks every two seconds. */
static void equal_folios_give_equal_bytes_later_too(void **state)
{
    struct arena *arena = &scene.world.arena;
    const struct timespec two_seconds = {2, 0};
    (void)state;
    scene_sampler(&scene);
    struct str one = opened_file(arena, written("a.xlsx", XLSX_ERA));
    assert_int_equal(nanosleep(&two_seconds, NULL), 0);
    scene_sampler(&scene);
    assert_true(str_eq(one, opened_file(arena, written("b.xlsx", XLSX_ERA))));
}

static void dates_are_real_and_japanese_everywhere(void **state) /* [$-411] */
{
    (void)state;
    scene_sampler(&scene);
    const char *path = written("a.xlsx", XLSX_ERA);
    struct str styles = part(path, "xl/styles.xml");
    assert_int_equal(times_in(styles, "[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\""),
                     1);
    struct str sheet = part(path, "xl/worksheets/sheet2.xml");
    assert_int_equal(times_in(sheet, "<v>44463</v>"), 1); /* 2021-09-24 */
    assert_int_equal(times_in(sheet, "<v>44463.420138888891</v>") +
                         times_in(sheet, "<v>44463.42013888889</v>"),
                     60); /* 10:05 */
    styles = part(written("b.xlsx", XLSX_WESTERN), "xl/styles.xml");
    assert_int_equal(times_in(styles, "[$-411]yyyy&quot;年&quot;"), 2);
    assert_int_equal(times_in(styles, "ggge"), 0);
}

/* Before 1900-03-01 Excel counts a day that never was; beyond 2^53 it loses numbers. */
static void what_excel_would_get_wrong_is_words(void **state)
{
    struct folio *folio = &scene.folio;
    (void)state;
    folio_init(folio, &scene.world.arena, STR("端"), (instant_t){0}, 540);
    folio_table(folio, STR("端"));
    folio_column(folio, STR("列"), 1, ALIGN_LEFT);
    folio_cell(folio, cell_day(day_at("1900-02-28")));
    folio_cell(folio, cell_day(day_at("1900-03-01")));
    folio_cell(folio, cell_number((INT64_C(1) << 53) + 1));
    const char *path = written("a.xlsx", XLSX_ERA);
    struct str strings = part(path, "xl/sharedStrings.xml");
    assert_int_equal(times_in(strings, "明治33年2月28日"), 1);
    assert_int_equal(times_in(strings, "明治33年3月1日"), 0);
    assert_int_equal(times_in(strings, "9007199254740993"), 1);
    assert_int_equal(times_in(part(path, "xl/worksheets/sheet2.xml"), "<v>61</v>"), 1);
}

static void no_text_becomes_a_formula(void **state)
{
    (void)state;
    scene_sampler(&scene);
    const char *path = written("a.xlsx", XLSX_ERA);
    assert_int_equal(times_in(part(path, "xl/worksheets/sheet2.xml"), "<f>"), 0);
    struct str strings = part(path, "xl/sharedStrings.xml");
    assert_int_equal(times_in(strings, "=1+1 &lt;①㈱髙𠮷😀&gt; &amp; \"q\"\xEF\xBF\xBD\n二行目"), 1);
}

static void a_register_prints_on_a4_under_its_heading(void **state) /* S60 */
{
    (void)state;
    scene_sampler(&scene);
    const char *path = written("a.xlsx", XLSX_ERA);
    struct str sheet = part(path, "xl/worksheets/sheet2.xml");
    assert_int_equal(times_in(sheet, "state=\"frozen\""), 1);
    assert_int_equal(times_in(sheet, "ySplit=\"1\""), 1);
    assert_int_equal(times_in(sheet, "paperSize=\"9\""), 1);
    assert_int_equal(times_in(sheet, "<autoFilter ref=\"A1:D61\"/>"), 1);
    assert_int_equal(times_in(sheet, "&amp;P / &amp;N"), 1);
    struct str book = part(path, "xl/workbook.xml");
    assert_int_equal(times_in(book, "_xlnm.Print_Titles"), 2);
    assert_int_equal(times_in(book, "name=\"一覧\""), 1);
    assert_int_equal(times_in(book, "name=\"一覧 (2)\""), 1);
    assert_int_equal(times_in(part(path, "xl/sharedStrings.xml"), "該当なし"), 1);
}

static void a_text_over_a_cell_is_cut_and_says_so(void **state)
{
    struct folio *folio = &scene.folio;
    struct text text;
    (void)state;
    text_init(&text, &scene.world.arena);
    for (int i = 0; i < 20000; i++) text_put(&text, STR("𠮷"));
    folio_init(folio, &scene.world.arena, STR("長"), (instant_t){0}, 540);
    folio_table(folio, STR("表"));
    folio_column(folio, STR("列"), 1, ALIGN_LEFT);
    folio_cell_text(folio, text_str(&text));
    struct str strings = part(written("a.xlsx", XLSX_ERA), "xl/sharedStrings.xml");
    assert_int_equal(times_in(strings, "以下省略"), 1);
    assert_true(times_in(strings, "𠮷") > 16000);
}

static bool is_there(const char *path, const char *ending)
{
    struct str whole = text_format(&scene.world.arena, "%s%s", path, ending);
    return access(whole.ptr, F_OK) == 0;
}

static void a_failed_write_leaves_nothing(void **state)
{
    struct arena *arena = &scene.world.arena;
    (void)state;
    scene_sampler(&scene);
    const char *path = text_format(arena, "%s/none/a.xlsx", dir).ptr;
    assert_int_equal(xlsx_write(&scene.folio, XLSX_ERA, arena, path).code, ERR_IO);
    path = written("a.xlsx", XLSX_ERA);
    assert_false(is_there(path, ".part"));
    path = text_format(arena, "%s/taken", dir).ptr; /* by a folder: it can't go there */
    assert_int_equal(mkdir(path, 0777), 0);
    assert_true(is_err(xlsx_write(&scene.folio, XLSX_ERA, arena, path)));
    assert_false(is_there(path, ".part"));
    assert_int_equal(rmdir(path), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_part_is_well_formed, begin, end),
        cmocka_unit_test_setup_teardown(equal_folios_give_equal_bytes_later_too, begin, end),
        cmocka_unit_test_setup_teardown(dates_are_real_and_japanese_everywhere, begin, end),
        cmocka_unit_test_setup_teardown(what_excel_would_get_wrong_is_words, begin, end),
        cmocka_unit_test_setup_teardown(no_text_becomes_a_formula, begin, end),
        cmocka_unit_test_setup_teardown(a_register_prints_on_a4_under_its_heading, begin, end),
        cmocka_unit_test_setup_teardown(a_text_over_a_cell_is_cut_and_says_so, begin, end),
        cmocka_unit_test_setup_teardown(a_failed_write_leaves_nothing, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
