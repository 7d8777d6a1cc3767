/* engine/base/hash.h - quick hashes for names, table slots and damage; never security. */
#ifndef ENGINE_BASE_HASH_H
#define ENGINE_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "engine/base/str.h"

/* FNV-1a, 64 bits. */
#define HASH_START UINT64_C(0xcbf29ce484222325)

static inline uint64_t hash_add(uint64_t hash, struct str s)
{
    for (uint32_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)s.ptr[i]) * UINT64_C(0x100000001b3);
    return hash;
}

/* Four lanes of 64 bits over a large run of bytes, as fast as memory is read. Each step is
 * one-to-one in its lane, so a change within one word never goes unseen. */
struct fingerprint {
    uint64_t lane[4];
};

struct fingerprint fingerprint_of(const void *bytes, size_t len);

#endif
