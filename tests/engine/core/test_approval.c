/* Does an approval stand for exactly what was approved, and for nothing that came after (S14, S35)?
 */
#include "tests/harness.h"

#include <stdio.h>

#include "engine/core/alarm.h"
#include "engine/core/content.h"
#include "tests/engine/core/season.h"

#define DO(s, command, expected)                                                                   \
    do {                                                                                           \
        const char *code_ = season_do(s, command);                                                 \
        if (strcmp(code_, expected) != 0)                                                          \
            fail_msg("%s\n  gave %s, not %s: %s", command, code_, expected, (s)->said);            \
    } while (0)

#define FILE_A                                                                                     \
    "{'name':'a.pdf','sha256':'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'}"
#define FILE_B                                                                                     \
    "{'name':'b.pdf','sha256':'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'}"

static void begin(struct season *s)
{
    season_begin(s);
    DO(s,
       "{'cmd':'roster.register','by':'coordinator:ito','technician':'t-sato',"
       "'from':'2021-08-01'}",
       "ok");
    season_at(s, "2021-09-24T10:00");
    const char *const jobs[] = {"J-A", "J-B", "J-C"};
    for (size_t i = 0; i < COUNT(jobs); i++) {
        char line[200];
        (void)snprintf(line, sizeof line,
                       "{'cmd':'job.open','by':'coordinator:ito','class':'config-change-city',"
                       "'received_at':'2021-09-24T09:00','job':'%s','site':'card-centre',"
                       "'minutes':30}",
                       jobs[i]);
        DO(s, line, "ok");
    }
}

static void propose(struct season *s, const char *jobs)
{
    char line[300];
    (void)snprintf(line, sizeof line,
                   "{'cmd':'visit.propose','by':'coordinator:ito','visit':'V-1','site':"
                   "'card-centre','date':'2021-10-04','start':'18:00','jobs':%s,"
                   "'crew':['t-sato']}",
                   jobs);
    DO(s, line, "ok");
}

static bool made(const struct season *s, enum event_kind kind)
{
    return str_is(season_made(s, kind));
}

/* Whether an alert of that id stands now. */
static bool stands(struct season *s, const char *id)
{
    struct arena_mark mark = arena_mark(&s->scratch);
    struct plan plan;
    struct alerts alerts;
    bool found = false;
    plan_make(&s->state, 0, s->now, &(struct plan_options){0}, &s->scratch, &plan);
    alarm_find(&s->state, &plan, &s->scratch, &alerts);
    for (uint32_t i = 0; i < alerts.count; i++) found |= str_eq(alerts.at[i].id, str_of(id));
    arena_rewind(&s->scratch, mark);
    return found;
}

static struct str seen(struct season *s, const char *visit)
{
    uint32_t row = state_find(&s->state, NAME_VISIT, str_of(visit));
    return content_hash(content_of_visit(&s->state, row, &s->arena), &s->arena);
}

static void approve_seen(struct season *s, struct str content, const char *expected)
{
    char line[300];
    (void)snprintf(line, sizeof line,
                   "{'cmd':'visit.approve','by':'customer:mori','visit':'V-1','content':'%.*s'}",
                   STR_ARGS(content));
    DO(s, line, expected);
}

/* S14, L13: looking at one set of jobs and approving another isn't possible. */
static void who_saw_something_else_cannot_approve(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    propose(&s, "['J-A','J-B']");
    struct str before = seen(&s, "V-1");
    DO(&s, "{'cmd':'job.cancel','by':'coordinator:ito','job':'J-B','reason':'no parts'}", "ok");
    approve_seen(&s, before, "content-changed");
    struct str now = seen(&s, "V-1");
    assert_false(str_eq(before, now));
    approve_seen(&s, now, "ok");
    assert_true(str_eq(state_text(&s.state, season_visit(&s, "V-1")->content), now));
    season_end(&s);
}

/* A value with a line break can't be made to read like two facts. */
static void no_value_reads_like_two(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    DO(&s, "{'cmd':'query.raise','by':'coordinator:ito','text':'a\\nanswer 1 b','query':'Q-1'}",
       "ok");
    DO(&s, "{'cmd':'query.answer','by':'customer:mori','query':'Q-1','text':'c'}", "ok");
    struct str content = content_of_query(&s.state, 0, &s.arena);
    assert_string_equal(content.ptr, "query 3 Q-1\ntext 12 a\nanswer 1 b\nanswer 1 c\n");
    season_end(&s);
}

/* S14: the contractor who drops a job of a merge asks again; the customer has thereby decided. */
static void a_merge_without_one_of_its_jobs_waits_again(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    propose(&s, "['J-A','J-B','J-C']");
    DO(&s, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-1'}", "ok");
    DO(&s, "{'cmd':'job.cancel','by':'customer:mori','job':'J-C','reason':'not wanted'}", "ok");
    assert_int_equal(season_visit(&s, "V-1")->state, VISIT_CONFIRMED);
    assert_false(stands(&s, "A-approval-dropped-V-1"));
    DO(&s, "{'cmd':'job.cancel','by':'coordinator:ito','job':'J-B','reason':'no parts'}", "ok");
    assert_true(made(&s, EVENT_APPROVAL_DROPPED));
    assert_int_equal(season_visit(&s, "V-1")->state, VISIT_PROPOSED);
    assert_int_equal(season_visit(&s, "V-1")->content.at, 0);
    assert_true(stands(&s, "A-approval-dropped-V-1"));
    DO(&s, "{'cmd':'visit.start','by':'t-sato','visit':'V-1','technicians':['t-sato']}",
       "not-confirmed");
    DO(&s, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-1'}", "ok");
    assert_false(stands(&s, "A-approval-dropped-V-1"));
    season_end(&s);
}

/* S35: another document after the approval; the alert stands until somebody decides anew. */
static void a_new_procedure_drops_the_approval_of_the_old(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    DO(&s, "{'cmd':'procedure.submit','by':'coordinator:ito','job':'J-A','document':" FILE_A "}",
       "ok");
    assert_false(made(&s, EVENT_APPROVAL_DROPPED));
    DO(&s, "{'cmd':'procedure.approve','by':'customer:mori','job':'J-A'}", "ok");
    assert_int_equal(season_job(&s, "J-A")->procedure_content.len, 64);
    DO(&s, "{'cmd':'procedure.submit','by':'coordinator:ito','job':'J-A','document':" FILE_B "}",
       "ok");
    assert_true(made(&s, EVENT_APPROVAL_DROPPED));
    assert_int_equal(season_job(&s, "J-A")->procedure, PROCEDURE_SUBMITTED);
    assert_true(stands(&s, "A-approval-dropped-J-A"));
    DO(&s, "{'cmd':'procedure.reject','by':'customer:mori','job':'J-A','reason':'step 4'}", "ok");
    assert_false(stands(&s, "A-approval-dropped-J-A"));
    season_end(&s);
}

/* L14: what was taken back is said to be, and can't be approved; nor be taken back twice. */
static void what_was_taken_back_is_not_approved(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    DO(&s, "{'cmd':'procedure.withdraw','by':'coordinator:ito','job':'J-A','reason':'x'}",
       "nothing-submitted");
    DO(&s, "{'cmd':'procedure.submit','by':'coordinator:ito','job':'J-A','document':" FILE_A "}",
       "ok");
    DO(&s, "{'cmd':'procedure.approve','by':'customer:mori','job':'J-A'}", "ok");
    DO(&s, "{'cmd':'procedure.withdraw','by':'coordinator:ito','job':'J-A','reason':'x'}", "ok");
    assert_true((job_gates(&s.state, season_wording(&s), 2) & GATE_PROCEDURE) != 0);
    DO(&s, "{'cmd':'procedure.approve','by':'customer:mori','job':'J-A'}", "nothing-submitted");
    propose(&s, "['J-A','J-B']");
    DO(&s, "{'cmd':'overtime.request','by':'coordinator:ito','visit':'V-1','reason':'late'}", "ok");
    DO(&s, "{'cmd':'overtime.withdraw','by':'coordinator:ito','visit':'V-1'}", "ok");
    DO(&s, "{'cmd':'overtime.approve','by':'customer:mori','visit':'V-1'}", "nothing-requested");
    DO(&s, "{'cmd':'overtime.withdraw','by':'coordinator:ito','visit':'V-1'}", "nothing-requested");
    DO(&s, "{'cmd':'visit.withdraw','by':'coordinator:ito','visit':'V-1','reason':'x'}", "ok");
    assert_int_equal(season_visit(&s, "V-1")->state, VISIT_WITHDRAWN);
    assert_int_equal(season_job(&s, "J-A")->visit, NO_ROW);
    DO(&s, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-1'}", "not-proposed");
    DO(&s, "{'cmd':'visit.withdraw','by':'coordinator:ito','visit':'V-1','reason':'x'}",
       "not-proposed");
    season_end(&s);
}

/* 5(2): overtime was approved for the visit as it was. */
static void overtime_goes_with_what_it_was_approved_for(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    propose(&s, "['J-A','J-B']");
    DO(&s, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-1'}", "ok");
    DO(&s, "{'cmd':'overtime.request','by':'coordinator:ito','visit':'V-1','reason':'late'}", "ok");
    DO(&s, "{'cmd':'overtime.approve','by':'customer:mori','visit':'V-1'}", "ok");
    assert_int_equal(season_visit(&s, "V-1")->overtime_content.len, 64);
    DO(&s, "{'cmd':'job.cancel','by':'coordinator:ito','job':'J-B','reason':'no parts'}", "ok");
    assert_int_equal(s.last.events.count, 3);
    assert_int_equal(season_visit(&s, "V-1")->overtime, OVERTIME_NONE);
    assert_true(stands(&s, "A-approval-dropped-overtime-V-1"));
    DO(&s, "{'cmd':'overtime.request','by':'coordinator:ito','visit':'V-1','reason':'late'}", "ok");
    assert_true(stands(&s, "A-approval-dropped-overtime-V-1"));
    DO(&s, "{'cmd':'overtime.approve','by':'customer:mori','visit':'V-1'}", "ok");
    assert_false(stands(&s, "A-approval-dropped-overtime-V-1"));
    season_end(&s);
}

/* Nobody approves their own request: by person, and by organisation where both are known. */
static void nobody_of_the_same_organisation_approves(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    DO(&s,
       "{'cmd':'actor.register','by':'admin','actor':'ito2','role':'coordinator',"
       "'organisation':'Kikusui Systems'}",
       "ok");
    DO(&s,
       "{'cmd':'actor.register','by':'admin','actor':'lent','role':'customer',"
       "'organisation':'Kikusui Systems'}",
       "ok");
    DO(&s,
       "{'cmd':'actor.register','by':'admin','actor':'sato','role':'customer',"
       "'organisation':'Sapporo'}",
       "ok");
    DO(&s, "{'cmd':'procedure.submit','by':'ito2','job':'J-A','document':" FILE_A "}", "ok");
    DO(&s, "{'cmd':'procedure.approve','by':'lent','job':'J-A'}", "own-request");
    DO(&s, "{'cmd':'procedure.approve','by':'sato','job':'J-A'}", "ok");
    DO(&s, "{'cmd':'procedure.submit','by':'ito2','job':'J-B','document':" FILE_A "}", "ok");
    DO(&s, "{'cmd':'procedure.approve','by':'customer:mori','job':'J-B'}", "ok");
    season_end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_saw_something_else_cannot_approve),
        cmocka_unit_test(no_value_reads_like_two),
        cmocka_unit_test(a_merge_without_one_of_its_jobs_waits_again),
        cmocka_unit_test(a_new_procedure_drops_the_approval_of_the_old),
        cmocka_unit_test(what_was_taken_back_is_not_approved),
        cmocka_unit_test(overtime_goes_with_what_it_was_approved_for),
        cmocka_unit_test(nobody_of_the_same_organisation_approves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
