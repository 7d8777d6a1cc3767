/* Does the guard read what msgpack-c writes, in every width, and never a byte past the end? */
#include "tests/harness.h"

#include <msgpack.h>

#include "engine/base/check.h"
#include "engine/wire/guard.h"

static struct bytes of_buffer(const msgpack_sbuffer *buffer)
{
    return (struct bytes){(const uint8_t *)buffer->data, buffer->size};
}

/* The number in its shortest form, and the whole input taken. */
static void comes_back(int64_t n)
{
    msgpack_sbuffer buffer;
    msgpack_packer packer;
    msgpack_sbuffer_init(&buffer);
    msgpack_packer_init(&packer, &buffer, msgpack_sbuffer_write);
    (void)msgpack_pack_int64(&packer, n);
    struct guard alone = guard_of(of_buffer(&buffer));
    assert_int_equal(guard_int(&alone), n);
    assert_false(alone.failed);
    assert_int_equal(guard_left(&alone), 0);

    size_t size = buffer.size; /* again with enough bytes behind it for the wide load */
    (void)msgpack_sbuffer_write(&buffer, "\xC0\xC0\xC0\xC0\xC0\xC0\xC0\xC0\xC0", 9);
    struct guard followed = guard_of(of_buffer(&buffer));
    assert_int_equal(guard_int(&followed), n);
    assert_int_equal(guard_left(&followed), buffer.size - size);
    msgpack_sbuffer_destroy(&buffer);
}

static void test_numbers_around_every_width(void **state)
{
    (void)state;
    for (int bit = 0; bit < 63; bit++) {
        int64_t power = INT64_C(1) << bit;
        for (int64_t by = -2; by <= 2; by++) {
            comes_back(power + by);
            comes_back(-power + by);
        }
    }
    comes_back(INT64_MAX);
    comes_back(INT64_MIN);
}

/* Big-endian by hand: `lead` and the low `width` bytes of `value`, then `behind` zero bytes. */
static int64_t read_number(uint8_t lead, size_t width, uint64_t value, size_t behind, bool *failed)
{
    uint8_t bytes[32] = {lead};
    for (size_t i = 0; i < width; i++) bytes[1 + i] = (uint8_t)(value >> (8 * (width - 1 - i)));
    struct guard guard = guard_of((struct bytes){bytes, 1 + width + behind});
    int64_t n = guard_int(&guard);
    *failed = guard.failed;
    if (!guard.failed) assert_int_equal(guard_left(&guard), behind);
    return n;
}

static void test_numbers_wider_than_they_need_be(void **state)
{
    (void)state;
    bool failed;
    for (size_t behind = 0; behind < 10; behind++) {
        for (uint8_t power = 0; power < 4; power++) {
            size_t width = (size_t)1 << power;
            uint64_t minus_5 = (uint64_t)-5 & (UINT64_MAX >> (64 - 8 * width));
            assert_int_equal(read_number((uint8_t)(0xCC + power), width, 5, behind, &failed), 5);
            assert_false(failed);
            assert_int_equal(read_number((uint8_t)(0xD0 + power), width, 5, behind, &failed), 5);
            assert_int_equal(read_number((uint8_t)(0xD0 + power), width, minus_5, behind, &failed),
                             -5);
            assert_false(failed);
        }
        (void)read_number(0xCF, 8, UINT64_C(1) << 63, behind, &failed);
        assert_true(failed);
        assert_int_equal(read_number(0xCF, 8, INT64_MAX, behind, &failed), INT64_MAX);
        assert_false(failed);
    }
}

static bool reads_text(const char *text, uint32_t len)
{
    uint8_t *bytes = test_malloc((size_t)len + 2); /* exact: a sanitizer sees one byte more */
    bytes[0] = 0xD9;
    bytes[1] = (uint8_t)len;
    memcpy(bytes + 2, text, len);
    struct guard guard = guard_of((struct bytes){bytes, (size_t)len + 2});
    struct str s = guard_str(&guard);
    bool good = !guard.failed && s.len == len && guard_left(&guard) == 0;
    if (len <= FIXSTR_MAX) {
        bytes[1] = (uint8_t)(FIXSTR | len);
        guard = guard_of((struct bytes){bytes + 1, (size_t)len + 1});
        s = guard_str(&guard);
        assert_int_equal(!guard.failed && s.len == len && guard_left(&guard) == 0, good);
    }
    test_free(bytes);
    return good;
}

/* Whatever the length, no byte hides behind those that are looked at eight at a time. */
static void test_every_byte_of_a_text_is_looked_at(void **state)
{
    (void)state;
    static const char odd[] = {'\0', '\x80', '\xFF', '\xC3'};
    for (uint32_t len = 0; len <= 70; len++) {
        char text[70];
        memset(text, 'a', sizeof text);
        assert_true(reads_text(text, len));
        for (uint32_t at = 0; at < len; at++) {
            for (uint32_t k = 0; k < sizeof odd; k++) {
                text[at] = odd[k];
                assert_false(reads_text(text, len));
            }
            text[at] = '\x7F';
            assert_true(reads_text(text, len));
            text[at] = '\x01';
            assert_true(reads_text(text, len));
            text[at] = 'a';
        }
        if (len < 2) continue;
        memcpy(text + len - 2, "é", 2);
        assert_true(reads_text(text, len));
    }
}

static void test_skip_passes_what_msgpack_c_writes(void **state)
{
    (void)state;
    msgpack_sbuffer buffer;
    msgpack_packer packer;
    char body[70000] = {0};
    static const size_t sizes[] = {0, 1, 2, 4, 8, 16, 17, 31, 32, 255, 256, 65535, 65536};
    msgpack_sbuffer_init(&buffer);
    msgpack_packer_init(&packer, &buffer, msgpack_sbuffer_write);
    uint32_t count = 0;
    for (uint32_t i = 0; i < COUNT(sizes); i++, count += 4) {
        (void)msgpack_pack_str_with_body(&packer, body, sizes[i]);
        (void)msgpack_pack_bin_with_body(&packer, body, sizes[i]);
        (void)msgpack_pack_ext_with_body(&packer, body, sizes[i], 5);
        (void)msgpack_pack_array(&packer, sizes[i]);
        for (size_t k = 0; k < sizes[i]; k++) (void)msgpack_pack_int64(&packer, (int64_t)k * 70000);
    }
    for (uint32_t i = 0; i < COUNT(sizes); i++, count += 3) {
        (void)msgpack_pack_map(&packer, sizes[i]);
        for (size_t k = 0; k < 2 * sizes[i]; k++) (void)msgpack_pack_int64(&packer, -(int64_t)k);
        (void)msgpack_pack_float(&packer, 1.5f);
        (void)msgpack_pack_double(&packer, 1.5);
    }
    struct guard guard = guard_of(of_buffer(&buffer));
    guard_skip(&guard, count);
    assert_false(guard.failed);
    assert_int_equal(guard_left(&guard), 0);
    guard_skip(&guard, 1);
    assert_true(guard.failed);
    msgpack_sbuffer_destroy(&buffer);
}

static void test_first_fault_stays(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0xC1, 0x05, 0xA1, 'x'};
    struct guard guard = guard_of((struct bytes){bytes, sizeof bytes});
    assert_int_equal(guard_int(&guard), 0);
    assert_true(guard.failed);
    assert_int_equal(guard_left(&guard), 0);
    assert_int_equal(guard_int(&guard), 0);
    assert_false(str_is(guard_str(&guard)));
    assert_int_equal(guard_array(&guard), 0);
    assert_false(guard_nil(&guard));
    assert_true(guard.failed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_around_every_width),
        cmocka_unit_test(test_numbers_wider_than_they_need_be),
        cmocka_unit_test(test_every_byte_of_a_text_is_looked_at),
        cmocka_unit_test(test_skip_passes_what_msgpack_c_writes),
        cmocka_unit_test(test_first_fault_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
