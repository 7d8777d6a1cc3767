#include "engine/core/apply_priv.h"

static struct note_row *note_add(struct state *state, const struct event *event, struct str id,
                                 enum note_kind kind)
{
    struct ref ref;
    struct note_row *note = rows_add(state, &state->notes, NAME_NOTE, id, &ref);
    struct decision_row who = rows_decision(state, event);
    *note = (struct note_row){
        .id = ref,
        .contract = rows_at(state, NAME_CONTRACT, event->contract),
        .kind = kind,
        .job = NO_ROW,
        .by = who.on_behalf != NOBODY ? who.on_behalf : who.by,
        .confirmation = {.by = NOBODY, .on_behalf = NOBODY},
    };
    return note;
}

static uint32_t job_or_none(const struct state *state, struct str id)
{
    return str_is(id) ? rows_at(state, NAME_JOB, id) : NO_ROW;
}

void apply_coordination_shown(struct state *state, const struct event *event)
{
    const struct event_coordination_shown *e = &event->coordination_shown;
    struct note_row *note =
        note_add(state, event, e->record, e->standing.on ? NOTE_EXEMPTION : NOTE_SHOWN);
    note->day = e->shown_on.day;
    note->with = rows_keep_text(state, e->with);
    note->text = rows_keep_text(state, e->text);
    note->frequency = rows_keep_text(state, e->frequency);
}

void apply_note_recorded(struct state *state, const struct event *event)
{
    const struct event_note_recorded *e = &event->note_recorded;
    struct note_row *note = note_add(state, event, e->record, (enum note_kind)e->kind.n);
    note->day = e->done_on.day;
    note->text = rows_keep_text(state, e->text);
    note->work = (enum work_kind)e->work.n;
    note->minutes = e->minutes.n;
    note->job = job_or_none(state, e->job);
}

void apply_progress_reported(struct state *state, const struct event *event)
{
    const struct event_progress_reported *e = &event->progress_reported;
    struct note_row *note = note_add(state, event, e->record, NOTE_PROGRESS);
    int32_t offset = state_contract(state, note->contract, (day_t){0})->offset;
    note->day = instant_day(event->recorded_at, offset);
    note->text = rows_keep_text(state, e->text);
    note->frequency = rows_keep_text(state, e->stage);
    note->job = job_or_none(state, e->job);
}

void apply_progress_confirmed(struct state *state, const struct event *event)
{
    struct note_row *note =
        vec_at(&state->notes, rows_at(state, NAME_NOTE, event->progress_confirmed.record));
    note->confirmation = rows_decision(state, event);
}

/* The minutes it makes owed are an event of their own. */
void apply_meeting_recorded(struct state *state, const struct event *event)
{
    const struct event_meeting_recorded *e = &event->meeting_recorded;
    struct meeting_row *meeting = vec_push(&state->meetings, state->arena);
    *meeting = (struct meeting_row){
        .with = rows_keep_text(state, e->with),
        .contract = rows_at(state, NAME_CONTRACT, event->contract),
        .held_on = e->held_on.day,
        .customer_present = e->customer_present.on,
        .shown = str_is(e->shown) ? rows_at(state, NAME_NOTE, e->shown) : NO_ROW,
    };
}

/* The notice that it makes owed is an event of its own. */
void apply_supervisor_changed(struct state *state, const struct event *event)
{
    struct contract_row *row =
        vec_at(&state->contracts, rows_at(state, NAME_CONTRACT, event->contract));
    row->supervisor = rows_keep_text(state, event->supervisor_changed.name);
}
