/* Is every alert recorded at the very second it falls due, once, and cleared when it is over? */
#include "tests/harness.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/store/checkpoints.h"
#include "tests/engine/daemon/standing.h"

#define OPEN_JOB                                                                                   \
    "{'cmd':'job.open','by':'coordinator:ito','class':'terminal-failure',"                         \
    "'received_at':'2021-09-24T09:00'}"

enum { PATIENCE_MS = 2500 };

/* Waits for the nth event of a kind about a subject; fails when it doesn't come. */
static instant_t await_event(struct desk *desk, enum event_kind kind, const char *subject, int nth)
{
    instant_t at = {0};
    for (int waited = 0; waited < PATIENCE_MS; waited += 20) {
        if (find_event(desk, kind, subject, nth, &at) > 0) return at;
        pause_ms(20);
    }
    fail_msg("no %s about %s", event_about(kind)->name, subject);
    return at;
}

/* The id of a job that the seed's clock (4 参考) wants done by Monday 2021-09-27 17:15. */
static void open_job(struct standing *s, char id[32])
{
    struct desk *desk = other_desk(s);
    submit_at(desk, "2021-09-24T10:01", OPEN_JOB);
    const struct job_row *job = state_job(desk_state(desk), desk_state(desk)->jobs.count - 1);
    (void)snprintf(id, 32, "%.*s", STR_ARGS(state_text(desk_state(desk), job->id)));
    desk_close(desk);
}

/* S17. */
static void an_alert_is_recorded_at_the_second_it_falls_due(void **unused)
{
    (void)unused;
    struct standing s;
    char job[32], alert[80];
    standing_make(&s);
    open_job(&s, job);
    standing_start(&s, "2021-09-27T17:14:58", 0);
    struct desk *desk = other_desk(&s);
    (void)snprintf(alert, sizeof alert, "A-deadline-at-risk-%s", job);
    assert_true(await_event(desk, EVENT_ALERT_RAISED, alert, 1).ms <=
                standing_instant("2021-09-27T17:14:59").ms); /* stood before the deadline */
    (void)snprintf(alert, sizeof alert, "A-deadline-missed-%s", job);
    assert_int_equal(find_event(desk, EVENT_ALERT_RAISED, alert, 1, NULL), 0);
    instant_t at = await_event(desk, EVENT_ALERT_RAISED, alert, 1);
    assert_int_equal(at.ms, standing_instant("2021-09-27T17:15").ms);
    (void)snprintf(alert, sizeof alert, "at=alert alert=A-deadline-missed-%s ", job);
    assert_int_equal(standing_said(&s, alert), 1);
    desk_close(desk);
    assert_int_equal(standing_end(&s, SIGTERM), 0);
    standing_remove(&s);
}

static void what_fell_due_while_nobody_ran_is_raised_at_the_start(void **unused)
{
    (void)unused;
    struct standing s;
    char job[32], alert[80];
    standing_make(&s);
    open_job(&s, job);
    (void)snprintf(alert, sizeof alert, "A-deadline-missed-%s", job);
    standing_start(&s, "2021-10-04T08:00", 0);
    struct desk *desk = other_desk(&s);
    instant_t at = await_event(desk, EVENT_ALERT_RAISED, alert, 1);
    assert_true(at.ms - standing_instant("2021-10-04T08:00").ms <= 1000);
    desk_close(desk);
    assert_int_equal(standing_end(&s, SIGTERM), 0);
    standing_remove(&s);
}

/* L9: one alert per crossing, also across restarts and kills. */
static void a_restart_raises_nothing_twice(void **unused)
{
    (void)unused;
    struct standing s;
    char job[32];
    standing_make(&s);
    open_job(&s, job);
    standing_start(&s, "2021-09-28T09:00", 0);
    struct desk *desk = other_desk(&s);
    (void)await_event(desk, EVENT_ALERT_RAISED, "A-deadline-missed", 1);
    pause_ms(100);
    assert_int_equal(standing_end(&s, SIGKILL), -SIGKILL);
    assert_false(is_err(desk_refresh(desk)));
    uint64_t head = desk_state(desk)->head;
    standing_start(&s, "2021-09-28T09:01", 0);
    pause_ms(700);
    assert_int_equal(standing_end(&s, SIGTERM), 0);
    assert_false(is_err(desk_refresh(desk)));
    assert_int_equal(desk_state(desk)->head, head);
    desk_close(desk);
    standing_remove(&s);
}

static void what_another_process_records_is_noticed(void **unused)
{
    (void)unused;
    struct standing s;
    char job[32], alert[80], json[160];
    standing_make(&s);
    open_job(&s, job);
    (void)snprintf(alert, sizeof alert, "A-deadline-missed-%s", job);
    standing_start(&s, "2021-09-28T09:05", 0);
    struct desk *desk = other_desk(&s);
    (void)await_event(desk, EVENT_ALERT_RAISED, alert, 1);
    (void)snprintf(json, sizeof json,
                   "{'cmd':'job.cancel','by':'customer:sato','job':'%s','reason':'replaced'}", job);
    submit_at(desk, "2021-09-28T09:05:01", json);
    (void)await_event(desk, EVENT_ALERT_CLEARED, alert, 1);
    assert_int_equal(find_event(desk, EVENT_ALERT_CLEARED, alert, 2, NULL), 0);
    desk_close(desk);
    assert_int_equal(standing_end(&s, SIGTERM), 0);
    standing_remove(&s);
}

/* Its own change is looked at in the same turn: no glance at the log is waited for. */
static void its_own_change_is_noticed_at_once(void **unused)
{
    (void)unused;
    struct standing s;
    char answer[32];
    standing_make(&s);
    standing_start(&s, "2021-09-28T09:00", 0);
    struct desk *desk = other_desk(&s);
    pause_ms(100);
    int fd = knock(&s);
    frame_put(fd, "open"); /* received on the 24th: late as soon as it is there */
    assert_true(frame_get(fd, answer, sizeof answer));
    frame_put(fd, "echo after the look");
    assert_true(frame_get(fd, answer, sizeof answer));
    assert_true(find_event(desk, EVENT_ALERT_RAISED, "A-deadline-missed", 1, NULL) > 0);
    (void)close(fd);
    desk_close(desk);
    assert_int_equal(standing_end(&s, SIGTERM), 0);
    standing_remove(&s);
}

/* F77: proof of who was warned when; of nobody who wasn't. */
static void a_delivery_is_recorded_where_it_happened(void **unused)
{
    (void)unused;
    struct standing s;
    char job[32], alert[80];
    standing_make(&s);
    open_job(&s, job);
    (void)snprintf(alert, sizeof alert, "A-deadline-missed-%s", job);
    standing_start(&s, "2021-09-28T09:00", 0);
    struct desk *desk = other_desk(&s);
    (void)await_event(desk, EVENT_ALERT_DELIVERED, alert, 1);
    assert_true(find_event(desk, EVENT_ALERT_DELIVERED, alert, 1, NULL) >
                find_event(desk, EVENT_ALERT_RAISED, alert, 1, NULL));
    assert_int_equal(find_event(desk, EVENT_ALERT_DELIVERED, alert, 2, NULL), 0);
    assert_true(standing_said(&s, "channel=pigeon") > 0);
    desk_close(desk);
    assert_int_equal(standing_end(&s, SIGTERM), 0);
    standing_remove(&s);
}

/* An hour behind the log nothing is recorded; a second behind it, it is, at the log's instant. */
static void a_clock_behind_the_log_never_goes_back_in_it(void **unused)
{
    (void)unused;
    struct standing s;
    char job[32];
    standing_make(&s);
    open_job(&s, job);
    struct desk *desk = other_desk(&s);
    submit_at(desk, "2021-09-28T10:00",
              "{'cmd':'query.raise','by':'coordinator:ito','text':'which room?'}");
    uint64_t head = desk_state(desk)->head;
    standing_start(&s, "2021-09-28T09:00", 0);
    pause_ms(700);
    assert_int_equal(standing_end(&s, SIGTERM), 0);
    assert_false(is_err(desk_refresh(desk)));
    assert_int_equal(desk_state(desk)->head, head);
    assert_int_equal(standing_said(&s, "the clock lies behind the log"), 1);

    standing_start(&s, "2021-09-28T09:59:57", 0);
    instant_t at = await_event(desk, EVENT_ALERT_RAISED, "A-deadline-missed", 1);
    assert_int_equal(at.ms, standing_instant("2021-09-28T10:00").ms);
    desk_close(desk);
    assert_int_equal(standing_end(&s, SIGTERM), 0);
    standing_remove(&s);
}

static void midnight_is_signed(void **unused)
{
    (void)unused;
    struct standing s;
    struct arena arena;
    struct kept_notes notes = {0};
    standing_make(&s);
    struct desk *desk = other_desk(&s);
    arena_init(&arena, (size_t)1 << 24);
    standing_start(&s, "2021-09-24T23:59:58", 0);
    assert_false(is_err(checkpoint_list(desk_log(desk), &arena, &notes)));
    assert_int_equal(notes.count, 0);
    for (int waited = 0; waited < 4000 && notes.count == 0; waited += 50) {
        assert_false(is_err(checkpoint_list(desk_log(desk), &arena, &notes)));
        pause_ms(50);
    }
    assert_int_equal(notes.count, 1);
    arena_deinit(&arena);
    desk_close(desk);
    assert_int_equal(standing_end(&s, SIGTERM), 0);
    standing_remove(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_alert_is_recorded_at_the_second_it_falls_due),
        cmocka_unit_test(what_fell_due_while_nobody_ran_is_raised_at_the_start),
        cmocka_unit_test(a_restart_raises_nothing_twice),
        cmocka_unit_test(what_another_process_records_is_noticed),
        cmocka_unit_test(its_own_change_is_noticed_at_once),
        cmocka_unit_test(a_delivery_is_recorded_where_it_happened),
        cmocka_unit_test(a_clock_behind_the_log_never_goes_back_in_it),
        cmocka_unit_test(midnight_is_signed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
