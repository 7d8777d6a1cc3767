/* Does the plan do what clause 4's own example does? (S14, S15) */
#include "tests/harness.h"

#include <stdio.h>
#include <string.h>

#include "engine/core/plan.h"
#include "tests/engine/core/season.h"

static struct season s;
static struct arena arena;

static int begin(void **unused)
{
    (void)unused;
    season_begin(&s);
    arena_init(&arena, (size_t)1 << 28);
    return 0;
}

static int end(void **unused)
{
    (void)unused;
    arena_deinit(&arena);
    season_end(&s);
    return 0;
}

static struct plan plan_now(void)
{
    struct plan plan;
    plan_make(&s.state, 0, s.now, &(struct plan_options){0}, &arena, &plan);
    return plan;
}

static void open_job(const char *job, const char *class, const char *at)
{
    char command[256];
    season_at(&s, at);
    (void)snprintf(
        command, sizeof command,
        "{'cmd':'job.open','by':'coordinator:ito','job':'%s','class':'%s','received_at':'%s'}", job,
        class, at);
    assert_string_equal(season_do(&s, command), "ok");
}

static const struct plan_visit *visit_with(const struct plan *plan, const char *job)
{
    return plan_visit_of(plan, state_find(&s.state, NAME_JOB, str_of(job)));
}

static void assert_day(const struct plan_visit *visit, const char *day)
{
    char got[DAY_TEXT_BYTES];
    assert_non_null(visit);
    day_print(visit->day, got);
    assert_string_equal(got, day);
}

/* A setting change that can wait, the patch announced in late September, and the password change:
 * three jobs in October at once. */
static void three_jobs_share_one_visit_in_october(void **unused)
{
    (void)unused;
    open_job("J-C", "config-change-jlis", "2021-09-15T13:30");
    open_job("J-P", "os-security-update", "2021-09-24T09:30");
    struct plan plan = plan_now();
    const struct plan_visit *visit = visit_with(&plan, "J-P");
    assert_day(visit, "2021-10-15");
    assert_int_equal(visit->job_count, 3);
    assert_ptr_equal(visit, visit_with(&plan, "J-C"));
    assert_ptr_equal(visit, visit_with(&plan, "J-1"));  /* the password change of the calendar */
    assert_day(visit_with(&plan, "J-2"), "2022-02-28"); /* the inspection by itself */
    assert_true(plan.proved);
    assert_int_equal(plan.objective.late, 0);
}

/* An agreed day stands above the contract's reading. */
static void a_day_of_its_own_lets_a_notice_wait(void **unused)
{
    (void)unused;
    open_job("J-C", "config-change-jlis", "2021-09-15T13:30");
    assert_string_equal(
        season_do(&s, "{'cmd':'job.amend','by':'coordinator:ito','job':'J-C','due':'2022-01-31'}"),
        "ok");
    struct plan plan = plan_now();
    assert_day(visit_with(&plan, "J-C"), "2022-01-04"); /* one visit for all three */
    assert_int_equal(plan.objective.visits, 1);
}

/* It is a wish and no deadline: with nobody there in time, nothing is called late. */
static void company_kept_for_too_long_is_not_late(void **unused)
{
    (void)unused;
    open_job("J-P", "os-security-update", "2021-09-24T09:30");
    assert_string_equal(season_do(&s, "{'cmd':'roster.register','by':'coordinator:ito',"
                                      "'technician':'t-sato','from':'2021-11-15'}"),
                        "ok");
    struct plan plan = plan_now();
    const struct plan_visit *visit = visit_with(&plan, "J-P");
    assert_non_null(visit);
    assert_true(visit->day.n >= day_of((struct ymd){2021, 11, 15}).n);
    assert_int_equal(plan.objective.late, 0);
    assert_int_equal(plan.late_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(three_jobs_share_one_visit_in_october, begin, end),
        cmocka_unit_test_setup_teardown(a_day_of_its_own_lets_a_notice_wait, begin, end),
        cmocka_unit_test_setup_teardown(company_kept_for_too_long_is_not_late, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
