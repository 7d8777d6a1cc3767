#include "tests/engine/core/chance.h"

static void open_some_job(struct world *world, struct dice *dice, const char *id)
{
    static const char *classes[] = {"terminal-failure", "touch-panel-failure", "config-change-jlis",
                                    "os-security-update"};
    static const char *dues[] = {NULL, NULL, "2021-09-18", "2021-09-22", "2021-09-29"};
    static const char *received[] = {"2021-09-10T09:00", "2021-09-13T18:00"};
    const char *class = classes[dice_below(dice, COUNT(classes))];
    struct opening o = opening(id, class, received[dice_below(dice, COUNT(received))]);
    o.due = dues[dice_below(dice, COUNT(dues))];
    o.minutes = 30 + 30 * dice_below(dice, 8);
    world_job(world, o);
    if (dice_one_in(dice, 2)) world_work_order(world, id);
    if (dice_one_in(dice, 2)) world_procedure(world, id, true);
    if (dice_one_in(dice, 4)) world_hold(world, id, HOLD_CUSTOMER);
}

static void agree_on_some_visits(struct world *world, struct dice *dice)
{
    struct plan plan = world_plan(world, "2021-09-13T19:00");
    for (uint32_t v = 0; v < plan.visit_count; v++) {
        if (dice_one_in(dice, 3)) continue;
        world_propose(world, &plan.visits[v]);
        if (dice_one_in(dice, 2))
            world_approve(world, str_copy(&world->turn, plan.visits[v].id).ptr);
    }
}

void world_by_chance(struct world *world, struct dice *dice)
{
    static const char *ids[] = {"J-1", "J-2", "J-3", "J-4"};
    const char *calendar[] = {"breaks: []", "breaks: [{from: \"12:00\", to: \"13:00\"}]",
                              "notice_minutes: 60", "notice_minutes: 50", NULL};
    world_init(world, dice_one_in(dice, 3) ? calendar : NULL);
    world_at(world, "2021-09-13T19:00");
    if (dice_one_in(dice, 2))
        world_person(world, "t-one", "2021-09-13", NULL,
                     dice_one_in(dice, 2) ? "2021-09-16" : NULL);
    if (dice_one_in(dice, 3)) world_person(world, "t-two", "2021-09-13", NULL, "2021-09-21");
    uint32_t count = 1 + dice_below(dice, COUNT(ids));
    for (uint32_t i = 0; i < count; i++) open_some_job(world, dice, ids[i]);
    agree_on_some_visits(world, dice);
    if (dice_one_in(dice, 2)) world_document(world, "D-1", "progress-report", "2021-09-22");
}
