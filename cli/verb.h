/* cli/verb.h - the everyday verbs: what a coordinator types, as one command each.
 *
 * A verb only writes the line that `apply` would take, with its abbreviations filled in, and
 * sends it through the same door. So nothing can be done by a verb that a line couldn't. */
#ifndef CLI_VERB_H
#define CLI_VERB_H

#include "cli/run.h"
#include "engine/vocab/command.h"

/* What the first word of a verb has to be for a row to fit. */
enum verb_on {
    ON_ANYTHING,
    ON_JOB,
    ON_REPORTED, /* a job whose report waits for acceptance */
    ON_VISIT,
    ON_PROPOSED, /* a visit that waits for approval */
    ON_OVERTIME, /* a visit whose overtime waits for approval */
    ON_DOCUMENT,
    ON_QUERY,
};

struct verb {
    const char *name;
    enum verb_on on;
    const char *option; /* "--replaced": the row is only for this switch; "" else */
    enum command_kind kind;
    const char *words;   /* fields that bare words go to: "job reason"; "job…" repeats */
    const char *others;  /* further names of options: "with=technicians" */
    const char *presets; /* "received_at=now": typed so when nobody says otherwise */
    const char *usage;
    const char *about[LANG_COUNT];
    const char *example;
};

/* Rows of verb.def in order; NULL past the last. */
const struct verb *verb_at(uint32_t index);

/* The first row of that name, which has the words for the help; NULL when there is none. */
const struct verb *verb_named(const char *name);

/* Runs the verb that run->words begin with. */
int verb_command(struct run *run);

/* The field of the command that an option names: by one of the verb's own names, by its full
 * name with - for _, or by its beginning when no other begins so. NULL: none, or several. */
const struct field *verb_field(const struct verb *verb, struct str option);

/* Sends one line through the door and says what became of it. `line` is a JSON object of a
 * command, `chosen` the actor who was taken because nobody was named (absent: somebody was). */
int verb_send(struct run *run, struct str line, struct str chosen);

#endif
