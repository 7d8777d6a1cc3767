/* tests/engine/proof/trees.h - a second, slow tree, written as RFC 6962 section 2.1 defines it.
 *
 * It recomputes everything from the leaves by recursion and shares no line with the engine's
 * tree but the hash of one node. */
#ifndef TESTS_ENGINE_PROOF_TREES_H
#define TESTS_ENGINE_PROOF_TREES_H

#include "engine/proof/proof.h"

enum { TREE_LEAVES_MAX = 1024 };

/* `count` different leaf hashes. */
void leaves_fill(struct digest *leaves, uint64_t count);

struct digest naive_root(const struct digest *leaves, uint64_t count);
void naive_inclusion(const struct digest *leaves, uint64_t index, uint64_t count,
                     struct proof *ret);
void naive_consistency(const struct digest *leaves, uint64_t from, uint64_t to, struct proof *ret);

/* All complete nodes over given leaves, kept the way an append yields them. */
struct node_store {
    struct digest node[11][TREE_LEAVES_MAX];
    struct merkle tree;
};

void nodes_append(struct node_store *store, struct digest leaf);
struct merkle_source nodes_source(struct node_store *store);

bool proof_eq(const struct proof *a, const struct proof *b);

#endif
