/* tests/simulation/author.h - writes a season's commands, sensible and otherwise, by dice.
 *
 * Looks at the state to find what there is to be done, so that seasons get somewhere; one
 * command in a dozen is by the wrong person, about the wrong thing or plain nonsense. */
#ifndef TESTS_SIMULATION_AUTHOR_H
#define TESTS_SIMULATION_AUTHOR_H

#include "engine/base/text.h"
#include "tests/random.h"
#include "tests/simulation/stage.h"

struct author {
    struct dice dice;
    struct stage *stage;
    struct arena *arena; /* of the lines written */
    bool mates;          /* whether this season's jobs ask for company */
    instant_t now;       /* when the next command comes */
};

/* The seed's contract, or one that differs from it, as contract.load or contract.amend. */
struct str author_wording(struct author *author, bool amend, bool plain);

/* When the next command comes; never before the stage's now, but for a wrong clock. */
instant_t author_instant(struct author *author);

/* A sensible next step of a visit under way or of today, or of a job to report; absent when there
 * is none. */
struct str author_push(struct author *author);

/* The next command's line. */
struct str author_line(struct author *author);

#endif
