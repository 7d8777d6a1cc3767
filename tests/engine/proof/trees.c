#include "tests/engine/proof/trees.h"

#include "engine/base/check.h"

void leaves_fill(struct digest *leaves, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        uint8_t text[8];
        be64_put(text, i * 31 + 7);
        leaves[i] = merkle_leaf((struct bytes){text, sizeof text});
    }
}

static uint64_t naive_split(uint64_t count)
{
    uint64_t k = 1;
    while (k * 2 < count) k *= 2;
    return k;
}

struct digest naive_root(const struct digest *leaves, uint64_t count)
{
    if (count == 0) return sha256((struct bytes){0});
    if (count == 1) return leaves[0];
    uint64_t k = naive_split(count);
    return merkle_node(naive_root(leaves, k), naive_root(leaves + k, count - k));
}

static void add(struct proof *proof, struct digest digest)
{
    proof->path[proof->count++] = digest;
}

void naive_inclusion(const struct digest *leaves, uint64_t index, uint64_t count, struct proof *ret)
{
    if (count == 1) return;
    uint64_t k = naive_split(count);
    if (index < k) {
        naive_inclusion(leaves, index, k, ret);
        add(ret, naive_root(leaves + k, count - k));
    } else {
        naive_inclusion(leaves + k, index - k, count - k, ret);
        add(ret, naive_root(leaves, k));
    }
}

static void subproof(const struct digest *leaves, uint64_t m, uint64_t n, bool whole,
                     struct proof *ret)
{
    if (m == n) {
        if (!whole) add(ret, naive_root(leaves, m));
        return;
    }
    uint64_t k = naive_split(n);
    if (m <= k) {
        subproof(leaves, m, k, whole, ret);
        add(ret, naive_root(leaves + k, n - k));
    } else {
        subproof(leaves + k, m - k, n - k, false, ret);
        add(ret, naive_root(leaves, k));
    }
}

void naive_consistency(const struct digest *leaves, uint64_t from, uint64_t to, struct proof *ret)
{
    subproof(leaves, from, to, true, ret);
}

void nodes_append(struct node_store *store, struct digest leaf)
{
    struct merkle_done done;
    merkle_append(&store->tree, leaf, &done);
    CHECK(done.count == merkle_done_count(store->tree.count));
    for (uint32_t level = 0; level < done.count; level++)
        store->node[level][(store->tree.count >> level) - 1] = done.node[level];
}

static err_t node_at(void *context, uint32_t level, uint64_t index, struct digest *ret)
{
    const struct node_store *store = context;
    CHECK((index + 1) << level <= store->tree.count); /* only complete nodes may be asked for */
    *ret = store->node[level][index];
    return OK;
}

struct merkle_source nodes_source(struct node_store *store)
{
    return (struct merkle_source){node_at, store};
}

bool proof_eq(const struct proof *a, const struct proof *b)
{
    return a->count == b->count && memcmp(a->path, b->path, a->count * sizeof a->path[0]) == 0;
}
