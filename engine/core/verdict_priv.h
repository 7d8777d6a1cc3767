/* engine/core/verdict_priv.h - the families of verdicts, and the list they are put on. */
#ifndef ENGINE_CORE_VERDICT_PRIV_H
#define ENGINE_CORE_VERDICT_PRIV_H

#include "engine/core/verdict.h"

struct verdict_list {
    const struct state *state;
    const struct plan *plan;
    const struct alerts *alerts;
    struct arena *arena;
    day_t today;
    struct vec rows; /* struct verdict_row */
};

void verdict_put(struct verdict_list *list, struct verdict_row row);

/* Of something not done yet: late once `due` has passed, at risk while an alert stands on
 * `subject` or on `also` (which may be absent), else open. */
enum verdict verdict_pending(const struct verdict_list *list, struct maybe_instant due,
                             struct str subject, struct str also);

/* Of something done: met, or late where it was done after `due`. */
enum verdict verdict_done(instant_t done, struct maybe_instant due);

void verdict_jobs(struct verdict_list *list);   /* verdict_job.c */
void verdict_visits(struct verdict_list *list); /* verdict_visit.c */
void verdict_papers(struct verdict_list *list); /* verdict_paper.c: documents, queries, notes */

#endif
