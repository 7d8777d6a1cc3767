#include "engine/base/arena.h"

#include <stdlib.h>
#include <stdint.h>
#include <string.h>

#include "engine/base/check.h"

enum { ALIGNMENT = 16, CHUNK_BYTES_MIN = 64 * 1024 };

struct arena_chunk {
    struct arena_chunk *before;
    size_t size, used;
    _Alignas(ALIGNMENT) unsigned char bytes[];
};

void arena_init(struct arena *arena, size_t cap_bytes)
{
    *arena = (struct arena){.cap_bytes = cap_bytes};
}

void arena_deinit(struct arena *arena)
{
    arena_rewind(arena, (struct arena_mark){0});
}

static struct arena_chunk *chunk_new(struct arena_chunk *before, size_t size)
{
    struct arena_chunk *chunk = malloc(sizeof *chunk + size);
    CHECK(chunk != NULL);
    *chunk = (struct arena_chunk){.before = before, .size = size};
    return chunk;
}

/* Chunks double, so that a large arena has few of them. */
static size_t chunk_size(const struct arena *arena, size_t bytes)
{
#ifdef ARENA_EMULATE
    (void)arena;
    return bytes;
#else
    size_t size = arena->last != NULL ? arena->last->size * 2 : CHUNK_BYTES_MIN;
    return size > bytes ? size : bytes;
#endif
}

void *arena_take(struct arena *arena, size_t bytes)
{
    CHECK(bytes <= SIZE_MAX - ALIGNMENT);
    size_t rounded = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    CHECK(rounded <= arena->cap_bytes - arena->used_bytes);

    struct arena_chunk *chunk = arena->last;
    if (chunk == NULL || chunk->size - chunk->used < rounded) {
        chunk = chunk_new(chunk, chunk_size(arena, rounded));
        arena->last = chunk;
    }
    void *piece = chunk->bytes + chunk->used;
    chunk->used += rounded;
    arena->used_bytes += rounded;
    return memset(piece, 0, rounded);
}

struct arena_mark arena_mark(const struct arena *arena)
{
    return (struct arena_mark){arena->last, arena->last != NULL ? arena->last->used : 0,
                               arena->used_bytes};
}

void arena_rewind(struct arena *arena, struct arena_mark mark)
{
    while (arena->last != mark.last) {
        CHECK(arena->last != NULL);
        struct arena_chunk *before = arena->last->before;
        free(arena->last);
        arena->last = before;
    }
    if (arena->last != NULL) arena->last->used = mark.chunk_used;
    arena->used_bytes = mark.used_bytes;
}
