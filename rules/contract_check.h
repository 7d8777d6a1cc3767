/* rules/contract_check.h - whether the values of a contract make sense together.
 *
 * Private to the reader. Runs after every key was read by itself, on what was read: a value
 * that was refused is left out of every check, so that one mistake is one fault. */
#ifndef RULES_CONTRACT_CHECK_H
#define RULES_CONTRACT_CHECK_H

#include "rules/contract_tree.h"

struct contract_check {
    struct arena *arena;   /* the contract's */
    struct arena *scratch; /* for the time of reading */
    struct fault_list *faults;
    const struct node *root;
    struct contract *contract;
};

/* Fills in what follows from other keys, puts days in order, and reports what doesn't fit. */
void contract_complete(struct contract_check *check);

#endif
