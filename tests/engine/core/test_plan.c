/* Does the plan put the open jobs of a contract where planning.md says? */
#include "tests/harness.h"

#include <string.h>

#include "engine/base/text.h"
#include "tests/engine/core/world.h"

/* "2021-10-15 J-1 J-2 | …": every visit with its jobs, in the plan's order. */
static const char *plan_said(struct world *world, const struct plan *plan)
{
    struct text text;
    text_init(&text, &world->turn);
    for (uint32_t v = 0; v < plan->visit_count; v++) {
        const struct plan_visit *visit = &plan->visits[v];
        text_add(&text, "%s%s", v > 0 ? " | " : "", day_said(visit->day));
        for (uint32_t i = 0; i < visit->job_count; i++)
            text_add(&text, " %.*s",
                     STR_ARGS(state_text(&world->state,
                                         state_job(&world->state, visit->jobs[i].job)->id)));
    }
    return text_str(&text).ptr;
}

static void open_golden_jobs(struct world *world)
{
    struct opening change = opening("J-2", "config-change-jlis", "2021-09-10T10:00");
    struct opening update = opening("J-3", "os-security-update", "2021-09-24T10:00");
    change.due = update.due = "2021-10-29";
    world_at(world, "2021-08-02T09:00");
    world_job(world, opening("J-1", "admin-password-change", "2021-08-01T00:00"));
    world_at(world, "2021-09-10T10:00");
    world_job(world, change);
    world_at(world, "2021-09-24T10:00");
    world_job(world, update);
}

static void three_jobs_become_one_visit_in_october(void **unused) /* S15 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    open_golden_jobs(&world);
    struct plan plan = world_plan(&world, "2021-09-24T10:00");
    assert_int_equal(plan.visit_count, 1);
    const struct plan_visit *visit = &plan.visits[0];
    assert_string_equal(day_said(visit->day), "2021-10-15");
    assert_int_equal(visit->job_count, 3);
    assert_string_equal(instant_said(visit->start), "2021-10-15T08:45+09:00");
    assert_string_equal(instant_said(visit->end), "2021-10-15T15:15+09:00");
    assert_int_equal(plan.late_count + plan.unplanned_count, 0);
    assert_int_equal(plan.objective.visits, 1);
    assert_true(plan.proved);
    assert_false(plan.provisional);
    world_deinit(&world);
}

static void the_plan_is_asked_again_with_every_notice(void **unused) /* S15, S36 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-10T10:00");
    world_job(&world, opening("J-1", "admin-password-change", "2021-08-01T00:00"));
    struct plan before = world_plan(&world, "2021-09-10T10:00");
    assert_string_equal(plan_said(&world, &before), "2021-10-15 J-1");
    world_job(&world, opening("J-2", "config-change-jlis", "2021-09-10T10:00"));
    struct plan after = world_plan(&world, "2021-09-10T10:00");
    assert_string_equal(plan_said(&world, &after), "2021-10-15 J-1 J-2");
    world_deinit(&world);
}

/* A job opened, and where it stands in the plan of an instant. */
struct placing {
    const char *name;
    struct opening opening;
    const char *now, *expected;
};

static void check_placings(const struct placing *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct world world;
        world_init(&world, NULL);
        world_job(&world, rows[i].opening);
        struct plan plan = world_plan(&world, rows[i].now);
        print_message("%s\n", rows[i].name);
        assert_string_equal(plan_said(&world, &plan), rows[i].expected);
        world_deinit(&world);
    }
}

static void jobs_alone(void **unused)
{
    (void)unused;
    const char *failure = "terminal-failure", *change = "config-change-jlis";
    const struct placing rows[] = {
        {"a failure is attended the same day: it owes no lead",
         {.id = "J-1", .class = failure, .received = "2021-09-16T10:00"},
         "2021-09-16T10:00",
         "2021-09-16 J-1"},
        {"what no longer fits into today is attended on the next open day",
         {.id = "J-1", .class = failure, .received = "2021-09-16T14:00"},
         "2021-09-16T14:00",
         "2021-09-17 J-1"},
        {"a failure on a Sunday waits for the first open day, over the holiday too",
         {.id = "J-1", .class = failure, .received = "2021-09-19T10:00"},
         "2021-09-19T10:00",
         "2021-09-21 J-1"},
        {"a procedure still to be approved takes two open days",
         {.id = "J-1", .class = change, .received = "2021-09-16T10:00", .due = "2021-09-21"},
         "2021-09-16T10:00",
         "2021-09-21 J-1"},
        {"a job that can't be in time is planned as early as can be",
         {.id = "J-1", .class = change, .received = "2021-09-16T10:00", .due = "2021-09-17"},
         "2021-09-16T10:00",
         "2021-09-21 J-1"},
        {"long overdue, it is still planned, after the period too",
         {.id = "J-1", .class = change, .received = "2021-09-16T10:00", .due = "2021-09-17"},
         "2022-05-09T10:00",
         "2022-05-11 J-1"},
        {"a notice without a day of its own waits for company until next month's last open day",
         {.id = "J-1", .class = change, .received = "2021-09-16T10:00"},
         "2021-09-16T10:00",
         "2021-10-29 J-1"},
        {"nothing is planned before the period begins",
         {.id = "J-1", .class = failure, .received = "2021-07-30T10:00"},
         "2021-07-30T10:00",
         "2021-08-02 J-1"},
        {"the earliest day is kept",
         {.id = "J-1", .class = failure, .received = "2021-09-16T10:00", .earliest = "2021-10-04"},
         "2021-09-16T10:00",
         "2021-10-04 J-1"},
    };
    check_placings(rows, COUNT(rows));
}

static void a_visit_today_starts_on_the_quarter_hour_after_notice(void **unused)
{
    (void)unused;
    const char *rows[][2] = {
        {"2021-09-16T10:00", "2021-09-16T11:00+09:00"},
        {"2021-09-16T10:00:00.001", "2021-09-16T11:15+09:00"},
        {"2021-09-16T10:07", "2021-09-16T11:15+09:00"},
        {"2021-09-16T06:00", "2021-09-16T08:45+09:00"},
        {"2021-09-16T13:45", "2021-09-16T14:45+09:00"},
        {"2021-09-16T13:46", "2021-09-17T08:45+09:00"},
    };
    struct world world;
    world_init(&world, NULL);
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T06:00"));
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct plan plan = world_plan(&world, rows[i][0]);
        assert_string_equal(instant_said(plan.visits[0].start), rows[i][1]);
    }
    world_deinit(&world);
}

static void breaks_are_skipped_and_belong_to_no_job(void **unused)
{
    (void)unused;
    const char *noon[] = {"breaks: []", "breaks: [{from: \"12:00\", to: \"13:00\"}]", NULL};
    struct world world;
    world_init(&world, noon);
    struct opening first = opening("J-1", "terminal-failure", "2021-09-16T07:00");
    first.minutes = 165; /* 09:15 to 12:00 */
    world_job(&world, first);
    world_job(&world, opening("J-2", "touch-panel-failure", "2021-09-16T07:00"));
    struct plan plan = world_plan(&world, "2021-09-16T07:00");
    assert_int_equal(plan.visit_count, 1);
    const struct plan_visit *visit = &plan.visits[0];
    assert_string_equal(instant_said(visit->jobs[0].end), "2021-09-16T12:00+09:00");
    assert_string_equal(instant_said(visit->jobs[1].start), "2021-09-16T13:00+09:00");
    assert_string_equal(instant_said(visit->end), "2021-09-16T14:00+09:00");
    plan = world_plan(&world, "2021-09-16T11:10");
    assert_string_equal(instant_said(plan.visits[0].start), "2021-09-16T13:00+09:00");
    world_deinit(&world);
}

static void confirmed_visits_stay_and_take_company(void **unused) /* S36 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-16T09:00");
    world_job(&world, opening("J-1", "config-change-jlis", "2021-09-16T09:00"));
    world_propose_at(&world, "V-x", "2021-09-28T13:00", "2021-09-28T15:30", "J-1", NULL, false);
    world_approve(&world, "V-x");
    struct opening second = opening("J-2", "config-change-city", "2021-09-16T09:00");
    second.minutes = 105; /* 15:30 to 17:15: just what the visit has left */
    second.due = "2021-10-29";
    world_job(&world, second);
    struct plan plan = world_plan(&world, "2021-09-16T10:00");
    assert_string_equal(plan_said(&world, &plan), "2021-09-28 J-1 J-2");
    assert_int_equal(plan.objective.visits, 0);
    assert_int_equal(plan.visits[0].state, VISIT_CONFIRMED);
    assert_string_equal(instant_said(plan.visits[0].start), "2021-09-28T13:00+09:00");
    assert_string_equal(instant_said(plan.visits[0].end), "2021-09-28T17:15+09:00");

    struct opening third = opening("J-3", "config-change-city", "2021-09-16T09:00");
    third.minutes = 106; /* a minute more than the visit has */
    world_cancel(&world, "J-2");
    third.due = "2021-10-29";
    world_job(&world, third);
    plan = world_plan(&world, "2021-09-16T10:00");
    assert_string_equal(plan_said(&world, &plan), "2021-09-28 J-1 | 2021-10-29 J-3");
    world_deinit(&world);
}

static void visits_that_nobody_started_are_left_to_people(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-16T09:00");
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T09:00"));
    world_propose_at(&world, "V-x", "2021-09-17T08:45", "2021-09-17T11:15", "J-1", NULL, false);
    world_approve(&world, "V-x");
    struct plan plan = world_plan(&world, "2021-09-21T10:00");
    assert_string_equal(plan_said(&world, &plan), "2021-09-17 J-1");
    assert_int_equal(plan.late_count, 0);
    plan = world_plan(&world, "2021-09-21T17:15:01");
    assert_int_equal(plan.late_count, 1);
    world_deinit(&world);
}

static void follow_ups_stand_for_what_failed(void **unused) /* S11 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-16T09:00");
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T09:00"));
    struct opening second = opening("J-2", "touch-panel-failure", "2021-09-16T09:00");
    second.after = "J-1";
    world_job(&world, second);
    world_propose_at(&world, "V-x", "2021-09-16T10:00", "2021-09-16T12:30", "J-1", NULL, false);
    world_approve(&world, "V-x");
    world_start(&world, "V-x", NULL);
    world_complete(&world, "J-1", RESULT_FAILED);
    struct opening again = opening("J-3", "terminal-failure", "2021-09-16T09:00");
    again.follows = "J-1";
    again.earliest = "2021-09-22";
    world_job(&world, again);
    struct plan plan = world_plan(&world, "2021-09-16T15:00");
    assert_int_equal(plan_visit_of(&plan, 1)->day.n, day_at("2021-09-22").n);
    world_deinit(&world);
}

static void people_bound_the_plan(void **unused) /* S27 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-01T09:00");
    world_person(&world, "t-one", "2021-09-01", NULL, "2021-09-16");
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T09:00"));
    struct plan plan = world_plan(&world, "2021-09-16T09:00");
    assert_string_equal(plan_said(&world, &plan), "2021-09-17 J-1");
    assert_int_equal(plan.visits[0].crew_count, 1);

    world_person(&world, "t-two", "2021-09-16", "panel", NULL);
    plan = world_plan(&world, "2021-09-16T09:00");
    assert_string_equal(plan_said(&world, &plan), "2021-09-16 J-1");
    struct opening panel = opening("J-2", "touch-panel-failure", "2021-09-16T09:00");
    panel.skill = "laser";
    world_job(&world, panel);
    plan = world_plan(&world, "2021-09-16T09:00");
    assert_int_equal(plan.unplanned_count, 1);
    assert_int_equal(plan.unplanned[0].reason, UNPLANNED_NO_CREW);
    assert_int_equal(plan.late_count, 1);
    assert_false(plan.late[0].planned.is);
    world_deinit(&world);
}

static void people_are_shared_with_other_contracts(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_add_contract(&world, "other");
    world_at(&world, "2021-09-16T09:00");
    world_person(&world, "t-one", "2021-09-01", NULL, NULL);
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T09:00"));
    struct plan plan = world_plan(&world, "2021-09-16T09:00");
    assert_string_equal(plan_said(&world, &plan), "2021-09-16 J-1");
    struct str crew = STR("t-one");
    world_put(&world,
              (struct event){.kind = EVENT_VISIT_PROPOSED,
                             .contract = STR("other"),
                             .visit_proposed = {.visit = STR("V-other"),
                                                .site = STR("kikusui"),
                                                .start = {true, instant_at("2021-09-16T10:00")},
                                                .end = {true, instant_at("2021-09-16T12:00")},
                                                .crew = {&crew, 1}}});
    plan = world_plan(&world, "2021-09-16T09:00");
    assert_string_equal(plan_said(&world, &plan), "2021-09-17 J-1");
    world_deinit(&world);
}

static void nobody_is_in_two_places_for_the_sake_of_a_proposal(void **unused)
{
    (void)unused;
    for (int who = 0; who < 2; who++) {
        struct world world;
        world_init(&world, NULL);
        world_at(&world, "2021-09-16T07:00");
        world_person(&world, "t-one", "2021-09-16", NULL, NULL);
        world_person(&world, "t-two", "2021-09-16", NULL, NULL);
        world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T07:00"));
        world_propose_at(&world, "V-x", "2021-09-16T08:45", "2021-09-16T11:15", "J-1",
                         who == 0 ? "t-one" : "t-two", false);
        struct opening second = opening("J-2", "terminal-failure", "2021-09-16T07:00");
        second.site = "kikusui";
        world_job(&world, second);
        struct plan plan = world_plan(&world, "2021-09-16T07:00");
        assert_int_equal(plan.visit_count, 2);
        assert_int_equal(plan.visits[1].day.n, plan.visits[0].day.n);
        assert_int_not_equal(plan.visits[0].crew[0], plan.visits[1].crew[0]);
        world_deinit(&world);
    }
}

static void skills_come_with_the_roster_entry_in_force(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-01T09:00");
    world_person(&world, "t-one", "2021-09-01", NULL, NULL);
    world_person(&world, "t-one", "2021-09-22", "panel", NULL);
    struct opening panel = opening("J-1", "touch-panel-failure", "2021-09-16T09:00");
    panel.skill = "panel";
    world_job(&world, panel);
    struct plan plan = world_plan(&world, "2021-09-16T09:00");
    assert_string_equal(plan_said(&world, &plan), "2021-09-22 J-1");
    world_deinit(&world);
}

static void a_hold_is_planned_for_and_moves_the_deadline(void **unused) /* S13 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-16T09:00");
    world_job(&world, opening("J-1", "touch-panel-failure", "2021-09-16T09:00"));
    world_hold(&world, "J-1", HOLD_VENDOR);
    world_put(&world,
              (struct event){.kind = EVENT_VENDOR_ARRANGED,
                             .vendor_arranged = {STR("J-1"), {true, day_at("2021-10-05")}}});
    struct plan plan = world_plan(&world, "2021-09-16T10:00");
    assert_string_equal(plan_said(&world, &plan), "2021-10-05 J-1");
    assert_int_equal(plan.late_count, 0);
    world_deinit(&world);
}

static void looking_less_far_draws_nothing_nearer(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    open_golden_jobs(&world);
    struct plan plan;
    struct plan_options near = {.horizon_days = 10}, far = {.horizon_days = 22};
    plan_make(&world.state, 0, instant_at("2021-09-24T10:00"), &near, &world.turn, &plan);
    assert_int_equal(plan.visit_count, 0);
    assert_int_equal(plan.objective.visits, 1);
    plan_make(&world.state, 0, instant_at("2021-09-24T10:00"), &far, &world.turn, &plan);
    assert_string_equal(plan_said(&world, &plan), "2021-10-15 J-1 J-2 J-3");
    world_deinit(&world);
}

static void amendments_that_contradict_old_jobs_are_survived(void **unused)
{
    (void)unused;
    const char *alone[] = {"alone: []", "alone: [terminal-failure]", "after: []",
                           "after: [[terminal-failure, touch-panel-failure]]", NULL};
    struct world world;
    world_init(&world, alone);
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T09:00"));
    struct opening mate = opening("J-2", "touch-panel-failure", "2021-09-16T09:00");
    mate.with = mate.after = "J-1";
    world_job(&world, mate);
    struct opening endless = opening("J-3", "terminal-failure", "2021-09-16T09:00");
    endless.minutes = 481; /* with the overhead a minute more than a day */
    world_job(&world, endless);
    struct plan plan = world_plan(&world, "2021-09-16T09:00");
    assert_int_equal(plan.visit_count, 2);
    assert_int_equal(plan.unplanned_count, 1);
    assert_int_equal(plan.unplanned[0].reason, UNPLANNED_NO_ROOM);
    assert_int_equal(plan.objective.late, 1);
    world_deinit(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_jobs_become_one_visit_in_october),
        cmocka_unit_test(the_plan_is_asked_again_with_every_notice),
        cmocka_unit_test(jobs_alone),
        cmocka_unit_test(a_visit_today_starts_on_the_quarter_hour_after_notice),
        cmocka_unit_test(breaks_are_skipped_and_belong_to_no_job),
        cmocka_unit_test(confirmed_visits_stay_and_take_company),
        cmocka_unit_test(visits_that_nobody_started_are_left_to_people),
        cmocka_unit_test(follow_ups_stand_for_what_failed),
        cmocka_unit_test(people_bound_the_plan),
        cmocka_unit_test(people_are_shared_with_other_contracts),
        cmocka_unit_test(nobody_is_in_two_places_for_the_sake_of_a_proposal),
        cmocka_unit_test(skills_come_with_the_roster_entry_in_force),
        cmocka_unit_test(a_hold_is_planned_for_and_moves_the_deadline),
        cmocka_unit_test(looking_less_far_draws_nothing_nearer),
        cmocka_unit_test(amendments_that_contradict_old_jobs_are_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
