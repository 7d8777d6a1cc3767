/* Is the tree the one of RFC 6962, however it is asked for? */
#include "tests/harness.h"

#include <stdio.h>
#include <string.h>

#include "engine/base/check.h"
#include "tests/engine/proof/trees.h"

/* The eight leaves and roots that the Certificate Transparency implementations test with. */
static const struct {
    const char *leaf;
    size_t len;
    const char *root; /* of the tree that ends with this leaf */
} known[] = {
    {"", 0, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
    {"\x00", 1, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
    {"\x10", 1, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
    {"\x20\x21", 2, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
    {"\x30\x31", 2, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
    {"\x40\x41\x42\x43", 4, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
    {"\x50\x51\x52\x53\x54\x55\x56\x57", 8,
     "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
    {"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16,
     "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"},
};

static struct digest leaves[TREE_LEAVES_MAX];

static void assert_hex(struct digest digest, const char *hex)
{
    char found[2 * DIGEST_BYTES + 1];
    for (int i = 0; i < DIGEST_BYTES; i++) (void)snprintf(found + 2 * i, 3, "%02x", digest.at[i]);
    assert_string_equal(found, hex);
}

static struct digest known_leaf(size_t i)
{
    return merkle_leaf((struct bytes){(const uint8_t *)known[i].leaf, known[i].len});
}

static void roots_are_those_that_others_publish(void **state)
{
    (void)state;
    struct merkle tree = {0};
    assert_hex(merkle_root(&tree),
               "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (size_t i = 0; i < COUNT(known); i++) {
        merkle_append(&tree, known_leaf(i), NULL);
        assert_hex(merkle_root(&tree), known[i].root);
    }
}

static void proofs_are_those_that_others_publish(void **state)
{
    (void)state;
    static struct node_store store;
    struct proof proof;
    for (size_t i = 0; i < COUNT(known); i++) nodes_append(&store, known_leaf(i));

    assert_false(is_err(proof_inclusion(nodes_source(&store), 5, 8, &proof)));
    assert_int_equal(proof.count, 3);
    assert_hex(proof.path[0], "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    assert_hex(proof.path[1], "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0");
    assert_hex(proof.path[2], "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");

    assert_false(is_err(proof_consistency(nodes_source(&store), 6, 8, &proof)));
    assert_int_equal(proof.count, 3);
    assert_hex(proof.path[0], "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a");
    assert_hex(proof.path[1], "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0");
    assert_hex(proof.path[2], "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");

    assert_false(is_err(proof_consistency(nodes_source(&store), 2, 5, &proof)));
    assert_int_equal(proof.count, 2);
    assert_hex(proof.path[0], "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e");
    assert_hex(proof.path[1], "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
}

static void every_size_has_the_root_of_the_definition(void **state)
{
    (void)state;
    struct merkle tree = {0};
    for (uint64_t count = 1; count <= TREE_LEAVES_MAX; count++) {
        merkle_append(&tree, leaves[count - 1], NULL);
        assert_true(digest_eq(merkle_root(&tree), naive_root(leaves, count)));
    }
}

static void an_old_frontier_can_be_had_and_appended_to(void **state)
{
    (void)state;
    static struct node_store store;
    for (uint64_t i = 0; i < 300; i++) nodes_append(&store, leaves[i]);
    for (uint64_t count = 0; count < 300; count++) {
        struct merkle tree;
        assert_false(is_err(merkle_load(nodes_source(&store), count, &tree)));
        assert_int_equal(tree.count, count);
        merkle_append(&tree, leaves[count], NULL);
        assert_true(digest_eq(merkle_root(&tree), naive_root(leaves, count + 1)));
    }
}

static void leaf_and_node_hashes_never_meet(void **state)
{
    (void)state;
    uint8_t both[2 * DIGEST_BYTES];
    memcpy(both, leaves[0].at, DIGEST_BYTES);
    memcpy(both + DIGEST_BYTES, leaves[1].at, DIGEST_BYTES);
    struct digest as_leaf = merkle_leaf((struct bytes){both, sizeof both});
    assert_false(digest_eq(as_leaf, merkle_node(leaves[0], leaves[1])));
}

int main(void)
{
    leaves_fill(leaves, TREE_LEAVES_MAX);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roots_are_those_that_others_publish),
        cmocka_unit_test(proofs_are_those_that_others_publish),
        cmocka_unit_test(every_size_has_the_root_of_the_definition),
        cmocka_unit_test(an_old_frontier_can_be_had_and_appended_to),
        cmocka_unit_test(leaf_and_node_hashes_never_meet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
