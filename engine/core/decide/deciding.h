/* engine/core/decide/deciding.h - what the families of decide share: the command at hand, who
 * asks it, and the events or refusals that come of it. Private to decide. */
#ifndef ENGINE_CORE_DECIDE_DECIDING_H
#define ENGINE_CORE_DECIDE_DECIDING_H

#include "engine/core/decide.h"
#include "engine/core/job.h"

struct deciding {
    const struct state *state;
    const struct command *command;
    instant_t now;
    struct arena *arena;
    struct decision *ret;

    struct str by;      /* who records it */
    uint32_t decider;   /* who decides: the same, or the one it is recorded on behalf of */
    enum role role;     /* of the decider: whether they may */
    enum role recorder; /* of who records it: what the log says */
    struct str on_behalf_of;
    uint32_t contract;              /* NO_ROW: of no contract */
    const struct contract *wording; /* in force today; NULL without a contract */
    int32_t offset;
    day_t today;
    uint32_t made[NAME_MEDIUM + 1]; /* things named by this command so far, by kind */
};

/* One function for each command kind; COMMAND_X is decided by decide_x. */
#define COMMAND(NAME, name, word, who, flags, about, fields) void decide_##name(struct deciding *d);
#include "engine/vocab/command.def"
#undef COMMAND

/* Adds a reason; at most REFUSALS_MAX are kept. Unused arguments are (struct argument){0}. */
void refuse(struct deciding *d, enum refusal_code code, struct argument a, struct argument b,
            struct argument c);
#define NO_ARG ((struct argument){0})

/* The value of a field can't be used; `accepted` says what would be. */
void refuse_value(struct deciding *d, const char *field, struct str value,
                  enum acceptable accepted);

static inline bool is_refused(const struct deciding *d)
{
    return d->ret->refusals.count > 0;
}

/* A new event with its envelope filled in, to be completed at once: it moves with the next. */
struct event *emit(struct deciding *d, enum event_kind kind, struct str subject);

/* The thing of that name, or NO_ROW after the refusal was added. */
uint32_t job_named(struct deciding *d, struct str id);
uint32_t visit_named(struct deciding *d, struct str id);
uint32_t document_named(struct deciding *d, struct str id);

/* The actor of that name; in an open store "role:name" also finds `name` with that role. NO_ROW
 * without a refusal. */
uint32_t actor_named(const struct deciding *d, struct str id);

/* The name asked for when it is free (else refused), or the next free one. */
struct str name_for(struct deciding *d, enum name_kind kind, struct str asked);

/* No free text of the command holds an Individual Number (5(6)ア); a refusal for each that does. */
void check_free_text(struct deciding *d);

/* A day that has come, `day` when given, else today; refused when it is still to come. */
struct maybe_day day_given(struct deciding *d, const char *field, struct maybe_day day);

/* The actors of a list, each on the roster and at work that day, as their ids (5(6)イ). */
struct strs crew_named(struct deciding *d, struct strs ids, day_t day);

/* The same for people who need not be named: absent when nobody is. */
static inline struct strs people_given(struct deciding *d, struct strs ids, day_t day)
{
    return ids.count > 0 ? crew_named(d, ids, day) : (struct strs){0};
}

/* `at` when given, else now; refused when it lies in the future. */
struct maybe_instant instant_given(struct deciding *d, const char *field, struct maybe_instant at);

/* own-request: whoever asked can't decide, nor can another of their organisation where both are
 * known. False after the refusal. */
bool may_decide(struct deciding *d, uint32_t asked_by);

/* content-changed: who decides saw something else than what waits. False after the refusal. An
 * absent `seen` asks nothing. */
bool content_is(struct deciding *d, struct str subject, struct str seen, struct str waits);

/* The approval of a job's procedure, of a visit or of its overtime no longer stands, for what it
 * was given for has changed. */
void emit_drop(struct deciding *d, enum approved_thing what, uint32_t row, struct str reason);

/* "card-centre, kikusui": what a site could be. */
struct str site_names(const struct deciding *d);

struct argument arg_at(const struct deciding *d, instant_t at);
struct str id_of_job(const struct deciding *d, uint32_t job);
struct str id_of_visit(const struct deciding *d, uint32_t visit);

struct strs ids_of_jobs(const struct deciding *d, struct list jobs);

/* The job stops its clock from now on. */
void emit_hold(struct deciding *d, struct str job, enum hold_reason reason);

/* What was proposed no longer stands, and why. */
void emit_withdrawal(struct deciding *d, uint32_t visit, struct str reason);

/* Nothing more belongs to a job that was cancelled. */
void check_not_cancelled(struct deciding *d, uint32_t job);

/* A query is on a contract that the command is about; else NO_ROW after the refusal. */
uint32_t query_named(struct deciding *d, struct str id);

/* Everything wrong with starting or proposing work on a closed gate, job by job. */
void refuse_gates(struct deciding *d, uint32_t job);

/* Owed from now on: a document of that kind of the contract, due on a day. */
void owe_document(struct deciding *d, struct str kind, struct str period, day_t due,
                  struct str cause);

/* 作業体制図 and 従事者通知書, once handed in, are owed anew when the people change (5(6)イ, 6(2)).
 */
void owe_again(struct deciding *d, day_t from, struct str cause);

/* A `calendar` class opens its job by itself; not to be done before `from`. */
void open_calendar_job(struct deciding *d, const struct contract *wording,
                       const struct job_class *class, day_t from);

/* What a new wording may not drop while it is in use; and what follows from it once it is taken. */
void check_amendment(struct deciding *d, const struct contract *wording);
void follow_amendment(struct deciding *d, const struct contract *wording, day_t from);

/* The first rule of the contract owed in that way, or CONTRACT_NONE. */
uint32_t document_rule_of(const struct contract *wording, enum owed owed);

#endif
