/* cli/paper/docx_priv.h - the parts of a Word file: document.xml and what it leans on. */
#ifndef CLI_PAPER_DOCX_PRIV_H
#define CLI_PAPER_DOCX_PRIV_H

#include "cli/paper/folio.h"

/* Lengths of a page, in twentieths of a point ("twips", 567 to a centimetre): A4 (6(1)). */
enum {
    PAGE_SHORT = 11906,
    PAGE_LONG = 16838,
    MARGIN_TOP = 1191,
    MARGIN_BOTTOM = 1021,
    MARGIN_LEFT = 1304,
    MARGIN_RIGHT = 1134,
    MARGIN_EDGE = 567, /* of header and footer */
};

/* Of the lines of text, without margins. */
uint32_t docx_text_width(const struct folio *folio);

/* One paragraph, its lines broken where the text's are. */
void docx_put_text(struct text *ret, enum look look, struct str text);

void docx_put_table(struct text *ret, const struct folio *folio, const struct folio_block *block,
                    struct arena *arena);
void docx_put_pairs(struct text *ret, const struct folio *folio, const struct folio_block *block,
                    struct arena *arena);
void docx_put_boxes(struct text *ret, const struct folio *folio, const struct folio_block *block);
void docx_put_approval(struct text *ret, const struct folio *folio,
                       const struct folio_approval *approval, struct arena *arena);

/* word/styles.xml, word/fontTable.xml and docProps/core.xml. */
void docx_put_styles(struct text *ret);
void docx_put_fonts(struct text *ret);
void docx_put_properties(struct text *ret, const struct folio *folio);

#endif
