/* Is each command refused for every reason that commands.md gives, and by which role? */
#include "tests/harness.h"

#include <string.h>

#include "tests/engine/core/season.h"

/* Rows are run one after another on one state, at 2021-09-24 10:00 unless `at` says otherwise. */
static const struct row {
    const char *name, *at, *command, *expected;
} rows[] = {
    {"nobody is known who wasn't named with a role", NULL,
     "{'cmd':'job.cancel','by':'kato','job':'J-1','reason':'x'}", "unknown-actor"},
    {"the system is nobody one can be", NULL,
     "{'cmd':'job.cancel','by':'system:x','job':'J-1','reason':'x'}", "unknown-actor"},
    {"an auditor writes nothing", NULL,
     "{'cmd':'job.cancel','by':'auditor:a','job':'J-1','reason':'x'}", "role-not-allowed"},
    {"a technician opens no job", NULL,
     "{'cmd':'job.open','by':'technician:t','class':'terminal-failure','received_at':'2021-09-"
     "24T09:00'}",
     "role-not-allowed"},
    {"only an admin loads contracts", NULL,
     "{'cmd':'contract.load','by':'coordinator:ito','text':'x'}", "role-not-allowed"},
    {"a contract that is none", NULL, "{'cmd':'contract.load','by':'admin','text':'x'}",
     "contract-invalid"},
    {"a contract that isn't here", NULL,
     "{'cmd':'job.cancel','by':'coordinator:ito','contract':'tokyo','job':'J-1','reason':'x'}",
     "wrong-contract"},
    {"decided on an older log", NULL,
     "{'cmd':'job.cancel','by':'coordinator:ito','expect':1,'job':'J-1','reason':'x'}", "stale"},
    {"on behalf needs its paper", NULL,
     "{'cmd':'work-order.issue','by':'coordinator:ito','on_behalf_of':'customer:mori','job':'J-1'}",
     "missing-field"},
    {"a roster entry after the fact (S28)", NULL,
     "{'cmd':'roster.register','by':'coordinator:ito','technician':'t-x','from':'2021-09-23'}",
     "in-the-past"},
    {"a roster entry from today", NULL,
     "{'cmd':'roster.register','by':'coordinator:ito','technician':'t-x','from':'2021-09-24'}",
     "ok"},
    {"a change of somebody not there", NULL,
     "{'cmd':'roster.change','by':'coordinator:ito','technician':'t-y','from':'2021-09-24'}",
     "no-such-technician"},
    {"whoever left the roster is changed no more (S28)", NULL,
     "{'cmd':'roster.remove','by':'coordinator:ito','technician':'t-x','from':'2021-12-01'}", "ok"},
    {"and comes back by registering only", NULL,
     "{'cmd':'roster.change','by':'coordinator:ito','technician':'t-x','from':'2021-12-02','skills'"
     ":"
     "['x']}",
     "no-such-technician"},
    {"removed once", NULL,
     "{'cmd':'roster.remove','by':'coordinator:ito','technician':'t-x','from':'2021-12-02'}",
     "no-such-technician"},
    {"somebody of another role is no technician", NULL,
     "{'cmd':'roster.register','by':'coordinator:ito','technician':'customer:zen','from':'2021-09-"
     "24'}",
     "bad-value"},
    {"nor who just said so of themselves", NULL,
     "{'cmd':'roster.register','by':'coordinator:new','technician':'coordinator:new','from':'2021-"
     "09-24'}",
     "bad-value"},
    {"the engine keeps its role", NULL,
     "{'cmd':'actor.register','by':'admin','actor':'system','role':'customer'}", "bad-value"},
    {"a class the contract hasn't (S2)", NULL,
     "{'cmd':'job.open','by':'coordinator:ito','class':'gardening','received_at':'2021-09-24T09:00'"
     "}",
     "no-such-class"},
    {"a site the contract hasn't (S18)", NULL,
     "{'cmd':'job.open','by':'coordinator:ito','class':'terminal-failure','site':'moon','received_"
     "at':'2021-09-24T09:00'}",
     "no-such-site"},
    {"received tomorrow", NULL,
     "{'cmd':'job.open','by':'coordinator:ito','class':'terminal-failure','received_at':'2021-09-"
     "25T09:00'}",
     "in-the-future"},
    {"received before the contract (S1)", NULL,
     "{'cmd':'job.open','by':'coordinator:ito','class':'terminal-failure','received_at':'2021-07-"
     "31T09:00'}",
     "outside-period"},
    {"due after the contract (S1)", NULL,
     "{'cmd':'job.open','by':'coordinator:ito','class':'software-update','received_at':'2021-09-"
     "24T09:00','due':'2022-04-01'}",
     "outside-period"},
    {"an empty window", NULL,
     "{'cmd':'job.open','by':'coordinator:ito','class':'software-update','received_at':'2021-09-"
     "24T09:00','earliest':'2021-10-02','due':'2021-10-01'}",
     "window-empty"},
    {"480 minutes and the overhead fill a day", NULL,
     "{'cmd':'job.open','by':'coordinator:ito','job':'J-F','class':'software-update','received_at':"
     "'2021-09-24T09:00','minutes':480}",
     "ok"},
    {"481 are one too many (S19)", NULL,
     "{'cmd':'job.open','by':'coordinator:ito','class':'software-update','received_at':'2021-09-"
     "24T09:00','minutes':481}",
     "does-not-fit-a-day"},
    {"a name that is taken", NULL,
     "{'cmd':'job.open','by':'coordinator:ito','job':'J-F','class':'software-update','received_at':"
     "'2021-09-24T09:00'}",
     "bad-value"},
    {"after a job that isn't there", NULL,
     "{'cmd':'job.open','by':'coordinator:ito','class':'software-update','received_at':'2021-09-"
     "24T09:00','after':['J-77']}",
     "no-such-job"},
    {"after another job", NULL,
     "{'cmd':'job.open','by':'coordinator:ito','job':'J-G','class':'software-update','received_at':"
     "'2021-09-24T09:00','after':['J-F']}",
     "ok"},
    {"a circle", NULL, "{'cmd':'job.amend','by':'coordinator:ito','job':'J-F','after':['J-G']}",
     "cycle"},
    {"an amendment", NULL, "{'cmd':'job.amend','by':'coordinator:ito','job':'J-F','minutes':120}",
     "ok"},
    {"a visit on a Saturday (S19)", NULL,
     "{'cmd':'visit.propose','by':'coordinator:ito','site':'card-centre','date':'2021-10-02','jobs'"
     ":['J-F']}",
     "day-closed"},
    {"a visit yesterday", NULL,
     "{'cmd':'visit.propose','by':'coordinator:ito','site':'card-centre','date':'2021-09-22','jobs'"
     ":['J-F']}",
     "in-the-past"},
    {"a visit of the plan that isn't in it", NULL,
     "{'cmd':'visit.propose','by':'coordinator:ito','visit':'V-77'}", "no-such-visit"},
    {"a visit of the plan has its start from there", NULL,
     "{'cmd':'visit.propose','by':'coordinator:ito','visit':'V-77','start':'10:00'}",
     "missing-field"},
    {"the follower before what it follows", NULL,
     "{'cmd':'visit.propose','by':'coordinator:ito','site':'card-centre','date':'2021-10-01','jobs'"
     ":['J-G']}",
     "after"},
    {"at another site", NULL,
     "{'cmd':'visit.propose','by':'coordinator:ito','site':'kikusui','date':'2021-10-01','jobs':['"
     "J-F']}",
     "job-elsewhere"},
    {"a crew that isn't on the roster (S27)", NULL,
     "{'cmd':'visit.propose','by':'coordinator:ito','site':'card-centre','date':'2021-10-01','jobs'"
     ":['J-F'],'crew':['t-z']}",
     "not-on-roster"},
    {"a proper visit", NULL,
     "{'cmd':'visit.propose','by':'coordinator:ito','visit':'V-A','site':'card-centre','date':'"
     "2021-10-01','jobs':['J-F']}",
     "ok"},
    {"nobody approves for the customer (S36)", NULL,
     "{'cmd':'visit.approve','by':'coordinator:ito','visit':'V-A'}", "role-not-allowed"},
    {"no entry before it is confirmed (S23)", NULL,
     "{'cmd':'visit.permit','by':'customer:mori','visit':'V-A'}", "not-confirmed"},
    {"approved", NULL, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-A'}", "ok"},
    {"approved once", NULL, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-A'}",
     "not-proposed"},
    {"what was approved stays as it is", NULL,
     "{'cmd':'job.amend','by':'coordinator:ito','job':'J-F','minutes':60}", "visit-confirmed"},
    {"in a confirmed visit already", NULL,
     "{'cmd':'visit.propose','by':'coordinator:ito','site':'card-centre','date':'2021-10-04','jobs'"
     ":['J-F']}",
     "job-elsewhere"},
    {"an alert that doesn't stand", NULL,
     "{'cmd':'alert.acknowledge','by':'coordinator:ito','alert':'A-x'}", "not-raised"},
    {"a document that isn't", NULL,
     "{'cmd':'document.submit','by':'coordinator:ito','document':'D-77'}", "no-such-document"},
    {"a document by kind and month (S54)", NULL,
     "{'cmd':'document.submit','by':'coordinator:ito','kind':'monthly-report','period':'2021-08'}",
     "ok"},
    {"neither id nor kind", NULL, "{'cmd':'document.submit','by':'coordinator:ito'}",
     "missing-field"},
    {"started on the wrong day", "2021-10-04T09:00",
     "{'cmd':'visit.start','by':'technician:t-x','visit':'V-A','technicians':['t-x']}",
     "no-work-order"},
    {"the clock never goes back", "2021-09-23T09:00",
     "{'cmd':'job.cancel','by':'coordinator:ito','job':'J-G','reason':'x'}", "clock-behind"},
    {"a clear cancellation", "2021-10-04T09:00",
     "{'cmd':'visit.cancel','by':'coordinator:ito','visit':'V-A','reason':'strike'}", "ok"},
    {"the contract is over (S1)", "2022-04-01T09:00",
     "{'cmd':'job.open','by':'coordinator:ito','class':'terminal-failure','received_at':'2022-03-"
     "31T09:00'}",
     "contract-over"},
};

static struct season season;

static void row_is_as_expected(void **state)
{
    const struct row *row = *state;
    season_at(&season, row->at != NULL ? row->at : "2021-09-24T10:00");
    uint64_t head = season.state.head;
    const char *got = season_do(&season, row->command);
    if (strcmp(got, row->expected) != 0) print_error("%s\n  %s\n", row->command, season.said);
    assert_string_equal(got, row->expected);
    if (strcmp(got, "ok") != 0) assert_int_equal(season.state.head, head);
}

static int begin(void **unused)
{
    (void)unused;
    season_begin(&season);
    return 0;
}

static int end(void **unused)
{
    (void)unused;
    season_end(&season);
    return 0;
}

int main(void)
{
    struct CMUnitTest tests[COUNT(rows)];
    for (size_t i = 0; i < COUNT(rows); i++)
        tests[i] =
            (struct CMUnitTest){rows[i].name, row_is_as_expected, NULL, NULL, (void *)&rows[i]};
    return cmocka_run_group_tests(tests, begin, end);
}
