/* cli/paper/month.h - a month of the term, which reports are made for (6(1)). */
#ifndef CLI_PAPER_MONTH_H
#define CLI_PAPER_MONTH_H

#include "engine/base/instant.h"
#include "engine/base/text.h"

struct paper_month {
    day_t from, to; /* its first and last day */
};

/* "2021-09" and any span that people type (cli/when.h) that is a whole month: 9月, 来月. */
bool month_read(struct str text, day_t today, struct paper_month *ret);

/* 令和3年9月, and 2021-09 for the names of files. */
void month_put(struct text *ret, struct paper_month month);
void month_put_short(struct text *ret, struct paper_month month);

/* The last instant that belongs to it: what is recorded later is no part of its report. */
instant_t month_close(struct paper_month month, int32_t offset);

static inline bool month_has(struct paper_month month, day_t day)
{
    return day_cmp(day, month.from) >= 0 && day_cmp(day, month.to) <= 0;
}

#endif
