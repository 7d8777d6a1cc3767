#include "engine/core/state.h"

#include "engine/base/text.h"

void state_init(struct state *state, struct arena *arena)
{
    *state = (struct state){
        .arena = arena,
        .texts = vec_of(1),
        .numbers = vec_of(sizeof(uint32_t)),
        .contracts = vec_of(sizeof(struct contract_row)),
        .versions = vec_of(sizeof(struct version_row)),
        .actors = vec_of(sizeof(struct actor_row)),
        .roster = vec_of(sizeof(struct roster_row)),
        .skills = vec_of(sizeof(struct ref)),
        .jobs = vec_of(sizeof(struct job_row)),
        .pauses = vec_of(sizeof(struct pause_row)),
        .queries = vec_of(sizeof(struct query_row)),
        .visits = vec_of(sizeof(struct visit_row)),
        .documents = vec_of(sizeof(struct document_row)),
        .alerts = vec_of(sizeof(struct alert_row)),
        .notes = vec_of(sizeof(struct note_row)),
        .meetings = vec_of(sizeof(struct meeting_row)),
        .media = vec_of(sizeof(struct medium_row)),
    };
    (void)vec_extend(&state->texts, arena, 1);   /* so that no text is at 0, which means absent */
    (void)vec_extend(&state->numbers, arena, 1); /* so that an empty list points somewhere */
}

struct str state_text(const struct state *state, struct ref ref)
{
    if (ref.at == 0) return STR_NONE;
    CHECK(ref.at <= state->texts.count && ref.len <= state->texts.count - ref.at);
    return (struct str){(const char *)state->texts.rows + ref.at, ref.len};
}

const uint32_t *state_list(const struct state *state, struct list list)
{
    CHECK(list.at <= state->numbers.count && list.count <= state->numbers.count - list.at);
    return (const uint32_t *)state->numbers.rows + list.at;
}

uint32_t state_find(const struct state *state, enum name_kind kind, struct str id)
{
    return names_find(&state->names, &state->texts, kind, id);
}

const struct contract *state_contract(const struct state *state, uint32_t contract, day_t day)
{
    const struct contract *found = NULL;
    const struct version_row *rows = state->versions.rows;
    for (uint32_t i = 0; i < state->versions.count; i++) /* later wordings stand above earlier */
        if (rows[i].contract == contract && (found == NULL || rows[i].from.n <= day.n))
            found = state->wordings[i];
    CHECK(found != NULL);
    return found;
}

const struct roster_row *state_roster(const struct state *state, uint32_t actor, day_t day)
{
    const struct roster_row *found = NULL; /* of entries from the same day the last recorded */
    for (uint32_t i = state_actor(state, actor)->last_entry; i != NO_ROW;) {
        const struct roster_row *row = vec_at(&state->roster, i);
        if (row->from.n <= day.n && (found == NULL || row->from.n > found->from.n)) found = row;
        i = row->before;
    }
    return found != NULL && !found->removed ? found : NULL;
}

bool state_is_available(const struct state *state, uint32_t actor, day_t day)
{
    const struct roster_row *entry = state_roster(state, actor, day);
    if (entry == NULL) return false;
    const uint32_t *off = state_list(state, entry->off);
    for (uint32_t i = 0; i + 1 < entry->off.count; i += 2)
        if ((int32_t)off[i] <= day.n && day.n <= (int32_t)off[i + 1]) return false;
    return true;
}

static const struct vec *rows_of(const struct state *state, enum name_kind kind)
{
    switch (kind) {
    case NAME_JOB: return &state->jobs;
    case NAME_VISIT: return &state->visits;
    case NAME_QUERY: return &state->queries;
    case NAME_DOCUMENT: return &state->documents;
    case NAME_NOTE: return &state->notes;
    case NAME_CONTRACT:
    case NAME_ACTOR:
    case NAME_SKILL:
    case NAME_ALERT:
    case NAME_MEDIUM: break;
    }
    CHECK(false);
    return NULL;
}

struct str state_free_name(const struct state *state, enum name_kind kind, struct arena *arena)
{
    static const char letters[] = {[NAME_JOB] = 'J',
                                   [NAME_VISIT] = 'V',
                                   [NAME_QUERY] = 'Q',
                                   [NAME_DOCUMENT] = 'D',
                                   [NAME_NOTE] = 'N'};
    uint32_t number = rows_of(state, kind)->count + 1;
    struct str name = text_format(arena, "%c-%u", letters[kind], number);
    while (state_find(state, kind, name) != NO_ROW)
        name = text_format(arena, "%c-%u", letters[kind], ++number);
    return name;
}
