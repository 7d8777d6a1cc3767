/* cli/paper_kind.h - the papers of paper_kind.def, and how one is made from the store.
 *
 * A report of a month is made from the log as it stood when the month closed, whenever it is
 * asked for: what comes later goes to the addendum. */
#ifndef CLI_PAPER_KIND_H
#define CLI_PAPER_KIND_H

#include "cli/paper/papers.h"
#include "cli/view_reading.h"

enum paper_kind {
#define PAPER(NAME, kind, subject, title) PAPER_##NAME,
#include "cli/paper_kind.def"
#undef PAPER
    PAPER_COUNT
};

enum paper_subject {
    PAPER_OF_NOTHING,
    PAPER_OF_VISIT,
    PAPER_OF_JOB,
    PAPER_OF_MONTH,
    PAPER_OF_DOCUMENT
};

struct paper_row {
    const char *name; /* as typed */
    enum paper_subject subject;
    const char *title;
};

const struct paper_row *paper_at(enum paper_kind kind);
bool paper_find(struct str name, enum paper_kind *ret);

/* One that is asked for. */
struct paper_wish {
    enum paper_kind kind;
    struct str subject; /* a name that is recorded or planned; absent when it needs none */
    struct paper_month month;
    bool addendum; /* PAPER_MONTHLY: what came after the close */
};

/* Where papers come from: one contract at one instant, and its events up to there. */
struct paper_desk {
    struct reading reading;
    struct vec events; /* struct event of this contract, alerts left out */
};

/* False after an error was said; *ret_status is then the exit status. */
bool paper_open(struct run *run, struct paper_desk *ret, int *ret_status);

/* The subject as typed, in full; and whether the month can have a report yet. */
bool paper_subject_read(const struct paper_desk *desk, struct str typed, struct paper_wish *wish,
                        int *ret_status);

/* Not PAPER_HANDOVER, which is about other papers. Everything lives in the run's arena. */
bool paper_make(const struct paper_desk *desk, const struct paper_wish *wish, struct folio *ret,
                int *ret_status);

/* From which state and instant the papers of now are made. */
struct paper_source paper_source_now(const struct paper_desk *desk);

#endif
