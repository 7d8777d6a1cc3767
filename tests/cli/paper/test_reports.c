/* Do the reports and the papers of a job tell what the contract asks, and a month only its own? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "tests/cli/paper/opened.h"
#include "tests/cli/paper/said.h"

static struct scene scene;
static struct paper_month october;

static void completed(const char *job, const char *finished, const char *step, const char *enquiry)
{
    static struct str steps[4], people[] = {{"t-sato", 6}};
    static uint32_t used;
    struct str *one = &steps[used++ % COUNT(steps)];
    *one = str_of(step);
    scene_put(&scene, (struct event){.kind = EVENT_JOB_COMPLETED,
                                     .by = STR("t-sato"),
                                     .job_completed = {.job = str_of(job),
                                                       .visit = STR("V-7"),
                                                       .result = {true, RESULT_DONE},
                                                       .steps = {one, 1},
                                                       .technicians = {people, 1},
                                                       .finished_at = {true, instant_at(finished)},
                                                       .enquiry = str_of(enquiry)}});
}

/* The shared visit of 2021-10-14 took place; J-5's result was written down in November only. */
static int begin(void **state)
{
    static struct str people[] = {{"t-sato", 6}};
    struct world *world = &scene.world;
    (void)state;
    scene_begin(&scene);
    assert_true(month_read(STR("2021-10"), day_at("2021-10-01"), &october));
    world_at(world, "2021-10-13T16:00");
    scene_put(&scene, (struct event){.kind = EVENT_MEDIA_CHECKED,
                                     .by = STR("t-sato"),
                                     .media_checked = {.job = STR("J-5"),
                                                       .medium = STR("USB-07"),
                                                       .result = {true, MEDIA_CLEAN}}});
    world_at(world, "2021-10-14T08:50");
    scene_put(&scene,
              (struct event){.kind = EVENT_VISIT_STARTED,
                             .by = STR("t-sato"),
                             .visit_started = {.visit = STR("V-7"), .technicians = {people, 1}}});
    completed("J-4", "2021-10-14T10:00", "接続先を改めた", "J-LISへ手順を照会");
    completed("J-6", "2021-10-14T11:00", "パスワードを変更した", NULL);
    world_at(world, "2021-11-02T09:00");
    completed("J-5", "2021-10-14T14:00", "更新プログラムを適用した", NULL);
    scene.source.now = world->clock;
    scene_events_again(&scene);
    return 0;
}

static int end(void **state)
{
    (void)state;
    scene_end(&scene);
    return 0;
}

/* The source as of October's close; the state itself has no way back, and isn't asked here. */
static uint64_t close_october(void)
{
    uint64_t last = 0;
    scene.source.now = month_close(october, 540);
    while (scene.source.event_count > 0) {
        const struct event *event = &scene.source.events[scene.source.event_count - 1];
        last = event->seq;
        if (event->recorded_at.ms <= scene.source.now.ms) break;
        scene.source.event_count--;
    }
    return last;
}

static void each_job_of_a_shared_visit_has_its_own_result(void **state) /* S37 S38 */
{
    (void)state;
    assert_true(paper_work_order(&scene.source, STR("J-4"), &scene.world.arena, &scene.folio));
    assert_says(&scene, "依頼番号=依頼-31");
    assert_says(&scene, "実施日=令和3年10月14日");
    assert_says(&scene, "実施者=佐藤 (t-sato)");
    assert_says(&scene, "実施した手順=1. 接続先を改めた");
    assert_says(&scene, "結果=完了");
    assert_says(&scene, "訪問=V-7");
    assert_silent_on(&scene, "パスワードを変更した");
}

static void an_order_without_a_result_leaves_room_for_it(void **state) /* S34 */
{
    (void)state;
    world_job(&scene.world, opening("J-9", "terminal-failure", "2021-11-01T10:00"));
    assert_true(paper_work_order(&scene.source, STR("J-9"), &scene.world.arena, &scene.folio));
    assert_says(&scene, "依頼番号=未発行");
    assert_says(&scene, "結果=□完了　□失敗　□未着手");
    assert_false(paper_work_order(&scene.source, STR("J-99"), &scene.world.arena, &scene.folio));
}

static void a_procedure_shows_its_hash_and_who_approved_it(void **state) /* S36 */
{
    (void)state;
    assert_true(paper_procedure(&scene.source, STR("J-4"), &scene.world.arena, &scene.folio));
    assert_says(&scene, "ファイル=作業手順書-J-4-第1版.docx");
    assert_says(&scene, "SHA-256=" SCENE_SHA256);
    assert_says(&scene, "決定者: 森 (mori)");
}

static void a_month_tells_of_devices_and_of_all_else(void **state) /* S64 */
{
    (void)state;
    (void)close_october();
    paper_monthly(&scene.source, october, &scene.world.arena, &scene.folio);
    assert_says(&scene, "対象月=令和3年10月分\n");
    assert_says(&scene, "作業結果 2 件、訪問 1 回");
    assert_says(&scene, "令和3年10月14日 | 佐藤 (t-sato) | 1. パスワードを変更した | 完了");
    assert_says(&scene, "問合せ対応 | J-4");
    assert_says(&scene, "J-LISへ手順を照会");
    assert_says(&scene, "OSセキュリティ更新 | 4(1)イ | 1 | 1 | 0");
    assert_silent_on(&scene, "更新プログラムを適用した");
}

static void what_comes_after_the_close_is_in_the_addendum(void **state) /* S64 */
{
    (void)state;
    const uint64_t closed = close_october();
    scene.source.now = scene.world.clock;
    scene_events_again(&scene);
    paper_addendum(&scene.source, october, closed, &scene.world.arena, &scene.folio);
    assert_says(&scene, "更新プログラムを適用した");
    assert_says(&scene, "令和3年11月2日 09:00 | 令和3年10月14日 | J-5");
    assert_silent_on(&scene, "パスワードを変更した");
}

static void a_month_that_still_runs_says_so(void **state) /* S54 */
{
    (void)state;
    scene.source.now = instant_at("2021-10-20T09:00");
    paper_monthly(&scene.source, october, &scene.world.arena, &scene.folio);
    assert_says(&scene, "対象月=令和3年10月分 (月の途中の集計)");
}

static void security_lists_media_visits_and_changes(void **state) /* S29 S54 */
{
    (void)state;
    paper_security(&scene.source, october, &scene.world.arena, &scene.folio);
    assert_says(&scene, "媒体の確認 1 件 (うち感染 0 件)、入庁 1 回");
    assert_says(&scene, "USB-07 | 令和3年10月13日 16:00 | 異常なし | 佐藤 (t-sato)");
    assert_says(&scene, "V-7 | 令和3年10月14日 08:50 | 佐藤 (t-sato) | 許可済");
    assert_silent_on(&scene, "訪問承認書_1001.pdf"); /* that was in September */
    assert_silent_on(&scene, "新たに加える");        /* the roster is older, too */
}

static void words_on_behalf_stand_with_their_paper(void **state) /* S21 S48 */
{
    struct paper_month september;
    (void)state;
    assert_true(month_read(STR("2021-09"), day_at("2021-10-01"), &september));
    paper_security(&scene.source, september, &scene.world.arena, &scene.folio);
    assert_says(&scene,
                "森 (mori)/【代理記録】/記録者 伊藤 (ito) | 訪問承認書_1001.pdf/" SCENE_SHA256);
}

static void progress_says_what_is_still_open(void **state) /* S49 S57 */
{
    (void)state;
    scene.source.now = instant_at("2021-11-02T09:00");
    world_job(&scene.world, opening("J-9", "software-update", "2021-11-01T10:00"));
    paper_progress(&scene.source, &scene.world.arena, &scene.folio);
    assert_says(&scene, "J-9 4(1)ア/ソフトウェア更新 | 準備中 | 未定 | ");
    assert_says(&scene, "作業依頼書/手順書の承認/媒体の確認");
    assert_says(&scene, "Q-2 | 業務全般 | J-LISの手引書の改版は/いつ配付されるか。");
}

static void minutes_are_of_the_meeting_that_owed_them(void **state) /* S45 */
{
    (void)state;
    scene_put(&scene,
              (struct event){.kind = EVENT_MEETING_RECORDED,
                             .by = STR("ito"),
                             .meeting_recorded = {.with = STR("機器賃貸業者"),
                                                  .held_on = {true, day_at("2021-11-01")}}});
    scene_put(&scene, (struct event){.kind = EVENT_DOCUMENT_OWED,
                                     .by = STR("system"),
                                     .document_owed = {.document = STR("D-90"),
                                                       .kind = STR("minutes"),
                                                       .period = STR("2021-11-01"),
                                                       .due = {true, day_at("2021-11-03")}}});
    scene_events_again(&scene);
    assert_true(paper_minutes(&scene.source, STR("D-90"), &scene.world.arena, &scene.folio));
    assert_says(&scene, "開催日=令和3年11月1日");
    assert_says(&scene, "打合せの相手=機器賃貸業者");
    assert_says(&scene, "提出期限=令和3年11月3日");
    assert_false(paper_minutes(&scene.source, STR("D-1"), &scene.world.arena, &scene.folio));
}

static void a_handover_names_every_piece_and_what_is_open(void **state) /* S51 S52 */
{
    static const struct paper_piece pieces[] = {
        {{"log.jsonl", 9}, {"記録", 6}, {SCENE_SHA256, 64}}};
    (void)state;
    paper_handover(&scene.source, pieces, 1, &scene.world.arena, &scene.folio);
    assert_says(&scene, "log.jsonl | 記録 | " SCENE_SHA256);
    assert_says(&scene, "引継ぎ=未実施");
    assert_says(&scene, "Q-2 | 業務全般");
}

static const struct {
    const char *name, *typed, *from; /* from: NULL when it is no month */
} months[] = {{"as files are named", "2021-10", "2021-10-01"},
              {"a leap year's February", "2024-02", "2024-02-01"},
              {"as people say it", "10月", "2021-10-01"},
              {"a day is no month", "2021-10-05", NULL},
              {"neither is half of one", "10月前半", NULL},
              {"there is no thirteenth", "2021-13", NULL},
              {"nor nothing", "", NULL}};

static void months_are_read_as_people_write_them(void **state)
{
    (void)state;
    for (unsigned i = 0; i < COUNT(months); i++) {
        struct paper_month month;
        const bool read = month_read(str_of(months[i].typed), day_at("2021-09-24"), &month);
        if (read != (months[i].from != NULL)) fail_msg("%s", months[i].name);
        if (read) assert_true(day_eq(month.from, day_at(months[i].from)));
        if (read) assert_int_equal(day_ymd(day_plus(month.to, 1)).day, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_job_of_a_shared_visit_has_its_own_result, begin, end),
        cmocka_unit_test_setup_teardown(an_order_without_a_result_leaves_room_for_it, begin, end),
        cmocka_unit_test_setup_teardown(a_procedure_shows_its_hash_and_who_approved_it, begin, end),
        cmocka_unit_test_setup_teardown(a_month_tells_of_devices_and_of_all_else, begin, end),
        cmocka_unit_test_setup_teardown(what_comes_after_the_close_is_in_the_addendum, begin, end),
        cmocka_unit_test_setup_teardown(a_month_that_still_runs_says_so, begin, end),
        cmocka_unit_test_setup_teardown(security_lists_media_visits_and_changes, begin, end),
        cmocka_unit_test_setup_teardown(words_on_behalf_stand_with_their_paper, begin, end),
        cmocka_unit_test_setup_teardown(progress_says_what_is_still_open, begin, end),
        cmocka_unit_test_setup_teardown(minutes_are_of_the_meeting_that_owed_them, begin, end),
        cmocka_unit_test_setup_teardown(a_handover_names_every_piece_and_what_is_open, begin, end),
        cmocka_unit_test(months_are_read_as_people_write_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
