/* Is it SHA-256 as FIPS 180-4 has it, at every length around a block? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "engine/base/sha256_hex.h"
#include "engine/base/text.h"
#include "engine/proof/sha256.h"

static const struct row {
    const char *name, *text, *hash;
} rows[] = {
    {"nothing", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"one block (NIST)", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"two blocks (NIST)", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};

static void published_examples(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 16);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str hash = sha256_hex(str_of(rows[i].text), &arena);
        if (!str_eq(hash, str_of(rows[i].hash))) fail_msg("%s", rows[i].name);
    }
    arena_deinit(&arena);
}

static struct str hex_of(struct digest digest, struct arena *arena)
{
    struct text text;
    text_init(&text, arena);
    for (size_t i = 0; i < sizeof digest.at; i++) text_add(&text, "%02x", digest.at[i]);
    return text_str(&text);
}

/* OpenSSL is the second opinion. */
static void every_length_around_a_block(void **state)
{
    (void)state;
    struct arena arena;
    char bytes[200];
    arena_init(&arena, 1 << 20);
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)(i * 41 + 7);
    for (uint32_t len = 0; len <= sizeof bytes; len++) {
        struct digest digest = sha256((struct bytes){(const uint8_t *)bytes, len});
        struct str hash = sha256_hex((struct str){bytes, len}, &arena);
        if (!str_eq(hash, hex_of(digest, &arena))) fail_msg("%u bytes", len);
    }
    arena_deinit(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_examples),
        cmocka_unit_test(every_length_around_a_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
