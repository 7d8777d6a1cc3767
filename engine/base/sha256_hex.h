/* engine/base/sha256_hex.h - SHA-256 (FIPS 180-4) of a text, for layers that may call no library.
 *
 * The core names by it what an approval is for (engine/core/content.h), so it must be pure: the
 * log's own hashes come from engine/proof/sha256.h, which is quicker on long runs of bytes. */
#ifndef ENGINE_BASE_SHA256_HEX_H
#define ENGINE_BASE_SHA256_HEX_H

#include "engine/base/arena.h"
#include "engine/base/str.h"

enum { SHA256_HEX_BYTES = 64 };

/* 64 lower-case hex digits, in the arena. */
struct str sha256_hex(struct str text, struct arena *arena);

#endif
