/* Are lines of any length and ending taken as they are, and those too long passed over? */
#include "tests/harness.h"

#include "cli/lines.h"
#include "engine/base/check.h"
#include "engine/base/text.h"

enum { ARENA_BYTES = 1 << 26, LINE_MAX_BYTES = 10, LONG = 200 * 1000 };

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

/* What comes out of an input, as "1:abc 2!": number and text, or ! for one too long. */
static const char *taken(struct str content)
{
    struct sent_file file = {STR("-"), {(const uint8_t *)content.ptr, content.len}};
    struct inputs inputs = {.sent = &file, .sent_count = 1};
    struct input input;
    struct lines lines;
    struct text out;
    struct str line;
    assert_int_equal(input_open(&inputs, STR("-"), &input), INPUT_READ);
    lines_begin(&lines, input, LINE_MAX_BYTES, &arena);
    text_init(&out, &arena);
    for (;;) {
        enum lines_step step = lines_next(&lines, true, &line);
        if (step == LINES_END) break;
        if (out.len > 0) text_putc(&out, ' ');
        if (step == LINES_TOO_LONG)
            text_add(&out, "%u!", lines.number);
        else
            text_add(&out, "%u:%.*s", lines.number, STR_ARGS(line));
    }
    lines_end(&lines);
    return out.ptr;
}

static void lines_are_counted_from_one(void **state)
{
    (void)state;
    assert_string_equal(taken(STR("")), "");
    assert_string_equal(taken(STR("\n")), "1:");
    assert_string_equal(taken(STR("a\nb\n")), "1:a 2:b");
    assert_string_equal(taken(STR("a\n\nb")), "1:a 2: 3:b");
    assert_string_equal(taken(STR("a\r\nb\r\n")), "1:a 2:b");
}

static void the_limit_itself_is_allowed(void **state)
{
    (void)state;
    assert_string_equal(taken(STR("0123456789\nx")), "1:0123456789 2:x");
    assert_string_equal(taken(STR("0123456789a\nx")), "1! 2:x");
    assert_string_equal(taken(STR("0123456789a")), "1!");
}

static void a_line_longer_than_the_buffer_is_one_line(void **state)
{
    (void)state;
    struct text text;
    text_init(&text, &arena);
    text_put(&text, STR("a\n"));
    for (int i = 0; i < LONG; i++) text_putc(&text, 'x');
    text_put(&text, STR("\nb\n"));
    assert_string_equal(taken(text_str(&text)), "1:a 2! 3:b");
    text.len -= 3; /* the same without an end */
    assert_string_equal(taken(text_str(&text)), "1:a 2!");
}

/* Whatever little of it is left in the last reading, it isn't a line of its own. */
static void the_end_of_a_long_line_is_no_line(void **state)
{
    (void)state;
    for (int length = 65536 - 8; length < 65536 + 64; length++) {
        struct text text;
        text_init(&text, &arena);
        for (int i = 0; i < length; i++) text_putc(&text, 'x');
        text_put(&text, STR("\nb\n"));
        assert_string_equal(taken(text_str(&text)), "1! 2:b");
    }
}

static void what_was_not_sent_is_wanted(void **state)
{
    struct inputs inputs = {0};
    struct input input;
    (void)state;
    assert_int_equal(input_open(&inputs, STR("/etc/passwd"), &input), INPUT_MISSING);
    assert_true(str_eq(inputs.wanted, STR("/etc/passwd")));
    assert_int_equal(input_open(&inputs, STR("another"), &input), INPUT_MISSING);
    assert_true(str_eq(inputs.wanted, STR("/etc/passwd")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(lines_are_counted_from_one, begin, end),
        cmocka_unit_test_setup_teardown(the_limit_itself_is_allowed, begin, end),
        cmocka_unit_test_setup_teardown(a_line_longer_than_the_buffer_is_one_line, begin, end),
        cmocka_unit_test_setup_teardown(the_end_of_a_long_line_is_no_line, begin, end),
        cmocka_unit_test_setup_teardown(what_was_not_sent_is_wanted, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
