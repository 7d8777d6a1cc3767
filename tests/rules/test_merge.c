/* May these jobs share one visit, and if not, which two can't and why? (S14) */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "rules/merge.h"
#include "tests/rules/sapporo.h"

static struct merge_job job(uint32_t key, uint32_t job_class, const char *earliest, const char *due)
{
    const struct contract c = sapporo();
    return (struct merge_job){.key = key,
                              .job_class = job_class,
                              .site = CARD_CENTRE,
                              .minutes = c.classes[job_class].minutes,
                              .earliest = some_day(earliest),
                              .due = some_day(due)};
}

static void one_fault(struct merge_verdict got, enum merge_reason reason, uint32_t first,
                      uint32_t second)
{
    assert_int_equal(got.count, 1);
    assert_int_equal(got.at[0].reason, reason);
    assert_int_equal(got.at[0].first, first);
    assert_int_equal(got.at[0].second, second);
}

static void the_seeds_three_jobs_share_a_visit_in_october(void **state)
{
    (void)state;
    const struct contract c = sapporo(); /* S15: the example of 4 */
    const struct merge_job jobs[] = {
        job(1, CONFIG_CHANGE_JLIS, "2021-09-01", "2021-10-29"),
        job(2, OS_SECURITY_UPDATE, "2021-09-28", "2021-10-29"),
        job(3, ADMIN_PASSWORD_CHANGE, "2021-10-01", "2022-03-31"),
    };
    assert_int_equal(merge_judge(&c, jobs, 3).count, 0);
    assert_int_equal(merge_judge(&c, jobs, 1).count, 0);
}

static void one_visit_is_at_one_site(void **state)
{
    (void)state;
    const struct contract c = sapporo();
    struct merge_job jobs[] = {job(1, SOFTWARE_UPDATE, NULL, NULL),
                               job(2, OS_SECURITY_UPDATE, NULL, NULL)};
    jobs[1].site = KIKUSUI;
    one_fault(merge_judge(&c, jobs, 2), MERGE_SITES_DIFFER, 0, 1);
}

static void windows_meet_on_a_single_day_or_not_at_all(void **state)
{
    (void)state;
    const struct contract c = sapporo();
    struct merge_job jobs[] = {job(1, SOFTWARE_UPDATE, "2021-10-05", NULL),
                               job(2, OS_SECURITY_UPDATE, NULL, "2021-10-05")};
    assert_int_equal(merge_judge(&c, jobs, 2).count, 0);
    jobs[1].due = some_day("2021-10-04");
    one_fault(merge_judge(&c, jobs, 2), MERGE_WINDOWS_APART, 1, 0); /* 1 ends before 0 begins */
    jobs[0] = job(1, SOFTWARE_UPDATE, NULL, NULL);
    assert_int_equal(merge_judge(&c, jobs, 2).count, 0);
}

static void a_job_may_want_to_be_apart(void **state)
{
    (void)state;
    const struct contract c = sapporo();
    const uint32_t other[] = {8, 2};
    struct merge_job jobs[] = {job(1, SOFTWARE_UPDATE, NULL, NULL),
                               job(2, OS_SECURITY_UPDATE, NULL, NULL)};
    jobs[0].apart = (struct job_keys){other, 2};
    one_fault(merge_judge(&c, jobs, 2), MERGE_JOBS_APART, 0, 1);
    jobs[0].apart = (struct job_keys){other, 1}; /* from a job that isn't here */
    assert_int_equal(merge_judge(&c, jobs, 2).count, 0);
    const uint32_t first[] = {1};
    jobs[1].apart = (struct job_keys){first, 1}; /* said by the other one */
    one_fault(merge_judge(&c, jobs, 2), MERGE_JOBS_APART, 0, 1);
}

static void classes_may_be_apart(void **state)
{
    (void)state;
    struct contract c = sapporo();
    const struct class_pair apart[] = {{SOFTWARE_UPDATE, ANNUAL_INSPECTION}, /* not both here */
                                       {OS_SECURITY_UPDATE, SOFTWARE_UPDATE}};
    const struct merge_job jobs[] = {job(1, SOFTWARE_UPDATE, NULL, NULL),
                                     job(2, OS_SECURITY_UPDATE, NULL, NULL)};
    c.merge.apart = apart;
    c.merge.apart_count = 1;
    assert_int_equal(merge_judge(&c, jobs, 2).count, 0);
    c.merge.apart_count = 2;
    one_fault(merge_judge(&c, jobs, 2), MERGE_CLASSES_APART, 0, 1);
}

static void alone_means_the_only_job(void **state)
{
    (void)state;
    struct contract c = sapporo();
    struct merge_job jobs[] = {job(1, SOFTWARE_UPDATE, NULL, NULL),
                               job(2, OS_SECURITY_UPDATE, NULL, NULL)};
    jobs[1].alone = true;
    one_fault(merge_judge(&c, jobs, 2), MERGE_ALONE, 1, 0);
    assert_int_equal(merge_judge(&c, &jobs[1], 1).count, 0);

    struct job_class classes[2] = {c.classes[SOFTWARE_UPDATE], c.classes[OS_SECURITY_UPDATE]};
    classes[0].alone = true; /* the class's word is the job's */
    c.classes = classes;
    jobs[1].alone = false;
    one_fault(merge_judge(&c, jobs, 2), MERGE_ALONE, 0, 1);
}

static void after_is_kept_by_the_order(void **state)
{
    (void)state;
    struct contract c = sapporo();
    const uint32_t second[] = {2};
    struct merge_job jobs[] = {job(1, SOFTWARE_UPDATE, NULL, NULL),
                               job(2, OS_SECURITY_UPDATE, NULL, NULL)};
    jobs[0].after = (struct job_keys){second, 1};
    one_fault(merge_judge(&c, jobs, 2), MERGE_ORDER, 0, 1);
    const struct merge_job turned[] = {jobs[1], jobs[0]};
    assert_int_equal(merge_judge(&c, turned, 2).count, 0);

    const struct class_pair after = {SOFTWARE_UPDATE, OS_SECURITY_UPDATE};
    c.merge.after = &after;
    c.merge.after_count = 1;
    jobs[0].after = (struct job_keys){NULL, 0};
    one_fault(merge_judge(&c, jobs, 2), MERGE_ORDER, 0, 1);
    assert_int_equal(merge_judge(&c, turned, 2).count, 0);
}

static void a_class_after_itself_orders_nothing(void **state)
{
    (void)state;
    struct contract c = sapporo();
    const struct class_pair after = {SOFTWARE_UPDATE, SOFTWARE_UPDATE};
    const struct merge_job jobs[] = {job(1, SOFTWARE_UPDATE, NULL, NULL),
                                     job(2, SOFTWARE_UPDATE, NULL, NULL)};
    c.merge.after = &after;
    c.merge.after_count = 1;
    assert_int_equal(merge_judge(&c, jobs, 2).count, 0);
}

static void minutes_and_overhead_fit_the_day_to_the_minute(void **state)
{
    (void)state;
    const struct contract c = sapporo();
    struct merge_job jobs[] = {job(1, SOFTWARE_UPDATE, NULL, NULL),
                               job(2, OS_SECURITY_UPDATE, NULL, NULL)};
    jobs[0].minutes = 240;
    jobs[1].minutes = 240;
    assert_int_equal(merge_judge(&c, jobs, 2).count, 0); /* 30 + 480 = 510 */
    jobs[1].minutes = 241;
    one_fault(merge_judge(&c, jobs, 2), MERGE_TOO_LONG, 0, 0);
    jobs[0].minutes = jobs[1].minutes = UINT32_MAX;
    one_fault(merge_judge(&c, jobs, 2), MERGE_TOO_LONG, 0, 0);
}

static void all_reasons_are_given_at_once(void **state)
{
    (void)state;
    const struct contract c = sapporo();
    const uint32_t second[] = {2};
    struct merge_job jobs[] = {job(1, SOFTWARE_UPDATE, NULL, "2021-10-01"),
                               job(2, OS_SECURITY_UPDATE, "2021-10-04", NULL)};
    jobs[0].minutes = 600;
    jobs[0].alone = true;
    jobs[0].apart = jobs[0].after = (struct job_keys){second, 1};
    jobs[1].site = KIKUSUI;
    struct merge_verdict got = merge_judge(&c, jobs, 2);
    assert_int_equal(got.count, MERGE_REASON_COUNT - 1); /* all but the classes */
    for (uint32_t i = 1; i < got.count; i++) assert_true(got.at[i - 1].reason < got.at[i].reason);
}

/* --- against trying every day and every pair with a plain reading of the rule --- */

static bool lists(struct job_keys keys, uint32_t key)
{
    bool found = false;
    for (uint32_t i = 0; i < keys.count; i++) found |= keys.at[i] == key;
    return found;
}

static bool naive_some_day_suits_all(const struct merge_job *jobs, uint32_t count)
{
    for (int32_t n = test_day("2021-09-01").n; n <= test_day("2021-12-01").n; n++) {
        bool all = true;
        for (uint32_t i = 0; i < count; i++)
            all &= (!jobs[i].earliest.is || jobs[i].earliest.day.n <= n) &&
                   (!jobs[i].due.is || n <= jobs[i].due.day.n);
        if (all) return true;
    }
    return false;
}

static bool naive_allows(const struct contract *c, const struct merge_job *jobs, uint32_t count)
{
    uint32_t minutes = c->sites[jobs[0].site].overhead_minutes;
    for (uint32_t i = 0; i < count; i++) {
        minutes += jobs[i].minutes;
        if (jobs[i].site != jobs[0].site) return false;
        if (jobs[i].alone && count > 1) return false;
        for (uint32_t j = 0; j < count; j++) {
            if (i != j && lists(jobs[i].apart, jobs[j].key)) return false;
            if (j > i && lists(jobs[i].after, jobs[j].key)) return false;
        }
    }
    return minutes <= 510 && naive_some_day_suits_all(jobs, count);
}

/* Own windows are never empty: that is another rule's matter (rules/window.h). */
static struct merge_job by_chance(struct dice *dice, uint32_t key, uint32_t *keys)
{
    day_t day = day_plus(test_day("2021-10-01"), dice_between(dice, 0, 9));
    day_t due = day_plus(day, dice_between(dice, 0, 9));
    struct merge_job made = {.key = key,
                             .job_class = dice_below(dice, 8),
                             .site = dice_one_in(dice, 8) ? KIKUSUI : CARD_CENTRE,
                             .minutes = (uint32_t)dice_between(dice, 30, 200),
                             .earliest = {!dice_one_in(dice, 4), day},
                             .due = {!dice_one_in(dice, 4), due},
                             .alone = dice_one_in(dice, 16)};
    keys[0] = 1 + dice_below(dice, 6);
    keys[1] = 1 + dice_below(dice, 6);
    made.apart = (struct job_keys){&keys[0], dice_one_in(dice, 6)};
    made.after = (struct job_keys){&keys[1], dice_one_in(dice, 6)};
    return made;
}

static void random_visits_equal_the_plain_reading(void **state)
{
    (void)state;
    struct dice dice = {12};
    const struct contract c = sapporo();
    int allowed = 0;
    for (int i = 0; i < 5000; i++) {
        struct merge_job jobs[4];
        uint32_t keys[4][2], count = 1 + dice_below(&dice, 4);
        for (uint32_t j = 0; j < count; j++) jobs[j] = by_chance(&dice, j + 1, keys[j]);
        bool want = naive_allows(&c, jobs, count);
        assert_int_equal(merge_judge(&c, jobs, count).count == 0, want);
        allowed += want;
    }
    assert_in_range(allowed, 1000, 4000); /* both answers are tried */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_seeds_three_jobs_share_a_visit_in_october),
        cmocka_unit_test(one_visit_is_at_one_site),
        cmocka_unit_test(windows_meet_on_a_single_day_or_not_at_all),
        cmocka_unit_test(a_job_may_want_to_be_apart),
        cmocka_unit_test(classes_may_be_apart),
        cmocka_unit_test(alone_means_the_only_job),
        cmocka_unit_test(after_is_kept_by_the_order),
        cmocka_unit_test(a_class_after_itself_orders_nothing),
        cmocka_unit_test(minutes_and_overhead_fit_the_day_to_the_minute),
        cmocka_unit_test(all_reasons_are_given_at_once),
        cmocka_unit_test(random_visits_equal_the_plain_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
