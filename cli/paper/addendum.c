#include "cli/paper/papers.h"

#include "cli/paper/counts.h"
#include "cli/paper/glossary.h"
#include "cli/paper/monthly_priv.h"
#include "cli/paper/past.h"
#include "cli/paper/sheet.h"

static const struct sheet_column columns[] = {
    {"記録番号", 4, ALIGN_RIGHT}, {"記録日時", 6, ALIGN_LEFT}, {"発生日", 5, ALIGN_LEFT},
    {"対象", 8, ALIGN_LEFT},      {"内容", 11, ALIGN_LEFT},    {"本人・記録者", 6, ALIGN_LEFT}};

/* [jobs of the state]: whether a result of theirs is of the month. */
static bool *done_in(const struct monthly *m)
{
    const struct state *state = m->source->state;
    bool *ret = ARENA_ARRAY(m->arena, bool, state->jobs.count);
    for (uint32_t i = 0; i < m->source->event_count; i++) {
        const struct event *event = &m->source->events[i];
        if (!monthly_has(m, event, EVENT_JOB_COMPLETED)) continue;
        const uint32_t job = state_find(state, NAME_JOB, event->job_completed.job);
        if (job != NO_ROW) ret[job] = true;
    }
    return ret;
}

static bool is_about(const struct monthly *m, const bool *done, const struct event *event)
{
    if (month_has(m->month, past_day(m->source, event))) return true;
    const struct str id = past_job_id(event);
    const uint32_t job = str_is(id) ? state_find(m->source->state, NAME_JOB, id) : NO_ROW;
    return job != NO_ROW && done[job];
}

static struct str completed_said(const struct monthly *m, const struct event_job_completed *done)
{
    return text_format(m->arena, "作業の結果: %s\n%.*s",
                       result_word((enum result)done->result.n, LANG_JA),
                       STR_ARGS(past_steps(done->steps, m->arena)));
}

static struct str said(const struct monthly *m, const struct event *event)
{
    struct arena *arena = m->arena;
    if (event->kind == EVENT_JOB_COMPLETED) return completed_said(m, &event->job_completed);
    if (event->kind == EVENT_JOB_OPENED) return STR("受付");
    if (event->kind == EVENT_JOB_ACCEPTED) return STR("本市の検収");
    if (event->kind == EVENT_JOB_REPORTED)
        return text_format(arena, "結果の報告: %.*s", STR_ARGS(event->job_reported.document.name));
    if (event->kind == EVENT_JOB_RETURNED)
        return text_format(arena, "報告の差戻し: %.*s", STR_ARGS(event->job_returned.reason));
    if (event->kind == EVENT_MEDIA_CHECKED)
        return text_format(arena, "媒体の確認: %.*s", STR_ARGS(event->media_checked.medium));
    if (event->kind == EVENT_NOTE_RECORDED)
        return text_format(arena, "機器外業務等: %.*s", STR_ARGS(event->note_recorded.text));
    if (event->kind == EVENT_MEETING_RECORDED)
        return text_format(arena, "打合せ: %.*s", STR_ARGS(event->meeting_recorded.with));
    if (event->kind == EVENT_VISIT_STARTED) return STR("訪問の開始");
    if (event->kind == EVENT_VISIT_FINISHED) return STR("訪問の終了");
    if (event->kind == EVENT_ENTRY_RECORDED) return STR("室への入退室");
    return str_of(event_about((uint32_t)event->kind)->name);
}

static struct str subject_of(const struct monthly *m, const struct event *event)
{
    const struct str job = past_job_id(event);
    if (str_is(job)) return past_job(m->source, job, m->arena);
    return str_is(event->subject) ? event->subject : STR("業務全般");
}

static void row_put(const struct monthly *m, const struct event *event)
{
    folio_cell(m->folio, cell_number((int64_t)event->seq));
    folio_cell(m->folio, cell_instant(event->recorded_at));
    folio_cell(m->folio, cell_day(past_day(m->source, event)));
    folio_cell_text(m->folio, subject_of(m, event));
    folio_cell_text(m->folio, said(m, event));
    folio_cell_text(m->folio, past_speaker(m->source, event, m->arena));
}

void paper_addendum(const struct paper_source *source, struct paper_month month, uint64_t closed,
                    struct arena *arena, struct folio *ret)
{
    struct monthly m = {source, arena, ret, month};
    monthly_begin(&m, "業務報告書 追補");
    const bool *done = done_in(&m);
    folio_pair_text(
        ret, STR("当初の報告"),
        text_format(arena, "記録番号 %llu まで (月末締め)", (unsigned long long)closed));
    sheet_begin(
        ret, "月末締めの後に記録した事項",
        "当初の業務報告書は変更しない。対象月の事実と、対象月に実施した作業のその後を記す。",
        columns, COUNT(columns));
    for (uint32_t i = 0; i < source->event_count; i++)
        if (source->events[i].seq > closed && is_about(&m, done, &source->events[i]))
            row_put(&m, &source->events[i]);
    counts_put(source, arena, ret);
    glossary_put(ret);
    sheet_sign(ret);
}
