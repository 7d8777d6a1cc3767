/* tests/cli/paper/scene.h - a few weeks of the seed's contract, as papers are made from them.
 *
 * One merged visit of three jobs on 2021-10-14, permitted and approved; its approval and the
 * answer to a query are recorded on behalf of mori, from papers; one query is still open; names
 * are those that break writers: ①㈱髙𠮷. */
#ifndef TESTS_CLI_PAPER_SCENE_H
#define TESTS_CLI_PAPER_SCENE_H

#include "cli/paper/papers.h"
#include "tests/engine/core/world.h"

#define SCENE_SHA256 "8a5edab282632443219e051e4ade2d1d5bbc671c781051bf1437897cbdfea0f1"

struct scene {
    struct world world;
    struct vec events; /* struct event, all of the log but the first two */
    struct paper_source source;
    struct folio folio;
};

/* On 2021-10-01, 09:00. */
void scene_begin(struct scene *scene);
void scene_end(struct scene *scene);

/* V-8, after working time on 2021-10-13, with one job: asked for, and granted or not yet. */
void scene_overtime(struct scene *scene, bool granted);

/* Puts an event behind all others, at the world's clock; afterwards the source must be told, as
 * the rows may have moved. */
void scene_put(struct scene *scene, struct event event);
void scene_events_again(struct scene *scene);

/* A folio with one of everything, for writers. */
void scene_sampler(struct scene *scene);

#endif
