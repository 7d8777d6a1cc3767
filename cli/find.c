#include "cli/find.h"

#include "cli/letters.h"
#include "engine/base/check.h"
#include "engine/core/alarm.h"
#include "rules/contract_fault.h"

static bool is_number(struct str s)
{
    uint32_t n;
    return str_to_u32(s, UINT32_MAX, &n);
}

/* Whether `name` is "customer:sato" and `typed` its last part. */
static bool is_tail(struct str name, struct str typed)
{
    uint32_t colon = str_find(name, ':');
    return colon < name.len && str_eq(str_slice(name, colon + 1, name.len), typed);
}

static bool is_within(struct str name, struct str typed)
{
    for (uint32_t i = 0; i + typed.len <= name.len; i++)
        if (str_starts(str_slice(name, i, name.len), typed)) return true;
    return false;
}

/* The steps of a search, the surest first. A title may be named by its middle, because Japanese
 * writes no blanks between words; Latin letters may not, lest "ito" be Saito. */
enum likeness {
    LIKE_SAME,
    LIKE_FOLDED,
    LIKE_TAIL,
    LIKE_BEGINNING,
    LIKE_TITLE,
    LIKE_TITLE_BEGINNING,
    LIKE_TITLE_PART,
    LIKE_COUNT
};

/* What was typed and the names to look among, as they are and folded. */
struct search {
    struct arena *arena;
    struct str typed, folded, title; /* `title`: folded as names are */
    struct strs names, folded_names, titles, folded_titles;
};

static bool is_latin(struct str s)
{
    for (uint32_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0x80) return false;
    return true;
}

static bool is_like_title(const struct search *search, uint32_t i, enum likeness likeness)
{
    struct str typed = search->title;
    if (i >= search->titles.count || typed.len == 0) return false;
    struct str title = search->folded_titles.at[i];
    if (likeness == LIKE_TITLE) return str_eq(title, typed);
    if (likeness == LIKE_TITLE_BEGINNING) return str_starts(title, typed);
    return !is_latin(typed) && is_within(title, typed);
}

static bool is_like(const struct search *search, uint32_t i, enum likeness likeness)
{
    switch (likeness) {
    case LIKE_SAME: return str_eq(search->names.at[i], search->typed);
    case LIKE_FOLDED: return str_eq(search->folded_names.at[i], search->folded);
    case LIKE_TAIL: return is_tail(search->folded_names.at[i], search->folded);
    case LIKE_BEGINNING: return str_starts(search->folded_names.at[i], search->folded);
    case LIKE_TITLE:
    case LIKE_TITLE_BEGINNING:
    case LIKE_TITLE_PART: return is_like_title(search, i, likeness);
    case LIKE_COUNT: break;
    }
    CHECK(false);
    return false;
}

enum { SHOWN_NAMES_MAX = 8 };

/* "J-3", or "J-3 (title)" where the title was looked at. */
static void put_candidate(const struct search *search, uint32_t i, bool titled, struct text *ret)
{
    if (ret->len > 0) text_put(ret, STR(", "));
    text_put(ret, search->names.at[i]);
    if (titled) text_add(ret, " (%.*s)", STR_ARGS(search->titles.at[i]));
}

static struct found find_like(const struct search *search, enum likeness likeness)
{
    struct found found = {.result = FIND_NONE};
    struct text several;
    uint32_t count = 0;
    text_init(&several, search->arena);
    for (uint32_t i = 0; i < search->names.count; i++) {
        if (!is_like(search, i, likeness)) continue;
        found.id = search->names.at[i];
        if (count++ < SHOWN_NAMES_MAX) put_candidate(search, i, likeness >= LIKE_TITLE, &several);
    }
    if (count > SHOWN_NAMES_MAX) text_put(&several, STR(", …"));
    if (count == 1) found.result = FIND_ONE;
    if (count > 1) found.result = FIND_SEVERAL;
    found.names = text_str(&several);
    return found;
}

static struct strs all_folded(struct arena *arena, struct strs names,
                              struct str fold(struct arena *, struct str))
{
    struct strs folded = {ARENA_ARRAY(arena, struct str, names.count), names.count};
    for (uint32_t i = 0; i < names.count; i++)
        folded.at[i] = str_is(names.at[i]) ? fold(arena, names.at[i]) : STR_NONE;
    return folded;
}

struct found find_titled(struct arena *arena, struct str typed, struct strs names,
                         struct strs titles, char letter)
{
    struct found found = {.result = FIND_NONE};
    struct str folded = letters_fold(arena, typed);
    if (letter != 0 && is_number(folded))
        folded = letters_fold(arena, text_format(arena, "%c-%.*s", letter, STR_ARGS(folded)));
    const struct search search = {
        .arena = arena,
        .typed = typed,
        .folded = folded,
        .title = letters_fold_name(arena, typed),
        .names = names,
        .folded_names = all_folded(arena, names, letters_fold),
        .titles = titles,
        .folded_titles = all_folded(arena, titles, letters_fold_name),
    };
    for (uint32_t like = 0; like < LIKE_COUNT && found.result == FIND_NONE; like++)
        found = find_like(&search, (enum likeness)like);
    if (found.result == FIND_NONE) found.names = name_nearest(folded, names);
    return found;
}

struct found find_name(struct arena *arena, struct str typed, struct strs names, char letter)
{
    return find_titled(arena, typed, names, (struct strs){NULL, 0}, letter);
}

char find_letter(enum name_kind kind)
{
    switch (kind) {
    case NAME_JOB: return 'J';
    case NAME_VISIT: return 'V';
    case NAME_QUERY: return 'Q';
    case NAME_DOCUMENT: return 'D';
    case NAME_NOTE: return 'N';
    case NAME_CONTRACT:
    case NAME_ACTOR:
    case NAME_SKILL:
    case NAME_ALERT:
    case NAME_MEDIUM: return 0;
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
    case NAME_NOTE: return &state->notes;
    case NAME_MEDIUM: return &state->media;
    }
    CHECK(false);
    return NULL;
}

_Static_assert(offsetof(struct job_row, id) == 0, "ids come first");
_Static_assert(offsetof(struct visit_row, id) == 0, "ids come first");
_Static_assert(offsetof(struct query_row, id) == 0, "ids come first");
_Static_assert(offsetof(struct document_row, id) == 0, "ids come first");
_Static_assert(offsetof(struct alert_row, id) == 0, "ids come first");
_Static_assert(offsetof(struct medium_row, id) == 0, "ids come first");
_Static_assert(offsetof(struct actor_row, id) == 0, "ids come first");
_Static_assert(offsetof(struct note_row, id) == 0, "ids come first");
_Static_assert(offsetof(struct contract_row, id) == 0, "ids come first");

struct strs find_ids(const struct run *run, enum name_kind kind)
{
    const struct vec *rows = rows_of(run->state, kind);
    struct strs ids = {ARENA_ARRAY(run->arena, struct str, rows->count), rows->count};
    for (uint32_t i = 0; i < rows->count; i++)
        ids.at[i] = state_text(run->state, *(const struct ref *)vec_at(rows, i));
    return ids;
}

/* Its own title, else its class's as the wording of today has it. */
static struct str job_title(const struct run *run, const struct job_row *job)
{
    struct str title = state_text(run->state, job->title);
    if (title.len > 0) return title;
    const struct contract *wording =
        state_contract(run->state, job->contract, instant_day(run->now, run_offset(run)));
    uint32_t class = contract_class(wording, state_text(run->state, job->class));
    return class != CONTRACT_NONE ? wording->classes[class].title : STR_NONE;
}

/* A person's name as registered, else as the roster has it. */
static struct str actor_name(const struct state *state, const struct actor_row *actor)
{
    struct str name = state_text(state, actor->name);
    if (name.len > 0 || actor->last_entry == NO_ROW) return name;
    const struct roster_row *entry = vec_at(&state->roster, actor->last_entry);
    return state_text(state, entry->name);
}

static struct str title_of(const struct run *run, enum name_kind kind, uint32_t row)
{
    if (kind == NAME_JOB) return job_title(run, state_job(run->state, row));
    return actor_name(run->state, state_actor(run->state, row));
}

static struct strs titles_of(const struct run *run, enum name_kind kind)
{
    const struct vec *rows = rows_of(run->state, kind);
    bool titled = kind == NAME_JOB || kind == NAME_ACTOR;
    struct strs titles = {ARENA_ARRAY(run->arena, struct str, rows->count), 0};
    for (uint32_t i = 0; titled && i < rows->count; i++)
        titles.at[titles.count++] = title_of(run, kind, i);
    return titles;
}

struct found find_recorded(struct run *run, enum name_kind kind, struct str typed)
{
    /* The usual case, a full name, needs no list of all of them. */
    if (state_find(run->state, kind, typed) != NO_ROW)
        return (struct found){.result = FIND_ONE, .id = typed};
    return find_titled(run->arena, typed, find_ids(run, kind), titles_of(run, kind),
                       find_letter(kind));
}

struct found find_by_id(struct run *run, enum name_kind kind, struct str typed)
{
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

struct found find_class(const struct run *run, const struct contract *contract, uint32_t source,
                        struct str typed)
{
    struct strs ids = find_classes(run, contract, source);
    struct strs titles = {ARENA_ARRAY(run->arena, struct str, ids.count), ids.count};
    for (uint32_t i = 0; i < ids.count; i++)
        titles.at[i] = contract->classes[contract_class(contract, ids.at[i])].title;
    return find_titled(run->arena, typed, ids, titles, 0);
}

struct found find_site(const struct run *run, const struct contract *contract, struct str typed)
{
    struct strs ids = find_sites(run, contract);
    struct strs names = {ARENA_ARRAY(run->arena, struct str, ids.count), ids.count};
    for (uint32_t i = 0; i < ids.count; i++) names.at[i] = contract->sites[i].name;
    return find_titled(run->arena, typed, ids, names, 0);
}

struct found find_document_kind(const struct run *run, const struct contract *contract,
                                struct str typed)
{
    uint32_t count = contract->document_count;
    struct strs kinds = {ARENA_ARRAY(run->arena, struct str, count), count};
    struct strs titles = {ARENA_ARRAY(run->arena, struct str, count), count};
    for (uint32_t i = 0; i < count; i++) {
        kinds.at[i] = contract->documents[i].kind;
        titles.at[i] = contract->documents[i].title;
    }
    return find_titled(run->arena, typed, kinds, titles, 0);
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
