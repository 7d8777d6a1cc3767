/* cli/verb_value.h - what a person typed for a field, as the value that a command takes.
 *
 * Private to the verbs. Ids may be abbreviated, dates said in words, files are read and hashed.
 * A value that can't be understood is said to the person, never guessed. */
#ifndef CLI_VERB_VALUE_H
#define CLI_VERB_VALUE_H

#include "cli/verb_name.h"
#include "engine/wire/json.h"

/* Writes the member. False after an error was said, with *ret_status the exit. */
bool verb_value_put(const struct value_context *context, struct json *json,
                    const struct given *given, int *ret_status);

#endif
