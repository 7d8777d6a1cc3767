#include "cli/verb_choice.h"

#include "cli/find.h"
#include "cli/verb_args.h"
#include "engine/base/check.h"

static bool kind_of(enum verb_on on, enum name_kind *ret)
{
    switch (on) {
    case ON_ANYTHING: return false;
    case ON_JOB:
    case ON_REPORTED: *ret = NAME_JOB; return true;
    case ON_VISIT:
    case ON_PROPOSED:
    case ON_OVERTIME: *ret = NAME_VISIT; return true;
    case ON_DOCUMENT: *ret = NAME_DOCUMENT; return true;
    case ON_QUERY: *ret = NAME_QUERY; return true;
    }
    CHECK(false);
    return false;
}

static bool state_fits(const struct state *state, enum verb_on on, uint32_t row)
{
    switch (on) {
    case ON_ANYTHING:
    case ON_JOB:
    case ON_VISIT:
    case ON_DOCUMENT:
    case ON_QUERY: return true;
    case ON_REPORTED: return state_job(state, row)->reported && !state_job(state, row)->accepted;
    case ON_PROPOSED:
        return state_visit(state, row)->state == VISIT_PROPOSED ||
               state_visit(state, row)->joining.count > 0;
    case ON_OVERTIME: return state_visit(state, row)->overtime == OVERTIME_REQUESTED;
    }
    CHECK(false);
    return false;
}

/* `exact`: the whole name, or a bare number where a job is meant. */
static bool subject_fits(struct run *run, enum verb_on on, struct str subject, bool exact)
{
    enum name_kind kind;
    uint32_t number;
    if (!kind_of(on, &kind)) return true;
    if (!str_is(subject)) return false;
    bool bare = str_to_u32(subject, UINT32_MAX, &number);
    if (exact && !(bare && kind == NAME_JOB) && state_find(run->state, kind, subject) == NO_ROW)
        return false;
    struct found found = find_recorded(run, kind, subject);
    if (found.result == FIND_SEVERAL) return !exact;
    if (found.result == FIND_NONE) return false;
    return state_fits(run->state, on, state_find(run->state, kind, found.id));
}

/* Whether a subject is written as ids of that kind are: "V-9". */
static bool written_as(enum verb_on on, struct str subject)
{
    enum name_kind kind;
    if (!kind_of(on, &kind) || subject.len < 3 || subject.ptr[1] != '-') return false;
    return (subject.ptr[0] & ~0x20) == find_letter(kind);
}

/* The next row of the same name, or NULL. */
static const struct verb *verb_after(const struct verb *verb)
{
    const struct verb *after = verb_at((uint32_t)(verb - verb_at(0)) + 1);
    return after != NULL && strcmp(after->name, verb->name) == 0 ? after : NULL;
}

const struct verb *verb_for(struct run *run, const struct verb *first, struct strs words,
                            struct str subject)
{
    const struct verb *nearest = NULL, *last = first;
    for (int exact = 1; exact >= 0; exact--) {
        for (const struct verb *verb = first; verb != NULL; verb = verb_after(verb)) {
            last = verb;
            if (*verb->option != '\0' && !verb_args_switch(words, verb->option)) continue;
            bool open = verb->on == ON_ANYTHING && exact == 1 && verb != first;
            if (!open && subject_fits(run, verb->on, subject, exact == 1)) return verb;
            if (nearest == NULL && written_as(verb->on, subject)) nearest = verb;
        }
    }
    return nearest != NULL ? nearest : last;
}

/* The contract that a job, visit, document or query belongs to, or NO_ROW. */
static uint32_t contract_of(const struct state *state, enum name_kind kind, uint32_t row)
{
    switch (kind) {
    case NAME_JOB: return state_job(state, row)->contract;
    case NAME_VISIT: return state_visit(state, row)->contract;
    case NAME_DOCUMENT:
        return ((const struct document_row *)vec_at(&state->documents, row))->contract;
    case NAME_QUERY: return ((const struct query_row *)vec_at(&state->queries, row))->contract;
    case NAME_NOTE: return ((const struct note_row *)vec_at(&state->notes, row))->contract;
    case NAME_MEDIUM: return state_medium(state, row)->contract;
    case NAME_CONTRACT:
    case NAME_ACTOR:
    case NAME_SKILL:
    case NAME_ALERT: return NO_ROW;
    }
    CHECK(false);
    return NO_ROW;
}

void verb_contract(struct run *run, const struct verb *verb, struct str subject)
{
    enum name_kind kind;
    if (str_is(run->contract) || run->state->contracts.count < 2) return;
    if (!str_is(subject) || !kind_of(verb->on, &kind)) return;
    struct found found = find_recorded(run, kind, subject);
    if (found.result != FIND_ONE) return;
    uint32_t row = contract_of(run->state, kind, state_find(run->state, kind, found.id));
    if (row == NO_ROW) return;
    const struct contract_row *contract = vec_at(&run->state->contracts, row);
    run->contract = str_copy(run->arena, state_text(run->state, contract->id));
}
