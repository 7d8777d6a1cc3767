#include "cli/paper/papers.h"

#include "cli/era.h"
#include "cli/paper/glossary.h"
#include "cli/paper/past.h"
#include "cli/paper/sheet.h"
#include "engine/core/job.h"

/* The paper as it is being put. */
struct job_paper {
    const struct paper_source *source;
    const struct state *state;
    struct arena *arena;
    struct folio *folio;
    const struct contract *wording;
    uint32_t row;
    const struct job_row *job;
    struct str id;
};

static bool is_of(const struct job_paper *p, const struct event *event, enum event_kind kind)
{
    return event->kind == kind && str_eq(past_job_id(event), p->id);
}

/* The last event of that kind about the job, or NULL. */
static const struct event *last_of(const struct job_paper *p, enum event_kind kind)
{
    for (uint32_t i = p->source->event_count; i > 0; i--)
        if (is_of(p, &p->source->events[i - 1], kind)) return &p->source->events[i - 1];
    return NULL;
}

static struct str instant_said(const struct job_paper *p, instant_t at)
{
    struct text said;
    text_init(&said, p->arena);
    era_put_instant(&said, at, p->folio->offset);
    return text_str(&said);
}

static struct str site_said(const struct job_paper *p)
{
    uint32_t site = job_site_of(p->state, p->wording, p->job);
    if (site == CONTRACT_NONE) return state_text(p->state, p->job->site);
    return text_format(p->arena, "%.*s　%.*s", STR_ARGS(p->wording->sites[site].name),
                       STR_ARGS(p->wording->sites[site].address));
}

static void what_put(const struct job_paper *p)
{
    const struct job_class *class = job_class_of(p->state, p->wording, p->job);
    const struct job_deadline deadline =
        job_deadline_of(p->state, p->wording, p->row, p->source->now, p->arena);
    struct str reference = state_text(p->state, p->job->reference);
    folio_pair_text(p->folio, STR("作業番号"), p->id);
    folio_pair_text(p->folio, STR("件名"), source_job_title(p->source, p->row));
    if (class != NULL)
        folio_pair_text(p->folio, STR("作業区分"),
                        text_format(p->arena, "%.*s (仕様書%.*s)", STR_ARGS(class->title),
                                    STR_ARGS(class->clause)));
    folio_pair_text(p->folio, STR("作業場所"), site_said(p));
    folio_pair_text(p->folio, STR("通知・指示"), reference.len > 0 ? reference : STR("―"));
    folio_pair_text(p->folio, STR("受付日時"), instant_said(p, p->job->received_at));
    folio_pair_text(p->folio, STR("期限"), instant_said(p, deadline.at));
    folio_pair_text(p->folio, STR("現況"),
                    str_of(job_state_word(job_state_of(p->state, p->wording, p->row), LANG_JA)));
}

static void decided_put(const struct job_paper *p, const char *what, enum event_kind kind)
{
    const struct event *event = last_of(p, kind);
    folio_cell_text(p->folio, str_of(what));
    if (event == NULL) {
        folio_cell_text(p->folio, STR("未了"));
        folio_cell_text(p->folio, STR_NONE);
        folio_cell_text(p->folio, STR_NONE);
        return;
    }
    folio_cell(p->folio, cell_instant(event->recorded_at));
    folio_cell_text(p->folio, past_speaker(p->source, event, p->arena));
    folio_cell(p->folio, cell_number((int64_t)event->seq));
}

static const struct sheet_column deciding[] = {{"事項", 6, ALIGN_LEFT},
                                               {"日時", 6, ALIGN_LEFT},
                                               {"本人・記録者", 8, ALIGN_LEFT},
                                               {"記録番号", 4, ALIGN_RIGHT}};

static void order_decisions_put(const struct job_paper *p)
{
    sheet_begin(p->folio, "依頼・報告・検収", "仕様書5(8)ア、ウ", deciding, COUNT(deciding));
    decided_put(p, "作業依頼書の発行", EVENT_WORK_ORDER_ISSUED);
    decided_put(p, "結果の報告", EVENT_JOB_REPORTED);
    decided_put(p, "本市の検収", EVENT_JOB_ACCEPTED);
}

/* A job that failed or was sent back may have several results; a shared visit one for each. */
static void result_put(const struct job_paper *p, const struct event *event)
{
    const struct event_job_completed *done = &event->job_completed;
    const day_t day = past_day(p->source, event);
    folio_pair(p->folio, STR("実施日"), cell_day(day));
    folio_pair_text(p->folio, STR("実施者"),
                    past_people(p->source, done->technicians, day, p->arena));
    folio_pair_text(p->folio, STR("実施した手順"), past_steps(done->steps, p->arena));
    folio_pair_text(p->folio, STR("結果"),
                    str_of(result_word((enum result)done->result.n, LANG_JA)));
    folio_pair_text(p->folio, STR("終了日時"), instant_said(p, past_instant(event).at));
    folio_pair_text(p->folio, STR("訪問"), str_is(done->visit) ? done->visit : STR("―"));
    folio_pair_text(p->folio, STR("取得したログ"), past_list(done->logs, p->arena));
    folio_pair_text(p->folio, STR("問い合わせ"), str_is(done->enquiry) ? done->enquiry : STR("―"));
    if (str_is(event->note)) folio_pair_text(p->folio, STR("特記事項"), event->note);
    folio_pair(p->folio, STR("記録番号"), cell_number((int64_t)event->seq));
}

static void results_put(const struct job_paper *p)
{
    bool any = false;
    folio_heading(p->folio, 1, STR("作業の結果"));
    folio_text(p->folio, LOOK_NOTE,
               STR("仕様書5(8)ウ: 実施した手順、実施日、実施者を作業ごとに記す。"));
    for (uint32_t i = 0; i < p->source->event_count; i++) {
        if (!is_of(p, &p->source->events[i], EVENT_JOB_COMPLETED)) continue;
        if (any) folio_text(p->folio, LOOK_GAP, STR_NONE);
        result_put(p, &p->source->events[i]);
        any = true;
    }
    if (any) return;
    folio_pair_text(p->folio, STR("実施日"), STR("　　　　年　　月　　日"));
    folio_pair_text(p->folio, STR("実施者"), STR("　"));
    folio_pair_text(p->folio, STR("実施した手順"), STR("　\n　\n　"));
    folio_pair_text(p->folio, STR("結果"), STR("□完了　□失敗　□未着手"));
}

static const struct sheet_column checked[] = {{"記録媒体", 8, ALIGN_LEFT},
                                              {"確認日時", 6, ALIGN_LEFT},
                                              {"結果", 3, ALIGN_LEFT},
                                              {"確認者", 6, ALIGN_LEFT}};

static void media_put(const struct job_paper *p)
{
    if (last_of(p, EVENT_MEDIA_CHECKED) == NULL) return;
    sheet_begin(p->folio, "記録媒体の確認", "仕様書5(6)ウ", checked, COUNT(checked));
    for (uint32_t i = 0; i < p->source->event_count; i++) {
        const struct event *event = &p->source->events[i];
        if (!is_of(p, event, EVENT_MEDIA_CHECKED)) continue;
        folio_cell_text(p->folio, event->media_checked.medium);
        folio_cell(p->folio, cell_instant(past_instant(event).at));
        folio_cell_text(p->folio, str_of(media_result_word(
                                      (enum media_result)event->media_checked.result.n, LANG_JA)));
        folio_cell_text(p->folio, past_speaker(p->source, event, p->arena));
    }
}

static bool concerns(const struct job_paper *p, const struct query_row *query)
{
    const uint32_t *jobs = state_list(p->state, query->jobs);
    for (uint32_t i = 0; i < query->jobs.count; i++)
        if (jobs[i] == p->row) return true;
    return query->job == p->row;
}

static const struct sheet_column asked[] = {
    {"番号", 2, ALIGN_LEFT}, {"疑義", 8, ALIGN_LEFT}, {"本市の回答", 8, ALIGN_LEFT}};

static void queries_put(const struct job_paper *p)
{
    bool any = false;
    for (uint32_t i = 0; i < p->state->queries.count; i++) {
        const struct query_row *query = vec_at(&p->state->queries, i);
        if (!concerns(p, query)) continue;
        if (!any) sheet_begin(p->folio, "疑義の解消", "仕様書5(11)", asked, COUNT(asked));
        any = true;
        folio_cell_text(p->folio, state_text(p->state, query->id));
        folio_cell_text(p->folio, state_text(p->state, query->text));
        folio_cell_text(p->folio,
                        query->answered ? state_text(p->state, query->answer) : STR("未回答"));
    }
}

static bool begin(struct job_paper *p, const char *title)
{
    p->row = state_find(p->source->state, NAME_JOB, p->id);
    if (p->row == NO_ROW) return false;
    p->state = p->source->state;
    p->job = state_job(p->state, p->row);
    if (p->job->contract != p->source->contract) return false;
    p->wording = job_wording_of(p->state, source_wording(p->source), p->job);
    source_begin(p->source, p->arena, title, p->folio);
    source_address(p->source, p->arena, p->folio);
    return true;
}

bool paper_work_order(const struct paper_source *source, struct str id, struct arena *arena,
                      struct folio *ret)
{
    struct job_paper p = {.source = source, .arena = arena, .folio = ret, .id = id};
    if (!begin(&p, "作業依頼書")) return false;
    struct str order = state_text(p.state, p.job->work_order_ref);
    folio_pair_text(ret, STR("依頼番号"),
                    p.job->work_order ? (order.len > 0 ? order : STR("発行済")) : STR("未発行"));
    what_put(&p);
    order_decisions_put(&p);
    results_put(&p);
    media_put(&p);
    queries_put(&p);
    glossary_put(ret);
    sheet_sign(ret);
    return true;
}

bool paper_procedure(const struct paper_source *source, struct str id, struct arena *arena,
                     struct folio *ret)
{
    struct job_paper p = {.source = source, .arena = arena, .folio = ret, .id = id};
    if (!begin(&p, "作業手順書")) return false;
    const struct job_class *class = job_class_of(p.state, p.wording, p.job);
    const bool standing = class != NULL && class->standing_procedure;
    struct str name = state_text(p.state, p.job->procedure_name);
    struct str sha256 = state_text(p.state, p.job->procedure_sha256);
    what_put(&p);
    folio_heading(ret, 1, STR("作業手順書の本文"));
    folio_text(ret, LOOK_NOTE, STR("仕様書5(8)イ: 作業ごとに作成し、本市の事前承認を得る。"));
    if (name.len == 0)
        folio_text(ret, LOOK_BODY,
                   standing ? STR("各種手引書等に定めてある手順による。") : STR("未提出"));
    if (name.len > 0) {
        folio_pair_text(ret, STR("ファイル"), name);
        folio_pair_text(ret, STR("SHA-256"), sha256);
        folio_pair_text(ret, STR("承認の状況"),
                        str_of(procedure_state_word(p.job->procedure, LANG_JA)));
    }
    if (name.len > 0 || !standing) {
        const struct folio_approval approval =
            source_approval(source, text_format(arena, "%.*s の作業手順書", STR_ARGS(id)),
                            &p.job->procedure_decision, arena);
        if (p.job->procedure != PROCEDURE_REJECTED) folio_approval(ret, &approval);
    }
    queries_put(&p);
    media_put(&p);
    glossary_put(ret);
    sheet_sign(ret);
    return true;
}
