#include "cli/paper/papers.h"

#include "cli/paper/counts.h"
#include "cli/paper/glossary.h"
#include "cli/paper/monthly_priv.h"
#include "cli/paper/open_items.h"
#include "cli/paper/past.h"
#include "cli/paper/sheet.h"

bool monthly_has(const struct monthly *m, const struct event *event, enum event_kind kind)
{
    return event->kind == kind && month_has(m->month, past_day(m->source, event));
}

uint32_t monthly_count(const struct monthly *m, enum event_kind kind)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < m->source->event_count; i++)
        if (monthly_has(m, &m->source->events[i], kind)) count++;
    return count;
}

void monthly_begin(struct monthly *m, const char *title)
{
    const struct paper_source *source = m->source;
    struct text month;
    text_init(&month, m->arena);
    month_put(&month, m->month);
    source_begin(source, m->arena, title, m->folio);
    source_address(source, m->arena, m->folio);
    text_put(&month, STR("分"));
    const bool is_closed = day_cmp(source_today(source), m->month.to) >= 0 &&
                           source->now.ms >= month_close(m->month, m->folio->offset).ms;
    if (!is_closed) text_put(&month, STR(" (月の途中の集計)"));
    folio_pair_text(m->folio, STR("対象月"), text_str(&month));
}

static const struct sheet_column done_columns[] = {
    {"作業", 8, ALIGN_LEFT},          {"実施日", 5, ALIGN_LEFT}, {"実施者", 5, ALIGN_LEFT},
    {"実施した手順", 11, ALIGN_LEFT}, {"結果", 3, ALIGN_LEFT},   {"記録番号", 4, ALIGN_RIGHT}};

static void done_put(const struct monthly *m)
{
    sheet_begin(m->folio, "実施した作業", "仕様書5(8)ウ: 同時に実施したものも作業ごとに記す。",
                done_columns, COUNT(done_columns));
    for (uint32_t i = 0; i < m->source->event_count; i++) {
        const struct event *event = &m->source->events[i];
        if (!monthly_has(m, event, EVENT_JOB_COMPLETED)) continue;
        const struct event_job_completed *done = &event->job_completed;
        const day_t day = past_day(m->source, event);
        folio_cell_text(m->folio, past_job(m->source, done->job, m->arena));
        folio_cell(m->folio, cell_day(day));
        folio_cell_text(m->folio, past_people(m->source, done->technicians, day, m->arena));
        folio_cell_text(m->folio, past_steps(done->steps, m->arena));
        folio_cell_text(m->folio, str_of(result_word((enum result)done->result.n, LANG_JA)));
        folio_cell(m->folio, cell_number((int64_t)event->seq));
    }
}

static const struct sheet_column opened_columns[] = {{"作業", 10, ALIGN_LEFT},
                                                     {"受付日時", 6, ALIGN_LEFT},
                                                     {"通知・指示", 7, ALIGN_LEFT},
                                                     {"記録者", 6, ALIGN_LEFT}};

static void opened_put(const struct monthly *m)
{
    sheet_begin(m->folio, "受け付けた通知・指示・障害", "仕様書4(1)～(3)", opened_columns,
                COUNT(opened_columns));
    for (uint32_t i = 0; i < m->source->event_count; i++) {
        const struct event *event = &m->source->events[i];
        if (!monthly_has(m, event, EVENT_JOB_OPENED)) continue;
        folio_cell_text(m->folio, past_job(m->source, event->job_opened.job, m->arena));
        folio_cell(m->folio, cell_instant(past_instant(event).at));
        folio_cell_text(m->folio, str_is(event->job_opened.ref) ? event->job_opened.ref : STR("―"));
        folio_cell_text(m->folio, past_speaker(m->source, event, m->arena));
    }
}

static const struct sheet_column other_columns[] = {
    {"日", 5, ALIGN_LEFT},    {"種別", 4, ALIGN_LEFT},      {"対象の作業", 7, ALIGN_LEFT},
    {"内容", 12, ALIGN_LEFT}, {"時間(分)", 3, ALIGN_RIGHT}, {"担当", 5, ALIGN_LEFT}};

static void other_row_put(const struct monthly *m, const struct event *event, const char *kind,
                          struct str job, struct str text, uint32_t minutes)
{
    folio_cell(m->folio, cell_day(past_day(m->source, event)));
    folio_cell_text(m->folio, str_of(kind));
    folio_cell_text(m->folio, past_job(m->source, job, m->arena));
    folio_cell_text(m->folio, text);
    if (minutes > 0)
        folio_cell(m->folio, cell_number(minutes));
    else
        folio_cell_text(m->folio, STR("―"));
    folio_cell_text(m->folio, past_speaker(m->source, event, m->arena));
}

static void note_put(const struct monthly *m, const struct event *event)
{
    const struct event_note_recorded *note = &event->note_recorded;
    const char *kind = note_kind_word((enum note_kind)note->kind.n, LANG_JA);
    if (note->work.is) kind = work_kind_word((enum work_kind)note->work.n, LANG_JA);
    other_row_put(m, event, kind, note->job, note->text, note->minutes.n);
}

/* Not only work on devices (6(4)): enquiries, research, meetings, improvements. */
static void other_put(const struct monthly *m)
{
    sheet_begin(m->folio, "機器上の作業以外の業務", "仕様書6(4): 問い合わせ対応、調査等",
                other_columns, COUNT(other_columns));
    for (uint32_t i = 0; i < m->source->event_count; i++) {
        const struct event *event = &m->source->events[i];
        const struct str enquiry =
            event->kind == EVENT_JOB_COMPLETED ? event->job_completed.enquiry : STR_NONE;
        if (!month_has(m->month, past_day(m->source, event))) continue;
        if (str_is(enquiry))
            other_row_put(m, event, "問合せ対応", event->job_completed.job, enquiry, 0);
        if (event->kind == EVENT_NOTE_RECORDED) note_put(m, event);
        if (event->kind == EVENT_MEETING_RECORDED)
            other_row_put(m, event, "打合せ", STR_NONE, event->meeting_recorded.with, 0);
    }
}

static const struct sheet_column query_columns[] = {{"番号", 3, ALIGN_LEFT},
                                                    {"区分", 3, ALIGN_LEFT},
                                                    {"内容", 16, ALIGN_LEFT},
                                                    {"日時", 6, ALIGN_LEFT},
                                                    {"本人・記録者", 6, ALIGN_LEFT}};

static void query_put(const struct monthly *m, const struct event *event, struct str id,
                      const char *what, struct str text)
{
    folio_cell_text(m->folio, id);
    folio_cell_text(m->folio, str_of(what));
    folio_cell_text(m->folio, text);
    folio_cell(m->folio, cell_instant(event->recorded_at));
    folio_cell_text(m->folio, past_speaker(m->source, event, m->arena));
}

static void queries_put(const struct monthly *m)
{
    sheet_begin(m->folio, "疑義と回答", "仕様書5(11)", query_columns, COUNT(query_columns));
    for (uint32_t i = 0; i < m->source->event_count; i++) {
        const struct event *event = &m->source->events[i];
        if (monthly_has(m, event, EVENT_QUERY_RAISED))
            query_put(m, event, event->query_raised.query, "提起", event->query_raised.text);
        if (monthly_has(m, event, EVENT_QUERY_ANSWERED))
            query_put(m, event, event->query_answered.query, "回答", event->query_answered.text);
    }
}

void paper_monthly(const struct paper_source *source, struct paper_month month, struct arena *arena,
                   struct folio *ret)
{
    struct monthly m = {source, arena, ret, month};
    monthly_begin(&m, "業務報告書");
    folio_pair_text(ret, STR("件数"),
                    text_format(arena, "受付 %u 件、作業結果 %u 件、訪問 %u 回",
                                monthly_count(&m, EVENT_JOB_OPENED),
                                monthly_count(&m, EVENT_JOB_COMPLETED),
                                monthly_count(&m, EVENT_VISIT_STARTED)));
    done_put(&m);
    opened_put(&m);
    other_put(&m);
    queries_put(&m);
    counts_put(source, arena, ret);
    open_jobs_put(source, arena, ret);
    open_documents_put(source, ret);
    monthly_proxies_put(&m);
    glossary_put(ret);
    sheet_sign(ret);
}
