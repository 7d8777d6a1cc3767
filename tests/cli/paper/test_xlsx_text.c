/* Are texts brought inside Excel's limits without breaking a letter? */
#include "tests/harness.h"

#include "cli/paper/xlsx_text.h"
#include "engine/base/check.h"

static struct arena arena;

static const struct {
    const char *name, *text, *sheet;
} rows[] = {
    {"a plain name stays", "名簿", "名簿"},
    {"the second of its name gets a number", "名簿", "名簿 (2)"},
    {"and the third", "名簿", "名簿 (3)"},
    {"Latin letters are alike in both cases", "List", "List"},
    {"so this one is taken", "LIST", "LIST (2)"},
    {"what Excel forbids is a blank", "a[b]:c*d?e/f\\g'", "a b  c d e f g "},
    {"Excel keeps this name for itself", "History", "History (2)"},
    {"a table must have some name", "", "表"},
    {"31 units are the most", "12345678901234567890123456789012",
     "1234567890123456789012345678901"},
    {"a number still fits behind it", "1234567890123456789012345678901x",
     "12345678901234567890123 (2)"},
    {"a surrogate pair is two units and isn't cut in half", "123456789012345678901234567890𠮷",
     "123456789012345678901234567890"},
};

static void sheets_have_names_that_excel_takes(void **state)
{
    struct xlsx_names names = {{0}};
    (void)state;
    for (unsigned i = 0; i < COUNT(rows); i++) {
        struct str name = xlsx_name(&names, &arena, str_of(rows[i].text));
        if (!str_eq(name, str_of(rows[i].sheet)))
            fail_msg("%s: %.*s", rows[i].name, STR_ARGS(name));
    }
}

static struct str repeated(const char *letter, uint32_t times)
{
    struct text text;
    text_init(&text, &arena);
    for (uint32_t i = 0; i < times; i++) text_put(&text, str_of(letter));
    return text_str(&text);
}

static void a_cell_is_cut_one_past_its_limit(void **state)
{
    struct str at = repeated("漢", XLSX_CELL_UNITS_MAX), past = repeated("漢", 32768);
    (void)state;
    assert_true(str_eq(xlsx_text_fit(&arena, at), at));
    struct str cut = xlsx_text_fit(&arena, past);
    assert_true(cut.len < past.len);
    const uint32_t end = sizeof XLSX_CUT - 1;
    assert_true(str_eq(str_slice(cut, cut.len - end, cut.len), STR(XLSX_CUT)));
    assert_true(str_is_utf8(cut));
    assert_true(str_eq(xlsx_text_fit(&arena, repeated("😀", 16383)), repeated("😀", 16383)));
    assert_true(xlsx_text_fit(&arena, repeated("😀", 16384)).len < 16384 * 4);
}

static void headers_show_an_ampersand_as_itself(void **state)
{
    (void)state;
    assert_string_equal(xlsx_header(&arena, STR("A&B\nC")).ptr, "&RA&&B C");
    assert_true(xlsx_header(&arena, repeated("&", 1000)).len < 255);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheets_have_names_that_excel_takes),
        cmocka_unit_test(a_cell_is_cut_one_past_its_limit),
        cmocka_unit_test(headers_show_an_ampersand_as_itself),
    };
    arena_init(&arena, 1 << 26);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_deinit(&arena);
    return failed;
}
