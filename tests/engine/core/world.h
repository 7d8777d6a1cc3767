/* tests/engine/core/world.h - states made by applying events, as the log would make them.
 *
 * Texts given as "2021-10-01" and "2021-10-01T10:00" are days and instants at +09:00. */
#ifndef TESTS_ENGINE_CORE_WORLD_H
#define TESTS_ENGINE_CORE_WORLD_H

#include "engine/core/plan.h"
#include "engine/vocab/event.h"

struct world {
    struct arena arena, turn;
    struct state state;
    instant_t clock; /* recorded_at of the events to come */
};

/* A job as it would be opened: what isn't given comes from its class. */
struct opening {
    const char *id, *class, *received;
    const char *site; /* the class's, else card-centre */
    const char *earliest, *target, *due;
    uint32_t minutes, crew;
    bool alone;
    const char *after, *apart, *with, *skill, *follows; /* one each */
};

static inline struct opening opening(const char *id, const char *class, const char *received)
{
    return (struct opening){.id = id, .class = class, .received = received};
}

/* The seed's contract, loaded; `edit` may change its text first: NULL or pairs old, new, NULL. */
void world_init(struct world *world, const char *const *edit);
void world_deinit(struct world *world);

/* A further contract from the seed's text with another id. */
void world_add_contract(struct world *world, const char *id);

/* Sets seq, recorded_at, by and contract (unless given), applies. */
void world_put(struct world *world, struct event event);

void world_at(struct world *world, const char *instant);
uint32_t world_job(struct world *world, struct opening opening); /* the row */

void world_person(struct world *world, const char *id, const char *from, const char *skill,
                  const char *off);
void world_work_order(struct world *world, const char *job);
void world_procedure(struct world *world, const char *job, bool approved);
void world_hold(struct world *world, const char *job, enum hold_reason reason);
void world_release(struct world *world, const char *job);
void world_propose(struct world *world, const struct plan_visit *visit);
void world_propose_at(struct world *world, const char *id, const char *start, const char *end,
                      const char *job, const char *crew, bool out_of_hours);
void world_approve(struct world *world, const char *visit);
void world_permit(struct world *world, const char *visit);
void world_start(struct world *world, const char *visit, const char *person);
void world_complete(struct world *world, const char *job, enum result result);
void world_cancel(struct world *world, const char *job);
void world_document(struct world *world, const char *id, const char *kind, const char *due);

/* The plan at an instant, in the world's turn arena. */
struct plan world_plan(struct world *world, const char *instant);
struct plan world_plan_at(struct world *world, instant_t now);

uint32_t world_row(const struct world *world, const char *job);

day_t day_at(const char *text);
instant_t instant_at(const char *text);
const char *day_said(day_t day);        /* valid until the next call */
const char *instant_said(instant_t at); /* the same */

#endif
