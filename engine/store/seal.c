#include "engine/store/seal.h"

#include <string.h>

#include "engine/proof/sha256.h"

void seal_print(struct bytes name, struct bytes value, uint8_t ret[SEAL_BYTES])
{
    struct digest digest = sha256_two(name, value);
    memcpy(ret, digest.at, SEAL_BYTES);
}

bool seal_open(struct bytes name, struct bytes sealed, struct bytes *ret)
{
    uint8_t seal[SEAL_BYTES];
    if (sealed.ptr == NULL || sealed.len < SEAL_BYTES) return false;
    struct bytes value = {sealed.ptr + SEAL_BYTES, sealed.len - SEAL_BYTES};
    seal_print(name, value, seal);
    if (memcmp(seal, sealed.ptr, SEAL_BYTES) != 0) return false;
    *ret = value;
    return true;
}
