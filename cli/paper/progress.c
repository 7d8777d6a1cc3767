#include "cli/paper/papers.h"

#include "cli/paper/counts.h"
#include "cli/paper/glossary.h"
#include "cli/paper/open_items.h"
#include "cli/paper/past.h"
#include "cli/paper/sheet.h"
#include "engine/core/job.h"

static const struct sheet_column columns[] = {
    {"番号", 3, ALIGN_LEFT},       {"報告日", 5, ALIGN_LEFT}, {"段階", 4, ALIGN_LEFT},
    {"対象の作業", 7, ALIGN_LEFT}, {"内容", 10, ALIGN_LEFT},  {"本市の確認", 7, ALIGN_LEFT}};

/* Confirmed for the customer by somebody else is said so, as everywhere. */
static struct str confirmed_said(const struct paper_source *source, const struct note_row *note,
                                 struct arena *arena)
{
    const struct folio_approval word =
        source_approval(source, STR_NONE, &note->confirmation, arena);
    if (word.standing == STANDING_PENDING) return STR("未確認");
    const char *mark = word.standing == STANDING_ON_BEHALF ? "\n【代理記録】" : "";
    return text_format(arena, "%.*s%s\n記録番号 %llu", STR_ARGS(word.who), mark,
                       (unsigned long long)word.seq);
}

static void note_put(const struct paper_source *source, const struct note_row *note,
                     struct arena *arena, struct folio *folio)
{
    const struct state *state = source->state;
    const struct str job =
        note->job != NO_ROW ? state_text(state, state_job(state, note->job)->id) : STR_NONE;
    folio_cell_text(folio, state_text(state, note->id));
    folio_cell(folio, cell_day(note->day));
    folio_cell_text(folio, state_text(state, note->frequency));
    folio_cell_text(folio, past_job(source, job, arena));
    folio_cell_text(folio, state_text(state, note->text));
    folio_cell_text(folio, confirmed_said(source, note, arena));
}

static void notes_put(const struct paper_source *source, struct arena *arena, struct folio *folio)
{
    sheet_begin(folio, "各段階の報告と確認", "仕様書5(11)", columns, COUNT(columns));
    for (uint32_t i = 0; i < source->state->notes.count; i++) {
        const struct note_row *note = vec_at(&source->state->notes, i);
        if (note->contract == source->contract && note->kind == NOTE_PROGRESS)
            note_put(source, note, arena, folio);
    }
}

static const struct sheet_column job_columns[] = {
    {"作業", 10, ALIGN_LEFT}, {"現況", 4, ALIGN_LEFT}, {"終了日時", 6, ALIGN_LEFT}};

static void ended_put(const struct paper_source *source, struct arena *arena, struct folio *folio)
{
    const struct state *state = source->state;
    sheet_begin(folio, "終わった作業", NULL, job_columns, COUNT(job_columns));
    for (uint32_t i = 0; i < state->jobs.count; i++) {
        const struct job_row *job = state_job(state, i);
        const struct contract *wording = job_wording_of(state, source_wording(source), job);
        if (job->contract != source->contract || job_is_live(job)) continue;
        folio_cell_text(folio, past_job(source, state_text(state, job->id), arena));
        folio_cell_text(folio, str_of(job_state_word(job_state_of(state, wording, i), LANG_JA)));
        if (job->completed)
            folio_cell(folio, cell_instant(job->finished_at));
        else
            folio_cell_text(folio, STR("―"));
    }
}

void paper_progress(const struct paper_source *source, struct arena *arena, struct folio *ret)
{
    source_begin(source, arena, "進捗報告書", ret);
    source_address(source, arena, ret);
    open_jobs_put(source, arena, ret);
    ended_put(source, arena, ret);
    notes_put(source, arena, ret);
    open_queries_put(source, arena, ret);
    open_documents_put(source, ret);
    counts_put(source, arena, ret);
    glossary_put(ret);
    sheet_sign(ret);
}

static const struct sheet_column piece_columns[] = {
    {"ファイル", 7, ALIGN_LEFT}, {"内容", 7, ALIGN_LEFT}, {"SHA-256", 10, ALIGN_LEFT}};

static void pieces_put(const struct paper_piece *pieces, uint32_t count, struct folio *folio)
{
    sheet_begin(folio, "引継資料", NULL, piece_columns, COUNT(piece_columns));
    for (uint32_t i = 0; i < count; i++) {
        folio_cell_text(folio, pieces[i].name);
        folio_cell_text(folio, pieces[i].what);
        folio_cell_text(folio, pieces[i].sha256);
    }
}

/* When it was held, and with whom: the method is agreed with the customer (5(12)). */
static void held_put(const struct paper_source *source, struct folio *folio)
{
    const struct event *held = NULL;
    for (uint32_t i = 0; i < source->event_count; i++)
        if (source->events[i].kind == EVENT_CONTRACT_HANDED_OVER) held = &source->events[i];
    if (held == NULL) {
        folio_pair_text(folio, STR("引継ぎ"), STR("未実施"));
        return;
    }
    folio_pair(folio, STR("引継ぎ日"), cell_day(held->contract_handed_over.held_on.day));
    folio_pair_text(folio, STR("引継ぎ先"), held->contract_handed_over.to);
}

void paper_handover(const struct paper_source *source, const struct paper_piece *pieces,
                    uint32_t count, struct arena *arena, struct folio *ret)
{
    source_begin(source, arena, "引継書", ret);
    source_address(source, arena, ret);
    held_put(source, ret);
    folio_text(ret, LOOK_NOTE, STR("仕様書5(12): 引継ぎの方法は本市と協議のうえ決定する。"));
    pieces_put(pieces, count, ret);
    open_jobs_put(source, arena, ret);
    open_queries_put(source, arena, ret);
    open_documents_put(source, ret);
    ended_put(source, arena, ret);
    counts_put(source, arena, ret);
    glossary_put(ret);
    sheet_sign(ret);
}
