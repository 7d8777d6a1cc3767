/* What each event does to the state.
 *
 * I1  Nothing here can refuse: decide has looked already, so what is missing is a bug.
 * I2  Only the event and the state decide, never the clock: the fold of a log is one state.
 * I3  Rows are added or changed, never taken away. */
#include "engine/core/apply.h"

#include "engine/core/apply_priv.h"
#include "rules/contract_read.h"

static void keep_wording(struct state *state, uint32_t contract, struct str text, day_t from,
                         const struct contract *wording)
{
    struct version_row *row = vec_push(&state->versions, state->arena);
    *row = (struct version_row){contract, from, rows_keep_text(state, text)};
    uint32_t count = state->versions.count;
    if (count > state->wordings_cap) {
        uint32_t cap = count * 2;
        const struct contract **grown = ARENA_ARRAY(state->arena, const struct contract *, cap);
        for (uint32_t i = 0; i + 1 < count; i++) grown[i] = state->wordings[i];
        state->wordings = grown;
        state->wordings_cap = cap;
    }
    state->wordings[count - 1] = wording;
}

const struct contract *apply_read_wording(struct state *state, struct str text)
{
    struct contract_faults faults;
    const struct contract *wording = contract_read(text, state->arena, &faults);
    CHECK(wording != NULL);
    return wording;
}

static void apply_contract_loaded(struct state *state, const struct event *event)
{
    const struct event_contract_loaded *e = &event->contract_loaded;
    const struct contract *wording = apply_read_wording(state, e->text);
    struct ref id;
    struct contract_row *row = rows_add(state, &state->contracts, NAME_CONTRACT, e->id, &id);
    row->id = id;
    keep_wording(state, state->contracts.count - 1, e->text, wording->from, wording);
}

static void apply_contract_amended(struct state *state, const struct event *event)
{
    const struct event_contract_amended *e = &event->contract_amended;
    keep_wording(state, rows_at(state, NAME_CONTRACT, e->id), e->text, e->from.day,
                 apply_read_wording(state, e->text));
}

static struct actor_row *actor_put(struct state *state, struct str id, enum role role)
{
    uint32_t known = state_find(state, NAME_ACTOR, id);
    struct actor_row *row;
    if (known == NO_ROW) {
        struct ref ref;
        row = rows_add(state, &state->actors, NAME_ACTOR, id, &ref);
        *row = (struct actor_row){.id = ref, .last_entry = NO_ROW};
    } else {
        row = vec_at(&state->actors, known);
    }
    row->role = role;
    return row;
}

static void apply_store_initialised(struct state *state, const struct event *event)
{
    const struct event_store_initialised *e = &event->store_initialised;
    state->open = e->open.on;
    (void)actor_put(state, STR("system"), ROLE_SYSTEM);
    (void)actor_put(state, e->admin, ROLE_ADMIN);
}

static void apply_actor_registered(struct state *state, const struct event *event)
{
    const struct event_actor_registered *e = &event->actor_registered;
    struct actor_row *actor = actor_put(state, e->actor, (enum role)e->role.n);
    if (str_is(e->name)) actor->name = rows_keep_text(state, e->name);
    if (str_is(e->key)) actor->key = rows_keep_text(state, e->key);
    if (str_is(e->organisation)) actor->organisation = rows_keep_text(state, e->organisation);
}

/* The entry in force when a new one starts, so that what isn't said anew stays. */
static struct roster_row entry_before(struct state *state, uint32_t actor, day_t from)
{
    const struct roster_row *entry = state_roster(state, actor, from);
    return entry != NULL ? *entry : (struct roster_row){0};
}

static struct list keep_spans(struct state *state, struct day_spans spans)
{
    struct list list = {state->numbers.count, 2 * spans.count};
    for (uint32_t i = 0; i < spans.count; i++) {
        uint32_t pair[] = {(uint32_t)spans.at[i].from.n, (uint32_t)spans.at[i].to.n};
        (void)rows_keep_numbers(state, pair, 2);
    }
    return list;
}

static void entry_put(struct state *state, uint32_t actor, struct roster_row entry)
{
    struct actor_row *person = vec_at(&state->actors, actor);
    entry.actor = actor;
    entry.before = person->last_entry;
    person->last_entry = state->roster.count;
    *(struct roster_row *)vec_push(&state->roster, state->arena) = entry;
}

static void apply_roster_registered(struct state *state, const struct event *event)
{
    const struct event_roster_registered *e = &event->roster_registered;
    entry_put(state, rows_at(state, NAME_ACTOR, e->technician),
              (struct roster_row){.from = e->from.day,
                                  .name = rows_keep_text(state, e->name),
                                  .depot = rows_keep_text(state, e->depot),
                                  .skills = rows_keep_skills(state, e->skills),
                                  .off = keep_spans(state, e->off)});
}

static void apply_roster_changed(struct state *state, const struct event *event)
{
    const struct event_roster_changed *e = &event->roster_changed;
    uint32_t actor = rows_at(state, NAME_ACTOR, e->technician);
    struct roster_row entry = entry_before(state, actor, e->from.day);
    entry.from = e->from.day;
    if (str_is(e->name)) entry.name = rows_keep_text(state, e->name);
    if (str_is(e->depot)) entry.depot = rows_keep_text(state, e->depot);
    if (e->skills.at != NULL) entry.skills = rows_keep_skills(state, e->skills);
    if (e->off.at != NULL) entry.off = keep_spans(state, e->off);
    entry_put(state, actor, entry);
}

static void apply_roster_removed(struct state *state, const struct event *event)
{
    const struct event_roster_removed *e = &event->roster_removed;
    uint32_t actor = rows_at(state, NAME_ACTOR, e->technician);
    struct roster_row entry = entry_before(state, actor, e->from.day);
    entry.from = e->from.day;
    entry.removed = true;
    entry_put(state, actor, entry);
}

static void apply_contract_handed_over(struct state *state, const struct event *event)
{
    struct contract_row *row =
        vec_at(&state->contracts, rows_at(state, NAME_CONTRACT, event->contract));
    row->handed_over = true;
}

void apply(struct state *state, const struct event *event)
{
    CHECK(event->seq == state->head + 1);
    CHECK(event->recorded_at.ms >= state->last_recorded.ms || state->head == 0);
    state->head = event->seq;
    state->last_recorded = event->recorded_at;
    switch (event->kind) {
#define EVENT(code, NAME, name, word, fields)                                                      \
    case EVENT_##NAME:                                                                             \
        apply_##name(state, event);                                                                \
        return;
#include "engine/vocab/event.def"
#undef EVENT
    }
    CHECK(false);
}
