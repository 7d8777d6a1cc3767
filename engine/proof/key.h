/* engine/proof/key.h - the Ed25519 key that a store signs its checkpoints with.
 *
 * It lives in a file of its own beside the log and never in it: `signing.key` (PKCS#8 PEM, mode
 * 0600) and `signing.pub` (SubjectPublicKeyInfo PEM), both as stock `openssl` reads them. */
#ifndef ENGINE_PROOF_KEY_H
#define ENGINE_PROOF_KEY_H

#include "engine/base/arena.h"
#include "engine/base/bytes.h"
#include "engine/base/err.h"
#include "engine/base/str.h"

enum { KEY_PUBLIC_BYTES = 32, SIGNATURE_BYTES = 64 };

struct public_key {
    uint8_t at[KEY_PUBLIC_BYTES];
};

struct signature {
    uint8_t at[SIGNATURE_BYTES];
};

/* A private key in memory; made by key_read, given back and wiped by key_free. */
struct key;

/* Makes both files in `dir`, synced; neither may exist. */
MUST_USE err_t key_make(const char *dir);

/* ERR_KEY when it is missing, unreadable by us, damaged or not an Ed25519 key. */
MUST_USE err_t key_read(const char *dir, struct key **ret);
void key_free(struct key *key); /* NULL is fine */

struct public_key key_public(const struct key *key);
MUST_USE err_t key_sign(const struct key *key, struct bytes text, struct signature *ret);

/* The public half alone, for those who only check. */
MUST_USE err_t key_read_public(const char *dir, struct public_key *ret);

/* Copies `signing.pub` alone from one directory to another that has none. */
MUST_USE err_t key_copy_public(const char *from, const char *to);

/* From the text of a `signing.pub`; false when it isn't an Ed25519 public key. */
bool key_parse_public(struct str pem, struct public_key *ret);

/* RFC 8032; false also when the key or the signature is no point of the curve. */
bool signature_holds(struct public_key key, struct bytes text, struct signature signature);

#endif
