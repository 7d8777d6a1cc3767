/* How near is a job to missing its deadline, and when will it be nearer? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "rules/risk.h"
#include "tests/rules/sapporo.h"

/* at_risk_minutes 510: a day; critical at 127 minutes of slack. Needs 30 + 120 minutes. */
static const struct row {
    const char *name, *now;
    bool planned_late;
    int64_t slack;
    enum risk risk;
} rows[] = {
    {"more than a day to spare", "2021-10-04T14:44", false, 511, RISK_NONE},
    {"a day to spare is at risk", "2021-10-04T14:45", false, 510, RISK_WARNING},
    {"a started minute is still there", "2021-10-04T14:44:00.001", false, 511, RISK_NONE},
    {"nights don't use it up", "2021-10-05T07:00", false, 360, RISK_WARNING},
    {"a minute before a quarter is left", "2021-10-05T12:37", false, 128, RISK_WARNING},
    {"a quarter is left", "2021-10-05T12:38", false, 127, RISK_CRITICAL},
    {"no slack at all", "2021-10-05T14:45", false, 0, RISK_CRITICAL},
    {"too late to begin, not yet missed", "2021-10-05T17:14:59", false, -149, RISK_CRITICAL},
    {"missed at the deadline itself", "2021-10-05T17:15", false, -150, RISK_MISSED},
    {"missed after it", "2021-10-06T09:00", false, -165, RISK_MISSED},
    {"planned late is critical with all the time in the world", "2021-09-01T10:00", true, 11505,
     RISK_CRITICAL},
    {"planned late and missed is missed", "2021-10-05T17:15", true, -150, RISK_MISSED},
};

static struct risk_job tuesday(bool planned_late)
{
    return (struct risk_job){.site = CARD_CENTRE,
                             .deadline = test_instant("2021-10-05T17:15"),
                             .need_minutes = 150,
                             .planned_late = planned_late};
}

static void risk_row(void **state)
{
    const struct row *row = *state;
    const struct contract c = sapporo();
    const struct risk_job job = tuesday(row->planned_late);
    instant_t now = test_instant(row->now);
    assert_int_equal(risk_slack(&c, &job, now), row->slack);
    assert_int_equal(risk_judge(&c, &job, now), row->risk);
}

static void each_level_begins_when_the_rows_say(void **state)
{
    (void)state;
    const struct contract c = sapporo();
    const struct risk_job job = tuesday(false);
    struct risk_instants at = risk_instants(&c, &job);
    assert_int_equal(at.warning.ms, test_instant("2021-10-04T14:45").ms);
    assert_int_equal(at.critical.ms, test_instant("2021-10-05T12:38").ms);
    assert_int_equal(at.missed.ms, test_instant("2021-10-05T17:15").ms);
}

static void a_deadline_is_met_to_the_millisecond(void **state)
{
    (void)state;
    instant_t deadline = test_instant("2021-10-05T17:15");
    assert_true(risk_is_met(deadline, deadline));
    assert_false(risk_is_met((instant_t){deadline.ms + 1}, deadline));
}

/* L8: a deadline on a closed day warns in the working time before it. */
static void closed_days_before_a_deadline_bring_the_warning_forward(void **state)
{
    (void)state;
    const struct contract c = sapporo();
    struct risk_job job = tuesday(false);
    job.deadline = test_instant("2021-09-19T17:15"); /* a Sunday, as it is */
    struct risk_instants at = risk_instants(&c, &job);
    assert_int_equal(at.critical.ms, test_instant("2021-09-17T12:38").ms);
    assert_int_equal(at.warning.ms, test_instant("2021-09-16T14:45").ms);
}

/* --- against asking at every instant: each level is there from its instant on, not before --- */

static struct risk_job by_chance(struct dice *dice, const struct contract *c)
{
    day_t day = day_plus(test_day("2021-06-01"), dice_between(dice, 0, 300));
    minute_t minute = dice_one_in(dice, 2) ? c->calendar.hours.to : dice_between(dice, 0, 1439);
    return (struct risk_job){.site = dice_one_in(dice, 2) ? CARD_CENTRE : KIKUSUI,
                             .deadline = instant_of(day, minute, c->offset),
                             .need_minutes = dice_below(dice, 600)};
}

static void check_begin(const struct contract *c, const struct risk_job *job, instant_t at,
                        enum risk risk)
{
    assert_true(risk_judge(c, job, at) >= risk);
    assert_true(risk_judge(c, job, (instant_t){at.ms - 1}) < risk);
}

static void levels_begin_at_their_instants(void **state)
{
    (void)state;
    struct dice dice = {13};
    int64_t far = INT64_C(3000) * MINUTES_PER_DAY * MS_PER_MINUTE;
    int checked = 0;
    for (int i = 0; i < 3000; i++) {
        struct contract c = sapporo_by_chance(&dice);
        c.alerts.at_risk_minutes = dice_below(&dice, 1200);
        const struct risk_job job = by_chance(&dice, &c);
        struct risk_instants at = risk_instants(&c, &job);
        if (at.missed.ms - at.warning.ms > far) continue; /* hardly ever open: search bound */
        check_begin(&c, &job, at.warning, RISK_WARNING);
        check_begin(&c, &job, at.critical, RISK_CRITICAL);
        check_begin(&c, &job, at.missed, RISK_MISSED);
        checked++;
    }
    assert_true(checked > 2800);
}

/* The promise itself: whatever the calendar, an alert stood before the deadline was missed, as
 * long as any working time or need came before it. */
static void no_deadline_is_missed_without_an_alert_before_it(void **state)
{
    (void)state;
    struct dice dice = {14};
    for (int i = 0; i < 3000; i++) {
        struct contract c = sapporo_by_chance(&dice);
        const struct risk_job job = by_chance(&dice, &c);
        assert_true(risk_judge(&c, &job, (instant_t){job.deadline.ms - 1}) >= RISK_WARNING);
        assert_int_equal(risk_judge(&c, &job, job.deadline), RISK_MISSED);
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT(rows) + 5] = {
        cmocka_unit_test(each_level_begins_when_the_rows_say),
        cmocka_unit_test(a_deadline_is_met_to_the_millisecond),
        cmocka_unit_test(closed_days_before_a_deadline_bring_the_warning_forward),
        cmocka_unit_test(levels_begin_at_their_instants),
        cmocka_unit_test(no_deadline_is_missed_without_an_alert_before_it),
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        tests[i + 5] = (struct CMUnitTest){rows[i].name, risk_row, NULL, NULL, (void *)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
