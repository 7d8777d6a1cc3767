/* Do the codes and the order of fields that the log is made of stand still? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/vocab/event.h"

/* What is in logs already: a row here is never edited, a field only added behind its last. */
static const struct {
    uint32_t code;
    const char *name, *fields;
} stored[] = {
    {1, "store.initialised", "admin open"},
    {2, "actor.registered", "actor role name key"},
    {10, "contract.loaded", "id text source_sha256"},
    {11, "contract.amended", "id text from"},
    {12, "contract.handed-over", "held_on to document"},
    {20, "roster.registered", "technician from name skills depot off"},
    {21, "roster.changed", "technician from name skills depot off"},
    {22, "roster.removed", "technician from"},
    {30, "job.opened",
     "job class received_at ref title site earliest target due minutes crew skills alone apart "
     "after with follows"},
    {31, "job.amended",
     "job ref title site earliest target due minutes crew skills alone apart after with"},
    {32, "job.cancelled", "job reason"},
    {33, "job.held", "job reason"},
    {34, "job.released", "job"},
    {40, "work-order.issued", "job ref"},
    {41, "query.raised", "query text job"},
    {42, "query.answered", "query text"},
    {43, "procedure.submitted", "job document"},
    {44, "procedure.approved", "job document"},
    {45, "procedure.rejected", "job reason"},
    {46, "media.checked", "job medium result checked_at"},
    {47, "vendor.arranged", "job ready_on"},
    {48, "vendor.replaced", "job"},
    {60, "visit.proposed", "visit site start end jobs crew out_of_hours"},
    {61, "visit.approved", "visit"},
    {62, "visit.declined", "visit reason"},
    {63, "visit.permitted", "visit rooms"},
    {64, "visit.cancelled", "visit reason"},
    {65, "visit.started", "visit technicians started_at"},
    {66, "visit.finished", "visit finished_at"},
    {67, "entry.recorded", "visit technician room entered_at left_at"},
    {70, "overtime.requested", "visit reason"},
    {71, "overtime.approved", "visit"},
    {72, "overtime.refused", "visit reason"},
    {73, "overtime.directed", "visit reason"},
    {80, "job.completed", "job visit result steps technicians finished_at logs enquiry"},
    {81, "job.reported", "job document"},
    {82, "job.accepted", "job"},
    {83, "job.returned", "job reason"},
    {90, "document.owed", "document kind period due cause"},
    {91, "document.submitted", "document file"},
    {92, "document.accepted", "document"},
    {93, "document.waived", "document reason"},
    {94, "meeting.recorded", "with held_on customer_present"},
    {100, "alert.raised", "alert severity subject message deadline"},
    {101, "alert.delivered", "alert channel"},
    {102, "alert.acknowledged", "alert severity"},
    {103, "alert.cleared", "alert"},
    {120, "document.returned", "document reason"},
    {121, "document.excused", "document reason"},
    {122, "document.format-agreed", "document format"},
    {123, "supervisor.changed", "name from"},
    {124, "coordination.shown", "record with text shown_on standing frequency"},
    {125, "note.recorded", "record kind text done_on minutes work job file"},
    {126, "progress.reported", "record stage text job file"},
    {127, "progress.confirmed", "record"},
    {128, "fault.judged", "job judgement reason"},
    {129, "visit.conduct-confirmed", "visit items technicians"},
};

static void test_stored_events_stand_still(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, (size_t)1 << 20);
    for (uint32_t i = 0; i < COUNT(stored); i++) {
        const struct event_about *about = event_about(stored[i].code);
        assert_non_null(about);
        assert_string_equal(about->name, stored[i].name);
        struct str names = STR(""), expected = str_of(stored[i].fields);
        for (uint32_t k = 0; k < about->fields.count; k++)
            names = text_format(&arena, "%s%s%s", names.ptr, k > 0 ? " " : "",
                                about->fields.at[k].name);
        if (!str_starts(names, expected)) fail_msg("%s: %s", stored[i].name, names.ptr);
    }
    arena_deinit(&arena);
}

static void test_no_code_without_a_row_means_anything(void **state)
{
    (void)state;
    assert_null(event_about(0));
    assert_null(event_about(EVENT_CODE_MAX));
    assert_null(event_about(EVENT_CODE_MAX + 1));
    assert_null(event_about(UINT32_MAX));
}

static void test_names_are_apart_and_fields_fit(void **state)
{
    (void)state;
    for (uint32_t a = 0; a <= EVENT_CODE_MAX; a++) {
        const struct event_about *about = event_about(a);
        if (about == NULL) continue;
        assert_true(about->fields.struct_bytes <= sizeof(struct event));
        for (uint32_t b = 0; b < a; b++)
            if (event_about(b) != NULL) assert_string_not_equal(about->name, event_about(b)->name);
        for (uint32_t i = 0; i + 1 < about->fields.count; i++)
            assert_true(about->fields.at[i].offset < about->fields.at[i + 1].offset);
    }
}

static void test_body_is_where_the_struct_has_it(void **state)
{
    (void)state;
    struct event event = {.kind = EVENT_ALERT_CLEARED};
    assert_ptr_equal(event_body(&event), &event.alert_cleared);
    assert_ptr_equal(event_body_const(&event), &event.job_opened);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stored_events_stand_still),
        cmocka_unit_test(test_no_code_without_a_row_means_anything),
        cmocka_unit_test(test_names_are_apart_and_fields_fit),
        cmocka_unit_test(test_body_is_where_the_struct_has_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
