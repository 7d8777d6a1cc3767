/* engine/vocab/event.h - what can have happened, generated from event.def. */
#ifndef ENGINE_VOCAB_EVENT_H
#define ENGINE_VOCAB_EVENT_H

#include "engine/vocab/field.h"

enum event_kind {
#define EVENT(code, NAME, name, word, fields) EVENT_##NAME = code,
#include "engine/vocab/event.def"
#undef EVENT
};

enum { EVENT_CODE_MAX = 255 };

#define HAS(KIND, name) FIELD_TYPE_##KIND name;
#define HAS_TERM(set, name) struct maybe_u32 name;
#define EVENT(code, NAME, name, word, fields)                                                      \
    struct event_##name {                                                                          \
        fields                                                                                     \
    };
#include "engine/vocab/event.def"
#undef EVENT

struct event {
    enum event_kind kind;
    uint64_t seq;          /* position in the log, from 1 */
    instant_t recorded_at; /* the engine's clock; never decreases along the log */
    struct str by;         /* actor id */
    enum role role;        /* of the actor, then */
    struct str contract;   /* absent: of no contract */
    struct str subject;    /* the job, visit, document … it is about */
    struct str command_id; /* idempotency key of its command, may be absent */
    struct str note;
    struct str on_behalf_of; /* who decided, when somebody else recorded it */
    struct file evidence;    /* the paper that says so */
    union {
#define EVENT(code, NAME, name, word, fields) struct event_##name name;
#include "engine/vocab/event.def"
#undef EVENT
    };
};
#undef HAS
#undef HAS_TERM

struct event_about {
    const char *name; /* "job.opened" */
    struct fields fields;
};

/* NULL when no event has that code. */
const struct event_about *event_about(uint32_t code);

/* Where the fields of its own kind start. */
void *event_body(struct event *event);
const void *event_body_const(const struct event *event);

#endif
