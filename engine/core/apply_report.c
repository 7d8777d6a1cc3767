#include "engine/core/apply_priv.h"

void apply_job_completed(struct state *state, const struct event *event)
{
    const struct event_job_completed *e = &event->job_completed;
    struct job_row *job = rows_job(state, e->job);
    job->completed = true;
    job->result = (enum result)e->result.n;
    job->finished_at = e->finished_at.at;
    job->standing = (struct maybe_day){0};
}

void apply_job_reported(struct state *state, const struct event *event)
{
    struct job_row *job = rows_job(state, event->job_reported.job);
    job->reported = true;
    job->reported_at = event->recorded_at;
}

void apply_job_accepted(struct state *state, const struct event *event)
{
    rows_job(state, event->job_accepted.job)->accepted = true;
}

void apply_job_returned(struct state *state, const struct event *event)
{
    rows_job(state, event->job_returned.job)->reported = false;
}

void apply_document_owed(struct state *state, const struct event *event)
{
    const struct event_document_owed *e = &event->document_owed;
    struct ref id;
    struct document_row *document =
        rows_add(state, &state->documents, NAME_DOCUMENT, e->document, &id);
    *document = (struct document_row){
        .id = id,
        .kind = rows_keep_text(state, e->kind),
        .period = rows_keep_text(state, e->period),
        .cause = rows_keep_text(state, e->cause),
        .contract = rows_at(state, NAME_CONTRACT, event->contract),
        .due = e->due.day,
        .owed_at = event->recorded_at,
        .state = DOCUMENT_OWED,
    };
}

static struct document_row *document_at(struct state *state, struct str id)
{
    return vec_at(&state->documents, rows_at(state, NAME_DOCUMENT, id));
}

void apply_document_submitted(struct state *state, const struct event *event)
{
    const struct event_document_submitted *e = &event->document_submitted;
    struct document_row *document = document_at(state, e->document);
    int32_t offset = state_contract(state, document->contract, document->due)->offset;
    document->state = DOCUMENT_SUBMITTED;
    document->file_name = rows_keep_text(state, e->file.name);
    document->file_sha256 = rows_keep_text(state, e->file.sha256);
    document->submitted_on = instant_day(event->recorded_at, offset);
    document->returned = false;
}

void apply_document_accepted(struct state *state, const struct event *event)
{
    document_at(state, event->document_accepted.document)->state = DOCUMENT_ACCEPTED;
}

void apply_document_waived(struct state *state, const struct event *event)
{
    struct document_row *document = document_at(state, event->document_waived.document);
    document->state = DOCUMENT_WAIVED;
    document->reason = rows_keep_text(state, event->document_waived.reason);
}

void apply_document_returned(struct state *state, const struct event *event)
{
    struct document_row *document = document_at(state, event->document_returned.document);
    document->state = DOCUMENT_OWED;
    document->returned = true;
    document->reason = rows_keep_text(state, event->document_returned.reason);
}

void apply_document_excused(struct state *state, const struct event *event)
{
    struct document_row *document = document_at(state, event->document_excused.document);
    document->paper_excused = true;
    document->reason = rows_keep_text(state, event->document_excused.reason);
}

void apply_document_format_agreed(struct state *state, const struct event *event)
{
    struct document_row *document = document_at(state, event->document_format_agreed.document);
    document->format = rows_keep_text(state, event->document_format_agreed.format);
}

static struct alert_row *alert_at(struct state *state, const struct event *event, struct str id)
{
    uint32_t known = state_find(state, NAME_ALERT, id);
    if (known != NO_ROW) return vec_at(&state->alerts, known);
    struct ref ref;
    struct alert_row *alert = rows_add(state, &state->alerts, NAME_ALERT, id, &ref);
    alert->id = ref;
    alert->contract =
        str_is(event->contract) ? rows_at(state, NAME_CONTRACT, event->contract) : NO_ROW;
    return alert;
}

void apply_alert_raised(struct state *state, const struct event *event)
{
    const struct event_alert_raised *e = &event->alert_raised;
    struct alert_row *alert = alert_at(state, event, e->alert);
    alert->state = ALERT_RAISED;
    alert->severity = (enum severity)e->severity.n;
    alert->at = event->recorded_at;
}

/* Delivery is proof of who was warned when; it changes nothing that is decided here. */
void apply_alert_delivered(struct state *state, const struct event *event)
{
    (void)state;
    (void)event;
}

void apply_alert_acknowledged(struct state *state, const struct event *event)
{
    const struct event_alert_acknowledged *e = &event->alert_acknowledged;
    struct alert_row *alert = alert_at(state, event, e->alert);
    alert->state = ALERT_ACKNOWLEDGED;
    alert->severity = (enum severity)e->severity.n;
    alert->at = event->recorded_at;
}

void apply_alert_cleared(struct state *state, const struct event *event)
{
    struct alert_row *alert = alert_at(state, event, event->alert_cleared.alert);
    alert->state = ALERT_CLEARED;
    alert->at = event->recorded_at;
}
