#include "cli/words.h"

#include "engine/base/check.h"

static const char *const words[][LANG_COUNT] = {
#define WORD(name, en, ja) [WORD_##name] = {en, ja},
#include "cli/words.def"
#undef WORD
};

const char *word_text(enum word word, enum lang lang)
{
    CHECK(word < WORD_COUNT);
    return words[word][lang];
}

void word_print(struct text *ret, enum lang lang, enum word word,
                const struct argument args[ARGUMENTS_MAX])
{
    template_print(ret, lang, word_text(word, lang), args);
}
