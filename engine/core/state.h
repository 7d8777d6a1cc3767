/* engine/core/state.h - everything the log has said so far, folded into rows.
 *
 * Rows hold numbers, never pointers: indexes of other rows, `struct ref` into one pool of
 * texts, `struct list` into one pool of numbers. So a snapshot is the rows themselves
 * (engine/core/image.h), and two states are equal when their bytes are. Only apply changes a
 * state; everything else reads it. Rows are never taken away; a row's index is its name
 * inside the program, its `id` outside. */
#ifndef ENGINE_CORE_STATE_H
#define ENGINE_CORE_STATE_H

#include "engine/base/instant.h"
#include "engine/base/vec.h"
#include "engine/core/names.h"
#include "engine/vocab/term.h"
#include "rules/contract.h"

enum { NOBODY = UINT32_MAX, NO_ROW = UINT32_MAX };

struct list {
    uint32_t at, count; /* in state->numbers */
};

struct contract_row {
    struct ref id;
    bool handed_over;
};

/* One wording of a contract, in force from a day on; the first from its period's start. */
struct version_row {
    uint32_t contract;
    day_t from;
    struct ref text; /* normal form */
};

struct actor_row {
    struct ref id, name, key;
    enum role role;
    uint32_t last_entry; /* of state->roster, latest recorded first, or NO_ROW */
};

/* A technician's entry as it stands from a day on, until their next one. */
struct roster_row {
    uint32_t actor, before; /* before: the one recorded before this, or NO_ROW */
    day_t from;
    bool removed; /* from that day no longer on the roster */
    struct ref name, depot;
    struct list skills; /* of state->skills */
    struct list off;    /* pairs of day numbers, both included, as uint32_t of int32_t */
};

/* Who decided a thing, and how it is known. */
struct decision_row {
    uint32_t by;        /* actor who recorded it, NOBODY: nothing decided */
    uint32_t on_behalf; /* actor who decided on paper, or NOBODY */
    uint64_t seq;       /* of the event */
    instant_t at;       /* when it was recorded */
};

struct job_row {
    struct ref id, class, site, reference, title; /* class and site as the contract names them */
    uint32_t contract;
    uint32_t opened_by;
    uint64_t opened_seq;
    instant_t received_at;
    struct maybe_day earliest, target, due; /* as resolved when opened or amended; routine jobs */
    uint32_t minutes, crew;
    bool alone;
    struct list skills;             /* of state->skills */
    struct list apart, after, with; /* jobs */
    uint32_t follows;               /* the failed job this one goes on with, or NO_ROW */
    uint32_t followed_by;           /* or NO_ROW */

    bool work_order, held, vendor_arranged, vendor_replaced, media_checked;
    enum hold_reason hold_reason;
    enum media_result media_result; /* of the latest check, when media_checked */
    instant_t media_checked_at;
    enum procedure_state procedure;
    struct ref work_order_ref, procedure_name, procedure_sha256;
    uint32_t procedure_by; /* who submitted it, on behalf or not */
    struct decision_row procedure_decision;
    day_t vendor_ready_on;
    uint32_t open_queries;
    uint32_t last_pause; /* of state->pauses, newest first, or NO_ROW */

    uint32_t visit;            /* the visit it is proposed, confirmed or done in, or NO_ROW */
    bool joining;              /* proposed to join that visit, which is confirmed without it */
    struct maybe_day standing; /* day of its last proposal that was not declined */
    bool cancelled, completed, reported, accepted;
    enum result result; /* when completed */
    instant_t finished_at;
};

struct pause_row {
    uint32_t job, before; /* before: the job's earlier pause, or NO_ROW */
    instant_t from;
    struct maybe_instant to;
    enum hold_reason reason;
    uint32_t by;
};

struct query_row {
    struct ref id, text, answer;
    uint32_t job; /* or NO_ROW: on the contract */
    uint32_t contract;
    bool answered;
};

struct visit_row {
    struct ref id, site;
    uint32_t contract;
    enum visit_state state;
    instant_t start, end;
    bool out_of_hours, permitted;
    bool joined_out_of_hours; /* out_of_hours and end, once what would join it is approved */
    instant_t joined_end;
    struct list jobs;    /* approved, or proposed while the visit is only proposed */
    struct list joining; /* proposed to join a confirmed visit */
    struct list crew;    /* actors */
    struct list rooms;   /* texts, as pairs at, len */
    uint32_t proposed_by;
    uint64_t proposed_seq;
    struct decision_row decision; /* approval of the visit */
    enum overtime_state overtime;
    uint32_t overtime_by; /* who asked */
    struct decision_row overtime_decision;
    instant_t started_at, finished_at;
};

struct document_row {
    struct ref id, kind, period, cause; /* cause: the job, meeting … that made it owed */
    uint32_t contract;
    day_t due;
    instant_t owed_at;         /* when it was recorded as owed */
    enum document_state state; /* OWED, SUBMITTED, ACCEPTED or WAIVED; LATE is a matter of now */
    struct ref file_name, file_sha256;
    day_t submitted_on;
};

/* What was recorded of an alert; whether it stands is a matter of now (engine/core/alarm.h). */
struct alert_row {
    struct ref id;
    uint32_t contract;
    enum alert_state state;
    enum severity severity; /* when raised or acknowledged */
    instant_t at;
};

struct state {
    struct arena *arena;
    uint64_t head;             /* events applied */
    instant_t last_recorded;   /* of the last event */
    bool open;                 /* made with `init --open`: unknown actors register themselves */
    struct vec texts, numbers; /* char, uint32_t */
    struct names names;        /* ids of all kinds */
    struct vec contracts, versions;   /* struct …_row */
    const struct contract **wordings; /* [versions.count]: versions, as read */
    uint32_t wordings_cap;
    struct vec actors, roster, skills; /* skills: struct ref */
    struct vec jobs, pauses, queries, visits, documents, alerts;
};

/* An empty state; everything it will hold comes from `arena`, which must outlive it. */
void state_init(struct state *state, struct arena *arena);

/* Borrowed until the next apply; absent for an absent ref. */
struct str state_text(const struct state *state, struct ref ref);
const uint32_t *state_list(const struct state *state, struct list list);

/* The row of that id, or NO_ROW. */
uint32_t state_find(const struct state *state, enum name_kind kind, struct str id);

static inline const struct job_row *state_job(const struct state *state, uint32_t job)
{
    return vec_at(&state->jobs, job);
}

static inline const struct visit_row *state_visit(const struct state *state, uint32_t visit)
{
    return vec_at(&state->visits, visit);
}

static inline const struct actor_row *state_actor(const struct state *state, uint32_t actor)
{
    return vec_at(&state->actors, actor);
}

/* The wording in force on a day: the latest from then or before, else the first. */
const struct contract *state_contract(const struct state *state, uint32_t contract, day_t day);

/* The roster entry of a technician in force on a day, or NULL: not on the roster then. */
const struct roster_row *state_roster(const struct state *state, uint32_t actor, day_t day);

/* On the roster and not off that day (5(6)イ). */
bool state_is_available(const struct state *state, uint32_t actor, day_t day);

/* "J-8": the first free name of a kind, at or after the number of its rows plus one. */
struct str state_free_name(const struct state *state, enum name_kind kind, struct arena *arena);

#endif
