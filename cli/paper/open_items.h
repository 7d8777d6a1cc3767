/* cli/paper/open_items.h - what is still to be done on the paper's day: jobs, queries, papers. */
#ifndef CLI_PAPER_OPEN_ITEMS_H
#define CLI_PAPER_OPEN_ITEMS_H

#include "cli/paper/source.h"

void open_jobs_put(const struct paper_source *source, struct arena *arena, struct folio *folio);
void open_queries_put(const struct paper_source *source, struct arena *arena, struct folio *folio);

/* Owed and not handed in by the customer's word, those already late marked so. */
void open_documents_put(const struct paper_source *source, struct folio *folio);

#endif
