/* engine/wire/json.h - writing JSON: the answers of the whole program come out of here.
 *
 * Values go out in the order in which they are put, without blanks, so that the same answer
 * is the same bytes on every machine. Commas and nesting are kept here; a key outside an object,
 * a value without one inside, or an unclosed bracket is a bug and stops the process. Every
 * function takes the key first: NULL inside an array and at the top. Strings are UTF-8 already
 * and stay as they are but for the escapes that RFC 8259 section 7 demands.
 *
 * Named put and open, because jansson owns names like json_object at link time. */
#ifndef ENGINE_WIRE_JSON_H
#define ENGINE_WIRE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/day.h"
#include "engine/base/instant.h"
#include "engine/base/str.h"
#include "engine/base/text.h"

enum { JSON_DEPTH_MAX = 16 };

struct json {
    struct text *out;                /* the rest is private */
    uint32_t depth;                  /* open brackets */
    bool is_object[JSON_DEPTH_MAX];  /* by bracket: { or [ */
    bool has_values[JSON_DEPTH_MAX]; /* by bracket: the next value needs a comma */
};

/* Writes behind whatever `out` holds; one writer makes one value. */
struct json json_to(struct text *out);

void json_open_object(struct json *json, const char *key);
void json_close_object(struct json *json);
void json_open_array(struct json *json, const char *key);
void json_close_array(struct json *json);

/* An absent text (ptr NULL) is null. */
void json_put_str(struct json *json, const char *key, struct str value);
void json_put_text(struct json *json, const char *key, const char *value);
void json_put_int(struct json *json, const char *key, int64_t value);
void json_put_bool(struct json *json, const char *key, bool value);
void json_put_null(struct json *json, const char *key);

/* "2021-10-15" and "2021-10-15T09:00+09:00", read at `offset` minutes east of UTC. */
void json_put_day(struct json *json, const char *key, day_t value);
void json_put_instant(struct json *json, const char *key, instant_t value, int32_t offset);

/* Writes the member only when there is something to say. */
void json_put_str_if(struct json *json, const char *key, struct str value);

/* The value is whole: every bracket is closed. */
bool json_is_whole(const struct json *json);

#endif
