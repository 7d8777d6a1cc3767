/* engine/base/sort.h - a stable sort; orders are total, ties broken by id. */
#ifndef ENGINE_BASE_SORT_H
#define ENGINE_BASE_SORT_H

#include <stddef.h>

#include "engine/base/arena.h"

/* <0, 0 or >0 as a comes before, with or after b; `context` is handed through. */
typedef int sort_order(const void *a, const void *b, const void *context);

/* Merge sort with room from `arena`, given back before it returns. */
void sort_rows(void *rows, size_t count, size_t row_bytes, sort_order *order, const void *context,
               struct arena *arena);

#endif
