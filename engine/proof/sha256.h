/* engine/proof/sha256.h - SHA-256 (FIPS 180-4) of bytes in memory.
 *
 * Takes no memory from the caller and can't fail: each thread keeps one hashing context of
 * its own, made at its first call. Where it can't be had the process stops. */
#ifndef ENGINE_PROOF_SHA256_H
#define ENGINE_PROOF_SHA256_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "engine/base/bytes.h"

enum { DIGEST_BYTES = 32 };

struct digest {
    uint8_t at[DIGEST_BYTES];
};

static inline bool digest_eq(struct digest a, struct digest b)
{
    return memcmp(a.at, b.at, DIGEST_BYTES) == 0;
}

struct digest sha256(struct bytes bytes);

/* The digest of two pieces as if they stood one after the other. */
struct digest sha256_two(struct bytes first, struct bytes second);

#endif
