#include "engine/store/page.h"

#include <stdint.h>
#include <string.h>

/* LMDB 0.9's leaf page, in the machine's own byte order: page number (8 bytes), unused (2), flags
 * (2), end of the list of offsets (2), beginning of the nodes (2); or, on the first page of a
 * run, its length in pages in the place of the last two. Then the offsets of the nodes, 2 bytes
 * each. A node: length of the value (4 bytes), flags (2), length of the key (2), key, value. */
enum {
    FLAGS_AT = 10,
    LOWER_AT = 12,
    UPPER_AT = 14,
    RUN_LENGTH_AT = 12,
    HEADER_BYTES = 16,
    LEAF = 0x02,
    NODE_FLAGS_AT = 4,
    NODE_KEY_LEN_AT = 6,
    NODE_HEADER_BYTES = 8,
    NODE_ELSEWHERE = 0x01, /* the value is a page number, the bytes are in a run of pages */
    NODE_TABLE = 0x02,     /* the value describes a table */
    PAGE_NUMBER_BYTES = 8,
};

static size_t number16(const uint8_t *at)
{
    uint16_t n;
    memcpy(&n, at, sizeof n);
    return n;
}

static size_t number32(const uint8_t *at)
{
    uint32_t n;
    memcpy(&n, at, sizeof n);
    return n;
}

static const uint8_t *page_of(const void *inside, size_t page_bytes)
{
    return (const uint8_t *)inside - (uintptr_t)inside % page_bytes;
}

bool page_holds(const void *value, size_t len, size_t page_bytes)
{
    const uint8_t *page = page_of(value, page_bytes);
    size_t offset = (size_t)((const uint8_t *)value - page);
    if (len <= page_bytes - offset) return true;
    if (offset != HEADER_BYTES) return false;
    return len <= number32(page + RUN_LENGTH_AT) * page_bytes - HEADER_BYTES;
}

static bool node_is_sound(const uint8_t *page, size_t offset, size_t page_bytes)
{
    if (offset < HEADER_BYTES || offset + NODE_HEADER_BYTES > page_bytes) return false;
    const uint8_t *node = page + offset;
    size_t flags = number16(node + NODE_FLAGS_AT);
    if (flags != 0 && flags != NODE_ELSEWHERE && flags != NODE_TABLE) return false;
    size_t value_len = flags == NODE_ELSEWHERE ? PAGE_NUMBER_BYTES : number32(node);
    return offset + NODE_HEADER_BYTES + number16(node + NODE_KEY_LEN_AT) + value_len <= page_bytes;
}

bool page_is_sound(const void *inside, size_t page_bytes)
{
    const uint8_t *page = page_of(inside, page_bytes);
    size_t lower = number16(page + LOWER_AT), upper = number16(page + UPPER_AT);
    if (number16(page + FLAGS_AT) != LEAF) return false;
    if (lower < HEADER_BYTES || lower > upper || upper > page_bytes) return false;
    for (size_t at = HEADER_BYTES; at + 2 <= lower; at += 2)
        if (!node_is_sound(page, number16(page + at), page_bytes)) return false;
    return true;
}
