/* Do the first papers say all that the contract asks of them, from the state and its log? */
#include "tests/harness.h"

#include "cli/paper/docx.h"
#include "engine/base/check.h"
#include "tests/cli/paper/opened.h"
#include "tests/cli/paper/said.h"

static struct scene scene;

static int begin(void **state)
{
    (void)state;
    scene_begin(&scene);
    return 0;
}

static int end(void **state)
{
    (void)state;
    scene_end(&scene);
    return 0;
}

static bool pack(const char *visit)
{
    struct plan plan = world_plan_at(&scene.world, scene.source.now);
    return paper_visit_pack(&scene.source, &plan, str_of(visit), &scene.world.arena, &scene.folio);
}

static void the_roster_names_who_answers_and_who_works(void **state) /* S27 S61 */
{
    (void)state;
    paper_roster(&scene.source, &scene.world.arena, &scene.folio);
    assert_string_equal(scene.folio.addressee.ptr, "札幌市長　様");
    assert_says(&scene, "履行期間=令和3年8月1日から令和4年3月31日まで");
    assert_says(&scene, "[本市担当職員: 森 (mori)]");
    assert_says(&scene, "[業務責任者(受託者): 伊藤 (ito)]");
    assert_says(&scene, "1 | 佐藤/(t-sato) | os、panel | 札幌 | 令和3年8月1日 | "
                        "令和3年10月5日/～令和3年10月8日 | \n");
    assert_says(&scene, "2 | 髙橋 𠮷男/(t-takahashi)");
    assert_says(&scene, "以上の 2 名に限る");
}

static void a_change_is_announced_before_it_holds(void **state) /* S28 S62 */
{
    (void)state;
    paper_roster(&scene.source, &scene.world.arena, &scene.folio);
    assert_says(&scene, "予定している変更");
    assert_says(&scene, "令和3年11月1日 | ㈱① 新人/(t-new) | 新たに加える");
    scene.source.now = instant_at("2021-11-01T00:00");
    paper_roster(&scene.source, &scene.world.arena, &scene.folio);
    assert_silent_on(&scene, "予定している変更");
    assert_says(&scene, "以上の 3 名に限る");
}

static void contacts_stand_where_they_are_given(void **state) /* S61 */
{
    static const struct paper_contact contacts[] = {{{"ito", 3}, {"011-000-0000", 12}}};
    (void)state;
    scene.source.contacts = contacts;
    scene.source.contact_count = COUNT(contacts);
    paper_roster(&scene.source, &scene.world.arena, &scene.folio);
    assert_says(&scene, "業務責任者 | 伊藤 (ito) | 011-000-0000\n");
    assert_says(&scene, "本市担当職員 | 森 (mori) | \n");
}

static void every_query_stands_with_its_answer(void **state) /* S47 S48 */
{
    (void)state;
    paper_queries(&scene.source, &scene.world.arena, &scene.folio);
    assert_true(scene.folio.landscape);
    assert_says(&scene, "件数=2 件 (うち未回答 1 件)");
    assert_says(&scene, "Q-1 | J-5/9月分 OS セキュリティ更新プログラムの適用 | "
                        "適用後の再起動は窓口の開いている時間でもよいか。 | 令和3年9月24日 10:00 | "
                        "佐藤 (t-sato) | 昼休みの時間帯に限り可。 | 令和3年9月28日 13:20 | "
                        "森 (mori)/【代理記録】/記録者 伊藤 (ito)\n");
    assert_says(&scene, "Q-2 | 業務全般 | J-LISの手引書の改版は/いつ配付されるか。");
    assert_says(&scene, "| 未回答 |  | \n");
    assert_says(&scene, "J-LIS | 地方公共団体情報システム機構");
}

static void an_answer_on_behalf_shows_its_paper(void **state) /* S48 */
{
    (void)state;
    paper_queries(&scene.source, &scene.world.arena, &scene.folio);
    assert_says(&scene,
                "<代 理 記 録> 疑義 Q-1 への回答\n決定者: 森 (mori)\n記録者(代理): 伊藤 (ito)\n"
                "証拠書類: 回答書_0928.pdf\nSHA-256: " SCENE_SHA256);
}

static void without_the_log_the_register_is_whole_still(void **state)
{
    (void)state;
    scene.source.event_count = 0;
    paper_queries(&scene.source, &scene.world.arena, &scene.folio);
    assert_says(&scene, "| 昼休みの時間帯に限り可。 |  | \n");
    assert_silent_on(&scene, "代理記録】");
}

static void the_visit_pack_has_jobs_papers_and_people(void **state) /* S22 S32 S36 */
{
    (void)state;
    assert_true(pack("V-7"));
    assert_says(&scene, "日時=令和3年10月14日(木) 08:45～15:15　作業時間内\n");
    assert_says(&scene, "場所=マイナンバーカードセンター　札幌市中央区北3条西3丁目1-6");
    assert_says(&scene, "作業従事者=佐藤 (t-sato)");
    assert_says(&scene, "入庁の許可=許可済");
    assert_says(&scene, "J-5 4(1)イ/9月分 OS セキュリティ更新プログラムの適用");
    assert_says(&scene,
                "依頼-31 | 作業手順書-J-4-第1版.docx/SHA-256 8a5edab28263…/承認済 森 (mori)/");
    assert_says(&scene, "身分証明書を上半身の見やすい位置に着用した");
    assert_says(&scene, "□完了 □失敗");
}

static void what_is_missing_stands_with_its_latest_moment(void **state) /* S30 S35 */
{
    (void)state;
    assert_true(pack("V-7"));
    assert_says(&scene, "□ | 作業手順書の提出 | J-5 | 令和3年10月12日 17:15\n");
    assert_says(&scene, "□ | 媒体のウイルスチェック | J-5 | 令和3年10月14日 08:45\n");
    assert_says(&scene, "| 未提出 | 未確認 |");
}

static void the_customers_word_and_one_for_them_differ(void **state) /* S21 S36 */
{
    (void)state;
    assert_true(pack("V-7"));
    assert_says(&scene, "<代 理 記 録> 訪問 V-7 の日時・同時実施\n決定者: 森 (mori)\n");
    assert_says(&scene, "証拠書類: 訪問承認書_1001.pdf\n");
    scene.source.event_count = 0;
    assert_true(pack("V-7"));
    assert_says(&scene, "<代 理 記 録> 訪問 V-7 の日時・同時実施\n決定者: 森 (mori)\n"
                        "記録者(代理): 伊藤 (ito)\n証拠書類: 下記番号の記録を参照\n");
}

/* One box for the visit; a procedure that mori approved themselves is said in its job's row. */
static void only_words_on_behalf_get_boxes_of_their_own(void **state) /* S35 */
{
    (void)state;
    assert_true(pack("V-7"));
    assert_int_equal(scene.folio.approvals.count, 1);
}

/* The visit was approved without it; nothing may look as if that covered it. */
static void a_job_that_would_join_is_not_approved_yet(void **state) /* S14 */
{
    (void)state;
    world_at(&scene.world, "2021-10-01T09:00");
    world_job(&scene.world, opening("J-10", "config-change-city", "2021-10-01T09:00"));
    struct plan plan = world_plan_at(&scene.world, scene.source.now);
    const struct plan_visit *host = plan_visit_of(&plan, world_row(&scene.world, "J-10"));
    assert_non_null(host);
    assert_true(str_eq(host->id, STR("V-7")));
    assert_true(pack("V-7"));
    assert_says(&scene, "J-10 4(2)ア/本市指示による設定変更/【追加・未承認】 |");
    assert_says(&scene, "<未 承 認> J-10 をこの訪問に加えること (4 ※)\n");
    assert_int_equal(times_in(said(&scene), "【追加・未承認】"), 1);
}

static void overtime_shows_who_granted_it(void **state) /* S21 */
{
    (void)state;
    scene_overtime(&scene, true);
    assert_true(pack("V-8"));
    assert_says(&scene, "作業時間外を含む (承認済)");
    assert_says(&scene, "<承　認> 作業時間外の作業 (5(2))\n決定者: 森 (mori)\n");
    assert_says(&scene, "入庁の許可=許可がまだ出ていない");
    assert_says(&scene, "定めてある手順");
}

static void overtime_only_asked_for_is_not_granted(void **state) /* S21 */
{
    (void)state;
    scene_overtime(&scene, false);
    assert_true(pack("V-8"));
    assert_says(&scene, "作業時間外を含む (申出中)");
    assert_says(&scene, "<未 承 認> 作業時間外の作業 (5(2))\n");
}

/* Who decided needn't be known to this store: the log's word is enough to call it on behalf. */
static void a_decider_who_is_not_registered_is_still_named(void **state)
{
    struct event *event = NULL;
    (void)state;
    for (uint32_t i = 0; i < scene.events.count; i++) {
        struct event *row = vec_at(&scene.events, i);
        if (row->kind == EVENT_VISIT_APPROVED) event = row;
    }
    assert_non_null(event);
    event->on_behalf_of = STR("前任者");
    const uint32_t row = state_find(&scene.world.state, NAME_VISIT, STR("V-7"));
    struct decision_row decision = state_visit(&scene.world.state, row)->decision;
    decision.on_behalf = NOBODY;
    const struct folio_approval approval =
        source_approval(&scene.source, STR("訪問"), &decision, &scene.world.arena);
    assert_int_equal(approval.standing, STANDING_ON_BEHALF);
    assert_string_equal(approval.who.ptr, "前任者");
}

static void another_contracts_queries_are_its_own(void **state)
{
    (void)state;
    world_add_contract(&scene.world, "otaru-2021");
    world_put(&scene.world, (struct event){.kind = EVENT_QUERY_RAISED,
                                           .contract = STR("otaru-2021"),
                                           .by = STR("ito"),
                                           .query_raised = {STR("Q-9"), STR("別契約"), STR_NONE}});
    paper_queries(&scene.source, &scene.world.arena, &scene.folio);
    assert_silent_on(&scene, "別契約");
    assert_says(&scene, "件数=2 件");
}

static void an_unknown_visit_has_no_pack(void **state)
{
    (void)state;
    assert_false(pack("V-99"));
}

static void the_same_source_gives_the_same_file(void **state)
{
    struct arena *arena = &scene.world.arena;
    char dir[32];
    (void)state;
    place_make(dir);
    const char *paths[] = {text_format(arena, "%s/a.docx", dir).ptr,
                           text_format(arena, "%s/b.docx", dir).ptr};
    for (unsigned i = 0; i < COUNT(paths); i++) {
        assert_true(pack("V-7"));
        assert_false(is_err(docx_write(&scene.folio, &scene.world.turn, paths[i])));
    }
    assert_true(str_eq(opened_file(arena, paths[0]), opened_file(arena, paths[1])));
    place_remove(dir);
}

static void addressees_are_those_of_public_letters(void **state)
{
    static const struct {
        const char *customer, *said;
    } rows[] = {{"札幌市", "札幌市長　様"},
                {"北海道", "北海道知事　様"},
                {"東京都", "東京都知事　様"},
                {"㈱例", "㈱例　御中"},
                {"市", "市　御中"}};
    (void)state;
    for (unsigned i = 0; i < COUNT(rows); i++)
        assert_string_equal(source_addressee(str_of(rows[i].customer), &scene.world.arena).ptr,
                            rows[i].said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_roster_names_who_answers_and_who_works, begin, end),
        cmocka_unit_test_setup_teardown(a_change_is_announced_before_it_holds, begin, end),
        cmocka_unit_test_setup_teardown(contacts_stand_where_they_are_given, begin, end),
        cmocka_unit_test_setup_teardown(every_query_stands_with_its_answer, begin, end),
        cmocka_unit_test_setup_teardown(an_answer_on_behalf_shows_its_paper, begin, end),
        cmocka_unit_test_setup_teardown(without_the_log_the_register_is_whole_still, begin, end),
        cmocka_unit_test_setup_teardown(the_visit_pack_has_jobs_papers_and_people, begin, end),
        cmocka_unit_test_setup_teardown(what_is_missing_stands_with_its_latest_moment, begin, end),
        cmocka_unit_test_setup_teardown(the_customers_word_and_one_for_them_differ, begin, end),
        cmocka_unit_test_setup_teardown(only_words_on_behalf_get_boxes_of_their_own, begin, end),
        cmocka_unit_test_setup_teardown(a_job_that_would_join_is_not_approved_yet, begin, end),
        cmocka_unit_test_setup_teardown(overtime_shows_who_granted_it, begin, end),
        cmocka_unit_test_setup_teardown(overtime_only_asked_for_is_not_granted, begin, end),
        cmocka_unit_test_setup_teardown(a_decider_who_is_not_registered_is_still_named, begin, end),
        cmocka_unit_test_setup_teardown(another_contracts_queries_are_its_own, begin, end),
        cmocka_unit_test_setup_teardown(an_unknown_visit_has_no_pack, begin, end),
        cmocka_unit_test_setup_teardown(the_same_source_gives_the_same_file, begin, end),
        cmocka_unit_test_setup_teardown(addressees_are_those_of_public_letters, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
