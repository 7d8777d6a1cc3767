/* replay/mend.h - which byte of a damaged event was changed, where its hash can tell.
 *
 * A flipped bit or an overwritten byte is the commonest damage there is: trying each byte in
 * each place costs a few hundred hashes a byte, and the place at which the hash fits again is the
 * place of the fault. Nothing is written: what to make of it is the auditor's decision. */
#ifndef REPLAY_MEND_H
#define REPLAY_MEND_H

#include "engine/proof/sha256.h"

struct mend {
    size_t byte;      /* from 0 */
    uint8_t is, fits; /* the byte there now, and the one with which the hash fits */
};

/* False when no single byte does it, or the event is too long to try them. */
bool mend_find(struct bytes event, struct digest leaf, struct mend *ret);

#endif
