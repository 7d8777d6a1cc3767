#include "engine/core/decide/deciding.h"

/* Conduct that the contract asks for, each item by its word (5(3), 5(5), 5(7)). */
void decide_visit_confirm(struct deciding *d)
{
    const struct command_visit_confirm *c = &d->command->visit_confirm;
    uint32_t row = visit_named(d, c->visit);
    if (row == NO_ROW) return;
    const struct visit_row *visit = state_visit(d->state, row);
    if (visit->state == VISIT_CANCELLED || visit->state == VISIT_DECLINED)
        refuse(d, REFUSAL_NOT_CONFIRMED, arg_str(c->visit),
               arg_term(&visit_state_terms, visit->state), NO_ARG);
    for (uint32_t i = 0; i < c->items.count; i++)
        if (term_find(&conduct_terms, c->items.at[i]) >= conduct_terms.count)
            refuse_value(d, "items", c->items.at[i], GIVE_CONDUCT);
    struct strs people = people_given(d, c->technicians, instant_day(visit->start, d->offset));
    if (is_refused(d)) return;
    emit(d, EVENT_VISIT_CONDUCT_CONFIRMED, c->visit)->visit_conduct_confirmed =
        (struct event_visit_conduct_confirmed){
            .visit = c->visit, .items = c->items, .technicians = people};
}

/* `rooms` holds texts as pairs of numbers: where, how long. */
static bool is_permitted_room(const struct state *state, const struct visit_row *visit,
                              struct str room)
{
    const uint32_t *pairs = state_list(state, visit->rooms);
    for (uint32_t i = 0; i + 1 < visit->rooms.count; i += 2)
        if (str_eq(state_text(state, (struct ref){pairs[i], pairs[i + 1]}), room)) return true;
    return false;
}

/* Rooms that need a permission of their own are entered with it (5(4)). */
static void check_room(struct deciding *d, const struct visit_row *visit, struct str id,
                       struct str room)
{
    uint32_t site = contract_site(d->wording, state_text(d->state, visit->site));
    bool asks = site != CONTRACT_NONE && d->wording->entry_approver != APPROVER_NONE &&
                d->wording->sites[site].rooms_need_permission;
    if (asks && !is_permitted_room(d->state, visit, room))
        refuse(d, REFUSAL_ROOM_NOT_PERMITTED, arg_str(id), arg_str(room), NO_ARG);
}

void decide_entry_record(struct deciding *d)
{
    const struct command_entry_record *c = &d->command->entry_record;
    uint32_t row = visit_named(d, c->visit);
    if (row == NO_ROW) return;
    const struct visit_row *visit = state_visit(d->state, row);
    if (visit->state != VISIT_STARTED && visit->state != VISIT_FINISHED)
        refuse(d, REFUSAL_NOT_STARTED, arg_str(c->visit),
               arg_term(&visit_state_terms, visit->state), NO_ARG);
    struct maybe_instant in = instant_given(d, "entered_at", c->entered_at);
    if (c->left_at.is) (void)instant_given(d, "left_at", c->left_at);
    if (c->left_at.is && instant_cmp(c->left_at.at, in.at) < 0)
        refuse(d, REFUSAL_BAD_VALUE, arg_text("left_at"), arg_at(d, c->left_at.at),
               arg_term(&acceptable_terms, GIVE_AFTER_ENTRY));
    struct str one = c->technician;
    struct strs people = crew_named(d, (struct strs){&one, 1}, instant_day(in.at, d->offset));
    if (str_is(c->room)) check_room(d, visit, c->visit, c->room);
    if (is_refused(d)) return;
    emit(d, EVENT_ENTRY_RECORDED, c->visit)->entry_recorded =
        (struct event_entry_recorded){.visit = c->visit,
                                      .technician = people.at[0],
                                      .room = c->room,
                                      .entered_at = in,
                                      .left_at = c->left_at};
}
