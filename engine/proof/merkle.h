/* engine/proof/merkle.h - the Merkle tree of RFC 6962 section 2.1 over an append-only list.
 *
 * A leaf's hash is SHA-256(0x00 || stored bytes), a node's SHA-256(0x01 || left || right); the
 * prefixes keep one from being passed off as the other. The whole tree is never in memory: the
 * frontier below is what an append needs, and every node that is complete never changes again,
 * so whoever keeps them (the store, with each event) can prove anything in O(log n) look-ups.
 *
 * Node (level, index) is the hash over the leaves index * 2^level up to, but not with,
 * (index + 1) * 2^level; leaves are numbered from 0 here. */
#ifndef ENGINE_PROOF_MERKLE_H
#define ENGINE_PROOF_MERKLE_H

#include "engine/base/err.h"
#include "engine/proof/sha256.h"

enum { MERKLE_LEVELS = 64 }; /* more leaves than any count can name */

/* The complete subtrees at the right edge of the tree. All zero is the empty tree. */
struct merkle {
    uint64_t count;                    /* leaves so far */
    struct digest node[MERKLE_LEVELS]; /* node[l] stands where bit l of count is set */
};

/* The nodes that one more leaf completes: the leaf itself at level 0, and its ancestors. */
struct merkle_done {
    uint32_t count;
    struct digest node[MERKLE_LEVELS];
};

struct digest merkle_leaf(struct bytes stored);
struct digest merkle_node(struct digest left, struct digest right);

/* How many nodes the leaf that makes the tree `count` large completes; `count` is not 0. */
uint32_t merkle_done_count(uint64_t count);

/* `ret_done` may be NULL. */
void merkle_append(struct merkle *tree, struct digest leaf, struct merkle_done *ret_done);

/* The tree head; for the empty tree the digest of no bytes, as the RFC has it. */
struct digest merkle_root(const struct merkle *tree);

/* Where nodes come from; asked only for complete ones. */
struct merkle_source {
    err_t (*node)(void *context, uint32_t level, uint64_t index, struct digest *ret);
    void *context;
};

/* The frontier of the tree as it was at `count` leaves. */
MUST_USE err_t merkle_load(struct merkle_source source, uint64_t count, struct merkle *ret);

/* The hash over leaves `from` to just before `to` as the tree splits them: MTH(D[from:to]).
 * `from` is a multiple of the largest power of two below `to - from`; `from` < `to`. */
MUST_USE err_t merkle_range(struct merkle_source source, uint64_t from, uint64_t to,
                            struct digest *ret);

#endif
