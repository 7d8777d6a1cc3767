/* cli/request.h - a request's way: its words, the store it needs, the command, the answer.
 *
 * The terminal makes one from its arguments and environment, the daemon from a message; from
 * here on both are the same. */
#ifndef CLI_REQUEST_H
#define CLI_REQUEST_H

#include "cli/run.h"

struct request {
    struct strs words;     /* as typed, without the program's name; UTF-8 */
    struct str store, as;  /* where no option says otherwise; absent: the default, nobody */
    enum lang lang;        /* of people */
    uint32_t width;        /* columns of the terminal */
    bool colour;           /* whether it shows colours */
    struct inputs *inputs; /* what it may read */
    struct desk *desk;     /* open already, and then used whatever --store says; or NULL */
    run_clock *clock;      /* the machine's; NULL: it is `now` throughout */
    instant_t now;
    run_flush *flush; /* NULL: out and err hold the whole answer */
    bool gathers;     /* with a desk: what is to be recorded may wait for that of others */
};

struct reply {
    int status;
    struct str out, err; /* in the arena; what was not flushed yet */
};

void request_answer(const struct request *request, struct arena *arena, struct reply *ret);

/* The same in two halves, for a request that gathers. The status, or EXIT_PENDING: then the run is
 * to be handed to record_together, which gives the status. The run lives in the arena. */
int request_begin(const struct request *request, struct arena *arena, struct run **ret);
struct reply request_end(const struct run *run, int status);

/* Why the words name no command: nothing, or something unknown, with the nearest one. */
int request_unknown(struct run *run);

#endif
