/* cli/paper/xlsx_size.h - how wide columns and how high rows must be for what stands in them.
 *
 * Widths are in columns of half-width letters, as Excel counts them; a kanji takes two. */
#ifndef CLI_PAPER_XLSX_SIZE_H
#define CLI_PAPER_XLSX_SIZE_H

#include "cli/paper/folio.h"

/* As wide as what stands in it. A text wraps at the column's share of the page; a number or
 * date may not, Excel would show ####. */
uint32_t xlsx_width(const struct folio *folio, const struct folio_block *table, uint32_t column,
                    struct arena *arena);

/* Points that a text needs in a column: programs that don't fit rows to their text by
 * themselves would show the first line only. */
double xlsx_points(struct str text, uint32_t width, enum look look);

#endif
