/* replay/diff.h - what changed between two positions: jobs, visits, people, alerts, documents,
 * and by which events.
 *
 * Both sides are the state and its plan at their own clock, so time alone can change a thing
 * without any event: a document that came to be late, a plan that moved because a day went by. A
 * planned visit keeps its name while its set of jobs is the same; with another set of jobs it is
 * another visit. Only what differs is told. */
#ifndef REPLAY_DIFF_H
#define REPLAY_DIFF_H

#include "engine/core/alarm.h"
#include "engine/vocab/event.h"
#include "replay/position.h"

/* One side; without the contract (not loaded yet) it holds nothing. */
struct diff_side {
    struct position position;
    const struct state *state;
    uint32_t contract; /* its row, or NO_ROW */
    struct plan plan;
    struct alerts alerts;
};

struct job_face {
    bool is;
    enum job_state state;
    struct str visit; /* planned in or done in; absent: none */
    instant_t deadline;
};

struct visit_face {
    bool is;
    enum visit_state state;
    struct str site;
    instant_t start, end;
    struct strs crew, jobs;
};

struct alert_face {
    bool is;
    enum alert_state state;
    enum severity severity;
};

struct document_face {
    bool is;
    enum document_state state;
    day_t due;
};

/* The visits of one person, as they follow each other. */
struct person_face {
    struct strs visits;
    const instant_t *starts; /* [visits.count] */
};

/* What differs in one thing; `events` of the span are those about it. Of a job and of a visit
 * these are also the events of the visits and jobs that it belongs with on either side. */
struct job_change {
    struct str id;
    struct job_face before, after;
    struct seqs events;
};

struct visit_change {
    struct str id;
    struct visit_face before, after;
    struct seqs events;
};

struct person_change {
    struct str id;
    struct person_face before, after;
    struct seqs events;
};

struct alert_change {
    struct str id;
    struct alert_face before, after;
    struct seqs events;
};

struct document_change {
    struct str id;
    struct document_face before, after;
    struct seqs events;
};

struct diff_event {
    uint64_t seq;
    enum event_kind kind;
    struct str subject;
};

struct diff {
    const struct diff_side *from, *to;
    const struct diff_event *events;
    const struct job_change *jobs;
    const struct visit_change *visits;
    const struct person_change *people;
    const struct alert_change *alerts;
    const struct document_change *documents;
    uint32_t event_count, job_count, visit_count, person_count, alert_count, document_count;
};

/* The side of a contract, by its id, over a state that lives on. */
void diff_look(const struct state *state, struct position position, struct str contract,
               struct arena *arena, struct diff_side *ret);

/* From the earlier to the later; from->position.seq <= to->position.seq. All in the arena,
 * texts borrowed from the states. */
MUST_USE err_t diff_make(struct log *log, const struct diff_side *from, const struct diff_side *to,
                         struct arena *arena, struct diff *ret);

#endif
