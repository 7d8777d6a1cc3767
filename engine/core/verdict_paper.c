/* Duties on paper: documents, questions, what was shown, told and improved. */
#include "engine/core/verdict_priv.h"
#include "rules/calendar.h"
#include "rules/hours.h"

static enum verdict of_document(const struct verdict_list *list, const struct document_row *row)
{
    struct maybe_instant due = {true, hours_end_of(list->plan->wording, row->due)};
    switch (row->state) {
    case DOCUMENT_SUBMITTED:
    case DOCUMENT_ACCEPTED:
        return day_cmp(row->submitted_on, row->due) > 0 ? VERDICT_LATE : VERDICT_MET;
    case DOCUMENT_WAIVED: return VERDICT_WAIVED;
    case DOCUMENT_OWED:
    case DOCUMENT_LATE: break;
    }
    return verdict_pending(list, due, state_text(list->state, row->id), STR_NONE);
}

static void put(struct verdict_list *list, const struct document_row *row, uint32_t duty,
                enum verdict verdict)
{
    verdict_put(list,
                (struct verdict_row){.duty = duty,
                                     .verdict = verdict,
                                     .subject = state_text(list->state, row->id),
                                     .due = {true, hours_end_of(list->plan->wording, row->due)},
                                     .proofs = {EVENT_DOCUMENT_OWED, EVENT_DOCUMENT_SUBMITTED,
                                                EVENT_DOCUMENT_ACCEPTED, EVENT_DOCUMENT_WAIVED}});
}

/* Papers with a duty of their own besides that of when they are owed. `again`: owed once more
 * by a change; a kind may stand here several times. */
static const struct {
    const char *kind;
    bool again;
    uint32_t duty;
} by_kind[] = {
    {"staff-notice", false, 27},      {"staff-notice", true, 28},
    {"work-organisation", false, 61}, {"work-organisation", true, 62},
    {"monthly-report", false, 64},    {"security-report", false, 26},
    {"progress-report", false, 49},
};

static void judge_kind(struct verdict_list *list, const struct document_row *row,
                       enum verdict verdict, bool again)
{
    struct str kind = state_text(list->state, row->kind);
    for (uint32_t i = 0; i < COUNT(by_kind); i++)
        if (str_eq(kind, str_of(by_kind[i].kind)) && by_kind[i].again == again)
            put(list, row, by_kind[i].duty, verdict);
    /* Presented in writing, and confirmed by the city (6(3)). */
    if (!again && str_eq(kind, STR("security-document"))) {
        bool waits = row->state == DOCUMENT_SUBMITTED && verdict == VERDICT_MET;
        put(list, row, 63, waits ? VERDICT_OPEN : verdict);
    }
}

/* The month end that a period like "2021-09" has; false for another period. */
static bool month_end_of(struct str period, day_t *ret)
{
    day_t first;
    char date[DAY_TEXT_BYTES] = "";
    if (period.len != 7) return false;
    memcpy(date, period.ptr, period.len);
    memcpy(date + period.len, "-01", sizeof "-01");
    if (!day_parse(str_of(date), &first)) return false;
    struct ymd month = day_ymd(first);
    *ret = day_of((struct ymd){month.year, month.month, days_in_month(month.year, month.month)});
    return true;
}

/* Moved on from a closed day, or kept on one (6(1)). */
static void judge_month_end(struct verdict_list *list, const struct document_row *row,
                            enum verdict verdict)
{
    day_t end;
    put(list, row, 54, verdict);
    if (!month_end_of(state_text(list->state, row->period), &end)) return;
    const struct contract *wording = list->plan->wording;
    if (day_cmp(row->due, end) > 0)
        put(list, row, 55, verdict);
    else if (day_eq(row->due, wording->to) || day_ymd(row->due).month == 3)
        put(list, row, 56, verdict);
}

static void judge_owed(struct verdict_list *list, const struct document_row *row,
                       enum verdict verdict, enum owed owed, bool again)
{
    bool progress = str_eq(state_text(list->state, row->kind), STR("progress-report"));
    switch (owed) {
    case OWED_START:
        if (!again) put(list, row, 53, verdict);
        return;
    case OWED_MONTH_END: judge_month_end(list, row, verdict); return;
    case OWED_ON_REQUEST: put(list, row, progress ? 57 : 58, verdict); return;
    case OWED_AFTER_VISIT: put(list, row, 39, verdict); return;
    case OWED_AFTER_MEETING: put(list, row, 46, verdict); return;
    case OWED_ON_CHANGE: put(list, row, 59, verdict); return;
    case OWED_BEFORE_END: put(list, row, 51, verdict); return;
    }
    CHECK(false);
}

/* An agreement on a document's form is itself what was owed (5(9), 6(5)). */
static void put_agreed(struct verdict_list *list, const struct document_row *row, uint32_t duty,
                       enum event_kind proof)
{
    verdict_put(list, (struct verdict_row){.duty = duty,
                                           .verdict = VERDICT_MET,
                                           .subject = state_text(list->state, row->id),
                                           .proofs = {proof}});
}

static void judge_document(struct verdict_list *list, const struct document_row *row)
{
    const struct contract *wording = list->plan->wording;
    struct str kind = state_text(list->state, row->kind);
    enum verdict verdict = of_document(list, row);
    if (row->state == DOCUMENT_WAIVED) put(list, row, 40, VERDICT_MET);
    if (row->paper_excused) put_agreed(list, row, 41, EVENT_DOCUMENT_EXCUSED);
    if (str_is(state_text(list->state, row->format)))
        put_agreed(list, row, 66, EVENT_DOCUMENT_FORMAT_AGREED);
    for (uint32_t r = 0; r < wording->document_count; r++) {
        const struct document_rule *rule = &wording->documents[r];
        if (!str_eq(rule->kind, kind)) continue;
        bool again = rule->owed == OWED_START && !day_eq(row->due, wording->from);
        judge_owed(list, row, verdict, rule->owed, again);
        judge_kind(list, row, verdict, again);
        return;
    }
}

/* Before the work where it is about a job (5(8)イ), and in any case answered (5(11)). */
static void judge_query(struct verdict_list *list, const struct query_row *row)
{
    struct verdict_row verdict = {
        .duty = 47,
        .verdict = row->answered ? VERDICT_MET : VERDICT_OPEN,
        .subject = state_text(list->state, row->id),
        .proofs = {EVENT_QUERY_RAISED, EVENT_QUERY_ANSWERED},
    };
    verdict_put(list, verdict);
    if (row->job == NO_ROW) return;
    const struct job_row *job = state_job(list->state, row->job);
    verdict.duty = 33;
    if (!row->answered && job->cancelled) verdict.verdict = VERDICT_WAIVED;
    if (!row->answered && job->completed) verdict.verdict = VERDICT_LATE;
    verdict_put(list, verdict);
}

static void judge_note(struct verdict_list *list, const struct note_row *row)
{
    struct verdict_row verdict = {
        .verdict = VERDICT_MET,
        .subject = state_text(list->state, row->id),
        .proofs = {EVENT_COORDINATION_SHOWN, EVENT_NOTE_RECORDED, EVENT_PROGRESS_REPORTED,
                   EVENT_PROGRESS_CONFIRMED},
    };
    switch (row->kind) {
    case NOTE_SHOWN: verdict.duty = 43; break;
    case NOTE_EXEMPTION: verdict.duty = 44; break;
    case NOTE_IMPROVEMENT: verdict.duty = 50; break;
    case NOTE_WORK: verdict.duty = 64; break;
    case NOTE_PROGRESS:
        verdict.duty = 49;
        if (row->confirmation.by == NOBODY) verdict.verdict = VERDICT_OPEN;
        break;
    }
    verdict_put(list, verdict);
}

void verdict_papers(struct verdict_list *list)
{
    const struct state *state = list->state;
    uint32_t contract = list->plan->contract;
    for (uint32_t d = 0; d < state->documents.count; d++) {
        const struct document_row *row = vec_at(&state->documents, d);
        if (row->contract == contract) judge_document(list, row);
    }
    for (uint32_t q = 0; q < state->queries.count; q++) {
        const struct query_row *row = vec_at(&state->queries, q);
        if (row->contract == contract) judge_query(list, row);
    }
    for (uint32_t n = 0; n < state->notes.count; n++) {
        const struct note_row *row = vec_at(&state->notes, n);
        if (row->contract == contract) judge_note(list, row);
    }
}
