/* Is a visit outside working time proposed when, and only when, it saves a deadline? */
#include "tests/harness.h"

#include "tests/engine/core/world.h"

/* "Within 1 day", and a closed last day stays where it is. */
static const char *const as_is[] = {"days: 3", "days: 1", "last_day_closed: next-open-day",
                                    "last_day_closed: as-is", NULL};

static const struct plan_visit *only_visit(const struct plan *plan)
{
    assert_int_equal(plan->visit_count, 1);
    return &plan->visits[0];
}

static void inside_working_time_comes_first(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, as_is);
    world_at(&world, "2021-09-17T13:30");
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-17T13:30"));
    struct plan plan = world_plan(&world, "2021-09-17T13:30");
    assert_false(only_visit(&plan)->out_of_hours);
    assert_string_equal(instant_said(only_visit(&plan)->start), "2021-09-17T14:30+09:00");
    world_deinit(&world);
}

static void the_evening_saves_what_the_day_has_no_room_for(void **unused) /* S17 S21 */
{
    (void)unused;
    struct world world;
    world_init(&world, as_is);
    world_at(&world, "2021-09-17T16:30");
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-17T16:30"));
    world_job(&world, opening("J-2", "touch-panel-failure", "2021-09-17T16:30"));
    struct plan plan = world_plan(&world, "2021-09-17T16:30");
    const struct plan_visit *visit = only_visit(&plan);
    assert_true(visit->out_of_hours);
    assert_int_equal(visit->job_count, 2);
    assert_string_equal(instant_said(visit->start), "2021-09-17T17:30+09:00");
    assert_string_equal(instant_said(visit->end), "2021-09-17T21:00+09:00");
    assert_int_equal(plan.late_count, 0);
    assert_int_equal(plan.objective.late, 0);
    assert_int_equal(plan.objective.visits, 1);
    bool overtime = false, said = false;
    for (uint32_t i = 0; i < visit->need_count; i++)
        overtime |= visit->needs[i].what == NEED_KIND_OVERTIME;
    for (uint32_t i = 0; i < visit->why_count; i++)
        said |= visit->why[i].id == MESSAGE_WHY_OVERTIME;
    assert_true(overtime && said);
    world_deinit(&world);
}

static void a_closed_day_saves_when_nobody_is_there_before(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, as_is);
    world_at(&world, "2021-09-17T16:30");
    world_person(&world, "t-one", "2021-09-18", NULL, NULL);
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-17T16:30"));
    struct plan plan = world_plan(&world, "2021-09-17T16:30");
    const struct plan_visit *visit = only_visit(&plan);
    assert_true(visit->out_of_hours);
    assert_string_equal(instant_said(visit->start), "2021-09-18T08:45+09:00");
    assert_int_equal(visit->crew_count, 1);
    world_deinit(&world);
}

static void what_it_cannot_save_stays_in_working_time(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, as_is);
    world_at(&world, "2021-09-17T16:30");
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-17T16:30"));
    struct plan plan = world_plan(&world, "2021-09-18T13:46"); /* 14:45 would be the last start */
    assert_false(only_visit(&plan)->out_of_hours);
    assert_string_equal(instant_said(only_visit(&plan)->start), "2021-09-21T08:45+09:00");
    assert_int_equal(plan.late_count, 1);
    plan = world_plan(&world, "2021-09-18T13:45");
    assert_true(only_visit(&plan)->out_of_hours);
    world_deinit(&world);
}

static void nobody_is_sent_out_twice_for_it(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, as_is);
    world_at(&world, "2021-09-16T09:00");
    world_person(&world, "t-one", "2021-09-16", NULL, "2021-09-18");
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T09:00"));
    world_propose_at(&world, "V-x", "2021-09-17T08:45", "2021-09-17T11:15", "J-1", "t-one", false);
    world_approve(&world, "V-x");
    world_at(&world, "2021-09-17T16:30");
    world_job(&world, opening("J-2", "terminal-failure", "2021-09-17T16:30"));
    struct plan plan = world_plan(&world, "2021-09-17T16:30");
    assert_int_equal(plan.visit_count, 2);
    assert_false(plan.visits[1].out_of_hours);
    assert_string_equal(day_said(plan.visits[1].day), "2021-09-21");
    world_deinit(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inside_working_time_comes_first),
        cmocka_unit_test(the_evening_saves_what_the_day_has_no_room_for),
        cmocka_unit_test(a_closed_day_saves_when_nobody_is_there_before),
        cmocka_unit_test(what_it_cannot_save_stays_in_working_time),
        cmocka_unit_test(nobody_is_sent_out_twice_for_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
