/* engine/base/arena.h - memory by lifetime: taken piece by piece, given back all at once.
 *
 * A function that returns memory takes an arena; a function without one doesn't allocate.
 * Pieces are zeroed and aligned for any type. Running past the cap is a bug of ours (the
 * bounds in limits.h are checked at the door), so it stops the process. Built with
 * -DARENA_EMULATE every piece is a malloc of its own, so that sanitizers see overruns. */
#ifndef ENGINE_BASE_ARENA_H
#define ENGINE_BASE_ARENA_H

#include <stddef.h>

struct arena_chunk;

struct arena {
    struct arena_chunk *last; /* private */
    size_t used_bytes;        /* taken so far */
    size_t cap_bytes;         /* most that may be taken */
};

struct arena_mark {
    struct arena_chunk *last;
    size_t chunk_used, used_bytes;
};

void arena_init(struct arena *arena, size_t cap_bytes);
void arena_deinit(struct arena *arena); /* gives everything back; the arena can be used again */

/* Never NULL. `bytes` may be 0. */
void *arena_take(struct arena *arena, size_t bytes);

/* Gives back everything taken since the mark. */
struct arena_mark arena_mark(const struct arena *arena);
void arena_rewind(struct arena *arena, struct arena_mark mark);

#define ARENA_NEW(arena, type) ((type *)arena_take((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count)                                                            \
    ((type *)arena_take((arena), sizeof(type) * (size_t)(count)))

#endif
