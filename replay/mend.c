#include "replay/mend.h"

#include "engine/base/limits.h"
#include "engine/proof/merkle.h"

/* Bytes hashed at most: about a second's work. */
#define MEND_WORK_MAX (UINT64_C(1) << 29)
enum { OTHER_BYTES = 255, BITS = 8, MEND_BYTES_MAX = 8192 };

static bool fits(uint8_t *copy, size_t len, struct digest leaf)
{
    return digest_eq(merkle_leaf((struct bytes){copy, len}), leaf);
}

/* The byte with which the hash fits, tried by single bits or by all values; false: none. */
static bool try_byte(uint8_t *copy, size_t len, struct digest leaf, size_t at, bool all)
{
    const uint8_t is = copy[at];
    for (uint32_t i = 0; i < (all ? OTHER_BYTES : BITS); i++) {
        uint32_t mask = all ? i + 1 : UINT32_C(1) << i;
        copy[at] = (uint8_t)(is ^ mask);
        if (fits(copy, len, leaf)) return true;
    }
    copy[at] = is;
    return false;
}

bool mend_find(struct bytes event, struct digest leaf, struct mend *ret)
{
    uint8_t copy[MEND_BYTES_MAX];
    const uint64_t square = (uint64_t)event.len * event.len;
    const bool all = square * OTHER_BYTES <= MEND_WORK_MAX;
    if (event.len > sizeof copy || square * BITS > MEND_WORK_MAX) return false;
    memcpy(copy, event.ptr, event.len);
    for (size_t i = 0; i < event.len; i++) {
        if (!try_byte(copy, event.len, leaf, i, all)) continue;
        *ret = (struct mend){i, event.ptr[i], copy[i]};
        return true;
    }
    return false;
}
