/* rules/lead.h - lead time: how long what a job still lacks will take, in open days.
 *
 * Approvals are sought side by side, so the longest of those still missing counts. An approval
 * that the contract asks of nobody takes no time, and a class with a standing procedure owes
 * no lead at all: a failure can be attended the same day (4(3)). */
#ifndef RULES_LEAD_H
#define RULES_LEAD_H

#include "rules/contract.h"

/* Bits: what a visit can still lack. */
enum lead_approval { LEAD_PROCEDURE = 1, LEAD_VISIT = 2, LEAD_ENTRY = 4 };

struct lead {
    uint32_t days;    /* open days */
    uint32_t waits;   /* lead_approval bits that are missing and matter here */
    uint32_t longest; /* those of them that take the longest; 0 when days is 0 */
};

/* `missing`: lead_approval bits not yet approved; what the class or the site doesn't ask for is
 * left out here. */
struct lead lead_of(const struct contract *contract, uint32_t job_class, uint32_t site,
                    uint32_t missing);

/* The n-th open day of the site after today; n = 0: today. Absent: none in sight. */
struct maybe_day lead_first_day(const struct contract *contract, uint32_t site, day_t today,
                                uint32_t days);

#endif
