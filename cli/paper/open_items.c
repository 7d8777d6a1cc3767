#include "cli/paper/open_items.h"

#include "cli/paper/past.h"
#include "cli/paper/sheet.h"
#include "engine/core/job.h"

static const struct sheet_column job_columns[] = {{"作業", 9, ALIGN_LEFT},
                                                  {"現況", 4, ALIGN_LEFT},
                                                  {"訪問", 4, ALIGN_LEFT},
                                                  {"期限", 6, ALIGN_LEFT},
                                                  {"残っている手続", 8, ALIGN_LEFT}};

static struct str gates_said(uint32_t gates, struct arena *arena)
{
    static const struct {
        uint32_t gate;
        const char *word;
    } rows[] = {{GATE_WORK_ORDER, "作業依頼書"},  {GATE_QUERY, "疑義の回答"},
                {GATE_PROCEDURE, "手順書の承認"}, {GATE_MEDIA, "媒体の確認"},
                {GATE_VENDOR, "機器交換"},        {GATE_HELD, "保留の解除"}};
    struct text said;
    text_init(&said, arena);
    for (uint32_t i = 0; i < COUNT(rows); i++)
        if ((gates & rows[i].gate) != 0)
            text_add(&said, "%s%s", said.len > 0 ? "\n" : "", rows[i].word);
    return said.len > 0 ? text_str(&said) : STR("なし");
}

static void job_put(const struct paper_source *source, uint32_t row, struct arena *arena,
                    struct folio *folio)
{
    const struct state *state = source->state;
    const struct job_row *job = state_job(state, row);
    const struct contract *wording = job_wording_of(state, source_wording(source), job);
    const struct job_deadline deadline = job_deadline_of(state, wording, row, source->now, arena);
    const struct str visit =
        job->visit != NO_ROW ? state_text(state, state_visit(state, job->visit)->id) : STR("未定");
    folio_cell_text(folio, past_job(source, state_text(state, job->id), arena));
    folio_cell_text(folio, str_of(job_state_word(job_state_of(state, wording, row), LANG_JA)));
    folio_cell_text(folio, visit);
    folio_cell(folio, cell_instant(deadline.at));
    folio_cell_text(folio, gates_said(job_gates(state, wording, row), arena));
}

void open_jobs_put(const struct paper_source *source, struct arena *arena, struct folio *folio)
{
    sheet_begin(folio, "未了の作業", NULL, job_columns, COUNT(job_columns));
    for (uint32_t i = 0; i < source->state->jobs.count; i++) {
        const struct job_row *job = state_job(source->state, i);
        if (job->contract == source->contract && job_is_live(job)) job_put(source, i, arena, folio);
    }
}

static const struct sheet_column query_columns[] = {
    {"番号", 3, ALIGN_LEFT}, {"対象の作業", 8, ALIGN_LEFT}, {"疑義の内容", 14, ALIGN_LEFT}};

void open_queries_put(const struct paper_source *source, struct arena *arena, struct folio *folio)
{
    const struct state *state = source->state;
    sheet_begin(folio, "未回答の疑義", "仕様書5(11)", query_columns, COUNT(query_columns));
    for (uint32_t i = 0; i < state->queries.count; i++) {
        const struct query_row *query = vec_at(&state->queries, i);
        if (query->contract != source->contract || query->answered) continue;
        const struct str job =
            query->job != NO_ROW ? state_text(state, state_job(state, query->job)->id) : STR_NONE;
        folio_cell_text(folio, state_text(state, query->id));
        folio_cell_text(folio, past_job(source, job, arena));
        folio_cell_text(folio, state_text(state, query->text));
    }
}

static const struct sheet_column document_columns[] = {{"番号", 3, ALIGN_LEFT},
                                                       {"書類", 10, ALIGN_LEFT},
                                                       {"対象", 5, ALIGN_LEFT},
                                                       {"提出期限", 6, ALIGN_LEFT},
                                                       {"状態", 4, ALIGN_LEFT}};

static struct str title_of(const struct contract *wording, struct str kind)
{
    for (uint32_t i = 0; i < wording->document_count; i++)
        if (str_eq(wording->documents[i].kind, kind) && wording->documents[i].title.len > 0)
            return wording->documents[i].title;
    return kind;
}

void open_documents_put(const struct paper_source *source, struct folio *folio)
{
    const struct state *state = source->state;
    const struct contract *wording = source_wording(source);
    sheet_begin(folio, "未提出の書類", "仕様書6(1)", document_columns, COUNT(document_columns));
    for (uint32_t i = 0; i < state->documents.count; i++) {
        const struct document_row *row = vec_at(&state->documents, i);
        if (row->contract != source->contract || row->state != DOCUMENT_OWED) continue;
        const bool late = day_cmp(row->due, source_today(source)) < 0;
        struct str period = state_text(state, row->period);
        folio_cell_text(folio, state_text(state, row->id));
        folio_cell_text(folio, title_of(wording, state_text(state, row->kind)));
        folio_cell_text(folio, period.len > 0 ? period : state_text(state, row->cause));
        folio_cell(folio, cell_day(row->due));
        folio_cell_text(folio,
                        str_of(document_state_word(late ? DOCUMENT_LATE : row->state, LANG_JA)));
    }
}
