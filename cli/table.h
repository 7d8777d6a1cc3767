/* cli/table.h - text for a terminal: columns that line up in both languages, lines that wrap.
 *
 * Widths are counted in columns of the terminal: a kanji takes two (Unicode annex 11), a
 * combining mark none. Whatever comes from outside loses its control characters on the
 * way, so that no title can steer somebody's terminal. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include "engine/base/text.h"
#include "engine/base/vec.h"

enum { TABLE_WIDTH_DEFAULT = 80, TABLE_WIDTH_MIN = 40 };

/* How a row or a piece of text stands out, where colours are wanted. */
enum mark { MARK_NONE, MARK_BAD, MARK_WARNING, MARK_GOOD, MARK_DIM, MARK_STRONG };

enum column_kind {
    COLUMN_LEFT,  /* wraps when the table would be wider than the terminal all the same */
    COLUMN_RIGHT, /* numbers */
    COLUMN_REST,  /* takes what the others leave and wraps first; at most one in a table */
};

struct table {
    struct arena *arena; /* all private */
    uint32_t width;
    bool colour;
    struct vec columns, cells, marks;
};

/* `width`: of the terminal, in columns. */
void table_init(struct table *table, struct arena *arena, uint32_t width, bool colour);

/* All columns come before the first cell. A table whose headings are all empty has no heading
 * line. Headings are borrowed. */
void table_column(struct table *table, enum column_kind kind, const char *heading);

/* The next cell, row by row; a copy is kept. An absent text is an empty cell. */
void table_cell(struct table *table, struct str text);
void table_cell_number(struct table *table, int64_t number);

/* The mark of the row that the last cell belongs to. */
void table_mark(struct table *table, enum mark mark);

uint32_t table_rows(const struct table *table);

/* Every row must be whole. Nothing is written when there are no rows. */
void table_print(const struct table *table, struct text *ret);

/* Columns of the terminal that a text takes. */
uint32_t text_columns(struct str text);

/* Behind whatever `ret` holds: the text without control characters. */
void text_put_clean(struct text *ret, struct str text);

/* The text with the colour of its mark, or as it is. */
void text_put_marked(struct text *ret, bool colour, enum mark mark, struct str text);

/* A paragraph and its line end, broken at blanks and between kanji so that no line is over
 * `width` columns; lines after the first are indented by `indent`. `from` is the column at
 * which `ret` already stands. */
void text_put_wrapped(struct text *ret, struct str text, uint32_t width, uint32_t indent,
                      uint32_t from);

#endif
