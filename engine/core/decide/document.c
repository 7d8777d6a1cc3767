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

/* The customer has had the last word on it: accepted, or not wanted. */
static bool is_settled(struct deciding *d, const struct document_row *document, struct str id)
{
    if (document->state == DOCUMENT_OWED || document->state == DOCUMENT_SUBMITTED) return false;
    refuse(d, REFUSAL_DOCUMENT_SETTLED, arg_str(id),
           arg_term(&document_state_terms, document->state), NO_ARG);
    return true;
}

static bool is_document_open(struct deciding *d, struct str id)
{
    uint32_t row = document_named(d, id);
    return row != NO_ROW && !is_settled(d, vec_at(&d->state->documents, row), id);
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
    if (is_settled(d, document, id)) return;
    emit(d, EVENT_DOCUMENT_SUBMITTED, id)->document_submitted =
        (struct event_document_submitted){.document = id, .file = c->file};
}

/* The document of that name, submitted and waiting for the customer's word, or NULL. */
static const struct document_row *document_submitted(struct deciding *d, struct str id)
{
    uint32_t row = document_named(d, id);
    if (row == NO_ROW) return NULL;
    const struct document_row *document = vec_at(&d->state->documents, row);
    if (document->state == DOCUMENT_SUBMITTED) return document;
    refuse(d, REFUSAL_NOT_SUBMITTED, arg_str(id), arg_term(&document_state_terms, document->state),
           NO_ARG);
    return NULL;
}

void decide_document_accept(struct deciding *d)
{
    struct str id = d->command->document_accept.document;
    if (document_submitted(d, id) == NULL) return;
    emit(d, EVENT_DOCUMENT_ACCEPTED, id)->document_accepted =
        (struct event_document_accepted){.document = id};
}

void decide_document_waive(struct deciding *d)
{
    const struct command_document_waive *c = &d->command->document_waive;
    if (!is_document_open(d, c->document)) return;
    emit(d, EVENT_DOCUMENT_WAIVED, c->document)->document_waived =
        (struct event_document_waived){.document = c->document, .reason = c->reason};
}

void decide_document_return(struct deciding *d)
{
    const struct command_document_return *c = &d->command->document_return;
    if (document_submitted(d, c->document) == NULL) return;
    emit(d, EVENT_DOCUMENT_RETURNED, c->document)->document_returned =
        (struct event_document_returned){.document = c->document, .reason = c->reason};
}

/* What paper doesn't suit comes without it, once that was talked over (5(9)). */
void decide_document_excuse(struct deciding *d)
{
    const struct command_document_excuse *c = &d->command->document_excuse;
    if (!is_document_open(d, c->document)) return;
    emit(d, EVENT_DOCUMENT_EXCUSED, c->document)->document_excused =
        (struct event_document_excused){.document = c->document, .reason = c->reason};
}

void decide_document_agree_format(struct deciding *d)
{
    const struct command_document_agree_format *c = &d->command->document_agree_format;
    if (!is_document_open(d, c->document)) return;
    emit(d, EVENT_DOCUMENT_FORMAT_AGREED, c->document)->document_format_agreed =
        (struct event_document_format_agreed){.document = c->document, .format = c->format};
}

void decide_document_request(struct deciding *d)
{
    const struct command_document_request *c = &d->command->document_request;
    if (c->due.day.n < d->today.n)
        refuse(d, REFUSAL_IN_THE_PAST, arg_text("due"), arg_day(c->due.day), arg_day(d->today));
    if (is_refused(d)) return;
    owe_document(d, c->kind, STR_NONE, c->due.day, STR_NONE);
}
