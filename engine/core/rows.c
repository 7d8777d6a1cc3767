#include "engine/core/rows.h"

struct ref rows_keep_text(struct state *state, struct str text)
{
    if (!str_is(text)) return (struct ref){0};
    uint32_t at = vec_extend(&state->texts, state->arena, text.len);
    if (text.len > 0) memcpy((char *)state->texts.rows + at, text.ptr, text.len);
    return (struct ref){at, text.len};
}

struct list rows_keep_numbers(struct state *state, const uint32_t *numbers, uint32_t count)
{
    if (count == 0) return (struct list){0};
    uint32_t at = vec_extend(&state->numbers, state->arena, count);
    memcpy((uint32_t *)state->numbers.rows + at, numbers, count * sizeof *numbers);
    return (struct list){at, count};
}

static void number_put(struct state *state, uint32_t number)
{
    *(uint32_t *)vec_push(&state->numbers, state->arena) = number;
}

struct list rows_keep_texts(struct state *state, struct strs texts)
{
    struct list list = {state->numbers.count, 2 * texts.count};
    for (uint32_t i = 0; i < texts.count; i++) {
        struct ref ref = rows_keep_text(state, texts.at[i]);
        number_put(state, ref.at);
        number_put(state, ref.len);
    }
    return list;
}

struct list rows_keep_ids(struct state *state, enum name_kind kind, struct strs ids)
{
    struct list list = {state->numbers.count, ids.count};
    for (uint32_t i = 0; i < ids.count; i++) number_put(state, rows_at(state, kind, ids.at[i]));
    return list;
}

static uint32_t skill_row(struct state *state, struct str skill)
{
    uint32_t row = state_find(state, NAME_SKILL, skill);
    if (row != NO_ROW) return row;
    struct ref id;
    struct ref *name = rows_add(state, &state->skills, NAME_SKILL, skill, &id);
    *name = id;
    return state->skills.count - 1;
}

struct list rows_keep_skills(struct state *state, struct strs skills)
{
    struct list list = {state->numbers.count, skills.count};
    for (uint32_t i = 0; i < skills.count; i++) number_put(state, skill_row(state, skills.at[i]));
    return list;
}

struct list rows_join(struct state *state, struct list first, struct list second)
{
    struct list list = {state->numbers.count, first.count + second.count};
    for (uint32_t i = 0; i < list.count; i++) {
        struct list from = i < first.count ? first : second;
        uint32_t k = i < first.count ? i : i - first.count;
        number_put(state, state_list(state, from)[k]);
    }
    return list;
}

void *rows_add(struct state *state, struct vec *rows, enum name_kind kind, struct str id,
               struct ref *ret_id)
{
    *ret_id = rows_keep_text(state, id);
    names_add(&state->names, state->arena, &state->texts, kind, *ret_id, rows->count);
    return vec_push(rows, state->arena);
}

uint32_t rows_at(const struct state *state, enum name_kind kind, struct str id)
{
    uint32_t row = state_find(state, kind, id);
    CHECK(row != NO_ROW);
    return row;
}

struct job_row *rows_job(struct state *state, struct str id)
{
    return vec_at(&state->jobs, rows_at(state, NAME_JOB, id));
}

struct visit_row *rows_visit(struct state *state, struct str id)
{
    return vec_at(&state->visits, rows_at(state, NAME_VISIT, id));
}

struct decision_row rows_decision(const struct state *state, const struct event *event)
{
    return (struct decision_row){
        .by = state_find(state, NAME_ACTOR, event->by),
        .on_behalf = str_is(event->on_behalf_of)
                         ? state_find(state, NAME_ACTOR, event->on_behalf_of)
                         : NOBODY,
        .seq = event->seq,
        .at = event->recorded_at,
    };
}
