/* engine/base/vec.h - an array of equal rows that grows in an arena.
 *
 * Rows move when it grows: keep indexes, not pointers, across a push. */
#ifndef ENGINE_BASE_VEC_H
#define ENGINE_BASE_VEC_H

#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/check.h"

struct vec {
    void *rows;
    uint32_t count, cap, row_bytes;
};

static inline struct vec vec_of(uint32_t row_bytes)
{
    return (struct vec){.row_bytes = row_bytes};
}

static inline void *vec_at(const struct vec *vec, uint32_t index)
{
    CHECK(index < vec->count);
    return (char *)vec->rows + (size_t)index * vec->row_bytes;
}

/* A new zeroed row at the end. */
void *vec_push(struct vec *vec, struct arena *arena);

/* `count` new zeroed rows in a row; the first one's index. */
uint32_t vec_extend(struct vec *vec, struct arena *arena, uint32_t count);

#endif
