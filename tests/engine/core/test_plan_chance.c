/* Does whatever plan comes out keep what every plan must keep? */
#include "tests/harness.h"

#include "engine/base/text.h"
#include "rules/calendar.h"
#include "rules/hours.h"
#include "tests/engine/core/chance.h"

enum { WORLDS = 400 };

static instant_t some_instant(struct dice *dice)
{
    int32_t minutes = dice_between(dice, 0, 12 * MINUTES_PER_DAY);
    return (instant_t){instant_at("2021-09-13T19:00").ms + minutes * MS_PER_MINUTE};
}

/* I3: every open job is in exactly one visit, or unplanned. */
static void check_jobs(const struct world *world, const struct plan *plan)
{
    for (uint32_t j = 0; j < world->state.jobs.count; j++) {
        uint32_t found = 0;
        for (uint32_t v = 0; v < plan->visit_count; v++)
            for (uint32_t i = 0; i < plan->visits[v].job_count; i++)
                found += plan->visits[v].jobs[i].job == j;
        for (uint32_t i = 0; i < plan->unplanned_count; i++) found += plan->unplanned[i].job == j;
        assert_int_equal(found, 1);
    }
}

static bool is_recorded(const struct world *world, const struct plan_visit *visit)
{
    if (visit->visit == NO_ROW) return false;
    const struct visit_row *row = state_visit(&world->state, visit->visit);
    return row->state != VISIT_PROPOSED || row->out_of_hours;
}

/* Jobs one after another, inside the visit, after the overhead. */
static void check_clock(const struct plan *plan, const struct plan_visit *visit)
{
    instant_t at = visit->start;
    for (uint32_t i = 0; i < visit->job_count; i++) {
        assert_true(instant_cmp(visit->jobs[i].start, at) >= 0);
        assert_true(instant_cmp(visit->jobs[i].end, visit->jobs[i].start) > 0);
        at = visit->jobs[i].end;
    }
    assert_true(instant_cmp(at, visit->end) <= 0);
    assert_true(day_eq(instant_day(visit->start, plan->wording->offset), visit->day));
}

/* What the planner made up is in the future, in working time or said not to be. */
static void check_made_up(const struct world *world, const struct plan *plan,
                          const struct plan_visit *visit)
{
    assert_true(visit->job_count > 0);
    assert_true(instant_cmp(visit->start, plan->at) >= 0); /* a proposal may be for right now */
    bool inside = hours_in_working_time(plan->wording, visit->site, visit->start, visit->end);
    assert_true(inside == !visit->out_of_hours);
    for (uint32_t i = 0; i < visit->crew_count; i++)
        assert_true(state_is_available(&world->state, visit->crew[i], visit->day));
    if (world->state.roster.count > 0) assert_true(visit->crew_count > 0);
    for (uint32_t i = 1; i < visit->need_count; i++)
        assert_true(instant_cmp(visit->needs[i - 1].by, visit->needs[i].by) <= 0);
}

/* Nobody is wanted twice on a day (visits_per_day is 1). */
static void check_people(const struct plan *plan)
{
    for (uint32_t v = 0; v < plan->visit_count; v++)
        for (uint32_t w = v + 1; w < plan->visit_count; w++) {
            const struct plan_visit *a = &plan->visits[v], *b = &plan->visits[w];
            if (!day_eq(a->day, b->day)) continue;
            for (uint32_t i = 0; i < a->crew_count; i++)
                for (uint32_t k = 0; k < b->crew_count; k++)
                    assert_int_not_equal(a->crew[i], b->crew[k]);
        }
}

static void check_lateness(const struct plan *plan)
{
    uint32_t late = plan->unplanned_count, visits = 0;
    for (uint32_t v = 0; v < plan->visit_count; v++) {
        visits += plan->visits[v].state == VISIT_PROPOSED;
        for (uint32_t i = 0; i < plan->visits[v].job_count; i++)
            late += plan->visits[v].jobs[i].late;
    }
    assert_int_equal(plan->late_count, late);
    assert_int_equal(plan->objective.visits, visits);
    assert_true(objective_cmp(&plan->bound, &plan->objective) <= 0);
}

static void every_plan_keeps_what_plans_must_keep(void **unused)
{
    (void)unused;
    struct dice dice = {20211015};
    for (int i = 0; i < WORLDS; i++) {
        struct world world;
        world_by_chance(&world, &dice);
        struct plan plan = world_plan_at(&world, some_instant(&dice));
        check_jobs(&world, &plan);
        for (uint32_t v = 0; v < plan.visit_count; v++) {
            check_clock(&plan, &plan.visits[v]);
            if (!is_recorded(&world, &plan.visits[v]))
                check_made_up(&world, &plan, &plan.visits[v]);
        }
        check_people(&plan);
        check_lateness(&plan);
        world_deinit(&world);
    }
}

static struct str said(struct world *world, const struct plan *plan)
{
    struct text text;
    text_init(&text, &world->turn);
    for (uint32_t v = 0; v < plan->visit_count; v++) {
        const struct plan_visit *visit = &plan->visits[v];
        text_add(&text, "%.*s %lld %lld", STR_ARGS(visit->id), (long long)visit->start.ms,
                 (long long)visit->end.ms);
        for (uint32_t i = 0; i < visit->job_count; i++)
            text_add(&text, " %u %lld", visit->jobs[i].job, (long long)visit->jobs[i].start.ms);
        for (uint32_t i = 0; i < visit->crew_count; i++) text_add(&text, " %u", visit->crew[i]);
        for (uint32_t i = 0; i < visit->need_count; i++)
            text_add(&text, " %d %lld", (int)visit->needs[i].what,
                     (long long)visit->needs[i].by.ms);
        for (uint32_t i = 0; i < visit->why_count; i++) {
            text_putc(&text, '\n');
            message_print(&text, LANG_JA, &visit->why[i]);
        }
        assert_true(visit->why_count > 0 && visit->why_count <= 8); /* L12: at most a screen */
    }
    return text_str(&text);
}

static void the_same_state_gives_the_same_plan_in_any_arena(void **unused) /* F41 */
{
    (void)unused;
    struct dice one = {7}, other = {7};
    for (int i = 0; i < WORLDS / 10; i++) {
        struct world a, b;
        world_by_chance(&a, &one);
        world_by_chance(&b, &other);
        (void)arena_take(&b.turn, 1234);
        instant_t now = some_instant(&one);
        struct plan plan = world_plan_at(&a, now), again = world_plan_at(&b, some_instant(&other));
        assert_true(str_eq(said(&a, &plan), said(&b, &again)));
        world_deinit(&a);
        world_deinit(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_plan_keeps_what_plans_must_keep),
        cmocka_unit_test(the_same_state_gives_the_same_plan_in_any_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
