/* tests/simulation/script.h - a season as lines on paper: played apart, and made short.
 *
 * Every season is played in a process of its own, because a CHECK that fails ends it. Whoever
 * plays writes each line down before it is played, so that the last one can be read. */
#ifndef TESTS_SIMULATION_SCRIPT_H
#define TESTS_SIMULATION_SCRIPT_H

#include <stdio.h>

#include "engine/base/instant.h"
#include "engine/base/vec.h"

struct script_step {
    instant_t at;
    struct str line;
};

struct script {
    struct vec steps; /* struct script_step */
    bool walks;
};

/* One line of paper for a step. */
void script_put(FILE *paper, instant_t at, struct str line);

/* What was written, in the arena. */
struct script script_read(const char *path, struct arena *arena);

enum { PLAYED_WELL = 0, PLAYED_TO_DEATH = 200, SEASON_SECONDS_MAX = 120 };

/* Plays it in another process, silently: PLAYED_WELL, the number of the invariant that broke,
 * or PLAYED_TO_DEATH. */
int script_play(const struct script *script);

/* Drops whatever isn't needed for the same end. */
void script_shrink(struct script *script, int end);

/* JSON lines for `tehai apply --backfill` in a store fresh from `init --open`. */
void script_print(FILE *out, const struct script *script);

#endif
