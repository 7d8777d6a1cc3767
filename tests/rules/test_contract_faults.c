/* What does the reader say to a file that is not a contract? Every fault, and its place. */
#include "tests/harness.h"

#include "engine/base/limits.h"
#include "tests/rules/contract_text.h"

#define ROOT_KEYS                                                                                  \
    "contract, title, customer, period, offset, calendar, response, sites, crews, approvals, "     \
    "leads, classes, groups, merge, dispatch, documents, month_end, alerts, depots, travel"

/* small.yaml with `find` replaced by `with`, or the text `with` alone; "" is a contract. */
static const struct row {
    const char *name, *find, *with, *faults;
} rows[] = {
    {"an empty file is no contract", NULL, "", "1:1 the file is empty\n"},
    {"nor is one of comments", NULL, "# nothing\n", "1:1 the file is empty\n"},
    {"nor an empty document", NULL, "---\n...\n", "1:1 the file is empty\n"},
    {"a list is no contract", NULL, "- contract\n", "1:1 contract must be a map: {key: value}\n"},
    {"a word is no contract", NULL, "contract\n", "1:1 contract must be a map: {key: value}\n"},
    {"a bracket that is never closed", "[work-order]", "[work-order",
     "12:78 not YAML: did not find expected ',' or ']' while parsing a flow sequence\n"},
    {"a tab as indentation", "  hall:", "\thall:",
     "9:1 not YAML: found character that cannot start any token while scanning for the next "
     "token\n"},
    {"a colon inside a plain text", "title: Small", "title: Small: a contract",
     "2:13 not YAML: mapping values are not allowed in this context\n"},
    {"a control character", "title: Small", "title: Sm\001all",
     "2:10 not YAML: control characters are not allowed\n"},
    {"an unknown key is answered with the nearest one", "title: Small", "titel: Small",
     "1:1 title is missing\n"
     "2:1 unknown key titel; did you mean title? known here: " ROOT_KEYS "\n"},
    {"an unknown key like none is answered with all", "  repair: {", "  repair: {colour: red, ",
     "12:12 unknown key colour; known here: title, clause, source, urgency, minutes, crew, skills, "
     "expected, group, needs, standing_procedure, once, alone, site, earliest, target, due, "
     "vendor\n"},
    {"a key twice", "title: Small", "title: Small\ntitle: Smaller",
     "3:1 title stands here twice; the first one is on line 2\n"},
    {"a class twice", "  check: {", "  repair: {",
     "13:3 repair stands here twice; the first one is on line 12\n"},
    {"a missing key on the top", "customer: Town\n", "", "1:1 customer is missing\n"},
    {"a missing key inside", "minutes: 60, ", "", "12:3 classes.repair.minutes is missing\n"},
    {"a missing key of a list's entry", "sites:",
     "documents:\n  - {kind: plan, owed: start}\nsites:", "9:5 documents[1].title is missing\n"},
    {"a key without a value", "title: Small", "title:", "2:7 title has no value\n"},
    {"a null is no value", "title: Small", "title: ~", "2:8 title has no value\n"},
    {"a list without a value", "sites:", "documents:\nsites:", "8:11 documents has no value\n"},
    {"a map where a value is wanted", "title: Small", "title: {a: b}",
     "2:8 title must be a single value\n"},
    {"a value where a map is wanted", "period: {from: 2021-04-01, to: 2022-03-31}", "period: 2021",
     "4:9 period must be a map: {key: value}\n"},
    {"a map where a list is wanted",
     "sites:", "documents: {kind: plan}\nsites:", "8:12 documents must be a list: [a, b]\n"},
    {"a key that is a list", "title: Small", "[title]: Small",
     "1:1 title is missing\n"
     "2:1 a key is a word, not a list or a map\n"},
    {"a key that is a number is unknown", "title: Small", "title: Small\n3: 4",
     "3:1 unknown key 3; known here: " ROOT_KEYS "\n"},
    {"an id with a capital", "contract: small", "contract: Small",
     "1:11 Small is not a name: a to z, 0 to 9 and -, not - first, at most 64 bytes\n"},
    {"an id that starts with -", "  annex:", "  -annex:",
     "10:3 -annex is not a name: a to z, 0 to 9 and -, not - first, at most 64 bytes\n"},
    {"a site's id with a blank", "  annex:", "  the annex:",
     "10:3 the annex is not a name: a to z, 0 to 9 and -, not - first, at most 64 bytes\n"},
    {"a class's id in Japanese", "  repair:", "  修理:",
     "12:3 修理 is not a name: a to z, 0 to 9 and -, not - first, at most 64 bytes\n"},
    {"a text without letters", "title: Small", "title: ''",
     "2:8 title must be one line of 1 to 1000 bytes without control characters\n"},
    {"a text of two lines", "title: Small", "title: |\n  a\n  b",
     "2:8 title must be one line of 1 to 1000 bytes without control characters\n"},
    {"a text with an escaped control character", "title: Small", "title: \"a\\e[2Jb\"",
     "2:8 title must be one line of 1 to 1000 bytes without control characters\n"},
    {"a text with an escaped NUL", "title: Small", "title: \"a\\0b\"",
     "2:8 title must be one line of 1 to 1000 bytes without control characters\n"},
    {"a text with a line separator", "title: Small", "title: \"a\\u2028b\"",
     "2:8 title must be one line of 1 to 1000 bytes without control characters\n"},
    {"a text with a noncharacter", "title: Small", "title: \"a\\uFFFEb\"",
     "2:8 title must be one line of 1 to 1000 bytes without control characters\n"},
    {"a number in words", "minutes: 60", "minutes: sixty",
     "12:56 minutes must be a whole number from 1 to 1440, not sixty\n"},
    {"a number in quotes is a text", "minutes: 60", "minutes: \"60\"",
     "12:56 minutes must be a whole number from 1 to 1440, not \"60\"\n"},
    {"a number below its range", "minutes: 60", "minutes: 0",
     "12:56 minutes must be a whole number from 1 to 1440, not 0\n"},
    {"a number at the end of its range is too long for the day", "minutes: 60", "minutes: 1440",
     "12:56 1440 minutes and 0 for the site do not fit a working day of 480\n"},
    {"a number above its range", "minutes: 60", "minutes: 1441",
     "12:56 minutes must be a whole number from 1 to 1440, not 1441\n"},
    {"a fraction", "minutes: 60", "minutes: 1.5",
     "12:56 minutes must be a whole number from 1 to 1440, not 1.5\n"},
    {"a negative count", "minutes: 60", "minutes: 60, expected: -1",
     "12:70 expected must be a whole number from 0 to 100000, not -1\n"},
    {"a crew above the limit", "minutes: 60", "minutes: 60, crew: 17",
     "12:66 crew must be a whole number from 1 to 16, not 17\n"},
    {"yes is not true", "once: true", "once: yes", "13:78 once must be true or false, not yes\n"},
    {"a date that does not exist", "from: 2021-04-01", "from: 2021-02-30",
     "4:16 from must be a date that exists, such as 2021-10-15, not 2021-02-30\n"},
    {"a date without its zeros", "from: 2021-04-01", "from: 2021-4-1",
     "4:16 from must be a date that exists, such as 2021-10-15, not 2021-4-1\n"},
    {"a date in a leap year", "from: 2021-04-01", "from: 2020-02-29", ""},
    {"a date in no leap year", "from: 2021-04-01", "from: 2021-02-29",
     "4:16 from must be a date that exists, such as 2021-10-15, not 2021-02-29\n"},
    {"an anchor", "title: Small", "title: &t Small",
     "2:8 anchors and aliases (& and *) are not accepted: write the value out\n"},
    {"an alias", "customer: Town", "customer: *t",
     "3:11 anchors and aliases (& and *) are not accepted: write the value out\n"},
    {"an anchor and its alias, each once", "title: Small\ncustomer: Town",
     "title: &t Small\ncustomer: *t",
     "2:8 anchors and aliases (& and *) are not accepted: write the value out\n"
     "3:11 anchors and aliases (& and *) are not accepted: write the value out\n"},
    {"an alias as a site", "  annex: {name: Annex}", "  annex: *hall",
     "10:10 anchors and aliases (& and *) are not accepted: write the value out\n"},
    {"a merge key", "  annex: {name: Annex}", "  annex: {<<: *hall}",
     "10:3 sites.annex.name is missing\n"
     "10:11 unknown key <<; known here: name, address, overhead_minutes, permission, "
     "rooms_need_permission, closed\n"
     "10:15 anchors and aliases (& and *) are not accepted: write the value out\n"},
    {"a tag", "title: Small", "title: !!str Small",
     "2:8 tags (!) are not accepted: write the value alone\n"},
    {"a nest of thirteen lists", "title: Small", "title: [[[[[[[[[[[[x]]]]]]]]]]]]",
     "2:19 nested more than 12 deep\n"},
    {"what a message quotes is cut and made harmless", "title: Small",
     "title: "
     "Small\n\"\\e["
     "31mああああああああああああああああああああああああああああああああああああああああ\": 1",
     "3:1 unknown key ?[31mあああああああああああああああああああああああああ…; known "
     "here: " ROOT_KEYS "\n"},
    {"one mistake in the sites is one fault",
     "sites:\n  hall: {name: Hall, overhead_minutes: 30}\n  annex: {name: Annex}", "sites: []",
     "8:8 sites must be a map: {key: value}\n"},
    {"one mistake in a class leaves the others to be seen", "needs: [work-order]}",
     "needs: [work-order], skills: panel}\n  third: {}",
     "12:89 skills must be a list: [a, b]\n"
     "13:3 classes.third.source is missing\n"
     "13:3 classes.third.urgency is missing\n"
     "13:3 classes.third.minutes is missing\n"
     "13:3 classes.third.needs is missing\n"},
};

static void contract_row(void **state)
{
    const struct row *row = *state;
    struct arena arena;
    arena_init(&arena, TEST_ARENA_BYTES);
    struct str text = str_of(row->with);
    if (row->find != NULL) text = text_with(&arena, file_text(&arena, SMALL), row->find, row->with);
    assert_string_equal(faults_text(&arena, text, LANG_EN), row->faults);
    arena_deinit(&arena);
}

static void every_fault_of_a_file_in_one_go(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, TEST_ARENA_BYTES);
    struct str text = file_text(&arena, "tests/rules/contracts/ten-faults.yaml");
    assert_string_equal(
        faults_text(&arena, text, LANG_EN),
        "4:16 from must be a date that exists, such as 2021-10-15, not 2021-02-30\n"
        "5:9 offset must be an offset from UTC, such as +09:00, at most 14 hours, not +25:00\n"
        "7:30 the time it ends must come after the time it begins\n"
        "8:3 unknown key holliday; did you mean holidays? known here: open, hours, breaks, "
        "holidays, closed, opened\n"
        "10:40 overhead_minutes must be a whole number from 0 to 1440, not thirty\n"
        "11:3 hall stands here twice; the first one is on line 10\n"
        "13:80 needs: luck is not known; accepted: work-order, procedure, media-check\n"
        "14:3 classes.check.minutes is missing\n"
        "15:74 annexe is not one of this file's sites: hall\n"
        "16:26 replace is not one of this file's classes: repair, check, update\n");
    arena_deinit(&arena);
}

static void the_same_in_japanese(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, TEST_ARENA_BYTES);
    struct str text = file_text(&arena, "tests/rules/contracts/ten-faults.yaml");
    assert_string_equal(
        faults_text(&arena, text, LANG_JA),
        "4:16 from は 2021-10-15 の形の実在する日付です(2021-02-30 とあります)\n"
        "5:9 offset は +09:00 の形の UTC との時差(14時間以内)です(+25:00 とあります)\n"
        "7:30 終わりの時刻は始まりの時刻より後にしてください\n"
        "8:3 不明なキー holliday です。holidays の誤りではありませんか。使えるキー: open, hours, "
        "breaks, holidays, closed, opened\n"
        "10:40 overhead_minutes は 0 から 1440 までの整数です(thirty とあります)\n"
        "11:3 hall が重複しています(最初は 10 行目)\n"
        "13:80 needs に luck は使えません。使える語: work-order, procedure, media-check\n"
        "14:3 classes.check.minutes がありません\n"
        "15:74 annexe はこのファイルの sites にありません。あるもの: hall\n"
        "16:26 replace はこのファイルの classes にありません。あるもの: repair, check, update\n");
    arena_deinit(&arena);
}

static void a_second_document_is_refused_and_the_first_one_read(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, TEST_ARENA_BYTES);
    struct text text;
    text_init(&text, &arena);
    text_put(&text, file_text(&arena, SMALL));
    text_put(&text, STR("colour: red\n---\ncontract: {other\n"));
    assert_string_equal(faults_text(&arena, text_str(&text), LANG_EN),
                        "15:1 unknown key colour; known here: " ROOT_KEYS "\n"
                        "16:1 a second document begins here; a file holds one contract\n");
    arena_deinit(&arena);
}

static void files_of_other_editors_are_read(void **state)
{
    (void)state;
    struct arena arena;
    struct text crlf;
    arena_init(&arena, TEST_ARENA_BYTES);
    struct str text = file_text(&arena, SMALL);
    struct str marked = text_with(&arena, text, "contract:",
                                  "\xEF\xBB\xBF"
                                  "contract:");
    assert_string_equal(faults_text(&arena, marked, LANG_EN), "");
    text_init(&crlf, &arena);
    for (uint32_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\n') text_putc(&crlf, '\r');
        text_putc(&crlf, text.ptr[i]);
    }
    assert_string_equal(faults_text(&arena, text_str(&crlf), LANG_EN), "");
    arena_deinit(&arena);
}

static void bytes_that_are_no_text_are_refused_where_they_stand(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, TEST_ARENA_BYTES);
    assert_string_equal(faults_text(&arena, str_of("a: 1\nb: 札幌\xff\n"), LANG_EN),
                        "2:6 from here on this is not UTF-8 text\n");
    assert_string_equal(faults_text(&arena, STR("a: 札\0\n"), LANG_EN),
                        "1:5 from here on this is not UTF-8 text\n");
    assert_string_equal(faults_text(&arena,
                                    STR("\xff\xfe"
                                        "c\0"),
                                    LANG_EN), /* UTF-16 */
                        "1:1 from here on this is not UTF-8 text\n");
    arena_deinit(&arena);
}

/* small.yaml with one value of `len` times `a`. */
static const char *with_long_value(struct arena *arena, const char *find, const char *key,
                                   uint32_t len)
{
    struct text with;
    text_init(&with, arena);
    text_put(&with, str_of(key));
    for (uint32_t i = 0; i < len; i++) text_putc(&with, 'a');
    struct str text = text_with(arena, file_text(arena, SMALL), find, with.ptr);
    return faults_text(arena, text, LANG_EN);
}

static void limits_hold_to_the_byte(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, TEST_ARENA_BYTES);
    const char *id = "contract: ", *title = "title: ";
    assert_string_equal(with_long_value(&arena, "contract: small", id, ID_BYTES_MAX), "");
    assert_string_not_equal(with_long_value(&arena, "contract: small", id, ID_BYTES_MAX + 1), "");
    assert_string_equal(with_long_value(&arena, "title: Small", title, STR_BYTES_MAX), "");
    assert_string_equal(
        with_long_value(&arena, "title: Small", title, STR_BYTES_MAX + 1),
        "2:8 title must be one line of 1 to 1000 bytes without control characters\n");
    arena_deinit(&arena);
}

/* small.yaml with `count` depots. */
static const char *with_depots(struct arena *arena, uint32_t count)
{
    struct text text;
    text_init(&text, arena);
    text_put(&text, file_text(arena, SMALL));
    text_put(&text, STR("depots:\n"));
    for (uint32_t i = 0; i < count; i++) text_add(&text, "- d%u\n", i);
    return faults_text(arena, text_str(&text), LANG_EN);
}

static void lists_may_be_as_long_as_the_limit(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, TEST_ARENA_BYTES);
    assert_string_equal(with_depots(&arena, LIST_MAX), "");
    assert_string_equal(with_depots(&arena, LIST_MAX + 1),
                        "16:1 depots must have 0 to 256 entries, not 257\n");
    arena_deinit(&arena);
}

static void a_file_of_very_many_values_ends_early(void **state)
{
    (void)state;
    struct arena arena;
    struct text text;
    arena_init(&arena, TEST_ARENA_BYTES);
    text_init(&text, &arena);
    for (uint32_t i = 0; i < 100; i++) { /* each {a} is a map, a key and its missing value */
        text_put(&text, STR("- ["));
        for (uint32_t k = 0; k < 600; k++) text_put(&text, STR("{a},"));
        text_put(&text, STR("]\n"));
    }
    assert_string_equal(faults_text(&arena, text_str(&text), LANG_EN),
                        "73:1868 more than 131072 values in one file\n");
    arena_deinit(&arena);
}

/* small.yaml and a comment that brings it to `bytes`. */
static const char *with_length(struct arena *arena, uint32_t bytes)
{
    struct text text;
    text_init(&text, arena);
    text_put(&text, file_text(arena, SMALL));
    while (text.len < bytes) text_putc(&text, '#');
    return faults_text(arena, text_str(&text), LANG_EN);
}

static void a_file_may_be_as_long_as_the_limit(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, TEST_ARENA_BYTES);
    assert_string_equal(with_length(&arena, CONTRACT_BYTES_MAX), "");
    assert_string_equal(with_length(&arena, CONTRACT_BYTES_MAX + 1),
                        "1:1 the file is longer than 262144 bytes\n");
    assert_string_equal(with_length(&arena, 1 << 20), "1:1 the file is longer than 262144 bytes\n");
    arena_deinit(&arena);
}

static void a_file_full_of_faults_lists_the_first_and_says_so(void **state)
{
    (void)state;
    struct arena arena;
    struct contract_faults faults;
    struct text text;
    arena_init(&arena, TEST_ARENA_BYTES);
    text_init(&text, &arena);
    for (uint32_t i = 0; i < 2000; i++) text_add(&text, "k%u: 1\n", i);
    assert_null(contract_read(text_str(&text), &arena, &faults));
    assert_int_equal(faults.count, 201);
    assert_int_equal(faults.at[200].message.id, MESSAGE_CONTRACT_MORE);
    arena_deinit(&arena);
}

/* The unfolded size would be a thousand million; no part of it is ever made. */
static void a_billion_laughs_are_refused_one_by_one(void **state)
{
    (void)state;
    struct arena arena;
    struct contract_faults faults;
    struct text text;
    arena_init(&arena, TEST_ARENA_BYTES);
    text_init(&text, &arena);
    text_put(&text, STR("a0: &a0 [x]\n"));
    for (uint32_t i = 1; i < 10; i++) {
        text_add(&text, "a%u: &a%u [", i, i);
        for (uint32_t k = 0; k < 9; k++) text_add(&text, "*a%u, ", i - 1);
        text_put(&text, STR("]\n"));
    }
    assert_null(contract_read(text_str(&text), &arena, &faults));
    assert_true(faults.count > 90);
    assert_true(arena.used_bytes < (size_t)1 << 20);
    arena_deinit(&arena);
}

static void nests_and_crowds_end_early(void **state)
{
    (void)state;
    struct arena arena;
    struct text nest, crowd;
    arena_init(&arena, TEST_ARENA_BYTES);
    text_init(&nest, &arena);
    text_init(&crowd, &arena);
    while (nest.len < CONTRACT_BYTES_MAX) text_putc(&nest, '[');
    assert_string_equal(faults_text(&arena, text_str(&nest), LANG_EN),
                        "1:13 nested more than 12 deep\n");
    text_putc(&crowd, '[');
    while (crowd.len < CONTRACT_BYTES_MAX - 1) text_put(&crowd, STR("a,"));
    assert_string_equal(faults_text(&arena, text_str(&crowd), LANG_EN),
                        "1:4098 more than 2048 entries in one list or map\n");
    arena_deinit(&arena);
}

int main(void)
{
    const struct CMUnitTest others[] = {
        cmocka_unit_test(every_fault_of_a_file_in_one_go),
        cmocka_unit_test(the_same_in_japanese),
        cmocka_unit_test(a_second_document_is_refused_and_the_first_one_read),
        cmocka_unit_test(files_of_other_editors_are_read),
        cmocka_unit_test(bytes_that_are_no_text_are_refused_where_they_stand),
        cmocka_unit_test(limits_hold_to_the_byte),
        cmocka_unit_test(lists_may_be_as_long_as_the_limit),
        cmocka_unit_test(a_file_of_very_many_values_ends_early),
        cmocka_unit_test(a_file_may_be_as_long_as_the_limit),
        cmocka_unit_test(a_file_full_of_faults_lists_the_first_and_says_so),
        cmocka_unit_test(a_billion_laughs_are_refused_one_by_one),
        cmocka_unit_test(nests_and_crowds_end_early),
    };
    struct CMUnitTest tests[COUNT(rows) + COUNT(others)];
    for (size_t i = 0; i < COUNT(rows); i++)
        tests[i] = (struct CMUnitTest){rows[i].name, contract_row, NULL, NULL, (void *)&rows[i]};
    memcpy(&tests[COUNT(rows)], others, sizeof others);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
