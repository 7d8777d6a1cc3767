/* engine/wire/command_json.h - one JSON object to a command; the door for everything that
 * comes in.
 *
 * Everything that the tables of vocab say about form is checked here, and every fault is named at
 * once: first that it is no JSON object, then an unknown command, unknown fields, missing
 * fields, bad values, each in the order of the line or of the table. What the contract says
 * of a well-formed command is decided elsewhere. Never reads the state, a clock or a file. */
#ifndef ENGINE_WIRE_COMMAND_JSON_H
#define ENGINE_WIRE_COMMAND_JSON_H

#include "engine/base/bytes.h"
#include "engine/vocab/command.h"
#include "engine/vocab/refusal.h"

enum {
    NUMBER_MAX = 1000000, /* the greatest number in a command, but for `expect` */
    SHOWN_BYTES_MAX = 40, /* of a wrong value, in a refusal */
};

struct command_reading {
    int32_t offset;        /* the contract's, for instants that name none: minutes east of UTC */
    bool backfill;         /* whether the line may say its own "now" */
    struct str default_by; /* the actor when the line names none; absent: it must */
    enum lang lang;        /* of the words in refusals: "a day like 2021-10-15" */
};

struct parsed_command {
    bool ok;                  /* no refusals: `command` is whole */
    struct command command;   /* otherwise only what was sound */
    struct maybe_instant now; /* the line's own clock, when it may have one */
    struct refusals refusals; /* at most REFUSALS_MAX */
};

/* *ret owns nothing: all of it lives in the arena, but for how->default_by, and nothing is
 * borrowed from `line`. */
void command_read(struct str line, const struct command_reading *how, struct arena *arena,
                  struct parsed_command *ret);

/* The bytes of what a command says: its name, by, contract, on_behalf_of, evidence, note and
 * every field, but not `id` and `expect`, which say how it is to be taken. Equal content is
 * equal bytes. */
struct bytes command_canonical(const struct command *command, struct arena *arena);

#endif
