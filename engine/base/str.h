/* engine/base/str.h - a borrowed piece of text: valid UTF-8, checked once at the door.
 *
 * Absent and empty are different: an absent text has ptr NULL. */
#ifndef ENGINE_BASE_STR_H
#define ENGINE_BASE_STR_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "engine/base/arena.h"

struct str {
    const char *ptr;
    uint32_t len;
};

struct strs {
    struct str *at;
    uint32_t count;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
#define STR_ARGS(s) (int)(s).len, (s).ptr /* for "%.*s" */
#define STR_NONE ((struct str){0})

static inline bool str_is(struct str s)
{
    return s.ptr != NULL;
}

static inline struct str str_of(const char *text)
{
    return (struct str){text, text != NULL ? (uint32_t)strlen(text) : 0};
}

static inline bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Bytewise, shorter first where one begins the other: <0, 0, >0. */
int str_cmp(struct str a, struct str b);

bool str_starts(struct str s, struct str prefix);

/* The index of the first `c`, or s.len. */
uint32_t str_find(struct str s, char c);

/* From `from` to just before `to`; both are brought into range. */
struct str str_slice(struct str s, uint32_t from, uint32_t to);

/* A copy that ends with a NUL, so that it can be handed to libraries. */
struct str str_copy(struct arena *arena, struct str s);

/* Well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms) without NUL. */
bool str_is_utf8(struct str s);

/* A decimal number without sign or blanks; false when it isn't one or is above `max`. */
bool str_to_u32(struct str s, uint32_t max, uint32_t *ret);

#endif
