#include "engine/wire/json.h"

#include "engine/base/check.h"

/* The escape of a byte that RFC 8259 section 7 doesn't let stand for itself; NULL for others. */
static const char *short_escape(char c)
{
    switch (c) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\b': return "\\b";
    case '\f': return "\\f";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    }
    return NULL;
}

static bool stands_for_itself(char c)
{
    return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

static void escaped_put(struct text *out, char c)
{
    const char *escape = short_escape(c);
    if (escape != NULL)
        text_put(out, str_of(escape));
    else
        text_add(out, "\\u%04x", (unsigned)(unsigned char)c);
}

/* Copied in runs, because nearly every text has nothing to escape. */
static void quoted_put(struct text *out, struct str s)
{
    uint32_t from = 0;
    text_putc(out, '"');
    for (uint32_t i = 0; i < s.len; i++) {
        if (stands_for_itself(s.ptr[i])) continue;
        text_put(out, str_slice(s, from, i));
        escaped_put(out, s.ptr[i]);
        from = i + 1;
    }
    if (s.len > from) text_put(out, str_slice(s, from, s.len));
    text_putc(out, '"');
}

/* What stands before every value: the comma and, inside an object, the key. */
static void value_begin(struct json *json, const char *key)
{
    if (json->depth == 0) {
        CHECK(key == NULL);
        return;
    }
    uint32_t bracket = json->depth - 1;
    CHECK(json->is_object[bracket] == (key != NULL));
    if (json->has_values[bracket]) text_putc(json->out, ',');
    json->has_values[bracket] = true;
    if (key == NULL) return;
    quoted_put(json->out, str_of(key));
    text_putc(json->out, ':');
}

static void bracket_open(struct json *json, const char *key, bool is_object)
{
    CHECK(json->depth < JSON_DEPTH_MAX);
    value_begin(json, key);
    json->is_object[json->depth] = is_object;
    json->has_values[json->depth] = false;
    json->depth++;
    text_putc(json->out, is_object ? '{' : '[');
}

static void bracket_close(struct json *json, bool is_object)
{
    CHECK(json->depth > 0);
    CHECK(json->is_object[json->depth - 1] == is_object);
    json->depth--;
    text_putc(json->out, is_object ? '}' : ']');
}

struct json json_to(struct text *out)
{
    return (struct json){.out = out};
}

void json_open_object(struct json *json, const char *key)
{
    bracket_open(json, key, true);
}
void json_close_object(struct json *json)
{
    bracket_close(json, true);
}
void json_open_array(struct json *json, const char *key)
{
    bracket_open(json, key, false);
}
void json_close_array(struct json *json)
{
    bracket_close(json, false);
}

void json_put_null(struct json *json, const char *key)
{
    value_begin(json, key);
    text_put(json->out, STR("null"));
}

void json_put_str(struct json *json, const char *key, struct str value)
{
    if (!str_is(value)) {
        json_put_null(json, key);
        return;
    }
    value_begin(json, key);
    quoted_put(json->out, value);
}

void json_put_text(struct json *json, const char *key, const char *value)
{
    json_put_str(json, key, str_of(value));
}

void json_put_str_if(struct json *json, const char *key, struct str value)
{
    if (str_is(value)) json_put_str(json, key, value);
}

void json_put_int(struct json *json, const char *key, int64_t value)
{
    value_begin(json, key);
    text_add(json->out, "%lld", (long long)value);
}

void json_put_bool(struct json *json, const char *key, bool value)
{
    value_begin(json, key);
    text_put(json->out, value ? STR("true") : STR("false"));
}

void json_put_day(struct json *json, const char *key, day_t value)
{
    char text[DAY_TEXT_BYTES];
    day_print(value, text);
    json_put_text(json, key, text);
}

void json_put_instant(struct json *json, const char *key, instant_t value, int32_t offset)
{
    char text[INSTANT_TEXT_BYTES];
    instant_print(value, offset, text);
    json_put_text(json, key, text);
}

bool json_is_whole(const struct json *json)
{
    return json->depth == 0;
}
