#include "engine/wire/command_json.h"

#include <jansson.h>

#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/base/vec.h"
#include "engine/wire/form.h"
#include "engine/wire/pack.h"
#include "engine/wire/value_json.h"

/* The line's own clock; not a field of any command, because only a backfill has it. */
static const struct field now_field = {.name = "now", .kind = FIELD_AT};

static const struct field *field_find(const struct fields *fields, const char *name)
{
    for (uint32_t i = 0; i < fields->count; i++)
        if (strcmp(fields->at[i].name, name) == 0) return &fields->at[i];
    return NULL;
}

static void names_put(struct text *ret, const struct fields *fields)
{
    for (uint32_t i = 0; i < fields->count; i++)
        text_add(ret, "%s%s", ret->len > 0 ? ", " : "", fields->at[i].name);
}

/* What a command takes: its own fields first, then those of every command. */
static struct str names_of(struct reading *r, const struct fields *own, const struct fields *every)
{
    struct text names;
    text_init(&names, r->arena);
    names_put(&names, own);
    if (every != NULL) names_put(&names, every);
    return text_str(&names);
}

/* Stops with the list of refusals: a line has room for a hundred thousand unknown names. */
static void unknown_members(struct reading *r, const char *file, json_t *object)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        if (reading_is_full(r)) return;
        if (field_find(file_members(), key) == NULL)
            reading_refuse(r, REFUSAL_UNKNOWN_FIELD, str_of(file), reading_shown(r, str_of(key)),
                           names_of(r, file_members(), NULL));
    }
}

static bool is_beside_fields(const struct reading *r, const char *key)
{
    return strcmp(key, "cmd") == 0 || (r->how->backfill && strcmp(key, now_field.name) == 0);
}

static void unknown_fields(struct reading *r, json_t *root)
{
    const struct fields *own = &r->about->fields, *every = command_envelope();
    const char *key;
    json_t *value;
    json_object_foreach(root, key, value)
    {
        if (reading_is_full(r)) return;
        const struct field *field = field_find(own, key);
        if (field == NULL) field = field_find(every, key);
        if (field == NULL && !is_beside_fields(r, key))
            reading_refuse(r, REFUSAL_UNKNOWN_FIELD, str_of(r->about->name),
                           reading_shown(r, str_of(key)), names_of(r, own, every));
        if (field != NULL && field->kind == FIELD_FILE && json_is_object(value))
            unknown_members(r, field->name, value);
    }
}

static void missing_fields(struct reading *r, const char *of, const struct fields *fields,
                           const json_t *object)
{
    for (uint32_t i = 0; i < fields->count; i++) {
        const struct field *field = &fields->at[i];
        const json_t *value = json_given(object, field->name);
        bool defaulted = fields == command_envelope() && strcmp(field->name, "by") == 0 &&
                         str_is(r->how->default_by);
        if (value == NULL && field->needed && !defaulted)
            reading_refuse(r, REFUSAL_MISSING_FIELD, str_of(of), str_of(field->name), STR_NONE);
    }
}

static void missing_members(struct reading *r, const struct fields *fields, const json_t *object)
{
    for (uint32_t i = 0; i < fields->count; i++) {
        const struct field *field = &fields->at[i];
        const json_t *value = json_given(object, field->name);
        if (field->kind == FIELD_FILE && json_is_object(value))
            missing_fields(r, field->name, file_members(), value);
    }
}

static void fields_read(struct reading *r, json_t *root, struct parsed_command *ret)
{
    const struct fields *own = &r->about->fields, *every = command_envelope();
    unknown_fields(r, root);
    missing_fields(r, r->about->name, every, root);
    missing_fields(r, r->about->name, own, root);
    missing_members(r, every, root);
    missing_members(r, own, root);
    ret->command.by = r->how->default_by;
    for (uint32_t i = 0; i < every->count; i++) /* `expect` counts events, not things */
        field_read(r, &every->at[i], root, UINT32_MAX, &ret->command);
    for (uint32_t i = 0; i < own->count; i++)
        field_read(r, &own->at[i], root, NUMBER_MAX, command_body(&ret->command));
    if (r->how->backfill) field_read(r, &now_field, root, 0, &ret->now);
}

/* The kind of command, or a refusal. */
static bool kind_read(struct reading *r, const json_t *root, enum command_kind *ret)
{
    bool ja = r->how->lang == LANG_JA;
    const json_t *cmd = json_given(root, "cmd");
    if (cmd == NULL) {
        reading_refuse(r, REFUSAL_MISSING_FIELD, ja ? STR("コマンド") : STR("a command"),
                       STR("cmd"), STR_NONE);
        return false;
    }
    if (!json_is_string(cmd)) {
        reading_refuse(r, REFUSAL_BAD_VALUE, STR("cmd"), json_word(r, cmd),
                       ja ? STR("job.open のようなコマンド名")
                          : STR("a command's name like job.open"));
        return false;
    }
    if (command_parse(json_str(cmd), ret)) return true;
    reading_refuse(r, REFUSAL_UNKNOWN_COMMAND, json_word(r, cmd), STR_NONE, STR_NONE);
    return false;
}

/* jansson quotes the input in its message and may cut that anywhere. */
static struct str fault_word(struct reading *r, const json_error_t *error)
{
    struct str why = str_of(error->text);
    if (!str_is_utf8(why)) why = STR("wrong syntax");
    why = form_shown(why, sizeof error->text, r->arena);
    const char *form = r->how->lang == LANG_JA ? "%d 行 %d 桁: %.*s" : "line %d, column %d: %.*s";
    return text_format(r->arena, form, error->line, error->column, STR_ARGS(why));
}

/* NULL, and a refusal, when the line is no JSON object. */
static json_t *object_load(struct reading *r, struct str line)
{
    bool ja = r->how->lang == LANG_JA;
    json_error_t error;
    if (line.len > COMMAND_BYTES_MAX) {
        const char *form = ja ? "%u バイトで、上限の %d を超えます" : "%u bytes, more than %d";
        reading_refuse(r, REFUSAL_NOT_JSON,
                       text_format(r->arena, form, line.len, COMMAND_BYTES_MAX), STR_NONE,
                       STR_NONE);
        return NULL;
    }
    json_t *root =
        json_loadb(line.len > 0 ? line.ptr : "", line.len, JSON_REJECT_DUPLICATES, &error);
    if (json_is_object(root)) return root;
    CHECK(root != NULL || json_error_code(&error) != json_error_out_of_memory);
    struct str why = root != NULL ? (ja ? STR("並びです") : STR("a list")) : fault_word(r, &error);
    reading_refuse(r, REFUSAL_NOT_JSON, why, STR_NONE, STR_NONE);
    json_decref(root);
    return NULL;
}

void command_read(struct str line, const struct command_reading *how, struct arena *arena,
                  struct parsed_command *ret)
{
    struct reading r = {.how = how, .arena = arena, .refusals = vec_of(sizeof(struct refusal))};
    *ret = (struct parsed_command){0};
    json_t *root = object_load(&r, line);
    if (root != NULL && kind_read(&r, root, &ret->command.kind)) {
        r.about = command_about(ret->command.kind);
        fields_read(&r, root, ret);
    }
    json_decref(root);
    ret->refusals = (struct refusals){r.refusals.rows, r.refusals.count};
    ret->ok = r.refusals.count == 0;
}

struct bytes command_canonical(const struct command *command, struct arena *arena)
{
    enum { MEMBERS = 7 };
    const struct command_about *about = command_about(command->kind);
    const void *body = (const char *)command + offsetof(struct command, contract_load);
    struct text out;
    text_init(&out, arena);
    pack_array(&out, MEMBERS);
    pack_str(&out, str_of(about->name)); /* the number of a kind moves when a row is added */
    pack_str(&out, command->by);
    pack_str(&out, command->contract);
    pack_str(&out, command->on_behalf_of);
    pack_file(&out, &command->evidence);
    pack_str(&out, command->note);
    pack_fields(&out, &about->fields, body);
    return (struct bytes){(const uint8_t *)out.ptr, out.len};
}
