/* cli/audit_words.h - the words of replay, diff, audit and doctor in both languages. */
#ifndef CLI_AUDIT_WORDS_H
#define CLI_AUDIT_WORDS_H

#include "cli/run.h"
#include "engine/vocab/message.h"

enum audit_word {
#define AUDIT_WORD(name, en, ja) SAY_##name,
#include "cli/audit_words.def"
#undef AUDIT_WORD
    SAY_COUNT
};

/* As it stands in the table. */
const char *audit_word_text(enum audit_word word, enum lang lang);

/* With {1} to {4} replaced, in the request's arena. */
struct str audit_sentence(const struct run *run, enum audit_word word,
                          const struct argument args[ARGUMENTS_MAX]);

/* The same, as an error (run_error) or as a paragraph of the answer. */
int audit_error(struct run *run, int status, const char *code, enum audit_word word,
                const struct argument args[ARGUMENTS_MAX]);
void audit_say(struct run *run, enum audit_word word, const struct argument args[ARGUMENTS_MAX]);

/* For sentences without arguments. */
#define NO_ARGUMENTS ((const struct argument[ARGUMENTS_MAX]){{0}})

#endif
