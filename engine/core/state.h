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
    struct ref supervisor; /* 業務責任者 as last told (6(1)); absent: as in the start papers */
    uint32_t blocking_queries; /* open ones on the whole contract that stop every start */
};

/* One wording of a contract, in force from a day on; the first from its period's start. */
struct version_row {
    uint32_t contract;
    day_t from;
    struct ref text; /* normal form */
};

struct actor_row {
    struct ref id, name, key, organisation;
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
    uint32_t medium; /* of the ledger: the one checked or used last, or NO_ROW */
    enum procedure_state procedure;
    struct ref work_order_ref, procedure_name, procedure_sha256;
    uint32_t procedure_by; /* who submitted it, on behalf or not */
    struct decision_row procedure_decision;
    struct ref procedure_content; /* hash of what was approved (engine/core/content.h) */
    bool procedure_dropped;       /* approved once, changed since, not decided anew */
    instant_t procedure_dropped_at;
    day_t vendor_ready_on;
    enum fault_judgement judgement; /* of the hardware, by the customer (4(3)イ) */
    uint32_t open_queries;
    uint32_t last_pause; /* of state->pauses, newest first, or NO_ROW */

    uint32_t visit;            /* the visit it is proposed, confirmed or done in, or NO_ROW */
    bool joining;              /* proposed to join that visit, which is confirmed without it */
    struct maybe_day standing; /* day of its last proposal that was not declined */
    bool cancelled, completed, reported, accepted;
    enum result result;                 /* when completed */
    instant_t finished_at, reported_at; /* reported_at: the last report, when reported */
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
    uint32_t job;     /* the first it concerns, or NO_ROW: on the contract */
    struct list jobs; /* all that it concerns */
    uint32_t contract;
    uint32_t raised_by; /* who asked, on behalf or not */
    bool blocking;      /* on the contract: stops every start until it is answered */
    bool answered, approved, submitted;
    instant_t raised_at, answered_at, submitted_at;
    struct decision_row decision;      /* approval of the answer */
    struct ref content;                /* hash of what was approved */
    struct ref file_name, file_sha256; /* the register that it was submitted in */
};

/* A removable medium (5(6)ウ). */
struct medium_row {
    struct ref id, kind;
    struct ref reason; /* to whom it was returned, how it was destroyed */
    uint32_t contract;
    enum medium_state state;
    uint32_t custodian; /* an actor, or NOBODY */
    bool stale;         /* written to since its latest check, or never checked */
    enum media_result result;
    struct maybe_instant written_at, checked_at, used_at; /* the latest of each */
};

struct visit_row {
    struct ref id, site;
    uint32_t contract;
    enum visit_state state;
    instant_t start, end;
    bool out_of_hours, permitted;
    bool joined_out_of_hours; /* out_of_hours and end, once what would join it is approved */
    instant_t joined_end;
    struct list jobs;     /* approved, or proposed while the visit is only proposed */
    struct list joining;  /* proposed to join a confirmed visit */
    struct list crew;     /* actors */
    struct list rooms;    /* texts, as pairs at, len */
    struct list admitted; /* actors whom the permit names; none: whoever comes */
    uint32_t conduct;     /* enum conduct as bits: what was confirmed (5(3), 5(5), 5(7)) */
    uint32_t proposed_by;
    uint64_t proposed_seq;
    struct decision_row decision; /* approval of the visit */
    struct ref content;           /* hash of what was approved */
    bool approval_dropped;        /* approved once, changed since, not decided anew */
    instant_t approval_dropped_at;
    enum overtime_state overtime;
    uint32_t overtime_by; /* who asked */
    struct ref overtime_reason, overtime_content;
    bool overtime_dropped;
    instant_t overtime_dropped_at;
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
    bool returned;      /* sent back since it was last submitted */
    bool paper_excused; /* need not come on paper (5(9)) */
    struct ref format;  /* agreed instead of Word or Excel (6(5)) */
    struct ref reason;  /* of the last word on it: why waived, sent back or excused */
};

/* What is recorded besides jobs, visits and papers. */
struct note_row {
    struct ref id;
    uint32_t contract;
    enum note_kind kind;
    day_t day;            /* shown, reported or done on */
    struct ref text;      /* what was shown, is purposed, reported, done */
    struct ref with;      /* SHOWN, EXEMPTION: the others */
    struct ref frequency; /* EXEMPTION: how often; PROGRESS: at which stage */
    enum work_kind work;  /* WORK */
    uint32_t minutes;     /* WORK; 0: not said */
    uint32_t job;         /* or NO_ROW */
    uint32_t by;
    struct decision_row confirmation; /* PROGRESS */
};

struct meeting_row {
    struct ref with;
    uint32_t contract;
    day_t held_on;
    bool customer_present;
    uint32_t shown; /* the note of what the customer was shown before, or NO_ROW */
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
    struct vec jobs, pauses, queries, visits, documents, alerts, media, notes, meetings;
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

static inline const struct medium_row *state_medium(const struct state *state, uint32_t medium)
{
    return vec_at(&state->media, medium);
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
