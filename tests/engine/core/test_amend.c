/* What follows when the wording of a contract changes, and what may not be lost by it? (S1, S5-S10)
 */
#include "tests/harness.h"

#include <stdio.h>
#include <string.h>

#include "engine/core/job.h"
#include "tests/engine/core/season.h"

#define SHIPPED "rules/contracts/sapporo-2021.yaml"
#define CITY "'by':'customer:mori'"
#define OURS "'by':'coordinator:ito'"

static void do_is(struct season *season, const char *command, const char *expected)
{
    const char *got = season_do(season, command);
    if (strcmp(got, expected) != 0) print_error("%.200s\n  %s\n", command, season->said);
    assert_string_equal(got, expected);
}

static struct str text_with(struct arena *arena, struct str text, const char *find,
                            const char *with)
{
    const char *found = strstr(text.ptr, find);
    assert_non_null(found);
    struct text out;
    text_init(&out, arena);
    text_put(&out, str_slice(text, 0, (uint32_t)(found - text.ptr)));
    text_put(&out, str_of(with));
    text_put(&out, str_of(found + strlen(find)));
    return text_str(&out);
}

/* The seed's contract with words changed, pairs old and new up to a NULL. */
static const char *amend(struct season *s, const char *from, const char *const *edits)
{
    struct str text = season_file(&s->arena, SHIPPED);
    for (; *edits != NULL; edits += 2) text = text_with(&s->arena, text, edits[0], edits[1]);
    struct text line;
    text_init(&line, &s->arena);
    text_add(&line, "{'cmd':'contract.amend','by':'admin','from':'%s','text':'", from);
    for (uint32_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '"' || text.ptr[i] == '\'' || text.ptr[i] == '\n')
            text_add(&line, "\\u%04x", (unsigned)text.ptr[i]);
        else
            text_putc(&line, text.ptr[i]);
    text_put(&line, STR("'}"));
    return season_do(s, text_str(&line).ptr);
}

static void begin(struct season *s)
{
    season_begin(s);
    season_at(s, "2021-09-24T10:00");
}

/* Papers of that kind due on that day and still owed. */
static uint32_t owed(const struct season *s, const char *kind, const char *due)
{
    uint32_t count = 0;
    day_t day;
    assert_true(day_parse(str_of(due), &day));
    for (uint32_t i = 0; i < s->state.documents.count; i++) {
        const struct document_row *row = vec_at(&s->state.documents, i);
        count += row->state == DOCUMENT_OWED && day_eq(row->due, day) &&
                 str_eq(state_text(&s->state, row->kind), str_of(kind));
    }
    return count;
}

static uint32_t jobs_of(const struct season *s, const char *class)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->state.jobs.count; i++)
        count += str_eq(state_text(&s->state, state_job(&s->state, i)->class), str_of(class));
    return count;
}

static void a_longer_period_owes_its_papers(void **unused)
{
    (void)unused;
    static const char *const longer[] = {"to: 2022-03-31}", "to: 2022-05-31}", NULL};
    struct season s;
    begin(&s);
    assert_string_equal(amend(&s, "2021-10-01", longer), "ok");
    assert_int_equal(
        owed(&s, "monthly-report", "2022-04-30") + owed(&s, "monthly-report", "2022-05-02"), 1);
    assert_int_equal(owed(&s, "monthly-report", "2022-05-31"), 1);
    assert_int_equal(owed(&s, "monthly-report", "2021-10-31"), 0);
    assert_int_equal(owed(&s, "monthly-report", "2021-11-01"), 1);
    assert_int_equal(owed(&s, "handover", "2022-03-31"), 0);
    assert_int_equal(owed(&s, "handover", "2022-05-31"), 1);
    assert_int_equal(owed(&s, "supervisor-notice", "2021-08-01"), 1);
    season_end(&s);
}

static void the_same_wording_owes_and_opens_nothing(void **unused)
{
    (void)unused;
    static const char *const same[] = {NULL};
    struct season s;
    begin(&s);
    assert_string_equal(amend(&s, "2021-10-01", same), "ok");
    assert_int_equal(s.last.events.count, 1);
    season_end(&s);
}

static void new_work_of_the_calendar_opens_its_job(void **unused)
{
    (void)unused;
    static const char *const more[] = {
        "  annual-inspection:",
        "  spring-check:\n    {clause: \"4\", source: calendar, urgency: routine, minutes: 30, "
        "once: true, site: card-centre, due: 2022-03-31, needs: [work-order]}\n"
        "  annual-inspection:",
        NULL};
    struct season s;
    begin(&s);
    assert_string_equal(amend(&s, "2021-12-01", more), "ok");
    assert_int_equal(jobs_of(&s, "spring-check"), 1);
    assert_int_equal(jobs_of(&s, "annual-inspection"), 1);
    const struct job_row *job = state_job(&s.state, s.state.jobs.count - 1);
    day_t from;
    assert_true(day_parse(STR("2021-12-01"), &from));
    assert_true(job->earliest.is && day_eq(job->earliest.day, from));
    season_end(&s);
}

static void propose(struct season *s, const char *date)
{
    char line[300];
    do_is(s,
          "{'cmd':'job.open'," CITY ",'job':'J-A','class':'config-change-city','site':'kikusui','"
          "received_at':'2021-09-24T09:00'}",
          "ok");
    (void)snprintf(line, sizeof line,
                   "{'cmd':'visit.propose'," OURS ",'visit':'V-A','site':'kikusui','date':'%s',"
                   "'jobs':['J-A'],'start':'14:00'}",
                   date);
    do_is(s, line, "ok");
}

/* Nobody approved it, so it goes; one before the change, or approved, stays. */
static void a_proposal_that_no_longer_fits_the_hours_is_withdrawn(void **unused)
{
    (void)unused;
    static const char *const shorter[] = {"to: \"17:15\"", "to: \"16:00\"", NULL};
    static const struct row {
        const char *date;
        bool approved;
        enum visit_state expected;
    } rows[] = {{"2021-10-05", false, VISIT_CANCELLED},
                {"2021-10-05", true, VISIT_CONFIRMED},
                {"2021-09-30", false, VISIT_PROPOSED}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct season s;
        begin(&s);
        propose(&s, rows[i].date);
        if (rows[i].approved) do_is(&s, "{'cmd':'visit.approve'," CITY ",'visit':'V-A'}", "ok");
        assert_string_equal(amend(&s, "2021-10-04", shorter), "ok");
        assert_int_equal(season_visit(&s, "V-A")->state, rows[i].expected);
        season_end(&s);
    }
}

/* A confirmed visit doesn't vanish with its place, even when no job is left in it. */
static void the_place_of_a_confirmed_visit_stays(void **unused)
{
    (void)unused;
    static const char *const moved[] = {"  kikusui:", "  makomanai:", NULL};
    struct season s;
    begin(&s);
    propose(&s, "2021-10-05");
    do_is(&s, "{'cmd':'visit.approve'," CITY ",'visit':'V-A'}", "ok");
    do_is(&s, "{'cmd':'job.cancel'," CITY ",'job':'J-A','reason':'x'}", "ok");
    assert_string_equal(amend(&s, "2021-10-04", moved), "no-such-site");
    do_is(&s, "{'cmd':'visit.cancel'," CITY ",'visit':'V-A','reason':'x'}", "ok");
    assert_string_equal(amend(&s, "2021-10-04", moved), "ok");
    do_is(&s,
          "{'cmd':'job.open'," CITY ",'job':'J-B','class':'config-change-city','site':'kikusui','"
          "received_at':'2021-09-24T09:00'}",
          "ok");
    do_is(&s,
          "{'cmd':'visit.propose'," OURS ",'site':'kikusui','date':'2021-10-05','jobs':['J-B']}",
          "no-such-site");
    do_is(&s,
          "{'cmd':'visit.propose'," OURS ",'site':'kikusui','date':'2021-10-01','jobs':['J-B']}",
          "ok");
    season_end(&s);
}

/* S17: the clock of a failure goes on as it began, though a later wording has no such class. */
static void a_dropped_class_keeps_its_clock(void **unused)
{
    (void)unused;
    static const char *const dropped[] = {"  terminal-failure:", "  terminal-repair:", NULL};
    struct season s;
    begin(&s);
    assert_string_equal(amend(&s, "2021-09-27", dropped), "ok");
    do_is(&s,
          "{'cmd':'job.open'," CITY
          ",'job':'J-F','class':'terminal-failure','received_at':'2021-09-24T09:00'}",
          "ok");
    uint32_t row = state_find(&s.state, NAME_JOB, STR("J-F"));
    struct job_deadline before =
        job_deadline_of(&s.state, season_wording(&s), row, s.now, &s.scratch);
    season_at(&s, "2021-09-27T09:00");
    struct job_deadline after =
        job_deadline_of(&s.state, season_wording(&s), row, s.now, &s.scratch);
    assert_int_equal(after.at.ms, before.at.ms);
    assert_int_equal(job_gates(&s.state, season_wording(&s), row), GATE_WORK_ORDER);
    season_end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_longer_period_owes_its_papers),
        cmocka_unit_test(the_same_wording_owes_and_opens_nothing),
        cmocka_unit_test(new_work_of_the_calendar_opens_its_job),
        cmocka_unit_test(a_proposal_that_no_longer_fits_the_hours_is_withdrawn),
        cmocka_unit_test(the_place_of_a_confirmed_visit_stays),
        cmocka_unit_test(a_dropped_class_keeps_its_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
