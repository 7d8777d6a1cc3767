#include "replay/verify.h"

#include "engine/base/check.h"
#include "replay/rehearse.h"
#include "replay/verify_priv.h"

void verify_fault(struct verifying *v, struct finding fault)
{
    if (!v->report->ok) return;
    v->report->ok = false;
    v->report->fault = fault;
}

static err_t read_bytes(struct verifying *v)
{
    struct rows rows;
    TRY(rows_open(&rows, v->question->dir));
    err_t e = verify_rows(v, &rows);
    rows_close(&rows);
    return e;
}

/* A log that passed the reading of its bytes can still hold what can't have happened: whoever
 * rewrites all of it can hash all of it anew. Folding such a log stops the process, as a state
 * that contradicts itself must; so a child tries it first. */
static err_t read_meaning(struct verifying *v)
{
    struct log *log;
    uint64_t stopped;
    if (rehearse(v->question->dir, &stopped) == REHEARSAL_STOPPED) {
        verify_fault(v, finding_at(FINDING_IMPOSSIBLE, stopped));
        return OK;
    }
    TRY(log_open(&log, v->question->dir, LOG_READ));
    verify_fold(v, log);
    log_close(log);
    return OK;
}

err_t verify(const struct verify_question *question, struct arena *arena, struct verify_report *ret)
{
    struct verifying v = {question, arena, ret};
    *ret = (struct verify_report){.ok = true, .offset = question->offset};
    TRY(read_bytes(&v));
    return verify_is_over(&v) ? OK : read_meaning(&v);
}
