/* Does a line become the command it says, and is everything wrong with it named at once? */
#include "tests/harness.h"

#include <stdio.h>

#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/wire/command_json.h"

enum { JST = 9 * 60 };
#define ARENA_CAP ((size_t)16 << 20)

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, ARENA_CAP);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_deinit(&arena);
    return 0;
}

static const struct command_reading plain = {.offset = JST};

/* The line is given up before the answer is looked at: nothing may be borrowed from it. */
static struct parsed_command read_how(struct str line, const struct command_reading *how)
{
    struct parsed_command parsed;
    char *copy = test_malloc((size_t)line.len + 1);
    memcpy(copy, line.ptr, line.len);
    command_read((struct str){copy, line.len}, how, &arena, &parsed);
    memset(copy, '?', line.len);
    test_free(copy);
    return parsed;
}

static struct parsed_command read_line(const char *line)
{
    return read_how(str_of(line), &plain);
}

static struct parsed_command read_sound(const char *line)
{
    struct parsed_command parsed = read_line(line);
    if (!parsed.ok) {
        struct text why;
        text_init(&why, &arena);
        refusal_print(&why, LANG_EN, &parsed.refusals.at[0]);
        fail_msg("%s: %s", line, why.ptr);
    }
    return parsed;
}

/* Every refusal in words, a line each. */
static const char *words(const struct parsed_command *parsed, enum lang lang)
{
    struct text text;
    text_init(&text, &arena);
    for (uint32_t i = 0; i < parsed->refusals.count; i++) {
        text_add(&text, "%s%s: ", i > 0 ? "\n" : "", refusal_name(parsed->refusals.at[i].code));
        refusal_print(&text, lang, &parsed->refusals.at[i]);
    }
    return text.ptr;
}

static void is_str(struct str s, const char *expected)
{
    assert_true(str_is(s));
    if (!str_eq(s, str_of(expected))) fail_msg("%.*s is not %s", STR_ARGS(s), expected);
}

static void test_every_member_arrives(void **state)
{
    (void)state;
    struct parsed_command parsed = read_sound(
        "{\"cmd\":\"job.open\",\"by\":\"ito\",\"id\":\"k-1\",\"expect\":4000000000,"
        "\"contract\":\"sapporo-2021\",\"note\":\"電話\\n受付\",\"on_behalf_of\":\"sato\","
        "\"evidence\":{\"name\":\"依頼書.pdf\",\"sha256\":"
        "\"ABCDEF0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789\"},"
        "\"class\":\"os-update\",\"received_at\":\"2021-09-24T10:00\",\"title\":\"更新 "
        "\\\"9月\\\"\","
        "\"due\":\"2021-10-31\",\"minutes\":1000000,\"crew\":0,\"skills\":[\"windows\",\"件\"],"
        "\"alone\":false,\"apart\":[],\"site\":null}");
    const struct command *c = &parsed.command;
    const struct command_job_open *job = &c->job_open;
    assert_int_equal(c->kind, COMMAND_JOB_OPEN);
    is_str(c->by, "ito");
    is_str(c->id, "k-1");
    assert_true(c->expect.is);
    assert_int_equal(c->expect.n, 4000000000u);
    is_str(c->contract, "sapporo-2021");
    is_str(c->note, "電話\n受付");
    is_str(c->on_behalf_of, "sato");
    is_str(c->evidence.name, "依頼書.pdf");
    is_str(c->evidence.sha256, "abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789");
    is_str(job->class, "os-update");
    assert_int_equal(job->received_at.at.ms, INT64_C(1632445200000)); /* 01:00Z */
    is_str(job->title, "更新 \"9月\"");
    assert_true(job->due.is && day_eq(job->due.day, day_of((struct ymd){2021, 10, 31})));
    assert_true(job->minutes.is && job->minutes.n == 1000000);
    assert_true(job->crew.is && job->crew.n == 0);
    assert_int_equal(job->skills.count, 2);
    is_str(job->skills.at[1], "件");
    assert_true(job->alone.is && !job->alone.on);
    assert_true(job->apart.at != NULL && job->apart.count == 0);
    assert_false(str_is(job->site) || job->earliest.is || job->after.at != NULL);
    assert_false(parsed.now.is);
}

static void test_lists_spans_words_and_files_arrive(void **state)
{
    (void)state;
    struct parsed_command parsed =
        read_sound("{\"cmd\":\"roster.register\",\"by\":\"ito\",\"technician\":\"t-1\",\"from\":"
                   "\"2021-08-01\","
                   "\"off\":[\"2021-10-05\",\"2021-12-29..2022-01-03\"]}");
    const struct day_spans *off = &parsed.command.roster_register.off;
    assert_int_equal(off->count, 2);
    assert_true(day_eq(off->at[0].from, off->at[0].to));
    assert_int_equal(off->at[1].to.n - off->at[1].from.n, 5);

    parsed = read_sound("{\"cmd\":\"job.complete\",\"by\":\"t-1\",\"job\":\"J-1\","
                        "\"result\":\"not-reached\",\"steps\":\"one\",\"technicians\":[\"t-1\"],"
                        "\"logs\":[\"a\",\"a\"]}");
    assert_int_equal(parsed.command.job_complete.result.n, RESULT_NOT_REACHED);
    assert_int_equal(parsed.command.job_complete.steps.count, 1);
    is_str(parsed.command.job_complete.steps.at[0], "one");
    assert_int_equal(parsed.command.job_complete.logs.count, 2);
}

static void test_offset_of_the_line_is_stronger_than_the_contracts(void **state)
{
    (void)state;
    struct parsed_command parsed =
        read_sound("{\"cmd\":\"visit.finish\",\"by\":\"t\",\"visit\":\"V-1\","
                   "\"finished_at\":\"2021-09-24T01:00Z\"}");
    assert_int_equal(parsed.command.visit_finish.finished_at.at.ms, INT64_C(1632445200000));
}

#define APPROVE "{\"cmd\":\"visit.approve\",\"by\":\"sato\",\"visit\":\"V-1\""
#define HOLD "{\"cmd\":\"job.hold\",\"by\":\"sato\",\"job\":\"J-1\",\"reason\":"
#define OPEN                                                                                       \
    "{\"cmd\":\"job.open\",\"by\":\"ito\",\"class\":\"c\",\"received_at\":\"2021-09-24T10:00\","
#define CANCEL "{\"cmd\":\"job.cancel\",\"by\":\"ito\",\"job\":\"J-1\",\"reason\":"
#define SUBMIT "{\"cmd\":\"procedure.submit\",\"by\":\"ito\",\"job\":\"J-1\",\"document\":"
#define START "{\"cmd\":\"visit.start\",\"by\":\"t\",\"visit\":\"V-1\",\"technicians\":"
#define ROSTER                                                                                     \
    "{\"cmd\":\"roster.register\",\"by\":\"i\",\"technician\":\"t\",\"from\":\"2021-08-01\","      \
    "\"off\":"
#define SHA "0123456789012345678901234567890123456789012345678901234567890123"
#define EVERY "by, id, expect, contract, note, on_behalf_of, evidence"

static const struct {
    const char *name, *line, *words;
} rows[] = {
    {"an empty line is no object", "",
     "not-json: not a JSON object: line 1, column 0: '[' or "
     "'{' expected near end of file"},
    {"a list is no object", "[1]", "not-json: not a JSON object: a list"},
    {"a cut line says where it ends", "{\"cmd\":\"visit.approve\"",
     "not-json: not a JSON object: line 1, column 22: '}' expected near end of file"},
    {"a second value behind the object is a fault", "{} {}",
     "not-json: not a JSON object: line 1, column 4: end of file expected near '{'"},
    {"the same key twice could be read both ways", APPROVE ",\"by\":\"ito\"}",
     "not-json: not a JSON object: line 1, column 53: duplicate object key near '\"by\"'"},
    {"a number past 64 bits is no JSON we take", "{\"cmd\":99999999999999999999}",
     "not-json: not a JSON object: line 1, column 27: too big integer near "
     "'99999999999999999999'"},
    {"an escaped NUL is refused", "{\"cmd\":\"a\\u0000b\"}",
     "not-json: not a JSON object: line 1, column 17: \\u0000 is not allowed without "
     "JSON_ALLOW_NUL near '\"a\\u0000b\"'"},
    {"a command must be named", "{}", "missing-field: a command needs the field cmd"},
    {"a command's name is a text", "{\"cmd\":5}",
     "bad-value: cmd can't be 5; give a command's name like job.open"},
    {"an unknown command is named, and nothing else is judged", "{\"cmd\":\"job.opne\",\"x\":1}",
     "unknown-command: there is no command job.opne; `tehai help` lists them"},
    {"an unknown field is named with what there is", APPROVE ",\"vsit\":1}",
     "unknown-field: visit.approve has no field vsit; it takes visit, content, " EVERY},
    {"now is a field of backfills only", APPROVE ",\"now\":\"2021-09-24T10:00\"}",
     "unknown-field: visit.approve has no field now; it takes visit, content, " EVERY},
    {"every fault at once, in order: unknown, missing, bad",
     "{\"cmd\":\"job.open\",\"minutes\":-1,\"zz\":1,\"class\":\"a b\",\"yy\":{}}",
     "unknown-field: job.open has no field zz; it takes class, received_at, job, ref, title, site, "
     "earliest, target, due, minutes, crew, skills, alone, apart, after, with, " EVERY
     "\nunknown-field: job.open has no field yy; it takes class, received_at, job, ref, title, "
     "site, earliest, target, due, minutes, crew, skills, alone, apart, after, with, " EVERY
     "\nmissing-field: job.open needs the field by\nmissing-field: job.open needs the field "
     "received_at\nbad-value: class can't be a b; give a name of 1 to 64 bytes without blanks or "
     "commas\nbad-value: minutes can't be -1; give a whole number from 0 to 1000000"},
    {"null is as good as nothing", CANCEL "null}",
     "missing-field: job.cancel needs the field reason"},
    {"a needed text is not empty", CANCEL "\"\"}",
     "bad-value: reason can't be empty; give one line of text of 1 to 1000 bytes"},
    {"one line has no line end", CANCEL "\"a\\nb\"}",
     "bad-value: reason can't be a\uFFFDb; give one line of text of 1 to 1000 bytes"},
    {"a control character is never shown as it is", CANCEL "\"\\u001b[31mred\"}",
     "bad-value: reason can't be \uFFFD[31mred; give one line of text of 1 to 1000 bytes"},
    {"a number is no text", CANCEL "5}",
     "bad-value: reason can't be 5; give one line of text of 1 to 1000 bytes"},
    {"a name has no comma", APPROVE ",\"id\":\"a,b\"}",
     "bad-value: id can't be a,b; give a name of 1 to 64 bytes without blanks or commas"},
    {"a name has no wide blank", APPROVE ",\"id\":\"a　b\"}",
     "bad-value: id can't be a　b; give a name of 1 to 64 bytes without blanks or commas"},
    {"a long wrong value is cut between characters",
     APPROVE ",\"id\":\"一二三四五六七八九十一二三 四五\"}",
     "bad-value: id can't be 一二三四五六七八九十一二三 …; give a name of 1 to 64 bytes without "
     "blanks or commas"},
    {"a word comes from its list", HOLD "\"weather\"}",
     "bad-value: reason can't be weather; give one of customer, vendor"},
    {"a word is matched whole and as it is", HOLD "\"Customer\"}",
     "bad-value: reason can't be Customer; give one of customer, vendor"},
    {"a day must exist", OPEN "\"due\":\"2021-02-29\"}",
     "bad-value: due can't be 2021-02-29; give a day like 2021-10-15"},
    {"a day is not a number", OPEN "\"due\":20211015}",
     "bad-value: due can't be 20211015; give a day like 2021-10-15"},
    {"an instant needs its minutes",
     "{\"cmd\":\"visit.finish\",\"by\":\"t\",\"visit\":\"V-1\",\"finished_at\":\"2021-10-15\"}",
     "bad-value: finished_at can't be 2021-10-15; give an instant like 2021-10-15T09:00+09:00"},
    {"one past the greatest number", OPEN "\"minutes\":1000001}",
     "bad-value: minutes can't be 1000001; give a whole number from 0 to 1000000"},
    {"numbers have no fraction", OPEN "\"minutes\":1.0}",
     "bad-value: minutes can't be a number with a fraction; give a whole number from 0 to "
     "1000000"},
    {"a number in quotes is a text", OPEN "\"minutes\":\"5\"}",
     "bad-value: minutes can't be 5; give a whole number from 0 to 1000000"},
    {"expect goes as far as positions do", APPROVE ",\"expect\":4294967296}",
     "bad-value: expect can't be 4294967296; give a whole number from 0 to 4294967295"},
    {"truth is not a number", OPEN "\"alone\":1}",
     "bad-value: alone can't be 1; give true or false"},
    {"truth is no text", CANCEL "true}",
     "bad-value: reason can't be true; give one line of text of 1 to 1000 bytes"},
    {"names come in a list", OPEN "\"skills\":\"windows\"}",
     "bad-value: skills can't be windows; give a list of up to 256 names, each once"},
    {"a name in a list is a name", OPEN "\"skills\":[\"a\",\"b c\",\"d e\"]}",
     "bad-value: skills can't be b c; give a name of 1 to 64 bytes without blanks or commas"},
    {"a list in a list is no name", OPEN "\"skills\":[[]]}",
     "bad-value: skills can't be a list; give a name of 1 to 64 bytes without blanks or commas"},
    {"nobody is named twice", START "[\"t-1\",\"t-2\",\"t-1\"]}",
     "bad-value: technicians can't be t-1 twice; give a list of up to 256 names, each once"},
    {"somebody must be named", START "[]}",
     "bad-value: technicians can't be a list of 0; give a list of up to 256 names, each once"},
    {"a text in a list is not empty",
     "{\"cmd\":\"visit.permit\",\"by\":\"s\",\"visit\":\"V-1\",\"rooms\":[\"a\",\"\"]}",
     "bad-value: rooms can't be empty; give text of 1 to 16384 bytes"},
    {"an object is no list of texts",
     "{\"cmd\":\"visit.permit\",\"by\":\"s\",\"visit\":\"V-1\",\"rooms\":{}}",
     "bad-value: rooms can't be an object; give a list of up to 256 texts, none empty, 65536 bytes "
     "together"},
    {"a span does not run backwards", ROSTER "[\"2021-10-05..2021-10-04\"]}",
     "bad-value: off can't be 2021-10-05..2021-10-04; give a list of days like 2021-10-05 or "
     "2021-10-05..2021-10-08"},
    {"a span has nothing behind it", ROSTER "[\"2021-10-05..2021-10-08 \"]}",
     "bad-value: off can't be 2021-10-05..2021-10-08 ; give a list of days like 2021-10-05 or "
     "2021-10-05..2021-10-08"},
    {"a file is an object", SUBMIT "\"a.pdf\"}",
     "bad-value: document can't be a.pdf; give an object with name and sha256"},
    {"a file has two members and no more",
     SUBMIT "{\"name\":\"a\",\"size\":1,\"sha256\":\"" SHA "\"}}",
     "unknown-field: document has no field size; it takes name, sha256"},
    {"a file needs both", SUBMIT "{}}",
     "missing-field: document needs the field name\nmissing-field: document needs the field "
     "sha256"},
    {"a checksum has 64 digits", SUBMIT "{\"name\":\"\",\"sha256\":\"" SHA "0\"}}",
     "bad-value: document.name can't be empty; give one line of text of 1 to 1000 "
     "bytes\nbad-value: "
     "document.sha256 can't be 0123456789012345678901234567890123456789…; give 64 hex digits"},
    {"a checksum is hexadecimal",
     SUBMIT "{\"name\":\"a\",\"sha256\":\"g123456789012345678901234567890"
            "123456789012345678901234567890123\"}}",
     "bad-value: document.sha256 can't be g123456789012345678901234567890123456789…; give 64 hex "
     "digits"},
};

static void test_rows(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < COUNT(rows); i++) {
        struct parsed_command parsed = read_line(rows[i].line);
        const char *got = words(&parsed, LANG_EN);
        assert_int_equal(parsed.ok, parsed.refusals.count == 0);
        if (strcmp(got, rows[i].words) != 0)
            fail_msg("%s:\n  got      %s\n  expected %s", rows[i].name, got, rows[i].words);
    }
}

static void test_people_read_japanese(void **state)
{
    (void)state;
    struct command_reading how = {.offset = JST, .lang = LANG_JA};
    struct parsed_command parsed = read_how(str_of(OPEN "\"due\":\"x\",\"skills\":[5]}"), &how);
    assert_string_equal(
        words(&parsed, LANG_JA),
        "bad-value: dueに「x」は使えません。2021-10-15 の形の日付を指定してください\n"
        "bad-value: skillsに「5」は使えません。空白やカンマのない 1〜64 バイトの名前"
        "を指定してください");
}

static void test_actor_may_be_understood(void **state)
{
    (void)state;
    struct command_reading how = {.offset = JST, .default_by = STR("sato")};
    struct str line = STR("{\"cmd\":\"visit.approve\",\"visit\":\"V-1\"}");
    struct parsed_command parsed = read_how(line, &how);
    assert_true(parsed.ok);
    is_str(parsed.command.by, "sato");
    parsed = read_how(STR(APPROVE "}"), &(struct command_reading){.default_by = STR("ito")});
    assert_true(parsed.ok);
    is_str(parsed.command.by, "sato");
}

static void test_backfill_brings_its_own_clock(void **state)
{
    (void)state;
    struct command_reading how = {.offset = JST, .backfill = true};
    struct parsed_command parsed = read_how(STR(APPROVE ",\"now\":\"2021-09-24T10:00\"}"), &how);
    assert_true(parsed.ok && parsed.now.is);
    assert_int_equal(parsed.now.at.ms, INT64_C(1632445200000));
    parsed = read_how(STR(APPROVE "}"), &how);
    assert_true(parsed.ok && !parsed.now.is);
    parsed = read_how(STR(APPROVE ",\"now\":\"yesterday\"}"), &how);
    assert_string_equal(words(&parsed, LANG_EN), "bad-value: now can't be yesterday; give an "
                                                 "instant like 2021-10-15T09:00+09:00");
}

/* CANCEL with a reason, or APPROVE with an id, of so many bytes. */
static bool takes_text(const char *head, uint32_t bytes, const char *tail)
{
    struct text line;
    text_init(&line, &arena);
    text_put(&line, str_of(head));
    for (uint32_t i = 0; i < bytes; i++) text_putc(&line, 'x');
    text_put(&line, str_of(tail));
    return read_how(text_str(&line), &plain).ok;
}

static void test_texts_up_to_their_limits_and_not_one_byte_more(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        uint32_t most;
    } limits[] = {
        {APPROVE ",\"id\":\"", ID_BYTES_MAX},
        {CANCEL "\"", STR_BYTES_MAX},
        {"{\"cmd\":\"query.raise\",\"by\":\"t\",\"text\":\"", TEXT_BYTES_MAX},
        {"{\"cmd\":\"contract.load\",\"by\":\"a\",\"text\":\"", CONTRACT_BYTES_MAX},
    };
    for (uint32_t i = 0; i < COUNT(limits); i++) {
        assert_true(takes_text(limits[i].head, limits[i].most, "\"}"));
        assert_false(takes_text(limits[i].head, limits[i].most + 1, "\"}"));
    }
}

static struct parsed_command read_list(const char *head, uint32_t count, uint32_t bytes)
{
    struct text line;
    text_init(&line, &arena);
    text_put(&line, str_of(head));
    for (uint32_t i = 0; i < count; i++)
        text_add(&line, "%s\"%0*u\"", i > 0 ? "," : "", (int)bytes, i);
    text_put(&line, STR("]}"));
    return read_how(text_str(&line), &plain);
}

static void test_lists_up_to_their_limits_and_not_one_entry_more(void **state)
{
    (void)state;
    const char *rooms = "{\"cmd\":\"visit.permit\",\"by\":\"s\",\"visit\":\"V-1\",\"rooms\":[";
    assert_true(read_list(START "[", LIST_MAX, 3).ok);
    struct parsed_command parsed = read_list(START "[", LIST_MAX + 1, 3);
    assert_string_equal(words(&parsed, LANG_EN), "bad-value: technicians can't be a list of 257; "
                                                 "give a list of up to 256 names, each once");
    assert_true(read_list(rooms, LIST_MAX, LIST_BYTES_MAX / LIST_MAX).ok);
    assert_false(read_list(rooms, LIST_MAX + 1, 3).ok);
    assert_false(read_list(rooms, LIST_MAX, LIST_BYTES_MAX / LIST_MAX + 1).ok);
}

static void test_line_up_to_its_limit_and_not_one_byte_more(void **state)
{
    (void)state;
    char *line = arena_take(&arena, COMMAND_BYTES_MAX + 1);
    memset(line, ' ', COMMAND_BYTES_MAX + 1);
    memcpy(line, APPROVE "}", strlen(APPROVE "}"));
    assert_true(read_how((struct str){line, COMMAND_BYTES_MAX}, &plain).ok);
    struct parsed_command parsed = read_how((struct str){line, COMMAND_BYTES_MAX + 1}, &plain);
    assert_string_equal(words(&parsed, LANG_EN),
                        "not-json: not a JSON object: 1048577 bytes, more than 1048576");
}

/* A megabyte of unknown names is answered with a bounded list, in a bounded arena. */
static void test_refusals_are_bounded(void **state)
{
    (void)state;
    struct parsed_command parsed;
    struct arena small;
    struct text line;
    text_init(&line, &arena);
    text_put(&line, STR("{\"cmd\":\"job.open\""));
    for (uint32_t i = 0; i < 90000; i++) text_add(&line, ",\"%05u\":0", i);
    text_putc(&line, '}');
    assert_true(line.len <= COMMAND_BYTES_MAX);
    arena_init(&small, 256 * 1024);
    command_read(text_str(&line), &plain, &small, &parsed);
    assert_int_equal(parsed.refusals.count, REFUSALS_MAX);
    assert_false(parsed.ok);
    arena_deinit(&small);
}

static struct bytes canonical(const char *line)
{
    struct parsed_command parsed = read_sound(line);
    return command_canonical(&parsed.command, &arena);
}

static bool is_same_content(const char *a, const char *b)
{
    struct bytes x = canonical(a), y = canonical(b);
    return x.len == y.len && memcmp(x.ptr, y.ptr, x.len) == 0;
}

static void test_canonical_bytes_are_of_the_content_alone(void **state)
{
    (void)state;
    assert_true(is_same_content(APPROVE "}", "{\"visit\":\"V-1\", \"by\":\"sato\", "
                                             "\"cmd\":\"visit.approve\", \"note\":null}"));
    assert_true(is_same_content(APPROVE ",\"id\":\"1\",\"expect\":7}", APPROVE ",\"id\":\"2\"}"));
    assert_false(is_same_content(APPROVE "}", APPROVE ",\"note\":\"x\"}"));
    assert_false(is_same_content(APPROVE "}", APPROVE ",\"contract\":\"x\"}"));
    assert_false(is_same_content(APPROVE ",\"note\":\"x\"}", APPROVE ",\"contract\":\"x\"}"));
    assert_false(is_same_content(APPROVE "}", APPROVE ",\"on_behalf_of\":\"x\"}"));
    assert_false(is_same_content(APPROVE "}",
                                 "{\"cmd\":\"visit.finish\",\"by\":\"sato\",\"visit\":\"V-1\"}"));
    assert_false(
        is_same_content(OPEN "\"earliest\":\"2021-10-01\"}", OPEN "\"target\":\"2021-10-01\"}"));
    assert_false(is_same_content(OPEN "\"apart\":[]}", OPEN "\"apart\":null}"));
}

/* "cmd" and "now" stand beside the fields, and the envelope in front of them. */
static void test_no_field_has_two_meanings(void **state)
{
    (void)state;
    for (uint32_t kind = 0; kind < COMMAND_COUNT; kind++) {
        const struct fields *own = &command_about((enum command_kind)kind)->fields;
        const struct fields *every = command_envelope();
        for (uint32_t i = 0; i < own->count; i++) {
            assert_string_not_equal(own->at[i].name, "cmd");
            assert_string_not_equal(own->at[i].name, "now");
            for (uint32_t k = 0; k < every->count; k++)
                assert_string_not_equal(own->at[i].name, every->at[k].name);
        }
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_every_member_arrives),
        TEST(test_lists_spans_words_and_files_arrive),
        TEST(test_offset_of_the_line_is_stronger_than_the_contracts),
        TEST(test_rows),
        TEST(test_people_read_japanese),
        TEST(test_actor_may_be_understood),
        TEST(test_backfill_brings_its_own_clock),
        TEST(test_texts_up_to_their_limits_and_not_one_byte_more),
        TEST(test_lists_up_to_their_limits_and_not_one_entry_more),
        TEST(test_line_up_to_its_limit_and_not_one_byte_more),
        TEST(test_refusals_are_bounded),
        TEST(test_canonical_bytes_are_of_the_content_alone),
        TEST(test_no_field_has_two_meanings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
