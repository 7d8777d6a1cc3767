/* Does every proof hold that should, and none that was touched? */
#include "tests/harness.h"

#include <string.h>

#include "tests/engine/proof/trees.h"

enum { SIZES = 200 };

static struct digest leaves[SIZES];
static struct node_store store;

static struct tree_head head_at(uint64_t count)
{
    return (struct tree_head){count, naive_root(leaves, count)};
}

static void inclusion_agrees_with_the_definition_for_every_event_of_every_size(void **state)
{
    (void)state;
    for (uint64_t count = 1; count <= SIZES; count++) {
        struct tree_head head = head_at(count);
        for (uint64_t index = 0; index < count; index++) {
            struct proof proof, naive = {0};
            assert_false(is_err(proof_inclusion(nodes_source(&store), index, count, &proof)));
            naive_inclusion(leaves, index, count, &naive);
            assert_true(proof_eq(&proof, &naive));
            assert_true(proof_includes(&proof, leaves[index], index, head));
        }
    }
}

static void consistency_agrees_with_the_definition_for_every_pair_of_sizes(void **state)
{
    (void)state;
    for (uint64_t to = 1; to <= SIZES; to++) {
        struct tree_head newer = head_at(to);
        for (uint64_t from = 1; from <= to; from++) {
            struct proof proof, naive = {0};
            assert_false(is_err(proof_consistency(nodes_source(&store), from, to, &proof)));
            naive_consistency(leaves, from, to, &naive);
            assert_true(proof_eq(&proof, &naive));
            assert_true(proof_continues(&proof, head_at(from), newer));
        }
    }
}

static void an_inclusion_proof_holds_for_its_own_event_only(void **state)
{
    (void)state;
    for (uint64_t count = 1; count <= 40; count++) {
        struct tree_head head = head_at(count);
        for (uint64_t index = 0; index < count; index++) {
            struct proof proof;
            assert_false(is_err(proof_inclusion(nodes_source(&store), index, count, &proof)));
            for (uint64_t other = 0; other < count + 2; other++)
                assert_int_equal(proof_includes(&proof, leaves[index], other, head),
                                 other == index);
            assert_false(proof_includes(&proof, leaves[index + 1], index, head));
        }
    }
}

static void flip(struct digest *digest, uint64_t bit)
{
    digest->at[bit % 32] ^= (uint8_t)(1 + bit % 7);
}

static void a_touched_inclusion_proof_does_not_hold(void **state)
{
    (void)state;
    struct tree_head head = head_at(SIZES);
    for (uint64_t index = 0; index < SIZES; index++) {
        struct proof proof, touched;
        assert_false(is_err(proof_inclusion(nodes_source(&store), index, SIZES, &proof)));
        for (uint32_t i = 0; i < proof.count; i++) {
            touched = proof;
            flip(&touched.path[i], index + i);
            assert_false(proof_includes(&touched, leaves[index], index, head));
        }
        touched = proof;
        touched.count--;
        assert_false(proof_includes(&touched, leaves[index], index, head));
        touched = proof;
        touched.path[touched.count++] = leaves[0];
        assert_false(proof_includes(&touched, leaves[index], index, head));
    }
}

static void a_touched_consistency_proof_does_not_hold(void **state)
{
    (void)state;
    struct tree_head newer = head_at(SIZES);
    for (uint64_t from = 1; from < SIZES; from++) {
        struct proof proof, touched;
        struct tree_head older = head_at(from);
        assert_false(is_err(proof_consistency(nodes_source(&store), from, SIZES, &proof)));
        for (uint32_t i = 0; i < proof.count; i++) {
            touched = proof;
            flip(&touched.path[i], from + i);
            assert_false(proof_continues(&touched, older, newer));
        }
        touched = proof;
        touched.count--;
        assert_false(proof_continues(&touched, older, newer));
        touched = proof;
        touched.path[touched.count++] = leaves[0];
        assert_false(proof_continues(&touched, older, newer));
    }
}

static void a_rewritten_past_has_no_consistency_proof(void **state)
{
    (void)state;
    struct proof proof;
    struct tree_head older = head_at(100), newer = head_at(SIZES), rewritten = older;
    flip(&rewritten.root, 3);
    assert_false(is_err(proof_consistency(nodes_source(&store), 100, SIZES, &proof)));
    assert_true(proof_continues(&proof, older, newer));
    assert_false(proof_continues(&proof, rewritten, newer));
    assert_false(proof_continues(&proof, newer, older));
    assert_false(proof_continues(&(struct proof){0}, rewritten, older));
    assert_true(proof_continues(&(struct proof){0}, older, older));
    older.count = 0;
    assert_false(proof_continues(&proof, older, newer));
}

static void a_proof_that_claims_to_be_too_long_is_no_proof(void **state)
{
    (void)state;
    static struct proof proof;
    proof.count = UINT32_MAX;
    assert_false(proof_includes(&proof, leaves[0], 0, head_at(SIZES)));
    assert_false(proof_continues(&proof, head_at(3), head_at(SIZES)));
}

int main(void)
{
    leaves_fill(leaves, SIZES);
    for (uint64_t i = 0; i < SIZES; i++) nodes_append(&store, leaves[i]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inclusion_agrees_with_the_definition_for_every_event_of_every_size),
        cmocka_unit_test(consistency_agrees_with_the_definition_for_every_pair_of_sizes),
        cmocka_unit_test(an_inclusion_proof_holds_for_its_own_event_only),
        cmocka_unit_test(a_touched_inclusion_proof_does_not_hold),
        cmocka_unit_test(a_touched_consistency_proof_does_not_hold),
        cmocka_unit_test(a_rewritten_past_has_no_consistency_proof),
        cmocka_unit_test(a_proof_that_claims_to_be_too_long_is_no_proof),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
