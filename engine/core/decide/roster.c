#include "engine/core/decide/deciding.h"
#include "rules/document.h"

/* The list comes first: whoever is on it from a day was announced by that day (5(6)イ). */
static void check_from(struct deciding *d, day_t from)
{
    if (from.n < d->today.n)
        refuse(d, REFUSAL_IN_THE_PAST, arg_text("from"), arg_day(from), arg_day(d->today));
}

static void check_depot(struct deciding *d, struct str depot)
{
    if (!str_is(depot)) return;
    for (uint32_t i = 0; i < d->wording->depot_count; i++)
        if (str_eq(d->wording->depots[i].id, depot)) return;
    refuse_value(d, "depot", depot, GIVE_DEPOT);
}

/* Is a start paper of this kind handed in? Until then it will show the change by itself. */
static bool is_handed_in(const struct deciding *d, struct str kind)
{
    for (uint32_t i = 0; i < d->state->documents.count; i++) {
        const struct document_row *document = vec_at(&d->state->documents, i);
        if (document->contract == d->contract && document->state != DOCUMENT_OWED &&
            str_eq(state_text(d->state, document->kind), kind))
            return true;
    }
    return false;
}

void owe_again(struct deciding *d, day_t from, struct str technician)
{
    for (uint32_t i = 0; i < d->wording->document_count; i++) {
        const struct document_rule *rule = &d->wording->documents[i];
        if (!rule->again_on_roster_change || !is_handed_in(d, rule->kind)) continue;
        owe_document(d, rule->kind, STR_NONE, document_on(d->wording, i, from).due, technician);
    }
}

/* Technicians are actors of that role; the roster makes them so. */
static struct str technician_to_register(struct deciding *d, struct str id)
{
    uint32_t actor = actor_named(d, id);
    if (actor != NO_ROW) {
        if (state_actor(d->state, actor)->role != ROLE_TECHNICIAN)
            refuse_value(d, "technician", id, GIVE_TECHNICIAN);
        return state_text(d->state, state_actor(d->state, actor)->id);
    }
    enum role role;
    uint32_t colon = str_find(id, ':');
    bool named = d->state->open && colon < id.len && role_parse(str_slice(id, 0, colon), &role);
    if (named && role != ROLE_TECHNICIAN) refuse_value(d, "technician", id, GIVE_TECHNICIAN);
    struct event *event = emit(d, EVENT_ACTOR_REGISTERED, id);
    event->actor_registered =
        (struct event_actor_registered){.actor = id, .role = {true, ROLE_TECHNICIAN}};
    return id;
}

/* On the roster on that day; whoever was taken off it has to be registered anew. */
static uint32_t technician_named(struct deciding *d, struct str id, day_t from)
{
    uint32_t actor = actor_named(d, id);
    if (actor != NO_ROW && state_roster(d->state, actor, from) != NULL) return actor;
    refuse(d, REFUSAL_NO_SUCH_TECHNICIAN, arg_str(id), NO_ARG, NO_ARG);
    return NO_ROW;
}

void decide_roster_register(struct deciding *d)
{
    const struct command_roster_register *c = &d->command->roster_register;
    check_from(d, c->from.day);
    check_depot(d, c->depot);
    struct str technician = technician_to_register(d, c->technician);
    if (is_refused(d)) return;
    struct event *event = emit(d, EVENT_ROSTER_REGISTERED, technician);
    event->roster_registered = (struct event_roster_registered){
        .technician = technician,
        .from = c->from,
        .name = c->name,
        .skills = c->skills,
        .depot = c->depot,
        .off = c->off,
    };
    owe_again(d, c->from.day, technician);
}

void decide_roster_change(struct deciding *d)
{
    const struct command_roster_change *c = &d->command->roster_change;
    check_from(d, c->from.day);
    check_depot(d, c->depot);
    uint32_t actor = technician_named(d, c->technician, c->from.day);
    if (is_refused(d)) return;
    struct str technician = state_text(d->state, state_actor(d->state, actor)->id);
    struct event *event = emit(d, EVENT_ROSTER_CHANGED, technician);
    event->roster_changed = (struct event_roster_changed){
        .technician = technician,
        .from = c->from,
        .name = c->name,
        .skills = c->skills,
        .depot = c->depot,
        .off = c->off,
    };
    if (str_is(c->name)) owe_again(d, c->from.day, technician);
}

void decide_roster_remove(struct deciding *d)
{
    const struct command_roster_remove *c = &d->command->roster_remove;
    check_from(d, c->from.day);
    uint32_t actor = technician_named(d, c->technician, c->from.day);
    if (is_refused(d)) return;
    struct str technician = state_text(d->state, state_actor(d->state, actor)->id);
    struct event *event = emit(d, EVENT_ROSTER_REMOVED, technician);
    event->roster_removed =
        (struct event_roster_removed){.technician = technician, .from = c->from};
    owe_again(d, c->from.day, technician);
}
