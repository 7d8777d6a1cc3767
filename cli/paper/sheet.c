#include "cli/paper/sheet.h"

void sheet_begin(struct folio *folio, const char *heading, const char *clause,
                 const struct sheet_column *columns, uint32_t count)
{
    folio_heading(folio, 1, str_of(heading));
    if (clause != NULL) folio_text(folio, LOOK_NOTE, str_of(clause));
    folio_table(folio, str_of(heading));
    for (uint32_t i = 0; i < count; i++)
        folio_column(folio, str_of(columns[i].heading), columns[i].share, columns[i].align);
}

void sheet_sign(struct folio *folio)
{
    folio_boxes(folio, true, false);
    folio_box(folio, STR("本市確認"), STR_NONE);
    folio_box(folio, STR("業務責任者"), STR_NONE);
}
