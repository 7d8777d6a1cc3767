/* Does an event's line say everything that the event holds, and nothing else? */
#include "tests/harness.h"

#include <jansson.h>

#include "engine/base/check.h"
#include "engine/wire/event_json.h"
#include "tests/engine/wire/random_event.h"

enum { JST = 9 * 60 };

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)16 << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_deinit(&arena);
    return 0;
}

static const char *line_of(const struct event *event)
{
    struct text out;
    text_init(&out, &arena);
    event_line_print(&out, event, JST);
    return out.ptr;
}

static void test_line_of_a_bare_event(void **state)
{
    (void)state;
    struct event event = {.kind = EVENT_VISIT_APPROVED,
                          .seq = 7,
                          .recorded_at = {INT64_C(1632445200000)},
                          .by = STR("sato"),
                          .role = ROLE_CUSTOMER,
                          .contract = STR("sapporo-2021"),
                          .subject = STR("V-3"),
                          .visit_approved = {.visit = STR("V-3")}};
    assert_string_equal(line_of(&event),
                        "{\"seq\":7,\"type\":\"visit.approved\","
                        "\"recorded_at\":\"2021-09-24T10:00+09:00\",\"by\":\"sato\","
                        "\"role\":\"customer\",\"contract\":\"sapporo-2021\",\"subject\":\"V-3\","
                        "\"data\":{\"visit\":\"V-3\"}}\n");
}

static void test_line_of_a_full_event(void **state)
{
    (void)state;
    struct day_span off[] = {{{18905}, {18905}}, {{18990}, {18995}}};
    struct str skills[] = {STR("windows"), STR("件")};
    struct event event = {.kind = EVENT_ROSTER_REGISTERED,
                          .seq = 12,
                          .recorded_at = {INT64_C(1632445200250)},
                          .by = STR("ito"),
                          .role = ROLE_COORDINATOR,
                          .command_id = STR("k-1"),
                          .note = STR("a\nb"),
                          .on_behalf_of = STR("sato"),
                          .evidence = {STR("paper.pdf"), STR("00ff")}};
    event.roster_registered.technician = STR("t-1");
    event.roster_registered.from = (struct maybe_day){true, {18840}};
    event.roster_registered.skills = (struct strs){skills, 2};
    event.roster_registered.off = (struct day_spans){off, 2};
    assert_string_equal(
        line_of(&event),
        "{\"seq\":12,\"type\":\"roster.registered\","
        "\"recorded_at\":\"2021-09-24T10:00:00.250+09:00\",\"by\":\"ito\","
        "\"role\":\"coordinator\",\"id\":\"k-1\",\"note\":\"a\\nb\",\"on_behalf_of\":\"sato\","
        "\"evidence\":{\"name\":\"paper.pdf\",\"sha256\":\"00ff\"},\"data\":{\"technician\":"
        "\"t-1\",\"from\":\"2021-08-01\",\"skills\":[\"windows\",\"件\"],"
        "\"off\":[\"2021-10-05..2021-10-05\",\"2021-12-29..2022-01-03\"]}}\n");
}

static void test_words_numbers_and_truths(void **state)
{
    (void)state;
    struct event event = {.kind = EVENT_JOB_OPENED, .seq = 1, .by = STR("s")};
    event.job_opened.minutes = (struct maybe_u32){true, 0};
    event.job_opened.alone = (struct maybe_bool){true, false};
    event.job_opened.after.at = event.job_opened.skills.at;
    assert_string_equal(line_of(&event), "{\"seq\":1,\"type\":\"job.opened\",\"recorded_at\":"
                                         "\"1970-01-01T09:00+09:00\",\"by\":\"s\",\"role\":"
                                         "\"system\",\"data\":{\"minutes\":0,\"alone\":false}}\n");
    event = (struct event){.kind = EVENT_JOB_HELD, .seq = 1, .by = STR("s")};
    event.job_held.reason = (struct maybe_u32){true, HOLD_VENDOR};
    json_t *back = json_loads(line_of(&event), 0, NULL);
    assert_string_equal(json_string_value(json_object_get(json_object_get(back, "data"), "reason")),
                        "vendor");
    json_decref(back);
}

/* jansson counts the members: the fields that are given, and no others. */
static void test_every_kind_is_json_with_the_fields_that_are_given(void **state)
{
    (void)state;
    struct chance chance = {UINT64_C(31)};
    struct arena_mark mark = arena_mark(&arena);
    for (uint32_t round = 0; round < 20 * EVENT_CODE_MAX; round++) {
        struct event event;
        uint32_t code = round % (EVENT_CODE_MAX + 1), given = 0;
        const struct event_about *about = event_about(code);
        if (about == NULL) continue;
        random_event(&chance, &arena, code, &event);
        for (uint32_t i = 0; i < about->fields.count; i++)
            given += field_is(&about->fields.at[i],
                              (char *)event_body(&event) + about->fields.at[i].offset);
        json_t *back = json_loads(line_of(&event), JSON_REJECT_DUPLICATES, NULL);
        assert_non_null(back);
        assert_int_equal(json_object_size(json_object_get(back, "data")), given);
        assert_string_equal(json_string_value(json_object_get(back, "type")), about->name);
        assert_int_equal(json_integer_value(json_object_get(back, "seq")), event.seq);
        json_decref(back);
        arena_rewind(&arena, mark);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_line_of_a_bare_event),
        TEST(test_line_of_a_full_event),
        TEST(test_words_numbers_and_truths),
        TEST(test_every_kind_is_json_with_the_fields_that_are_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
