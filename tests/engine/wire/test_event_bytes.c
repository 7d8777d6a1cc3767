/* Does an event come back from its bytes as it went in, and do foreign bytes do no harm? */
#include "tests/harness.h"

#include <msgpack.h>

#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/wire/event_bytes.h"
#include "tests/engine/wire/random_event.h"

#define ARENA_CAP ((size_t)64 << 20)

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

/* The example at the top of event_bytes.c. */
static const uint8_t example[] = {0x9C, 0x07, 0x3D, 0xCF, 0x00, 0x00, 0x01, 0x7C, 0x15, 0x50, 0xF6,
                                  0x80, 0xA4, 's',  'a',  't',  'o',  0x02, 0xAC, 's',  'a',  'p',
                                  'p',  'o',  'r',  'o',  '-',  '2',  '0',  '2',  '1',  0xA3, 'V',
                                  '-',  '3',  0xC0, 0xC0, 0xC0, 0xC0, 0x91, 0xA3, 'V',  '-',  '3'};

static struct event example_event(void)
{
    return (struct event){.kind = EVENT_VISIT_APPROVED,
                          .seq = 7,
                          .recorded_at = {INT64_C(1632445200000)},
                          .by = STR("sato"),
                          .role = ROLE_CUSTOMER,
                          .contract = STR("sapporo-2021"),
                          .subject = STR("V-3"),
                          .visit_approved = {.visit = STR("V-3")}};
}

/* A copy of its own of exactly this length, so that a sanitizer sees a byte read too many. */
static struct bytes exact_copy(const uint8_t *bytes, size_t len)
{
    uint8_t *copy = test_malloc(len > 0 ? len : 1);
    memcpy(copy, bytes, len);
    return (struct bytes){copy, len};
}

static enum err_code decode(const uint8_t *bytes, size_t len, struct event *ret)
{
    struct bytes copy = exact_copy(bytes, len);
    err_t e = event_decode(copy, ret, &arena);
    test_free((void *)copy.ptr);
    return e.code;
}

static void test_example_is_what_the_format_says(void **state)
{
    (void)state;
    struct event event = example_event(), back;
    struct bytes bytes;
    event_encode(&event, &arena, &bytes);
    assert_int_equal(bytes.len, sizeof example);
    assert_memory_equal(bytes.ptr, example, sizeof example);
    assert_false(is_err(event_decode(bytes, &back, &arena)));
    assert_int_equal(back.kind, EVENT_VISIT_APPROVED);
    assert_int_equal(back.seq, 7);
    assert_true(str_eq(back.visit_approved.visit, STR("V-3")));
    assert_false(str_is(back.command_id));
}

/* --- against msgpack-c's own reading of the same bytes --- */

static void same_str(const msgpack_object *o, struct str s)
{
    if (!str_is(s)) {
        assert_int_equal(o->type, MSGPACK_OBJECT_NIL);
        return;
    }
    assert_int_equal(o->type, MSGPACK_OBJECT_STR);
    assert_int_equal(o->via.str.size, s.len);
    assert_memory_equal(o->via.str.ptr, s.ptr, s.len);
}

static void same_int(const msgpack_object *o, int64_t n)
{
    assert_true(o->type == MSGPACK_OBJECT_POSITIVE_INTEGER ||
                o->type == MSGPACK_OBJECT_NEGATIVE_INTEGER);
    assert_int_equal(o->via.i64, n);
}

static void same_file(const msgpack_object *o, const struct file *file)
{
    if (!str_is(file->name)) {
        assert_int_equal(o->type, MSGPACK_OBJECT_NIL);
        return;
    }
    assert_int_equal(o->via.array.size, 2);
    same_str(&o->via.array.ptr[0], file->name);
    same_str(&o->via.array.ptr[1], file->sha256);
}

static void same_list(const msgpack_object *o, const struct field *field, const void *value)
{
    const struct strs *strs = value;
    const struct day_spans *spans = value;
    uint32_t count = field->kind == FIELD_SPANS ? spans->count : strs->count;
    assert_int_equal(o->type, MSGPACK_OBJECT_ARRAY);
    assert_int_equal(o->via.array.size, count);
    for (uint32_t i = 0; i < count; i++) {
        const msgpack_object *entry = &o->via.array.ptr[i];
        if (field->kind != FIELD_SPANS) {
            same_str(entry, strs->at[i]);
            continue;
        }
        same_int(&entry->via.array.ptr[0], spans->at[i].from.n);
        same_int(&entry->via.array.ptr[1], spans->at[i].to.n);
    }
}

static void same_value(const msgpack_object *o, const struct field *field, const void *value)
{
    if (!field_is(field, value)) {
        assert_int_equal(o->type, MSGPACK_OBJECT_NIL);
        return;
    }
    switch (field->kind) {
    case FIELD_ID:
    case FIELD_STR:
    case FIELD_TEXT:
    case FIELD_YAML: same_str(o, *(const struct str *)value); return;
    case FIELD_DAY: same_int(o, ((const struct maybe_day *)value)->day.n); return;
    case FIELD_AT: same_int(o, ((const struct maybe_instant *)value)->at.ms); return;
    case FIELD_NUM:
    case FIELD_TERM: same_int(o, ((const struct maybe_u32 *)value)->n); return;
    case FIELD_BOOL:
        assert_int_equal(o->type, MSGPACK_OBJECT_BOOLEAN);
        assert_int_equal(o->via.boolean, ((const struct maybe_bool *)value)->on);
        return;
    case FIELD_IDS:
    case FIELD_STRS:
    case FIELD_SPANS: same_list(o, field, value); return;
    case FIELD_FILE: same_file(o, value); return;
    }
    fail();
}

static void same_event(const msgpack_object *o, const struct event *event)
{
    const struct fields *fields = &event_about((uint32_t)event->kind)->fields;
    const msgpack_object *member = o->via.array.ptr;
    assert_int_equal(o->type, MSGPACK_OBJECT_ARRAY);
    assert_int_equal(o->via.array.size, 12);
    same_int(&member[0], (int64_t)event->seq);
    same_int(&member[1], event->kind);
    same_int(&member[2], event->recorded_at.ms);
    same_str(&member[3], event->by);
    same_int(&member[4], event->role);
    same_str(&member[5], event->contract);
    same_str(&member[6], event->subject);
    same_str(&member[7], event->command_id);
    same_str(&member[8], event->note);
    same_str(&member[9], event->on_behalf_of);
    same_file(&member[10], &event->evidence);
    assert_int_equal(member[11].type, MSGPACK_OBJECT_ARRAY);
    for (uint32_t i = 0; i < fields->count; i++) {
        const msgpack_object absent = {.type = MSGPACK_OBJECT_NIL};
        bool stored = i < member[11].via.array.size;
        same_value(stored ? &member[11].via.array.ptr[i] : &absent, &fields->at[i],
                   (const char *)event_body_const(event) + fields->at[i].offset);
    }
}

static void one_event_both_ways(struct chance *chance, uint32_t code)
{
    struct event event, back;
    struct bytes bytes, again;
    msgpack_unpacked unpacked;
    random_event(chance, &arena, code, &event);
    event_encode(&event, &arena, &bytes);
    assert_false(is_err(event_decode(bytes, &back, &arena)));

    msgpack_unpacked_init(&unpacked);
    assert_int_equal(msgpack_unpack_next(&unpacked, (const char *)bytes.ptr, bytes.len, NULL),
                     MSGPACK_UNPACK_SUCCESS);
    same_event(&unpacked.data, &event);
    same_event(&unpacked.data, &back);
    msgpack_unpacked_destroy(&unpacked);

    event_encode(&back, &arena, &again);
    assert_int_equal(again.len, bytes.len);
    assert_memory_equal(again.ptr, bytes.ptr, bytes.len);
}

static void test_every_kind_comes_back_and_msgpack_c_agrees(void **state)
{
    (void)state;
    struct chance chance = {UINT64_C(20210924)};
    struct arena_mark mark = arena_mark(&arena);
    uint32_t kinds = 0;
    for (uint32_t code = 0; code <= EVENT_CODE_MAX; code++) {
        if (event_about(code) == NULL) continue;
        kinds++;
        for (uint32_t round = 0; round < 100; round++) {
            one_event_both_ways(&chance, code);
            arena_rewind(&arena, mark);
        }
    }
    assert_true(kinds > 40);
}

/* --- a newer log --- */

/* A text of bytes in hex, blanks left out. */
static struct bytes from_hex(const char *hex)
{
    uint8_t *bytes = arena_take(&arena, strlen(hex) / 2 + 1);
    size_t len = 0;
    for (const char *p = hex; *p != '\0'; p++) {
        if (*p == ' ') continue;
        int digit = *p <= '9' ? *p - '0' : *p - 'A' + 10;
        bytes[len / 2] = (uint8_t)(bytes[len / 2] << 4 | digit);
        len++;
    }
    CHECK(len % 2 == 0);
    return (struct bytes){bytes, len / 2};
}

#define HEAD "01 22 00 A1 73 02 C0 C0 C0 C0 C0 C0 " /* seq 1, job.released, by "s" */

static const struct {
    const char *name, *hex;
    enum err_code code;
} rows[] = {
    {"the plainest event is read", "9C" HEAD "91 A1 56", ERR_NONE},
    {"an event without its fields has them absent", "9C" HEAD "90", ERR_NONE},
    {"a field that is nil is absent", "9C" HEAD "91 C0", ERR_NONE},
    {"a field of a newer program is skipped", "9C" HEAD "92 A1 56 05", ERR_NONE},
    {"a float, map and extension of a newer program are skipped",
     "9C" HEAD "94 A1 56 CB 0000000000000000 82 01 02 A1 78 93 01 02 03 D6 01 00000000", ERR_NONE},
    {"a member of a newer program is skipped", "9D" HEAD "91 A1 56 81 A1 61 A1 62", ERR_NONE},
    {"an array of 16-bit length is an array", "DC 000C" HEAD "91 A1 56", ERR_NONE},
    {"an array of 32-bit length is an array", "DD 0000000C" HEAD "DD 00000001 A1 56", ERR_NONE},
    {"a text of 8-bit length is a text", "9C" HEAD "91 D9 01 56", ERR_NONE},
    {"a text of 16-bit length is a text", "9C" HEAD "91 DA 0001 56", ERR_NONE},
    {"a text of 32-bit length is a text", "9C" HEAD "91 DB 00000001 56", ERR_NONE},
    {"numbers may be wider than they need be",
     "9C CF 0000000000000001 D1 003D D3 0000000000000000 A1 73 CC 02 C0 C0 C0 C0 C0 C0 90",
     ERR_NONE},
    {"an unknown event is newer, not damaged",
     "9C 01 CC FF 00 A1 73 02 C0 C0 C0 C0 C0 C0 91 CA 00000000", ERR_NEWER},
    {"an event code past one byte is newer", "9C 01 CD 0400 00 A1 73 02 C0 C0 C0 C0 C0 C0 90",
     ERR_NEWER},
    {"an unknown role is newer", "9C 01 3D 00 A1 73 06 C0 C0 C0 C0 C0 C0 90", ERR_NEWER},
    {"an unknown word is newer", "9C 01 21 00 A1 73 02 C0 C0 C0 C0 C0 C0 92 A1 4A 02", ERR_NEWER},
    {"an unknown event that is cut short is damaged", "9C 01 CC FF 00 A1 73 02 C0 C0 C0 C0 C0 C0 91",
     ERR_CORRUPT},
    {"nothing at all is damaged", "", ERR_CORRUPT},
    {"eleven members are damaged", "9B" HEAD, ERR_CORRUPT},
    {"bytes behind the event are damage", "9C" HEAD "90 00", ERR_CORRUPT},
    {"position 0 is damage", "9C 00 3D 00 A1 73 02 C0 C0 C0 C0 C0 C0 90", ERR_CORRUPT},
    {"a negative position is damage", "9C FF 3D 00 A1 73 02 C0 C0 C0 C0 C0 C0 90", ERR_CORRUPT},
    {"an event without an actor is damage", "9C 01 3D 00 C0 02 C0 C0 C0 C0 C0 C0 90", ERR_CORRUPT},
    {"a float for an instant is damage",
     "9C 01 3D CB 0000000000000000 A1 73 02 C0 C0 C0 C0 C0 C0 90", ERR_CORRUPT},
    {"an instant past the year 9999 is damage",
     "9C 01 3D CF 0001000000000000 A1 73 02 C0 C0 C0 C0 C0 C0 90", ERR_CORRUPT},
    {"binary is no text", "9C" HEAD "91 C4 01 56", ERR_CORRUPT},
    {"a map is no list of fields", "9C" HEAD "80", ERR_CORRUPT},
    {"nil is no list of fields", "9C" HEAD "C0", ERR_CORRUPT},
    {"text that is not UTF-8 is damage", "9C" HEAD "91 A2 C3 28", ERR_CORRUPT},
    {"text with a NUL is damage", "9C" HEAD "91 A1 00", ERR_CORRUPT},
    {"text with a NUL among eight is damage", "9C" HEAD "91 A8 61 61 61 00 61 61 61 61",
     ERR_CORRUPT},
    {"a number past 64 bits of sign is damage",
     "9C CF 8000000000000000 3D 00 A1 73 02 C0 C0 C0 C0 C0 C0 90", ERR_CORRUPT},
    {"a list of four thousand million fields is damage", "9C" HEAD "DD FFFFFFFF", ERR_CORRUPT},
    {"a skipped map of four thousand million is damage", "9C" HEAD "92 A1 56 DF FFFFFFFF",
     ERR_CORRUPT},
    {"a text of four thousand million bytes is damage", "9C" HEAD "91 DB FFFFFFFF 56", ERR_CORRUPT},
    {"the byte that msgpack never uses is damage", "9C" HEAD "92 A1 56 C1", ERR_CORRUPT},
    {"a file of one member is damage", "9C 01 3D 00 A1 73 02 C0 C0 C0 C0 C0 91 A1 61 90",
     ERR_CORRUPT},
    {"a file without a checksum is read", "9C 01 3D 00 A1 73 02 C0 C0 C0 C0 C0 92 A1 61 C0 90",
     ERR_NONE},
    {"a day past the year 9999 is damage",
     "9C 01 2F 00 A1 73 02 C0 C0 C0 C0 C0 C0 92 A1 4A CE 002CC0A1", ERR_CORRUPT},
    {"a day of the year 9999 is read",
     "9C 01 2F 00 A1 73 02 C0 C0 C0 C0 C0 C0 92 A1 4A CE 002CC0A0", ERR_NONE},
    {"a number is no truth", "9C 01 5E 00 A1 73 02 C0 C0 C0 C0 C0 C0 93 A1 77 00 01", ERR_CORRUPT},
    {"a text is no list", "9C 01 3F 00 A1 73 02 C0 C0 C0 C0 C0 C0 92 A1 77 A1 78", ERR_CORRUPT},
    {"a nil in a list is damage", "9C 01 3F 00 A1 73 02 C0 C0 C0 C0 C0 C0 92 A1 77 91 C0",
     ERR_CORRUPT},
};

static void test_rows(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < COUNT(rows); i++) {
        struct event event;
        struct bytes bytes = from_hex(rows[i].hex);
        enum err_code code = decode(bytes.ptr, bytes.len, &event);
        if (code != rows[i].code) fail_msg("%s: fault %d", rows[i].name, (int)code);
    }
}

static void test_fault_names_the_position(void **state)
{
    (void)state;
    struct event event;
    err_t e = event_decode(from_hex("9C 2A CC FF 00 A1 73 02 C0 C0 C0 C0 C0 C0 90"), &event, &arena);
    assert_int_equal(e.code, ERR_NEWER);
    assert_int_equal(e.at, 42);
}

static void test_empty_and_absent_lists_stay_apart(void **state)
{
    (void)state;
    struct event event, back;
    struct bytes bytes;
    struct str nobody[1] = {{0}};
    event = (struct event){.kind = EVENT_JOB_AMENDED, .seq = 1, .by = STR("ito")};
    event.job_amended.after.at = nobody;
    event_encode(&event, &arena, &bytes);
    assert_false(is_err(event_decode(bytes, &back, &arena)));
    assert_non_null(back.job_amended.after.at);
    assert_int_equal(back.job_amended.after.count, 0);
    assert_null(back.job_amended.skills.at);
    assert_null(back.job_amended.with.at);
}

/* So that a field added to an event leaves the bytes of older ones as they are. */
static void test_absent_fields_at_the_end_take_no_bytes(void **state)
{
    (void)state;
    struct event event = {
        .kind = EVENT_JOB_OPENED, .seq = 1, .by = STR("s"), .role = ROLE_CUSTOMER};
    struct bytes bytes, expected = from_hex("9C 01 1E 00 A1 73 02 C0 C0 C0 C0 C0 C0 92 C0 A1 63");
    event.job_opened.class = STR("c");
    event_encode(&event, &arena, &bytes);
    assert_int_equal(bytes.len, expected.len);
    assert_memory_equal(bytes.ptr, expected.ptr, expected.len);
}

static struct bytes long_event(size_t text_bytes)
{
    struct bytes bytes;
    char *text = arena_take(&arena, text_bytes);
    memset(text, 'x', text_bytes);
    struct event event = {.kind = EVENT_QUERY_ANSWERED, .seq = 1, .by = STR("s")};
    event.query_answered.text = (struct str){text, (uint32_t)text_bytes};
    event_encode(&event, &arena, &bytes);
    return bytes;
}

static void test_event_of_the_greatest_size_is_read_and_one_byte_more_is_not(void **state)
{
    (void)state;
    enum { AROUND = 20 };
    struct event event;
    struct bytes most = long_event(EVENT_BYTES_MAX - AROUND);
    assert_int_equal(most.len, EVENT_BYTES_MAX);
    assert_int_equal(decode(most.ptr, most.len, &event), ERR_NONE);
    uint8_t *more = arena_take(&arena, most.len + 1);
    memcpy(more, most.ptr, most.len);
    more[most.len] = 0xC0;
    more[0] = 0x9D;
    assert_int_equal(decode(more, most.len + 1, &event), ERR_CORRUPT);
}

static void test_deep_nesting_of_unknown_values_costs_no_stack(void **state)
{
    (void)state;
    enum { DEPTH = 400000 };
    struct event event;
    struct bytes head = from_hex("9C" HEAD "92 A1 56");
    uint8_t *bytes = arena_take(&arena, head.len + DEPTH + 1);
    memcpy(bytes, head.ptr, head.len);
    memset(bytes + head.len, 0x91, DEPTH);
    bytes[head.len + DEPTH] = 0x05;
    assert_int_equal(decode(bytes, head.len + DEPTH + 1, &event), ERR_NONE);
    assert_int_equal(decode(bytes, head.len + DEPTH, &event), ERR_CORRUPT);
}

/* --- hostile bytes --- */

static void test_every_truncation_is_damage(void **state)
{
    (void)state;
    struct chance chance = {7};
    for (uint32_t code = 0; code <= EVENT_CODE_MAX; code++) {
        struct event event, back;
        struct bytes bytes;
        if (event_about(code) == NULL) continue;
        random_event(&chance, &arena, code, &event);
        event_encode(&event, &arena, &bytes);
        size_t step = bytes.len > 4000 ? 97 : 1;
        for (size_t len = 0; len < bytes.len; len += step)
            assert_int_equal(decode(bytes.ptr, len, &back), ERR_CORRUPT);
    }
}

/* What is read from spoiled bytes must be sound enough to be written again, and must not have
 * taken more room than the header says. */
static void spoil(struct chance *chance, uint8_t *bytes, size_t len)
{
    struct event event;
    struct bytes again;
    for (uint32_t i = chance_below(chance, 4); i < 4; i++)
        bytes[chance_below(chance, (uint32_t)len)] = (uint8_t)chance_next(chance);
    struct bytes copy = exact_copy(bytes, len);
    size_t used = arena.used_bytes;
    bool sound = !is_err(event_decode(copy, &event, &arena));
    assert_true(arena.used_bytes - used <= 16 * len);
    if (sound) event_encode(&event, &arena, &again);
    test_free((void *)copy.ptr);
}

static void test_spoiled_bytes_do_no_harm(void **state)
{
    (void)state;
    struct chance chance = {UINT64_C(0x5EED)};
    struct arena_mark mark = arena_mark(&arena);
    for (uint32_t round = 0; round < 20000; round++) {
        struct event event;
        struct bytes bytes;
        uint32_t code = chance_below(&chance, EVENT_CODE_MAX + 1);
        if (event_about(code) == NULL) continue;
        random_event(&chance, &arena, code, &event);
        event_encode(&event, &arena, &bytes);
        uint8_t *spoiled = arena_take(&arena, bytes.len);
        memcpy(spoiled, bytes.ptr, bytes.len);
        spoil(&chance, spoiled, bytes.len);
        arena_rewind(&arena, mark);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_example_is_what_the_format_says, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_every_kind_comes_back_and_msgpack_c_agrees, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_fault_names_the_position, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_empty_and_absent_lists_stay_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_absent_fields_at_the_end_take_no_bytes, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            test_event_of_the_greatest_size_is_read_and_one_byte_more_is_not, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_deep_nesting_of_unknown_values_costs_no_stack, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_every_truncation_is_damage, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_spoiled_bytes_do_no_harm, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
