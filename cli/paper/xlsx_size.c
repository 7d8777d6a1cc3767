#include "cli/paper/xlsx_size.h"

#include "cli/table.h"
#include "engine/base/check.h"

enum {
    COLUMN_EXTRA = 3, /* the cell's own margins and the filter's arrow */
    COLUMN_MIN = 5,
    COLUMN_MAX = 255, /* Excel has no wider column */
    TEXT_COLUMN_MIN = 14,
    PAGE_COLUMNS = 96, /* about as many as are printed on A4 without shrinking */
    PAGE_COLUMNS_WIDE = 144,
    ROW_POINTS_MAX = 409, /* Excel has no higher row */
};

/* The widest line of a text. */
static uint32_t columns_of(struct str text)
{
    uint32_t widest = 0;
    while (text.len > 0) {
        uint32_t end = str_find(text, '\n');
        uint32_t columns = text_columns(str_slice(text, 0, end));
        if (columns > widest) widest = columns;
        text = str_slice(text, end + 1, text.len);
    }
    return widest;
}

/* What the column's share of a page comes to. */
static uint32_t share_of(const struct folio *folio, const struct folio_block *table,
                         uint32_t column)
{
    uint32_t total = 0, share = 0;
    for (uint32_t i = 0; i < table->count; i++) {
        const struct folio_column *row = vec_at(&folio->columns, table->first + i);
        total += row->share;
        if (i == column) share = row->share;
    }
    CHECK(total > 0);
    uint32_t page = folio->landscape ? PAGE_COLUMNS_WIDE : PAGE_COLUMNS;
    uint32_t width = page * share / total;
    return width > TEXT_COLUMN_MIN ? width : TEXT_COLUMN_MIN;
}

uint32_t xlsx_width(const struct folio *folio, const struct folio_block *table, uint32_t column,
                    struct arena *arena)
{
    const uint32_t share = share_of(folio, table, column);
    const struct folio_column *head = vec_at(&folio->columns, table->first + column);
    uint32_t width = columns_of(head->heading) + COLUMN_EXTRA;
    for (uint32_t row = 0; row < folio_rows(table); row++) {
        const uint32_t at = table->cell_first + row * table->count + column;
        const struct folio_cell *cell = vec_at(&folio->cells, at);
        uint32_t columns = columns_of(folio_cell_said(folio, cell, arena)) + COLUMN_EXTRA;
        if (cell->kind == CELL_TEXT && columns > share) columns = share;
        if (columns > width) width = columns;
    }
    if (width < COLUMN_MIN) return COLUMN_MIN;
    return width < COLUMN_MAX ? width : COLUMN_MAX;
}

double xlsx_points(struct str text, uint32_t width, enum look look)
{
    uint32_t lines = 0;
    do {
        uint32_t end = str_find(text, '\n');
        uint32_t columns = text_columns(str_slice(text, 0, end));
        lines += columns > width ? (columns + width - 1) / width : 1;
        text = str_slice(text, end + 1, text.len);
    } while (text.len > 0);
    double points = 4 + lines * look_at(look)->half_points * 0.65;
    return points < ROW_POINTS_MAX ? points : ROW_POINTS_MAX;
}
