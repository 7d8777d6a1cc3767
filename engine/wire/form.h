/* engine/wire/form.h - the form that texts in a command must have, and how refusals say so;
 * private to engine/wire.
 *
 * Knows nothing of JSON: it judges text that is well-formed UTF-8 already. */
#ifndef ENGINE_WIRE_FORM_H
#define ENGINE_WIRE_FORM_H

#include "engine/vocab/field.h"

enum { SHA256_DIGITS = 64 };

/* Length and characters of a text of kind ID, STR, TEXT or YAML. A name has no blanks and no
 * invisible characters, because people copy it, and no commas, because lists are typed with
 * them; one line has no line ends; text may have those and tabs. Empty is fine but for ID. */
bool form_is_sound(enum field_kind kind, struct str s);

/* 64 hex digits, made lower-case in the arena. */
bool form_sha256(struct str s, struct arena *arena, struct str *ret);

/* "2021-10-05" or "2021-10-05..2021-10-08", not backwards. */
bool form_span(struct str s, struct day_span *ret);

/* A value as a refusal shows it: at most `bytes_max` bytes and "…", cut between characters,
 * with control characters replaced. */
struct str form_shown(struct str s, uint32_t bytes_max, struct arena *arena);

/* What a field takes: "a day like 2021-10-15". */
struct str form_wanted(const struct field *field, uint32_t number_max, enum lang lang,
                       struct arena *arena);

#endif
