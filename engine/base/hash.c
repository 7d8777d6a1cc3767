#include "engine/base/hash.h"

#define LANE_PRIME UINT64_C(0x9E3779B97F4A7C15)

static uint64_t lane_step(uint64_t lane, uint64_t word)
{
    lane = (lane ^ word) * LANE_PRIME;
    return lane << 29 | lane >> 35;
}

struct fingerprint fingerprint_of(const void *bytes, size_t len)
{
    const unsigned char *at = bytes;
    struct fingerprint print = {{len, 1, 2, 3}};
    uint64_t words[4];
    for (; len >= sizeof words; len -= sizeof words, at += sizeof words) {
        memcpy(words, at, sizeof words);
        for (int i = 0; i < 4; i++) print.lane[i] = lane_step(print.lane[i], words[i]);
    }
    memset(words, 0, sizeof words);
    if (len > 0) memcpy(words, at, len);
    for (int i = 0; i < 4; i++) print.lane[i] = lane_step(print.lane[i], words[i]);
    return print;
}
