/* engine/core/job.h - what follows from a job's row: its state, what it lacks, its clock. */
#ifndef ENGINE_CORE_JOB_H
#define ENGINE_CORE_JOB_H

#include "engine/core/state.h"
#include "engine/vocab/event.h"
#include "rules/response.h"

/* What stands between a job and the start of its visit: bits. */
enum gate {
    GATE_WORK_ORDER = 1, /* 5(8)ア */
    GATE_QUERY = 2,      /* 5(8)イ, 5(11) */
    GATE_PROCEDURE = 4,  /* 5(8)イ */
    GATE_MEDIA = 8,      /* 5(6)ウ */
    GATE_VENDOR = 16,    /* 4(3)イ */
    GATE_HELD = 32,
};

/* The closed gates of a job under the wording in force. */
uint32_t job_gates(const struct state *state, const struct contract *contract, uint32_t job);

enum job_state job_state_of(const struct state *state, const struct contract *contract,
                            uint32_t job);

/* The first open query that stops the job: on it, else on its whole contract; or NO_ROW. */
uint32_t job_open_query(const struct state *state, uint32_t job);

/* Not cancelled and without a result yet: it still has to be done. */
bool job_is_live(const struct job_row *job);

/* In a visit that is confirmed or under way, and part of what was approved. */
bool job_is_pinned(const struct state *state, const struct job_row *job);

/* Does it change what a visit with the job in it was proposed for? Its name and wish don't. */
bool job_is_recast(const struct event_job_amended *amended);

/* NULL when the wording no longer has its class. */
const struct job_class *job_class_of(const struct state *state, const struct contract *contract,
                                     const struct job_row *job);

/* `contract`, or when that has dropped the job's class the wording it was received under, whose
 * clock and needs it keeps. */
const struct contract *job_wording_of(const struct state *state, const struct contract *contract,
                                      const struct job_row *job);

/* Index of its site in the wording, or CONTRACT_NONE. */
uint32_t job_site_of(const struct state *state, const struct contract *contract,
                     const struct job_row *job);

/* When it must be done: the response clock (4 参考) for an urgent job without an agreed due
 * day, else the end of working time on its due day, or on the period's last day. */
struct job_deadline {
    day_t day;
    instant_t at;
    bool agreed;    /* by a due day, not by the clock */
    bool on_closed; /* the last day is closed and stays so (`as-is`): overtime is needed */
    bool moving;    /* the clock stands still now: a pause is running */
    bool provisional;
};

/* A pause still running counts up to `now`. What the arena lends is given back. */
struct job_deadline job_deadline_of(const struct state *state, const struct contract *contract,
                                    uint32_t job, instant_t now, struct arena *arena);

/* The response clock of a job with its pauses, day by day; of an urgent one, or as if it were. */
struct response job_response(const struct state *state, const struct contract *contract,
                             uint32_t job, instant_t now, struct arena *arena);

#endif
