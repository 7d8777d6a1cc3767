/* rules/count.h - expected counts (4 参考): an estimate that work may run ahead of or past.
 *
 * Classes of a group share one count (4(1)ウ with 4(2)ア); a class in no group has its own. Rows
 * are the groups in the contract's order, then the classes without one in theirs.
 *
 *   past   more are used than expected for the whole period
 *   ahead  more are used than the share of the period gone by makes likely: expected * days
 *          gone / days of the period, rounded up to whole jobs, today counted as gone. Rounded
 *          up, because a count of 1 must be on pace on whichever day it is used.
 *   on     neither, or nothing is expected */
#ifndef RULES_COUNT_H
#define RULES_COUNT_H

#include "rules/contract.h"

struct count_row {
    struct str id; /* of the group or the class */
    bool has_expected;
    uint32_t expected;
};

uint32_t count_rows(const struct contract *contract);
struct count_row count_row_at(const struct contract *contract, uint32_t row);

/* The row that a class is counted in. */
uint32_t count_row_of(const struct contract *contract, uint32_t job_class);

/* `used`: jobs of the row done; not reached or failed ones don't count. */
enum pace count_pace(const struct contract *contract, uint32_t row, uint32_t used, day_t today);

#endif
