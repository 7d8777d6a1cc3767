/* Is every job counted once, in the right count, when it is done? */
#include "tests/harness.h"

#include "engine/core/tally.h"
#include "tests/engine/core/world.h"

static struct tally_row row_named(struct world *world, const char *id)
{
    const struct contract *wording = state_contract(&world->state, 0, (day_t){0});
    struct tally tally = tally_of(&world->state, 0, wording, day_at("2021-09-30"), &world->turn);
    for (uint32_t i = 0; i < tally.count; i++)
        if (str_eq(tally.at[i].count.id, str_of(id))) return tally.at[i];
    fail_msg("no count %s", id);
    return (struct tally_row){0};
}

static void two_classes_share_one_count(void **unused) /* S7 S8 S16 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-16T09:00");
    world_job(&world, opening("J-1", "config-change-jlis", "2021-09-16T09:00"));
    world_job(&world, opening("J-2", "config-change-city", "2021-09-16T09:00"));
    struct tally_row row = row_named(&world, "config-change");
    assert_int_equal(row.used, 0);
    assert_int_equal(row.open, 2);
    world_complete(&world, "J-1", RESULT_DONE);
    row = row_named(&world, "config-change");
    assert_int_equal(row.used, 1);
    assert_int_equal(row.open, 1);
    assert_false(row.passed_at.is);
    world_at(&world, "2021-09-17T10:00");
    world_complete(&world, "J-2", RESULT_DONE);
    row = row_named(&world, "config-change");
    assert_int_equal(row.used, 2);
    assert_int_equal(row.pace, PACE_PAST);
    assert_true(row.passed_at.is);
    assert_string_equal(instant_said(row.passed_at.at), "2021-09-17T10:00+09:00");
    world_deinit(&world);
}

static void what_failed_or_was_cancelled_uses_nothing(void **unused) /* S16 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-16T09:00");
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T09:00"));
    world_job(&world, opening("J-2", "terminal-failure", "2021-09-16T09:00"));
    world_job(&world, opening("J-3", "terminal-failure", "2021-09-16T09:00"));
    world_complete(&world, "J-1", RESULT_FAILED);
    world_complete(&world, "J-2", RESULT_NOT_REACHED);
    world_cancel(&world, "J-3");
    struct tally_row row = row_named(&world, "terminal-failure");
    assert_int_equal(row.used, 0);
    assert_int_equal(row.open, 0);
    world_deinit(&world);
}

static void other_contracts_count_for_themselves(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T09:00"));
    world_add_contract(&world, "other");
    struct tally tally = tally_of(&world.state, 1, state_contract(&world.state, 1, (day_t){0}),
                                  day_at("2021-09-30"), &world.turn);
    for (uint32_t i = 0; i < tally.count; i++) assert_int_equal(tally.at[i].open, 0);
    world_deinit(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_classes_share_one_count),
        cmocka_unit_test(what_failed_or_was_cancelled_uses_nothing),
        cmocka_unit_test(other_contracts_count_for_themselves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
