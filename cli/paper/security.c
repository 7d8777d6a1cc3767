#include "cli/paper/papers.h"

#include "cli/paper/glossary.h"
#include "cli/paper/monthly_priv.h"
#include "cli/paper/past.h"
#include "cli/paper/sheet.h"

static const struct sheet_column proxy_columns[] = {{"決定の内容", 7, ALIGN_LEFT},
                                                    {"対象", 5, ALIGN_LEFT},
                                                    {"決定者・記録者", 7, ALIGN_LEFT},
                                                    {"証拠書類・SHA-256", 11, ALIGN_LEFT},
                                                    {"記録番号", 4, ALIGN_RIGHT}};

static const char *decision_word(enum event_kind kind)
{
    if (kind == EVENT_VISIT_APPROVED) return "訪問の承認";
    if (kind == EVENT_PROCEDURE_APPROVED) return "作業手順書の承認";
    if (kind == EVENT_QUERY_ANSWERED) return "疑義への回答";
    if (kind == EVENT_WORK_ORDER_ISSUED) return "作業依頼書の発行";
    if (kind == EVENT_JOB_ACCEPTED) return "作業の検収";
    if (kind == EVENT_VISIT_PERMITTED) return "入庁の許可";
    if (kind == EVENT_OVERTIME_APPROVED) return "時間外作業の承認";
    return event_about((uint32_t)kind)->name;
}

void monthly_proxies_put(const struct monthly *m)
{
    sheet_begin(m->folio, "書面等による決定の代理記録",
                "本市が書面等で行った決定を、証拠書類とともに記録したもの。", proxy_columns,
                COUNT(proxy_columns));
    for (uint32_t i = 0; i < m->source->event_count; i++) {
        const struct event *event = &m->source->events[i];
        if (!str_is(event->on_behalf_of)) continue;
        if (!month_has(m->month, past_day(m->source, event))) continue;
        folio_cell_text(m->folio, str_of(decision_word(event->kind)));
        folio_cell_text(m->folio, event->subject);
        folio_cell_text(m->folio, past_speaker(m->source, event, m->arena));
        folio_cell_text(m->folio,
                        text_format(m->arena, "%.*s\n%.*s", STR_ARGS(event->evidence.name),
                                    STR_ARGS(event->evidence.sha256)));
        folio_cell(m->folio, cell_number((int64_t)event->seq));
    }
}

static const struct sheet_column media_columns[] = {{"作業", 8, ALIGN_LEFT},
                                                    {"記録媒体", 7, ALIGN_LEFT},
                                                    {"確認日時", 6, ALIGN_LEFT},
                                                    {"結果", 4, ALIGN_LEFT},
                                                    {"確認者", 6, ALIGN_LEFT}};

static void media_put(const struct monthly *m)
{
    sheet_begin(m->folio, "記録媒体の事前ウイルスチェック", "仕様書5(6)ウ", media_columns,
                COUNT(media_columns));
    for (uint32_t i = 0; i < m->source->event_count; i++) {
        const struct event *event = &m->source->events[i];
        if (!monthly_has(m, event, EVENT_MEDIA_CHECKED)) continue;
        const struct event_media_checked *checked = &event->media_checked;
        folio_cell_text(m->folio, past_job(m->source, checked->job, m->arena));
        folio_cell_text(m->folio, checked->medium);
        folio_cell(m->folio, cell_instant(past_instant(event).at));
        folio_cell_text(m->folio,
                        str_of(media_result_word((enum media_result)checked->result.n, LANG_JA)));
        folio_cell_text(m->folio, past_speaker(m->source, event, m->arena));
    }
}

static const struct sheet_column moved_columns[] = {{"記録媒体", 5, ALIGN_LEFT},
                                                    {"状態", 4, ALIGN_LEFT},
                                                    {"日時", 6, ALIGN_LEFT},
                                                    {"受渡し", 7, ALIGN_LEFT},
                                                    {"理由・経緯", 8, ALIGN_LEFT}};

/* Who had it before and who has it now; what is lost must be missed here. */
static void moves_put(const struct monthly *m)
{
    sheet_begin(m->folio, "記録媒体の受渡し・返却・廃棄", "仕様書5(6)ウ", moved_columns,
                COUNT(moved_columns));
    for (uint32_t i = 0; i < m->source->event_count; i++) {
        const struct event *event = &m->source->events[i];
        if (!monthly_has(m, event, EVENT_MEDIUM_MOVED)) continue;
        const struct event_medium_moved *moved = &event->medium_moved;
        const struct str people[] = {moved->giver, moved->to};
        struct strs known = {ARENA_ARRAY(m->arena, struct str, COUNT(people)), 0};
        for (uint32_t k = 0; k < COUNT(people); k++)
            if (str_is(people[k])) known.at[known.count++] = people[k];
        folio_cell_text(m->folio, moved->medium);
        folio_cell_text(m->folio,
                        str_of(medium_state_word((enum medium_state)moved->state.n, LANG_JA)));
        folio_cell(m->folio, cell_instant(event->recorded_at));
        folio_cell_text(m->folio,
                        past_people(m->source, known, past_day(m->source, event), m->arena));
        folio_cell_text(m->folio, str_is(moved->reason) ? moved->reason : STR("―"));
    }
}

static const struct sheet_column visit_columns[] = {{"訪問", 4, ALIGN_LEFT},
                                                    {"作業開始日時", 6, ALIGN_LEFT},
                                                    {"作業従事者", 10, ALIGN_LEFT},
                                                    {"入庁の許可", 4, ALIGN_LEFT}};

static void visits_put(const struct monthly *m)
{
    const struct state *state = m->source->state;
    sheet_begin(m->folio, "本市施設への入庁", "仕様書5(4)", visit_columns, COUNT(visit_columns));
    for (uint32_t i = 0; i < m->source->event_count; i++) {
        const struct event *event = &m->source->events[i];
        if (!monthly_has(m, event, EVENT_VISIT_STARTED)) continue;
        const struct event_visit_started *started = &event->visit_started;
        const uint32_t row = state_find(state, NAME_VISIT, started->visit);
        const bool permitted = row != NO_ROW && state_visit(state, row)->permitted;
        folio_cell_text(m->folio, started->visit);
        folio_cell(m->folio, cell_instant(past_instant(event).at));
        folio_cell_text(m->folio, past_people(m->source, started->technicians,
                                              past_day(m->source, event), m->arena));
        folio_cell_text(m->folio, permitted ? STR("許可済") : STR("―"));
    }
}

static const struct sheet_column entry_columns[] = {{"室", 6, ALIGN_LEFT},
                                                    {"入室者", 7, ALIGN_LEFT},
                                                    {"入室日時", 6, ALIGN_LEFT},
                                                    {"退室日時", 6, ALIGN_LEFT}};

static void entries_put(const struct monthly *m)
{
    sheet_begin(m->folio, "指定された室への入退室", "仕様書5(4)", entry_columns,
                COUNT(entry_columns));
    for (uint32_t i = 0; i < m->source->event_count; i++) {
        const struct event *event = &m->source->events[i];
        if (!monthly_has(m, event, EVENT_ENTRY_RECORDED)) continue;
        const struct event_entry_recorded *entry = &event->entry_recorded;
        folio_cell_text(m->folio, entry->room);
        folio_cell_text(m->folio, past_person(m->source, entry->technician,
                                              past_day(m->source, event), m->arena));
        folio_cell(m->folio, cell_instant(past_instant(event).at));
        if (entry->left_at.is)
            folio_cell(m->folio, cell_instant(entry->left_at.at));
        else
            folio_cell_text(m->folio, STR("記録なし"));
    }
}

static const struct sheet_column change_columns[] = {{"氏名", 7, ALIGN_LEFT},
                                                     {"変更", 4, ALIGN_LEFT},
                                                     {"適用日", 6, ALIGN_LEFT},
                                                     {"連絡した日時", 6, ALIGN_LEFT}};

static void change_put(const struct monthly *m, const struct event *event, const char *what,
                       struct str technician, day_t from)
{
    folio_cell_text(m->folio, past_person(m->source, technician, from, m->arena));
    folio_cell_text(m->folio, str_of(what));
    folio_cell(m->folio, cell_day(from));
    folio_cell(m->folio, cell_instant(event->recorded_at));
}

/* A change must be told before it holds (5(6)イ): both days stand side by side. */
static void changes_put(const struct monthly *m)
{
    sheet_begin(m->folio, "作業従事者名簿の変更", "仕様書5(6)イ: 変更は事前に連絡する。",
                change_columns, COUNT(change_columns));
    for (uint32_t i = 0; i < m->source->event_count; i++) {
        const struct event *event = &m->source->events[i];
        if (monthly_has(m, event, EVENT_ROSTER_REGISTERED))
            change_put(m, event, "新たに加える", event->roster_registered.technician,
                       event->roster_registered.from.day);
        if (monthly_has(m, event, EVENT_ROSTER_CHANGED))
            change_put(m, event, "記載を改める", event->roster_changed.technician,
                       event->roster_changed.from.day);
        if (monthly_has(m, event, EVENT_ROSTER_REMOVED))
            change_put(m, event, "名簿から除く", event->roster_removed.technician,
                       event->roster_removed.from.day);
    }
}

static uint32_t infected_count(const struct monthly *m)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < m->source->event_count; i++) {
        const struct event *event = &m->source->events[i];
        if (!monthly_has(m, event, EVENT_MEDIA_CHECKED)) continue;
        if (event->media_checked.result.n == MEDIA_INFECTED) count++;
    }
    return count;
}

void paper_security(const struct paper_source *source, struct paper_month month,
                    struct arena *arena, struct folio *ret)
{
    struct monthly m = {source, arena, ret, month};
    monthly_begin(&m, "セキュリティ保全状況報告書");
    folio_pair_text(ret, STR("件数"),
                    text_format(arena,
                                "媒体の確認 %u 件 (うち感染 %u 件)、入庁 %u 回、入退室 %u 件",
                                monthly_count(&m, EVENT_MEDIA_CHECKED), infected_count(&m),
                                monthly_count(&m, EVENT_VISIT_STARTED),
                                monthly_count(&m, EVENT_ENTRY_RECORDED)));
    media_put(&m);
    moves_put(&m);
    visits_put(&m);
    entries_put(&m);
    changes_put(&m);
    monthly_proxies_put(&m);
    folio_heading(ret, 1, STR("紛失・破損・漏えい等"));
    folio_text(ret, LOOK_NOTE, STR("仕様書5(6)ウ。業務責任者が上の記録を確認して記入する。"));
    folio_pair_text(ret, STR("紛失・破損・漏えい"), STR("□なし　□あり (別紙のとおり)"));
    glossary_put(ret);
    sheet_sign(ret);
}
