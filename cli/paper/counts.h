/* cli/paper/counts.h - counts against what the contract expects (4 参考), as reports have them. */
#ifndef CLI_PAPER_COUNTS_H
#define CLI_PAPER_COUNTS_H

#include "cli/paper/source.h"

void counts_put(const struct paper_source *source, struct arena *arena, struct folio *folio);

#endif
