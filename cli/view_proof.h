/* cli/view_proof.h - what a plan is worth, in a line or two for people. */
#ifndef CLI_VIEW_PROOF_H
#define CLI_VIEW_PROOF_H

#include "cli/view_reading.h"
#include "engine/core/plan.h"

/* Proved, or how far the bound is; and whether it rests on holidays not yet published. */
void proof_print(const struct reading *reading, const struct plan *plan);

/* How many alerts stand, and where to read them. */
void proof_print_risk(const struct reading *reading, const struct plan *plan);

#endif
