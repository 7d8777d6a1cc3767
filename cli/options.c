#include "cli/options.h"

#include "engine/base/check.h"

enum option {
#define OPTION(NAME, name, value, en, ja) OPTION_##NAME,
#include "cli/options.def"
#undef OPTION
    OPTION_COUNT
};

static const struct option_about table[] = {
#define OPTION(NAME, name, value, en, ja) [OPTION_##NAME] = {name, value, {en, ja}},
#include "cli/options.def"
#undef OPTION
};

const struct option_about *option_about(uint32_t index)
{
    return index < OPTION_COUNT ? &table[index] : NULL;
}

/* The option that a word is, or OPTION_COUNT: a word of the command's. */
static enum option option_find(struct str name)
{
    uint32_t i = 0;
    if (str_eq(name, STR("-h"))) return OPTION_HELP;
    while (i < OPTION_COUNT && !str_eq(name, str_of(table[i].name))) i++;
    return (enum option)i;
}

static void lang_take(struct options *options, struct str value)
{
    options->lang_given = true;
    options->lang = str_eq(value, STR("ja")) ? LANG_JA : LANG_EN;
    if (options->lang == LANG_JA || str_eq(value, STR("en"))) return;
    options->trouble = STR("--lang");
    options->expected = STR("en, ja");
}

static void option_take(struct options *options, enum option option, struct str value)
{
    switch (option) {
    case OPTION_STORE: options->store = value; return;
    case OPTION_SERVER: options->server = value; return;
    case OPTION_NOW: options->now = value; return;
    case OPTION_AS: options->as = value; return;
    case OPTION_CONTRACT: options->contract = value; return;
    case OPTION_WHAT_IF: options->what_if = value; return;
    case OPTION_LANG: lang_take(options, value); return;
    case OPTION_JSON: options->json = true; return;
    case OPTION_HELP: options->help = true; return;
    case OPTION_VERSION: options->version = true; return;
    case OPTION_COUNT: break;
    }
    CHECK(false);
}

/* Takes the option at word *at; its value may be the word behind it, to which *at then moves. */
static void option_at(struct options *options, enum option option, struct strs words, uint32_t *at)
{
    struct str word = words.at[*at];
    uint32_t equals = str_find(word, '=');
    bool attached = equals < word.len, takes = *table[option].value != '\0';
    struct str value = str_slice(word, equals + 1, word.len);
    if (takes && !attached && *at + 1 < words.count) value = words.at[++*at];
    if (takes == (value.len > 0)) {
        option_take(options, option, value);
        return;
    }
    options->trouble = str_of(table[option].name);
    options->expected = takes ? str_of(table[option].value) : STR_NONE;
}

void options_read(struct strs words, struct arena *arena, struct options *ret)
{
    bool ended = false;
    *ret = (struct options){.words = {ARENA_ARRAY(arena, struct str, words.count + 1), 0}};
    for (uint32_t i = 0; i < words.count; i++) {
        struct str word = words.at[i], name = str_slice(word, 0, str_find(word, '='));
        enum option option = ended ? OPTION_COUNT : option_find(name);
        if (!ended && str_eq(word, STR("--"))) ended = true;
        if (option == OPTION_COUNT)
            ret->words.at[ret->words.count++] = word;
        else
            option_at(ret, option, words, &i);
    }
}
