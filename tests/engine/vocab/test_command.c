/* Is the table of commands whole: every command of commands.md, each field once, needed first? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "engine/vocab/command.h"

static const char *const specified[] = {
    "contract.load",     "contract.amend",   "contract.hand-over", "actor.register",
    "roster.register",   "roster.change",    "roster.remove",      "job.open",
    "job.amend",         "job.cancel",       "job.hold",           "job.release",
    "work-order.issue",  "query.raise",      "query.answer",       "procedure.submit",
    "procedure.approve", "procedure.reject", "media.check",        "vendor.arrange",
    "vendor.replaced",   "visit.propose",    "visit.approve",      "visit.decline",
    "visit.permit",      "visit.cancel",     "visit.start",        "visit.finish",
    "overtime.request",  "overtime.approve", "overtime.refuse",    "overtime.direct",
    "job.complete",      "job.report",       "job.accept",         "job.return",
    "document.submit",   "document.accept",  "document.waive",     "document.request",
    "meeting.record",    "alert.raise",      "alert.deliver",      "alert.acknowledge",
    "alert.clear"};

static const struct command_about *about_of(uint32_t kind)
{
    return command_about((enum command_kind)kind);
}

static void test_every_specified_command_is_there(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < COUNT(specified); i++) {
        enum command_kind kind;
        if (!command_parse(str_of(specified[i]), &kind)) fail_msg("%s", specified[i]);
        assert_string_equal(command_about(kind)->name, specified[i]);
    }
}

static void test_every_command_is_found_by_its_name_alone(void **state)
{
    (void)state;
    enum command_kind kind = COMMAND_JOB_OPEN;
    for (uint32_t i = 0; i < COMMAND_COUNT; i++) {
        assert_true(command_parse(str_of(about_of(i)->name), &kind));
        assert_int_equal(kind, i);
        assert_true(strlen(about_of(i)->about) > 0);
        assert_true(about_of(i)->roles != 0);
    }
    kind = COMMAND_JOB_OPEN;
    assert_false(command_parse(STR("job.opened"), &kind));
    assert_false(command_parse(STR("job.ope"), &kind));
    assert_false(command_parse(STR("JOB.OPEN"), &kind));
    assert_false(command_parse(STR(""), &kind));
    assert_int_equal(kind, COMMAND_JOB_OPEN);
}

static uint32_t size_of(enum field_kind kind)
{
    switch (kind) {
    case FIELD_ID:
    case FIELD_STR:
    case FIELD_TEXT:
    case FIELD_YAML: return sizeof(struct str);
    case FIELD_DAY: return sizeof(struct maybe_day);
    case FIELD_AT: return sizeof(struct maybe_instant);
    case FIELD_NUM:
    case FIELD_TERM: return sizeof(struct maybe_u32);
    case FIELD_BOOL: return sizeof(struct maybe_bool);
    case FIELD_IDS:
    case FIELD_STRS: return sizeof(struct strs);
    case FIELD_SPANS: return sizeof(struct day_spans);
    case FIELD_FILE: return sizeof(struct file);
    }
    CHECK(false);
    return 0;
}

/* Offsets rise with the rows, so that no two fields share a byte. */
static void fields_are_sound(const struct fields *fields)
{
    uint32_t end = 0;
    bool optional = false;
    for (uint32_t i = 0; i < fields->count; i++) {
        const struct field *field = &fields->at[i];
        assert_true(field->offset >= end);
        end = field->offset + size_of(field->kind);
        assert_int_equal(field->kind == FIELD_TERM, field->terms != NULL);
        assert_false(optional && field->needed);
        optional = !field->needed;
        for (uint32_t k = 0; k < i; k++) assert_string_not_equal(field->name, fields->at[k].name);
    }
    assert_true(end <= fields->struct_bytes);
}

static void test_fields_are_apart_and_needed_ones_first(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < COMMAND_COUNT; i++) fields_are_sound(&about_of(i)->fields);
}

static void test_body_and_envelope_are_where_the_struct_has_them(void **state)
{
    (void)state;
    struct command command = {.kind = COMMAND_JOB_OPEN, .by = STR("ito")};
    const struct fields *every = command_envelope();
    assert_ptr_equal(command_body(&command), &command.job_open);
    assert_string_equal(every->at[0].name, "by");
    assert_true(every->at[0].needed);
    assert_true(field_is(&every->at[0], (char *)&command + every->at[0].offset));
    for (uint32_t i = 1; i < every->count; i++)
        assert_false(field_is(&every->at[i], (char *)&command + every->at[i].offset));
}

/* S14, S20, S21, S32, S35, S36, S40: nobody but the customer decides what is the customer's. */
static void test_approvals_are_the_customers(void **state)
{
    (void)state;
    static const enum command_kind kinds[] = {
        COMMAND_WORK_ORDER_ISSUE, COMMAND_PROCEDURE_APPROVE, COMMAND_PROCEDURE_REJECT,
        COMMAND_VISIT_APPROVE,    COMMAND_VISIT_DECLINE,     COMMAND_VISIT_PERMIT,
        COMMAND_OVERTIME_APPROVE, COMMAND_OVERTIME_REFUSE,   COMMAND_OVERTIME_DIRECT,
        COMMAND_JOB_ACCEPT,       COMMAND_JOB_HOLD,          COMMAND_DOCUMENT_WAIVE,
        COMMAND_QUERY_ANSWER};
    for (uint32_t i = 0; i < COUNT(kinds); i++)
        assert_int_equal(command_about(kinds[i])->roles, 1u << ROLE_CUSTOMER);
}

static void test_auditors_write_nothing(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < COMMAND_COUNT; i++)
        assert_int_equal(about_of(i)->roles & (1u << ROLE_AUDITOR), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_specified_command_is_there),
        cmocka_unit_test(test_every_command_is_found_by_its_name_alone),
        cmocka_unit_test(test_fields_are_apart_and_needed_ones_first),
        cmocka_unit_test(test_body_and_envelope_are_where_the_struct_has_them),
        cmocka_unit_test(test_approvals_are_the_customers),
        cmocka_unit_test(test_auditors_write_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
