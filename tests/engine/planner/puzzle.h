/* tests/engine/planner/puzzle.h - random planning problems, the same for the same seed. */
#ifndef TESTS_ENGINE_PLANNER_PUZZLE_H
#define TESTS_ENGINE_PLANNER_PUZZLE_H

#include "engine/planner/problem.h"

struct puzzle_kind {
    const char *name;
    uint32_t sites, jobs; /* exact numbers */
    int32_t days;
    uint32_t minutes_most; /* of a job; a day has 480 less 30 of overhead */
    uint32_t slack_most;   /* days between release and due */
    uint32_t technicians;  /* 0: crews unlimited */
    uint32_t confirmed;    /* visits; each takes a job along where there is one */
    uint32_t percent;      /* of jobs that get each of the rarer marks below */
    bool apart, with, after, alone, urgent, standing, target, travel, crews;
};

struct chance {
    uint64_t state;
};

/* 0 .. below-1 */
uint32_t chance_below(struct chance *chance, uint32_t below);

/* Sound by construction but for circles and contradictions that `with` can bring: check it. */
struct problem puzzle_make(const struct puzzle_kind *kind, uint64_t seed, struct arena *arena);

/* The same problem with its lines in another order. */
struct problem puzzle_shuffle(const struct problem *problem, uint64_t seed, struct arena *arena);

#endif
