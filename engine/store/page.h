/* engine/store/page.h - what LMDB believes of its pages without looking, looked at.
 *
 * LMDB 0.9 takes lengths, offsets and flags from a page as they stand; a flipped bit in one of
 * them leads it, or us, out of the file. Both functions read only the page they are given. */
#ifndef ENGINE_STORE_PAGE_H
#define ENGINE_STORE_PAGE_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a value that LMDB returned lies inside its page, or inside its run of pages. */
bool page_holds(const void *value, size_t len, size_t page_bytes);

/* Whether the leaf page around `inside` has nothing in it that LMDB would stumble over: nodes
 * within the page, and no flags but those of a table without duplicates. */
bool page_is_sound(const void *inside, size_t page_bytes);

#endif
