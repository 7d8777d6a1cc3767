/* tests/simulation/ledger.h - an account of gates and askers, kept from accepted commands alone.
 *
 * Written from commands.md, and never looks at what apply made of the same commands: where
 * the two disagree on whether a visit may start, one of them is wrong. */
#ifndef TESTS_SIMULATION_LEDGER_H
#define TESTS_SIMULATION_LEDGER_H

#include "engine/core/decide.h"

struct ledger_job {
    bool work_order, clean, vendor_awaited, held, held_for_vendor;
    enum procedure_state procedure;
    struct str submitter;
};

struct ledger_visit {
    bool permitted, overtime;
    struct str proposer, overtime_asker;
};

struct ledger_query {
    struct str id;
    uint32_t job;
    bool answered;
};

struct ledger {
    struct vec jobs, visits, queries; /* by row of the state; queries as they came */
};

struct stage;

void ledger_init(struct ledger *ledger);

/* Before an accepted command is applied: I8, I9 and I23. */
void ledger_check(struct stage *stage, const struct command *command);

/* After it was applied. */
void ledger_note(struct stage *stage, const struct command *command, const struct decision *made);

#endif
