/* engine/planner/crew.h - who can go: people for the visits of one day.
 *
 * A crew has at least as many people as its visit wants and between them every skill. Nobody
 * is off, in more visits than `visits_per_day`, or (where travel is given) at more sites
 * than fit in the day with the way between them. Confirmed visits keep their crews. */
#ifndef ENGINE_PLANNER_CREW_H
#define ENGINE_PLANNER_CREW_H

#include "engine/planner/normal.h"

enum {
    CREW_NEEDS_MAX = 4096, /* new visits that one day is searched with */
    CREW_PEOPLE_MAX = 80,  /* people on one visit: 16 wanted and a skill each besides */
    CREW_SITES_MAX = 8,    /* sites that one person may reach in a day */
    CREW_NODES_MAX = 2000, /* picks tried for one day before the answer is "unknown", */
    CREW_NODES_EACH = 4,   /* and as many more for each visit */
    CREW_DEPTH_MAX = CREW_NEEDS_MAX * (CREW_PEOPLE_MAX + 1), /* of the recursion */
};

/* What one new visit wants. */
struct crew_need {
    uint32_t site, people;
    uint64_t skills;
    uint32_t minutes; /* overhead included */
};

struct crew {
    uint32_t people[CREW_PEOPLE_MAX]; /* technicians, in order */
    uint32_t count;
};

struct crews {
    const struct normal *normal;
    const uint32_t *left;     /* [technicians * days]: visits that each may still be given */
    const uint32_t *able;     /* [days]: technicians who have a visit left */
    const uint64_t *skills;   /* [days]: what those can do between them */
    const uint32_t *by_skill; /* technicians, those with the fewest skills first */
    const struct indexes *confirmed_on; /* [days]: the confirmed visits */
    const uint32_t *confirmed_minutes;  /* [confirmed]: overhead and pinned jobs */
};

enum crew_answer { CREW_NO, CREW_YES, CREW_UNKNOWN };

struct crew_day {
    int32_t day;
    const struct crew_need *needs;
    uint32_t count;
    const uint32_t *added; /* [confirmed]: minutes that join it; NULL: nothing joins any */
    uint32_t nodes;        /* picks that crew_find tried */
};

void crews_init(struct crews *crews, const struct normal *normal, struct arena *arena);

/* Could this one visit be had on `day`, were it the only new one? Exact without travel. */
bool crew_possible(const struct crews *crews, int32_t day, uint32_t people, uint64_t skills);

/* Visits of `people` that `day` has people for, at most. */
uint32_t crew_slots(const struct crews *crews, int32_t day, uint32_t people);

/* Crews for all needs of a day at once, written to ret[count] when CREW_YES. */
enum crew_answer crew_find(const struct crews *crews, struct crew_day *day, struct arena *arena,
                           struct crew *ret);

#endif
