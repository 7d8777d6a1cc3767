/* rules/merge.h - may these jobs share one visit? (4 ※; the customer's approval apart)
 *
 * Judges the jobs by themselves: one site, windows that meet, minutes that fit, no `apart`,
 * nobody `alone`, every `after` kept by their order. People and skills are the planner's. */
#ifndef RULES_MERGE_H
#define RULES_MERGE_H

#include "rules/contract.h"

struct job_keys {
    const uint32_t *at;
    uint32_t count;
};

struct merge_job {
    uint32_t key; /* what `apart` and `after` of the others call it */
    uint32_t job_class, site;
    uint32_t minutes;
    struct maybe_day earliest, due; /* absent: no bound */
    bool alone;                     /* the job's own; the class's is looked up */
    struct job_keys apart, after;   /* other jobs' keys; `apart` may be given one way only */
};

/* In the order in which they are given. */
enum merge_reason {
    MERGE_SITES_DIFFER,
    MERGE_WINDOWS_APART, /* the first must end before the second may begin */
    MERGE_JOBS_APART,    /* one of the jobs says so */
    MERGE_CLASSES_APART, /* the contract says so */
    MERGE_ALONE,         /* the first must be the only job of its visit */
    MERGE_ORDER,         /* the first must come after the second but stands before it */
    MERGE_TOO_LONG,      /* minutes and overhead exceed the working day */
    MERGE_REASON_COUNT
};

struct merge_fault {
    enum merge_reason reason;
    uint32_t first, second; /* places in `jobs`; equal when one alone is at fault */
};

/* No fault: they may. Else the first pair for each reason that holds. */
struct merge_verdict {
    uint32_t count;
    struct merge_fault at[MERGE_REASON_COUNT];
};

/* `jobs` in the order in which they would be done. */
struct merge_verdict merge_judge(const struct contract *contract, const struct merge_job *jobs,
                                 uint32_t count);

#endif
