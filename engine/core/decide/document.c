#include "engine/core/decide/deciding.h"
#include "rules/document.h"

/* Of the documents of that kind and period the first still owed, else the last handed in. */
static uint32_t document_of_kind(const struct deciding *d, struct str kind, struct str period)
{
    uint32_t found = NO_ROW;
    for (uint32_t i = 0; i < d->state->documents.count; i++) {
        const struct document_row *row = vec_at(&d->state->documents, i);
        if (row->contract != d->contract || !str_eq(state_text(d->state, row->kind), kind))
            continue;
        if (str_is(period) && !str_eq(state_text(d->state, row->period), period)) continue;
        if (row->state == DOCUMENT_OWED) return i;
        found = i;
    }
    return found;
}

void decide_document_submit(struct deciding *d)
{
    const struct command_document_submit *c = &d->command->document_submit;
    if (!str_is(c->document) && !str_is(c->kind)) {
        refuse(d, REFUSAL_MISSING_FIELD, arg_text("document.submit"), arg_text("document"), NO_ARG);
        return;
    }
    uint32_t row = str_is(c->document) ? document_named(d, c->document)
                                       : document_of_kind(d, c->kind, c->period);
    if (row == NO_ROW) {
        if (!is_refused(d)) refuse(d, REFUSAL_NO_SUCH_DOCUMENT, arg_str(c->kind), NO_ARG, NO_ARG);
        return;
    }
    const struct document_row *document = vec_at(&d->state->documents, row);
    struct str id = state_text(d->state, document->id);
    emit(d, EVENT_DOCUMENT_SUBMITTED, id)->document_submitted =
        (struct event_document_submitted){.document = id, .file = c->file};
}

void decide_document_accept(struct deciding *d)
{
    struct str id = d->command->document_accept.document;
    uint32_t row = document_named(d, id);
    if (row == NO_ROW) return;
    const struct document_row *document = vec_at(&d->state->documents, row);
    if (document->state != DOCUMENT_SUBMITTED) {
        refuse(d, REFUSAL_NOT_REPORTED, arg_str(id),
               arg_term(&document_state_terms, document->state), NO_ARG);
        return;
    }
    emit(d, EVENT_DOCUMENT_ACCEPTED, id)->document_accepted =
        (struct event_document_accepted){.document = id};
}

void decide_document_waive(struct deciding *d)
{
    const struct command_document_waive *c = &d->command->document_waive;
    if (document_named(d, c->document) == NO_ROW) return;
    emit(d, EVENT_DOCUMENT_WAIVED, c->document)->document_waived =
        (struct event_document_waived){.document = c->document, .reason = c->reason};
}

void decide_document_request(struct deciding *d)
{
    const struct command_document_request *c = &d->command->document_request;
    if (c->due.day.n < d->today.n)
        refuse(d, REFUSAL_IN_THE_PAST, arg_text("due"), arg_day(c->due.day), arg_day(d->today));
    if (is_refused(d)) return;
    owe_document(d, c->kind, STR_NONE, c->due.day, STR_NONE);
}

/* Without the customer there, minutes are owed within two days (5(10)). */
void decide_meeting_record(struct deciding *d)
{
    const struct command_meeting_record *c = &d->command->meeting_record;
    uint32_t rule = document_rule_of(d->wording, OWED_AFTER_MEETING);
    if (c->held_on.day.n > d->today.n)
        refuse(d, REFUSAL_IN_THE_FUTURE, arg_text("held_on"), arg_day(c->held_on.day),
               arg_day(d->today));
    if (is_refused(d)) return;
    emit(d, EVENT_MEETING_RECORDED, d->wording->id)->meeting_recorded =
        (struct event_meeting_recorded){
            .with = c->with, .held_on = c->held_on, .customer_present = c->customer_present};
    if (c->customer_present.on || rule == CONTRACT_NONE) return;
    char held_on[DAY_TEXT_BYTES];
    day_print(c->held_on.day, held_on);
    owe_document(d, d->wording->documents[rule].kind, str_copy(d->arena, str_of(held_on)),
                 document_of(d->wording, rule, c->held_on.day).due, STR_NONE);
}
