/* engine/wire/value_json.h - the values of a command's JSON, each to its field; private to
 * engine/wire.
 *
 * The form of every value is checked here, and what is wrong with it added to the refusals. */
#ifndef ENGINE_WIRE_VALUE_JSON_H
#define ENGINE_WIRE_VALUE_JSON_H

#include <jansson.h>

#include "engine/base/vec.h"
#include "engine/wire/command_json.h"

/* What reading one line hands down. */
struct reading {
    const struct command_reading *how;
    struct arena *arena;
    struct vec refusals;               /* struct refusal */
    const struct command_about *about; /* NULL until the command is known */
};

/* Does nothing once there are REFUSALS_MAX. */
void reading_refuse(struct reading *r, enum refusal_code code, struct str a, struct str b,
                    struct str c);
bool reading_is_full(const struct reading *r);

/* A text of the line as a refusal shows it. */
struct str reading_shown(struct reading *r, struct str s);

/* Borrowed from the JSON, which must be a string. */
struct str json_str(const json_t *value);

/* A value in words: texts and numbers by themselves, other things by their type. */
struct str json_word(struct reading *r, const json_t *value);

/* A member, NULL when there is none or it is null: null is as good as nothing. */
const json_t *json_given(const json_t *object, const char *key);

/* The fields of a file: name and sha256. */
const struct fields *file_members(void);

/* Reads the member of `object` that `field` names, if it is there, into the struct at `body`. */
void field_read(struct reading *r, const struct field *field, const json_t *object,
                uint32_t number_max, void *body);

#endif
