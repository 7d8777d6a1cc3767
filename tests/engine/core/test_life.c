/* Does a job go from its notice to acceptance, step by step and in no other order? */
#include "tests/harness.h"

#include <string.h>

#include "tests/engine/core/season.h"
#include "tests/rules/contract_text.h"

#define DOC                                                                                        \
    "{'name':'a.pdf','sha256':'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'}"

static const char *state_of(struct season *s, const char *job)
{
    uint32_t row = state_find(&s->state, NAME_JOB, str_of(job));
    return job_state_name(job_state_of(&s->state, season_wording(s), row));
}

/* One command, and what is expected to come of it. */
static void do_is(struct season *s, const char *command, const char *expected)
{
    const char *got = season_do(s, command);
    if (strcmp(got, expected) != 0) print_error("%s\n  %s\n", command, s->said);
    assert_string_equal(got, expected);
}

static void with_roster(struct season *s)
{
    season_begin(s);
    do_is(s,
          "{'cmd':'roster.register','by':'coordinator:ito','technician':'t-sato','from':'2021-08-"
          "01'}",
          "ok");
    do_is(
        s,
        "{'cmd':'roster.register','by':'coordinator:ito','technician':'t-abe','from':'2021-10-01'}",
        "ok");
}

/* S5 to S8, S32 to S38: the whole way of one routine job, refused wherever a step is missing. */
static void a_job_goes_its_way(void **unused)
{
    (void)unused;
    struct season s;
    with_roster(&s);
    season_at(&s, "2021-09-24T10:00");
    do_is(&s,
          "{'cmd':'job.open','by':'coordinator:ito','job':'J-9','class':'os-security-update',"
          "'received_at':'2021-09-24T09:30','ref':'J-LIS-114','title':'Patch'}",
          "ok");
    assert_string_equal(state_of(&s, "J-9"), "open");
    do_is(&s, "{'cmd':'procedure.approve','by':'customer:mori','job':'J-9'}", "nothing-submitted");
    do_is(&s, "{'cmd':'procedure.submit','by':'coordinator:ito','job':'J-9','document':" DOC "}",
          "ok");
    do_is(&s, "{'cmd':'procedure.approve','by':'coordinator:ito','job':'J-9'}", "role-not-allowed");
    do_is(&s, "{'cmd':'procedure.reject','by':'customer:mori','job':'J-9','reason':'step 3'}",
          "ok");
    do_is(&s, "{'cmd':'procedure.submit','by':'coordinator:ito','job':'J-9','document':" DOC "}",
          "ok");
    do_is(&s, "{'cmd':'procedure.approve','by':'customer:mori','job':'J-9'}", "ok");
    do_is(&s,
          "{'cmd':'visit.propose','by':'coordinator:ito','visit':'V-1','site':'card-centre',"
          "'date':'2021-10-15','jobs':['J-9'],'crew':['t-sato']}",
          "ok");
    assert_string_equal(state_of(&s, "J-9"), "planned");
    do_is(&s,
          "{'cmd':'visit.start','by':'technician:t-sato','visit':'V-1','technicians':['t-sato']}",
          "not-confirmed");
    do_is(&s, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-1'}", "ok");
    assert_string_equal(state_of(&s, "J-9"), "confirmed");
    season_at(&s, "2021-10-15T08:45");
    do_is(&s,
          "{'cmd':'visit.start','by':'technician:t-sato','visit':'V-1','technicians':['t-sato']}",
          "no-work-order");
    assert_string_equal(season_codes(&s).ptr, "no-work-order media-not-checked no-permit");
    do_is(&s, "{'cmd':'work-order.issue','by':'coordinator:ito','job':'J-9'}", "role-not-allowed");
    do_is(&s, "{'cmd':'work-order.issue','by':'customer:mori','job':'J-9','ref':'W-1'}", "ok");
    do_is(&s, "{'cmd':'work-order.issue','by':'customer:mori','job':'J-9'}", "already-issued");
    do_is(&s, "{'cmd':'query.raise','by':'technician:t-sato','job':'J-9','text':'Which port?'}",
          "ok");
    do_is(&s,
          "{'cmd':'media.check','by':'technician:t-sato','job':'J-9','medium':'USB-1','result':'"
          "clean'}",
          "ok");
    do_is(&s, "{'cmd':'visit.permit','by':'customer:mori','visit':'V-1'}", "ok");
    do_is(&s,
          "{'cmd':'visit.start','by':'technician:t-sato','visit':'V-1','technicians':['t-sato']}",
          "open-query");
    do_is(&s, "{'cmd':'query.answer','by':'customer:mori','query':'Q-1','text':'443'}", "ok");
    do_is(&s, "{'cmd':'query.answer','by':'customer:mori','query':'Q-1','text':'443'}",
          "already-answered");
    do_is(&s,
          "{'cmd':'job.complete','by':'technician:t-sato','job':'J-9','result':'done','steps':'1','"
          "technicians':['t-sato']}",
          "visit-not-started");
    do_is(&s,
          "{'cmd':'visit.start','by':'technician:t-sato','visit':'V-1','technicians':['t-sato','t-"
          "ueda']}",
          "not-on-roster");
    do_is(&s,
          "{'cmd':'visit.start','by':'technician:t-sato','visit':'V-1','technicians':['t-sato']}",
          "ok");
    assert_string_equal(state_of(&s, "J-9"), "under-way");
    season_at(&s, "2021-10-15T11:00");
    do_is(&s, "{'cmd':'visit.finish','by':'technician:t-sato','visit':'V-1'}", "jobs-unresolved");
    do_is(&s, "{'cmd':'job.report','by':'coordinator:ito','job':'J-9','document':" DOC "}",
          "job-not-done");
    do_is(&s,
          "{'cmd':'job.complete','by':'technician:t-sato','job':'J-9','result':'done','steps':['1 "
          "to 9'],'technicians':['t-sato']}",
          "ok");
    assert_string_equal(state_of(&s, "J-9"), "done");
    do_is(&s, "{'cmd':'visit.finish','by':'technician:t-sato','visit':'V-1'}", "ok");
    assert_true(str_is(season_made(&s, EVENT_DOCUMENT_OWED))); /* the work report */
    do_is(&s, "{'cmd':'job.accept','by':'customer:mori','job':'J-9'}", "not-reported");
    do_is(&s, "{'cmd':'job.report','by':'coordinator:ito','job':'J-9','document':" DOC "}", "ok");
    do_is(&s, "{'cmd':'job.return','by':'customer:mori','job':'J-9','reason':'who?'}", "ok");
    assert_string_equal(state_of(&s, "J-9"), "done");
    do_is(&s, "{'cmd':'job.report','by':'coordinator:ito','job':'J-9','document':" DOC "}", "ok");
    do_is(&s, "{'cmd':'job.accept','by':'customer:mori','job':'J-9'}", "ok");
    assert_string_equal(state_of(&s, "J-9"), "accepted");
    do_is(&s, "{'cmd':'job.cancel','by':'customer:mori','job':'J-9','reason':'late'}",
          "job-already-done");
    season_end(&s);
}

/* A failed job goes on as another that keeps its reference, its clock and its papers. */
static void a_failed_job_is_followed_up(void **unused)
{
    (void)unused;
    struct season s;
    with_roster(&s);
    season_at(&s, "2021-09-16T10:00");
    do_is(&s,
          "{'cmd':'job.open','by':'coordinator:ito','job':'J-P','class':'touch-panel-failure',"
          "'received_at':'2021-09-16T09:30','ref':'T-7'}",
          "ok");
    do_is(&s, "{'cmd':'work-order.issue','by':'customer:mori','job':'J-P'}", "ok");
    assert_string_equal(state_of(&s, "J-P"), "ready");
    do_is(&s,
          "{'cmd':'visit.propose','by':'coordinator:ito','site':'card-centre','date':'2021-09-16','"
          "jobs':['J-P']}",
          "ok");
    do_is(&s, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-1'}", "ok");
    do_is(&s, "{'cmd':'visit.permit','by':'customer:mori','visit':'V-1'}", "ok");
    do_is(&s,
          "{'cmd':'visit.start','by':'technician:t-sato','visit':'V-1','technicians':['t-sato']}",
          "ok");
    do_is(&s,
          "{'cmd':'job.complete','by':'technician:t-sato','job':'J-P','result':'failed','steps':'"
          "tried','technicians':['t-sato']}",
          "ok");
    assert_string_equal(state_of(&s, "J-P"), "failed");
    struct str next = season_made(&s, EVENT_JOB_OPENED);
    const struct job_row *job = season_job(&s, next.ptr);
    assert_true(str_eq(state_text(&s.state, job->reference), STR("T-7")));
    assert_true(job->work_order);
    assert_int_equal(job->received_at.ms, season_job(&s, "J-P")->received_at.ms);
    assert_string_equal(state_of(&s, next.ptr), "ready");
    do_is(&s, "{'cmd':'visit.finish','by':'technician:t-sato','visit':'V-1'}", "ok");
    season_end(&s);
}

/* S13: the vendor's leg stops the clock; the hold ends with the replacement. */
static void the_vendor_holds_a_job(void **unused)
{
    (void)unused;
    struct season s;
    with_roster(&s);
    season_at(&s, "2021-10-04T10:00");
    do_is(&s,
          "{'cmd':'job.open','by':'customer:mori','job':'J-P','class':'touch-panel-failure','"
          "received_at':'2021-10-04T09:30'}",
          "ok");
    do_is(&s, "{'cmd':'vendor.replaced','by':'coordinator:ito','job':'J-P'}", "nothing-arranged");
    do_is(&s, "{'cmd':'job.hold','by':'coordinator:ito','job':'J-P','reason':'vendor'}",
          "role-not-allowed");
    do_is(&s, "{'cmd':'job.hold','by':'customer:mori','job':'J-P','reason':'vendor'}", "ok");
    do_is(&s, "{'cmd':'job.hold','by':'customer:mori','job':'J-P','reason':'customer'}",
          "already-held");
    do_is(&s, "{'cmd':'vendor.arrange','by':'coordinator:ito','job':'J-P','ready_on':'2021-10-12'}",
          "ok");
    assert_string_equal(state_of(&s, "J-P"), "held");
    season_at(&s, "2021-10-12T09:00");
    do_is(&s, "{'cmd':'vendor.replaced','by':'coordinator:ito','job':'J-P'}", "ok");
    assert_false(season_job(&s, "J-P")->held);
    do_is(&s, "{'cmd':'job.release','by':'customer:mori','job':'J-P'}", "not-held");
    do_is(&s,
          "{'cmd':'job.open','by':'customer:mori','job':'J-T','class':'terminal-failure','received_"
          "at':'2021-10-12T09:00'}",
          "ok");
    do_is(&s, "{'cmd':'vendor.arrange','by':'coordinator:ito','job':'J-T','ready_on':'2021-10-20'}",
          "class-has-no-vendor");
    season_end(&s);
}

/* S19 to S21: outside working time, on request or by direction, and never without either. */
static void overtime_is_asked_for_beforehand(void **unused)
{
    (void)unused;
    struct season s;
    with_roster(&s);
    season_at(&s, "2021-10-04T10:00");
    do_is(&s,
          "{'cmd':'job.open','by':'customer:mori','job':'J-T','class':'terminal-failure','received_"
          "at':'2021-10-04T09:30'}",
          "ok");
    do_is(&s, "{'cmd':'work-order.issue','by':'customer:mori','job':'J-T'}", "ok");
    do_is(&s,
          "{'cmd':'visit.propose','by':'coordinator:ito','site':'card-centre','date':'2021-10-09','"
          "jobs':['J-T']}",
          "day-closed");
    do_is(&s,
          "{'cmd':'visit.propose','by':'coordinator:ito','site':'card-centre','date':'2021-10-05','"
          "jobs':['J-T'],'start':'17:30'}",
          "ok");
    assert_true(season_visit(&s, "V-1")->out_of_hours);
    do_is(&s, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-1'}", "ok");
    do_is(&s, "{'cmd':'visit.permit','by':'customer:mori','visit':'V-1'}", "ok");
    do_is(&s, "{'cmd':'overtime.approve','by':'customer:mori','visit':'V-1'}", "nothing-requested");
    do_is(&s,
          "{'cmd':'overtime.request','by':'coordinator:ito','visit':'V-1','reason':'parts come "
          "late'}",
          "ok");
    season_at(&s, "2021-10-05T17:30");
    do_is(&s,
          "{'cmd':'visit.start','by':'technician:t-sato','visit':'V-1','technicians':['t-sato']}",
          "out-of-hours");
    do_is(&s, "{'cmd':'overtime.approve','by':'customer:mori','visit':'V-1'}", "ok");
    do_is(&s,
          "{'cmd':'visit.start','by':'technician:t-sato','visit':'V-1','technicians':['t-sato']}",
          "ok");
    do_is(&s, "{'cmd':'overtime.direct','by':'customer:mori','visit':'V-1'}", "already-started");
    season_end(&s);
}

/* The seed's contract with one of its words changed, as a command of `head`. */
static void with_wording(struct season *s, const char *head, const char *find, const char *with)
{
    struct str text = text_with(&s->arena, season_file(&s->arena, SHIPPED), find, with);
    struct text line;
    text_init(&line, &s->arena);
    text_add(&line, "{%s,'text':'", head);
    for (uint32_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '"' || text.ptr[i] == '\'' || text.ptr[i] == '\n')
            text_add(&line, "\\u%04x", (unsigned)text.ptr[i]);
        else
            text_putc(&line, text.ptr[i]);
    text_put(&line, STR("'}"));
    do_is(s, text_str(&line).ptr, "ok");
}

static void open_job(struct season *s, const char *id, const char *class, const char *more)
{
    struct text line;
    text_init(&line, &s->arena);
    text_add(&line,
             "{'cmd':'job.open','by':'coordinator:ito','job':'%s','class':'%s',"
             "'received_at':'2021-09-24T09:00'%s}",
             id, class, more);
    do_is(s, text_str(&line).ptr, "ok");
}

/* S33, S13: what a failed job waited for and stood in order with, its follow-up does. */
static void a_follow_up_waits_for_the_same(void **unused)
{
    (void)unused;
    struct season s;
    with_roster(&s);
    season_at(&s, "2021-09-24T10:00");
    open_job(&s, "J-P", "touch-panel-failure", "");
    open_job(&s, "J-B", "config-change-city", ",'after':['J-P']");
    do_is(&s, "{'cmd':'work-order.issue','by':'customer:mori','job':'J-P'}", "ok");
    do_is(&s,
          "{'cmd':'visit.propose','by':'coordinator:ito','site':'card-centre',"
          "'date':'2021-09-24','jobs':['J-P']}",
          "ok");
    do_is(&s, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-1'}", "ok");
    do_is(&s, "{'cmd':'visit.permit','by':'customer:mori','visit':'V-1'}", "ok");
    do_is(&s,
          "{'cmd':'visit.start','by':'technician:t-sato','visit':'V-1','technicians':['t-sato']}",
          "ok");
    do_is(&s, "{'cmd':'query.raise','by':'technician:t-sato','job':'J-P','text':'Whose?'}", "ok");
    do_is(&s, "{'cmd':'vendor.arrange','by':'coordinator:ito','job':'J-P','ready_on':'2021-09-28'}",
          "ok");
    do_is(&s,
          "{'cmd':'job.complete','by':'technician:t-sato','job':'J-P','result':'not-reached',"
          "'steps':[],'technicians':['t-sato']}",
          "ok");
    struct str next = str_copy(&s.arena, season_made(&s, EVENT_JOB_OPENED));
    assert_false(season_job(&s, "J-P")->held);
    assert_string_equal(state_of(&s, next.ptr), "held");
    assert_true(season_job(&s, next.ptr)->vendor_arranged);
    assert_int_equal(season_job(&s, next.ptr)->open_queries, 1);
    do_is(&s, "{'cmd':'query.answer','by':'customer:mori','query':'Q-1','text':'ours'}", "ok");
    assert_int_equal(season_job(&s, next.ptr)->open_queries, 0);
    do_is(&s, "{'cmd':'vendor.replaced','by':'coordinator:ito','job':'J-P'}", "nothing-arranged");
    do_is(&s,
          "{'cmd':'visit.propose','by':'coordinator:ito','site':'card-centre',"
          "'date':'2021-09-27','jobs':['J-B']}",
          "after");
    do_is(&s, "{'cmd':'visit.finish','by':'technician:t-sato','visit':'V-1'}", "ok");
    season_end(&s);
}

/* S36: what was proposed is what is approved; after a change it has to be proposed anew. */
static void a_changed_job_leaves_its_proposal(void **unused)
{
    (void)unused;
    struct season s;
    with_roster(&s);
    season_at(&s, "2021-09-24T10:00");
    open_job(&s, "J-A", "config-change-city", "");
    open_job(&s, "J-B", "config-change-city", "");
    do_is(&s,
          "{'cmd':'visit.propose','by':'coordinator:ito','site':'card-centre',"
          "'date':'2021-10-04','jobs':['J-A','J-B']}",
          "ok");
    do_is(&s, "{'cmd':'job.amend','by':'coordinator:ito','job':'J-A','title':'New'}", "ok");
    do_is(&s, "{'cmd':'job.cancel','by':'coordinator:ito','job':'J-B','reason':'x'}", "ok");
    assert_int_equal(season_visit(&s, "V-1")->state, VISIT_PROPOSED);
    do_is(&s, "{'cmd':'job.amend','by':'coordinator:ito','job':'J-A','site':'kikusui'}", "ok");
    assert_int_equal(season_visit(&s, "V-1")->state, VISIT_CANCELLED);
    do_is(&s, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-1'}", "not-proposed");
    do_is(&s,
          "{'cmd':'visit.propose','by':'coordinator:ito','site':'kikusui',"
          "'date':'2021-10-04','jobs':['J-A']}",
          "ok");
    do_is(&s, "{'cmd':'job.cancel','by':'coordinator:ito','job':'J-A','reason':'x'}", "ok");
    do_is(&s, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-2'}", "not-proposed");
    season_end(&s);
}

/* S14: a job that was to join one visit and is proposed for another is in the other alone. */
static void a_job_joins_one_visit(void **unused)
{
    (void)unused;
    struct season s;
    with_roster(&s);
    season_at(&s, "2021-09-24T10:00");
    open_job(&s, "J-A", "config-change-city", "");
    open_job(&s, "J-B", "config-change-city", "");
    do_is(&s,
          "{'cmd':'visit.propose','by':'coordinator:ito','visit':'V-A','site':'card-centre',"
          "'date':'2021-10-01','jobs':['J-A'],'crew':['t-sato']}",
          "ok");
    do_is(&s, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-A'}", "ok");
    do_is(&s, "{'cmd':'visit.propose','by':'coordinator:ito','visit':'V-A'}", "ok");
    assert_true(season_job(&s, "J-B")->joining);
    instant_t end = season_visit(&s, "V-A")->end;
    do_is(&s,
          "{'cmd':'visit.propose','by':'coordinator:ito','visit':'V-B','site':'card-centre',"
          "'date':'2021-10-05','jobs':['J-B']}",
          "ok");
    do_is(&s, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-B'}", "ok");
    do_is(&s, "{'cmd':'visit.decline','by':'customer:mori','visit':'V-A','reason':'x'}", "ok");
    assert_string_equal(state_of(&s, "J-B"), "confirmed");
    do_is(&s, "{'cmd':'visit.propose','by':'coordinator:ito','visit':'V-A'}", "ok");
    do_is(&s, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-A'}", "ok");
    assert_true(season_visit(&s, "V-A")->end.ms > end.ms); /* as long as what was approved */
    season_end(&s);
}

/* Where the contract leaves visits to the contractor, proposing is enough. */
static void nobody_has_to_approve(void **unused)
{
    (void)unused;
    struct season s;
    season_begin_empty(&s);
    with_wording(&s, "'cmd':'contract.load','by':'admin'", "{visit: customer", "{visit: none");
    season_at(&s, "2021-09-24T10:00");
    open_job(&s, "J-A", "config-change-city", "");
    do_is(&s,
          "{'cmd':'visit.propose','by':'coordinator:ito','site':'card-centre',"
          "'date':'2021-10-04','jobs':['J-A']}",
          "ok");
    assert_string_equal(state_of(&s, "J-A"), "confirmed");
    season_end(&s);
}

/* A class that a later wording drops binds its jobs no more, and they can still be done. */
static void a_dropped_class_leaves_its_jobs(void **unused)
{
    (void)unused;
    struct season s;
    with_roster(&s);
    season_at(&s, "2021-09-24T10:00");
    with_wording(&s, "'cmd':'contract.amend','by':'admin','from':'2021-09-27'",
                 "  config-change-jlis:", "  config-change-other:");
    open_job(&s, "J-A", "config-change-jlis", "");
    open_job(&s, "J-B", "config-change-city", "");
    season_at(&s, "2021-09-27T10:00");
    do_is(&s,
          "{'cmd':'visit.propose','by':'coordinator:ito','site':'card-centre',"
          "'date':'2021-09-28','jobs':['J-A','J-B']}",
          "ok");
    season_end(&s);
}

/* However many papers one command makes owed or settles, it is a command. */
static void a_command_has_many_events(void **unused)
{
    (void)unused;
    struct season s;
    with_roster(&s);
    for (int i = 0; i < 600; i++)
        do_is(
            &s,
            "{'cmd':'document.request','by':'customer:mori','kind':'handover','due':'2022-03-01'}",
            "ok");
    do_is(&s, "{'cmd':'contract.hand-over','by':'coordinator:ito','held_on':'2021-08-01'}", "ok");
    assert_true(s.last.events.count > 600);
    season_end(&s);
}

/* S37: what is sent back and reported again is handed in again. */
static void a_report_is_handed_in_again(void **unused)
{
    (void)unused;
    struct season s;
    with_roster(&s);
    season_at(&s, "2021-09-24T10:00");
    open_job(&s, "J-T", "terminal-failure", "");
    do_is(&s, "{'cmd':'work-order.issue','by':'customer:mori','job':'J-T'}", "ok");
    do_is(&s,
          "{'cmd':'visit.propose','by':'coordinator:ito','site':'card-centre',"
          "'date':'2021-09-24','jobs':['J-T']}",
          "ok");
    do_is(&s, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-1'}", "ok");
    do_is(&s, "{'cmd':'visit.permit','by':'customer:mori','visit':'V-1'}", "ok");
    do_is(&s,
          "{'cmd':'visit.start','by':'technician:t-sato','visit':'V-1','technicians':['t-sato']}",
          "ok");
    season_at(&s, "2021-09-24T12:00");
    do_is(&s,
          "{'cmd':'job.complete','by':'technician:t-sato','job':'J-T','result':'done',"
          "'steps':'1','technicians':['t-sato']}",
          "ok");
    do_is(&s,
          "{'cmd':'visit.finish','by':'technician:t-sato','visit':'V-1',"
          "'finished_at':'2021-09-24T11:00'}",
          "bad-value");
    do_is(&s, "{'cmd':'visit.finish','by':'technician:t-sato','visit':'V-1'}", "ok");
    do_is(&s, "{'cmd':'job.report','by':'coordinator:ito','job':'J-T','document':" DOC "}", "ok");
    do_is(&s, "{'cmd':'job.return','by':'customer:mori','job':'J-T','reason':'who?'}", "ok");
    do_is(&s, "{'cmd':'job.report','by':'coordinator:ito','job':'J-T','document':" DOC "}", "ok");
    assert_true(str_is(season_made(&s, EVENT_DOCUMENT_SUBMITTED)));
    season_end(&s);
}

/* S13: what the vendor was asked for outlasts the customer's own hold. */
static void one_hold_gives_way_to_another(void **unused)
{
    (void)unused;
    struct season s;
    with_roster(&s);
    season_at(&s, "2021-09-24T10:00");
    open_job(&s, "J-P", "touch-panel-failure", "");
    do_is(&s, "{'cmd':'job.hold','by':'customer:mori','job':'J-P','reason':'customer'}", "ok");
    do_is(&s, "{'cmd':'vendor.arrange','by':'coordinator:ito','job':'J-P','ready_on':'2021-09-28'}",
          "ok");
    do_is(&s, "{'cmd':'job.release','by':'customer:mori','job':'J-P'}", "ok");
    assert_string_equal(state_of(&s, "J-P"), "held");
    do_is(&s, "{'cmd':'vendor.replaced','by':'coordinator:ito','job':'J-P'}", "ok");
    assert_string_equal(state_of(&s, "J-P"), "open");
    season_end(&s);
}

/* Every reason at once, also of a job whose class or site nobody knows. */
static void all_reasons_are_given(void **unused)
{
    (void)unused;
    struct season s;
    with_roster(&s);
    season_at(&s, "2021-09-24T10:00");
    do_is(&s,
          "{'cmd':'job.open','by':'coordinator:ito','class':'x','site':'y','minutes':0,"
          "'received_at':'2021-09-24T09:00','after':['J-77']}",
          "no-such-class");
    assert_string_equal(season_codes(&s).ptr, "no-such-class no-such-site bad-value no-such-job");
    do_is(&s,
          "{'cmd':'job.open','by':'coordinator:ito','class':'terminal-failure','minutes':481,"
          "'received_at':'2021-09-24T09:00','due':'2022-04-01'}",
          "outside-period");
    assert_string_equal(season_codes(&s).ptr, "outside-period does-not-fit-a-day");
    do_is(&s,
          "{'cmd':'job.hold','by':'coordinator:ito','expect':1,'job':'J-1','reason':'customer'}",
          "stale");
    assert_string_equal(season_codes(&s).ptr, "stale role-not-allowed");
    season_end(&s);
}

/* S21: beforehand means before the visit began, not before it was typed in; S30: a check that is
 * entered late doesn't undo a later one. */
static void beforehand_is_told_by_the_clock(void **unused)
{
    (void)unused;
    struct season s;
    with_roster(&s);
    season_at(&s, "2021-10-04T10:00");
    do_is(&s,
          "{'cmd':'job.open','by':'customer:mori','job':'J-T','class':'terminal-failure','received_"
          "at':'2021-10-04T09:30'}",
          "ok");
    do_is(&s, "{'cmd':'work-order.issue','by':'customer:mori','job':'J-T'}", "ok");
    do_is(&s,
          "{'cmd':'media.check','by':'technician:t-sato','job':'J-T','medium':'USB','result':'"
          "infected','checked_at':'2021-10-04T09:50'}",
          "ok");
    do_is(&s,
          "{'cmd':'media.check','by':'technician:t-sato','job':'J-T','medium':'USB','result':'"
          "clean','checked_at':'2021-10-04T09:40'}",
          "ok");
    assert_int_equal(season_job(&s, "J-T")->media_result, MEDIA_INFECTED);
    do_is(&s,
          "{'cmd':'visit.propose','by':'coordinator:ito','visit':'V-1','site':'card-centre','date':"
          "'2021-10-04','jobs':['J-T'],'start':'18:00'}",
          "ok");
    do_is(&s, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-1'}", "ok");
    do_is(&s, "{'cmd':'visit.permit','by':'customer:mori','visit':'V-1'}", "ok");
    season_at(&s, "2021-10-04T20:00");
    do_is(&s, "{'cmd':'overtime.request','by':'coordinator:ito','visit':'V-1','reason':'late'}",
          "ok");
    do_is(&s, "{'cmd':'overtime.approve','by':'customer:mori','visit':'V-1'}", "ok");
    do_is(&s,
          "{'cmd':'visit.start','by':'technician:t-sato','visit':'V-1','technicians':['t-sato'],'"
          "started_at':'2021-10-04T18:00'}",
          "out-of-hours");
    do_is(&s,
          "{'cmd':'visit.start','by':'technician:t-sato','visit':'V-1','technicians':['t-sato']}",
          "ok");
    season_end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_job_goes_its_way),
        cmocka_unit_test(a_failed_job_is_followed_up),
        cmocka_unit_test(the_vendor_holds_a_job),
        cmocka_unit_test(overtime_is_asked_for_beforehand),
        cmocka_unit_test(a_follow_up_waits_for_the_same),
        cmocka_unit_test(a_changed_job_leaves_its_proposal),
        cmocka_unit_test(a_job_joins_one_visit),
        cmocka_unit_test(nobody_has_to_approve),
        cmocka_unit_test(a_dropped_class_leaves_its_jobs),
        cmocka_unit_test(a_command_has_many_events),
        cmocka_unit_test(a_report_is_handed_in_again),
        cmocka_unit_test(one_hold_gives_way_to_another),
        cmocka_unit_test(all_reasons_are_given),
        cmocka_unit_test(beforehand_is_told_by_the_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
