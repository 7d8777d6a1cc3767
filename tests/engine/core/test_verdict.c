/* How does each duty stand, for each thing it is owed for? */
#include "tests/harness.h"

#include "engine/core/verdict.h"
#include "engine/vocab/duty.h"
#include "tests/engine/core/world.h"

static struct verdicts verdicts_at(struct world *world, const char *now)
{
    struct plan plan = world_plan(world, now);
    struct alerts alerts;
    struct verdicts verdicts;
    alarm_find(&world->state, &plan, &world->turn, &alerts);
    verdict_find(&world->state, &plan, &alerts, &world->turn, &verdicts);
    return verdicts;
}

/* "met", or "none": that duty has no row of that subject. */
static const char *verdict_of(struct world *world, const char *now, uint32_t duty,
                              const char *subject)
{
    struct verdicts verdicts = verdicts_at(world, now);
    for (uint32_t i = 0; i < verdicts.count; i++)
        if (verdicts.at[i].duty == duty && str_eq(verdicts.at[i].subject, str_of(subject)))
            return verdict_name(verdicts.at[i].verdict);
    return "none";
}

static void every_duty_has_a_row_in_order(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    struct verdicts verdicts = verdicts_at(&world, "2021-08-02T10:00");
    uint32_t duty = 0;
    for (uint32_t i = 0; i < verdicts.count; i++) {
        if (verdicts.at[i].duty == duty) continue;
        assert_int_equal(verdicts.at[i].duty, duty + 1);
        duty = verdicts.at[i].duty;
    }
    assert_int_equal(duty, DUTY_COUNT);
    world_deinit(&world);
}

/* Received on Thursday 16 September; the clock ends on Tuesday the 21st, 17:15. */
static void failure(struct world *world)
{
    world_init(world, NULL);
    world_at(world, "2021-09-16T10:00");
    world_person(world, "t-one", "2021-08-01", NULL, NULL);
    world_job(world, opening("J-1", "terminal-failure", "2021-09-16T10:00"));
}

static void an_urgent_job_is_open_then_at_risk_then_late(void **unused) /* S11 S17 */
{
    (void)unused;
    struct world world;
    failure(&world);
    assert_string_equal(verdict_of(&world, "2021-09-16T11:00", 17, "J-1"), "open");
    assert_string_equal(verdict_of(&world, "2021-09-21T10:00", 17, "J-1"), "at-risk");
    assert_string_equal(verdict_of(&world, "2021-09-21T17:16", 17, "J-1"), "late");
    assert_string_equal(verdict_of(&world, "2021-09-21T17:16", 11, "J-1"), "late");
    world_at(&world, "2021-09-21T17:20");
    world_complete(&world, "J-1", RESULT_DONE);
    assert_string_equal(verdict_of(&world, "2021-09-22T09:00", 17, "J-1"), "late");
    world_deinit(&world);
}

static void done_in_time_is_met_and_dropped_is_waived(void **unused) /* S11 S17 S38 */
{
    (void)unused;
    struct world world;
    failure(&world);
    world_at(&world, "2021-09-21T17:15"); /* the deadline itself is in time */
    world_complete(&world, "J-1", RESULT_DONE);
    world_job(&world, opening("J-2", "touch-panel-failure", "2021-09-21T16:00"));
    world_cancel(&world, "J-2");
    assert_string_equal(verdict_of(&world, "2021-09-21T18:00", 17, "J-1"), "met");
    assert_string_equal(verdict_of(&world, "2021-09-21T18:00", 38, "J-1"), "met");
    assert_string_equal(verdict_of(&world, "2021-09-21T18:00", 12, "J-2"), "waived");
    world_deinit(&world);
}

static void the_report_is_owed_by_the_next_open_day(void **unused) /* S37 */
{
    (void)unused;
    struct world world;
    failure(&world);
    world_at(&world, "2021-09-17T15:00"); /* a Friday; Monday is a holiday */
    world_complete(&world, "J-1", RESULT_DONE);
    assert_string_equal(verdict_of(&world, "2021-09-21T17:15", 37, "J-1"), "open");
    assert_string_equal(verdict_of(&world, "2021-09-21T17:16", 37, "J-1"), "late");
    world_at(&world, "2021-09-22T09:00");
    world_put(&world, (struct event){.kind = EVENT_JOB_REPORTED,
                                     .subject = STR("J-1"),
                                     .job_reported = {.job = STR("J-1")}});
    assert_string_equal(verdict_of(&world, "2021-09-22T10:00", 37, "J-1"), "late");
    world_deinit(&world);
}

static void papers_of_a_work_come_before_it(void **unused) /* S32 S34 S35 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-16T10:00");
    world_person(&world, "t-one", "2021-08-01", NULL, NULL);
    world_job(&world, opening("J-1", "config-change-jlis", "2021-09-16T10:00"));
    assert_string_equal(verdict_of(&world, "2021-09-16T11:00", 35, "J-1"), "open");
    world_procedure(&world, "J-1", false);
    assert_string_equal(verdict_of(&world, "2021-09-16T11:00", 34, "J-1"), "met");
    assert_string_equal(verdict_of(&world, "2021-09-16T11:00", 35, "J-1"), "open");
    world_procedure(&world, "J-1", true);
    world_work_order(&world, "J-1");
    assert_string_equal(verdict_of(&world, "2021-09-16T11:00", 35, "J-1"), "met");
    assert_string_equal(verdict_of(&world, "2021-09-16T11:00", 32, "J-1"), "met");
    world_deinit(&world);
}

/* A standing procedure (4(3)) is no duty of each recovery. */
static void nothing_is_owed_that_the_class_does_not_ask_for(void **unused) /* S34 */
{
    (void)unused;
    struct world world;
    failure(&world);
    assert_string_equal(verdict_of(&world, "2021-09-16T11:00", 34, "J-1"), "none");
    assert_string_equal(verdict_of(&world, "2021-09-16T11:00", 32, "J-1"), "at-risk");
    world_deinit(&world);
}

static void a_visit_is_agreed_permitted_and_conducted(void **unused) /* S19 S22 S23 S27 S36 */
{
    (void)unused;
    struct world world;
    failure(&world);
    world_work_order(&world, "J-1");
    world_propose_at(&world, "V-1", "2021-09-17T09:00", "2021-09-17T11:30", "J-1", "t-one", false);
    assert_string_equal(verdict_of(&world, "2021-09-16T11:00", 36, "V-1"), "at-risk");
    world_approve(&world, "V-1");
    assert_string_equal(verdict_of(&world, "2021-09-16T11:00", 36, "V-1"), "met");
    world_permit(&world, "V-1");
    assert_string_equal(verdict_of(&world, "2021-09-16T11:00", 23, "V-1"), "met");
    assert_string_equal(verdict_of(&world, "2021-09-16T11:00", 22, "V-1"), "open");
    world_at(&world, "2021-09-17T09:00");
    world_start(&world, "V-1", "t-one");
    assert_string_equal(verdict_of(&world, "2021-09-17T09:30", 27, "V-1"), "met");
    world_complete(&world, "J-1", RESULT_DONE);
    world_deinit(&world);
}

/* What nobody will go to owes nothing on its day. */
static void a_visit_taken_back_owes_nothing(void **unused) /* S19 S23 S36 */
{
    (void)unused;
    struct world world;
    failure(&world);
    world_propose_at(&world, "V-1", "2021-09-17T09:00", "2021-09-17T11:30", "J-1", "t-one", false);
    world_put(&world, (struct event){.kind = EVENT_VISIT_WITHDRAWN,
                                     .subject = STR("V-1"),
                                     .visit_withdrawn = {.visit = STR("V-1")}});
    assert_string_equal(verdict_of(&world, "2021-09-20T09:00", 36, "V-1"), "waived");
    assert_string_equal(verdict_of(&world, "2021-09-20T09:00", 19, "V-1"), "none");
    world_deinit(&world);
}

static void a_paper_is_open_at_risk_late_or_kept(void **unused) /* S54 S64 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-08-01T09:00");
    world_document(&world, "D-1", "monthly-report", "2021-09-30");
    assert_string_equal(verdict_of(&world, "2021-09-01T10:00", 54, "D-1"), "open");
    assert_string_equal(verdict_of(&world, "2021-09-29T10:00", 54, "D-1"), "at-risk");
    assert_string_equal(verdict_of(&world, "2021-10-01T10:00", 64, "D-1"), "late");
    world_at(&world, "2021-09-30T16:00");
    world_put(&world, (struct event){.kind = EVENT_DOCUMENT_SUBMITTED,
                                     .subject = STR("D-1"),
                                     .document_submitted = {.document = STR("D-1")}});
    assert_string_equal(verdict_of(&world, "2021-10-01T10:00", 64, "D-1"), "met");
    world_deinit(&world);
}

static void an_excused_paper_is_waived_and_the_excuse_kept(void **unused) /* S40 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-08-01T09:00");
    world_document(&world, "D-1", "work-report", "2021-09-30");
    world_put(&world, (struct event){.kind = EVENT_DOCUMENT_WAIVED,
                                     .subject = STR("D-1"),
                                     .document_waived = {.document = STR("D-1")}});
    assert_string_equal(verdict_of(&world, "2021-12-01T10:00", 39, "D-1"), "waived");
    assert_string_equal(verdict_of(&world, "2021-12-01T10:00", 40, "D-1"), "met");
    world_deinit(&world);
}

/* The opening of the tests names no notice: that is asked for before the work (4(1)). */
static void work_of_a_notice_names_it(void **unused) /* S4 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-16T10:00");
    world_job(&world, opening("J-1", "software-update", "2021-09-16T10:00"));
    world_job(&world, opening("J-2", "config-change-city", "2021-09-16T10:00"));
    assert_string_equal(verdict_of(&world, "2021-09-16T11:00", 4, "J-1"), "open");
    assert_string_equal(verdict_of(&world, "2021-09-16T11:00", 4, "J-2"), "none");
    world_put(&world, (struct event){.kind = EVENT_JOB_AMENDED,
                                     .subject = STR("J-1"),
                                     .job_amended = {.job = STR("J-1"), .ref = STR("JLIS-9")}});
    assert_string_equal(verdict_of(&world, "2021-09-16T11:00", 4, "J-1"), "met");
    world_deinit(&world);
}

/* Kikusui has rooms that need a permission of their own; the centre has none (5(4)). */
static void designated_rooms_are_permitted_by_name(void **unused) /* S24 */
{
    (void)unused;
    struct world world;
    struct str room = STR("301");
    world_init(&world, NULL);
    world_at(&world, "2021-09-16T10:00");
    world_person(&world, "t-one", "2021-08-01", NULL, NULL);
    struct opening there = opening("J-1", "terminal-failure", "2021-09-16T10:00");
    there.site = "kikusui";
    world_job(&world, there);
    struct str job = STR("J-1"), person = STR("t-one");
    world_put(&world,
              (struct event){.kind = EVENT_VISIT_PROPOSED,
                             .visit_proposed = {.visit = STR("V-1"),
                                                .site = STR("kikusui"),
                                                .start = {true, instant_at("2021-09-21T09:00")},
                                                .end = {true, instant_at("2021-09-21T11:30")},
                                                .jobs = {&job, 1},
                                                .crew = {&person, 1}}});
    world_approve(&world, "V-1");
    world_permit(&world, "V-1");
    const char *seen = verdict_of(&world, "2021-09-16T11:00", 24, "V-1");
    assert_true(strcmp(seen, "open") == 0 || strcmp(seen, "at-risk") == 0);
    assert_string_equal(verdict_of(&world, "2021-09-16T11:00", 23, "V-1"), "met");
    world_put(&world,
              (struct event){.kind = EVENT_VISIT_PERMITTED,
                             .subject = STR("V-1"),
                             .visit_permitted = {.visit = STR("V-1"), .rooms = {&room, 1}}});
    assert_string_equal(verdict_of(&world, "2021-09-16T11:00", 24, "V-1"), "met");
    world_deinit(&world);
}

static void submit(struct world *world, const char *document)
{
    world_put(world, (struct event){.kind = EVENT_DOCUMENT_SUBMITTED,
                                    .subject = str_of(document),
                                    .document_submitted = {.document = str_of(document)}});
}

/* Presented in writing is not yet confirmed by the city (6(3)). */
static void the_security_document_waits_for_the_city(void **unused) /* S53 S63 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-07-30T09:00");
    world_document(&world, "D-1", "security-document", "2021-08-01");
    submit(&world, "D-1");
    assert_string_equal(verdict_of(&world, "2021-08-02T10:00", 53, "D-1"), "met");
    assert_string_equal(verdict_of(&world, "2021-08-02T10:00", 63, "D-1"), "open");
    world_put(&world, (struct event){.kind = EVENT_DOCUMENT_ACCEPTED,
                                     .subject = STR("D-1"),
                                     .document_accepted = {.document = STR("D-1")}});
    assert_string_equal(verdict_of(&world, "2021-08-02T10:00", 63, "D-1"), "met");
    world_deinit(&world);
}

static void papers_asked_for_are_told_from_progress_reports(void **unused) /* S57 S58 */
{
    (void)unused;
    struct world world;
    const char *const edit[] = {"kind: progress-report", "kind: work-papers", NULL};
    world_init(&world, edit);
    world_at(&world, "2021-08-01T09:00");
    world_document(&world, "D-1", "work-papers", "2021-09-30");
    assert_string_equal(verdict_of(&world, "2021-10-01T10:00", 58, "D-1"), "late");
    assert_string_equal(verdict_of(&world, "2021-10-01T10:00", 57, "D-1"), "none");
    world_deinit(&world);
}

static void an_improvement_is_kept_by_being_recorded(void **unused) /* S50 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-01T09:00");
    assert_string_equal(verdict_of(&world, "2021-09-01T10:00", 50, "sapporo-2021"), "open");
    world_put(&world, (struct event){.kind = EVENT_NOTE_RECORDED,
                                     .subject = STR("N-1"),
                                     .note_recorded = {.record = STR("N-1"),
                                                       .kind = {true, NOTE_IMPROVEMENT},
                                                       .text = STR("check the seal"),
                                                       .done_on = {true, day_at("2021-09-01")}}});
    assert_string_equal(verdict_of(&world, "2021-09-01T10:00", 50, "N-1"), "met");
    world_deinit(&world);
}

static void the_term_ends_with_a_handover(void **unused) /* S51 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    assert_string_equal(verdict_of(&world, "2022-03-31T10:00", 51, "sapporo-2021"), "open");
    assert_string_equal(verdict_of(&world, "2022-04-01T10:00", 51, "sapporo-2021"), "late");
    world_deinit(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_duty_has_a_row_in_order),
        cmocka_unit_test(an_urgent_job_is_open_then_at_risk_then_late),
        cmocka_unit_test(done_in_time_is_met_and_dropped_is_waived),
        cmocka_unit_test(the_report_is_owed_by_the_next_open_day),
        cmocka_unit_test(papers_of_a_work_come_before_it),
        cmocka_unit_test(nothing_is_owed_that_the_class_does_not_ask_for),
        cmocka_unit_test(a_visit_is_agreed_permitted_and_conducted),
        cmocka_unit_test(a_visit_taken_back_owes_nothing),
        cmocka_unit_test(a_paper_is_open_at_risk_late_or_kept),
        cmocka_unit_test(an_excused_paper_is_waived_and_the_excuse_kept),
        cmocka_unit_test(work_of_a_notice_names_it),
        cmocka_unit_test(designated_rooms_are_permitted_by_name),
        cmocka_unit_test(the_security_document_waits_for_the_city),
        cmocka_unit_test(papers_asked_for_are_told_from_progress_reports),
        cmocka_unit_test(an_improvement_is_kept_by_being_recorded),
        cmocka_unit_test(the_term_ends_with_a_handover),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
