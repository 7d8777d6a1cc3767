/* cli/slate.h - lines of commands that go into one transaction: read into requests, and answered
 * a line each when that is over.
 *
 * A line that is no command has its reasons at once and asks the desk nothing. Everything lives in
 * the run's arena. */
#ifndef CLI_SLATE_H
#define CLI_SLATE_H

#include "cli/run.h"

struct slate {
    bool atomic, backfill;
    struct str by;       /* who it is where a line doesn't say; may be absent */
    instant_t now;       /* of the next line; with `backfill` a line's own instant moves it on */
    struct vec slots;    /* private: what becomes of each line */
    struct vec requests; /* struct desk_request */
    size_t input_bytes;  /* of these lines */
    bool ends;           /* the next line must be read in a state that these have made */
};

/* Wipes it for the next transaction; who, when and how stay. */
void slate_wipe(struct slate *slate);

/* Takes up a line; absent: one that was too long to be kept. `number` is said in its answer. */
void slate_add(struct slate *slate, struct run *run, struct str line, uint32_t number);

/* With `atomic` a line that is no command drops the rest without asking the desk. */
bool slate_is_dropped(const struct slate *slate);

/* The answers, in order, to run->out. `answers` are those to the requests; NULL: they were dropped.
 * EXIT_REFUSED when any line was refused. */
int slate_print(const struct slate *slate, struct run *run, const struct desk_answer *answers);

#endif
