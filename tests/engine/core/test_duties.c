/* Are the duties around the work kept: papers, coordination, entry, the vendor, changes? */
#include "tests/harness.h"

#include <stdio.h>
#include <string.h>

#include "tests/engine/core/season.h"

#define SHA256 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define PAPER "{'name':'paper.pdf','sha256':'" SHA256 "'}"
#define CITY "'by':'customer:mori'"
#define OURS "'by':'coordinator:ito'"
#define TECH "'by':'technician:t-1'"

static void do_is(struct season *season, const char *command, const char *expected)
{
    const char *got = season_do(season, command);
    if (strcmp(got, expected) != 0) print_error("%s\n  %s\n", command, season->said);
    assert_string_equal(got, expected);
}

static void all_ok(struct season *season, const char *const *commands, size_t count)
{
    for (size_t i = 0; i < count; i++) do_is(season, commands[i], "ok");
}

/* A Monday morning in October with t-1 and t-2 on the roster. */
static void begin(struct season *s)
{
    static const char *const people[] = {
        "{'cmd':'roster.register'," OURS ",'technician':'t-1','from':'2021-10-04'}",
        "{'cmd':'roster.register'," OURS ",'technician':'t-2','from':'2021-10-04'}",
    };
    season_begin(s);
    season_at(s, "2021-10-04T09:00");
    all_ok(s, people, COUNT(people));
}

static const struct document_row *document(const struct season *s, const char *id)
{
    uint32_t row = state_find(&s->state, NAME_DOCUMENT, str_of(id));
    assert_int_not_equal(row, NO_ROW);
    return vec_at(&s->state.documents, row);
}

/* The last paper of that kind, or NULL. */
static const struct document_row *last_of(const struct season *s, const char *kind)
{
    for (uint32_t i = s->state.documents.count; i > 0; i--) {
        const struct document_row *row = vec_at(&s->state.documents, i - 1);
        if (str_eq(state_text(&s->state, row->kind), str_of(kind))) return row;
    }
    return NULL;
}

static day_t day_of_text(const char *text)
{
    day_t day;
    assert_true(day_parse(str_of(text), &day));
    return day;
}

/* S26: no free text ever holds an Individual Number, and no answer repeats it. */
static void an_individual_number_is_refused_wherever_it_is_typed(void **unused)
{
    (void)unused;
    static const char *const commands[] = {
        "{'cmd':'query.raise'," OURS ",'text':'whose is 1234 5678 9018?'}",
        "{'cmd':'query.raise'," OURS ",'text':'whose?','note':'１２３４５６７８９０１８'}",
        "{'cmd':'job.cancel'," OURS ",'job':'J-1','reason':'123456789018'}",
        "{'cmd':'job.report'," OURS
        ",'job':'J-1','document':{'name':'123456789018.pdf','sha256':'" SHA256 "'}}",
        "{'cmd':'visit.permit'," CITY ",'visit':'V-1','rooms':['room 123456789018']}",
    };
    struct season s;
    begin(&s);
    for (size_t i = 0; i < COUNT(commands); i++) {
        do_is(&s, commands[i], "my-number");
        assert_null(strstr(s.said, "5678"));
    }
    do_is(&s, "{'cmd':'query.raise'," OURS ",'text':'whose is 1234 5678 9017?'}", "ok");
    season_end(&s);
}

/* S37, S39: a report that comes back is owed again, until a new one is handed in. */
static void what_is_sent_back_is_owed_again(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    do_is(&s, "{'cmd':'document.return'," CITY ",'document':'D-1','reason':'x'}", "not-reported");
    do_is(&s, "{'cmd':'document.submit'," OURS ",'document':'D-1','file':" PAPER "}", "ok");
    do_is(&s, "{'cmd':'document.return'," CITY ",'document':'D-1','reason':'no stamp'}", "ok");
    assert_int_equal(document(&s, "D-1")->state, DOCUMENT_OWED);
    assert_true(document(&s, "D-1")->returned);
    do_is(&s, "{'cmd':'document.accept'," CITY ",'document':'D-1'}", "not-reported");
    do_is(&s, "{'cmd':'document.submit'," OURS ",'document':'D-1','file':" PAPER "}", "ok");
    assert_false(document(&s, "D-1")->returned);
    do_is(&s, "{'cmd':'document.accept'," CITY ",'document':'D-1'}", "ok");
    season_end(&s);
}

/* S40: waived is the end of a paper, and so is accepted. */
static void a_settled_paper_stays_settled(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    do_is(&s, "{'cmd':'document.submit'," OURS ",'document':'D-1','file':" PAPER "}", "ok");
    do_is(&s, "{'cmd':'document.accept'," CITY ",'document':'D-1'}", "ok");
    do_is(&s, "{'cmd':'document.waive'," CITY ",'document':'D-1','reason':'x'}",
          "document-settled");
    do_is(&s, "{'cmd':'document.submit'," OURS ",'document':'D-1','file':" PAPER "}",
          "document-settled");
    do_is(&s, "{'cmd':'document.waive'," CITY ",'document':'D-2','reason':'x'}", "ok");
    do_is(&s, "{'cmd':'document.excuse'," CITY ",'document':'D-2','reason':'x'}",
          "document-settled");
    season_end(&s);
}

/* S41, S66: only the city excuses from paper and agrees on another format. */
static void paper_and_format_are_agreed_with_the_city(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    do_is(&s, "{'cmd':'document.excuse'," OURS ",'document':'D-5','reason':'4,000 pages'}",
          "role-not-allowed");
    do_is(&s, "{'cmd':'document.excuse'," CITY ",'document':'D-5','reason':'4,000 pages'}", "ok");
    do_is(&s, "{'cmd':'document.agree-format'," CITY ",'document':'D-5','format':'PDF'}", "ok");
    const struct document_row *row = document(&s, "D-5");
    assert_int_equal(row->state, DOCUMENT_OWED);
    assert_true(row->paper_excused);
    assert_true(str_eq(state_text(&s.state, row->format), STR("PDF")));
    season_end(&s);
}

/* S59, S62: a new person responsible makes the notice owed, and the chart anew once handed in. */
static void another_supervisor_is_told_on_paper(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    do_is(&s, "{'cmd':'document.submit'," OURS ",'kind':'work-organisation'}", "ok");
    do_is(&s, "{'cmd':'supervisor.change'," OURS ",'name':'森 花子','from':'2021-11-01'}", "ok");
    const struct document_row *notice = last_of(&s, "supervisor-change");
    assert_non_null(notice);
    assert_int_equal(notice->due.n, day_of_text("2021-11-01").n);
    assert_int_equal(last_of(&s, "work-organisation")->state, DOCUMENT_OWED);
    season_end(&s);
}

/* S43, S44, S46: shown before the meeting, or known as routine; minutes are owed all the same. */
static void a_meeting_rests_on_what_was_shown_before(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    do_is(&s, "{'cmd':'coordination.show'," OURS ",'with':'network','text':'VLAN'}", "ok");
    do_is(&s,
          "{'cmd':'coordination.exempt'," CITY
          ",'with':'leasing','purpose':'status','frequency':'weekly'}",
          "ok");
    do_is(&s,
          "{'cmd':'meeting.record'," OURS ",'with':'network','held_on':'2021-10-01','shown':'N-1'}",
          "not-shown");
    do_is(&s,
          "{'cmd':'meeting.record'," OURS ",'with':'network','held_on':'2021-10-04','shown':'N-9'}",
          "no-such-note");
    do_is(&s,
          "{'cmd':'meeting.record'," OURS ",'with':'network','held_on':'2021-10-04','shown':'N-1'}",
          "ok");
    assert_int_equal(last_of(&s, "minutes")->due.n, day_of_text("2021-10-06").n);
    season_at(&s, "2021-10-11T09:00");
    do_is(&s,
          "{'cmd':'meeting.record'," OURS
          ",'with':'leasing','held_on':'2021-10-11','shown':'N-2','customer_present':true}",
          "ok");
    assert_int_equal(s.state.meetings.count, 2);
    season_end(&s);
}

/* S49: the city confirms what was reported at a stage, once. */
static void progress_is_confirmed_by_the_city(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    do_is(&s, "{'cmd':'progress.report'," OURS ",'stage':'procedure','text':'draft','job':'J-1'}",
          "ok");
    do_is(&s, "{'cmd':'progress.confirm'," OURS ",'record':'N-1'}", "role-not-allowed");
    do_is(&s, "{'cmd':'progress.confirm'," CITY ",'record':'N-1'}", "ok");
    do_is(&s, "{'cmd':'progress.confirm'," CITY ",'record':'N-1'}", "already-confirmed");
    do_is(&s, "{'cmd':'work.note'," OURS ",'kind':'enquiry','text':'E-12','minutes':20}", "ok");
    do_is(&s, "{'cmd':'progress.confirm'," CITY ",'record':'N-2'}", "no-such-note");
    do_is(&s, "{'cmd':'improvement.note'," TECH ",'text':'check the seal','done_on':'2021-10-05'}",
          "in-the-future");
    season_end(&s);
}

/* A touch panel that failed, as J-9. */
static void panel_fails(struct season *s)
{
    do_is(s,
          "{'cmd':'job.open'," CITY
          ",'job':'J-9','class':'touch-panel-failure','received_at':'2021-10-04T09:00'}",
          "ok");
}

/* S13: whether it is the hardware only the city says; what it isn't, no vendor comes for. */
static void the_city_judges_the_hardware(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    panel_fails(&s);
    do_is(&s, "{'cmd':'fault.judge'," OURS ",'job':'J-9','judgement':'hardware'}",
          "role-not-allowed");
    do_is(&s, "{'cmd':'fault.judge'," CITY ",'job':'J-9','judgement':'not-judged'}", "bad-value");
    do_is(&s, "{'cmd':'fault.judge'," CITY ",'job':'J-1','judgement':'other'}",
          "class-has-no-vendor");
    do_is(&s, "{'cmd':'fault.judge'," CITY ",'job':'J-9','judgement':'other'}", "ok");
    do_is(&s, "{'cmd':'vendor.arrange'," OURS ",'job':'J-9','ready_on':'2021-10-08'}",
          "not-hardware");
    do_is(&s, "{'cmd':'fault.judge'," CITY ",'job':'J-9','judgement':'hardware'}", "ok");
    do_is(&s, "{'cmd':'vendor.arrange'," OURS ",'job':'J-9','ready_on':'2021-10-08'}", "ok");
    season_end(&s);
}

/* A confirmed visit V-9 with t-1 for J-9 now, its order issued. */
static void visit_stands(struct season *s)
{
    static const char *const commands[] = {
        "{'cmd':'work-order.issue'," CITY ",'job':'J-9'}",
        "{'cmd':'visit.propose'," OURS ",'visit':'V-9','site':'card-centre','date':'2021-10-04','"
        "jobs':['J-9'],'start':'10:00','crew':['t-1']}",
        "{'cmd':'visit.approve'," CITY ",'visit':'V-9'}",
    };
    panel_fails(s);
    all_ok(s, commands, COUNT(commands));
}

/* S23: a permit that names people lets in those and nobody else. */
static void entry_is_permitted_person_by_person(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    visit_stands(&s);
    do_is(&s, "{'cmd':'visit.permit'," CITY ",'visit':'V-9','technicians':['t-2']}", "ok");
    season_at(&s, "2021-10-04T10:00");
    do_is(&s, "{'cmd':'visit.start'," TECH ",'visit':'V-9','technicians':['t-1']}", "no-permit");
    do_is(&s, "{'cmd':'visit.permit'," CITY ",'visit':'V-9','technicians':['t-1']}", "ok");
    do_is(&s, "{'cmd':'entry.record'," TECH ",'visit':'V-9','technician':'t-1'}", "not-started");
    do_is(&s, "{'cmd':'visit.start'," TECH ",'visit':'V-9','technicians':['t-1']}", "ok");
    do_is(&s,
          "{'cmd':'entry.record'," TECH ",'visit':'V-9','technician':'t-1','entered_at':'2021-10-"
          "04T10:00','left_at':'2021-10-04T09:30'}",
          "bad-value");
    do_is(&s, "{'cmd':'entry.record'," TECH ",'visit':'V-9','technician':'t-1','room':'counter'}",
          "ok");
    season_end(&s);
}

/* S37: a job's report that the city sends back is owed again, and handing it in settles it. */
static void a_report_sent_back_is_owed_again(void **unused)
{
    (void)unused;
    static const char *const work[] = {
        "{'cmd':'visit.permit'," CITY ",'visit':'V-9'}",
        "{'cmd':'visit.start'," TECH ",'visit':'V-9','technicians':['t-1']}",
        "{'cmd':'job.complete'," TECH
        ",'job':'J-9','result':'done','steps':['x'],'technicians':['t-1']}",
        "{'cmd':'visit.finish'," TECH ",'visit':'V-9'}",
        "{'cmd':'job.report'," OURS ",'job':'J-9','document':" PAPER "}",
    };
    struct season s;
    begin(&s);
    visit_stands(&s);
    season_at(&s, "2021-10-04T10:00");
    all_ok(&s, work, COUNT(work));
    assert_int_equal(last_of(&s, "work-report")->state, DOCUMENT_SUBMITTED);
    do_is(&s, "{'cmd':'job.return'," CITY ",'job':'J-9','reason':'the date is wrong'}", "ok");
    assert_int_equal(last_of(&s, "work-report")->state, DOCUMENT_OWED);
    do_is(&s, "{'cmd':'job.report'," OURS ",'job':'J-9','document':" PAPER "}", "ok");
    assert_int_equal(last_of(&s, "work-report")->state, DOCUMENT_SUBMITTED);
    season_end(&s);
}

/* S22, S25, S31: badge, safety and environment are asked for by their words. */
static void conduct_is_confirmed_item_by_item(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    visit_stands(&s);
    do_is(&s, "{'cmd':'visit.confirm'," TECH ",'visit':'V-9','items':['badge','shoes']}",
          "bad-value");
    do_is(&s,
          "{'cmd':'visit.confirm'," TECH
          ",'visit':'V-9','items':['badge','safety'],'technicians':['t-1']}",
          "ok");
    do_is(&s, "{'cmd':'visit.confirm'," OURS ",'visit':'V-9','items':['vehicle']}", "ok");
    uint32_t expected = 1u << CONDUCT_BADGE | 1u << CONDUCT_SAFETY | 1u << CONDUCT_VEHICLE;
    assert_int_equal(season_visit(&s, "V-9")->conduct, expected);
    season_end(&s);
}

/* Nobody is in two places at once, not even under two proposals. */
static void a_technician_is_never_booked_twice(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    visit_stands(&s);
    do_is(&s,
          "{'cmd':'job.open'," CITY ",'job':'J-8','class':'terminal-failure','site':'kikusui','"
          "received_at':'2021-10-04T09:00'}",
          "ok");
    do_is(&s,
          "{'cmd':'visit.propose'," OURS
          ",'site':'kikusui','date':'2021-10-04','jobs':['J-8'],'start':'10:30','crew':['t-1']}",
          "already-booked");
    do_is(&s,
          "{'cmd':'visit.propose'," OURS
          ",'site':'kikusui','date':'2021-10-04','jobs':['J-8'],'start':'10:30','crew':['t-2']}",
          "ok");
    season_end(&s);
}

/* The register of people: somebody stays who can keep it, and a role isn't changed in passing. */
static void roles_are_not_changed_in_passing(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    do_is(&s, "{'cmd':'actor.register','by':'admin','actor':'admin','role':'auditor'}",
          "last-admin");
    do_is(&s, "{'cmd':'actor.register','by':'admin','actor':'t-1','role':'coordinator'}",
          "still-on-roster");
    do_is(&s, "{'cmd':'roster.remove'," OURS ",'technician':'t-1','from':'2021-10-04'}", "ok");
    do_is(&s, "{'cmd':'actor.register','by':'admin','actor':'t-1','role':'coordinator'}", "ok");
    do_is(&s, "{'cmd':'actor.register','by':'admin','actor':'abe','role':'admin'}", "ok");
    do_is(&s, "{'cmd':'actor.register','by':'admin','actor':'admin','role':'auditor'}", "ok");
    season_end(&s);
}

/* A paper signed for nobody proves nothing; nothing more belongs to a cancelled job. */
static void what_belongs_to_nothing_is_refused(void **unused)
{
    (void)unused;
    struct season s;
    begin(&s);
    panel_fails(&s);
    do_is(&s, "{'cmd':'job.cancel'," CITY ",'evidence':" PAPER ",'job':'J-9','reason':'x'}",
          "missing-field");
    do_is(&s, "{'cmd':'job.cancel'," CITY ",'job':'J-9','reason':'it works again'}", "ok");
    do_is(&s, "{'cmd':'work-order.issue'," CITY ",'job':'J-9'}", "job-already-done");
    do_is(&s, "{'cmd':'query.raise'," OURS ",'job':'J-9','text':'which?'}", "job-already-done");
    do_is(&s, "{'cmd':'media.check','by':'t-1','job':'J-9','medium':'usb','result':'clean'}",
          "job-already-done");
    season_end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_individual_number_is_refused_wherever_it_is_typed),
        cmocka_unit_test(what_is_sent_back_is_owed_again),
        cmocka_unit_test(a_settled_paper_stays_settled),
        cmocka_unit_test(paper_and_format_are_agreed_with_the_city),
        cmocka_unit_test(another_supervisor_is_told_on_paper),
        cmocka_unit_test(a_meeting_rests_on_what_was_shown_before),
        cmocka_unit_test(progress_is_confirmed_by_the_city),
        cmocka_unit_test(the_city_judges_the_hardware),
        cmocka_unit_test(entry_is_permitted_person_by_person),
        cmocka_unit_test(a_report_sent_back_is_owed_again),
        cmocka_unit_test(conduct_is_confirmed_item_by_item),
        cmocka_unit_test(a_technician_is_never_booked_twice),
        cmocka_unit_test(roles_are_not_changed_in_passing),
        cmocka_unit_test(what_belongs_to_nothing_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
