/* Are the program's own options found before and behind the command, and nothing else taken? */
#include "tests/harness.h"

#include "cli/options.h"
#include "engine/base/check.h"
#include "engine/base/text.h"

enum { ARENA_BYTES = 1 << 20, WORDS_MAX = 16 };

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

/* Reads words written with blanks between; what is left of them, written so again. */
static struct options read_line(const char *line, struct text *ret_rest)
{
    struct options options;
    struct str rest = str_of(line);
    struct strs words = {ARENA_ARRAY(&arena, struct str, WORDS_MAX), 0};
    while (rest.len > 0) {
        uint32_t blank = str_find(rest, ' ');
        words.at[words.count++] = str_slice(rest, 0, blank);
        rest = str_slice(rest, blank + 1, rest.len);
    }
    options_read(words, &arena, &options);
    text_init(ret_rest, &arena);
    for (uint32_t i = 0; i < options.words.count; i++)
        text_add(ret_rest, "%s%.*s", i > 0 ? " " : "", STR_ARGS(options.words.at[i]));
    return options;
}

static void before_and_behind_are_the_same(void **state)
{
    static const char *const lines[] = {
        "--store s --json --now 2021-09-24T10:00 plan --horizon 30",
        "plan --horizon 30 --store s --json --now 2021-09-24T10:00",
        "--json plan --store=s --horizon 30 --now=2021-09-24T10:00",
    };
    (void)state;
    for (unsigned i = 0; i < COUNT(lines); i++) {
        struct text rest;
        struct options options = read_line(lines[i], &rest);
        assert_string_equal(rest.ptr, "plan --horizon 30");
        assert_true(str_eq(options.store, STR("s")));
        assert_true(str_eq(options.now, STR("2021-09-24T10:00")));
        assert_true(options.json);
        assert_false(str_is(options.trouble));
    }
}

static void the_last_one_counts(void **state)
{
    struct text rest;
    (void)state;
    struct options options = read_line("--as ito jobs --as sato", &rest);
    assert_true(str_eq(options.as, STR("sato")));
}

static void two_dashes_end_them(void **state)
{
    struct text rest;
    (void)state;
    struct options options = read_line("query -- --json", &rest);
    assert_string_equal(rest.ptr, "query -- --json");
    assert_false(options.json);
}

static void trouble_names_the_option(void **state)
{
    static const struct {
        const char *why, *line, *option;
    } rows[] = {
        {"a value is missing at the end", "jobs --store", "--store"},
        {"an empty value is none", "--as= jobs", "--as"},
        {"a switch takes none", "--json=yes jobs", "--json"},
        {"a language there isn't", "--lang fr jobs", "--lang"},
    };
    (void)state;
    for (unsigned i = 0; i < COUNT(rows); i++) {
        struct text rest;
        struct options options = read_line(rows[i].line, &rest);
        if (!str_eq(options.trouble, str_of(rows[i].option))) fail_msg("%s", rows[i].why);
    }
}

static void every_option_is_explained(void **state)
{
    uint32_t count = 0;
    (void)state;
    for (; option_about(count) != NULL; count++)
        for (int lang = 0; lang < LANG_COUNT; lang++)
            assert_true(strlen(option_about(count)->about[lang]) > 0);
    assert_true(count >= 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(before_and_behind_are_the_same, begin, end),
        cmocka_unit_test_setup_teardown(the_last_one_counts, begin, end),
        cmocka_unit_test_setup_teardown(two_dashes_end_them, begin, end),
        cmocka_unit_test_setup_teardown(trouble_names_the_option, begin, end),
        cmocka_unit_test_setup_teardown(every_option_is_explained, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
