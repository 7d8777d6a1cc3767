/* tests/engine/core/chance.h - small worlds by chance, the same on every run. */
#ifndef TESTS_ENGINE_CORE_CHANCE_H
#define TESTS_ENGINE_CORE_CHANCE_H

#include "tests/engine/core/world.h"
#include "tests/random.h"

/* A week of September 2021 with one to four jobs, some held, some with papers, some in proposed or
 * confirmed visits; with or without people, breaks and a document owed. The last event is of
 * 2021-09-13T19:00. */
void world_by_chance(struct world *world, struct dice *dice);

#endif
