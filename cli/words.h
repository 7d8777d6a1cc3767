/* cli/words.h - the words of the interface in both languages, from words.def.
 *
 * Headings and sentences that only people read. What programs read (codes, names in JSON) has
 * one language and stands in the vocab tables; so do the words of states and roles. */
#ifndef CLI_WORDS_H
#define CLI_WORDS_H

#include "engine/vocab/message.h"

enum word {
#define WORD(name, en, ja) WORD_##name,
#include "cli/words.def"
#undef WORD
    WORD_COUNT
};

/* As it stands in the table. */
const char *word_text(enum word word, enum lang lang);

/* With {1} to {4} replaced. */
void word_print(struct text *ret, enum lang lang, enum word word,
                const struct argument args[ARGUMENTS_MAX]);

#endif
