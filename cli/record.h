/* cli/record.h - what a request wants recorded, and how its answer is told: two halves, with the
 * desk in between.
 *
 * A sync costs far more than a decision, so what several clients of the daemon want at once goes
 * into one durable transaction. Each still has its own answer: what one is refused changes
 * nothing of the others. At a terminal both halves follow each other at once. */
#ifndef CLI_RECORD_H
#define CLI_RECORD_H

#include "cli/run.h"

/* Called when all is durable, with an answer for each of the requests; the exit status. */
typedef int recording_tell(struct run *run, void *context, const struct desk_answer *answers);

struct recording {
    const struct desk_request *requests;
    uint32_t count; /* may be 0: then it is only told */
    bool atomic;
    recording_tell *tell;
    void *context; /* handed to tell; it and the requests live in the run's arena and borrow
                    * nothing from the state, which changes in between */
};

/* Records and tells at once; where the run gathers, only keeps it in run->waiting, and the answer
 * is EXIT_PENDING. An atomic one never waits. The last thing that a command does. */
int record(struct run *run, const struct recording *recording);

/* Records what each of the runs has waiting in one transaction on their common desk, then lets each
 * tell. ret_statuses[count]. */
void record_together(struct run *const *runs, uint32_t count, int *ret_statuses);

#endif
