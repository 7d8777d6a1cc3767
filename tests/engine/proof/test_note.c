/* Can tools that we did not write check our checkpoints, and do we refuse forged ones? */
#include "tests/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/proof/base64.h"
#include "engine/proof/note.h"

static struct arena arena;
static char dir[] = "/tmp/tehai-note-XXXXXX";
static struct key *key;
static struct str signed_note;
static const struct str origin = {"tehai/sapporo-2021", 18};

static struct tree_head some_head(void)
{
    return (struct tree_head){20852163, sha256((struct bytes){(const uint8_t *)"root", 4})};
}

static void write_file(const char *name, struct bytes bytes)
{
    char path[128];
    (void)snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

static struct bytes bytes_of(struct str s)
{
    return (struct bytes){(const uint8_t *)s.ptr, s.len};
}

static int run(const char *format)
{
    char command[512];
    (void)snprintf(command, sizeof command, format, dir, dir, dir, dir);
    return system(command);
}

static struct str replaced(const char *from, const char *to)
{
    const char *at = strstr(signed_note.ptr, from);
    assert_non_null(at);
    return text_format(&arena, "%.*s%s%s", (int)(at - signed_note.ptr), signed_note.ptr, to,
                       at + strlen(from));
}

static enum note_verdict verdict_on(struct str note)
{
    struct checkpoint found;
    return note_verify(note, origin, key_public(key), &found);
}

static void a_note_tells_what_was_signed(void **state)
{
    (void)state;
    struct checkpoint found = {0};
    assert_int_equal(note_verify(signed_note, origin, key_public(key), &found), NOTE_HOLDS);
    assert_true(str_eq(found.origin, origin));
    assert_int_equal(found.head.count, 20852163);
    assert_true(digest_eq(found.head.root, some_head().root));

    struct str text = str_slice(signed_note, 0, 18 + 1 + 8 + 1 + 44 + 1);
    char expected[128], root[DIGEST_TEXT_BYTES];
    digest_print(some_head().root, root);
    (void)snprintf(expected, sizeof expected, "tehai/sapporo-2021\n20852163\n%s\n", root);
    assert_true(str_eq(text, str_of(expected)));
}

static void the_stock_openssl_program_accepts_the_signature(void **state)
{
    (void)state;
    struct str text = str_slice(signed_note, 0, str_find(signed_note, '=') + 2);
    const char *last = strrchr(signed_note.ptr, ' ') + 1;
    uint8_t sealed[4 + SIGNATURE_BYTES + 2];
    size_t len;
    struct str base64 = {last, (uint32_t)(signed_note.ptr + signed_note.len - 1 - last)};
    assert_true(base64_parse(base64, sealed, sizeof sealed, &len));
    assert_int_equal(len, 4 + SIGNATURE_BYTES);
    write_file("text", bytes_of(text));
    write_file("sig", (struct bytes){sealed + 4, SIGNATURE_BYTES});
    static const char verify[] = "openssl pkeyutl -verify -rawin -pubin -inkey %s/signing.pub"
                                 " -in %s/text -sigfile %s/sig >/dev/null 2>&1";
    assert_int_equal(run(verify), 0);
    sealed[20] ^= 1;
    write_file("sig", (struct bytes){sealed + 4, SIGNATURE_BYTES});
    assert_int_not_equal(run(verify), 0);
    assert_int_equal(run("openssl pkey -in %s/signing.key -pubout | cmp -s - %s/signing.pub"), 0);
}

/* The example of the Go module database's documentation of the note format: a signature by a
 * program that isn't ours. */
static void a_signature_made_by_others_verifies(void **state)
{
    (void)state;
    static const char text[] = "If you think cryptography is the answer to your problem,\n"
                               "then you don't know what your problem is.\n";
    uint8_t typed[34], sealed[80];
    struct public_key public;
    struct signature signature;
    size_t len;
    struct str name = STR("PeterNeumann");
    struct str base64 = STR("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    assert_true(base64_parse(base64, typed, sizeof typed, &len));
    memcpy(public.at, typed + 1, KEY_PUBLIC_BYTES);
    struct str line = note_verifier_key(name, public, &arena);
    assert_string_equal(line.ptr,
                        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    base64 = STR("x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6K"
                 "E6RyyBwJnAM=");
    assert_true(base64_parse(base64, sealed, sizeof sealed, &len));
    memcpy(signature.at, sealed + 4, SIGNATURE_BYTES);
    assert_true(signature_holds(public, bytes_of(str_of(text)), signature));
    assert_false(signature_holds(public, bytes_of(str_of(text + 1)), signature));
}

static void a_changed_note_does_not_hold(void **state)
{
    (void)state;
    assert_int_equal(verdict_on(replaced("20852163", "20852164")), NOTE_FORGED);
    assert_int_equal(verdict_on(replaced("sapporo-2021\n", "sapporo-2022\n")), NOTE_OTHER_ORIGIN);
    assert_int_equal(verdict_on(replaced("\n\n\xE2\x80\x94 tehai", "\n\n\xE2\x80\x94 other")),
                     NOTE_UNSIGNED);
    assert_int_equal(verdict_on(replaced("\n\n", "\nan extension\n\n")), NOTE_FORGED);
}

static void what_is_no_checkpoint_is_called_malformed(void **state)
{
    (void)state;
    static const struct {
        const char *why, *from, *to;
    } rows[] = {
        {"a leading zero would give one head two spellings", "20852163", "020852163"},
        {"a size is a number", "20852163", "2085216x"},
        {"a size fits in 64 bits", "20852163", "18446744073709551616"},
        {"the root is 32 bytes", "20852163\n", "20852163\nAAAA\n"},
        {"the empty line is needed", "\n\n", "\n"},
        {"carriage returns are control characters", "\n\n", "\r\n\n"},
        {"an extension line isn't empty", "\n\n", "\n\n\n"},
        {"a signature line begins with a dash", "\xE2\x80\x94 ", "- "},
        {"a signature line has a name", "\xE2\x80\x94 tehai/sapporo-2021 ", "\xE2\x80\x94 "},
        {"text is UTF-8", "20852163\n", "20852163\n\xFF"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        print_message("%s\n", rows[i].why);
        assert_int_equal(verdict_on(replaced(rows[i].from, rows[i].to)), NOTE_MALFORMED);
    }
    for (uint32_t len = 0; len < signed_note.len; len++)
        assert_int_equal(verdict_on(str_slice(signed_note, 0, len)), NOTE_MALFORMED);
}

static void other_signers_lines_are_passed_over(void **state)
{
    (void)state;
    struct str more = text_format(&arena, "%s\xE2\x80\x94 witness.example/w1 AAAAAAAAAAAAAAAA\n",
                                  signed_note.ptr);
    assert_int_equal(verdict_on(more), NOTE_HOLDS);
    more = text_format(&arena, "%s\xE2\x80\x94 witness.example/w1 notbase64\n", signed_note.ptr);
    assert_int_equal(verdict_on(more), NOTE_MALFORMED);
}

static void as_many_signatures_as_the_bound_and_no_more(void **state)
{
    (void)state;
    struct text text;
    text_init(&text, &arena);
    text_put(&text, signed_note);
    for (int i = 1; i < NOTE_SIGNATURES_MAX; i++)
        text_add(&text, "\xE2\x80\x94 w%d AAAAAAAAAAAA\n", i);
    assert_int_equal(verdict_on(text_str(&text)), NOTE_HOLDS);
    text_add(&text, "\xE2\x80\x94 w AAAAAAAAAAAA\n");
    assert_int_equal(verdict_on(text_str(&text)), NOTE_MALFORMED);
}

static void names_that_a_signature_line_could_not_carry_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool is;
    } rows[] = {
        {"tehai/sapporo", true},
        {"手配/札幌", true},
        {"", false},
        {"two words", false},
        {"a+b", false},
        {"line\nend", false},
        {"wide\xE3\x80\x80space", false},
        {"no\xC2\xA0"
         "break",
         false},
        {"\xFF", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(origin_is_valid(str_of(rows[i].name)), rows[i].is);
    char longest[ORIGIN_BYTES_MAX + 2];
    memset(longest, 'a', sizeof longest);
    assert_true(origin_is_valid((struct str){longest, ORIGIN_BYTES_MAX}));
    assert_false(origin_is_valid((struct str){longest, ORIGIN_BYTES_MAX + 1}));
}

static void the_key_is_ours_alone_and_never_written_over(void **state)
{
    (void)state;
    char path[128];
    struct stat is;
    (void)snprintf(path, sizeof path, "%s/signing.key", dir);
    assert_int_equal(stat(path, &is), 0);
    assert_int_equal(is.st_mode & 07777, 0600);
    assert_int_equal(key_make(dir).code, ERR_EXISTS);
    struct public_key public;
    assert_false(is_err(key_read_public(dir, &public)));
    assert_memory_equal(public.at, key_public(key).at, KEY_PUBLIC_BYTES);
}

static void a_key_that_is_no_ed25519_key_is_a_fault(void **state)
{
    (void)state;
    char other[] = "/tmp/tehai-key-XXXXXX";
    struct key *found = NULL;
    struct public_key public;
    assert_non_null(mkdtemp(other));
    assert_int_equal(key_read(other, &found).code, ERR_KEY);
    char command[256];
    (void)snprintf(command, sizeof command,
                   "openssl genpkey -algorithm X25519 -out %s/signing.key 2>/dev/null &&"
                   " openssl pkey -in %s/signing.key -pubout -out %s/signing.pub",
                   other, other, other);
    assert_int_equal(system(command), 0);
    assert_int_equal(key_read(other, &found).code, ERR_KEY);
    assert_int_equal(key_read_public(other, &public).code, ERR_KEY);
    assert_null(found);
    (void)snprintf(command, sizeof command, "rm -r %s", other);
    assert_int_equal(system(command), 0);
}

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, 16 << 20);
    CHECK(mkdtemp(dir) != NULL);
    CHECK(!is_err(key_make(dir)));
    CHECK(!is_err(key_read(dir, &key)));
    struct checkpoint checkpoint = {origin, some_head()};
    CHECK(!is_err(note_sign(key, checkpoint, &arena, &signed_note)));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    key_free(key);
    arena_deinit(&arena);
    return run("rm -r %s");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_note_tells_what_was_signed),
        cmocka_unit_test(the_stock_openssl_program_accepts_the_signature),
        cmocka_unit_test(a_signature_made_by_others_verifies),
        cmocka_unit_test(a_changed_note_does_not_hold),
        cmocka_unit_test(what_is_no_checkpoint_is_called_malformed),
        cmocka_unit_test(other_signers_lines_are_passed_over),
        cmocka_unit_test(as_many_signatures_as_the_bound_and_no_more),
        cmocka_unit_test(names_that_a_signature_line_could_not_carry_are_refused),
        cmocka_unit_test(the_key_is_ours_alone_and_never_written_over),
        cmocka_unit_test(a_key_that_is_no_ed25519_key_is_a_fault),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
