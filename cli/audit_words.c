#include "cli/audit_words.h"

#include "cli/table.h"
#include "engine/base/check.h"

static const char *const words[][LANG_COUNT] = {
#define AUDIT_WORD(name, en, ja) [SAY_##name] = {en, ja},
#include "cli/audit_words.def"
#undef AUDIT_WORD
};

const char *audit_word_text(enum audit_word word, enum lang lang)
{
    CHECK(word < SAY_COUNT);
    return words[word][lang];
}

struct str audit_sentence(const struct run *run, enum audit_word word,
                          const struct argument args[ARGUMENTS_MAX])
{
    struct text text;
    text_init(&text, run->arena);
    template_print(&text, run->lang, audit_word_text(word, run->lang), args);
    return text_str(&text);
}

int audit_error(struct run *run, int status, const char *code, enum audit_word word,
                const struct argument args[ARGUMENTS_MAX])
{
    return run_error(run, status, code, NULL, "%.*s", STR_ARGS(audit_sentence(run, word, args)));
}

void audit_say(struct run *run, enum audit_word word, const struct argument args[ARGUMENTS_MAX])
{
    struct text clean;
    text_init(&clean, run->arena);
    text_put_clean(&clean, audit_sentence(run, word, args));
    text_put_wrapped(&run->out, text_str(&clean), run->width, 0, 0);
}
