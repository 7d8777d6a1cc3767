/* engine/planner/travel.h - does one person's day hold the visits and the ways between them? */
#ifndef ENGINE_PLANNER_TRAVEL_H
#define ENGINE_PLANNER_TRAVEL_H

#include "engine/planner/problem.h"

enum { TRAVEL_SITES_MAX = 8 };

/* Where one person is on one day: each site once. */
struct tour {
    int32_t day;
    uint32_t sites[TRAVEL_SITES_MAX];
    uint32_t count;
    uint32_t minutes; /* of all its visits, overhead included */
    bool over;        /* more sites than a day is judged with: does not fit */
};

/* Adds a visit of `minutes` at `site`. */
void tour_add(struct tour *tour, uint32_t site, uint32_t minutes);

/* Two sites or more: the visits and the shortest way through must fit in the longest working
 * day among those sites. One site, or no travel given: always. */
bool tour_fits(const struct problem *problem, const struct tour *tour);

#endif
