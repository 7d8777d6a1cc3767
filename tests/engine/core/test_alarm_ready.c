/* Is a coming absence of everybody who could answer an urgent call warned of, once? (S17) */
#include "tests/harness.h"

#include "engine/core/alarm.h"
#include "tests/engine/core/world.h"

/* "A-not-ready-… since …", those of this kind alone. */
static const char *gaps_said(struct world *world, const char *now)
{
    struct plan plan = world_plan(world, now);
    struct alerts alerts;
    struct text text;
    alarm_find(&world->state, &plan, &world->turn, &alerts);
    text_init(&text, &world->turn);
    text_put(&text, STR(""));
    for (uint32_t i = 0; i < alerts.count; i++)
        if (alerts.at[i].kind == ALERT_NOT_READY)
            text_add(&text, "%s%.*s since %s", text.len > 0 ? " | " : "",
                     STR_ARGS(alerts.at[i].subject), instant_said(alerts.at[i].at));
    return text_str(&text).ptr;
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

static void a_row_of_days_is_one_alert_that_keeps_its_name(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-01T09:00");
    world_away(&world, "2021-10-13", "2021-10-18");
    const char *rows[][2] = {
        {"2021-09-11T12:00", ""},
        {"2021-09-12T00:00", "2021-10-12 since 2021-09-12T00:00+09:00"}, /* 30 days before */
        {"2021-10-12T10:00", "2021-10-12 since 2021-09-12T00:00+09:00"},
        {"2021-10-15T10:00", "2021-10-12 since 2021-09-12T00:00+09:00"}, /* in the middle */
        {"2021-10-18T10:00", ""}, /* a notice of today can be answered tomorrow */
    };
    for (uint32_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(gaps_said(&world, rows[i][0]), rows[i][1]);
    world_deinit(&world);
}

static void it_stands_from_the_event_that_made_it_so(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-01T09:00");
    world_person(&world, "t-one", "2021-08-01", NULL, NULL);
    assert_string_equal(gaps_said(&world, "2021-10-01T10:00"), "");
    world_at(&world, "2021-10-01T11:00");
    world_put(&world, (struct event){.kind = EVENT_ROSTER_REMOVED,
                                     .subject = STR("t-one"),
                                     .roster_removed = {.technician = STR("t-one"),
                                                        .from = {true, day_at("2021-10-20")}}});
    assert_string_equal(gaps_said(&world, "2021-10-01T12:00"),
                        "2021-10-19 since 2021-10-01T11:00+09:00");
    world_deinit(&world);
}

static void a_store_without_any_roster_is_only_being_set_up(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    assert_string_equal(gaps_said(&world, "2021-10-01T10:00"), "");
    world_deinit(&world);
}

/* It comes by the passing of days alone, and the daemon must not sleep through that (L9). */
static void the_next_instant_is_not_behind_it(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-01T09:00");
    world_away(&world, "2021-10-13", "2021-10-18");
    struct plan plan = world_plan(&world, "2021-09-11T12:00");
    struct maybe_instant next = alarm_next(&world.state, &plan, &world.turn);
    assert_true(next.is);
    assert_true(instant_cmp(next.at, instant_at("2021-09-12T00:00")) <= 0);
    world_deinit(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_of_days_is_one_alert_that_keeps_its_name),
        cmocka_unit_test(it_stands_from_the_event_that_made_it_so),
        cmocka_unit_test(a_store_without_any_roster_is_only_being_set_up),
        cmocka_unit_test(the_next_instant_is_not_behind_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
