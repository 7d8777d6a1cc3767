/* cli/verb_name.h - the thing that a person means by a name: a job, a class, somebody.
 *
 * Private to the verbs. Which kind of thing it has to be follows from the field it is typed for. */
#ifndef CLI_VERB_NAME_H
#define CLI_VERB_NAME_H

#include "cli/verb_args.h"
#include "cli/words.h"
#include "rules/contract.h"

/* What the meaning of a word may hang on. */
struct value_context {
    struct run *run;
    const struct verb *verb;
    uint32_t contract;              /* that is meant, or NO_ROW */
    const struct contract *wording; /* in force today; NULL without a contract */
    int32_t offset;
};

/* The whole id, or absent after an error was said: exit 5 when there is none such, 2 when it
 * could be several. Names of things still to be made, and fields that hold no names of things, are
 * taken as they are. */
struct str verb_name(const struct value_context *context, const char *field, struct str typed,
                     int *ret_status);

/* Says what is wrong with a value. Always false. */
bool value_trouble(const struct value_context *context, int status, const char *code,
                   enum word word, const struct argument args[ARGUMENTS_MAX], int *ret_status);

#endif
