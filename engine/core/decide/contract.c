#include "engine/base/limits.h"
#include "engine/core/decide/deciding.h"
#include "rules/contract_read.h"
#include "rules/document.h"

/* The wording that a text gives, in the decision's arena; every fault becomes a reason. */
static const struct contract *wording_of(struct deciding *d, struct str text)
{
    struct contract_faults faults;
    const struct contract *wording = contract_read(text, d->arena, &faults);
    for (uint32_t i = 0; i < faults.count; i++) {
        struct text said;
        text_init(&said, d->arena);
        message_print(&said, LANG_EN, &faults.at[i].message);
        refuse(d, REFUSAL_CONTRACT_INVALID, arg_number(faults.at[i].line),
               arg_number(faults.at[i].column), arg_str(text_str(&said)));
    }
    return wording;
}

static struct str normal_form(struct deciding *d, const struct contract *wording)
{
    struct text text;
    text_init(&text, d->arena);
    contract_print(wording, &text);
    return text_str(&text);
}

void open_calendar_job(struct deciding *d, const struct contract *wording,
                       const struct job_class *class, day_t from)
{
    uint32_t site = class->site != CONTRACT_NONE ? class->site : 0;
    struct str id = name_for(d, NAME_JOB, STR_NONE);
    bool waits = from.n > d->today.n && (!class->earliest.is || class->earliest.day.n < from.n);
    struct event *event = emit(d, EVENT_JOB_OPENED, id);
    event->job_opened = (struct event_job_opened){
        .job = id,
        .class = class->id,
        .received_at = {true, d->now},
        .site = wording->sites[site].id,
        .earliest = waits ? (struct maybe_day){true, from} : class->earliest,
        .target = class->target,
        .due = class->due,
        .minutes = {true, class->minutes},
        .crew = {true, class->crew},
        .alone = {class->alone, class->alone},
        .skills = class->skills,
    };
}

/* The contract's own work is there from its first day (4(2)イ, 4(2)ウ). */
static void open_calendar_jobs(struct deciding *d)
{
    for (uint32_t i = 0; i < d->wording->class_count; i++)
        if (d->wording->classes[i].source == SOURCE_CALENDAR)
            open_calendar_job(d, d->wording, &d->wording->classes[i], d->today);
}

static void owe_documents_of_period(struct deciding *d)
{
    struct document_dues dues = document_of_period(d->wording, d->arena);
    for (uint32_t i = 0; i < dues.count; i++) {
        const struct document_due *due = &dues.at[i];
        const struct document_rule *rule = &d->wording->documents[due->rule];
        bool monthly = rule->owed == OWED_MONTH_END;
        struct str period =
            monthly ? text_format(d->arena, "%04d-%02d", due->year, due->month) : STR_NONE;
        owe_document(d, rule->kind, period, due->due, STR_NONE);
    }
}

void decide_contract_load(struct deciding *d)
{
    const struct contract *wording = wording_of(d, d->command->contract_load.text);
    if (wording == NULL) return;
    if (state_find(d->state, NAME_CONTRACT, wording->id) != NO_ROW) {
        refuse(d, REFUSAL_CONTRACT_EXISTS, arg_str(wording->id), NO_ARG, NO_ARG);
        return;
    }
    struct event *event = emit(d, EVENT_CONTRACT_LOADED, wording->id);
    event->contract = wording->id;
    event->contract_loaded =
        (struct event_contract_loaded){.id = wording->id, .text = normal_form(d, wording)};

    uint32_t first = d->ret->events.count;
    d->wording = wording;
    open_calendar_jobs(d);
    owe_documents_of_period(d);
    for (uint32_t i = first; i < d->ret->events.count; i++)
        ((struct event *)vec_at(&d->ret->events, i))->contract = wording->id;
}

void decide_contract_amend(struct deciding *d)
{
    const struct command_contract_amend *c = &d->command->contract_amend;
    const struct contract *wording = wording_of(d, c->text);
    struct str id = d->wording->id;
    if (c->from.day.n < d->today.n)
        refuse(d, REFUSAL_IN_THE_PAST, arg_text("from"), arg_day(c->from.day), arg_day(d->today));
    if (wording == NULL) return;
    if (!str_eq(wording->id, id))
        refuse(d, REFUSAL_WRONG_CONTRACT, arg_str(wording->id), arg_str(id), NO_ARG);
    if (wording->offset != d->offset)
        refuse_value(d, "offset", text_format(d->arena, "%d min", wording->offset), GIVE_OFFSET);
    check_amendment(d, wording);
    if (is_refused(d)) return;
    struct event *event = emit(d, EVENT_CONTRACT_AMENDED, id);
    event->contract_amended =
        (struct event_contract_amended){.id = id, .text = normal_form(d, wording), .from = c->from};
    follow_amendment(d, wording, c->from.day);
}

/* The handover is itself the last document of the contract (5(12)). */
void decide_contract_hand_over(struct deciding *d)
{
    const struct command_contract_hand_over *c = &d->command->contract_hand_over;
    uint32_t rule = document_rule_of(d->wording, OWED_BEFORE_END);
    if (c->held_on.day.n > d->today.n)
        refuse(d, REFUSAL_IN_THE_FUTURE, arg_text("held_on"), arg_day(c->held_on.day),
               arg_day(d->today));
    if (is_refused(d)) return;
    struct event *event = emit(d, EVENT_CONTRACT_HANDED_OVER, d->wording->id);
    event->contract_handed_over = (struct event_contract_handed_over){
        .held_on = c->held_on, .to = c->to, .document = c->document};
    uint32_t count = rule != CONTRACT_NONE ? d->state->documents.count : 0;
    for (uint32_t i = 0; i < count && d->ret->events.count < COMMAND_EVENTS_MAX; i++) {
        const struct document_row *document = vec_at(&d->state->documents, i);
        if (document->contract != d->contract || document->state != DOCUMENT_OWED) continue;
        if (!str_eq(state_text(d->state, document->kind), d->wording->documents[rule].kind))
            continue;
        struct str id = state_text(d->state, document->id);
        emit(d, EVENT_DOCUMENT_SUBMITTED, id)->document_submitted =
            (struct event_document_submitted){.document = id, .file = c->document};
    }
}

static bool is_last_admin(const struct state *state, uint32_t actor)
{
    for (uint32_t i = 0; i < state->actors.count; i++)
        if (i != actor && state_actor(state, i)->role == ROLE_ADMIN) return false;
    return state_actor(state, actor)->role == ROLE_ADMIN;
}

/* Somebody has to be left who can register people; whoever is on the roster works as such. */
static void check_role_change(struct deciding *d, struct str id, enum role role)
{
    uint32_t actor = state_find(d->state, NAME_ACTOR, id);
    if (actor == NO_ROW || state_actor(d->state, actor)->role == role) return;
    if (is_last_admin(d->state, actor)) refuse(d, REFUSAL_LAST_ADMIN, arg_str(id), NO_ARG, NO_ARG);
    if (state_roster(d->state, actor, d->today) != NULL)
        refuse(d, REFUSAL_STILL_ON_ROSTER, arg_str(id), NO_ARG, NO_ARG);
}

/* The notice is owed on the day of the change, and the chart of who does what anew (6(1), 6(2)). */
void decide_supervisor_change(struct deciding *d)
{
    const struct command_supervisor_change *c = &d->command->supervisor_change;
    uint32_t rule = document_rule_of(d->wording, OWED_ON_CHANGE);
    emit(d, EVENT_SUPERVISOR_CHANGED, d->wording->id)->supervisor_changed =
        (struct event_supervisor_changed){.name = c->name, .from = c->from};
    if (rule != CONTRACT_NONE)
        owe_document(d, d->wording->documents[rule].kind, STR_NONE,
                     document_of(d->wording, rule, c->from.day).due, STR_NONE);
    owe_again(d, c->from.day, STR_NONE);
}

void decide_actor_register(struct deciding *d)
{
    const struct command_actor_register *c = &d->command->actor_register;
    if (c->role.n == ROLE_SYSTEM) refuse_value(d, "role", STR("system"), GIVE_ROLE);
    if (str_eq(c->actor, STR("system"))) refuse_value(d, "actor", c->actor, GIVE_PERSON);
    check_role_change(d, c->actor, (enum role)c->role.n);
    if (is_refused(d)) return;
    struct event *event = emit(d, EVENT_ACTOR_REGISTERED, c->actor);
    event->actor_registered = (struct event_actor_registered){
        .actor = c->actor,
        .role = c->role,
        .name = c->name,
        .key = c->key,
        .organisation = c->organisation,
    };
}
