#include "cli/message.h"

#include <jansson.h>

#include "cli/table.h"
#include "engine/base/check.h"
#include "engine/wire/json.h"

/* --- Writing -------------------------------------------------------------------------------- */

static struct bytes bytes_of(const struct text *text)
{
    return (struct bytes){(const uint8_t *)text->ptr, text->len};
}

static void bytes_put(struct text *ret, struct bytes bytes)
{
    CHECK(bytes.len <= MESSAGE_REQUEST_BYTES_MAX);
    text_put(ret, (struct str){(const char *)bytes.ptr, (uint32_t)bytes.len});
}

struct bytes message_request_put(const struct request *request, const struct inputs *sent,
                                 struct arena *arena)
{
    struct text text;
    text_init(&text, arena);
    struct json json = json_to(&text);
    json_open_object(&json, NULL);
    json_open_array(&json, "words");
    for (uint32_t i = 0; i < request->words.count; i++)
        json_put_str(&json, NULL, request->words.at[i]);
    json_close_array(&json);
    json_put_str_if(&json, "as", request->as);
    json_put_text(&json, "lang", request->lang == LANG_JA ? "ja" : "en");
    json_put_int(&json, "width", request->width);
    json_put_bool(&json, "colour", request->colour);
    json_open_array(&json, "files");
    for (uint32_t i = 0; i < sent->sent_count; i++) {
        json_open_object(&json, NULL);
        json_put_str(&json, "path", sent->sent[i].path);
        json_put_int(&json, "bytes", (int64_t)sent->sent[i].bytes.len);
        json_close_object(&json);
    }
    json_close_array(&json);
    json_close_object(&json);
    text_putc(&text, '\n');
    for (uint32_t i = 0; i < sent->sent_count; i++) bytes_put(&text, sent->sent[i].bytes);
    return bytes_of(&text);
}

struct bytes message_reply_put(const struct reply *reply, struct arena *arena)
{
    struct text text;
    text_init(&text, arena);
    struct json json = json_to(&text);
    json_open_object(&json, NULL);
    json_put_int(&json, "status", reply->status);
    json_put_int(&json, "out", reply->out.len);
    json_put_int(&json, "err", reply->err.len);
    json_close_object(&json);
    text_putc(&text, '\n');
    text_put(&text, reply->out);
    text_put(&text, reply->err);
    return bytes_of(&text);
}

struct bytes message_wants_put(struct str path, struct arena *arena)
{
    struct text text;
    text_init(&text, arena);
    struct json json = json_to(&text);
    json_open_object(&json, NULL);
    json_put_str(&json, "wants", path);
    json_close_object(&json);
    text_putc(&text, '\n');
    return bytes_of(&text);
}

/* --- Reading -------------------------------------------------------------------------------- */

/* The head of a message; NULL when it is none. *ret_rest is what stands behind it. */
static json_t *head_read(struct bytes bytes, struct bytes *ret_rest)
{
    const uint8_t *end = bytes.len > 0 ? memchr(bytes.ptr, '\n', bytes.len) : NULL;
    if (end == NULL) return NULL;
    size_t len = (size_t)(end - bytes.ptr);
    *ret_rest = (struct bytes){end + 1, bytes.len - len - 1};
    return json_loadb((const char *)bytes.ptr, len, JSON_REJECT_DUPLICATES, NULL);
}

/* Absent when the member is absent or no text. */
static struct str text_of(const json_t *value, struct arena *arena)
{
    if (!json_is_string(value) || json_string_length(value) > MESSAGE_REQUEST_BYTES_MAX)
        return STR_NONE;
    struct str text = {json_string_value(value), (uint32_t)json_string_length(value)};
    return str_copy(arena, text);
}

/* From 0 to `max`, or `max` + 1 for anything else. */
static int64_t number_of(const json_t *value, int64_t max)
{
    if (!json_is_integer(value)) return max + 1;
    json_int_t n = json_integer_value(value);
    return n >= 0 && n <= max ? n : max + 1;
}

static bool words_read(const json_t *array, struct arena *arena, struct strs *ret)
{
    size_t count = json_array_size(array);
    if (!json_is_array(array) || count > MESSAGE_WORDS_MAX) return false;
    *ret = (struct strs){ARENA_ARRAY(arena, struct str, count + 1), (uint32_t)count};
    for (uint32_t i = 0; i < ret->count; i++) {
        ret->at[i] = text_of(json_array_get(array, i), arena);
        if (!str_is(ret->at[i])) return false;
    }
    return true;
}

static bool files_read(const json_t *array, struct bytes rest, struct arena *arena,
                       struct inputs *ret)
{
    size_t count = json_array_size(array);
    if (!json_is_array(array) || count > MESSAGE_FILES_MAX) return false;
    struct sent_file *files = ARENA_ARRAY(arena, struct sent_file, count + 1);
    for (size_t i = 0; i < count; i++) {
        const json_t *file = json_array_get(array, i);
        int64_t len = number_of(json_object_get(file, "bytes"), MESSAGE_REQUEST_BYTES_MAX);
        files[i].path = text_of(json_object_get(file, "path"), arena);
        if (!str_is(files[i].path) || (size_t)len > rest.len) return false;
        files[i].bytes = (struct bytes){rest.ptr, (size_t)len};
        rest.ptr += len;
        rest.len -= (size_t)len;
    }
    *ret = (struct inputs){.sent = files, .sent_count = (uint32_t)count};
    return rest.len == 0;
}

bool message_request_read(struct bytes bytes, struct arena *arena, struct request *ret,
                          struct inputs *ret_inputs)
{
    struct bytes rest;
    json_t *head = head_read(bytes, &rest);
    if (head == NULL) return false;
    int64_t width = number_of(json_object_get(head, "width"), 10000);
    struct str lang = text_of(json_object_get(head, "lang"), arena);
    *ret = (struct request){
        .as = text_of(json_object_get(head, "as"), arena),
        .lang = str_eq(lang, STR("ja")) ? LANG_JA : LANG_EN,
        .width = width <= 10000 ? (uint32_t)width : TABLE_WIDTH_DEFAULT,
        .colour = json_is_true(json_object_get(head, "colour")),
        .inputs = ret_inputs,
    };
    bool sound = words_read(json_object_get(head, "words"), arena, &ret->words) &&
                 files_read(json_object_get(head, "files"), rest, arena, ret_inputs);
    json_decref(head);
    return sound;
}

bool message_reply_read(struct bytes bytes, struct arena *arena, struct reply *ret,
                        struct str *ret_wants)
{
    struct bytes rest;
    json_t *head = head_read(bytes, &rest);
    if (head == NULL) return false;
    int64_t status = number_of(json_object_get(head, "status"), EXIT_NONE);
    int64_t out = number_of(json_object_get(head, "out"), INT32_MAX);
    int64_t errors = number_of(json_object_get(head, "err"), INT32_MAX);
    *ret_wants = text_of(json_object_get(head, "wants"), arena);
    json_decref(head);
    if (str_is(*ret_wants)) return true;
    if (status > EXIT_NONE || (uint64_t)out + (uint64_t)errors != rest.len) return false;
    const char *text = (const char *)rest.ptr;
    *ret = (struct reply){(int)status, {text, (uint32_t)out}, {text + out, (uint32_t)errors}};
    return true;
}
