/* What is still missing before a visit can start, and by when? */
#include "tests/harness.h"

#include "engine/base/text.h"
#include "tests/engine/core/world.h"

/* "visit.propose 09-27T17:15, …": kinds and instants, with the job where there is one. */
static const char *needs_said(struct world *world, const struct plan_visit *visit)
{
    struct text text;
    text_init(&text, &world->turn);
    for (uint32_t i = 0; i < visit->need_count; i++) {
        const struct plan_need *need = &visit->needs[i];
        text_add(&text, "%s%.11s %s", i > 0 ? ", " : "", instant_said(need->by) + 5,
                 need_kind_name(need->what));
        if (need->job == NO_ROW) continue;
        struct str id = state_text(&world->state, state_job(&world->state, need->job)->id);
        text_add(&text, " %.*s", STR_ARGS(id));
    }
    return text_str(&text).ptr;
}

static const char *first_needs(struct world *world, const char *now)
{
    struct plan plan = world_plan(world, now);
    assert_int_equal(plan.visit_count, 1);
    return needs_said(world, &plan.visits[0]);
}

static void open_change(struct world *world)
{
    world_init(world, NULL);
    world_at(world, "2021-09-16T09:00");
    world_person(world, "t-one", "2021-09-16", NULL, NULL);
    struct opening change = opening("J-1", "config-change-jlis", "2021-09-16T09:00");
    change.due = "2021-09-28";
    world_job(world, change);
}

static void papers_come_first_and_the_visit_last(void **unused) /* S32 S35 S36 */
{
    (void)unused;
    struct world world;
    open_change(&world);
    assert_string_equal(first_needs(&world, "2021-09-16T09:00"),
                        "09-24T17:15 procedure.submit J-1, 09-27T17:15 visit.propose, "
                        "09-28T08:45 work-order.issue J-1, 09-28T08:45 procedure.approve J-1, "
                        "09-28T08:45 visit.approve, 09-28T08:45 visit.permit");
    world_work_order(&world, "J-1");
    world_procedure(&world, "J-1", false);
    assert_string_equal(first_needs(&world, "2021-09-16T09:00"),
                        "09-27T17:15 visit.propose, 09-28T08:45 procedure.approve J-1, "
                        "09-28T08:45 visit.approve, 09-28T08:45 visit.permit");
    world_deinit(&world);
}

static void a_proposal_of_the_same_visit_only_wants_approval(void **unused) /* S36 */
{
    (void)unused;
    struct world world;
    open_change(&world);
    world_work_order(&world, "J-1");
    world_procedure(&world, "J-1", true);
    struct plan plan = world_plan(&world, "2021-09-16T09:00");
    world_propose(&world, &plan.visits[0]);
    struct plan proposed = world_plan(&world, "2021-09-16T09:00");
    assert_string_equal(needs_said(&world, &proposed.visits[0]),
                        "09-28T08:45 visit.approve, 09-28T08:45 visit.permit");
    assert_true(str_eq(plan.visits[0].id, proposed.visits[0].id));
    assert_int_equal(proposed.visits[0].visit, 0);

    /* A proposal isn't held to leads: on the day itself it still stands, and only its day's end
     * moves it on. */
    proposed = world_plan(&world, "2021-09-28T07:00");
    assert_string_equal(needs_said(&world, &proposed.visits[0]),
                        "09-28T08:45 visit.approve, 09-28T08:45 visit.permit");
    proposed = world_plan(&world, "2021-09-28T17:00");
    assert_string_equal(day_said(proposed.visits[0].day), "2021-09-29");
    assert_true(str_eq(plan.visits[0].id, proposed.visits[0].id));
    assert_string_equal(needs_said(&world, &proposed.visits[0]),
                        "09-28T17:15 visit.propose, 09-29T08:45 visit.approve, "
                        "09-29T08:45 visit.permit");
    world_deinit(&world);
}

static void a_visit_by_hand_is_not_held_to_leads(void **unused)
{
    (void)unused;
    struct world world;
    open_change(&world);
    world_propose_at(&world, "V-x", "2021-09-17T10:00", "2021-09-17T12:30", "J-1", "t-one", false);
    assert_string_equal(first_needs(&world, "2021-09-16T09:00"),
                        "09-15T17:15 procedure.submit J-1, 09-17T10:00 work-order.issue J-1, "
                        "09-17T10:00 procedure.approve J-1, 09-17T10:00 visit.approve, "
                        "09-17T10:00 visit.permit");
    world_deinit(&world);
}

static void a_confirmed_visit_wants_what_its_gates_want(void **unused) /* S23 S30 S33 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-16T09:00");
    world_person(&world, "t-one", "2021-09-16", NULL, NULL);
    world_job(&world, opening("J-1", "os-security-update", "2021-09-16T09:00"));
    world_propose_at(&world, "V-x", "2021-09-28T08:45", "2021-09-28T12:15", "J-1", "t-one", false);
    world_approve(&world, "V-x");
    world_hold(&world, "J-1", HOLD_CUSTOMER);
    world_procedure(&world, "J-1", true);
    assert_string_equal(first_needs(&world, "2021-09-16T09:00"),
                        "09-28T08:45 work-order.issue J-1, 09-28T08:45 media.check J-1, "
                        "09-28T08:45 job.release J-1, 09-28T08:45 visit.permit");
    world_permit(&world, "V-x");
    world_release(&world, "J-1");
    world_work_order(&world, "J-1");
    assert_string_equal(first_needs(&world, "2021-09-16T09:00"), "09-28T08:45 media.check J-1");
    world_put(&world,
              (struct event){.kind = EVENT_ROSTER_REMOVED,
                             .roster_removed = {STR("t-one"), {true, day_at("2021-09-20")}}});
    assert_string_equal(first_needs(&world, "2021-09-16T09:00"),
                        "09-28T08:45 media.check J-1, 09-28T08:45 roster.register");
    world_deinit(&world);
}

static void whoever_joins_a_confirmed_visit_wants_its_own_approval(void **unused) /* S14 */
{
    (void)unused;
    struct world world;
    open_change(&world);
    world_work_order(&world, "J-1");
    world_procedure(&world, "J-1", true);
    world_propose_at(&world, "V-x", "2021-09-28T08:45", "2021-09-28T11:15", "J-1", "t-one", false);
    world_approve(&world, "V-x");
    world_permit(&world, "V-x");
    struct opening second = opening("J-2", "config-change-city", "2021-09-16T09:00");
    second.due = "2021-09-29";
    world_job(&world, second);
    world_work_order(&world, "J-2");
    world_procedure(&world, "J-2", true);
    assert_string_equal(first_needs(&world, "2021-09-16T09:00"),
                        "09-27T17:15 visit.propose J-2, 09-28T08:45 visit.approve J-2");
    struct plan plan = world_plan(&world, "2021-09-16T09:00");
    world_propose(&world, &plan.visits[0]);
    assert_string_equal(first_needs(&world, "2021-09-16T09:00"), "09-28T08:45 visit.approve J-2");
    world_approve(&world, "V-x");
    assert_string_equal(first_needs(&world, "2021-09-16T09:00"), "");
    world_deinit(&world);
}

static void failures_owe_no_lead_so_the_proposal_may_come_at_the_start(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T09:00"));
    assert_string_equal(first_needs(&world, "2021-09-16T09:00"),
                        "09-16T10:00 work-order.issue J-1, 09-16T10:00 visit.propose, "
                        "09-16T10:00 visit.approve, 09-16T10:00 visit.permit, "
                        "09-16T10:00 roster.register");
    world_deinit(&world);
}

static void hours_outside_working_time_want_overtime(void **unused) /* S20 S21 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-16T09:00");
    world_person(&world, "t-one", "2021-09-16", NULL, NULL);
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T09:00"));
    world_work_order(&world, "J-1");
    world_propose_at(&world, "V-x", "2021-09-18T09:00", "2021-09-18T11:30", "J-1", "t-one", true);
    assert_string_equal(first_needs(&world, "2021-09-16T09:00"),
                        "09-18T09:00 visit.approve, 09-18T09:00 visit.permit, "
                        "09-18T09:00 overtime.approve");
    world_approve(&world, "V-x");
    world_permit(&world, "V-x");
    world_put(&world, (struct event){.kind = EVENT_OVERTIME_DIRECTED,
                                     .overtime_directed = {STR("V-x"), STR("by the city")}});
    assert_string_equal(first_needs(&world, "2021-09-16T09:00"), "");
    world_deinit(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(papers_come_first_and_the_visit_last),
        cmocka_unit_test(a_proposal_of_the_same_visit_only_wants_approval),
        cmocka_unit_test(a_visit_by_hand_is_not_held_to_leads),
        cmocka_unit_test(a_confirmed_visit_wants_what_its_gates_want),
        cmocka_unit_test(whoever_joins_a_confirmed_visit_wants_its_own_approval),
        cmocka_unit_test(failures_owe_no_lead_so_the_proposal_may_come_at_the_start),
        cmocka_unit_test(hours_outside_working_time_want_overtime),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
