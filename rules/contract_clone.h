/* rules/contract_clone.h - next year's contract from this one.
 *
 * Everything is taken over but what has a date: windows of classes move by the years between the
 * two ends and are cut to the new period; single days that were closed or opened stay behind, as
 * they were of their year. What comes out is a proposal to be read, changed and loaded; it need
 * not be sound (a period may be too short for a window), so it is read again before it is used. */
#ifndef RULES_CONTRACT_CLONE_H
#define RULES_CONTRACT_CLONE_H

#include "engine/base/arena.h"
#include "rules/contract.h"

/* Shares texts and lists with `old`, which must live as long. `from` is not after `to`. */
struct contract contract_clone(const struct contract *old, struct str id, day_t from, day_t to,
                               struct arena *arena);

#endif
