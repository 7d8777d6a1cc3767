/* rules/window.h - a job's own window: not before, hoped for by, due by.
 *
 * What the job says stands above what its class says. A routine job that neither gives a due
 * day is due on the last day of the period (clause 2): nothing is forgotten past the end. An
 * urgent job without a day of its own is due by the response clock (rules/response.h). */
#ifndef RULES_WINDOW_H
#define RULES_WINDOW_H

#include "rules/contract.h"

enum due_source {
    DUE_OF_JOB,      /* given with the job: an agreed date */
    DUE_OF_CLASS,    /* the contract's date for the class */
    DUE_OF_PERIOD,   /* the last day of the period */
    DUE_OF_RESPONSE, /* the response clock's last day; window.due is absent */
};

/* What the job itself says; each may be absent. */
struct window_override {
    struct maybe_day earliest, target, due;
};

struct window {
    struct maybe_day earliest; /* hard; absent: any day */
    struct maybe_day target;   /* soft */
    struct maybe_day due;      /* hard, end of working time that day; absent: the response clock */
    enum due_source due_source;
};

/* A target that comes from the class is brought into the window that the job's own days
 * leave; one that the job gives is kept as given, for window_is_empty to judge. */
struct window window_of(const struct contract *contract, uint32_t job_class,
                        const struct window_override *override);

/* window-empty: earliest after due, or the target outside of the two. */
bool window_is_empty(const struct window *window);

/* outside-period: any of its days lies before or after the contract's period. */
bool window_is_outside_period(const struct contract *contract, const struct window *window);

/* does-not-fit-a-day: could `minutes` of work and the site's overhead ever fit a day? */
bool window_fits_a_day(const struct contract *contract, uint32_t site, uint32_t minutes);

/* The last day to which a job received on `received` may be kept waiting for company, whatever
 * its due: absent unless it is a routine notice or instruction that names neither target nor
 * due day. merge.routine_months; clause 4's example has a notice of late September done in
 * October, and not with the next visit that happens to come by in January. */
struct maybe_day window_kept_until(const struct contract *contract, uint32_t job_class,
                                   const struct window_override *own, day_t received);

#endif
