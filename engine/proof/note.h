/* engine/proof/note.h - a signed tree head, as text that other people's tools can check.
 *
 * The format is C2SP signed-note v1 with a C2SP tlog-checkpoint inside:
 *
 *     tehai/sapporo                                  origin: whose log this is
 *     42                                             leaves, decimal
 *     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=   root, base64
 *     (an empty line)
 *     — tehai/sapporo Az3grl…Q8=                     base64(key id || Ed25519 signature)
 *
 * The signature is over the lines before the empty one with their line ends. The key id is the
 * first four bytes of SHA-256(key name || 0x0A || 0x01 || public key). Our key's name is the
 * origin. Lines of other signers (witnesses) may follow and are passed over. */
#ifndef ENGINE_PROOF_NOTE_H
#define ENGINE_PROOF_NOTE_H

#include "engine/proof/key.h"
#include "engine/proof/proof.h"

enum {
    ORIGIN_BYTES_MAX = 200,     /* so that a note always fits */
    NOTE_BYTES_MAX = 64 * 1024, /* a longer text is no note */
    NOTE_SIGNATURES_MAX = 100,  /* as the C2SP page suggests */
};

struct checkpoint {
    struct str origin;
    struct tree_head head;
};

enum note_verdict {
    NOTE_HOLDS,
    NOTE_MALFORMED,    /* not a checkpoint at all */
    NOTE_OTHER_ORIGIN, /* about another log */
    NOTE_UNSIGNED,     /* no signature by this key */
    NOTE_FORGED,       /* a signature in this key's name that doesn't hold */
};

/* A key name by the C2SP page: not empty, UTF-8, no white space, no plus sign; no longer than
 * ORIGIN_BYTES_MAX. */
bool origin_is_valid(struct str origin);

/* The whole note, in `arena`. The origin must be valid. */
MUST_USE err_t note_sign(const struct key *key, struct checkpoint checkpoint, struct arena *arena,
                         struct str *ret);

/* Reads the three lines without asking who signed; `ret->origin` is borrowed from `note`. */
bool note_parse(struct str note, struct checkpoint *ret);

/* Whether `key` signed this as a checkpoint of `origin`; `ret` is set when it holds. */
enum note_verdict note_verify(struct str note, struct str origin, struct public_key key,
                              struct checkpoint *ret);

/* "name+keyid+base64key", the line that C2SP tools take a public key as. */
struct str note_verifier_key(struct str origin, struct public_key key, struct arena *arena);

#endif
