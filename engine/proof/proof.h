/* engine/proof/proof.h - showing that an event is in the log, and that a log only grew.
 *
 * Inclusion and consistency proofs as in RFC 6962 section 2.1.1 and 2.1.2; checking them
 * follows RFC 9162 sections 2.1.3.2 and 2.1.4.2, so that any transparency-log tool agrees.
 * Checking needs nothing but the proof and the tree heads: no store, no key. */
#ifndef ENGINE_PROOF_PROOF_H
#define ENGINE_PROOF_PROOF_H

#include "engine/proof/merkle.h"

/* Hashes in the order of the RFC: from the leaf upwards. */
struct proof {
    uint32_t count;
    struct digest path[MERKLE_LEVELS + 1];
};

/* What a proof is checked against: how many leaves, and the root over them. */
struct tree_head {
    uint64_t count;
    struct digest root;
};

/* That leaf `index` (from 0) is in the tree of `count` leaves; index < count. */
MUST_USE err_t proof_inclusion(struct merkle_source source, uint64_t index, uint64_t count,
                               struct proof *ret);

/* That the tree of `to` leaves continues the tree of `from` leaves; 0 < from <= to. */
MUST_USE err_t proof_consistency(struct merkle_source source, uint64_t from, uint64_t to,
                                 struct proof *ret);

/* Anything may be handed in here; whatever doesn't hold is false. */
bool proof_includes(const struct proof *proof, struct digest leaf, uint64_t index,
                    struct tree_head head);
bool proof_continues(const struct proof *proof, struct tree_head older, struct tree_head newer);

#endif
