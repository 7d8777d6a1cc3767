/* cli/verb_choice.h - what a verb means, by what its subject is and what waits there.
 *
 * Private to the verbs. */
#ifndef CLI_VERB_CHOICE_H
#define CLI_VERB_CHOICE_H

#include "cli/verb.h"

/* Of the rows with the name of `first`, the one meant. `words` are those behind the name, the
 * subject their first (absent: an option stands there, or nothing). When no row fits it is the
 * one that says best what isn't there: of the kind that the subject is written as, or the last. */
const struct verb *verb_for(struct run *run, const struct verb *first, struct strs words,
                            struct str subject);

/* Where several contracts are here and none was named: sets run->contract to the one that the
 * subject belongs to, if it is found. */
void verb_contract(struct run *run, const struct verb *verb, struct str subject);

#endif
