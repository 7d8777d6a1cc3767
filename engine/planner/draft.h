/* engine/planner/draft.h - a plan in the making that is always feasible.
 *
 * Holds every visit of every site with a crew, and keeps days, room, people and the order of
 * `after` right at each change. The quick methods work on it, and every finished plan passes
 * through it on its way out. */
#ifndef ENGINE_PLANNER_DRAFT_H
#define ENGINE_PLANNER_DRAFT_H

#include "engine/base/vec.h"
#include "engine/planner/crew.h"
#include "engine/planner/item.h"

struct draft_visit {
    uint32_t site;
    int32_t day;
    int32_t confirmed; /* PROBLEM_NONE: a new visit */
    struct vec items;  /* uint32_t */
    uint32_t minutes;  /* of its items */
    struct crew crew;
};

/* One change, with what is needed to take it back. */
struct draft_change {
    uint32_t item, visit;
    bool put;
    struct crew crew; /* before */
};

struct draft {
    const struct items *items;
    const struct crews *crews;
    struct arena *arena;
    struct vec visits;   /* struct draft_visit; a new one without items stands for nothing */
    int32_t *visit_of;   /* [items]; PROBLEM_NONE: unplanned */
    struct vec *at_site; /* [sites]: visits, uint32_t */
    struct vec *on_day;  /* [days]: visits, uint32_t */
    uint32_t *left;      /* [technicians * days] */
    struct vec journal;  /* struct draft_change, since draft_keep */
};

/* Confirmed visits with their pinned jobs are there from the start. */
void draft_init(struct draft *draft, const struct items *items, const struct crews *crews,
                struct arena *arena);

/* A new visit without items or crew; its number. */
uint32_t draft_visit_new(struct draft *draft, uint32_t site, int32_t day);

/* The same, but an empty one of that place is used again. */
uint32_t draft_visit_at(struct draft *draft, uint32_t site, int32_t day);

/* Puts an unplanned item into a visit, with people; false, and nothing changed, when it can't. */
bool draft_put(struct draft *draft, uint32_t item, uint32_t visit);

/* Puts items into a visit as they are, with the crew given: for visits found right elsewhere. */
void draft_place(struct draft *draft, struct indexes items, uint32_t visit,
                 const struct crew *crew);

void draft_take(struct draft *draft, uint32_t item);

/* Everything since the last draft_keep is kept, or taken back. */
static inline void draft_keep(struct draft *draft)
{
    draft->journal.count = 0;
}
void draft_undo(struct draft *draft);

/* Days, room, apart, alone and after; people are left to draft_put. */
bool draft_allows(const struct draft *draft, uint32_t item, uint32_t visit);

static inline struct draft_visit *draft_visit(const struct draft *draft, uint32_t visit)
{
    return vec_at(&draft->visits, visit);
}

/* What a visit itself adds, without its items: itself and its wait. */
struct levels draft_visit_levels(const struct draft *draft, uint32_t visit);

/* What `item` would add in a visit: its own levels and the change of the visit's. */
struct levels draft_cost(const struct draft *draft, uint32_t item, uint32_t visit);

/* What it would add in a new visit on `day`. */
struct levels draft_cost_new(const struct draft *draft, uint32_t item, int32_t day);

/* The whole plan, pinned jobs included. */
struct levels draft_levels(const struct draft *draft);

#endif
