/* cli/paper/sheet.h - a heading and a table under it, from a list of columns. */
#ifndef CLI_PAPER_SHEET_H
#define CLI_PAPER_SHEET_H

#include "cli/paper/folio.h"

struct sheet_column {
    const char *heading;
    uint32_t share;
    enum look_align align;
};

/* The heading, its clause in small print unless NULL, and the table's columns. */
void sheet_begin(struct folio *folio, const char *heading, const char *clause,
                 const struct sheet_column *columns, uint32_t count);

/* Two empty boxes to sign: the customer's and the supervisor's. */
void sheet_sign(struct folio *folio);

#endif
