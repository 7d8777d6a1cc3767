/* engine/planner/item.h - what the search moves about: jobs that must share a visit, as one.
 *
 * A job without `with` is an item of its own. Pinned jobs are no items: they are facts, and
 * what they leave is the room of their confirmed visit. Items stand in the order of their
 * first job's id. */
#ifndef ENGINE_PLANNER_ITEM_H
#define ENGINE_PLANNER_ITEM_H

#include "engine/planner/normal.h"

struct item {
    struct indexes jobs; /* in normal order */
    uint32_t site, minutes, crew;
    uint64_t skills;
    int32_t release; /* the latest among its jobs */
    int32_t mark;    /* the earliest levels_mark among its jobs */
    bool urgent;     /* some job is */
    bool alone;
    bool never;   /* its jobs are pinned to two visits: none can hold it */
    int32_t only; /* the confirmed visit it has to join, PROBLEM_NONE: any visit will do */
    struct indexes apart, earlier, later; /* items; `earlier` ones come before it */
};

/* What a confirmed visit has left. */
struct room {
    struct indexes pinned; /* jobs */
    uint32_t minutes;      /* left for additions */
    bool shut;             /* nothing may join: a closed day, or a job that must be alone */
};

struct items {
    const struct normal *normal;
    const struct item *at;
    uint32_t count;
    const int32_t *item_of;   /* [jobs]; PROBLEM_NONE for a pinned one */
    const struct room *rooms; /* [confirmed] */
};

void items_init(struct items *items, const struct normal *normal, struct arena *arena);

/* Could a new visit on `day` hold item `i`? Looks at days, room and pinned neighbours, not at
 * people or at other items. */
bool item_may_stand(const struct items *items, uint32_t i, int32_t day);

/* Could confirmed visit `c` take item `i` in? Its fixed crew has to be enough. */
bool item_may_join(const struct items *items, uint32_t i, uint32_t c);

/* What the jobs of item `i` add on `day`; PROBLEM_NONE: unplanned. */
struct levels item_levels(const struct items *items, uint32_t i, int32_t day);

/* Minutes that jobs of a new visit at `site` may take on `day`. */
uint32_t site_capacity(const struct items *items, uint32_t site, int32_t day);

/* Skills that the fixed crew of confirmed visit `c` brings. */
uint64_t confirmed_skills(const struct normal *normal, uint32_t c);

#endif
