#include "engine/wire/guard.h"

static uint64_t two(const uint8_t *p)
{
    return (uint64_t)p[0] << 8 | p[1];
}
static uint64_t four(const uint8_t *p)
{
    return two(p) << 16 | two(p + 2);
}

/* 1, 2, 4 or 8 bytes, big-endian; 0 when there are fewer. */
static uint64_t big_endian(struct guard *guard, size_t width)
{
    const uint8_t *p = guard->at;
    if (guard_left(guard) < width) {
        guard_fail(guard);
        return 0;
    }
    guard->at += width;
    if (width == 8) return guard_big_endian8(p);
    if (width == 4) return four(p);
    return width == 2 ? two(p) : *p;
}

/* The byte that says what follows; one that msgpack never uses at the end. */
static uint8_t lead_byte(struct guard *guard)
{
    enum { NEVER_USED = 0xC1 };
    return guard->at < guard->end ? *guard->at++ : NEVER_USED;
}

static int64_t unsigned_of(struct guard *guard, size_t width)
{
    uint64_t value = big_endian(guard, width);
    if (value <= INT64_MAX) return (int64_t)value;
    guard_fail(guard);
    return 0;
}

static int64_t signed_of(struct guard *guard, size_t width)
{
    uint64_t sign = UINT64_C(1) << (8 * width - 1);
    uint64_t value = big_endian(guard, width);
    if (value < sign) return (int64_t)value;
    return -(int64_t)(sign - 1 - (value & (sign - 1))) - 1; /* no shift or cast that may trap */
}

static void pass(struct guard *guard, uint64_t bytes)
{
    if (bytes > guard_left(guard))
        guard_fail(guard);
    else
        guard->at += bytes;
}

/* Passes the head and the body of one value of the forms from 0xC0 to 0xDF; the count of the
 * values inside it, which come next. */
static uint64_t wide_skip(struct guard *guard, uint8_t lead)
{
    switch (lead) {
    case 0xC0:
    case 0xC2:
    case 0xC3: return 0;
    case 0xC4: /* binary, then text, with the length in 1, 2 or 4 bytes */
    case 0xC5:
    case 0xC6: pass(guard, big_endian(guard, (size_t)1 << (lead - 0xC4))); return 0;
    case 0xD9:
    case 0xDA:
    case 0xDB: pass(guard, big_endian(guard, (size_t)1 << (lead - 0xD9))); return 0;
    case 0xC7: /* extensions: a length, a byte of type and the body */
    case 0xC8:
    case 0xC9: pass(guard, big_endian(guard, (size_t)1 << (lead - 0xC7)) + 1); return 0;
    case 0xCA: pass(guard, 4); return 0; /* floats */
    case 0xCB: pass(guard, 8); return 0;
    case 0xCC: /* unsigned, then signed numbers */
    case 0xCD:
    case 0xCE:
    case 0xCF: pass(guard, UINT64_C(1) << (lead - 0xCC)); return 0;
    case 0xD0:
    case 0xD1:
    case 0xD2:
    case 0xD3: pass(guard, UINT64_C(1) << (lead - 0xD0)); return 0;
    case 0xD4: /* extensions of fixed length and their byte of type */
    case 0xD5:
    case 0xD6:
    case 0xD7:
    case 0xD8: pass(guard, (UINT64_C(1) << (lead - 0xD4)) + 1); return 0;
    case 0xDC:
    case 0xDD: return big_endian(guard, lead == 0xDC ? 2 : 4);
    case 0xDE:
    case 0xDF: return 2 * big_endian(guard, lead == 0xDE ? 2 : 4);
    }
    guard_fail(guard);
    return 0;
}

static uint64_t value_skip(struct guard *guard)
{
    uint8_t lead = lead_byte(guard);
    if (lead <= FIXINT_MAX || lead >= 0xE0) return 0;
    if (lead < FIXARRAY) return 2 * (uint64_t)(lead & 0x0F); /* a map */
    if (lead < FIXSTR) return lead & FIXARRAY_MAX;
    if (lead >= GUARD_NIL) return wide_skip(guard, lead);
    pass(guard, lead & FIXSTR_MAX);
    return 0;
}

int64_t guard_int_wide(struct guard *guard)
{
    uint8_t lead = lead_byte(guard);
    if (lead >= 0xE0) return (int64_t)lead - 0x100;
    if (lead >= 0xCC && lead <= 0xCF) return unsigned_of(guard, (size_t)1 << (lead - 0xCC));
    if (lead >= 0xD0 && lead <= 0xD3) return signed_of(guard, (size_t)1 << (lead - 0xD0));
    guard_fail(guard);
    return 0;
}

uint32_t guard_array_wide(struct guard *guard)
{
    uint8_t lead = lead_byte(guard);
    uint64_t count = 0;
    if (lead == 0xDC || lead == 0xDD)
        count = big_endian(guard, lead == 0xDC ? 2 : 4);
    else
        guard_fail(guard);
    if (count <= guard_left(guard)) return (uint32_t)count;
    guard_fail(guard);
    return 0;
}

struct str guard_text(struct guard *guard, uint32_t bytes)
{
    if (bytes > guard_left(guard)) {
        guard_fail(guard);
        return STR_NONE;
    }
    struct str text = {(const char *)guard->at, bytes};
    if (!guard_is_plain(guard->at, bytes) && !str_is_utf8(text)) {
        guard_fail(guard);
        return STR_NONE;
    }
    guard->at += bytes;
    return text;
}

struct str guard_str_wide(struct guard *guard)
{
    uint8_t lead = lead_byte(guard);
    if (lead < 0xD9 || lead > 0xDB) {
        guard_fail(guard);
        return STR_NONE;
    }
    uint64_t bytes = big_endian(guard, (size_t)1 << (lead - 0xD9));
    return guard->failed ? STR_NONE : guard_text(guard, (uint32_t)bytes);
}

bool guard_bool(struct guard *guard)
{
    uint8_t lead = lead_byte(guard);
    if (lead != GUARD_TRUE && lead != GUARD_FALSE) guard_fail(guard);
    return lead == GUARD_TRUE;
}

/* Nesting is only a number of values yet to pass, so that depth costs neither stack nor bound; a
 * value has at least one byte, so that the number is never more than the bytes left. */
void guard_skip(struct guard *guard, uint32_t count)
{
    uint64_t pending = count;
    while (pending > 0 && !guard->failed) {
        pending += value_skip(guard);
        pending--;
        if (pending > guard_left(guard)) guard_fail(guard);
    }
}
