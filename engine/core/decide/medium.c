/* The ledger of removable media (5(6)ウ): who has one, when it was written, checked and used, and
 * what became of it. */
#include "engine/core/decide/deciding.h"

static uint32_t medium_named(struct deciding *d, struct str id)
{
    uint32_t medium = state_find(d->state, NAME_MEDIUM, id);
    if (medium == NO_ROW)
        refuse(d, REFUSAL_NO_SUCH_MEDIUM, arg_str(id), NO_ARG, NO_ARG);
    else if (state_medium(d->state, medium)->contract != d->contract)
        refuse(d, REFUSAL_WRONG_CONTRACT, arg_str(d->command->contract), arg_str(id), NO_ARG);
    return is_refused(d) ? NO_ROW : medium;
}

static void refuse_gone(struct deciding *d, const struct medium_row *medium, struct str id)
{
    refuse(d, REFUSAL_MEDIUM_GONE, arg_str(id), arg_term(&medium_state_terms, medium->state),
           NO_ARG);
}

/* The medium of that name, still among us, or NO_ROW. */
static uint32_t medium_here(struct deciding *d, struct str id)
{
    uint32_t row = medium_named(d, id);
    if (row == NO_ROW) return NO_ROW;
    const struct medium_row *medium = state_medium(d->state, row);
    if (medium->state == MEDIUM_HELD) return row;
    refuse_gone(d, medium, id);
    return NO_ROW;
}

static struct str id_of_actor(const struct deciding *d, uint32_t actor)
{
    return actor == NOBODY ? STR_NONE : state_text(d->state, state_actor(d->state, actor)->id);
}

/* A person who is known here; absent after the refusal. */
static struct str custodian_named(struct deciding *d, const char *field, struct str id)
{
    uint32_t actor = actor_named(d, id);
    if (actor == NO_ROW)
        refuse(d, REFUSAL_UNKNOWN_ACTOR, arg_str(id), NO_ARG, NO_ARG);
    else if (state_actor(d->state, actor)->role == ROLE_SYSTEM)
        refuse_value(d, field, id, GIVE_PERSON);
    else
        return id_of_actor(d, actor);
    return STR_NONE;
}

/* Also of a medium that isn't in the ledger: the label alone is what older contracts wrote. */
void decide_media_check(struct deciding *d)
{
    const struct command_media_check *c = &d->command->media_check;
    struct maybe_instant at = instant_given(d, "checked_at", c->checked_at);
    check_not_cancelled(d, job_named(d, c->job));
    day_t day = instant_day(at.at, d->offset);
    if (d->decider == NOBODY || !state_is_available(d->state, d->decider, day))
        refuse(d, REFUSAL_NOT_ON_ROSTER, arg_str(d->by), arg_day(day), NO_ARG);
    uint32_t row = state_find(d->state, NAME_MEDIUM, c->medium);
    if (row != NO_ROW && state_medium(d->state, row)->state == MEDIUM_DESTROYED)
        refuse_gone(d, state_medium(d->state, row), c->medium);
    if (is_refused(d)) return;
    emit(d, EVENT_MEDIA_CHECKED, c->job)->media_checked = (struct event_media_checked){
        .job = c->job, .medium = c->medium, .result = c->result, .checked_at = at};
}

/* Without a custodian named it is in the hands of whoever registers it. */
void decide_medium_register(struct deciding *d)
{
    const struct command_medium_register *c = &d->command->medium_register;
    struct str id = name_for(d, NAME_MEDIUM, c->medium);
    struct str custodian = str_is(c->custodian)      ? custodian_named(d, "custodian", c->custodian)
                           : str_is(d->on_behalf_of) ? d->on_behalf_of
                                                     : d->by;
    if (is_refused(d)) return;
    emit(d, EVENT_MEDIUM_REGISTERED, id)->medium_registered =
        (struct event_medium_registered){.medium = id, .kind = c->kind, .custodian = custodian};
}

static void emit_move(struct deciding *d, uint32_t row, enum medium_state state, struct str to,
                      struct str reason)
{
    const struct medium_row *medium = state_medium(d->state, row);
    struct str id = state_text(d->state, medium->id);
    emit(d, EVENT_MEDIUM_MOVED, id)->medium_moved = (struct event_medium_moved){
        .medium = id,
        .state = {true, state},
        .giver = id_of_actor(d, medium->custodian),
        .to = to,
        .reason = reason,
    };
}

/* One that was given back may be handed out again; a destroyed one may not. */
void decide_medium_hand(struct deciding *d)
{
    const struct command_medium_hand *c = &d->command->medium_hand;
    uint32_t row = medium_named(d, c->medium);
    if (row == NO_ROW) return;
    const struct medium_row *medium = state_medium(d->state, row);
    if (medium->state == MEDIUM_DESTROYED) refuse_gone(d, medium, c->medium);
    struct str to = custodian_named(d, "to", c->to);
    if (!is_refused(d)) emit_move(d, row, MEDIUM_HELD, to, STR_NONE);
}

void decide_medium_return(struct deciding *d)
{
    const struct command_medium_return *c = &d->command->medium_return;
    uint32_t row = medium_here(d, c->medium);
    if (row != NO_ROW) emit_move(d, row, MEDIUM_RETURNED, STR_NONE, c->to);
}

void decide_medium_destroy(struct deciding *d)
{
    const struct command_medium_destroy *c = &d->command->medium_destroy;
    uint32_t row = medium_named(d, c->medium);
    if (row == NO_ROW) return;
    const struct medium_row *medium = state_medium(d->state, row);
    if (medium->state == MEDIUM_DESTROYED)
        refuse_gone(d, medium, c->medium);
    else
        emit_move(d, row, MEDIUM_DESTROYED, STR_NONE, c->reason);
}

void decide_medium_write(struct deciding *d)
{
    const struct command_medium_write *c = &d->command->medium_write;
    struct maybe_instant at = instant_given(d, "written_at", c->written_at);
    (void)medium_here(d, c->medium);
    if (is_refused(d)) return;
    emit(d, EVENT_MEDIUM_TOUCHED, c->medium)->medium_touched =
        (struct event_medium_touched){.medium = c->medium, .how = {true, MEDIUM_WRITTEN}, .at = at};
}

/* Checked after its last write and before it is used (S30). */
void decide_medium_use(struct deciding *d)
{
    const struct command_medium_use *c = &d->command->medium_use;
    struct maybe_instant at = instant_given(d, "used_at", c->used_at);
    (void)job_named(d, c->job);
    uint32_t row = medium_here(d, c->medium);
    if (row == NO_ROW) return;
    const struct medium_row *medium = state_medium(d->state, row);
    bool clean = !medium->stale && medium->result == MEDIA_CLEAN &&
                 instant_cmp(medium->checked_at.at, at.at) <= 0;
    if (!clean)
        refuse(d, REFUSAL_MEDIUM_NOT_CHECKED, arg_str(c->job), arg_str(c->medium),
               arg_at(d, at.at));
    if (is_refused(d)) return;
    emit(d, EVENT_MEDIUM_TOUCHED, c->medium)->medium_touched = (struct event_medium_touched){
        .medium = c->medium, .how = {true, MEDIUM_USED}, .at = at, .job = c->job};
}
