/* engine/store/seal.h - a checksum in front of what no Merkle leaf covers.
 *
 * LMDB has none of its own. A sealed value is the first 16 bytes of SHA-256(name || value),
 * then the value; the name (its key) is in it so that a value found under another's key shows.
 * This finds damage, not malice: whoever can write the file can seal anew. */
#ifndef ENGINE_STORE_SEAL_H
#define ENGINE_STORE_SEAL_H

#include <stdbool.h>

#include "engine/base/bytes.h"

enum { SEAL_BYTES = 16 };

void seal_print(struct bytes name, struct bytes value, uint8_t ret[SEAL_BYTES]);

/* The value behind the seal, borrowed; false when the seal doesn't fit. */
bool seal_open(struct bytes name, struct bytes sealed, struct bytes *ret);

#endif
