/* cli/paper/xlsx.h - a folio as a file of Excel (6(5)), by libxlsxwriter.
 *
 * The first sheet, 表紙, has what isn't a table; each table has a sheet of its own, named after
 * it, with its heading row frozen, repeated on every printed page and ready to filter. Days and
 * instants are real dates with Japanese formats; text is never taken for a formula. A text
 * over what a cell can hold (32,767 characters) is cut and says so. Equal folios give equal
 * bytes with the same library; what it needs besides the arena it takes and gives back itself,
 * with temporary files of its own. */
#ifndef CLI_PAPER_XLSX_H
#define CLI_PAPER_XLSX_H

#include "cli/paper/folio.h"
#include "engine/base/err.h"

enum xlsx_dates { XLSX_ERA, XLSX_WESTERN }; /* 令和3年9月24日, 2021年9月24日 */

/* What the arena lends is given back. A file that is there is replaced. ERR_FULL,
 * ERR_READONLY, ERR_IO with errno where there is one. */
MUST_USE err_t xlsx_write(const struct folio *folio, enum xlsx_dates dates, struct arena *arena,
                          const char *path);

#endif
