#include "engine/base/sort.h"

#include <string.h>

/* Merges [from, mid) and [mid, to) of `in` into `out`; equal rows keep their order. */
static void merge(const char *in, char *out, size_t from, size_t mid, size_t to, size_t bytes,
                  sort_order *order, const void *context)
{
    size_t a = from, b = mid;
    for (size_t k = from; k < to; k++) {
        int take_a = a < mid && (b >= to || order(in + a * bytes, in + b * bytes, context) <= 0);
        size_t *taken = take_a ? &a : &b;
        memcpy(out + k * bytes, in + *taken * bytes, bytes);
        ++*taken;
    }
}

void sort_rows(void *rows, size_t count, size_t row_bytes, sort_order *order, const void *context,
               struct arena *arena)
{
    if (count < 2) return;
    struct arena_mark mark = arena_mark(arena);
    char *in = rows, *out = arena_take(arena, count * row_bytes);
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t from = 0; from < count; from += 2 * width) {
            size_t mid = from + width < count ? from + width : count;
            size_t to = from + 2 * width < count ? from + 2 * width : count;
            merge(in, out, from, mid, to, row_bytes, order, context);
        }
        char *swap = in;
        in = out;
        out = swap;
    }
    if (in != (char *)rows) memcpy(rows, in, count * row_bytes);
    arena_rewind(arena, mark);
}
