#include "cli/diff_say.h"
#include "engine/base/check.h"

struct writing {
    struct json *json;
    int32_t offset;
};

void json_put_position(struct json *json, const char *key, const struct position *position,
                       int32_t offset)
{
    json_open_object(json, key);
    json_put_int(json, "seq", (int64_t)position->seq);
    json_put_instant(json, "at", position->at, offset);
    json_close_object(json);
}

static void put_ids(struct json *json, const char *key, struct strs ids)
{
    json_open_array(json, key);
    for (uint32_t i = 0; i < ids.count; i++) json_put_str(json, NULL, ids.at[i]);
    json_close_array(json);
}

static void put_seqs(struct json *json, struct seqs seqs)
{
    json_open_array(json, "events");
    for (uint32_t i = 0; i < seqs.count; i++) json_put_int(json, NULL, (int64_t)seqs.at[i]);
    json_close_array(json);
}

/* --- Faces ------------------------------------------------------------------------------------ */

static void put_job(const struct writing *w, const char *key, const struct job_face *face)
{
    if (!face->is) {
        json_put_null(w->json, key);
        return;
    }
    json_open_object(w->json, key);
    json_put_text(w->json, "state", job_state_name(face->state));
    json_put_str(w->json, "visit", face->visit);
    json_put_instant(w->json, "deadline", face->deadline, w->offset);
    json_close_object(w->json);
}

static void put_visit(const struct writing *w, const char *key, const struct visit_face *face)
{
    if (!face->is) {
        json_put_null(w->json, key);
        return;
    }
    json_open_object(w->json, key);
    json_put_text(w->json, "status", visit_state_name(face->state));
    json_put_str(w->json, "site", face->site);
    json_put_instant(w->json, "start", face->start, w->offset);
    json_put_instant(w->json, "end", face->end, w->offset);
    put_ids(w->json, "crew", face->crew);
    put_ids(w->json, "jobs", face->jobs);
    json_close_object(w->json);
}

static void put_person(const struct writing *w, const char *key, const struct person_face *face)
{
    json_open_array(w->json, key);
    for (uint32_t i = 0; i < face->visits.count; i++) {
        json_open_object(w->json, NULL);
        json_put_str(w->json, "visit", face->visits.at[i]);
        json_put_instant(w->json, "start", face->starts[i], w->offset);
        json_close_object(w->json);
    }
    json_close_array(w->json);
}

static void put_alert(const struct writing *w, const char *key, const struct alert_face *face)
{
    if (!face->is) {
        json_put_null(w->json, key);
        return;
    }
    json_open_object(w->json, key);
    json_put_text(w->json, "severity", severity_name(face->severity));
    json_put_text(w->json, "state", alert_state_name(face->state));
    json_close_object(w->json);
}

static void put_document(const struct writing *w, const char *key, const struct document_face *face)
{
    if (!face->is) {
        json_put_null(w->json, key);
        return;
    }
    json_open_object(w->json, key);
    json_put_text(w->json, "state", document_state_name(face->state));
    json_put_day(w->json, "due", face->due);
    json_close_object(w->json);
}

/* --- Changes ---------------------------------------------------------------------------------- */

static void open_change(const struct writing *w, struct str id)
{
    json_open_object(w->json, NULL);
    json_put_str(w->json, "id", id);
}

static void close_change(const struct writing *w, struct seqs events)
{
    put_seqs(w->json, events);
    json_close_object(w->json);
}

static void put_jobs(const struct writing *w, const struct diff *diff)
{
    json_open_array(w->json, "jobs");
    for (uint32_t i = 0; i < diff->job_count; i++) {
        const struct job_change *change = &diff->jobs[i];
        open_change(w, change->id);
        put_job(w, "before", &change->before);
        put_job(w, "after", &change->after);
        close_change(w, change->events);
    }
    json_close_array(w->json);
}

static void put_visits(const struct writing *w, const struct diff *diff)
{
    json_open_array(w->json, "visits");
    for (uint32_t i = 0; i < diff->visit_count; i++) {
        const struct visit_change *change = &diff->visits[i];
        open_change(w, change->id);
        put_visit(w, "before", &change->before);
        put_visit(w, "after", &change->after);
        close_change(w, change->events);
    }
    json_close_array(w->json);
}

static void put_people(const struct writing *w, const struct diff *diff)
{
    json_open_array(w->json, "people");
    for (uint32_t i = 0; i < diff->person_count; i++) {
        const struct person_change *change = &diff->people[i];
        open_change(w, change->id);
        put_person(w, "before", &change->before);
        put_person(w, "after", &change->after);
        close_change(w, change->events);
    }
    json_close_array(w->json);
}

static void put_alerts(const struct writing *w, const struct diff *diff)
{
    json_open_array(w->json, "alerts");
    for (uint32_t i = 0; i < diff->alert_count; i++) {
        const struct alert_change *change = &diff->alerts[i];
        open_change(w, change->id);
        put_alert(w, "before", &change->before);
        put_alert(w, "after", &change->after);
        close_change(w, change->events);
    }
    json_close_array(w->json);
}

static void put_documents(const struct writing *w, const struct diff *diff)
{
    json_open_array(w->json, "documents");
    for (uint32_t i = 0; i < diff->document_count; i++) {
        const struct document_change *change = &diff->documents[i];
        open_change(w, change->id);
        put_document(w, "before", &change->before);
        put_document(w, "after", &change->after);
        close_change(w, change->events);
    }
    json_close_array(w->json);
}

static void put_deadline(const struct writing *w, const char *key, const struct job_face *face)
{
    if (face->is)
        json_put_instant(w->json, key, face->deadline, w->offset);
    else
        json_put_null(w->json, key);
}

/* Among the jobs' changes already; a list of their own for whoever watches deadlines alone. */
static void put_deadlines(const struct writing *w, const struct diff *diff)
{
    json_open_array(w->json, "deadlines");
    for (uint32_t i = 0; i < diff->job_count; i++) {
        const struct job_change *change = &diff->jobs[i];
        bool same = change->before.is == change->after.is &&
                    change->before.deadline.ms == change->after.deadline.ms;
        if (same) continue;
        json_open_object(w->json, NULL);
        json_put_str(w->json, "job", change->id);
        put_deadline(w, "before", &change->before);
        put_deadline(w, "after", &change->after);
        json_close_object(w->json);
    }
    json_close_array(w->json);
}

static void put_events(struct json *json, const struct diff *diff)
{
    json_open_array(json, "events");
    for (uint32_t i = 0; i < diff->event_count; i++) {
        const struct diff_event *event = &diff->events[i];
        json_open_object(json, NULL);
        json_put_int(json, "seq", (int64_t)event->seq);
        json_put_text(json, "type", event_about((uint32_t)event->kind)->name);
        json_put_str(json, "subject", event->subject);
        json_close_object(json);
    }
    json_close_array(json);
}

void diff_object(struct run *run, const struct diff *diff)
{
    struct json json = json_to(&run->out);
    const struct writing w = {&json, run_offset(run)};
    json_open_object(&json, NULL);
    json_put_position(&json, "from", &diff->from->position, w.offset);
    json_put_position(&json, "to", &diff->to->position, w.offset);
    put_jobs(&w, diff);
    put_visits(&w, diff);
    put_deadlines(&w, diff);
    put_people(&w, diff);
    put_alerts(&w, diff);
    put_documents(&w, diff);
    put_events(&json, diff);
    json_close_object(&json);
    CHECK(json_is_whole(&json));
    text_putc(&run->out, '\n');
}
