#include "cli/find.h"

#include "engine/base/check.h"
#include "engine/core/alarm.h"
#include "rules/contract_fault.h"

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool begins_folded(struct str s, struct str prefix)
{
    if (s.len < prefix.len) return false;
    for (uint32_t i = 0; i < prefix.len; i++)
        if (fold(s.ptr[i]) != fold(prefix.ptr[i])) return false;
    return true;
}

static bool eq_folded(struct str a, struct str b)
{
    return a.len == b.len && begins_folded(a, b);
}

static bool is_number(struct str s)
{
    uint32_t n;
    return str_to_u32(s, UINT32_MAX, &n);
}

/* Whether `name` is "customer:sato" and `typed` its last part. */
static bool is_tail(struct str name, struct str typed)
{
    uint32_t colon = str_find(name, ':');
    return colon < name.len && eq_folded(str_slice(name, colon + 1, name.len), typed);
}

enum likeness { LIKE_SAME, LIKE_FOLDED, LIKE_TAIL, LIKE_BEGINNING, LIKE_COUNT };

static bool is_like(struct str name, struct str typed, enum likeness likeness)
{
    switch (likeness) {
    case LIKE_SAME: return str_eq(name, typed);
    case LIKE_FOLDED: return eq_folded(name, typed);
    case LIKE_TAIL: return is_tail(name, typed);
    case LIKE_BEGINNING: return begins_folded(name, typed);
    case LIKE_COUNT: break;
    }
    CHECK(false);
    return false;
}

enum { SHOWN_NAMES_MAX = 8 };

static struct found find_like(struct arena *arena, struct str typed, struct strs names,
                              enum likeness likeness)
{
    struct found found = {.result = FIND_NONE};
    struct text several;
    uint32_t count = 0;
    text_init(&several, arena);
    for (uint32_t i = 0; i < names.count; i++) {
        if (!is_like(names.at[i], typed, likeness)) continue;
        found.id = names.at[i];
        if (count++ >= SHOWN_NAMES_MAX) continue;
        text_add(&several, "%s%.*s", count > 1 ? ", " : "", STR_ARGS(names.at[i]));
    }
    if (count > SHOWN_NAMES_MAX) text_put(&several, STR(", …"));
    if (count == 1) found.result = FIND_ONE;
    if (count > 1) found.result = FIND_SEVERAL;
    found.names = text_str(&several);
    return found;
}

struct found find_name(struct arena *arena, struct str typed, struct strs names, char letter)
{
    struct found found = {.result = FIND_NONE};
    if (letter != 0 && is_number(typed))
        typed = text_format(arena, "%c-%.*s", letter, STR_ARGS(typed));
    for (uint32_t like = 0; like < LIKE_COUNT && found.result == FIND_NONE; like++)
        found = find_like(arena, typed, names, (enum likeness)like);
    if (found.result == FIND_NONE) found.names = name_nearest(typed, names);
    return found;
}

char find_letter(enum name_kind kind)
{
    switch (kind) {
    case NAME_JOB: return 'J';
    case NAME_VISIT: return 'V';
    case NAME_QUERY: return 'Q';
    case NAME_DOCUMENT: return 'D';
    case NAME_CONTRACT:
    case NAME_ACTOR:
    case NAME_SKILL:
    case NAME_ALERT: return 0;
    }
    CHECK(false);
    return 0;
}

/* Every row of these begins with its `struct ref id`. */
static const struct vec *rows_of(const struct state *state, enum name_kind kind)
{
    switch (kind) {
    case NAME_CONTRACT: return &state->contracts;
    case NAME_ACTOR: return &state->actors;
    case NAME_SKILL: return &state->skills;
    case NAME_JOB: return &state->jobs;
    case NAME_VISIT: return &state->visits;
    case NAME_QUERY: return &state->queries;
    case NAME_DOCUMENT: return &state->documents;
    case NAME_ALERT: return &state->alerts;
    }
    CHECK(false);
    return NULL;
}

_Static_assert(offsetof(struct job_row, id) == 0, "ids come first");
_Static_assert(offsetof(struct visit_row, id) == 0, "ids come first");
_Static_assert(offsetof(struct query_row, id) == 0, "ids come first");
_Static_assert(offsetof(struct document_row, id) == 0, "ids come first");
_Static_assert(offsetof(struct alert_row, id) == 0, "ids come first");
_Static_assert(offsetof(struct actor_row, id) == 0, "ids come first");
_Static_assert(offsetof(struct contract_row, id) == 0, "ids come first");

struct strs find_ids(const struct run *run, enum name_kind kind)
{
    const struct vec *rows = rows_of(run->state, kind);
    struct strs ids = {ARENA_ARRAY(run->arena, struct str, rows->count), rows->count};
    for (uint32_t i = 0; i < rows->count; i++)
        ids.at[i] = state_text(run->state, *(const struct ref *)vec_at(rows, i));
    return ids;
}

struct found find_recorded(struct run *run, enum name_kind kind, struct str typed)
{
    /* The usual case, a full name, needs no list of all of them. */
    if (state_find(run->state, kind, typed) != NO_ROW)
        return (struct found){.result = FIND_ONE, .id = typed};
    return find_name(run->arena, typed, find_ids(run, kind), find_letter(kind));
}

struct strs find_classes(const struct run *run, const struct contract *contract, uint32_t source)
{
    struct strs ids = {ARENA_ARRAY(run->arena, struct str, contract->class_count), 0};
    for (uint32_t i = 0; i < contract->class_count; i++) {
        const struct job_class *class = &contract->classes[i];
        if (source >= source_terms.count || (uint32_t) class->source == source)
            ids.at[ids.count++] = class->id;
    }
    return ids;
}

struct strs find_sites(const struct run *run, const struct contract *contract)
{
    struct strs ids = {ARENA_ARRAY(run->arena, struct str, contract->site_count), 0};
    for (uint32_t i = 0; i < contract->site_count; i++) ids.at[ids.count++] = contract->sites[i].id;
    return ids;
}

struct strs find_planned(const struct run *run, uint32_t contract)
{
    struct plan plan;
    plan_make(run->state, contract, run->now, &(struct plan_options){0}, run->arena, &plan);
    struct strs ids = {ARENA_ARRAY(run->arena, struct str, plan.visit_count), 0};
    for (uint32_t i = 0; i < plan.visit_count; i++) ids.at[ids.count++] = plan.visits[i].id;
    return ids;
}

struct strs find_alerts(const struct run *run, uint32_t contract)
{
    struct plan plan;
    struct alerts alerts;
    plan_make(run->state, contract, run->now, &(struct plan_options){0}, run->arena, &plan);
    alarm_find(run->state, &plan, run->arena, &alerts);
    struct strs ids = {ARENA_ARRAY(run->arena, struct str, alerts.count), 0};
    for (uint32_t i = 0; i < alerts.count; i++) ids.at[ids.count++] = alerts.at[i].id;
    return ids;
}
