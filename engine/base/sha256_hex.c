#include "engine/base/sha256_hex.h"

#include "engine/base/check.h"

enum { WORDS = 8, ROUNDS = 64, BLOCK_BYTES = 64, LENGTH_AT = 56 };

static const uint32_t round_constants[ROUNDS] = {
    /* FIPS 180-4, 4.2.2 */
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t turn(uint32_t x, uint32_t by)
{
    return x >> by | x << (32 - by);
}

/* 6.2.2, step 1: the block as words, and 48 more from those. */
static void schedule_fill(uint32_t schedule[ROUNDS], const uint8_t *block)
{
    for (uint32_t i = 0; i < 16; i++)
        schedule[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
                      (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    for (uint32_t i = 16; i < ROUNDS; i++) {
        uint32_t a = schedule[i - 15], b = schedule[i - 2];
        schedule[i] = schedule[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ a >> 3) + schedule[i - 7] +
                      (turn(b, 17) ^ turn(b, 19) ^ b >> 10);
    }
}

/* 6.2.2, steps 2 to 4. */
static void block_add(uint32_t hash[WORDS], const uint8_t *block)
{
    uint32_t schedule[ROUNDS], v[WORDS];
    schedule_fill(schedule, block);
    memcpy(v, hash, sizeof v);
    for (uint32_t i = 0; i < ROUNDS; i++) {
        uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
        uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
        uint32_t one = v[7] + (turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)) + choice +
                       round_constants[i] + schedule[i];
        uint32_t two = (turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)) + majority;
        memmove(v + 1, v, (WORDS - 1) * sizeof *v);
        v[4] += one;
        v[0] = one + two;
    }
    for (uint32_t i = 0; i < WORDS; i++) hash[i] += v[i];
}

/* 5.1.1: what is left, a one bit, zeros, and the length in bits. */
static void end_add(uint32_t hash[WORDS], struct str left, uint64_t bytes)
{
    uint8_t blocks[2 * BLOCK_BYTES] = {0};
    uint32_t len = left.len < LENGTH_AT ? BLOCK_BYTES : 2 * BLOCK_BYTES;
    CHECK(left.len < BLOCK_BYTES);
    if (left.len > 0) memcpy(blocks, left.ptr, left.len);
    blocks[left.len] = 0x80;
    for (uint32_t i = 0; i < 8; i++) blocks[len - 1 - i] = (uint8_t)(bytes * 8 >> 8 * i);
    for (uint32_t at = 0; at < len; at += BLOCK_BYTES) block_add(hash, blocks + at);
}

struct str sha256_hex(struct str text, struct arena *arena)
{
    static const char digits[] = "0123456789abcdef";
    uint32_t hash[WORDS] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, /* 5.3.3 */
                            0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    uint32_t at = 0;
    for (; text.len - at >= BLOCK_BYTES; at += BLOCK_BYTES)
        block_add(hash, (const uint8_t *)text.ptr + at);
    end_add(hash, str_slice(text, at, text.len), text.len);
    char *hex = arena_take(arena, SHA256_HEX_BYTES);
    for (uint32_t i = 0; i < SHA256_HEX_BYTES; i++)
        hex[i] = digits[hash[i / 8] >> (28 - 4 * (i % 8)) & 15];
    return (struct str){hex, SHA256_HEX_BYTES};
}
