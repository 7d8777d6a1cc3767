#include "cli/words.h"

#include "engine/base/check.h"
#include "engine/wire/form.h"

/* What somebody typed comes back in the message, but a page of it hides what is said. */
enum { SHOWN_TEXT_BYTES_MAX = 1000 };

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
    struct argument shown[ARGUMENTS_MAX];
    for (uint32_t i = 0; i < ARGUMENTS_MAX; i++) {
        shown[i] = args[i];
        if (args[i].kind == ARGUMENT_TEXT && args[i].text.len > SHOWN_TEXT_BYTES_MAX)
            shown[i].text = form_shown(args[i].text, SHOWN_TEXT_BYTES_MAX, ret->arena);
    }
    template_print(ret, lang, word_text(word, lang), shown);
}
