/* replay/diff_priv.h - what the files of the diff share. */
#ifndef REPLAY_DIFF_PRIV_H
#define REPLAY_DIFF_PRIV_H

#include "replay/diff.h"

struct diffing {
    struct arena *arena;
    struct diff *diff; /* its events are read already */
};

/* The events about any of these subjects; absent ones don't count. */
struct seqs diff_events_of(const struct diffing *d, const struct str *subjects, uint32_t count);

void diff_jobs(struct diffing *d);
void diff_documents(struct diffing *d);
void diff_alerts(struct diffing *d);
void diff_visits(struct diffing *d);
void diff_people(struct diffing *d);

#endif
