/* Do open doubts stop what they concern (S33, S47), and do media that nobody answers for or checked
 * stay out of the work (S29, S30)? */
#include "tests/harness.h"

#include <stdio.h>

#include "tests/engine/core/season.h"

#define DO(s, command, expected)                                                                   \
    do {                                                                                           \
        const char *code_ = season_do(s, command);                                                 \
        if (strcmp(code_, expected) != 0)                                                          \
            fail_msg("%s\n  gave %s, not %s: %s", command, code_, expected, (s)->said);            \
    } while (0)

#define FILE_A                                                                                     \
    "{'name':'a.pdf','sha256':'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'}"

static void open_job(struct season *s, const char *id)
{
    char line[240];
    (void)snprintf(line, sizeof line,
                   "{'cmd':'job.open','by':'coordinator:ito','class':'os-security-update',"
                   "'received_at':'2021-09-24T09:00','job':'%s','site':'card-centre'}",
                   id);
    DO(s, line, "ok");
}

/* Two jobs of a class that needs a checked medium, ready but for that; V-1 on 4 October. */
static void begin(struct season *s)
{
    season_begin(s);
    DO(s,
       "{'cmd':'roster.register','by':'coordinator:ito','technician':'t-sato',"
       "'from':'2021-08-01'}",
       "ok");
    season_at(s, "2021-09-24T10:00");
    open_job(s, "J-A");
    open_job(s, "J-B");
    DO(s,
       "{'cmd':'visit.propose','by':'coordinator:ito','visit':'V-1','site':'card-centre',"
       "'date':'2021-10-04','jobs':['J-A'],'crew':['t-sato']}",
       "ok");
    DO(s, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-1'}", "ok");
    DO(s, "{'cmd':'visit.permit','by':'customer:mori','visit':'V-1'}", "ok");
    DO(s, "{'cmd':'work-order.issue','by':'customer:mori','job':'J-A'}", "ok");
    DO(s, "{'cmd':'procedure.submit','by':'coordinator:ito','job':'J-A','document':" FILE_A "}",
       "ok");
    DO(s, "{'cmd':'procedure.approve','by':'customer:mori','job':'J-A'}", "ok");
}

static const char *const start =
    "{'cmd':'visit.start','by':'t-sato','visit':'V-1','technicians':['t-sato']}";

static void check(struct season *s, const char *result)
{
    char line[200];
    (void)snprintf(
        line, sizeof line,
        "{'cmd':'media.check','by':'t-sato','job':'J-A','medium':'USB-07','result':'%s'}", result);
    DO(s, line, "ok");
}

/* S30: the scan is newer than the last write and older than the start. */
static void written_after_its_check_it_has_to_be_checked_again(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    DO(&s, "{'cmd':'medium.register','by':'t-sato','medium':'USB-07','kind':'USB'}", "ok");
    DO(&s, "{'cmd':'medium.use','by':'t-sato','medium':'USB-07','job':'J-A'}", "media-not-checked");
    check(&s, "clean");
    DO(&s, "{'cmd':'medium.use','by':'t-sato','medium':'USB-07','job':'J-A'}", "ok");
    season_at(&s, "2021-10-04T08:50");
    DO(&s, "{'cmd':'medium.write','by':'t-sato','medium':'USB-07'}", "ok");
    DO(&s, start, "media-not-checked");
    season_at(&s, "2021-10-04T09:00");
    check(&s, "infected");
    DO(&s, start, "media-not-checked");
    check(&s, "clean");
    DO(&s,
       "{'cmd':'visit.start','by':'t-sato','visit':'V-1','technicians':['t-sato'],"
       "'started_at':'2021-10-04T08:55'}",
       "media-not-checked");
    DO(&s, start, "ok");
    season_end(&s);
}

/* An old write that is recorded late says nothing of a check after it. */
static void a_write_from_before_the_check_changes_nothing(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    DO(&s, "{'cmd':'medium.register','by':'t-sato','medium':'USB-07','kind':'USB'}", "ok");
    check(&s, "clean");
    DO(&s, "{'cmd':'medium.write','by':'t-sato','medium':'USB-07','written_at':'2021-09-24T09:30'}",
       "ok");
    season_at(&s, "2021-10-04T09:00");
    DO(&s, start, "ok");
    season_end(&s);
}

/* S29: somebody answers for each medium, until it is given back or destroyed. */
static void a_medium_in_nobodys_custody_stays_out(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    DO(&s, "{'cmd':'medium.hand','by':'t-sato','medium':'USB-07','to':'t-sato'}", "no-such-medium");
    DO(&s, "{'cmd':'medium.register','by':'coordinator:ito','medium':'USB-07','kind':'USB'}", "ok");
    DO(&s, "{'cmd':'medium.register','by':'coordinator:ito','medium':'USB-07','kind':'USB'}",
       "bad-value");
    check(&s, "clean");
    DO(&s, "{'cmd':'medium.return','by':'t-sato','medium':'USB-07','to':'the city'}", "ok");
    DO(&s, "{'cmd':'medium.write','by':'t-sato','medium':'USB-07'}", "medium-gone");
    season_at(&s, "2021-10-04T09:00");
    DO(&s, start, "medium-without-custodian");
    DO(&s, "{'cmd':'medium.hand','by':'t-sato','medium':'USB-07','to':'nobody'}", "unknown-actor");
    DO(&s, "{'cmd':'medium.hand','by':'coordinator:ito','medium':'USB-07','to':'t-sato'}", "ok");
    DO(&s, start, "ok");
    DO(&s, "{'cmd':'medium.destroy','by':'t-sato','medium':'USB-07','reason':'shredded'}", "ok");
    DO(&s, "{'cmd':'medium.hand','by':'t-sato','medium':'USB-07','to':'t-sato'}", "medium-gone");
    DO(&s, "{'cmd':'media.check','by':'t-sato','job':'J-B','medium':'USB-07','result':'clean'}",
       "medium-gone");
    season_end(&s);
}

/* A label that isn't in the ledger is checked as before. */
static void the_ledger_is_kept_by_whoever_wants_it(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    season_at(&s, "2021-10-04T09:00");
    DO(&s, start, "media-not-checked");
    check(&s, "clean");
    DO(&s, start, "ok");
    season_end(&s);
}

/* S33: one doubt may concern several jobs, and stops each until it is answered. */
static void a_query_stops_every_job_it_names(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    check(&s, "clean");
    DO(&s, "{'cmd':'query.raise','by':'t-sato','text':'which?','jobs':['J-B','J-A']}", "ok");
    assert_int_equal(season_job(&s, "J-B")->open_queries, 1);
    season_at(&s, "2021-10-04T09:00");
    DO(&s, start, "open-query");
    assert_non_null(strstr(s.said, "Q-1"));
    DO(&s, "{'cmd':'query.answer','by':'customer:mori','query':'Q-1','text':'that one'}", "ok");
    assert_int_equal(season_job(&s, "J-B")->open_queries, 0);
    DO(&s, start, "ok");
    season_end(&s);
}

/* S47: on the contract as a whole only where it was raised to stop work. */
static void a_query_on_the_contract_stops_work_when_it_says_so(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    check(&s, "clean");
    DO(&s, "{'cmd':'query.raise','by':'t-sato','text':'which form?'}", "ok");
    DO(&s, "{'cmd':'query.raise','by':'t-sato','text':'who pays?','blocking':true}", "ok");
    season_at(&s, "2021-10-04T09:00");
    DO(&s, start, "open-query");
    assert_non_null(strstr(s.said, "Q-2"));
    DO(&s, "{'cmd':'query.answer','by':'customer:mori','query':'Q-2','text':'we do'}", "ok");
    DO(&s, start, "ok");
    season_end(&s);
}

/* S47, S48: answer, approval and submission are three things. */
static void the_register_is_approved_and_submitted(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    const char *const submit =
        "{'cmd':'query.submit','by':'coordinator:ito','document':" FILE_A "}";
    DO(&s, "{'cmd':'query.raise','by':'customer:mori','text':'why?'}", "ok");
    DO(&s, "{'cmd':'query.approve','by':'customer:sato','query':'Q-1'}", "not-answered");
    DO(&s, submit, "nothing-to-submit");
    DO(&s, "{'cmd':'query.answer','by':'customer:mori','query':'Q-1','text':'so'}", "ok");
    DO(&s, "{'cmd':'query.approve','by':'customer:mori','query':'Q-1'}", "own-request");
    DO(&s, "{'cmd':'query.approve','by':'customer:sato','query':'Q-1','content':'00'}",
       "content-changed");
    DO(&s, "{'cmd':'query.approve','by':'customer:sato','query':'Q-1'}", "ok");
    DO(&s, "{'cmd':'query.approve','by':'customer:sato','query':'Q-1'}", "already-approved");
    DO(&s, submit, "ok");
    const struct query_row *query = vec_at(&s.state.queries, 0);
    assert_true(query->approved && query->submitted);
    assert_true(str_eq(state_text(&s.state, query->file_name), STR("a.pdf")));
    DO(&s, submit, "nothing-to-submit");
    DO(&s, "{'cmd':'query.submit','by':'coordinator:ito','document':" FILE_A ",'queries':['Q-9']}",
       "no-such-query");
    season_end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_after_its_check_it_has_to_be_checked_again),
        cmocka_unit_test(a_write_from_before_the_check_changes_nothing),
        cmocka_unit_test(a_medium_in_nobodys_custody_stays_out),
        cmocka_unit_test(the_ledger_is_kept_by_whoever_wants_it),
        cmocka_unit_test(a_query_stops_every_job_it_names),
        cmocka_unit_test(a_query_on_the_contract_stops_work_when_it_says_so),
        cmocka_unit_test(the_register_is_approved_and_submitted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
