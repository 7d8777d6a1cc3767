/* engine/vocab/term.h - the closed word lists of term.def as enums with their names.
 *
 * For every SET(role, …): `enum role`, `role_name` (in JSON and commands), `role_word` (for
 * people) and `role_parse`. Values from outside are checked once, by role_parse or
 * role_is; the other functions take them as sound. */
#ifndef ENGINE_VOCAB_TERM_H
#define ENGINE_VOCAB_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/lang.h"
#include "engine/base/str.h"

#define TERM(constant, name, en, ja) constant,
#define SET(set, rows) enum set { rows };
#include "engine/vocab/term.def"
#undef SET
#undef TERM

/* One row of a list; `word` by language. */
struct term {
    const char *name;
    const char *word[LANG_COUNT];
};

struct term_set {
    const char *name;
    const struct term *terms;
    uint32_t count;
};

#define SET(set, rows)                                                                             \
    extern const struct term_set set##_terms;                                                      \
    const char *set##_name(enum set value);                                                        \
    const char *set##_word(enum set value, enum lang lang);                                        \
    bool set##_parse(struct str text, enum set *ret);
#include "engine/vocab/term.def"
#undef SET

/* The position of `text` in a set, or the set's count. */
uint32_t term_find(const struct term_set *set, struct str text);

/* "calendar, working": what would be accepted, for messages. */
struct str term_names(struct arena *arena, const struct term_set *set);

#endif
