#include "engine/vocab/term.h"

#include "engine/base/check.h"
#include "engine/base/text.h"

uint32_t term_find(const struct term_set *set, struct str text)
{
    uint32_t i = 0;
    while (i < set->count && !str_eq(str_of(set->terms[i].name), text)) i++;
    return i;
}

struct str term_names(struct arena *arena, const struct term_set *set)
{
    struct text text;
    text_init(&text, arena);
    for (uint32_t i = 0; i < set->count; i++)
        text_add(&text, "%s%s", i > 0 ? ", " : "", set->terms[i].name);
    return text_str(&text);
}

#define TERM(constant, name, en, ja) [constant] = {name, {en, ja}},
#define SET(set, rows)                                                                             \
    static const struct term set##_rows[] = {rows};                                                \
    const struct term_set set##_terms = {#set, set##_rows, COUNT(set##_rows)};                     \
                                                                                                   \
    const char *set##_name(enum set value)                                                         \
    {                                                                                              \
        CHECK((uint32_t)value < set##_terms.count);                                                \
        return set##_rows[value].name;                                                             \
    }                                                                                              \
                                                                                                   \
    const char *set##_word(enum set value, enum lang lang)                                         \
    {                                                                                              \
        CHECK((uint32_t)value < set##_terms.count);                                                \
        return set##_rows[value].word[lang];                                                       \
    }                                                                                              \
                                                                                                   \
    bool set##_parse(struct str text, enum set *ret)                                               \
    {                                                                                              \
        uint32_t i = term_find(&set##_terms, text);                                                \
        if (i == set##_terms.count) return false;                                                  \
        *ret = (enum set)i;                                                                        \
        return true;                                                                               \
    }
#include "engine/vocab/term.def"
#undef SET
#undef TERM
