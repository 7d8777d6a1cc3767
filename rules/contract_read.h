/* rules/contract_read.h - a contract from YAML text, and the normal form back.
 *
 * Reading reports every fault in one go, each with its line and column: unknown keys, wrong
 * types, impossible dates, empty ranges, dangling names, duplicates. The normal form has
 * every key written out with its value, defaults included, in a fixed order; it is what the
 * log keeps, so that a replay needs no file and later defaults can't change the past.
 * Reading a normal form gives the same contract, and printing that the same bytes. */
#ifndef RULES_CONTRACT_READ_H
#define RULES_CONTRACT_READ_H

#include "engine/base/text.h"
#include "engine/vocab/message.h"
#include "rules/contract.h"

struct contract_fault {
    uint32_t line, column;  /* from 1 */
    struct message message; /* what, and what would be accepted */
};

/* At most 200 of them; of a file with more the last one says so. */
struct contract_faults {
    const struct contract_fault *at; /* by line and column */
    uint32_t count;
};

/* NULL with at least one fault, or the contract and none. `text` must be UTF-8; what the
 * contract and the faults keep of it is copied into `arena`: a few kilobytes for an ordinary
 * file, never more than 8 MB. */
const struct contract *contract_read(struct str text, struct arena *arena,
                                     struct contract_faults *ret);

void contract_print(const struct contract *contract, struct text *ret);

#endif
