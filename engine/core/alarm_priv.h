/* engine/core/alarm_priv.h - the families of alerts, and the list they are put on. */
#ifndef ENGINE_CORE_ALARM_PRIV_H
#define ENGINE_CORE_ALARM_PRIV_H

#include "engine/core/alarm.h"

struct alarm_list {
    const struct state *state;
    const struct plan *plan;
    struct arena *arena;
    day_t today;
    struct vec rows;           /* struct alert */
    const struct plan *before; /* as of the last event, made when somebody asks */
};

/* Adds an alert: its id, its `at` (never later than now) and whether it is acknowledged come
 * from here. `scope` goes before the subject in the id where that alone could be meant twice. */
void alarm_put(struct alarm_list *list, const struct alert *alert, struct str scope);

/* Midnight at the start of a day, in the contract's offset. */
instant_t alarm_midnight(const struct plan *plan, day_t day);

/* Where nothing recorded says since when: the last event made it so. */
instant_t alarm_last_event(const struct alarm_list *list);

void alarm_jobs(struct alarm_list *list);      /* alarm_job.c: deadlines, people */
void alarm_visits(struct alarm_list *list);    /* alarm_visit.c: prerequisites */
void alarm_approvals(struct alarm_list *list); /* alarm_approval.c: what changed since */
void alarm_documents(struct alarm_list *list); /* alarm_paper.c */
void alarm_counts(struct alarm_list *list);    /* alarm_paper.c */
void alarm_calendar(struct alarm_list *list);  /* alarm_paper.c */
void alarm_ready(struct alarm_list *list);     /* alarm_ready.c: people for urgent work */

/* When a job's alerts begin by the passing of time alone. */
struct risk_instants alarm_job_instants(const struct state *state, const struct plan *plan,
                                        uint32_t job, const struct job_deadline *deadline);

#endif
