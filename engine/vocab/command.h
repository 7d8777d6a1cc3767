/* engine/vocab/command.h - what somebody can want, generated from command.def. */
#ifndef ENGINE_VOCAB_COMMAND_H
#define ENGINE_VOCAB_COMMAND_H

#include "engine/vocab/field.h"

enum command_kind {
#define COMMAND(NAME, name, word, who, flags, about, fields) COMMAND_##NAME,
#include "engine/vocab/command.def"
#undef COMMAND
    COMMAND_COUNT
};

#define NEED(KIND, name) FIELD_TYPE_##KIND name;
#define MAY(KIND, name) FIELD_TYPE_##KIND name;
#define NEED_TERM(set, name) struct maybe_u32 name;
#define MAY_TERM(set, name) struct maybe_u32 name;
#define COMMAND(NAME, name, word, who, flags, about, fields)                                       \
    struct command_##name {                                                                        \
        fields                                                                                     \
    };
#include "engine/vocab/command.def"
#undef COMMAND

struct command {
    enum command_kind kind;
    struct str by;           /* actor id */
    struct str id;           /* idempotency key, may be absent */
    struct maybe_u32 expect; /* log position it was decided upon */
    struct str contract;     /* needed once a store holds several */
    struct str note;
    struct str on_behalf_of; /* the actor who decided, on paper */
    struct file evidence;    /* that paper */
    union {
#define COMMAND(NAME, name, word, who, flags, about, fields) struct command_##name name;
#include "engine/vocab/command.def"
#undef COMMAND
    };
};
#undef NEED
#undef MAY
#undef NEED_TERM
#undef MAY_TERM

enum { COMMAND_IN_PERIOD = 1 };

struct command_about {
    const char *name;     /* "job.open" */
    const char *about;    /* one sentence for the help */
    uint32_t roles;       /* bit 1 << enum role: who may */
    uint32_t flags;       /* COMMAND_IN_PERIOD */
    struct fields fields; /* offsets from the start of struct command_… */
};

const struct command_about *command_about(enum command_kind kind);
bool command_parse(struct str name, enum command_kind *ret);

/* The fields that every command may carry, but for "cmd"; offsets in struct command. */
const struct fields *command_envelope(void);

/* Where the fields of its own kind start. */
void *command_body(struct command *command);

#endif
