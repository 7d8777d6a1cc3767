#include "cli/paper/papers.h"

#include "cli/paper/glossary.h"
#include "cli/paper/past.h"
#include "cli/paper/sheet.h"

/* The meeting stands right before the paper it made owed: both are of one decision. */
static const struct event *meeting_of(const struct paper_source *source, struct str id)
{
    const struct event *meeting = NULL;
    for (uint32_t i = 0; i < source->event_count; i++) {
        const struct event *event = &source->events[i];
        if (event->kind == EVENT_MEETING_RECORDED) meeting = event;
        if (event->kind != EVENT_DOCUMENT_OWED || !str_eq(event->document_owed.document, id))
            continue;
        return meeting != NULL && meeting->seq + 1 == event->seq ? meeting : NULL;
    }
    return NULL;
}

static struct str shown_said(const struct paper_source *source, struct str record)
{
    const uint32_t row = str_is(record) ? state_find(source->state, NAME_NOTE, record) : NO_ROW;
    if (row == NO_ROW) return STR("―");
    const struct note_row *note = vec_at(&source->state->notes, row);
    return state_text(source->state, note->text);
}

bool paper_minutes(const struct paper_source *source, struct str id, struct arena *arena,
                   struct folio *ret)
{
    const struct event *event = meeting_of(source, id);
    const uint32_t row = state_find(source->state, NAME_DOCUMENT, id);
    if (event == NULL || row == NO_ROW) return false;
    const struct document_row *document = vec_at(&source->state->documents, row);
    const struct event_meeting_recorded *meeting = &event->meeting_recorded;
    source_begin(source, arena, "議事録", ret);
    source_address(source, arena, ret);
    folio_pair_text(ret, STR("書類番号"), id);
    folio_pair(ret, STR("開催日"), cell_day(meeting->held_on.day));
    folio_pair_text(ret, STR("打合せの相手"), meeting->with);
    folio_pair_text(ret, STR("本市の参加"),
                    meeting->customer_present.on ? STR("あり") : STR("なし"));
    folio_pair_text(ret, STR("事前の提示"), shown_said(source, meeting->shown));
    folio_pair_text(ret, STR("記録者"), past_speaker(source, event, arena));
    folio_pair(ret, STR("提出期限"), cell_day(document->due));
    folio_pair(ret, STR("記録番号"), cell_number((int64_t)event->seq));
    folio_heading(ret, 1, STR("内容"));
    folio_text(ret, LOOK_NOTE,
               STR("仕様書5(10): 本市が参加しない打合せは、2日以内を目安に提出する。"));
    if (str_is(event->note)) folio_text(ret, LOOK_BODY, event->note);
    folio_pair_text(ret, STR("議事"), STR("　\n　\n　\n　\n　\n　\n　\n　"));
    folio_pair_text(ret, STR("決定事項"), STR("　\n　\n　\n　"));
    folio_pair_text(ret, STR("宿題・期限"), STR("　\n　\n　"));
    glossary_put(ret);
    sheet_sign(ret);
    return true;
}
