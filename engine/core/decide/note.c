#include "engine/core/decide/deciding.h"
#include "rules/document.h"

/* What the customer is shown before a contact with others (5(10)). */
void decide_coordination_show(struct deciding *d)
{
    const struct command_coordination_show *c = &d->command->coordination_show;
    struct maybe_day day = day_given(d, "shown_on", c->shown_on);
    if (is_refused(d)) return;
    struct str id = name_for(d, NAME_NOTE, STR_NONE);
    emit(d, EVENT_COORDINATION_SHOWN, id)->coordination_shown = (struct event_coordination_shown){
        .record = id, .with = c->with, .text = c->text, .shown_on = day};
}

/* Of routine contacts the customer knows purpose and frequency, and need not hear each time. */
void decide_coordination_exempt(struct deciding *d)
{
    const struct command_coordination_exempt *c = &d->command->coordination_exempt;
    struct str id = name_for(d, NAME_NOTE, STR_NONE);
    emit(d, EVENT_COORDINATION_SHOWN, id)->coordination_shown = (struct event_coordination_shown){
        .record = id,
        .with = c->with,
        .text = c->purpose,
        .shown_on = {true, d->today},
        .standing = {true, true},
        .frequency = c->frequency,
    };
}

/* The note of that name in the contract at hand, or NULL. */
static const struct note_row *note_named(struct deciding *d, struct str id)
{
    uint32_t row = state_find(d->state, NAME_NOTE, id);
    const struct note_row *note = row != NO_ROW ? vec_at(&d->state->notes, row) : NULL;
    if (note == NULL)
        refuse(d, REFUSAL_NO_SUCH_NOTE, arg_str(id), NO_ARG, NO_ARG);
    else if (note->contract != d->contract)
        refuse(d, REFUSAL_WRONG_CONTRACT, arg_str(d->command->contract), arg_str(id), NO_ARG);
    return is_refused(d) ? NULL : note;
}

/* What a meeting says the customer was shown, they were shown by that day. */
static void check_shown(struct deciding *d, struct str id, day_t held_on)
{
    const struct note_row *note = note_named(d, id);
    if (note == NULL) return;
    if (note->kind != NOTE_SHOWN && note->kind != NOTE_EXEMPTION)
        refuse(d, REFUSAL_NO_SUCH_NOTE, arg_str(id), NO_ARG, NO_ARG);
    else if (note->day.n > held_on.n)
        refuse(d, REFUSAL_NOT_SHOWN, arg_str(id), arg_day(note->day), arg_day(held_on));
}

/* Without the customer there, minutes are owed within two days (5(10)). */
void decide_meeting_record(struct deciding *d)
{
    const struct command_meeting_record *c = &d->command->meeting_record;
    uint32_t rule = document_rule_of(d->wording, OWED_AFTER_MEETING);
    (void)day_given(d, "held_on", c->held_on);
    if (str_is(c->shown)) check_shown(d, c->shown, c->held_on.day);
    if (is_refused(d)) return;
    emit(d, EVENT_MEETING_RECORDED, d->wording->id)->meeting_recorded =
        (struct event_meeting_recorded){.with = c->with,
                                        .held_on = c->held_on,
                                        .customer_present = c->customer_present,
                                        .shown = c->shown};
    if (c->customer_present.on || rule == CONTRACT_NONE) return;
    char held_on[DAY_TEXT_BYTES];
    day_print(c->held_on.day, held_on);
    owe_document(d, d->wording->documents[rule].kind, str_copy(d->arena, str_of(held_on)),
                 document_of(d->wording, rule, c->held_on.day).due, STR_NONE);
}

void decide_progress_report(struct deciding *d)
{
    const struct command_progress_report *c = &d->command->progress_report;
    if (str_is(c->job)) (void)job_named(d, c->job);
    if (is_refused(d)) return;
    struct str id = name_for(d, NAME_NOTE, STR_NONE);
    emit(d, EVENT_PROGRESS_REPORTED, id)->progress_reported = (struct event_progress_reported){
        .record = id, .stage = c->stage, .text = c->text, .job = c->job, .file = c->file};
}

/* The customer's word that the content is right (5(11)). */
void decide_progress_confirm(struct deciding *d)
{
    struct str id = d->command->progress_confirm.record;
    const struct note_row *note = note_named(d, id);
    if (note == NULL) return;
    if (note->kind != NOTE_PROGRESS)
        refuse(d, REFUSAL_NO_SUCH_NOTE, arg_str(id), NO_ARG, NO_ARG);
    else if (note->confirmation.by != NOBODY)
        refuse(d, REFUSAL_ALREADY_CONFIRMED, arg_str(id), NO_ARG, NO_ARG);
    else
        (void)may_decide(d, note->by);
    if (is_refused(d)) return;
    emit(d, EVENT_PROGRESS_CONFIRMED, id)->progress_confirmed =
        (struct event_progress_confirmed){.record = id};
}

/* Enquiries, research and the like belong to the month's report, too (6(4)). */
void decide_work_note(struct deciding *d)
{
    const struct command_work_note *c = &d->command->work_note;
    struct maybe_day day = day_given(d, "done_on", c->done_on);
    if (is_refused(d)) return;
    struct str id = name_for(d, NAME_NOTE, STR_NONE);
    emit(d, EVENT_NOTE_RECORDED, id)->note_recorded = (struct event_note_recorded){
        .record = id,
        .kind = {true, NOTE_WORK},
        .text = c->text,
        .done_on = day,
        .minutes = c->minutes,
        .work = c->kind,
        .file = c->file,
    };
}

void decide_improvement_note(struct deciding *d)
{
    const struct command_improvement_note *c = &d->command->improvement_note;
    struct maybe_day day = day_given(d, "done_on", c->done_on);
    if (str_is(c->job)) (void)job_named(d, c->job);
    if (is_refused(d)) return;
    struct str id = name_for(d, NAME_NOTE, STR_NONE);
    emit(d, EVENT_NOTE_RECORDED, id)->note_recorded =
        (struct event_note_recorded){.record = id,
                                     .kind = {true, NOTE_IMPROVEMENT},
                                     .text = c->text,
                                     .done_on = day,
                                     .job = c->job};
}
