/* On which coming days could an urgent job not be done in time, and why? (4 参考, S17) */
#include "tests/harness.h"

#include <stdio.h>

#include "engine/core/image.h"
#include "engine/core/ready.h"
#include "tests/engine/core/world.h"

static struct readiness readiness_at(struct world *world, const char *now, uint32_t days)
{
    struct readiness readiness;
    ready_find(&world->state, 0, instant_at(now), days, &world->turn, &readiness);
    return readiness;
}

static const struct ready_day *day_of_readiness(const struct readiness *readiness, const char *day)
{
    for (uint32_t i = 0; i < readiness->count; i++)
        if (day_eq(readiness->at[i].day, day_at(day))) return &readiness->at[i];
    fail_msg("no row of %s", day);
    return NULL;
}

static void assert_only(const struct readiness *readiness, const char *const *failing)
{
    for (uint32_t i = 0; i < readiness->count; i++) {
        bool fails = false;
        const char *day = day_said(readiness->at[i].day);
        for (uint32_t k = 0; failing[k] != NULL; k++) fails |= strcmp(failing[k], day) == 0;
        if (readiness->at[i].ready == fails) fail_msg("%s is wrong", day);
    }
}

/* A person of the roster who is away from a day to another. */
static void world_away(struct world *world, const char *from, const char *to)
{
    struct day_span span = {day_at(from), day_at(to)};
    world_person(world, "t-one", "2021-08-01", NULL, NULL);
    world_put(world, (struct event){.kind = EVENT_ROSTER_CHANGED,
                                    .subject = STR("t-one"),
                                    .roster_changed = {.technician = STR("t-one"),
                                                       .from = {true, day_at("2021-08-01")},
                                                       .off = {&span, 1}}});
}

static void with_somebody_there_every_day_is_ready(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-01T09:00");
    world_person(&world, "t-one", "2021-09-01", NULL, NULL);
    struct readiness readiness = readiness_at(&world, "2021-09-01T10:00", 30);
    assert_int_equal(readiness.count, 20); /* open days only */
    assert_only(&readiness, (const char *const[]){NULL});
    world_deinit(&world);
}

/* Away from Wednesday to Monday: a notice of Tuesday runs out on Friday, one of Friday on Monday,
 * and one of the Monday on Thursday. */
static void days_whose_clock_runs_out_in_an_absence_are_not(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-10-01T09:00");
    world_away(&world, "2021-10-13", "2021-10-18");
    struct readiness readiness = readiness_at(&world, "2021-10-01T10:00", 25);
    const char *failing[] = {"2021-10-12", "2021-10-13", "2021-10-14", "2021-10-15", NULL};
    assert_only(&readiness, failing);
    const struct ready_day *day = day_of_readiness(&readiness, "2021-10-15");
    assert_int_equal(day->clock.count, 3);
    assert_int_equal(day->clock.steps[0].reason, READY_DAY_CLOSED);
    assert_int_equal(day->clock.steps[2].reason, READY_DAY_SHORT);
    world_deinit(&world);
}

/* The new year's closed days (5(2)) lengthen the clock, and don't make it fail. */
static void closed_days_alone_do_no_harm(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-12-20T09:00");
    world_person(&world, "t-one", "2021-12-20", NULL, NULL);
    struct readiness readiness = readiness_at(&world, "2021-12-20T10:00", 20);
    assert_only(&readiness, (const char *const[]){NULL});
    assert_string_equal(instant_said(day_of_readiness(&readiness, "2021-12-28")->clock.deadline),
                        "2022-01-04T17:15+09:00");
    world_deinit(&world);
}

/* One person, one visit a day, and every day of the clock with a visit that nobody may join. */
static void days_full_of_visits_are_not_ready(void **unused)
{
    (void)unused;
    struct world world;
    static const char *const days[] = {"2021-10-05", "2021-10-06", "2021-10-07"};
    world_init(&world, NULL);
    world_at(&world, "2021-10-01T09:00");
    world_person(&world, "t-one", "2021-10-01", NULL, NULL);
    for (uint32_t i = 0; i < COUNT(days); i++) {
        char job[8], visit[8], start[24], end[24];
        (void)snprintf(job, sizeof job, "J-%u", 11 + i);
        (void)snprintf(visit, sizeof visit, "V-%u", i + 1);
        (void)snprintf(start, sizeof start, "%sT08:45", days[i]);
        (void)snprintf(end, sizeof end, "%sT17:15", days[i]);
        struct opening whole = opening(job, "config-change-jlis", "2021-10-01T09:00");
        whole.minutes = 480;
        whole.alone = true;
        world_job(&world, whole);
        world_propose_at(&world, visit, start, end, job, "t-one", false);
        world_approve(&world, visit);
    }
    struct readiness readiness = readiness_at(&world, "2021-10-01T10:00", 10);
    const struct ready_day *monday = day_of_readiness(&readiness, "2021-10-04");
    assert_false(monday->ready);
    for (uint32_t i = 0; i < monday->clock.count; i++)
        assert_int_equal(monday->clock.steps[i].reason, READY_DAY_FULL);
    assert_true(day_of_readiness(&readiness, "2021-10-05")->ready); /* Friday is free */
    world_deinit(&world);
}

static void asking_changes_nothing(void **unused)
{
    (void)unused;
    struct world world, same;
    world_init(&world, NULL);
    world_init(&same, NULL);
    world_at(&world, "2021-09-01T09:00");
    world_at(&same, "2021-09-01T09:00");
    world_person(&world, "t-one", "2021-09-01", NULL, NULL);
    world_person(&same, "t-one", "2021-09-01", NULL, NULL);
    (void)readiness_at(&world, "2021-09-01T10:00", 60);
    assert_true(image_equal(&world.state, &same.state));
    world_deinit(&world);
    world_deinit(&same);
}

static void nobody_at_all_is_never_ready_and_past_the_period_nothing_is_asked(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    struct readiness readiness = readiness_at(&world, "2022-03-28T10:00", 30);
    assert_int_equal(readiness.count, 4); /* to the period's last day, 31 March */
    for (uint32_t i = 0; i < readiness.count; i++) assert_false(readiness.at[i].ready);
    world_deinit(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(with_somebody_there_every_day_is_ready),
        cmocka_unit_test(days_whose_clock_runs_out_in_an_absence_are_not),
        cmocka_unit_test(closed_days_alone_do_no_harm),
        cmocka_unit_test(days_full_of_visits_are_not_ready),
        cmocka_unit_test(asking_changes_nothing),
        cmocka_unit_test(nobody_at_all_is_never_ready_and_past_the_period_nothing_is_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
