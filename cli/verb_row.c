#include "cli/verb.h"

#include "engine/base/check.h"

static const struct verb verbs[] = {
#define VERB(name, on, option, kind, words, others, presets, usage, en, ja, example)               \
    {name, ON_##on, option, COMMAND_##kind, words, others, presets, usage, {en, ja}, example},
#include "cli/verb.def"
#undef VERB
};

const struct verb *verb_at(uint32_t index)
{
    return index < COUNT(verbs) ? &verbs[index] : NULL;
}

const struct verb *verb_named(const char *name)
{
    for (uint32_t i = 0; i < COUNT(verbs); i++)
        if (strcmp(verbs[i].name, name) == 0) return &verbs[i];
    return NULL;
}

/* Whether `option` is the field's name with - for _, or (unless `whole`) its beginning. */
static bool names_field(struct str option, const char *field, bool whole)
{
    struct str name = str_of(field);
    if (option.len == 0 || option.len > name.len || (whole && option.len < name.len)) return false;
    for (uint32_t i = 0; i < option.len; i++)
        if (option.ptr[i] != (name.ptr[i] == '_' ? '-' : name.ptr[i])) return false;
    return true;
}

static const struct field *field_like(const struct fields *fields, struct str option, bool whole)
{
    const struct field *found = NULL;
    for (uint32_t i = 0; i < fields->count; i++) {
        if (!names_field(option, fields->at[i].name, whole)) continue;
        if (found != NULL) return NULL;
        found = &fields->at[i];
    }
    return found;
}

/* "with=technicians at=started_at": the field behind `option=`. */
static struct str other_name(const struct verb *verb, struct str option)
{
    struct str rest = str_of(verb->others);
    while (rest.len > 0) {
        uint32_t blank = str_find(rest, ' '), equals = str_find(rest, '=');
        if (str_eq(str_slice(rest, 0, equals), option)) return str_slice(rest, equals + 1, blank);
        rest = str_slice(rest, blank + 1, rest.len);
    }
    return STR_NONE;
}

/* What every command may carry: --note, --id, --expect, and the paper of who decided. The actor and
 * the contract are options of the program. */
static const struct field *envelope_field(struct str option)
{
    static const char *const taken[] = {"note", "id", "expect", "on_behalf_of", "evidence"};
    const struct fields *fields = command_envelope();
    if (str_eq(option, STR("by-paper"))) option = STR("on-behalf-of");
    const struct field *field = field_like(fields, option, true);
    for (uint32_t i = 0; field != NULL && i < COUNT(taken); i++)
        if (strcmp(field->name, taken[i]) == 0) return field;
    return NULL;
}

const struct field *verb_field(const struct verb *verb, struct str option)
{
    const struct fields *fields = &command_about(verb->kind)->fields;
    struct str other = other_name(verb, option);
    for (uint32_t i = 0; str_is(other) && i < fields->count; i++)
        if (str_eq(str_of(fields->at[i].name), other)) return &fields->at[i];
    const struct field *field = field_like(fields, option, true);
    if (field == NULL) field = envelope_field(option);
    return field != NULL ? field : field_like(fields, option, false);
}
