#include "engine/vocab/field.h"

#include "engine/base/check.h"

bool field_is(const struct field *field, const void *value)
{
    switch (field->kind) {
    case FIELD_ID:
    case FIELD_STR:
    case FIELD_TEXT:
    case FIELD_YAML: return str_is(*(const struct str *)value);
    case FIELD_DAY: return ((const struct maybe_day *)value)->is;
    case FIELD_AT: return ((const struct maybe_instant *)value)->is;
    case FIELD_NUM:
    case FIELD_TERM: return ((const struct maybe_u32 *)value)->is;
    case FIELD_BOOL: return ((const struct maybe_bool *)value)->is;
    case FIELD_IDS:
    case FIELD_STRS: return ((const struct strs *)value)->at != NULL;
    case FIELD_SPANS: return ((const struct day_spans *)value)->at != NULL;
    case FIELD_FILE: return str_is(((const struct file *)value)->name);
    }
    CHECK(false);
    return false;
}
