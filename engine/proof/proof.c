#include "engine/proof/proof.h"

#include "engine/base/check.h"

/* The largest power of two below `count`, where the RFC splits a tree; count > 1. */
static uint64_t split(uint64_t count)
{
    CHECK(count > 1);
    return UINT64_C(1) << (63 - __builtin_clzll(count - 1));
}

static void turn_around(struct proof *proof)
{
    for (uint32_t i = 0; i < proof->count / 2; i++) {
        struct digest low = proof->path[i];
        proof->path[i] = proof->path[proof->count - 1 - i];
        proof->path[proof->count - 1 - i] = low;
    }
}

static err_t add_range(struct proof *proof, struct merkle_source source, uint64_t from, uint64_t to)
{
    CHECK(proof->count < COUNT(proof->path));
    TRY(merkle_range(source, from, to, &proof->path[proof->count]));
    proof->count++;
    return OK;
}

/* Walks down from the root to the leaf and keeps what lies on the other side; the RFC gives it
 * from the leaf upwards. */
err_t proof_inclusion(struct merkle_source source, uint64_t index, uint64_t count,
                      struct proof *ret)
{
    CHECK(index < count);
    struct proof proof = {0};
    uint64_t from = 0, to = count;
    while (to - from > 1) {
        uint64_t middle = from + split(to - from);
        if (index < middle) {
            TRY(add_range(&proof, source, middle, to));
            to = middle;
        } else {
            TRY(add_range(&proof, source, from, middle));
            from = middle;
        }
    }
    turn_around(&proof);
    *ret = proof;
    return OK;
}

/* RFC 6962 2.1.2: down to the subtree where the older tree ends. It is named itself, unless it
 * is the older tree as a whole, whose root the checker has already. */
err_t proof_consistency(struct merkle_source source, uint64_t from, uint64_t to, struct proof *ret)
{
    CHECK(from > 0 && from <= to);
    struct proof proof = {0};
    uint64_t begin = 0, end = to;
    while (from < end) {
        uint64_t middle = begin + split(end - begin);
        if (from <= middle) {
            TRY(add_range(&proof, source, middle, end));
            end = middle;
        } else {
            TRY(add_range(&proof, source, begin, middle));
            begin = middle;
        }
    }
    if (begin > 0) TRY(add_range(&proof, source, begin, end));
    turn_around(&proof);
    *ret = proof;
    return OK;
}

/* RFC 9162 2.1.3.2. `node` is the place of what is hashed so far, `last` of the rightmost. */
bool proof_includes(const struct proof *proof, struct digest leaf, uint64_t index,
                    struct tree_head head)
{
    if (index >= head.count || proof->count > COUNT(proof->path)) return false;
    uint64_t node = index, last = head.count - 1;
    struct digest hash = leaf;
    for (uint32_t i = 0; i < proof->count; i++) {
        if (last == 0) return false;
        if (node & 1 || node == last) {
            hash = merkle_node(proof->path[i], hash);
            while (!(node & 1) && node != 0) node >>= 1, last >>= 1;
        } else {
            hash = merkle_node(hash, proof->path[i]);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && digest_eq(hash, head.root);
}

/* The two roots that a consistency proof leads to. */
struct roots {
    struct digest older, newer;
    uint64_t node, last;
};

static void climb(struct roots *roots, struct digest beside)
{
    if (roots->node & 1 || roots->node == roots->last) {
        roots->older = merkle_node(beside, roots->older);
        roots->newer = merkle_node(beside, roots->newer);
        while (!(roots->node & 1) && roots->node != 0) roots->node >>= 1, roots->last >>= 1;
    } else {
        roots->newer = merkle_node(roots->newer, beside);
    }
    roots->node >>= 1;
    roots->last >>= 1;
}

/* RFC 9162 2.1.4.2. */
bool proof_continues(const struct proof *proof, struct tree_head older, struct tree_head newer)
{
    if (older.count == 0 || older.count > newer.count) return false;
    if (proof->count > COUNT(proof->path)) return false;
    if (older.count == newer.count) return proof->count == 0 && digest_eq(older.root, newer.root);

    struct roots roots = {.node = older.count - 1, .last = newer.count - 1};
    while (roots.node & 1) roots.node >>= 1, roots.last >>= 1;

    uint32_t i = 0;
    bool whole = (older.count & (older.count - 1)) == 0; /* its root is the first hash, unsaid */
    if (!whole && proof->count == 0) return false;
    roots.older = roots.newer = whole ? older.root : proof->path[i++];
    for (; i < proof->count; i++) {
        if (roots.last == 0) return false;
        climb(&roots, proof->path[i]);
    }
    return roots.last == 0 && digest_eq(roots.older, older.root) &&
           digest_eq(roots.newer, newer.root);
}
