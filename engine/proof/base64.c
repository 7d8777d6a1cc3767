#include "engine/proof/base64.h"

#include "engine/base/check.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void print_group(const uint8_t *bytes, size_t count, char out[4])
{
    uint32_t bits = (uint32_t)bytes[0] << 16;
    if (count > 1) bits |= (uint32_t)bytes[1] << 8;
    if (count > 2) bits |= bytes[2];
    for (uint32_t i = 0; i < 4; i++) out[i] = alphabet[bits >> (18 - 6 * i) & 63];
    if (count < 3) out[3] = '=';
    if (count < 2) out[2] = '=';
}

static void print_all(struct bytes bytes, char *out)
{
    for (size_t i = 0; i < bytes.len; i += 3, out += 4)
        print_group(bytes.ptr + i, bytes.len - i < 3 ? bytes.len - i : 3, out);
}

struct str base64_print(struct arena *arena, struct bytes bytes)
{
    CHECK(bytes.len < UINT32_MAX / 2);
    size_t len = BASE64_LEN(bytes.len);
    char *out = arena_take(arena, len + 1);
    print_all(bytes, out);
    return (struct str){out, (uint32_t)len};
}

void digest_print(struct digest digest, char ret[DIGEST_TEXT_BYTES])
{
    print_all((struct bytes){digest.at, DIGEST_BYTES}, ret);
    ret[DIGEST_TEXT_BYTES - 1] = '\0';
}

static int value_of(char c)
{
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    if (c == '+') return 62;
    return c == '/' ? 63 : -1;
}

/* Reads the `count` letters of a group; -1 when one isn't of the alphabet. */
static int64_t group_bits(const char *text, uint32_t count)
{
    int64_t bits = 0;
    for (uint32_t i = 0; i < 4; i++) {
        int value = i < count ? value_of(text[i]) : 0;
        if (value < 0) return -1;
        bits = bits << 6 | value;
    }
    return bits;
}

static uint32_t padding(struct str text)
{
    if (text.len == 0 || text.ptr[text.len - 1] != '=') return 0;
    return text.ptr[text.len - 2] == '=' ? 2 : 1;
}

/* Bits that no byte takes must be zero: two spellings of one hash would be two notes. */
static bool is_canonical(int64_t bits, uint32_t bytes)
{
    return (bits & ((INT64_C(1) << (24 - 8 * bytes)) - 1)) == 0;
}

bool base64_parse(struct str text, uint8_t *ret, size_t cap, size_t *ret_len)
{
    if (text.len % 4 != 0) return false;
    size_t len = (size_t)text.len / 4 * 3 - padding(text);
    if (len > cap) return false;
    for (size_t at = 0, i = 0; at < len; at += 3, i += 4) {
        uint32_t bytes = len - at < 3 ? (uint32_t)(len - at) : 3;
        int64_t bits = group_bits(text.ptr + i, bytes + 1);
        if (bits < 0 || !is_canonical(bits, bytes)) return false;
        for (uint32_t b = 0; b < bytes; b++) ret[at + b] = (uint8_t)(bits >> (16 - 8 * b));
    }
    *ret_len = len;
    return true;
}

bool digest_parse(struct str text, struct digest *ret)
{
    struct digest digest = {0};
    size_t len = 0;
    if (!base64_parse(text, digest.at, DIGEST_BYTES, &len) || len != DIGEST_BYTES) return false;
    *ret = digest;
    return true;
}
