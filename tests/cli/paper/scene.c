#include "tests/cli/paper/scene.h"

void scene_put(struct scene *scene, struct event event)
{
    struct world *world = &scene->world;
    event.contract = STR("sapporo-2021");
    world_put(world, event);
    event.seq = world->state.head;
    event.recorded_at = world->clock;
    *(struct event *)vec_push(&scene->events, &world->arena) = event;
}

static void person(struct scene *scene, const char *id, enum role role, const char *name)
{
    scene_put(scene, (struct event){.kind = EVENT_ACTOR_REGISTERED,
                                    .by = STR("admin"),
                                    .actor_registered = {.actor = str_of(id),
                                                         .role = {true, (uint32_t)role},
                                                         .name = str_of(name)}});
}

static void member(struct scene *scene, const char *id, const char *name, const char *from)
{
    static struct str skills[] = {{"os", 2}, {"panel", 5}};
    static struct day_span off;
    off = (struct day_span){day_at("2021-10-05"), day_at("2021-10-08")};
    person(scene, id, ROLE_TECHNICIAN, NULL);
    scene_put(scene, (struct event){.kind = EVENT_ROSTER_REGISTERED,
                                    .by = STR("ito"),
                                    .roster_registered = {.technician = str_of(id),
                                                          .from = {true, day_at(from)},
                                                          .name = str_of(name),
                                                          .skills = {skills, 2},
                                                          .depot = STR("札幌"),
                                                          .off = {&off, 1}}});
}

static void people_arrive(struct scene *scene)
{
    person(scene, "mori", ROLE_CUSTOMER, "森");
    person(scene, "ito", ROLE_COORDINATOR, "伊藤");
    member(scene, "t-sato", "佐藤", "2021-08-01");
    member(scene, "t-takahashi", "髙橋 𠮷男", "2021-08-01");
    member(scene, "t-new", "㈱① 新人", "2021-11-01");
}

static void job(struct scene *scene, const char *id, const char *class, const char *title)
{
    struct opening opened = opening(id, class, "2021-09-24T09:30");
    world_job(&scene->world, opened);
    scene_put(scene, (struct event){.kind = EVENT_JOB_AMENDED,
                                    .by = STR("ito"),
                                    .job_amended = {.job = str_of(id), .title = str_of(title)}});
    scene_put(scene,
              (struct event){.kind = EVENT_WORK_ORDER_ISSUED,
                             .by = STR("mori"),
                             .work_order_issued = {.job = str_of(id), .ref = STR("依頼-31")}});
}

static struct file paper(const char *name)
{
    return (struct file){str_of(name), STR(SCENE_SHA256)};
}

static void procedure(struct scene *scene, const char *id, const char *name)
{
    scene_put(scene,
              (struct event){.kind = EVENT_PROCEDURE_SUBMITTED,
                             .by = STR("ito"),
                             .procedure_submitted = {.job = str_of(id), .document = paper(name)}});
    scene_put(scene,
              (struct event){.kind = EVENT_PROCEDURE_APPROVED,
                             .by = STR("mori"),
                             .procedure_approved = {.job = str_of(id), .document = paper(name)}});
}

static void query(struct scene *scene, const char *id, const char *about, const char *text)
{
    scene_put(scene,
              (struct event){.kind = EVENT_QUERY_RAISED,
                             .by = STR("t-sato"),
                             .query_raised = {
                                 .query = str_of(id), .text = str_of(text), .job = str_of(about)}});
}

static void visit_agreed(struct scene *scene)
{
    static struct str jobs[] = {{"J-4", 3}, {"J-5", 3}, {"J-6", 3}}, crew[] = {{"t-sato", 6}};
    scene_put(scene,
              (struct event){.kind = EVENT_VISIT_PROPOSED,
                             .by = STR("ito"),
                             .visit_proposed = {.visit = STR("V-7"),
                                                .site = STR("card-centre"),
                                                .start = {true, instant_at("2021-10-14T08:45")},
                                                .end = {true, instant_at("2021-10-14T15:15")},
                                                .jobs = {jobs, 3},
                                                .crew = {crew, 1}}});
    scene_put(scene, (struct event){.kind = EVENT_VISIT_APPROVED,
                                    .by = STR("ito"),
                                    .on_behalf_of = STR("mori"),
                                    .evidence = paper("訪問承認書_1001.pdf"),
                                    .visit_approved = {.visit = STR("V-7")}});
    scene_put(scene, (struct event){.kind = EVENT_VISIT_PERMITTED,
                                    .by = STR("mori"),
                                    .visit_permitted = {.visit = STR("V-7")}});
}

void scene_begin(struct scene *scene)
{
    struct world *world = &scene->world;
    *scene = (struct scene){.events = vec_of(sizeof(struct event))};
    world_init(world, NULL);
    people_arrive(scene);
    world_at(world, "2021-09-24T10:00");
    job(scene, "J-4", "config-change-jlis", "接続先設定の変更 <緊急を要さないもの> & 動作確認");
    job(scene, "J-5", "os-security-update", "9月分 OS セキュリティ更新プログラムの適用");
    job(scene, "J-6", "admin-password-change", "管理者権限パスワードの変更");
    procedure(scene, "J-4", "作業手順書-J-4-第1版.docx");
    procedure(scene, "J-6", "作業手順書-J-6-第1版.docx");
    query(scene, "Q-1", "J-5", "適用後の再起動は窓口の開いている時間でもよいか。");
    query(scene, "Q-2", NULL, "J-LISの手引書の改版は\nいつ配付されるか。");
    world_at(world, "2021-09-28T13:20");
    scene_put(scene, (struct event){.kind = EVENT_QUERY_ANSWERED,
                                    .by = STR("ito"),
                                    .on_behalf_of = STR("mori"),
                                    .evidence = paper("回答書_0928.pdf"),
                                    .query_answered = {.query = STR("Q-1"),
                                                       .text = STR("昼休みの時間帯に限り可。")}});
    visit_agreed(scene);
    scene->source = (struct paper_source){.state = &world->state,
                                          .contract = 0,
                                          .now = instant_at("2021-10-01T09:00"),
                                          .events = scene->events.rows,
                                          .event_count = scene->events.count,
                                          .contractor = STR("株式会社 手配サービス")};
}

void scene_events_again(struct scene *scene)
{
    scene->source.events = scene->events.rows;
    scene->source.event_count = scene->events.count;
}

void scene_overtime(struct scene *scene, bool granted)
{
    struct world *world = &scene->world;
    world_at(world, "2021-10-01T08:00");
    job(scene, "J-9", "touch-panel-failure", "3番窓口");
    world_propose_at(world, "V-8", "2021-10-13T17:30", "2021-10-13T19:00", "J-9", "t-takahashi",
                     true);
    scene_put(scene, (struct event){.kind = EVENT_VISIT_APPROVED,
                                    .by = STR("mori"),
                                    .visit_approved = {.visit = STR("V-8")}});
    scene_put(scene, (struct event){.kind = EVENT_OVERTIME_REQUESTED,
                                    .by = STR("ito"),
                                    .overtime_requested = {.visit = STR("V-8"),
                                                           .reason = STR("窓口終了後に限る")}});
    if (granted)
        scene_put(scene, (struct event){.kind = EVENT_OVERTIME_APPROVED,
                                        .by = STR("mori"),
                                        .overtime_approved = {.visit = STR("V-8")}});
    scene_events_again(scene);
}

void scene_end(struct scene *scene)
{
    world_deinit(&scene->world);
}

static void sampler_table(struct folio *folio, uint32_t rows, const char *name)
{
    folio_table(folio, str_of(name));
    folio_column(folio, STR("番号"), 2, ALIGN_RIGHT);
    folio_column(folio, STR("日"), 4, ALIGN_LEFT);
    folio_column(folio, STR("日時"), 5, ALIGN_LEFT);
    folio_column(folio, STR("内容"), 10, ALIGN_LEFT);
    for (uint32_t i = 0; i < rows; i++) {
        folio_cell(folio, cell_number(i + 1));
        folio_cell(folio, cell_day(day_plus(day_at("2021-09-24"), (int32_t)i)));
        folio_cell(folio, cell_instant(instant_at("2021-09-24T10:05")));
        folio_cell_text(folio, STR("=1+1 <①㈱髙𠮷😀> & \"q\"\x01\n二行目"));
    }
}

void scene_sampler(struct scene *scene)
{
    struct folio *folio = &scene->folio;
    const struct str sender[] = {STR("受託者 株式会社 手配サービス"), STR("業務責任者 伊藤")};
    folio_init(folio, &scene->world.arena, STR("様式 <見本>"), instant_at("2021-10-01T09:00"), 540);
    folio->date = (struct maybe_day){true, day_at("2021-10-01")};
    folio_address(folio, STR("札幌市長　様"));
    folio_send(folio, sender, COUNT(sender));
    folio_run(folio, STR("様式 & 見本"));
    folio_heading(folio, 1, STR("総則"));
    folio_text(folio, LOOK_BODY, STR("下記のとおり報告します。\n二行目\tタブ"));
    folio_heading(folio, 2, STR("細目"));
    folio_heading(folio, 3, STR("目"));
    folio_pair_text(folio, STR("業務名"), STR("統合端末等運用サポート業務"));
    folio_pair(folio, STR("実施日"), cell_day(day_at("2021-10-14")));
    folio_heading(folio, 1, STR("一覧"));
    sampler_table(folio, 60, "一覧");
    sampler_table(folio, 0, "一覧");
    folio_break(folio);
    folio_boxes(folio, false, false);
    folio_box(folio, STR("本市"), STR("森"));
    folio_boxes(folio, false, true);
    for (int i = 0; i < 8; i++) folio_box(folio, STR("作業従事者"), STR("佐藤"));
    for (int i = 0; i < 3; i++) {
        const struct folio_approval approval = {.standing = (enum folio_standing)i,
                                                .what = STR("訪問 V-1"),
                                                .who = STR("森 (mori)"),
                                                .recorded_by = STR("伊藤 (ito)"),
                                                .at = {true, instant_at("2021-10-01T09:00")},
                                                .seq = 12,
                                                .evidence_name = STR("承認書.pdf"),
                                                .evidence_sha256 = STR(SCENE_SHA256)};
        folio_approval(folio, &approval);
    }
    folio_boxes(folio, true, false);
    folio_box(folio, STR("本市確認"), STR_NONE);
    folio_box(folio, STR("業務責任者"), STR_NONE);
}
