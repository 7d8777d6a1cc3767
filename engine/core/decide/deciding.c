#include "engine/core/decide/deciding.h"

#include "engine/base/limits.h"

void refuse(struct deciding *d, enum refusal_code code, struct argument a, struct argument b,
            struct argument c)
{
    if (d->ret->refusals.count >= REFUSALS_MAX) return;
    *(struct refusal *)vec_push(&d->ret->refusals, d->arena) =
        (struct refusal){.code = code, .args = {a, b, c}};
}

void refuse_value(struct deciding *d, const char *field, struct str value, enum acceptable accepted)
{
    refuse(d, REFUSAL_BAD_VALUE, arg_text(field), arg_str(value),
           arg_term(&acceptable_terms, accepted));
}

struct event *emit(struct deciding *d, enum event_kind kind, struct str subject)
{
    CHECK(d->ret->events.count < COMMAND_EVENTS_MAX);
    const struct contract_row *contract =
        d->contract != NO_ROW ? vec_at(&d->state->contracts, d->contract) : NULL;
    struct event *event = vec_push(&d->ret->events, d->arena);
    event->kind = kind;
    event->seq = d->state->head + d->ret->events.count;
    event->recorded_at = d->now;
    event->by = d->by;
    event->role = d->recorder;
    event->contract = contract != NULL ? state_text(d->state, contract->id) : STR_NONE;
    event->subject = subject;
    event->command_id = d->command->id;
    event->note = d->command->note;
    event->on_behalf_of = d->on_behalf_of;
    event->evidence = d->command->evidence;
    return event;
}

/* Belongs to the contract at hand; a refusal otherwise. */
static bool is_ours(struct deciding *d, uint32_t contract, struct str id)
{
    if (contract == d->contract) return true;
    refuse(d, REFUSAL_WRONG_CONTRACT, arg_str(d->command->contract), arg_str(id), NO_ARG);
    return false;
}

uint32_t job_named(struct deciding *d, struct str id)
{
    uint32_t job = state_find(d->state, NAME_JOB, id);
    if (job == NO_ROW) {
        refuse(d, REFUSAL_NO_SUCH_JOB, arg_str(id), NO_ARG, NO_ARG);
        return NO_ROW;
    }
    return is_ours(d, state_job(d->state, job)->contract, id) ? job : NO_ROW;
}

uint32_t visit_named(struct deciding *d, struct str id)
{
    uint32_t visit = state_find(d->state, NAME_VISIT, id);
    if (visit == NO_ROW) {
        refuse(d, REFUSAL_NO_SUCH_VISIT, arg_str(id), NO_ARG, NO_ARG);
        return NO_ROW;
    }
    return is_ours(d, state_visit(d->state, visit)->contract, id) ? visit : NO_ROW;
}

uint32_t document_named(struct deciding *d, struct str id)
{
    uint32_t document = state_find(d->state, NAME_DOCUMENT, id);
    if (document == NO_ROW) {
        refuse(d, REFUSAL_NO_SUCH_DOCUMENT, arg_str(id), NO_ARG, NO_ARG);
        return NO_ROW;
    }
    const struct document_row *row = vec_at(&d->state->documents, document);
    return is_ours(d, row->contract, id) ? document : NO_ROW;
}

uint32_t query_named(struct deciding *d, struct str id)
{
    uint32_t query = state_find(d->state, NAME_QUERY, id);
    if (query == NO_ROW) {
        refuse(d, REFUSAL_NO_SUCH_QUERY, arg_str(id), NO_ARG, NO_ARG);
        return NO_ROW;
    }
    const struct query_row *row = vec_at(&d->state->queries, query);
    return is_ours(d, row->contract, id) ? query : NO_ROW;
}

uint32_t actor_named(const struct deciding *d, struct str id)
{
    uint32_t actor = state_find(d->state, NAME_ACTOR, id);
    uint32_t colon = str_find(id, ':');
    enum role role;
    if (actor != NO_ROW || !d->state->open || colon == id.len) return actor;
    if (!role_parse(str_slice(id, 0, colon), &role)) return NO_ROW;
    actor = state_find(d->state, NAME_ACTOR, str_slice(id, colon + 1, id.len));
    return actor != NO_ROW && state_actor(d->state, actor)->role == role ? actor : NO_ROW;
}

static bool is_made_here(const struct deciding *d, enum name_kind kind, struct str id)
{
    const struct event *events = d->ret->events.rows;
    for (uint32_t i = 0; i < d->ret->events.count; i++) {
        if (kind == NAME_JOB && events[i].kind == EVENT_JOB_OPENED &&
            str_eq(events[i].job_opened.job, id))
            return true;
        if (kind == NAME_DOCUMENT && events[i].kind == EVENT_DOCUMENT_OWED &&
            str_eq(events[i].document_owed.document, id))
            return true;
    }
    return false;
}

/* As state_free_name, but one command may make several things of a kind. */
static struct str free_name(struct deciding *d, enum name_kind kind)
{
    struct str name = state_free_name(d->state, kind, d->arena);
    uint32_t number;
    if (d->made[kind] == 0) return name;
    CHECK(str_to_u32(str_slice(name, 2, name.len), UINT32_MAX, &number));
    number += d->made[kind];
    do {
        name = text_format(d->arena, "%c-%u", name.ptr[0], number++);
    } while (state_find(d->state, kind, name) != NO_ROW || is_made_here(d, kind, name));
    return name;
}

struct str name_for(struct deciding *d, enum name_kind kind, struct str asked)
{
    if (!str_is(asked)) {
        struct str name = free_name(d, kind);
        d->made[kind]++;
        return name;
    }
    if (state_find(d->state, kind, asked) != NO_ROW)
        refuse(d, REFUSAL_EXISTS, arg_str(asked), NO_ARG, NO_ARG);
    return asked;
}

struct strs crew_named(struct deciding *d, struct strs ids, day_t day)
{
    struct strs crew = {ARENA_ARRAY(d->arena, struct str, ids.count), ids.count};
    for (uint32_t i = 0; i < ids.count; i++) {
        uint32_t actor = actor_named(d, ids.at[i]);
        crew.at[i] = ids.at[i];
        if (actor == NO_ROW || !state_is_available(d->state, actor, day)) {
            refuse(d, REFUSAL_NOT_ON_ROSTER, arg_str(ids.at[i]), arg_day(day), NO_ARG);
            continue;
        }
        crew.at[i] = state_text(d->state, state_actor(d->state, actor)->id);
        for (uint32_t k = 0; k < i; k++)
            if (str_eq(crew.at[k], crew.at[i]))
                refuse_value(d, "technicians", ids.at[i], GIVE_ONCE);
    }
    return crew;
}

struct maybe_instant instant_given(struct deciding *d, const char *field, struct maybe_instant at)
{
    if (!at.is) return (struct maybe_instant){true, d->now};
    if (instant_cmp(at.at, d->now) > 0)
        refuse(d, REFUSAL_IN_THE_FUTURE, arg_text(field), arg_at(d, at.at), arg_at(d, d->now));
    return at;
}

struct maybe_day day_given(struct deciding *d, const char *field, struct maybe_day day)
{
    if (!day.is) return (struct maybe_day){true, d->today};
    if (day.day.n > d->today.n)
        refuse(d, REFUSAL_IN_THE_FUTURE, arg_text(field), arg_day(day.day), arg_day(d->today));
    return day;
}

bool may_decide(struct deciding *d, uint32_t asked_by)
{
    if (asked_by == NOBODY || d->decider == NOBODY) return true; /* new here: of nowhere known */
    const struct actor_row *asker = state_actor(d->state, asked_by);
    const struct actor_row *decider = state_actor(d->state, d->decider);
    struct argument who = arg_str(state_text(d->state, asker->id));
    if (asked_by == d->decider) {
        refuse(d, REFUSAL_OWN_REQUEST, who, NO_ARG, NO_ARG);
        return false;
    }
    struct str home = state_text(d->state, asker->organisation);
    if (!str_is(home) || !str_eq(home, state_text(d->state, decider->organisation))) return true;
    refuse(d, REFUSAL_OWN_ORGANISATION, who, arg_str(state_text(d->state, decider->id)),
           arg_str(home));
    return false;
}

bool content_is(struct deciding *d, struct str subject, struct str seen, struct str waits)
{
    if (!str_is(seen) || str_eq(seen, waits)) return true;
    refuse(d, REFUSAL_CONTENT_CHANGED, arg_str(subject), arg_str(waits), arg_str(seen));
    return false;
}

void emit_drop(struct deciding *d, enum approved_thing what, uint32_t row, struct str reason)
{
    bool of_job = what == APPROVED_PROCEDURE;
    struct str id = of_job ? id_of_job(d, row) : id_of_visit(d, row);
    struct ref content = of_job                   ? state_job(d->state, row)->procedure_content
                         : what == APPROVED_VISIT ? state_visit(d->state, row)->content
                                                  : state_visit(d->state, row)->overtime_content;
    emit(d, EVENT_APPROVAL_DROPPED, id)->approval_dropped = (struct event_approval_dropped){
        .what = {true, what},
        .job = of_job ? id : STR_NONE,
        .visit = of_job ? STR_NONE : id,
        .content = state_text(d->state, content),
        .reason = reason,
    };
}

void check_not_cancelled(struct deciding *d, uint32_t job)
{
    if (job == NO_ROW || !state_job(d->state, job)->cancelled) return;
    refuse(d, REFUSAL_JOB_ALREADY_DONE, arg_str(id_of_job(d, job)),
           arg_term(&job_state_terms, JOB_CANCELLED), NO_ARG);
}

struct str site_names(const struct deciding *d)
{
    struct text text;
    text_init(&text, d->arena);
    for (uint32_t i = 0; i < d->wording->site_count; i++)
        text_add(&text, "%s%.*s", i > 0 ? ", " : "", STR_ARGS(d->wording->sites[i].id));
    return text_str(&text);
}

struct argument arg_at(const struct deciding *d, instant_t at)
{
    return arg_instant(at, d->offset);
}

struct str id_of_job(const struct deciding *d, uint32_t job)
{
    return state_text(d->state, state_job(d->state, job)->id);
}

struct str id_of_visit(const struct deciding *d, uint32_t visit)
{
    return state_text(d->state, state_visit(d->state, visit)->id);
}

struct strs ids_of_jobs(const struct deciding *d, struct list jobs)
{
    struct strs ids = {ARENA_ARRAY(d->arena, struct str, jobs.count), jobs.count};
    for (uint32_t i = 0; i < jobs.count; i++)
        ids.at[i] = id_of_job(d, state_list(d->state, jobs)[i]);
    return ids;
}

void emit_hold(struct deciding *d, struct str job, enum hold_reason reason)
{
    emit(d, EVENT_JOB_HELD, job)->job_held =
        (struct event_job_held){.job = job, .reason = {true, reason}};
}

void emit_withdrawal(struct deciding *d, uint32_t visit, struct str reason)
{
    struct str id = id_of_visit(d, visit);
    emit(d, EVENT_VISIT_CANCELLED, id)->visit_cancelled =
        (struct event_visit_cancelled){.visit = id, .reason = reason};
}

/* One on the job itself comes first; one on the whole contract stops it too. */
static void refuse_query(struct deciding *d, uint32_t job, struct argument id)
{
    uint32_t query = job_open_query(d->state, job);
    CHECK(query != NO_ROW);
    const struct query_row *row = vec_at(&d->state->queries, query);
    struct argument asked = arg_str(state_text(d->state, row->id));
    if (row->jobs.count > 0)
        refuse(d, REFUSAL_OPEN_QUERY, id, asked, NO_ARG);
    else
        refuse(d, REFUSAL_CONTRACT_QUERY, asked, NO_ARG, NO_ARG);
}

/* Held by the vendor is said as what is awaited: the replacement. */
static void refuse_hold(struct deciding *d, uint32_t job, struct argument id)
{
    const struct job_row *row = state_job(d->state, job);
    if (row->hold_reason == HOLD_VENDOR)
        refuse(d, REFUSAL_VENDOR_NOT_READY, id, NO_ARG, NO_ARG);
    else
        refuse(d, REFUSAL_JOB_HELD, id, arg_term(&hold_reason_terms, row->hold_reason), NO_ARG);
}

void refuse_gates(struct deciding *d, uint32_t job)
{
    uint32_t gates = job_gates(d->state, d->wording, job);
    struct argument id = arg_str(id_of_job(d, job));
    if (gates & GATE_WORK_ORDER) refuse(d, REFUSAL_NO_WORK_ORDER, id, NO_ARG, NO_ARG);
    if (gates & GATE_QUERY) refuse_query(d, job, id);
    if (gates & GATE_PROCEDURE) refuse(d, REFUSAL_PROCEDURE_NOT_APPROVED, id, NO_ARG, NO_ARG);
    if (gates & GATE_MEDIA) refuse(d, REFUSAL_MEDIA_NOT_CHECKED, id, NO_ARG, NO_ARG);
    if (gates & GATE_VENDOR)
        refuse(d, REFUSAL_VENDOR_NOT_READY, id, NO_ARG, NO_ARG);
    else if (gates & GATE_HELD)
        refuse_hold(d, job, id);
}

void owe_document(struct deciding *d, struct str kind, struct str period, day_t due,
                  struct str cause)
{
    struct str id = name_for(d, NAME_DOCUMENT, STR_NONE);
    struct event *event = emit(d, EVENT_DOCUMENT_OWED, id);
    event->document_owed = (struct event_document_owed){
        .document = id, .kind = kind, .period = period, .due = {true, due}, .cause = cause};
}

uint32_t document_rule_of(const struct contract *wording, enum owed owed)
{
    for (uint32_t i = 0; i < wording->document_count; i++)
        if (wording->documents[i].owed == owed) return i;
    return CONTRACT_NONE;
}
