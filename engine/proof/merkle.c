#include "engine/proof/merkle.h"

#include "engine/base/check.h"

struct digest merkle_leaf(struct bytes stored)
{
    static const uint8_t prefix = 0x00;
    return sha256_two((struct bytes){&prefix, 1}, stored);
}

struct digest merkle_node(struct digest left, struct digest right)
{
    uint8_t text[1 + 2 * DIGEST_BYTES] = {0x01};
    memcpy(text + 1, left.at, DIGEST_BYTES);
    memcpy(text + 1 + DIGEST_BYTES, right.at, DIGEST_BYTES);
    return sha256((struct bytes){text, sizeof text});
}

uint32_t merkle_done_count(uint64_t count)
{
    CHECK(count > 0);
    return (uint32_t)__builtin_ctzll(count) + 1;
}

void merkle_append(struct merkle *tree, struct digest leaf, struct merkle_done *ret_done)
{
    CHECK(tree->count < UINT64_MAX);
    struct digest node = leaf;
    uint32_t level = 0;
    for (; tree->count >> level & 1; level++) {
        if (ret_done != NULL) ret_done->node[level] = node;
        node = merkle_node(tree->node[level], node);
    }
    tree->node[level] = node;
    tree->count++;
    if (ret_done != NULL) {
        ret_done->node[level] = node;
        ret_done->count = level + 1;
    }
}

/* The subtrees stand side by side, larger ones to the left; the RFC joins them from the right. */
struct digest merkle_root(const struct merkle *tree)
{
    if (tree->count == 0) return sha256((struct bytes){0});
    uint32_t level = merkle_done_count(tree->count) - 1;
    struct digest root = tree->node[level];
    for (level++; level < MERKLE_LEVELS && tree->count >> level != 0; level++)
        if (tree->count >> level & 1) root = merkle_node(tree->node[level], root);
    return root;
}

err_t merkle_load(struct merkle_source source, uint64_t count, struct merkle *ret)
{
    struct merkle tree = {.count = count};
    for (uint32_t level = 0; level < MERKLE_LEVELS; level++) {
        if (!(count >> level & 1)) continue;
        uint64_t index = (count >> level) - 1;
        TRY(source.node(source.context, level, index, &tree.node[level]));
    }
    *ret = tree;
    return OK;
}

/* A range of the tree is its own tree of `to - from` leaves whose complete subtrees are nodes
 * of the whole: below the top bit every subtree begins where the larger ones before it end. */
err_t merkle_range(struct merkle_source source, uint64_t from, uint64_t to, struct digest *ret)
{
    CHECK(from < to);
    struct merkle part = {.count = to - from};
    uint64_t begin = from;
    for (uint32_t level = MERKLE_LEVELS; level-- > 0;) {
        if (!(part.count >> level & 1)) continue;
        CHECK(begin % (UINT64_C(1) << level) == 0);
        TRY(source.node(source.context, level, begin >> level, &part.node[level]));
        begin += UINT64_C(1) << level;
    }
    *ret = merkle_root(&part);
    return OK;
}
