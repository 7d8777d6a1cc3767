/* Does a fingerprint see every change, wherever it is? */
#include "tests/harness.h"

#include "engine/base/hash.h"

enum { BYTES = 100 };

static bool same(struct fingerprint a, struct fingerprint b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static void every_flipped_bit_shows(void **state)
{
    (void)state;
    unsigned char bytes[BYTES];
    for (size_t i = 0; i < BYTES; i++) bytes[i] = (unsigned char)(i * 37);
    for (size_t len = 1; len <= BYTES; len++) {
        struct fingerprint whole = fingerprint_of(bytes, len);
        for (size_t bit = 0; bit < len * 8; bit++) {
            bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
            assert_false(same(whole, fingerprint_of(bytes, len)));
            bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
        }
        assert_true(same(whole, fingerprint_of(bytes, len)));
    }
}

static void zeros_at_the_end_count(void **state)
{
    (void)state;
    const unsigned char zeros[BYTES] = {0};
    for (size_t len = 0; len < BYTES; len++)
        assert_false(same(fingerprint_of(zeros, len), fingerprint_of(zeros, len + 1)));
}

static void names_differ_by_their_bytes(void **state)
{
    (void)state;
    assert_int_equal(hash_add(HASH_START, STR("a")),
                     UINT64_C(0xaf63dc4c8601ec8c)); /* FNV-1a's own */
    assert_true(hash_add(HASH_START, STR("ab")) != hash_add(HASH_START, STR("ba")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_flipped_bit_shows),
        cmocka_unit_test(zeros_at_the_end_count),
        cmocka_unit_test(names_differ_by_their_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
