/* Who may do what: does each role have exactly the commands that domain.md gives it? */
#include "tests/harness.h"

#include <stdio.h>
#include <string.h>

#include "tests/engine/core/season.h"

#define SHA256 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define PAPER "{'name':'paper.pdf','sha256':'" SHA256 "'}"

/* S system, A admin, C customer, O coordinator, T technician; an auditor writes nothing. Written
 * from the roles table of domain.md, not from the table of commands that it checks. */
static const struct row {
    const char *command, *may, *fields;
} rows[] = {
    {"contract.load", "A", "'text':'x'"},
    {"contract.amend", "A", "'text':'x','from':'2021-10-01'"},
    {"contract.hand-over", "O", "'held_on':'2021-09-24'"},
    {"actor.register", "A", "'actor':'kato','role':'customer'"},
    {"roster.register", "O", "'technician':'t-1','from':'2021-10-01'"},
    {"roster.change", "O", "'technician':'t-1','from':'2021-10-01'"},
    {"roster.remove", "O", "'technician':'t-1','from':'2021-10-01'"},
    {"job.open", "CO", "'class':'terminal-failure','received_at':'2021-09-24T09:00'"},
    {"job.amend", "CO", "'job':'J-1','title':'x'"},
    {"job.cancel", "CO", "'job':'J-9','reason':'x'"},
    {"job.hold", "C", "'job':'J-1','reason':'customer'"},
    {"job.release", "C", "'job':'J-1'"},
    {"work-order.issue", "C", "'job':'J-1'"},
    {"query.raise", "COT", "'text':'which?'"},
    {"query.answer", "C", "'query':'Q-1','text':'that'"},
    {"procedure.submit", "O", "'job':'J-1','document':" PAPER},
    {"procedure.approve", "C", "'job':'J-1'"},
    {"procedure.reject", "C", "'job':'J-1','reason':'x'"},
    {"media.check", "T", "'job':'J-1','medium':'usb','result':'clean'"},
    {"vendor.arrange", "CO", "'job':'J-1','ready_on':'2021-10-01'"},
    {"vendor.replaced", "CO", "'job':'J-1'"},
    {"visit.propose", "O", "'visit':'V-1'"},
    {"visit.approve", "C", "'visit':'V-1'"},
    {"visit.decline", "C", "'visit':'V-1','reason':'x'"},
    {"visit.permit", "C", "'visit':'V-1'"},
    {"visit.cancel", "CO", "'visit':'V-1','reason':'x'"},
    {"visit.start", "T", "'visit':'V-1','technicians':['t-1']"},
    {"visit.finish", "T", "'visit':'V-1'"},
    {"overtime.request", "O", "'visit':'V-1','reason':'x'"},
    {"overtime.approve", "C", "'visit':'V-1'"},
    {"overtime.refuse", "C", "'visit':'V-1'"},
    {"overtime.direct", "C", "'visit':'V-1'"},
    {"job.complete", "T", "'job':'J-1','result':'done','steps':['x'],'technicians':['t-1']"},
    {"job.report", "OT", "'job':'J-1','document':" PAPER},
    {"job.accept", "C", "'job':'J-1'"},
    {"job.return", "C", "'job':'J-1','reason':'x'"},
    {"document.submit", "O", "'document':'D-1'"},
    {"document.accept", "C", "'document':'D-1'"},
    {"document.waive", "C", "'document':'D-1','reason':'x'"},
    {"document.request", "C", "'kind':'progress-report','due':'2021-10-01'"},
    {"meeting.record", "OT", "'with':'the vendor','held_on':'2021-09-24'"},
    {"alert.raise", "S", "'alert':'A-1','severity':'warning'"},
    {"alert.deliver", "S", "'alert':'A-1','channel':'mail'"},
    {"alert.acknowledge", "CO", "'alert':'A-1'"},
    {"alert.clear", "S", "'alert':'A-1'"},
    {"query.approve", "C", "'query':'Q-1'"},
    {"query.submit", "O", "'document':" PAPER},
    {"procedure.withdraw", "O", "'job':'J-1','reason':'x'"},
    {"visit.withdraw", "O", "'visit':'V-1','reason':'x'"},
    {"overtime.withdraw", "O", "'visit':'V-1'"},
    {"medium.register", "OT", "'medium':'usb-1','kind':'usb'"},
    {"medium.hand", "OT", "'medium':'usb-1','to':'t-1'"},
    {"medium.write", "OT", "'medium':'usb-1'"},
    {"medium.use", "T", "'medium':'usb-1','job':'J-1'"},
    {"medium.return", "OT", "'medium':'usb-1'"},
    {"medium.destroy", "OT", "'medium':'usb-1','reason':'x'"},
    {"document.return", "C", "'document':'D-1','reason':'x'"},
    {"document.excuse", "C", "'document':'D-1','reason':'x'"},
    {"document.agree-format", "C", "'document':'D-1','format':'PDF'"},
    {"supervisor.change", "O", "'name':'kato','from':'2021-10-01'"},
    {"coordination.show", "O", "'with':'the vendor','text':'x'"},
    {"coordination.exempt", "C", "'with':'the vendor','purpose':'x','frequency':'weekly'"},
    {"progress.report", "OT", "'stage':'draft','text':'x'"},
    {"progress.confirm", "C", "'record':'N-1'"},
    {"work.note", "OT", "'kind':'enquiry','text':'x'"},
    {"improvement.note", "COT", "'text':'x'"},
    {"fault.judge", "C", "'job':'J-1','judgement':'hardware'"},
    {"visit.confirm", "OT", "'visit':'V-1','items':['badge']"},
    {"entry.record", "OT", "'visit':'V-1','technician':'t-1'"},
};

static const struct person {
    char letter;
    const char *actor;
} people[] = {
    {'S', "system"},        {'A', "admin"},        {'C', "customer:mori"},
    {'O', "coordinator:ito"}, {'T', "technician:t-1"}, {'U', "auditor:abe"},
};

static bool is_role_refusal(struct season *season, const struct row *row, const char *actor)
{
    char line[1000];
    (void)snprintf(line, sizeof line, "{'cmd':'%s','by':'%s',%s}", row->command, actor,
                   row->fields);
    const char *code = season_do(season, line);
    assert_string_not_equal(code, "unknown-field");
    assert_string_not_equal(code, "missing-field");
    return strcmp(code, "role-not-allowed") == 0;
}

static void a_command_is_open_to_its_roles_alone(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct season season;
        season_begin(&season);
        season_at(&season, "2021-09-24T10:00");
        for (size_t p = 0; p < COUNT(people); p++) {
            bool may = strchr(rows[i].may, people[p].letter) != NULL;
            if (is_role_refusal(&season, &rows[i], people[p].actor) == may)
                fail_msg("%s by %s", rows[i].command, people[p].actor);
        }
        season_end(&season);
    }
}

static void no_command_is_without_its_roles(void **unused)
{
    (void)unused;
    bool seen[COMMAND_COUNT] = {false};
    assert_int_equal(COUNT(rows), COMMAND_COUNT);
    for (size_t i = 0; i < COUNT(rows); i++) {
        enum command_kind kind;
        assert_true(command_parse(str_of(rows[i].command), &kind));
        assert_false(seen[kind]);
        seen[kind] = true;
    }
}

static void do_is(struct season *season, const char *command, const char *expected)
{
    const char *got = season_do(season, command);
    if (strcmp(got, expected) != 0) print_error("%s\n  %s\n", command, season->said);
    assert_string_equal(got, expected);
}

static void kato_becomes(struct season *season, const char *role)
{
    char line[200];
    (void)snprintf(line, sizeof line,
                   "{'cmd':'actor.register','by':'admin','actor':'kato','role':'%s'}", role);
    do_is(season, line, "ok");
}

/* What a coordinator called kato asked for, and a visit out of hours with it. */
static void kato_asks(struct season *season)
{
    season_begin(season);
    season_at(season, "2021-10-04T10:00");
    kato_becomes(season, "coordinator");
    do_is(season, "{'cmd':'procedure.submit','by':'kato','job':'J-1','document':" PAPER "}", "ok");
    do_is(season, "{'cmd':'visit.propose','by':'kato','visit':'V-K','site':'card-centre','date':'2021-10-08','jobs':['J-1'],'start':'18:00'}", "ok");
    do_is(season, "{'cmd':'overtime.request','by':'kato','visit':'V-K','reason':'parts'}", "ok");
}

/* S35, S36: whoever asked can't approve, whatever they have become since. */
static void nobody_decides_on_an_own_request(void **unused)
{
    (void)unused;
    struct season s;
    kato_asks(&s);
    kato_becomes(&s, "customer");
    do_is(&s, "{'cmd':'procedure.approve','by':'kato','job':'J-1'}", "own-request");
    do_is(&s, "{'cmd':'procedure.reject','by':'kato','job':'J-1','reason':'x'}", "own-request");
    do_is(&s, "{'cmd':'visit.approve','by':'kato','visit':'V-K'}", "own-request");
    do_is(&s, "{'cmd':'visit.decline','by':'kato','visit':'V-K','reason':'x'}", "own-request");
    do_is(&s, "{'cmd':'overtime.approve','by':'kato','visit':'V-K'}", "own-request");
    do_is(&s, "{'cmd':'overtime.refuse','by':'kato','visit':'V-K'}", "own-request");
    do_is(&s, "{'cmd':'procedure.approve','by':'customer:mori','job':'J-1'}", "ok");
    do_is(&s, "{'cmd':'visit.approve','by':'customer:mori','visit':'V-K'}", "ok");
    do_is(&s, "{'cmd':'overtime.approve','by':'customer:mori','visit':'V-K'}", "ok");
    season_end(&s);
}

/* Nor by handing the decision to a coordinator to write down. */
static void nor_on_paper(void **unused)
{
    (void)unused;
    struct season s;
    kato_asks(&s);
    kato_becomes(&s, "customer");
    do_is(&s, "{'cmd':'procedure.approve','by':'coordinator:ito','on_behalf_of':'kato','evidence':" PAPER ",'job':'J-1'}", "own-request");
    do_is(&s, "{'cmd':'visit.approve','by':'coordinator:ito','on_behalf_of':'kato','evidence':" PAPER ",'visit':'V-K'}", "own-request");
    do_is(&s, "{'cmd':'overtime.approve','by':'coordinator:ito','on_behalf_of':'kato','evidence':" PAPER ",'visit':'V-K'}", "own-request");
    season_end(&s);
}

/* S36: a coordinator records the customer's signature, with its paper; nobody else does. */
static void the_customers_word_is_recorded_by_a_coordinator(void **unused)
{
    (void)unused;
    struct season s;
    kato_asks(&s);
    do_is(&s, "{'cmd':'visit.approve','by':'coordinator:ito','visit':'V-K'}", "role-not-allowed");
    do_is(&s, "{'cmd':'visit.approve','by':'technician:t-1','on_behalf_of':'customer:mori','evidence':" PAPER ",'visit':'V-K'}", "role-not-allowed");
    do_is(&s, "{'cmd':'visit.approve','by':'auditor:abe','on_behalf_of':'customer:mori','evidence':" PAPER ",'visit':'V-K'}", "role-not-allowed");
    do_is(&s, "{'cmd':'visit.approve','by':'coordinator:ito','on_behalf_of':'coordinator:ito','evidence':" PAPER ",'visit':'V-K'}", "role-not-allowed");
    do_is(&s, "{'cmd':'visit.approve','by':'coordinator:ito','on_behalf_of':'customer:mori','visit':'V-K'}", "missing-field");
    do_is(&s, "{'cmd':'visit.approve','by':'coordinator:ito','on_behalf_of':'customer:mori','evidence':" PAPER ",'visit':'V-K'}", "ok");
    const struct visit_row *visit = season_visit(&s, "V-K");
    uint32_t mori = state_find(&s.state, NAME_ACTOR, STR("customer:mori"));
    assert_int_equal(visit->decision.on_behalf, mori);
    assert_int_not_equal(visit->decision.by, mori);
    season_end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_command_is_without_its_roles),
        cmocka_unit_test(a_command_is_open_to_its_roles_alone),
        cmocka_unit_test(nobody_decides_on_an_own_request),
        cmocka_unit_test(nor_on_paper),
        cmocka_unit_test(the_customers_word_is_recorded_by_a_coordinator),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
