/* Does the shipped file say what the seed says? Every value of it, and the defaults. */
#include "tests/harness.h"

#include "tests/rules/contract_text.h"

static struct arena arena;
static const struct contract *shipped;

static int open_shipped(void **state)
{
    (void)state;
    arena_init(&arena, TEST_ARENA_BYTES);
    shipped = contract_of(&arena, file_text(&arena, SHIPPED));
    return 0;
}

static int close_shipped(void **state)
{
    (void)state;
    arena_deinit(&arena);
    return 0;
}

static void assert_text(struct str got, const char *want)
{
    assert_true(str_eq(got, str_of(want)));
}

static void assert_day(day_t got, const char *want)
{
    char text[DAY_TEXT_BYTES];
    day_print(got, text);
    assert_string_equal(text, want);
}

static void assert_maybe_day(struct maybe_day got, const char *want)
{
    assert_int_equal(got.is, want != NULL);
    if (got.is) assert_day(got.day, want);
}

static void s1_s2_names_and_period(void **state)
{
    (void)state;
    assert_text(shipped->id, "sapporo-2021");
    assert_text(shipped->title, "マイナンバーカードセンター用統合端末等運用サポート業務");
    assert_text(shipped->customer, "札幌市");
    assert_day(shipped->from, "2021-08-01");
    assert_day(shipped->to, "2022-03-31");
    assert_int_equal(shipped->offset, 9 * 60);
}

static void s19_working_time(void **state)
{
    (void)state;
    const struct calendar_rule *c = &shipped->calendar;
    const bool open[7] = {false, true, true, true, true, true, false};
    assert_memory_equal(c->open, open, sizeof open);
    assert_int_equal(c->hours.from, 8 * 60 + 45);
    assert_int_equal(c->hours.to, 17 * 60 + 15);
    assert_int_equal(c->break_count, 0);
    assert_int_equal(c->holidays, HOLIDAYS_JP);
    assert_int_equal(c->holiday_count, 0);
    assert_int_equal(c->opened.count, 0);
    assert_int_equal(c->closed.count, 1);
    assert_true(c->closed.at[0].yearly);
    assert_int_equal(c->closed.at[0].from_month, 12);
    assert_int_equal(c->closed.at[0].from_day, 29);
    assert_int_equal(c->closed.at[0].to_month, 1);
    assert_int_equal(c->closed.at[0].to_day, 3);
}

static void s17_response_clock(void **state)
{
    (void)state;
    assert_int_equal(shipped->response.days, 3);
    assert_int_equal(shipped->response.count, COUNT_CALENDAR);
    assert_int_equal(shipped->response.first_day, FIRST_DAY_EXCLUDED);
    assert_int_equal(shipped->response.last_day_closed, ROLL_NEXT);
}

static void s18_s23_s24_sites(void **state)
{
    (void)state;
    assert_int_equal(shipped->site_count, 2);
    const struct site *centre = &shipped->sites[0], *kikusui = &shipped->sites[1];
    assert_text(centre->id, "card-centre");
    assert_text(centre->name, "マイナンバーカードセンター");
    assert_text(centre->address, "札幌市中央区北3条西3丁目1-6");
    assert_int_equal(centre->overhead_minutes, 30);
    assert_true(centre->permission);
    assert_false(centre->rooms_need_permission);
    assert_int_equal(centre->closed.count, 0);
    assert_text(kikusui->id, "kikusui");
    assert_text(kikusui->name, "菊水分庁舎");
    assert_false(str_is(kikusui->address));
    assert_int_equal(kikusui->overhead_minutes, 30);
    assert_true(kikusui->permission);
    assert_true(kikusui->rooms_need_permission);
    assert_int_equal(contract_site(shipped, STR("kikusui")), 1);
    assert_int_equal(contract_site(shipped, STR("elsewhere")), CONTRACT_NONE);
}

static void s21_s35_s36_crews_approvals_leads(void **state)
{
    (void)state;
    assert_int_equal(shipped->crew_size, 1);
    assert_int_equal(shipped->visits_per_day, 1);
    assert_int_equal(shipped->visit_approver, APPROVER_CUSTOMER);
    assert_int_equal(shipped->procedure_approver, APPROVER_CUSTOMER);
    assert_int_equal(shipped->overtime_approver, APPROVER_CUSTOMER);
    assert_int_equal(shipped->entry_approver, APPROVER_CUSTOMER);
    assert_int_equal(shipped->lead_procedure, 2);
    assert_int_equal(shipped->lead_visit, 1);
    assert_int_equal(shipped->lead_entry, 1);
    assert_int_equal(shipped->notice_minutes, 60);
}

enum {
    PAPERS = NEED_WORK_ORDER | NEED_PROCEDURE,
    PAPERS_AND_MEDIA = PAPERS | NEED_MEDIA_CHECK,
};

static const struct class_row {
    const char *id, *title, *clause;
    enum source source;
    enum urgency urgency;
    uint32_t minutes;
    int expected; /* -1: none of its own */
    uint32_t group, needs;
    bool standing, once;
    uint32_t site;
    const char *earliest, *target, *due, *vendor;
} class_rows[] = {
    {"software-update", "ソフトウェア更新", "4(1)ア", SOURCE_JLIS, URGENCY_ROUTINE, 180, 1,
     CONTRACT_NONE, PAPERS_AND_MEDIA, false, false, CONTRACT_NONE, NULL, NULL, NULL, NULL}, /* S5 */
    {"os-security-update", "OSセキュリティ更新", "4(1)イ", SOURCE_JLIS, URGENCY_ROUTINE, 180, 1,
     CONTRACT_NONE, PAPERS_AND_MEDIA, false, false, CONTRACT_NONE, NULL, NULL, NULL, NULL}, /* S6 */
    {"config-change-jlis", "J-LIS通知による設定変更", "4(1)ウ", SOURCE_JLIS, URGENCY_ROUTINE, 120, -1,
     0, PAPERS, false, false, CONTRACT_NONE, NULL, NULL, NULL, NULL}, /* S7 */
    {"config-change-city", "本市指示による設定変更", "4(2)ア", SOURCE_CUSTOMER, URGENCY_ROUTINE, 120,
     -1, 0, PAPERS, false, false, CONTRACT_NONE, NULL, NULL, NULL, NULL}, /* S8 */
    {"admin-password-change", "管理者パスワード変更", "4(2)イ", SOURCE_CALENDAR, URGENCY_ROUTINE,
     60, 1, CONTRACT_NONE, PAPERS, false, true, 0, "2021-10-01", "2021-10-15", "2022-03-31",
     NULL}, /* S9 */
    {"annual-inspection", "年次点検", "4(2)ウ", SOURCE_CALENDAR, URGENCY_ROUTINE, 120, 1,
     CONTRACT_NONE, PAPERS, false, true, 0, "2022-01-04", "2022-02-28", "2022-03-31",
     NULL}, /* S10 */
    {"terminal-failure", "統合端末の障害復旧", "4(3)ア", SOURCE_INCIDENT, URGENCY_URGENT, 120, 8,
     CONTRACT_NONE, NEED_WORK_ORDER, true, false, CONTRACT_NONE, NULL, NULL, NULL, NULL}, /* S11 */
    {"touch-panel-failure", "タッチパネルの障害復旧", "4(3)イ", SOURCE_INCIDENT, URGENCY_URGENT, 60,
     4, CONTRACT_NONE, NEED_WORK_ORDER, true, false, CONTRACT_NONE, NULL, NULL, NULL,
     "leasing"}, /* S12, S13 */
};

static void assert_class(const struct job_class *got, const struct class_row *want)
{
    assert_text(got->id, want->id);
    assert_text(got->title, want->title);
    assert_text(got->clause, want->clause);
    assert_int_equal(got->source, want->source);
    assert_int_equal(got->urgency, want->urgency);
    assert_int_equal(got->minutes, want->minutes);
    assert_int_equal(got->crew, 1);
    assert_int_equal(got->skills.count, 0);
    assert_int_equal(got->has_expected ? (int)got->expected : -1, want->expected);
    assert_int_equal(got->group, want->group);
    assert_int_equal(got->needs, want->needs);
    assert_int_equal(got->standing_procedure, want->standing);
    assert_int_equal(got->once, want->once);
    assert_false(got->alone);
    assert_int_equal(got->site, want->site);
    assert_maybe_day(got->earliest, want->earliest);
    assert_maybe_day(got->target, want->target);
    assert_maybe_day(got->due, want->due);
    assert_int_equal(str_is(got->vendor), want->vendor != NULL);
    if (want->vendor != NULL) assert_text(got->vendor, want->vendor);
}

static void s5_to_s13_classes(void **state)
{
    (void)state;
    assert_int_equal(shipped->class_count, COUNT(class_rows));
    for (uint32_t i = 0; i < COUNT(class_rows); i++) {
        assert_class(&shipped->classes[i], &class_rows[i]);
        assert_int_equal(contract_class(shipped, str_of(class_rows[i].id)), i);
    }
    assert_int_equal(contract_class(shipped, STR("painting")), CONTRACT_NONE);
    assert_int_equal(shipped->group_count, 1);
    assert_text(shipped->groups[0].id, "config-change");
    assert_true(shipped->groups[0].has_expected);
    assert_int_equal(shipped->groups[0].expected, 1);
}

static void s14_merging(void **state)
{
    (void)state;
    assert_int_equal(shipped->merge.urgent_wait, 0);
    assert_int_equal(shipped->merge.routine_months, 1);
    assert_int_equal(shipped->merge.alone_count, 0);
    assert_int_equal(shipped->merge.apart_count, 0);
    assert_int_equal(shipped->merge.after_count, 0);
}

static const struct document_row {
    const char *kind, *title;
    enum owed owed;
    bool again;
    uint32_t within_days, within_open_days;
} document_rows[] = {
    {"supervisor-notice", "業務責任者指定通知書", OWED_START, false, 0, 0},
    {"work-organisation", "作業体制図", OWED_START, true, 0, 0},
    {"staff-notice", "情報資産取扱者（従事者）通知書", OWED_START, true, 0, 0},
    {"data-protection-officer", "データ保護責任者指定通知書", OWED_START, false, 0, 0},
    {"security-document", "セキュリティ保全に関わる文書", OWED_START, false, 0, 0},
    {"monthly-report", "業務報告書", OWED_MONTH_END, false, 0, 0},
    {"security-report", "セキュリティ保全状況報告書", OWED_MONTH_END, false, 0, 0},
    {"progress-report", "進捗報告書", OWED_ON_REQUEST, false, 0, 0},
    {"work-report", "作業結果報告", OWED_AFTER_VISIT, false, 0, 1},
    {"minutes", "議事録", OWED_AFTER_MEETING, false, 2, 0},
    {"supervisor-change", "業務責任者変更通知書", OWED_ON_CHANGE, false, 0, 0},
    {"handover", "引継ぎ", OWED_BEFORE_END, false, 0, 0},
};

static void s37_s46_s51_s53_to_s59_documents(void **state)
{
    (void)state;
    assert_int_equal(shipped->document_count, COUNT(document_rows));
    for (uint32_t i = 0; i < COUNT(document_rows); i++) {
        const struct document_rule *got = &shipped->documents[i];
        const struct document_row *want = &document_rows[i];
        assert_text(got->kind, want->kind);
        assert_text(got->title, want->title);
        assert_int_equal(got->owed, want->owed);
        assert_int_equal(got->again_on_roster_change, want->again);
        assert_int_equal(got->within_days, want->within_days);
        assert_int_equal(got->within_open_days, want->within_open_days);
    }
    assert_int_equal(shipped->month_end.closed, ROLL_NEXT);
    assert_true(shipped->month_end.except_march_end);
    assert_true(shipped->month_end.except_period_end);
}

static void alerts_depots_and_ways(void **state)
{
    (void)state;
    assert_int_equal(shipped->alerts.at_risk_minutes, 510);
    assert_int_equal(shipped->alerts.document_days, 3);
    assert_int_equal(shipped->alerts.prerequisite_days, 1);
    assert_int_equal(shipped->alerts.channels.count, 0);
    assert_int_equal(shipped->depot_count, 0);
    assert_int_equal(shipped->travel_count, 0);
}

static void a_file_of_the_required_keys_has_the_shipped_defaults(void **state)
{
    (void)state;
    const struct contract *c = contract_of(&arena, file_text(&arena, SMALL));
    assert_memory_equal(c->calendar.open, shipped->calendar.open, sizeof c->calendar.open);
    assert_int_equal(c->calendar.holidays, HOLIDAYS_JP);
    assert_int_equal(c->calendar.closed.count, 0);
    assert_memory_equal(&c->response, &shipped->response, sizeof c->response);
    assert_int_equal(c->crew_size, 1);
    assert_int_equal(c->visits_per_day, 1);
    assert_int_equal(c->overtime_approver, APPROVER_CUSTOMER);
    assert_int_equal(c->lead_procedure, 2);
    assert_int_equal(c->lead_entry, 1);
    assert_int_equal(c->notice_minutes, 60);
    assert_memory_equal(&c->month_end, &shipped->month_end, sizeof c->month_end);
    assert_int_equal(c->alerts.at_risk_minutes, 510);
    assert_int_equal(c->sites[1].overhead_minutes, 0);
    assert_false(c->sites[1].permission);
    assert_int_equal(c->classes[0].group, CONTRACT_NONE);
    assert_int_equal(c->classes[0].site, CONTRACT_NONE);
    assert_false(c->classes[0].has_expected);
    assert_false(str_is(c->classes[0].title));
    assert_false(str_is(c->classes[0].clause));
    assert_int_equal(c->group_count, 0);
    assert_int_equal(c->document_count, 0);
}

static void every_key_of_the_format_is_read(void **state)
{
    (void)state;
    const struct contract *c =
        contract_of(&arena, file_text(&arena, "tests/rules/contracts/full.yaml"));
    assert_int_equal(c->offset, -(3 * 60 + 30));
    assert_int_equal(c->calendar.break_count, 2);
    assert_int_equal(c->calendar.breaks[1].from, 15 * 60);
    assert_int_equal(c->calendar.holidays, HOLIDAYS_FILE);
    assert_int_equal(c->calendar.holiday_count, 2);
    assert_day(c->calendar.holiday_days[0].day, "2021-07-22"); /* put in order */
    assert_text(c->calendar.holiday_days[0].name, "海の日");
    assert_int_equal(c->calendar.closed.count, 2);
    assert_false(c->calendar.closed.at[1].yearly);
    assert_day(c->calendar.closed.at[1].day, "2021-10-29");
    assert_day(c->calendar.opened.at[0], "2021-10-30"); /* put in order */
    assert_int_equal(c->response.last_day_closed, ROLL_PREVIOUS);
    assert_int_equal(c->sites[0].closed.count, 1);
    assert_int_equal(c->entry_approver, APPROVER_NONE);
    assert_int_equal(c->classes[0].crew, 2); /* crews.default_size */
    assert_int_equal(c->classes[1].crew, 3);
    assert_int_equal(c->classes[1].skills.count, 2);
    assert_text(c->classes[1].skills.at[0], "touch-panel");
    assert_true(c->classes[0].alone); /* by merge.alone */
    assert_true(c->classes[2].alone); /* by itself */
    assert_int_equal(c->merge.alone_count, 2);
    assert_int_equal(c->merge.alone[1], 2);
    assert_int_equal(c->merge.apart[0].first, 0);
    assert_int_equal(c->merge.apart[0].second, 1);
    assert_int_equal(c->merge.after[0].first, 2);
    assert_int_equal(c->merge.after[0].second, 1);
    assert_int_equal(c->documents[0].within_open_days, 1); /* 5(8)ウ, what "promptly" means */
    assert_int_equal(c->documents[1].within_days, 2);      /* 5(10) */
    assert_int_equal(c->documents[2].within_days, 0);      /* as the file says */
    assert_false(c->month_end.except_march_end);
    assert_true(c->month_end.except_period_end);
    assert_text(c->alerts.channels.at[0], "mailto:desk@example.org");
    assert_int_equal(c->depot_count, 2);
    assert_text(c->depots[1].id, "south");
    assert_int_equal(c->travels[0].from, 0);
    assert_int_equal(c->travels[0].to, 1);
    assert_int_equal(c->travels[0].minutes, 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(s1_s2_names_and_period),
        cmocka_unit_test(s19_working_time),
        cmocka_unit_test(s17_response_clock),
        cmocka_unit_test(s18_s23_s24_sites),
        cmocka_unit_test(s21_s35_s36_crews_approvals_leads),
        cmocka_unit_test(s5_to_s13_classes),
        cmocka_unit_test(s14_merging),
        cmocka_unit_test(s37_s46_s51_s53_to_s59_documents),
        cmocka_unit_test(alerts_depots_and_ways),
        cmocka_unit_test(a_file_of_the_required_keys_has_the_shipped_defaults),
        cmocka_unit_test(every_key_of_the_format_is_read),
    };
    return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
