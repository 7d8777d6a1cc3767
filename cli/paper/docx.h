/* cli/paper/docx.h - a folio as a file of Word (6(5)): WordprocessingML, ISO/IEC 29500-1
 * transitional, A4, no office suite needed.
 *
 * Fonts are named, not embedded: ＭＳ 明朝 and ＭＳ ゴシック, which every Japanese Windows has,
 * with the names to fall back on in the font table. Equal folios give equal bytes. */
#ifndef CLI_PAPER_DOCX_H
#define CLI_PAPER_DOCX_H

#include "cli/paper/folio.h"
#include "engine/base/err.h"

/* What the arena lends is given back. Errors as of archive_write. */
MUST_USE err_t docx_write(const struct folio *folio, struct arena *arena, const char *path);

#endif
