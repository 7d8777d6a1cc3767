/* Is a visit's id the same for the same jobs, and only for them? */
#include "tests/harness.h"

#include "engine/core/plan_id.h"
#include "tests/engine/core/world.h"

static void the_set_of_jobs_alone_decides(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    uint32_t a = world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T09:00"));
    uint32_t b = world_job(&world, opening("J-2", "terminal-failure", "2021-09-16T09:00"));
    uint32_t ab[] = {a, b}, ba[] = {b, a};
    struct str site = STR("card-centre");
    struct str one = plan_visit_id(&world.state, site, ab, 2, &world.turn);
    assert_true(str_eq(one, plan_visit_id(&world.state, site, ba, 2, &world.turn)));
    assert_false(str_eq(one, plan_visit_id(&world.state, site, ab, 1, &world.turn)));
    assert_false(str_eq(one, plan_visit_id(&world.state, STR("kikusui"), ab, 2, &world.turn)));
    assert_int_equal(one.len, 8);
    assert_memory_equal(one.ptr, "V-", 2);
    for (uint32_t i = 2; i < one.len; i++) assert_null(strchr("ilouILOU", one.ptr[i]));
    world_deinit(&world);
}

static void an_id_taken_by_other_jobs_gives_way(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    uint32_t a = world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T09:00"));
    world_job(&world, opening("J-2", "terminal-failure", "2021-09-16T09:00"));
    struct str site = STR("card-centre");
    struct str free = plan_visit_id(&world.state, site, &a, 1, &world.turn);
    struct strs taken = {&free, 1};
    struct str beside = plan_visit_id_beside(&world.state, site, &a, 1, taken, &world.turn);
    assert_false(str_eq(free, beside));

    world_propose_at(&world, free.ptr, "2021-09-16T10:00", "2021-09-16T12:30", "J-2", NULL, false);
    assert_true(str_eq(plan_visit_id(&world.state, site, &a, 1, &world.turn), beside));
    world_propose_at(&world, free.ptr, "2021-09-16T10:00", "2021-09-16T12:30", "J-1", NULL, false);
    assert_true(str_eq(plan_visit_id(&world.state, site, &a, 1, &world.turn), free));
    world_deinit(&world);
}

static void ids_given_by_hand_are_kept(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T09:00"));
    world_propose_at(&world, "V-by-hand", "2021-09-16T13:00", "2021-09-16T15:30", "J-1", NULL,
                     false);
    struct plan plan = world_plan(&world, "2021-09-16T09:00");
    assert_int_equal(plan.visit_count, 1);
    assert_true(str_eq(plan.visits[0].id, STR("V-by-hand")));
    assert_string_equal(instant_said(plan.visits[0].start), "2021-09-16T13:00+09:00");
    assert_ptr_equal(plan_find(&plan, STR("V-by-hand")), &plan.visits[0]);
    assert_null(plan_find(&plan, STR("V-none")));
    world_deinit(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_set_of_jobs_alone_decides),
        cmocka_unit_test(an_id_taken_by_other_jobs_gives_way),
        cmocka_unit_test(ids_given_by_hand_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
