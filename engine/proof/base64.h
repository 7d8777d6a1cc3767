/* engine/proof/base64.h - the standard base64 alphabet with padding, RFC 4648 section 4. */
#ifndef ENGINE_PROOF_BASE64_H
#define ENGINE_PROOF_BASE64_H

#include "engine/base/bytes.h"
#include "engine/base/str.h"
#include "engine/proof/sha256.h"

#define BASE64_LEN(bytes) (((bytes) + 2) / 3 * 4)

enum { DIGEST_TEXT_BYTES = BASE64_LEN(DIGEST_BYTES) + 1 };

/* Ends with a NUL. */
struct str base64_print(struct arena *arena, struct bytes bytes);
void digest_print(struct digest digest, char ret[DIGEST_TEXT_BYTES]);

/* Only the one canonical spelling is read; anything else, blanks too, is false. `*ret_len` is
 * at most `cap`. */
bool base64_parse(struct str text, uint8_t *ret, size_t cap, size_t *ret_len);
bool digest_parse(struct str text, struct digest *ret);

#endif
