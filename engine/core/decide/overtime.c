#include "engine/core/content.h"
#include "engine/core/decide/deciding.h"

/* A visit that has not begun, or NO_ROW. */
static uint32_t visit_ahead(struct deciding *d, struct str id)
{
    uint32_t row = visit_named(d, id);
    if (row == NO_ROW) return NO_ROW;
    const struct visit_row *visit = state_visit(d->state, row);
    if (visit->state == VISIT_PROPOSED || visit->state == VISIT_CONFIRMED) return row;
    refuse(d, REFUSAL_ALREADY_STARTED, arg_str(id), arg_term(&visit_state_terms, visit->state),
           NO_ARG);
    return NO_ROW;
}

/* Beforehand means before the visit as planned, too (5(2)). */
void decide_overtime_request(struct deciding *d)
{
    const struct command_overtime_request *c = &d->command->overtime_request;
    if (visit_ahead(d, c->visit) == NO_ROW) return;
    emit(d, EVENT_OVERTIME_REQUESTED, c->visit)->overtime_requested =
        (struct event_overtime_requested){.visit = c->visit, .reason = c->reason};
}

static bool is_requested(struct deciding *d, struct str id)
{
    uint32_t row = visit_named(d, id);
    if (row == NO_ROW) return false;
    const struct visit_row *visit = state_visit(d->state, row);
    if (visit->overtime != OVERTIME_REQUESTED) {
        refuse(d, REFUSAL_NOTHING_REQUESTED, arg_str(id), NO_ARG, NO_ARG);
        return false;
    }
    return may_decide(d, visit->overtime_by);
}

void decide_overtime_approve(struct deciding *d)
{
    struct str id = d->command->overtime_approve.visit;
    if (!is_requested(d, id)) return;
    uint32_t row = state_find(d->state, NAME_VISIT, id);
    struct str content = content_hash(content_of_overtime(d->state, row, d->arena), d->arena);
    if (!content_is(d, id, d->command->overtime_approve.content, content)) return;
    emit(d, EVENT_OVERTIME_APPROVED, id)->overtime_approved =
        (struct event_overtime_approved){.visit = id, .content = content};
}

void decide_overtime_refuse(struct deciding *d)
{
    const struct command_overtime_refuse *c = &d->command->overtime_refuse;
    if (!is_requested(d, c->visit)) return;
    emit(d, EVENT_OVERTIME_REFUSED, c->visit)->overtime_refused =
        (struct event_overtime_refused){.visit = c->visit, .reason = c->reason};
}

void decide_overtime_withdraw(struct deciding *d)
{
    const struct command_overtime_withdraw *c = &d->command->overtime_withdraw;
    uint32_t row = visit_ahead(d, c->visit);
    if (row == NO_ROW) return;
    enum overtime_state now = state_visit(d->state, row)->overtime;
    if (now != OVERTIME_REQUESTED && now != OVERTIME_APPROVED)
        refuse(d, REFUSAL_NOTHING_REQUESTED, arg_str(c->visit), NO_ARG, NO_ARG);
    if (is_refused(d)) return;
    emit(d, EVENT_OVERTIME_WITHDRAWN, c->visit)->overtime_withdrawn =
        (struct event_overtime_withdrawn){.visit = c->visit, .reason = c->reason};
}

/* The customer's own circumstances: a direction, which needs no request. */
void decide_overtime_direct(struct deciding *d)
{
    const struct command_overtime_direct *c = &d->command->overtime_direct;
    if (visit_ahead(d, c->visit) == NO_ROW) return;
    emit(d, EVENT_OVERTIME_DIRECTED, c->visit)->overtime_directed =
        (struct event_overtime_directed){.visit = c->visit, .reason = c->reason};
}
