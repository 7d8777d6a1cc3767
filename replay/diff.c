#include "replay/diff.h"

#include "engine/core/job.h"
#include "engine/wire/event_bytes.h"
#include "replay/diff_priv.h"

void diff_look(const struct state *state, struct position position, struct str contract,
               struct arena *arena, struct diff_side *ret)
{
    *ret = (struct diff_side){.position = position, .state = state};
    ret->contract = state_find(state, NAME_CONTRACT, contract);
    if (ret->contract == NO_ROW) return;
    plan_make(state, ret->contract, position.at, &(struct plan_options){0}, arena, &ret->plan);
    alarm_find(state, &ret->plan, arena, &ret->alerts);
}

/* --- Events ----------------------------------------------------------------------------------- */

static bool is_any(struct str s, const struct str *of, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (str_is(of[i]) && str_eq(s, of[i])) return true;
    return false;
}

struct seqs diff_events_of(const struct diffing *d, const struct str *subjects, uint32_t count)
{
    struct vec found = vec_of(sizeof(uint64_t));
    for (uint32_t i = 0; i < d->diff->event_count; i++) {
        const struct diff_event *event = &d->diff->events[i];
        if (is_any(event->subject, subjects, count))
            *(uint64_t *)vec_push(&found, d->arena) = event->seq;
    }
    return (struct seqs){found.rows, found.count};
}

static err_t read_events(struct log *log, struct arena *arena, struct diff *diff)
{
    struct log_cursor cursor;
    struct arena scratch;
    struct vec events = vec_of(sizeof(struct diff_event));
    err_t fault = OK;
    arena_init(&scratch, (size_t)1 << 30);
    struct arena_mark mark = arena_mark(&scratch);
    log_read(log, diff->from->position.seq + 1, diff->to->position.seq, &cursor);
    while (!is_err(fault) && log_next(&cursor)) {
        struct event event;
        fault = event_decode(cursor.event, &event, &scratch);
        if (!is_err(fault))
            *(struct diff_event *)vec_push(&events, arena) =
                (struct diff_event){event.seq, event.kind, str_copy(arena, event.subject)};
        arena_rewind(&scratch, mark);
    }
    err_t read_fault = log_read_end(&cursor);
    arena_deinit(&scratch);
    diff->events = events.rows;
    diff->event_count = events.count;
    return is_err(fault) ? fault : read_fault;
}

/* --- Jobs ------------------------------------------------------------------------------------- */

static struct str visit_of(const struct diff_side *side, uint32_t job)
{
    const struct plan_visit *planned = plan_visit_of(&side->plan, job);
    uint32_t visit = state_job(side->state, job)->visit;
    if (planned != NULL) return planned->id;
    return visit != NO_ROW ? state_text(side->state, state_visit(side->state, visit)->id)
                           : STR_NONE;
}

/* Rows are never taken away, so a job's row is the same on both sides, or not there yet. */
static struct job_face job_face(const struct diff_side *side, uint32_t job, struct arena *arena)
{
    if (side->contract == NO_ROW || job >= side->state->jobs.count) return (struct job_face){0};
    const struct contract *wording = side->plan.wording;
    return (struct job_face){
        .is = true,
        .state = job_state_of(side->state, wording, job),
        .visit = visit_of(side, job),
        .deadline = job_deadline_of(side->state, wording, job, side->position.at, arena).at,
    };
}

static bool job_same(const struct job_face *a, const struct job_face *b)
{
    return a->is == b->is && a->state == b->state && str_eq(a->visit, b->visit) &&
           a->deadline.ms == b->deadline.ms;
}

void diff_jobs(struct diffing *d)
{
    const struct diff_side *from = d->diff->from, *to = d->diff->to;
    struct vec changes = vec_of(sizeof(struct job_change));
    for (uint32_t i = 0; i < to->state->jobs.count; i++) {
        const struct job_row *row = state_job(to->state, i);
        if (row->contract != to->contract) continue;
        struct job_change change = {.id = state_text(to->state, row->id),
                                    .before = job_face(from, i, d->arena),
                                    .after = job_face(to, i, d->arena)};
        if (job_same(&change.before, &change.after)) continue;
        const struct str subjects[] = {change.id, change.before.visit, change.after.visit};
        change.events = diff_events_of(d, subjects, COUNT(subjects));
        *(struct job_change *)vec_push(&changes, d->arena) = change;
    }
    d->diff->jobs = changes.rows;
    d->diff->job_count = changes.count;
}

/* --- Documents and alerts --------------------------------------------------------------------- */

static struct document_face document_face(const struct diff_side *side, uint32_t document)
{
    if (side->contract == NO_ROW || document >= side->state->documents.count)
        return (struct document_face){0};
    const struct document_row *row = vec_at(&side->state->documents, document);
    day_t today = instant_day(side->position.at, side->plan.wording->offset);
    bool late = row->state == DOCUMENT_OWED && row->due.n < today.n;
    return (struct document_face){true, late ? DOCUMENT_LATE : row->state, row->due};
}

void diff_documents(struct diffing *d)
{
    const struct diff_side *from = d->diff->from, *to = d->diff->to;
    struct vec changes = vec_of(sizeof(struct document_change));
    for (uint32_t i = 0; i < to->state->documents.count; i++) {
        const struct document_row *row = vec_at(&to->state->documents, i);
        if (row->contract != to->contract) continue;
        struct document_change change = {.id = state_text(to->state, row->id),
                                         .before = document_face(from, i),
                                         .after = document_face(to, i)};
        if (change.before.is == change.after.is && change.before.state == change.after.state &&
            change.before.due.n == change.after.due.n)
            continue;
        change.events = diff_events_of(d, &change.id, 1);
        *(struct document_change *)vec_push(&changes, d->arena) = change;
    }
    d->diff->documents = changes.rows;
    d->diff->document_count = changes.count;
}

static struct alert_face alert_face(const struct diff_side *side, struct str id)
{
    for (uint32_t i = 0; i < side->alerts.count; i++) {
        const struct alert *alert = &side->alerts.at[i];
        if (str_eq(alert->id, id)) return (struct alert_face){true, alert->state, alert->severity};
    }
    return (struct alert_face){0};
}

/* Its own and its subject's; of a visit those that made it come or go. */
static struct seqs events_of_alert(struct diffing *d, const struct alert *alert)
{
    const struct str subjects[] = {alert->id, alert->subject};
    for (uint32_t i = 0; i < d->diff->visit_count; i++)
        if (str_eq(d->diff->visits[i].id, alert->subject)) return d->diff->visits[i].events;
    return diff_events_of(d, subjects, COUNT(subjects));
}

static void add_alert(struct diffing *d, const struct alert *alert, struct vec *changes)
{
    struct alert_change change = {.id = alert->id,
                                  .before = alert_face(d->diff->from, alert->id),
                                  .after = alert_face(d->diff->to, alert->id)};
    if (change.before.is == change.after.is && change.before.state == change.after.state &&
        change.before.severity == change.after.severity)
        return;
    change.events = events_of_alert(d, alert);
    *(struct alert_change *)vec_push(changes, d->arena) = change;
}

void diff_alerts(struct diffing *d)
{
    const struct diff_side *from = d->diff->from, *to = d->diff->to;
    struct vec changes = vec_of(sizeof(struct alert_change));
    for (uint32_t i = 0; i < to->alerts.count; i++) add_alert(d, &to->alerts.at[i], &changes);
    for (uint32_t i = 0; i < from->alerts.count; i++)
        if (!alert_face(to, from->alerts.at[i].id).is) add_alert(d, &from->alerts.at[i], &changes);
    d->diff->alerts = changes.rows;
    d->diff->alert_count = changes.count;
}

/* --- The whole -------------------------------------------------------------------------------- */

err_t diff_make(struct log *log, const struct diff_side *from, const struct diff_side *to,
                struct arena *arena, struct diff *ret)
{
    struct diffing d = {arena, ret};
    CHECK(from->position.seq <= to->position.seq);
    *ret = (struct diff){.from = from, .to = to};
    TRY(read_events(log, arena, ret));
    diff_jobs(&d);
    diff_visits(&d);
    diff_people(&d);
    diff_alerts(&d);
    diff_documents(&d);
    return OK;
}
