#include "engine/base/vec.h"

#include <string.h>

enum { VEC_CAP_FIRST = 8 };

static void vec_reserve(struct vec *vec, struct arena *arena, uint32_t more)
{
    CHECK(vec->row_bytes > 0);
    CHECK(more <= UINT32_MAX / 4 - vec->count);
    uint32_t need = vec->count + more;
    if (need <= vec->cap) return;
    uint32_t cap = vec->cap > 0 ? vec->cap : VEC_CAP_FIRST;
    while (cap < need) cap *= 2;
    void *grown = arena_take(arena, (size_t)cap * vec->row_bytes);
    if (vec->count > 0) memcpy(grown, vec->rows, (size_t)vec->count * vec->row_bytes);
    vec->rows = grown;
    vec->cap = cap;
}

uint32_t vec_extend(struct vec *vec, struct arena *arena, uint32_t count)
{
    vec_reserve(vec, arena, count);
    uint32_t first = vec->count;
    vec->count += count;
    return first;
}

void *vec_push(struct vec *vec, struct arena *arena)
{
    return vec_at(vec, vec_extend(vec, arena, 1));
}
