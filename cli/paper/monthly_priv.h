/* cli/paper/monthly_priv.h - what the reports of a month share. */
#ifndef CLI_PAPER_MONTHLY_PRIV_H
#define CLI_PAPER_MONTHLY_PRIV_H

#include "cli/paper/month.h"
#include "cli/paper/source.h"

/* A report as it is being put. */
struct monthly {
    const struct paper_source *source;
    struct arena *arena;
    struct folio *folio;
    struct paper_month month;
};

/* Title and date, for whom and from whom, and which month. */
void monthly_begin(struct monthly *m, const char *title);

/* Of that kind, and happened in the month; how many. */
bool monthly_has(const struct monthly *m, const struct event *event, enum event_kind kind);
uint32_t monthly_count(const struct monthly *m, enum event_kind kind);

/* What the customer decided on paper and somebody else recorded for them, with the paper. */
void monthly_proxies_put(const struct monthly *m);

#endif
