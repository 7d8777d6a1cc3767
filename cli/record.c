#include "cli/record.h"

#include "engine/base/check.h"

static uint32_t requests_of(struct run *const *runs, uint32_t count)
{
    uint32_t total = 0;
    for (uint32_t i = 0; i < count; i++) total += runs[i]->waiting->count;
    return total;
}

static err_t submit(struct run *const *runs, uint32_t count, struct desk_answer *ret_answers)
{
    struct run *first = runs[0];
    uint32_t total = requests_of(runs, count), at = 0;
    if (total == 0) return OK;
    struct desk_request *all = ARENA_ARRAY(first->arena, struct desk_request, total);
    for (uint32_t i = 0; i < count; i++) {
        const struct recording *waiting = runs[i]->waiting;
        CHECK(runs[i]->desk == first->desk);
        CHECK(count == 1 || !waiting->atomic); /* it would drag the others down with it */
        for (uint32_t k = 0; k < waiting->count; k++) all[at++] = waiting->requests[k];
    }
    return desk_submit(first->desk, all, total, first->waiting->atomic, first->arena, ret_answers);
}

void record_together(struct run *const *runs, uint32_t count, int *ret_statuses)
{
    CHECK(count > 0);
    uint32_t total = requests_of(runs, count), at = 0;
    struct desk_answer *answers = ARENA_ARRAY(runs[0]->arena, struct desk_answer, total);
    err_t fault = submit(runs, count, answers);
    if (fault.code == ERR_RANGE && count > 1) { /* too much for one transaction: nothing was kept */
        for (uint32_t i = 0; i < count; i++) record_together(&runs[i], 1, &ret_statuses[i]);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        struct run *run = runs[i];
        const struct recording *waiting = run->waiting;
        run->state = desk_state(run->desk);
        run->waiting = NULL;
        ret_statuses[i] = is_err(fault) ? run_fault(run, fault)
                                        : waiting->tell(run, waiting->context, answers + at);
        at += waiting->count;
    }
}

int record(struct run *run, const struct recording *recording)
{
    int status = EXIT_DONE;
    struct recording *waiting = ARENA_NEW(run->arena, struct recording);
    *waiting = *recording;
    run->waiting = waiting;
    if (run->gathers && !recording->atomic) return EXIT_PENDING;
    record_together(&run, 1, &status);
    return status;
}
