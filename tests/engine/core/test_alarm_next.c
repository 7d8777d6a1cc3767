/* Does nothing change between now and the instant that alarm_next names? */
#include "tests/harness.h"

#include <stdio.h>

#include "engine/base/text.h"
#include "engine/core/alarm.h"
#include "tests/engine/core/chance.h"

enum { WORLDS = 300, LOOKS = 8, QUARTER_OF_AN_HOUR = 15 };

/* Everything that an alert says, so that any difference shows. */
static struct str answer_at(struct world *world, instant_t now, struct maybe_instant *ret_next)
{
    struct plan plan = world_plan_at(world, now);
    struct alerts alerts;
    alarm_find(&world->state, &plan, &world->turn, &alerts);
    if (ret_next != NULL) *ret_next = alarm_next(&world->state, &plan, &world->turn);
    struct text text;
    text_init(&text, &world->turn);
    for (uint32_t i = 0; i < alerts.count; i++) {
        const struct alert *alert = &alerts.at[i];
        text_add(&text, "%.*s %s %lld %lld %s: ", STR_ARGS(alert->id),
                 severity_name(alert->severity), (long long)alert->at.ms,
                 (long long)alert->deadline.at.ms, alert_state_name(alert->state));
        message_print(&text, LANG_EN, &alert->message);
        text_putc(&text, '\n');
    }
    return text_str(&text);
}

static instant_t some_instant(struct dice *dice)
{
    int64_t from = instant_at("2021-09-14T06:00").ms, days = 12;
    int64_t minute = dice_between(dice, 0, (int32_t)(days * MINUTES_PER_DAY));
    if (dice_one_in(dice, 3)) minute -= minute % QUARTER_OF_AN_HOUR;
    if (dice_one_in(dice, 6)) minute += MINUTES_PER_DAY - (minute + 360) % MINUTES_PER_DAY;
    return (instant_t){from + minute * MS_PER_MINUTE + (dice_one_in(dice, 4) ? 1 : 0)};
}

static void check_until_next(struct world *world, struct dice *dice, instant_t now)
{
    struct maybe_instant next;
    struct str before = answer_at(world, now, &next);
    assert_true(next.is);
    assert_true(next.at.ms > now.ms);
    for (int i = 0; i < LOOKS; i++) {
        int64_t span = next.at.ms - now.ms, step = 1;
        if (span > 1) step = 1 + (int64_t)(dice_next(dice) % (uint64_t)(span - 1));
        instant_t look = {i == 0 ? next.at.ms - 1 : now.ms + step};
        if (look.ms >= next.at.ms) continue;
        struct str after = answer_at(world, look, NULL);
        if (str_eq(before, after)) continue;
        print_message("from %s ", instant_said(now));
        print_message("to %s:\n%.*s", instant_said(look), STR_ARGS(before));
        print_message("then\n%.*s", STR_ARGS(after));
        fail();
    }
}

static void nothing_changes_before_the_next_instant(void **unused) /* S17, L9 */
{
    (void)unused;
    struct dice dice = {20210916};
    for (int i = 0; i < WORLDS; i++) {
        struct world world;
        world_by_chance(&world, &dice);
        for (int k = 0; k < 4; k++) {
            struct arena_mark mark = arena_mark(&world.turn);
            check_until_next(&world, &dice, some_instant(&dice));
            arena_rewind(&world.turn, mark);
        }
        world_deinit(&world);
    }
}

/* Going from one such instant to the next meets every alert at the very instant it begins. */
static void no_alert_is_met_late(void **unused) /* S17: none missed without one before it */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-16T10:00");
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T10:00"));
    world_propose_at(&world, "V-x", "2021-09-21T13:00", "2021-09-21T15:30", "J-1", NULL, false);
    world_approve(&world, "V-x");
    instant_t now = instant_at("2021-09-16T10:00"), end = instant_at("2021-09-22T10:00");
    uint32_t warned = 0, critical = 0, missed = 0;
    while (instant_cmp(now, end) < 0) {
        struct maybe_instant next;
        struct str said = answer_at(&world, now, &next);
        const char *text = str_copy(&world.turn, said).ptr;
        warned += instant_cmp(now, instant_at("2021-09-17T14:45")) == 0 &&
                  strstr(text, "A-deadline-at-risk-J-1 warning") != NULL;
        critical += instant_cmp(now, instant_at("2021-09-21T12:38")) == 0 &&
                    strstr(text, "A-deadline-at-risk-J-1 critical") != NULL;
        missed += instant_cmp(now, instant_at("2021-09-21T17:15")) == 0 &&
                  strstr(text, "A-deadline-missed-J-1 critical") != NULL;
        assert_true(next.is);
        now = next.at;
    }
    assert_int_equal(warned + critical + missed, 3);
    world_deinit(&world);
}

static void when_all_is_done_and_over_nothing_is_waited_for(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    struct plan plan = world_plan(&world, "2022-04-01T10:00");
    assert_false(alarm_next(&world.state, &plan, &world.turn).is);
    world_deinit(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_changes_before_the_next_instant),
        cmocka_unit_test(no_alert_is_met_late),
        cmocka_unit_test(when_all_is_done_and_over_nothing_is_waited_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
