/* Is the digest the SHA-256 of FIPS 180-4, also in pieces and from many threads? */
#include "tests/harness.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "engine/base/check.h"
#include "engine/proof/sha256.h"

static void hex_print(struct digest digest, char ret[2 * DIGEST_BYTES + 1])
{
    for (int i = 0; i < DIGEST_BYTES; i++) (void)snprintf(ret + 2 * i, 3, "%02x", digest.at[i]);
}

static struct bytes bytes_of(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

static const struct {
    const char *why, *text, *digest;
} rows[] = {
    {"no bytes at all", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"the standard's one-block example", "abc",
     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"the standard's two-block example", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};

static void digests_are_those_of_the_standard(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char hex[2 * DIGEST_BYTES + 1];
        print_message("%s\n", rows[i].why);
        hex_print(sha256(bytes_of(rows[i].text)), hex);
        assert_string_equal(hex, rows[i].digest);
    }
}

static void two_pieces_hash_as_one_wherever_they_are_cut(void **state)
{
    (void)state;
    struct bytes whole = bytes_of(rows[2].text);
    for (size_t cut = 0; cut <= whole.len; cut++) {
        struct bytes first = {whole.ptr, cut}, second = {whole.ptr + cut, whole.len - cut};
        assert_true(digest_eq(sha256_two(first, second), sha256(whole)));
    }
}

static void *hash_many(void *arg)
{
    struct digest *digest = arg;
    for (int i = 0; i < 2000; i++) *digest = sha256((struct bytes){digest->at, DIGEST_BYTES});
    return NULL;
}

static void threads_do_not_disturb_each_other(void **state)
{
    (void)state;
    pthread_t threads[4];
    struct digest digests[4] = {0};
    for (size_t i = 0; i < COUNT(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, hash_many, &digests[i]), 0);
    for (size_t i = 0; i < COUNT(threads); i++) pthread_join(threads[i], NULL);
    for (size_t i = 1; i < COUNT(threads); i++) assert_true(digest_eq(digests[0], digests[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digests_are_those_of_the_standard),
        cmocka_unit_test(two_pieces_hash_as_one_wherever_they_are_cut),
        cmocka_unit_test(threads_do_not_disturb_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
