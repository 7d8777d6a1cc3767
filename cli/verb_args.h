/* cli/verb_args.h - the words behind a verb, sorted to the fields of its command.
 *
 * Private to the verbs. Values are still as typed; cli/verb_value.h makes them what they mean. */
#ifndef CLI_VERB_ARGS_H
#define CLI_VERB_ARGS_H

#include "cli/verb.h"

struct given {
    const struct field *field;
    struct vec values; /* struct str, at least one */
};

struct verb_args {
    struct vec given;     /* struct given, in the order typed, then the presets */
    struct vec subjects;  /* struct str: of a verb that takes several, each its own command */
    const char *repeated; /* the field that they are for, or NULL */
};

/* `words`: those behind the name. False after wrong usage was said. */
bool verb_args_read(struct run *run, const struct verb *verb, struct strs words,
                    struct verb_args *ret);

/* Whether the words hold the switch that a row asks for. */
bool verb_args_switch(struct strs words, const char *option);

#endif
