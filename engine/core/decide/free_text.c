#include "engine/core/decide/deciding.h"
#include "rules/my_number.h"

static bool strs_hold_it(struct strs texts)
{
    for (uint32_t i = 0; i < texts.count; i++)
        if (my_number_in(texts.at[i])) return true;
    return false;
}

/* Names and a contract's file are no free text: keys of messages and codes of clauses are often
 * twelve digits by right. */
static bool holds_it(const struct field *field, const void *value)
{
    switch (field->kind) {
    case FIELD_STR:
    case FIELD_TEXT: return my_number_in(*(const struct str *)value);
    case FIELD_STRS: return strs_hold_it(*(const struct strs *)value);
    case FIELD_FILE: return my_number_in(((const struct file *)value)->name);
    case FIELD_ID:
    case FIELD_YAML:
    case FIELD_DAY:
    case FIELD_AT:
    case FIELD_NUM:
    case FIELD_BOOL:
    case FIELD_IDS:
    case FIELD_SPANS:
    case FIELD_TERM: return false;
    }
    CHECK(false);
    return false;
}

/* The refusal names the field alone: the number itself goes nowhere, not even into an answer. */
static void check_fields(struct deciding *d, const struct fields *fields, const void *body)
{
    for (uint32_t i = 0; i < fields->count; i++) {
        const struct field *field = &fields->at[i];
        const void *value = (const char *)body + field->offset;
        if (!field_is(field, value) || !holds_it(field, value)) continue;
        refuse(d, REFUSAL_MY_NUMBER, arg_text(field->name), NO_ARG, NO_ARG);
    }
}

void check_free_text(struct deciding *d)
{
    struct command command = *d->command; /* command_body takes one that may be changed */
    check_fields(d, command_envelope(), &command);
    check_fields(d, &command_about(command.kind)->fields, command_body(&command));
}
