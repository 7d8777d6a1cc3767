#include "cli/paper/papers.h"

#include "cli/era.h"
#include "cli/paper/glossary.h"

/* The paper as it is being put. */
struct pack {
    const struct paper_source *source;
    const struct state *state;
    struct arena *arena;
    struct folio *folio;
    const struct plan *plan;
    const struct plan_visit *visit;
    const struct visit_row *row; /* as recorded, or NULL: only planned */
};

static struct str hours_said(const struct pack *p, instant_t start, instant_t end)
{
    const int32_t offset = p->folio->offset;
    struct text said;
    text_init(&said, p->arena);
    era_put_clock(&said, start, offset);
    text_put(&said, STR("～"));
    era_put_clock(&said, end, offset);
    return text_str(&said);
}

static struct str overtime_said(const struct pack *p)
{
    if (!p->visit->out_of_hours) return STR("　作業時間内");
    enum overtime_state overtime = p->row != NULL ? p->row->overtime : OVERTIME_NONE;
    return text_format(p->arena, "　作業時間外を含む (%s)", overtime_state_word(overtime, LANG_JA));
}

static struct str when_said(const struct pack *p)
{
    struct text said;
    text_init(&said, p->arena);
    era_put_day(&said, p->visit->day);
    era_put_weekday(&said, p->visit->day);
    text_putc(&said, ' ');
    text_put(&said, hours_said(p, p->visit->start, p->visit->end));
    text_put(&said, overtime_said(p));
    return text_str(&said);
}

static struct str crew_said(const struct pack *p)
{
    struct text said;
    text_init(&said, p->arena);
    for (uint32_t i = 0; i < p->visit->crew_count; i++) {
        if (i > 0) text_put(&said, STR("、"));
        text_put(&said, source_person(p->source, p->visit->crew[i], p->visit->day, p->arena));
    }
    return said.len > 0 ? text_str(&said) : STR("未定");
}

/* 5(4): asked for where the contract has it; rooms by name once they are permitted. */
static struct str entry_said(const struct pack *p)
{
    const struct site *site = &p->plan->wording->sites[p->visit->site];
    struct text said;
    if (!site->permission) return STR("許可を要しない");
    if (p->row == NULL || !p->row->permitted) return STR("許可がまだ出ていない");
    text_init(&said, p->arena);
    text_put(&said, STR("許可済"));
    const uint32_t *rooms = state_list(p->state, p->row->rooms);
    for (uint32_t i = 0; i + 1 < p->row->rooms.count; i += 2) {
        struct str room = state_text(p->state, (struct ref){rooms[i], rooms[i + 1]});
        text_put(&said, i == 0 ? STR(" (入室: ") : STR("、"));
        text_put(&said, room);
    }
    if (p->row->rooms.count > 0) text_putc(&said, ')');
    return text_str(&said);
}

static struct str contacts_said(const struct pack *p)
{
    struct text said;
    text_init(&said, p->arena);
    for (uint32_t i = 0; i < p->source->contact_count; i++) {
        const struct paper_contact *contact = &p->source->contacts[i];
        uint32_t actor = state_find(p->state, NAME_ACTOR, contact->actor);
        if (actor == NO_ROW) continue;
        if (said.len > 0) text_putc(&said, '\n');
        text_put(&said, source_person(p->source, actor, p->visit->day, p->arena));
        text_put(&said, STR(": "));
        text_put(&said, contact->contact);
    }
    return said.len > 0 ? text_str(&said) : STR("本市担当　　　　　　　　　　　業務責任者");
}

static void summary_put(const struct pack *p)
{
    const struct site *site = &p->plan->wording->sites[p->visit->site];
    folio_pair_text(p->folio, STR("業務名"), p->plan->wording->title);
    folio_pair_text(p->folio, STR("訪問番号"),
                    text_format(p->arena, "%.*s (%s)", STR_ARGS(p->visit->id),
                                visit_state_word(p->visit->state, LANG_JA)));
    folio_pair_text(p->folio, STR("日時"), when_said(p));
    folio_pair_text(
        p->folio, STR("場所"),
        text_format(p->arena, "%.*s　%.*s", STR_ARGS(site->name), STR_ARGS(site->address)));
    folio_pair_text(p->folio, STR("作業従事者"), crew_said(p));
    folio_pair_text(p->folio, STR("入庁の許可"), entry_said(p));
    folio_pair_text(p->folio, STR("連絡先"), contacts_said(p));
}

static struct str order_said(const struct pack *p, const struct job_row *job)
{
    struct str ref = state_text(p->state, job->work_order_ref);
    if (!job->work_order) return STR("未発行");
    return ref.len > 0 ? ref : STR("発行済");
}

/* The file's name and the beginning of its SHA-256: enough to see that it is the one approved.
 * By whom is said here when they approved it themselves; else there is a box for it. */
static struct str procedure_said(const struct pack *p, const struct job_row *job,
                                 const struct job_class *class)
{
    enum { SHOWN = 12 };
    const struct folio_approval approval =
        source_approval(p->source, STR_NONE, &job->procedure_decision, p->arena);
    struct str sha256 = state_text(p->state, job->procedure_sha256);
    struct text said;
    text_init(&said, p->arena);
    if (job->procedure == PROCEDURE_NONE)
        return class != NULL && class->standing_procedure ? STR("定めてある手順") : STR("未提出");
    text_put(&said, state_text(p->state, job->procedure_name));
    text_add(&said, "\nSHA-256 %.*s…\n%s", STR_ARGS(str_slice(sha256, 0, SHOWN)),
             procedure_state_word(job->procedure, LANG_JA));
    if (job->procedure != PROCEDURE_APPROVED) return text_str(&said);
    if (approval.standing == STANDING_DECIDED)
        text_add(&said, " %.*s\n記録番号 %llu", STR_ARGS(approval.who),
                 (unsigned long long)approval.seq);
    if (approval.standing == STANDING_ON_BEHALF) text_put(&said, STR("【代理記録】"));
    return text_str(&said);
}

static struct str media_said(const struct job_row *job, const struct job_class *class)
{
    if (job->media_checked) return str_of(media_result_word(job->media_result, LANG_JA));
    bool is_needed = class != NULL && (class->needs & NEED_MEDIA_CHECK) != 0;
    return is_needed ? STR("未確認") : STR("―");
}

/* Planned into a visit that was approved without it: its own approval is still to come (4 ※),
 * and the visit's must not look as if it covered it. */
static bool is_addition(const struct pack *p, uint32_t job)
{
    const struct job_row *row = state_job(p->state, job);
    if (p->row == NULL || p->row->state == VISIT_PROPOSED) return false;
    return row->visit != p->visit->visit || row->joining;
}

static void job_put(const struct pack *p, const struct plan_job *planned, uint32_t number)
{
    const struct job_row *job = state_job(p->state, planned->job);
    const struct job_class *class = job_class_of(p->state, p->plan->wording, job);
    struct str id = state_text(p->state, job->id);
    struct str clause = class != NULL ? class->clause : STR_NONE;
    struct text deadline;
    text_init(&deadline, p->arena);
    era_put_instant(&deadline, planned->deadline, p->folio->offset);
    folio_cell(p->folio, cell_number(number));
    folio_cell_text(p->folio,
                    text_format(p->arena, "%.*s %.*s\n%.*s%s", STR_ARGS(id), STR_ARGS(clause),
                                STR_ARGS(source_job_title(p->source, planned->job)),
                                is_addition(p, planned->job) ? "\n【追加・未承認】" : ""));
    folio_cell_text(p->folio, hours_said(p, planned->start, planned->end));
    folio_cell_text(p->folio, order_said(p, job));
    folio_cell_text(p->folio, procedure_said(p, job, class));
    folio_cell_text(p->folio, media_said(job, class));
    folio_cell_text(p->folio, text_str(&deadline));
}

static void jobs_put(const struct pack *p)
{
    folio_heading(p->folio, 1, STR("作業 (行う順)"));
    folio_table(p->folio, STR("作業"));
    folio_column(p->folio, STR("順"), 2, ALIGN_RIGHT);
    folio_column(p->folio, STR("作業・仕様書の条項"), 9, ALIGN_LEFT);
    folio_column(p->folio, STR("時刻"), 4, ALIGN_LEFT);
    folio_column(p->folio, STR("作業依頼書"), 5, ALIGN_LEFT);
    folio_column(p->folio, STR("作業手順書"), 12, ALIGN_LEFT);
    folio_column(p->folio, STR("媒体"), 4, ALIGN_LEFT);
    folio_column(p->folio, STR("期限"), 6, ALIGN_LEFT);
    for (uint32_t i = 0; i < p->visit->job_count; i++) job_put(p, &p->visit->jobs[i], i + 1);
}

/* What still stands between this sheet and the door: an empty table is good news. */
static void needs_put(const struct pack *p)
{
    folio_heading(p->folio, 1, STR("開始までに必要なもの"));
    if (p->visit->need_count == 0) {
        folio_text(p->folio, LOOK_BODY, STR("すべて揃っている。"));
        return;
    }
    folio_table(p->folio, STR("開始までに必要なもの"));
    folio_column(p->folio, STR("確認"), 2, ALIGN_CENTRE);
    folio_column(p->folio, STR("必要なもの"), 8, ALIGN_LEFT);
    folio_column(p->folio, STR("対象"), 5, ALIGN_LEFT);
    folio_column(p->folio, STR("いつまでに"), 7, ALIGN_LEFT);
    for (uint32_t i = 0; i < p->visit->need_count; i++) {
        const struct plan_need *need = &p->visit->needs[i];
        struct str subject = STR("訪問全体");
        if (need->job != NO_ROW) subject = state_text(p->state, state_job(p->state, need->job)->id);
        folio_cell_text(p->folio, STR("□"));
        folio_cell_text(p->folio, str_of(need_kind_word(need->what, LANG_JA)));
        folio_cell_text(p->folio, subject);
        folio_cell(p->folio, cell_instant(need->by));
    }
}

static void check_put(const struct pack *p, const char *clause, const char *what)
{
    folio_cell_text(p->folio, STR("□"));
    folio_cell_text(p->folio, str_of(clause));
    folio_cell_text(p->folio, str_of(what));
}

/* Duties of conduct (5(3) to 5(7)): asked for on every visit, so that none is forgotten. */
static void checks_put(const struct pack *p)
{
    const struct site *site = &p->plan->wording->sites[p->visit->site];
    folio_heading(p->folio, 1, STR("当日の確認"));
    folio_table(p->folio, STR("当日の確認"));
    folio_column(p->folio, STR("確認"), 2, ALIGN_CENTRE);
    folio_column(p->folio, STR("条項"), 3, ALIGN_LEFT);
    folio_column(p->folio, STR("内容"), 20, ALIGN_LEFT);
    check_put(p, "5(3)", "身分証明書を上半身の見やすい位置に着用した");
    if (site->permission) check_put(p, "5(4)", "本市の手順に従い、許可を得て入庁した");
    if (site->rooms_need_permission)
        check_put(p, "5(4)", "指定された室の入退室は、許可を得て行い、時刻を控えた");
    check_put(p, "5(5)", "防災・保安に関する施設の指示を確認した");
    check_put(p, "5(6)イ", "作業したのは名簿に記載された従事者に限る");
    check_put(p, "5(6)ウ", "記録媒体は持込み・持帰りの数が合い、使用前にウイルスチェックを行った");
    check_put(p, "5(7)", "節電、ごみの減量、用紙の節約、車両のアイドリングストップに努めた");
}

static void addition_put(const struct pack *p, struct str job)
{
    const struct folio_approval approval = {
        .standing = STANDING_PENDING,
        .what = text_format(p->arena, "%.*s をこの訪問に加えること (4 ※)", STR_ARGS(job))};
    folio_approval(p->folio, &approval);
}

static void decisions_put(const struct pack *p)
{
    struct decision_row none = {.by = NOBODY, .on_behalf = NOBODY};
    const struct decision_row *visit = p->row != NULL ? &p->row->decision : &none;
    struct folio_approval approval = source_approval(
        p->source, text_format(p->arena, "訪問 %.*s の日時・同時実施", STR_ARGS(p->visit->id)),
        visit, p->arena);
    folio_heading(p->folio, 1, STR("本市の承認"));
    folio_approval(p->folio, &approval);
    for (uint32_t i = 0; i < p->visit->job_count; i++) {
        const uint32_t row = p->visit->jobs[i].job;
        const struct job_row *job = state_job(p->state, row);
        struct str id = state_text(p->state, job->id);
        if (is_addition(p, row)) addition_put(p, id);
        if (job->procedure != PROCEDURE_APPROVED) continue;
        approval =
            source_approval(p->source, text_format(p->arena, "%.*s の作業手順書", STR_ARGS(id)),
                            &job->procedure_decision, p->arena);
        if (approval.standing == STANDING_ON_BEHALF) folio_approval(p->folio, &approval);
    }
    if (!p->visit->out_of_hours || p->row == NULL) return;
    bool is_granted =
        p->row->overtime == OVERTIME_APPROVED || p->row->overtime == OVERTIME_DIRECTED;
    approval = source_approval(p->source, STR("作業時間外の作業 (5(2))"),
                               is_granted ? &p->row->overtime_decision : &none, p->arena);
    folio_approval(p->folio, &approval);
}

/* 5(8)ウ: procedure carried out, day and person, for each job and not for the visit. */
static void results_put(const struct pack *p)
{
    folio_heading(p->folio, 1, STR("結果の控え (作業依頼書へ転記する)"));
    folio_table(p->folio, STR("結果の控え"));
    folio_column(p->folio, STR("作業"), 4, ALIGN_LEFT);
    folio_column(p->folio, STR("開始・終了"), 5, ALIGN_CENTRE);
    folio_column(p->folio, STR("実施者"), 5, ALIGN_LEFT);
    folio_column(p->folio, STR("結果"), 7, ALIGN_CENTRE);
    folio_column(p->folio, STR("実施した手順・特記事項"), 12, ALIGN_LEFT);
    for (uint32_t i = 0; i < p->visit->job_count; i++) {
        const struct job_row *job = state_job(p->state, p->visit->jobs[i].job);
        folio_cell_text(p->folio, state_text(p->state, job->id));
        folio_cell_text(p->folio, STR("　:　～　:　"));
        folio_cell_text(p->folio, STR_NONE);
        folio_cell_text(p->folio, STR("□完了 □失敗\n□未着手"));
        folio_cell_text(p->folio, STR_NONE);
    }
}

bool paper_visit_pack(const struct paper_source *source, const struct plan *plan, struct str id,
                      struct arena *arena, struct folio *ret)
{
    const struct plan_visit *visit = plan_find(plan, id);
    if (visit == NULL) return false;
    CHECK(plan->contract == source->contract);
    const struct pack p = {source,
                           source->state,
                           arena,
                           ret,
                           plan,
                           visit,
                           visit->visit != NO_ROW ? state_visit(source->state, visit->visit)
                                                  : NULL};
    source_begin(source, arena, "訪問作業票", ret);
    summary_put(&p);
    jobs_put(&p);
    needs_put(&p);
    decisions_put(&p);
    checks_put(&p);
    results_put(&p);
    folio_boxes(ret, true, false);
    folio_box(ret, STR("本市確認"), STR_NONE);
    folio_box(ret, STR("作業従事者"), STR_NONE);
    return true;
}
