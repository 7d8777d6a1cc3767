/* cli/paper/xlsx_text.h - texts brought inside what Excel takes.
 *
 * Excel counts UTF-16 units: 𠮷 and 😀 are two. */
#ifndef CLI_PAPER_XLSX_TEXT_H
#define CLI_PAPER_XLSX_TEXT_H

#include "engine/base/text.h"
#include "engine/base/vec.h"

enum { XLSX_CELL_UNITS_MAX = 32767, XLSX_NAME_UNITS_MAX = 31, XLSX_LINE_UNITS_MAX = 240 };

#define XLSX_CUT "\n…(長いため以下省略。全文は Word 版を参照)"

struct xlsx_names {
    struct vec taken; /* struct str */
};

/* The text, or its beginning and XLSX_CUT. */
struct str xlsx_text_fit(struct arena *arena, struct str text);

/* A sheet name from a text: none of []:*?/\ and no apostrophe, not empty, not "History", and
 * no two alike: "名簿", "名簿 (2)". */
struct str xlsx_name(struct xlsx_names *names, struct arena *arena, struct str text);

/* A title for the file's properties, cut to XLSX_LINE_UNITS_MAX. */
struct str xlsx_title(struct arena *arena, struct str text);

/* A page header at the right; & stands for itself. */
struct str xlsx_header(struct arena *arena, struct str text);

#endif
