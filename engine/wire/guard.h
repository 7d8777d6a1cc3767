/* engine/wire/guard.h - reading msgpack that nobody vouches for; private to engine/wire.
 *
 * A sticky reader: the first thing that is wrong fails the guard and moves it to the end, every
 * later call gives nothing, and the caller looks once, at `failed`. Nothing is read past the
 * end, no length is believed beyond the bytes that are left, nothing is allocated; texts are
 * borrowed from the input. Numbers may come in any width that msgpack has.
 *
 * The short forms are read inline here, because a log of millions of events is folded through
 * them; guard.c has the rest. */
#ifndef ENGINE_WIRE_GUARD_H
#define ENGINE_WIRE_GUARD_H

#include "engine/base/bytes.h"
#include "engine/base/str.h"

struct guard {
    const uint8_t *at, *end;
    bool failed;
};

enum {
    GUARD_NIL = 0xC0,
    GUARD_FALSE = 0xC2,
    GUARD_TRUE = 0xC3,
    FIXSTR = 0xA0,     /* and 31 more: the length in the low bits */
    FIXSTR_MAX = 31,   /* bytes */
    FIXARRAY = 0x90,   /* and 15 more */
    FIXARRAY_MAX = 15, /* elements */
    FIXINT_MAX = 0x7F,
    UINT_8 = 0xCC, /* then 16, 32 and 64 bits, big-endian */
    UINT_64 = 0xCF,
};

static inline struct guard guard_of(struct bytes bytes)
{
    return (struct guard){.at = bytes.ptr, .end = bytes.ptr + bytes.len};
}

static inline size_t guard_left(const struct guard *guard)
{
    return (size_t)(guard->end - guard->at);
}

static inline void guard_fail(struct guard *guard)
{
    guard->failed = true;
    guard->at = guard->end;
}

/* The rest of each form; for the inline functions below. */
int64_t guard_int_wide(struct guard *guard);
uint32_t guard_array_wide(struct guard *guard);
struct str guard_str_wide(struct guard *guard);
struct str guard_text(struct guard *guard, uint32_t bytes);

/* Written out, because compilers make one load of this and not of a loop. */
static inline uint64_t guard_big_endian8(const uint8_t *p)
{
    return (uint64_t)p[0] << 56 | (uint64_t)p[1] << 48 | (uint64_t)p[2] << 40 |
           (uint64_t)p[3] << 32 | (uint64_t)p[4] << 24 | (uint64_t)p[5] << 16 |
           (uint64_t)p[6] << 8 | p[7];
}

static inline uint64_t guard_load4(const uint8_t *p)
{
    uint32_t four;
    memcpy(&four, p, sizeof four);
    return four;
}

/* ASCII without NUL, in loads that overlap rather than a loop: nearly all texts of a log are
 * short names. False may also mean that it takes a closer look. */
static inline bool guard_is_plain(const uint8_t *p, uint32_t bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones << 7;
    uint64_t eight, odd = 0;
    if (bytes < 4) {
        for (uint32_t i = 0; i < bytes; i++) odd |= p[i] - UINT64_C(1) < 0x7F ? 0 : highs;
        return odd == 0;
    }
    if (bytes < 8) {
        eight = guard_load4(p) << 32 | guard_load4(p + bytes - 4);
        return ((eight | (eight - ones)) & highs) == 0;
    }
    for (uint32_t i = 0; i + 8 < bytes; i += 8) {
        memcpy(&eight, p + i, sizeof eight);
        odd |= eight | (eight - ones);
    }
    memcpy(&eight, p + bytes - 8, sizeof eight);
    return ((odd | eight | (eight - ones)) & highs) == 0;
}

/* Takes a nil if there is one. */
static inline bool guard_nil(struct guard *guard)
{
    bool nil = guard->at < guard->end && *guard->at == GUARD_NIL;
    guard->at += nil;
    return nil;
}

/* 0 when it fails. */
static inline int64_t guard_int(struct guard *guard)
{
    if (guard->at < guard->end && *guard->at <= FIXINT_MAX) return *guard->at++;
    if (guard_left(guard) <= 8 || *guard->at < UINT_8 || *guard->at > UINT_64)
        return guard_int_wide(guard);
    uint32_t width = 1u << (*guard->at - UINT_8);
    uint64_t value = guard_big_endian8(guard->at + 1) >> (64 - 8 * width);
    if (value > INT64_MAX) return guard_int_wide(guard);
    guard->at += 1 + width;
    return (int64_t)value;
}

/* An integer from `min` to `max`; 0 when it fails. */
static inline int64_t guard_int_in(struct guard *guard, int64_t min, int64_t max)
{
    int64_t n = guard_int(guard);
    if (n >= min && n <= max) return n;
    guard_fail(guard);
    return 0;
}

/* Well-formed UTF-8 without NUL; absent (ptr NULL) when it fails. */
static inline struct str guard_str(struct guard *guard)
{
    if (guard->at == guard->end || (*guard->at & ~FIXSTR_MAX) != FIXSTR)
        return guard_str_wide(guard);
    const uint8_t *text = guard->at + 1;
    uint32_t bytes = *guard->at & FIXSTR_MAX;
    guard->at = text;
    if (bytes > guard_left(guard) || !guard_is_plain(text, bytes)) return guard_text(guard, bytes);
    guard->at = text + bytes;
    return (struct str){(const char *)text, bytes};
}

/* The count of the elements that follow, never more than bytes are left; 0 when it fails. */
static inline uint32_t guard_array(struct guard *guard)
{
    if (guard->at < guard->end && (*guard->at & ~FIXARRAY_MAX) == FIXARRAY) {
        uint32_t count = *guard->at++ & FIXARRAY_MAX;
        if (count <= guard_left(guard)) return count;
        guard_fail(guard);
        return 0;
    }
    return guard_array_wide(guard);
}

bool guard_bool(struct guard *guard);

/* Passes over `count` values of any kind, floats, maps and extensions too: what a newer program
 * has put there is none of our business. */
void guard_skip(struct guard *guard, uint32_t count);

#endif
