#include "engine/core/decide.h"

#include "engine/core/decide/deciding.h"

enum { OFFSET_WITHOUT_CONTRACT = 9 * 60 };

/* "customer:sato" in an open store: the actor is registered by the command that names it. */
static bool register_first_seen(struct deciding *d, struct str id, enum role *ret_role)
{
    uint32_t colon = str_find(id, ':');
    if (!d->state->open || colon == id.len || colon + 1 == id.len) return false;
    if (!role_parse(str_slice(id, 0, colon), ret_role) || *ret_role == ROLE_SYSTEM) return false;
    struct event *event = emit(d, EVENT_ACTOR_REGISTERED, id);
    event->actor_registered =
        (struct event_actor_registered){.actor = id, .role = {true, *ret_role}};
    event->by = STR("system");
    event->role = ROLE_SYSTEM;
    event->on_behalf_of = STR_NONE;
    event->evidence = (struct file){0};
    event->note = STR_NONE;
    return true;
}

/* The actor's row, role and name. A new one in an open store has no row yet: NOBODY. */
static bool identify(struct deciding *d, struct str id, uint32_t *ret_row, enum role *ret_role,
                     struct str *ret_name)
{
    *ret_row = actor_named(d, id);
    *ret_name = id;
    if (*ret_row == NO_ROW) {
        if (register_first_seen(d, id, ret_role)) return true;
        refuse(d, REFUSAL_UNKNOWN_ACTOR, arg_str(id), NO_ARG, NO_ARG);
        return false;
    }
    const struct actor_row *actor = state_actor(d->state, *ret_row);
    *ret_role = actor->role;
    *ret_name = state_text(d->state, actor->id);
    return true;
}

static struct str roles_text(uint32_t roles, struct arena *arena)
{
    struct text text;
    text_init(&text, arena);
    for (uint32_t role = 0; role < role_terms.count; role++)
        if (roles & (1u << role))
            text_add(&text, "%s%s", text.len > 0 ? ", " : "", role_name((enum role)role));
    return text_str(&text);
}

static void refuse_role(struct deciding *d, struct str who, enum role role, uint32_t allowed,
                        const char *what)
{
    refuse(d, REFUSAL_ROLE_NOT_ALLOWED, arg_str(who), arg_term(&role_terms, role), arg_text(what));
    struct refusal *last = vec_at(&d->ret->refusals, d->ret->refusals.count - 1);
    last->args[3] = arg_str(roles_text(allowed, d->arena));
}

/* On behalf of somebody means: they decided on paper, a coordinator records it (16 D, 5(2)). */
static void identify_decider(struct deciding *d, enum role recorder)
{
    const struct command *command = d->command;
    struct str name;
    if (!str_is(command->on_behalf_of)) {
        if (str_is(command->evidence.name)) /* a paper that says for nobody proves nothing */
            refuse(d, REFUSAL_MISSING_FIELD, arg_text(command_about(command->kind)->name),
                   arg_text("on_behalf_of"), NO_ARG);
        return;
    }
    if (!str_is(command->evidence.name))
        refuse(d, REFUSAL_MISSING_FIELD, arg_text(command_about(command->kind)->name),
               arg_text("evidence"), NO_ARG);
    if (recorder != ROLE_COORDINATOR)
        refuse_role(d, d->by, recorder, 1u << ROLE_COORDINATOR, "on_behalf_of");
    if (identify(d, command->on_behalf_of, &d->decider, &d->role, &name)) d->on_behalf_of = name;
}

static void check_actor(struct deciding *d)
{
    const struct command_about *about = command_about(d->command->kind);
    enum role recorder;
    if (!identify(d, d->command->by, &d->decider, &recorder, &d->by)) return;
    d->role = d->recorder = recorder;
    uint32_t before = d->ret->refusals.count;
    identify_decider(d, recorder);
    if (d->ret->refusals.count > before) return; /* whose role it would be isn't known */
    if ((about->roles & (1u << d->role)) == 0) {
        struct str who = str_is(d->on_behalf_of) ? d->on_behalf_of : d->by;
        refuse_role(d, who, d->role, about->roles, about->name);
    }
}

static bool needs_contract(enum command_kind kind)
{
    return kind != COMMAND_CONTRACT_LOAD && kind != COMMAND_ACTOR_REGISTER;
}

static struct str contract_names(const struct deciding *d)
{
    enum { SHOWN_MAX = 10 };
    struct text text;
    text_init(&text, d->arena);
    for (uint32_t i = 0; i < d->state->contracts.count && i < SHOWN_MAX; i++) {
        const struct contract_row *row = vec_at(&d->state->contracts, i);
        text_add(&text, "%s%.*s", i > 0 ? ", " : "", STR_ARGS(state_text(d->state, row->id)));
    }
    if (d->state->contracts.count > SHOWN_MAX) text_add(&text, ", …");
    return text_str(&text);
}

/* Which contract is meant: the one named, or the only one there is. */
static void find_contract(struct deciding *d)
{
    struct str named = d->command->contract;
    d->contract = NO_ROW;
    if (!needs_contract(d->command->kind)) return;
    if (str_is(named))
        d->contract = state_find(d->state, NAME_CONTRACT, named);
    else if (d->state->contracts.count == 1)
        d->contract = 0;
    if (d->contract != NO_ROW) return;
    if (d->state->contracts.count == 0)
        refuse(d, REFUSAL_NO_CONTRACT, NO_ARG, NO_ARG, NO_ARG);
    else if (!str_is(named))
        refuse(d, REFUSAL_WHICH_CONTRACT, arg_str(contract_names(d)), NO_ARG, NO_ARG);
    else
        refuse(d, REFUSAL_WRONG_CONTRACT, arg_str(named),
               arg_text(command_about(d->command->kind)->name), NO_ARG);
}

static void find_today(struct deciding *d)
{
    d->offset = OFFSET_WITHOUT_CONTRACT;
    if (d->contract != NO_ROW)
        d->offset = state_contract(d->state, d->contract, (day_t){0})->offset;
    d->today = instant_day(d->now, d->offset);
    if (d->contract != NO_ROW) d->wording = state_contract(d->state, d->contract, d->today);
}

static void check_position(struct deciding *d)
{
    const struct command *command = d->command;
    if (instant_cmp(d->now, d->state->last_recorded) < 0)
        refuse(d, REFUSAL_CLOCK_BEHIND, arg_at(d, d->now), arg_at(d, d->state->last_recorded),
               NO_ARG);
    if (command->expect.is && command->expect.n != d->state->head)
        refuse(d, REFUSAL_STALE, arg_number((int64_t)d->state->head), arg_number(command->expect.n),
               NO_ARG);
}

static void check_period(struct deciding *d)
{
    bool bound = (command_about(d->command->kind)->flags & COMMAND_IN_PERIOD) != 0;
    if (bound && d->wording != NULL && d->today.n > d->wording->to.n)
        refuse(d, REFUSAL_CONTRACT_OVER, arg_day(d->wording->to), NO_ARG, NO_ARG);
}

static void dispatch(struct deciding *d)
{
    switch (d->command->kind) {
#define COMMAND(NAME, name, word, who, flags, about, fields)                                       \
    case COMMAND_##NAME:                                                                           \
        decide_##name(d);                                                                          \
        return;
#include "engine/vocab/command.def"
#undef COMMAND
    case COMMAND_COUNT: break;
    }
    CHECK(false);
}

void decide(const struct state *state, const struct command *command, instant_t now,
            struct arena *arena, struct decision *ret)
{
    *ret = (struct decision){vec_of(sizeof(struct event)), vec_of(sizeof(struct refusal))};
    struct deciding d = {
        .state = state, .command = command, .now = now, .arena = arena, .ret = ret};
    d.contract = NO_ROW;
    find_contract(&d);
    find_today(&d);
    check_position(&d);
    check_actor(&d);
    check_period(&d);
    check_free_text(&d);
    if (!is_refused(&d)) dispatch(&d);
    if (is_refused(&d)) ret->events.count = 0;
}
