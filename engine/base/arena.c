#define _DEFAULT_SOURCE /* madvise, MAP_ANONYMOUS */
#include "engine/base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "engine/base/check.h"

/* From this size on a chunk is mapped by itself, in huge pages where the system lends them: a
 * state of a million events would otherwise spend more time on page faults than on folding. */
enum { ALIGNMENT = 16, CHUNK_BYTES_MIN = 64 * 1024, MAPPED_BYTES_MIN = 4 * 1024 * 1024 };

struct arena_chunk {
    struct arena_chunk *before;
    size_t size, used;
    size_t touched; /* bytes behind this one are still zero, as the system gave them */
    _Alignas(ALIGNMENT) unsigned char bytes[];
};

void arena_init(struct arena *arena, size_t cap_bytes)
{
    *arena = (struct arena){.cap_bytes = cap_bytes};
}

static struct arena_chunk *chunk_map(size_t bytes)
{
    void *mapped = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(mapped != MAP_FAILED);
    (void)madvise(mapped, bytes, MADV_HUGEPAGE); /* a wish: without it all is as well, but slower */
    return mapped;
}

static struct arena_chunk *chunk_new(struct arena_chunk *before, size_t size)
{
    size_t bytes = sizeof(struct arena_chunk) + size;
    struct arena_chunk *chunk = size >= MAPPED_BYTES_MIN ? chunk_map(bytes) : calloc(1, bytes);
    CHECK(chunk != NULL);
    chunk->before = before;
    chunk->size = size;
    return chunk;
}

static void chunk_free(struct arena_chunk *chunk)
{
    if (chunk->size < MAPPED_BYTES_MIN)
        free(chunk);
    else
        CHECK(munmap(chunk, sizeof *chunk + chunk->size) == 0);
}

/* Only what was used before has to be zeroed again. */
static void *chunk_take(struct arena_chunk *chunk, size_t bytes)
{
    unsigned char *piece = chunk->bytes + chunk->used;
    size_t end = chunk->used + bytes;
    if (chunk->touched > chunk->used)
        memset(piece, 0, (chunk->touched < end ? chunk->touched : end) - chunk->used);
    chunk->used = end;
    if (chunk->touched < end) chunk->touched = end;
    return piece;
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
    arena->used_bytes += rounded;
    return chunk_take(chunk, rounded);
}

struct arena_mark arena_mark(const struct arena *arena)
{
    return (struct arena_mark){arena->last, arena->last != NULL ? arena->last->used : 0,
                               arena->used_bytes};
}

static void free_until(struct arena *arena, const struct arena_chunk *kept)
{
    while (arena->last != kept) {
        CHECK(arena->last != NULL);
        struct arena_chunk *before = arena->last->before;
        chunk_free(arena->last);
        arena->last = before;
    }
}

/* The chunk behind the mark, if any is: kept for next time, because rewinding comes in loops. */
static struct arena_chunk *chunk_behind(const struct arena *arena, const struct arena_chunk *mark)
{
#ifdef ARENA_EMULATE
    (void)arena;
    return (struct arena_chunk *)(uintptr_t)mark; /* so that sanitizers see what is gone */
#else
    struct arena_chunk *chunk = arena->last;
    while (chunk != mark && chunk->before != mark) {
        chunk = chunk->before;
        CHECK(chunk != NULL);
    }
    return chunk;
#endif
}

void arena_rewind(struct arena *arena, struct arena_mark mark)
{
    free_until(arena, chunk_behind(arena, mark.last));
    if (arena->last != NULL) arena->last->used = arena->last == mark.last ? mark.chunk_used : 0;
    arena->used_bytes = mark.used_bytes;
}

void arena_deinit(struct arena *arena)
{
    free_until(arena, NULL);
    arena->used_bytes = 0;
}
