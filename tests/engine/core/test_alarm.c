/* Does every alert stand from its exact instant, in the right severity, and no other? */
#include "tests/harness.h"

#include "engine/base/text.h"
#include "engine/core/alarm.h"
#include "tests/engine/core/world.h"

/* "deadline-at-risk J-1 warning since 2021-09-17T14:45+09:00 | …", in the answer's order. */
static const char *alerts_said(struct world *world, const char *now)
{
    struct plan plan = world_plan(world, now);
    struct alerts alerts;
    alarm_find(&world->state, &plan, &world->turn, &alerts);
    struct text text;
    text_init(&text, &world->turn);
    for (uint32_t i = 0; i < alerts.count; i++) {
        const struct alert *alert = &alerts.at[i];
        text_add(&text, "%s%s %.*s %s since %s%s", i > 0 ? " | " : "", alert_kind_name(alert->kind),
                 STR_ARGS(alert->subject), severity_name(alert->severity), instant_said(alert->at),
                 alert->state == ALERT_ACKNOWLEDGED ? " acknowledged" : "");
    }
    return text_str(&text).ptr;
}

/* Readiness aside, which test_alarm_ready.c asks about. */
static struct alert only_alert(struct world *world, const char *now)
{
    struct plan plan = world_plan(world, now);
    struct alerts alerts;
    alarm_find(&world->state, &plan, &world->turn, &alerts);
    uint32_t count = 0, only = 0;
    for (uint32_t i = 0; i < alerts.count; i++) {
        if (alerts.at[i].kind == ALERT_NOT_READY) continue;
        only = i;
        count++;
    }
    assert_int_equal(count, 1);
    return alerts.at[only];
}

/* A confirmed visit with nothing missing, so that its needs raise no alert of their own. */
static void confirm(struct world *world, const char *job, const char *start, const char *end)
{
    world_work_order(world, job);
    world_propose_at(world, "V-x", start, end, job, "t-one", false);
    world_approve(world, "V-x");
    world_permit(world, "V-x");
}

static void open_failure(struct world *world)
{
    world_init(world, NULL);
    world_at(world, "2021-09-16T10:00");
    world_person(world, "t-one", "2021-09-16", NULL, NULL);
    world_job(world, opening("J-1", "terminal-failure", "2021-09-16T10:00"));
}

static void deadlines_are_warned_of_in_working_time(void **unused) /* S17 */
{
    (void)unused;
    struct world world;
    open_failure(&world);
    confirm(&world, "J-1", "2021-09-21T14:30", "2021-09-21T17:00");
    const char *rows[][2] = {
        {"2021-09-17T14:44:59.999", ""},
        {"2021-09-17T14:45", "deadline-at-risk J-1 warning since 2021-09-17T14:45+09:00"},
        {"2021-09-20T03:00", "deadline-at-risk J-1 warning since 2021-09-17T14:45+09:00"},
        {"2021-09-21T12:37:59.999", "deadline-at-risk J-1 warning since 2021-09-17T14:45+09:00"},
        {"2021-09-21T12:38", "deadline-at-risk J-1 critical since 2021-09-21T12:38+09:00"},
        {"2021-09-21T17:14:59.999", "deadline-at-risk J-1 critical since 2021-09-21T12:38+09:00"},
        {"2021-09-21T17:15", "deadline-missed J-1 critical since 2021-09-21T17:15+09:00"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(alerts_said(&world, rows[i][0]), rows[i][1]);
    world_deinit(&world);
}

static void done_work_is_at_no_risk(void **unused)
{
    (void)unused;
    struct world world;
    open_failure(&world);
    confirm(&world, "J-1", "2021-09-16T13:00", "2021-09-16T15:30");
    world_start(&world, "V-x", "t-one");
    world_complete(&world, "J-1", RESULT_DONE);
    assert_string_equal(alerts_said(&world, "2021-09-21T12:38"), "");
    world_deinit(&world);
}

static void a_plan_that_comes_late_is_critical_at_once(void **unused) /* S17, F73 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-16T09:00");
    world_person(&world, "t-one", "2021-09-27", NULL, NULL);
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T09:00"));
    struct alert alert = only_alert(&world, "2021-09-16T09:30");
    assert_int_equal(alert.kind, ALERT_DEADLINE_AT_RISK);
    assert_int_equal(alert.severity, SEVERITY_CRITICAL);
    assert_int_equal(alert.message.id, MESSAGE_ALARM_PLANNED_LATE);
    assert_string_equal(instant_said(alert.at), "2021-09-16T09:00+09:00");
    assert_string_equal(instant_said(alert.deadline.at), "2021-09-21T17:15+09:00");
    assert_true(str_eq(alert.id, STR("A-deadline-at-risk-J-1")));
    world_deinit(&world);
}

static void nobody_to_go_is_said_as_that(void **unused) /* S27 */
{
    (void)unused;
    struct world world;
    open_failure(&world);
    struct opening panel = opening("J-2", "config-change-jlis", "2021-09-16T10:00");
    confirm(&world, "J-1", "2021-09-17T08:45", "2021-09-17T11:15");
    panel.skill = "laser";
    world_job(&world, panel);
    assert_string_equal(alerts_said(&world, "2021-09-16T10:00"),
                        "no-crew J-2 critical since 2021-09-16T10:00+09:00");
    world_deinit(&world);
}

static void the_clock_that_stands_still_puts_nothing_at_risk(void **unused) /* S13 */
{
    (void)unused;
    struct world world;
    open_failure(&world);
    confirm(&world, "J-1", "2021-09-21T13:00", "2021-09-21T15:30");
    world_at(&world, "2021-09-17T14:50");
    world_hold(&world, "J-1", HOLD_CUSTOMER);
    assert_string_equal(alerts_said(&world, "2021-09-17T15:00"), /* for want of the release */
                        "prerequisite-at-risk V-x warning since 2021-09-17T00:00+09:00");
    world_at(&world, "2021-09-17T16:00");
    world_release(&world, "J-1"); /* one open day held: due on the 22nd */
    assert_string_equal(alerts_said(&world, "2021-09-17T16:00"), "");
    assert_string_equal(alerts_said(&world, "2021-09-21T14:45"),
                        "deadline-at-risk J-1 warning since 2021-09-21T14:45+09:00");
    world_deinit(&world);
}

static void a_hold_on_the_last_day_takes_the_risk_away(void **unused) /* S13 */
{
    (void)unused;
    struct world world;
    open_failure(&world);
    confirm(&world, "J-1", "2021-09-21T14:30", "2021-09-21T17:00");
    world_at(&world, "2021-09-21T15:00");
    world_hold(&world, "J-1", HOLD_CUSTOMER); /* due on the 22nd: 495 minutes of slack */
    assert_string_equal(alerts_said(&world, "2021-09-21T15:00:00.001"),
                        "prerequisite-at-risk V-x critical since 2021-09-21T00:00+09:00");
    world_at(&world, "2021-09-21T15:01");
    world_release(&world, "J-1");
    assert_string_equal(alerts_said(&world, "2021-09-21T15:01"),
                        "deadline-at-risk J-1 warning since 2021-09-21T14:45+09:00");
    world_deinit(&world);
}

static void lateness_that_time_brought_began_when_time_ran_short(void **unused) /* F73 */
{
    (void)unused;
    struct world world;
    open_failure(&world);
    world_work_order(&world, "J-1");
    struct plan plan = world_plan(&world, "2021-09-21T14:46"); /* no start before 16:00 */
    struct alerts alerts;
    alarm_find(&world.state, &plan, &world.turn, &alerts);
    assert_int_equal(alerts.at[0].message.id, MESSAGE_ALARM_PLANNED_LATE);
    assert_string_equal(instant_said(alerts.at[0].at), "2021-09-21T12:38+09:00");
    world_deinit(&world);
}

static void visits_are_looked_at_one_open_day_ahead(void **unused) /* S32 S35 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-16T09:00");
    world_person(&world, "t-one", "2021-09-16", NULL, NULL);
    world_job(&world, opening("J-1", "config-change-jlis", "2021-09-16T09:00"));
    confirm(&world, "J-1", "2021-09-21T08:45", "2021-09-21T11:15");
    assert_string_equal(alerts_said(&world, "2021-09-16T23:59:59.999"), "");
    assert_string_equal(alerts_said(&world, "2021-09-17T00:00"), /* the 20th is a holiday */
                        "prerequisite-at-risk V-x warning since 2021-09-17T00:00+09:00");
    assert_string_equal(alerts_said(&world, "2021-09-21T08:00"),
                        "prerequisite-at-risk V-x critical since 2021-09-21T00:00+09:00");
    assert_string_equal(alerts_said(&world, "2021-09-22T08:00"),
                        "prerequisite-at-risk V-x critical since 2021-09-22T00:00+09:00");
    world_procedure(&world, "J-1", true);
    assert_string_equal(alerts_said(&world, "2021-09-21T08:00"), "");
    world_deinit(&world);
}

static void documents_are_due_three_open_days_ahead(void **unused) /* S54 S55 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-16T09:00");
    world_document(&world, "D-1", "monthly-report", "2021-11-01");
    const char *rows[][2] = {
        {"2021-10-26T23:59:59.999", ""},
        {"2021-10-27T00:00", "document-due D-1 warning since 2021-10-27T00:00+09:00"},
        {"2021-10-31T23:59", "document-due D-1 warning since 2021-10-27T00:00+09:00"},
        {"2021-11-01T00:00", "document-due D-1 critical since 2021-11-01T00:00+09:00"},
        {"2021-11-20T00:00", "document-due D-1 critical since 2021-11-01T00:00+09:00"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(alerts_said(&world, rows[i][0]), rows[i][1]);
    assert_string_equal(instant_said(only_alert(&world, "2021-11-01T00:00").deadline.at),
                        "2021-11-01T17:15+09:00");
    world_put(&world, (struct event){.kind = EVENT_DOCUMENT_SUBMITTED,
                                     .document_submitted = {.document = STR("D-1")}});
    assert_string_equal(alerts_said(&world, "2021-11-20T00:00"), "");
    world_deinit(&world);
}

static void a_closed_due_day_is_kept_on_the_open_day_before(void **unused) /* S53 S56 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_document(&world, "D-1", "supervisor-notice", "2021-08-01"); /* a Sunday */
    struct alert alert = only_alert(&world, "2021-07-30T12:00");
    assert_int_equal(alert.severity, SEVERITY_CRITICAL);
    assert_string_equal(instant_said(alert.at), "2021-07-30T09:00+09:00");
    assert_int_equal(alert.message.id, MESSAGE_ALARM_DOCUMENT_CLOSED);
    world_deinit(&world);
}

static void a_count_that_is_passed_is_said_once_for_its_group(void **unused) /* S7 S16 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-16T09:00");
    world_job(&world, opening("J-1", "config-change-jlis", "2021-09-16T09:00"));
    world_job(&world, opening("J-2", "config-change-city", "2021-09-16T09:00"));
    world_complete(&world, "J-1", RESULT_DONE);
    assert_string_equal(alerts_said(&world, "2021-09-16T09:00"), "");
    world_at(&world, "2021-09-17T09:00");
    world_complete(&world, "J-2", RESULT_DONE);
    assert_string_equal(alerts_said(&world, "2021-09-30T09:00"),
                        "count-passed config-change warning since 2021-09-17T09:00+09:00");
    world_deinit(&world);
}

static void a_period_past_the_published_holidays_asks_for_them(void **unused) /* S19 */
{
    (void)unused;
    const char *longer[] = {"to: 2022-03-31}", "to: 2028-03-31}", NULL};
    struct world world;
    world_init(&world, longer);
    assert_string_equal(alerts_said(&world, "2021-09-16T09:00"),
                        "calendar-ends sapporo-2021 info since 2021-08-01T00:00+09:00");
    world_at(&world, "2021-09-16T09:00");
    world_job(&world, opening("J-1", "config-change-jlis", "2021-09-16T09:00"));
    assert_string_equal(alerts_said(&world, "2021-09-16T09:00"),
                        "calendar-ends sapporo-2021 warning since 2021-09-16T09:00+09:00");
    world_deinit(&world);
}

static void acknowledged_alerts_come_back_when_they_get_worse(void **unused) /* F74 */
{
    (void)unused;
    struct world world;
    open_failure(&world);
    confirm(&world, "J-1", "2021-09-21T14:30", "2021-09-21T17:00");
    world_at(&world, "2021-09-17T14:45");
    struct maybe_u32 warning = {true, SEVERITY_WARNING};
    world_put(&world, (struct event){.kind = EVENT_ALERT_RAISED,
                                     .alert_raised = {.alert = STR("A-deadline-at-risk-J-1"),
                                                      .severity = warning,
                                                      .subject = STR("J-1")}});
    world_put(&world,
              (struct event){.kind = EVENT_ALERT_ACKNOWLEDGED,
                             .alert_acknowledged = {STR("A-deadline-at-risk-J-1"), warning}});
    assert_string_equal(alerts_said(&world, "2021-09-17T15:00"),
                        "deadline-at-risk J-1 warning since 2021-09-17T14:45+09:00 acknowledged");
    assert_string_equal(alerts_said(&world, "2021-09-21T12:38"),
                        "deadline-at-risk J-1 critical since 2021-09-21T12:38+09:00");
    world_deinit(&world);
}

static void the_worst_and_soonest_stands_first(void **unused)
{
    (void)unused;
    struct world world;
    open_failure(&world);
    confirm(&world, "J-1", "2021-09-21T14:30", "2021-09-21T17:00");
    world_document(&world, "D-2", "progress-report", "2021-09-17");
    world_document(&world, "D-1", "progress-report", "2021-09-21");
    assert_string_equal(alerts_said(&world, "2021-09-17T15:00"),
                        "document-due D-2 critical since 2021-09-17T00:00+09:00 | "
                        "deadline-at-risk J-1 warning since 2021-09-17T14:45+09:00 | "
                        "document-due D-1 warning since 2021-09-16T10:00+09:00");
    world_deinit(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deadlines_are_warned_of_in_working_time),
        cmocka_unit_test(done_work_is_at_no_risk),
        cmocka_unit_test(a_plan_that_comes_late_is_critical_at_once),
        cmocka_unit_test(nobody_to_go_is_said_as_that),
        cmocka_unit_test(the_clock_that_stands_still_puts_nothing_at_risk),
        cmocka_unit_test(a_hold_on_the_last_day_takes_the_risk_away),
        cmocka_unit_test(lateness_that_time_brought_began_when_time_ran_short),
        cmocka_unit_test(visits_are_looked_at_one_open_day_ahead),
        cmocka_unit_test(documents_are_due_three_open_days_ahead),
        cmocka_unit_test(a_closed_due_day_is_kept_on_the_open_day_before),
        cmocka_unit_test(a_count_that_is_passed_is_said_once_for_its_group),
        cmocka_unit_test(a_period_past_the_published_holidays_asks_for_them),
        cmocka_unit_test(acknowledged_alerts_come_back_when_they_get_worse),
        cmocka_unit_test(the_worst_and_soonest_stands_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
