#include "cli/verb_value.h"

#include <stdio.h>

#include "cli/find.h"
#include "cli/label.h"
#include "cli/letters.h"
#include "cli/verb_name.h"
#include "cli/when.h"
#include "engine/base/check.h"
#include "engine/proof/sha256.h"

enum { FILE_BYTES_MAX = 256 * 1024 * 1024 };

static bool bad_value(const struct value_context *context, const char *field, struct str typed,
                      const char *accepted, int *ret_status)
{
    struct argument args[ARGUMENTS_MAX] = {arg_text(label_typed(field, context->run->lang)),
                                           arg_str(typed), arg_text(accepted)};
    return value_trouble(context, EXIT_USAGE, "bad-value", WORD_VERB_BAD_VALUE, args, ret_status);
}

static bool put_id(const struct value_context *context, struct json *json, const char *key,
                   const char *field, struct str typed, int *ret_status)
{
    struct str id = verb_name(context, field, typed, ret_status);
    if (!str_is(id)) return false;
    json_put_str(json, key, id);
    return true;
}

static struct str trimmed(struct str s)
{
    while (s.len > 0 && s.ptr[0] == ' ') s = str_slice(s, 1, s.len);
    while (s.len > 0 && s.ptr[s.len - 1] == ' ') s.len--;
    return s;
}

/* The next piece of a list "a,b,c", also 「a、b」 and "a，b"; *rest loses it. */
static struct str comma_take(struct str *rest)
{
    static const char *const commas[] = {",", "、", "，", "､"};
    for (uint32_t at = 0; at < rest->len; at++)
        for (uint32_t i = 0; i < COUNT(commas); i++) {
            struct str comma = str_of(commas[i]), from = str_slice(*rest, at, rest->len);
            if (!str_starts(from, comma)) continue;
            struct str piece = trimmed(str_slice(*rest, 0, at));
            *rest = str_slice(from, comma.len, from.len);
            return piece;
        }
    struct str last = trimmed(*rest);
    *rest = str_slice(*rest, rest->len, rest->len);
    return last;
}

/* 10月上旬 means its first day as an earliest day, and its last as a target or a due day. */
static bool is_a_beginning(const char *field)
{
    return strcmp(field, "earliest") == 0 || strcmp(field, "from") == 0;
}

static bool put_day(const struct value_context *context, struct json *json, const char *field,
                    struct str typed, int *ret_status)
{
    struct when_span span;
    if (!when_span(typed, instant_day(context->run->now, context->offset), &span))
        return bad_value(context, field, typed, word_text(WORD_WHEN_DAY, context->run->lang),
                         ret_status);
    json_put_day(json, field, is_a_beginning(field) ? span.from : span.to);
    return true;
}

static bool put_instant(const struct value_context *context, struct json *json, const char *field,
                        struct str typed, int *ret_status)
{
    instant_t at;
    if (!when_instant(typed, context->run->now, context->offset, &at))
        return bad_value(context, field, typed, word_text(WORD_WHEN_INSTANT, context->run->lang),
                         ret_status);
    json_put_instant(json, field, at, context->offset);
    return true;
}

static bool put_number(const struct value_context *context, struct json *json, const char *field,
                       struct str typed, int *ret_status)
{
    uint32_t n;
    if (!str_to_u32(letters_fold(context->run->arena, typed), INT32_MAX, &n))
        return bad_value(context, field, typed, "90", ret_status);
    json_put_int(json, field, n);
    return true;
}

static bool put_bool(const struct value_context *context, struct json *json, const char *field,
                     struct str typed, int *ret_status)
{
    struct str folded = letters_fold(context->run->arena, typed);
    bool yes =
        str_eq(folded, STR("true")) || str_eq(folded, STR("yes")) || str_eq(folded, STR("はい"));
    if (!yes && !str_eq(folded, STR("false")) && !str_eq(folded, STR("no")) &&
        !str_eq(folded, STR("いいえ")))
        return bad_value(context, field, typed, "yes, no", ret_status);
    json_put_bool(json, field, yes);
    return true;
}

/* The name of a word list, its beginning, or the word that people see for it. */
static bool put_term(const struct value_context *context, struct json *json,
                     const struct field *field, struct str typed, int *ret_status)
{
    const struct term_set *set = field->terms;
    struct run *run = context->run;
    struct strs names = {ARENA_ARRAY(run->arena, struct str, set->count), set->count};
    struct strs titles = {ARENA_ARRAY(run->arena, struct str, set->count), set->count};
    for (uint32_t i = 0; i < set->count; i++) {
        names.at[i] = str_of(set->terms[i].name);
        titles.at[i] = str_of(set->terms[i].word[LANG_JA]);
    }
    struct found found = find_titled(run->arena, typed, names, titles, 0);
    if (found.result != FIND_ONE)
        return bad_value(context, field->name, typed, term_names(run->arena, set).ptr, ret_status);
    json_put_str(json, field->name, found.id);
    return true;
}

/* "10/5..10/8", 10月上旬 or one day, written out as "2021-10-05..2021-10-08". */
static bool put_span(const struct value_context *context, struct json *json, const char *field,
                     struct str typed, int *ret_status)
{
    char from[DAY_TEXT_BYTES], to[DAY_TEXT_BYTES], written[2 * DAY_TEXT_BYTES + 2];
    struct when_span span;
    if (!when_span(typed, instant_day(context->run->now, context->offset), &span))
        return bad_value(context, field, typed, word_text(WORD_WHEN_SPAN, context->run->lang),
                         ret_status);
    day_print(span.from, from);
    day_print(span.to, to);
    (void)snprintf(written, sizeof written, "%s..%s", from, to);
    json_put_text(json, NULL, written);
    return true;
}

static bool put_list(const struct value_context *context, struct json *json,
                     const struct given *given, int *ret_status)
{
    const char *name = given->field->name;
    bool sound = true;
    json_open_array(json, name);
    for (uint32_t i = 0; sound && i < given->values.count; i++) {
        struct str rest = *(const struct str *)vec_at(&given->values, i);
        if (given->field->kind == FIELD_STRS) json_put_str(json, NULL, rest);
        if (given->field->kind == FIELD_STRS) continue;
        while (sound && rest.len > 0) {
            struct str piece = comma_take(&rest);
            sound = given->field->kind == FIELD_SPANS
                        ? put_span(context, json, name, piece, ret_status)
                        : put_id(context, json, NULL, name, piece, ret_status);
        }
    }
    json_close_array(json);
    return sound;
}

static struct str base_name(struct str path)
{
    uint32_t from = path.len;
    while (from > 0 && path.ptr[from - 1] != '/') from--;
    return str_slice(path, from, path.len);
}

static void put_file_object(struct json *json, const char *key, struct str name, struct str sha256)
{
    json_open_object(json, key);
    json_put_str(json, "name", name);
    json_put_str(json, "sha256", sha256);
    json_close_object(json);
}

/* A file's name and hash; or, by its id, the file of a document submitted before. */
static bool put_file(const struct value_context *context, struct json *json, const char *field,
                     struct str typed, int *ret_status)
{
    struct run *run = context->run;
    struct bytes content;
    char hex[2 * DIGEST_BYTES + 1];
    uint32_t row = state_find(run->state, NAME_DOCUMENT, typed);
    const struct document_row *document =
        row != NO_ROW ? vec_at(&run->state->documents, row) : NULL;
    if (document != NULL && str_is(state_text(run->state, document->file_name))) {
        put_file_object(json, field, state_text(run->state, document->file_name),
                        state_text(run->state, document->file_sha256));
        return true;
    }
    *ret_status = EXIT_STORE;
    if (!run_file(run, typed, FILE_BYTES_MAX, &content)) return false;
    struct digest digest = sha256(content);
    for (uint32_t i = 0; i < DIGEST_BYTES; i++)
        (void)snprintf(hex + (size_t)2 * i, 3, "%02x", (unsigned)digest.at[i]);
    put_file_object(json, field, base_name(typed), str_of(hex));
    return true;
}

static bool put_whole_file(const struct value_context *context, struct json *json,
                           const char *field, struct str typed, int *ret_status)
{
    struct bytes content;
    *ret_status = EXIT_STORE;
    if (!run_file(context->run, typed, CONTRACT_BYTES_MAX, &content)) return false;
    struct str text = {(const char *)content.ptr, (uint32_t)content.len};
    if (!str_is_utf8(text)) return bad_value(context, field, typed, "UTF-8", ret_status);
    json_put_str(json, field, text);
    return true;
}

bool verb_value_put(const struct value_context *context, struct json *json,
                    const struct given *given, int *ret_status)
{
    const char *name = given->field->name;
    if (given->values.count == 0) return true;
    struct str typed = *(const struct str *)vec_at(&given->values, 0);
    switch (given->field->kind) {
    case FIELD_ID: return put_id(context, json, name, name, typed, ret_status);
    case FIELD_STR: /* an alert's name is longer than an id may be */
        if (strcmp(name, "alert") == 0) return put_id(context, json, name, name, typed, ret_status);
        json_put_str(json, name, typed);
        return true;
    case FIELD_TEXT: json_put_str(json, name, typed); return true;
    case FIELD_YAML: return put_whole_file(context, json, name, typed, ret_status);
    case FIELD_DAY: return put_day(context, json, name, typed, ret_status);
    case FIELD_AT: return put_instant(context, json, name, typed, ret_status);
    case FIELD_NUM: return put_number(context, json, name, typed, ret_status);
    case FIELD_BOOL: return put_bool(context, json, name, typed, ret_status);
    case FIELD_IDS:
    case FIELD_STRS:
    case FIELD_SPANS: return put_list(context, json, given, ret_status);
    case FIELD_FILE: return put_file(context, json, name, typed, ret_status);
    case FIELD_TERM: return put_term(context, json, given->field, typed, ret_status);
    }
    CHECK(false);
    return false;
}
