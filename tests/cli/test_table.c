/* Do tables and paragraphs line up in a terminal, kanji and all, and can no text steer it? */
#include "tests/harness.h"

#include "cli/table.h"
#include "engine/base/check.h"

enum { ARENA_BYTES = 1 << 22 };

static struct arena arena;

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, ARENA_BYTES);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_deinit(&arena);
    return 0;
}

static void widths_are_those_of_a_terminal(void **state)
{
    static const struct {
        const char *text;
        uint32_t columns;
    } rows[] = {{"", 0}, {"abc", 3}, {"手配", 4}, {"ｶﾅ", 2}, {"e\xCC\x81", 1}, {"4(3)イ", 6}};
    (void)state;
    for (unsigned i = 0; i < COUNT(rows); i++)
        assert_int_equal(text_columns(str_of(rows[i].text)), rows[i].columns);
}

static void columns_line_up_in_both_languages(void **state)
{
    struct table table;
    struct text out;
    (void)state;
    text_init(&out, &arena);
    table_init(&table, &arena, 80, false);
    table_column(&table, COLUMN_LEFT, "場所");
    table_column(&table, COLUMN_RIGHT, "min");
    table_column(&table, COLUMN_LEFT, "who");
    table_cell(&table, str_of("菊水分庁舎"));
    table_cell_number(&table, 120);
    table_cell(&table, str_of("abe"));
    table_cell(&table, str_of("card"));
    table_cell_number(&table, 5);
    table_cell(&table, STR_NONE);
    table_print(&table, &out);
    assert_string_equal(out.ptr, "場所        min  who\n"
                                 "菊水分庁舎  120  abe\n"
                                 "card          5\n");
}

static void the_rest_wraps_under_itself(void **state)
{
    struct table table;
    struct text out;
    (void)state;
    text_init(&out, &arena);
    table_init(&table, &arena, 40, false);
    table_column(&table, COLUMN_LEFT, "");
    table_column(&table, COLUMN_REST, "");
    table_cell(&table, str_of("one"));
    table_cell(&table, str_of("The customer permits entry to the site, and to rooms."));
    table_cell(&table, str_of("二"));
    table_cell(&table, str_of("本市が入庁を許可し、必要な室への入室も許可する。"));
    table_print(&table, &out);
    assert_string_equal(out.ptr, "one  The customer permits entry to the\n"
                                 "     site, and to rooms.\n"
                                 "二   本市が入庁を許可し、必要な室への入\n"
                                 "     室も許可する。\n");
}

static void a_table_too_wide_for_the_terminal_wraps_its_widest_column(void **state)
{
    struct table table;
    struct text out;
    (void)state;
    text_init(&out, &arena);
    table_init(&table, &arena, 40, false);
    table_column(&table, COLUMN_LEFT, "開始");
    table_column(&table, COLUMN_LEFT, "場所");
    table_column(&table, COLUMN_RIGHT, "不足");
    table_cell(&table, str_of("2021-10-15(金)"));
    table_cell(&table, str_of("マイナンバーカードセンター"));
    table_cell_number(&table, 12);
    table_cell(&table, str_of("2021-10-29(金)"));
    table_cell(&table, str_of("菊水分庁舎"));
    table_cell_number(&table, 4);
    table_print(&table, &out);
    assert_string_equal(out.ptr, "開始            場所                不足\n"
                                 "2021-10-15(金)  マイナンバーカード    12\n"
                                 "                センター\n"
                                 "2021-10-29(金)  菊水分庁舎             4\n");
}

static void no_line_begins_with_a_full_stop(void **state)
{
    struct text out;
    (void)state;
    text_init(&out, &arena);
    text_put_wrapped(&out, str_of("一二三四五。六"), 10, 0, 0);
    assert_string_equal(out.ptr, "一二三四\n五。六\n");
}

static void a_date_stays_on_its_line(void **state)
{
    struct text out;
    (void)state;
    text_init(&out, &arena);
    text_put_wrapped(&out, STR("期限は2021年10月15日(金)です"), 18, 0, 0);
    assert_string_equal(out.ptr, "期限は\n2021年10月15日(金)\nです\n");
}

static void a_word_wider_than_the_place_is_cut(void **state)
{
    struct text out;
    (void)state;
    text_init(&out, &arena);
    text_put_wrapped(&out, str_of("abcdefghij"), 4, 2, 0);
    assert_string_equal(out.ptr, "abcd\n  ef\n  gh\n  ij\n");
    text_init(&out, &arena);
    text_put_wrapped(&out, str_of("手"), 1, 0, 0); /* no room at all: it must end all the same */
    assert_string_equal(out.ptr, "手\n");
}

static void nothing_is_written_without_rows(void **state)
{
    struct table table;
    struct text out;
    (void)state;
    text_init(&out, &arena);
    table_init(&table, &arena, 80, false);
    table_column(&table, COLUMN_LEFT, "heading");
    table_print(&table, &out);
    assert_int_equal(out.len, 0);
    assert_int_equal(table_rows(&table), 0);
}

static void what_could_steer_a_terminal_is_taken_out(void **state)
{
    struct text out;
    (void)state;
    text_init(&out, &arena);
    text_put_clean(&out, str_of("a\033[31m\tb\nc\x7F\xC2\x9B\xE2\x80\xAE"
                                "d\xFF"));
    assert_string_equal(out.ptr, "a [31m b c   d\xEF\xBF\xBD");
}

static void colours_stand_outside_the_widths(void **state)
{
    struct table table;
    struct text out;
    (void)state;
    text_init(&out, &arena);
    table_init(&table, &arena, 80, true);
    table_column(&table, COLUMN_LEFT, "");
    table_column(&table, COLUMN_LEFT, "");
    table_cell(&table, str_of("late"));
    table_cell(&table, str_of("J-3"));
    table_mark(&table, MARK_BAD);
    table_print(&table, &out);
    assert_string_equal(out.ptr, "\033[31mlate  J-3\033[0m\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(widths_are_those_of_a_terminal, begin, end),
        cmocka_unit_test_setup_teardown(columns_line_up_in_both_languages, begin, end),
        cmocka_unit_test_setup_teardown(the_rest_wraps_under_itself, begin, end),
        cmocka_unit_test_setup_teardown(a_table_too_wide_for_the_terminal_wraps_its_widest_column,
                                        begin, end),
        cmocka_unit_test_setup_teardown(no_line_begins_with_a_full_stop, begin, end),
        cmocka_unit_test_setup_teardown(a_date_stays_on_its_line, begin, end),
        cmocka_unit_test_setup_teardown(a_word_wider_than_the_place_is_cut, begin, end),
        cmocka_unit_test_setup_teardown(nothing_is_written_without_rows, begin, end),
        cmocka_unit_test_setup_teardown(what_could_steer_a_terminal_is_taken_out, begin, end),
        cmocka_unit_test_setup_teardown(colours_stand_outside_the_widths, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
