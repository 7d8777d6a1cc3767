#include "engine/base/str.h"

int str_cmp(struct str a, struct str b)
{
    uint32_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter > 0 ? memcmp(a.ptr, b.ptr, shorter) : 0;
    if (order != 0) return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

uint32_t str_find(struct str s, char c)
{
    const char *found = s.len > 0 ? memchr(s.ptr, c, s.len) : NULL;
    return found != NULL ? (uint32_t)(found - s.ptr) : s.len;
}

struct str str_slice(struct str s, uint32_t from, uint32_t to)
{
    if (to > s.len) to = s.len;
    if (from > to) from = to;
    return (struct str){from > 0 ? s.ptr + from : s.ptr, to - from}; /* NULL + 0 is undefined */
}

struct str str_copy(struct arena *arena, struct str s)
{
    if (!str_is(s)) return s;
    char *copy = arena_take(arena, (size_t)s.len + 1);
    if (s.len > 0) memcpy(copy, s.ptr, s.len);
    return (struct str){copy, s.len};
}

/* Bytes that a well-formed sequence starting with `lead` has, 0 when none starts so. */
static uint32_t utf8_length(unsigned char lead)
{
    if (lead >= 0x01 && lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xF0 && lead < 0xF5) return 4;
    return 0;
}

/* The second byte carries what keeps overlong forms, surrogates and U+110000 out. */
static bool utf8_second_ok(unsigned char lead, unsigned char second)
{
    if (lead == 0xE0) return second >= 0xA0 && second <= 0xBF;
    if (lead == 0xED) return second >= 0x80 && second <= 0x9F;
    if (lead == 0xF0) return second >= 0x90 && second <= 0xBF;
    if (lead == 0xF4) return second >= 0x80 && second <= 0x8F;
    return second >= 0x80 && second <= 0xBF;
}

bool str_is_utf8(struct str s)
{
    const unsigned char *p = (const unsigned char *)s.ptr;
    for (uint32_t i = 0; i < s.len;) {
        uint32_t length = utf8_length(p[i]);
        if (length == 0 || length > s.len - i) return false;
        if (length > 1 && !utf8_second_ok(p[i], p[i + 1])) return false;
        for (uint32_t k = 2; k < length; k++)
            if ((p[i + k] & 0xC0) != 0x80) return false;
        i += length;
    }
    return true;
}

bool str_to_u32(struct str s, uint32_t max, uint32_t *ret)
{
    uint64_t v = 0;
    if (s.len == 0 || s.len > 10) return false;
    for (uint32_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
        v = v * 10 + (uint64_t)(s.ptr[i] - '0');
    }
    if (v > max) return false;
    *ret = (uint32_t)v;
    return true;
}
