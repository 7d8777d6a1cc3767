#include "engine/wire/value_json.h"

#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/wire/form.h"

/* The two members of a file, checked like fields of a command. */
static const struct field file_fields[] = {
    {"name", FIELD_STR, true, offsetof(struct file, name), NULL},
    {"sha256", FIELD_STR, true, offsetof(struct file, sha256), NULL},
};

/* A field on its way in, and the place it goes to. */
struct slot {
    const struct field *field;
    struct str name;     /* as refusals call it: "document.sha256" */
    uint32_t number_max; /* for FIELD_NUM */
    void *ret;
};

static void bad_value(struct reading *r, const struct slot *slot, struct str value)
{
    reading_refuse(r, REFUSAL_BAD_VALUE, slot->name, value,
                   form_wanted(slot->field, slot->number_max, r->how->lang, r->arena));
}

static bool text_read(struct reading *r, const struct slot *slot, const json_t *value)
{
    struct str s = json_str(value);
    if (!form_is_sound(slot->field->kind, s)) return false;
    if (slot->field->needed && s.len == 0) return false;
    *(struct str *)slot->ret = str_copy(r->arena, s);
    return true;
}

static bool term_read(const struct slot *slot, const json_t *value)
{
    uint32_t n = term_find(slot->field->terms, json_str(value));
    if (n == slot->field->terms->count) return false;
    *(struct maybe_u32 *)slot->ret = (struct maybe_u32){true, n};
    return true;
}

static bool day_read(const struct slot *slot, const json_t *value)
{
    day_t day;
    if (!day_parse(json_str(value), &day)) return false;
    *(struct maybe_day *)slot->ret = (struct maybe_day){true, day};
    return true;
}

static bool instant_read(struct reading *r, const struct slot *slot, const json_t *value)
{
    instant_t at;
    if (!instant_parse(json_str(value), r->how->offset, &at)) return false;
    *(struct maybe_instant *)slot->ret = (struct maybe_instant){true, at};
    return true;
}

static bool number_read(const struct slot *slot, const json_t *value)
{
    json_int_t n = json_integer_value(value);
    if (!json_is_integer(value) || n < 0 || n > slot->number_max) return false;
    *(struct maybe_u32 *)slot->ret = (struct maybe_u32){true, (uint32_t)n};
    return true;
}

static bool bool_read(const struct slot *slot, const json_t *value)
{
    if (!json_is_boolean(value)) return false;
    *(struct maybe_bool *)slot->ret = (struct maybe_bool){true, json_is_true(value)};
    return true;
}

static bool is_among(struct str s, const struct str *others, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (str_eq(s, others[i])) return true;
    return false;
}

/* Says so itself when the list is too long, or empty where somebody must be named. */
static bool list_fits(struct reading *r, const struct slot *slot, const json_t *list)
{
    size_t count = json_array_size(list);
    bool ja = r->how->lang == LANG_JA;
    bool named = slot->field->kind == FIELD_IDS && slot->field->needed;
    if (count <= LIST_MAX && (count > 0 || !named)) return true;
    bad_value(r, slot, text_format(r->arena, ja ? "%zu 件" : "a list of %zu", count));
    return false;
}

static bool id_read(struct reading *r, const struct slot *slot, struct strs *list,
                    const json_t *entry)
{
    static const struct field id_field = {.kind = FIELD_ID};
    struct slot id = {.field = &id_field, .name = slot->name};
    struct str s = json_is_string(entry) ? json_str(entry) : STR_NONE;
    if (!form_is_sound(FIELD_ID, s)) {
        bad_value(r, &id, json_word(r, entry));
        return false;
    }
    if (is_among(s, list->at, list->count)) {
        const char *twice = r->how->lang == LANG_JA ? "%.*s の重複" : "%.*s twice";
        bad_value(r, slot, text_format(r->arena, twice, STR_ARGS(s)));
        return false;
    }
    list->at[list->count++] = str_copy(r->arena, s);
    return true;
}

/* The first wrong entry is reported, and only that: the rest are likely wrong alike. */
static void ids_read(struct reading *r, const struct slot *slot, const json_t *value)
{
    if (!list_fits(r, slot, value)) return;
    size_t count = json_array_size(value);
    struct strs list = {.at = ARENA_ARRAY(r->arena, struct str, count)};
    for (size_t i = 0; i < count; i++)
        if (!id_read(r, slot, &list, json_array_get(value, i))) return;
    *(struct strs *)slot->ret = list;
}

/* Adds a text to the list; false, and says so, when it is none or one too many. */
static bool entry_read(struct reading *r, const struct slot *slot, struct strs *list,
                       const json_t *entry, uint32_t *total)
{
    static const struct field text_field = {.kind = FIELD_TEXT, .needed = true};
    struct slot text = {.field = &text_field, .name = slot->name};
    struct str s = json_is_string(entry) ? json_str(entry) : STR_NONE;
    if (s.len == 0 || !form_is_sound(FIELD_TEXT, s)) {
        bad_value(r, &text, json_word(r, entry));
        return false;
    }
    *total += s.len;
    if (*total > LIST_BYTES_MAX) {
        const char *form = r->how->lang == LANG_JA ? "%u バイト以上" : "%u bytes or more";
        bad_value(r, slot, text_format(r->arena, form, *total));
        return false;
    }
    list->at[list->count++] = str_copy(r->arena, s);
    return true;
}

static void strs_read(struct reading *r, const struct slot *slot, const json_t *value)
{
    bool alone = json_is_string(value);
    if (!alone && !list_fits(r, slot, value)) return;
    size_t count = alone ? 1 : json_array_size(value);
    uint32_t total = 0;
    struct strs list = {.at = ARENA_ARRAY(r->arena, struct str, count)};
    for (size_t i = 0; i < count; i++)
        if (!entry_read(r, slot, &list, alone ? value : json_array_get(value, i), &total)) return;
    *(struct strs *)slot->ret = list;
}

static void spans_read(struct reading *r, const struct slot *slot, const json_t *value)
{
    if (!list_fits(r, slot, value)) return;
    size_t count = json_array_size(value);
    struct day_spans list = {.at = ARENA_ARRAY(r->arena, struct day_span, count)};
    for (size_t i = 0; i < count; i++) {
        const json_t *entry = json_array_get(value, i);
        struct str s = json_is_string(entry) ? json_str(entry) : STR_NONE;
        if (!form_span(s, &list.at[i])) {
            bad_value(r, slot, json_word(r, entry));
            return;
        }
    }
    list.count = (uint32_t)count;
    *(struct day_spans *)slot->ret = list;
}

static struct str member_name(struct reading *r, const struct slot *slot, const char *member)
{
    return text_format(r->arena, "%.*s.%s", STR_ARGS(slot->name), member);
}

/* A missing member has been named before; here only what is there is judged. */
static void file_read(struct reading *r, const struct slot *slot, const json_t *value)
{
    struct file file = {0};
    const json_t *name = json_object_get(value, "name"), *sum = json_object_get(value, "sha256");
    struct slot name_slot = {&file_fields[0], member_name(r, slot, "name"), 0, &file.name};
    bool has_name = name != NULL && !json_is_null(name);
    if (has_name && !(json_is_string(name) && text_read(r, &name_slot, name)))
        bad_value(r, &name_slot, json_word(r, name));
    struct str digits = json_is_string(sum) ? json_str(sum) : STR_NONE;
    bool has_sum = sum != NULL && !json_is_null(sum);
    if (has_sum && !form_sha256(digits, r->arena, &file.sha256))
        reading_refuse(r, REFUSAL_BAD_VALUE, member_name(r, slot, "sha256"), json_word(r, sum),
                       r->how->lang == LANG_JA ? STR("16進数 64 桁") : STR("64 hex digits"));
    *(struct file *)slot->ret = file;
}

/* Whether the JSON type is one that the field can come from at all. */
static bool type_fits(enum field_kind kind, const json_t *value)
{
    switch (kind) {
    case FIELD_ID:
    case FIELD_STR:
    case FIELD_TEXT:
    case FIELD_YAML:
    case FIELD_DAY:
    case FIELD_AT:
    case FIELD_TERM: return json_is_string(value);
    case FIELD_NUM:
    case FIELD_BOOL: return true; /* judged with the value */
    case FIELD_IDS:
    case FIELD_SPANS: return json_is_array(value);
    case FIELD_STRS: return json_is_array(value) || json_is_string(value);
    case FIELD_FILE: return json_is_object(value);
    }
    CHECK(false);
    return false;
}

/* True when the value is sound, or its faults are named already. */
static bool value_read(struct reading *r, const struct slot *slot, const json_t *value)
{
    if (!type_fits(slot->field->kind, value)) return false;
    switch (slot->field->kind) {
    case FIELD_ID:
    case FIELD_STR:
    case FIELD_TEXT:
    case FIELD_YAML: return text_read(r, slot, value);
    case FIELD_DAY: return day_read(slot, value);
    case FIELD_AT: return instant_read(r, slot, value);
    case FIELD_TERM: return term_read(slot, value);
    case FIELD_NUM: return number_read(slot, value);
    case FIELD_BOOL: return bool_read(slot, value);
    case FIELD_IDS: ids_read(r, slot, value); return true;
    case FIELD_STRS: strs_read(r, slot, value); return true;
    case FIELD_SPANS: spans_read(r, slot, value); return true;
    case FIELD_FILE: file_read(r, slot, value); return true;
    }
    CHECK(false);
    return false;
}

bool reading_is_full(const struct reading *r)
{
    return r->refusals.count == REFUSALS_MAX;
}

void reading_refuse(struct reading *r, enum refusal_code code, struct str a, struct str b,
                    struct str c)
{
    if (reading_is_full(r)) return;
    struct refusal *refusal = vec_push(&r->refusals, r->arena);
    *refusal = (struct refusal){.code = code, .args = {arg_str(a), arg_str(b), arg_str(c)}};
}

struct str reading_shown(struct reading *r, struct str s)
{
    return form_shown(s, SHOWN_BYTES_MAX, r->arena);
}

struct str json_str(const json_t *value)
{
    size_t bytes = json_string_length(value);
    CHECK(bytes <= COMMAND_BYTES_MAX);
    return (struct str){json_string_value(value), (uint32_t)bytes};
}

struct str json_word(struct reading *r, const json_t *value)
{
    bool ja = r->how->lang == LANG_JA;
    switch (json_typeof(value)) {
    case JSON_STRING:
        if (json_string_length(value) == 0) return ja ? STR("空文字列") : STR("empty");
        return reading_shown(r, json_str(value));
    case JSON_INTEGER:
        return text_format(r->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    case JSON_REAL: return ja ? STR("小数") : STR("a number with a fraction");
    case JSON_TRUE: return STR("true");
    case JSON_FALSE: return STR("false");
    case JSON_NULL: return STR("null");
    case JSON_OBJECT: return ja ? STR("オブジェクト") : STR("an object");
    case JSON_ARRAY: return ja ? STR("並び") : STR("a list");
    }
    CHECK(false);
    return STR_NONE;
}

const json_t *json_given(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_null(value) ? NULL : value;
}

const struct fields *file_members(void)
{
    static const struct fields members = {file_fields, COUNT(file_fields), sizeof(struct file)};
    return &members;
}

void field_read(struct reading *r, const struct field *field, const json_t *object,
                uint32_t number_max, void *body)
{
    const json_t *value = json_given(object, field->name);
    if (value == NULL) return;
    struct slot slot = {field, str_of(field->name), number_max, (char *)body + field->offset};
    if (!value_read(r, &slot, value)) bad_value(r, &slot, json_word(r, value));
}
