/* engine/vocab/message.h - sentences with typed arguments, put into words at the very end.
 *
 * The core speaks in messages, never in strings: what they say is decided there, in which
 * language is decided where they are shown. A message borrows its arguments' texts. */
#ifndef ENGINE_VOCAB_MESSAGE_H
#define ENGINE_VOCAB_MESSAGE_H

#include "engine/base/instant.h"
#include "engine/base/lang.h"
#include "engine/base/text.h"
#include "engine/vocab/term.h"

enum message_id {
#define MESSAGE(name, en, ja) MESSAGE_##name,
#include "engine/vocab/message.def"
#undef MESSAGE
    MESSAGE_COUNT
};

enum argument_kind {
    ARGUMENT_NONE,
    ARGUMENT_TEXT,
    ARGUMENT_NUMBER,
    ARGUMENT_DAY,
    ARGUMENT_INSTANT,
    ARGUMENT_TERM,
    ARGUMENT_TERMS,
};

struct argument {
    enum argument_kind kind;
    int32_t offset; /* ARGUMENT_INSTANT: minutes east of UTC to show it at */
    union {
        struct str text;
        int64_t number;
        day_t day;
        instant_t at;
        struct {
            const struct term_set *terms;
            uint32_t value;
        };
    };
};

enum { ARGUMENTS_MAX = 4 };

struct message {
    enum message_id id;
    struct argument args[ARGUMENTS_MAX];
};

static inline struct argument arg_str(struct str text)
{
    return (struct argument){.kind = ARGUMENT_TEXT, .text = text};
}

static inline struct argument arg_text(const char *text)
{
    return arg_str(str_of(text));
}

static inline struct argument arg_number(int64_t number)
{
    return (struct argument){.kind = ARGUMENT_NUMBER, .number = number};
}

static inline struct argument arg_day(day_t day)
{
    return (struct argument){.kind = ARGUMENT_DAY, .day = day};
}

static inline struct argument arg_instant(instant_t at, int32_t offset)
{
    return (struct argument){.kind = ARGUMENT_INSTANT, .offset = offset, .at = at};
}

/* A word of a closed list, in the reader's language: arg_term(&role_terms, ROLE_ADMIN). */
static inline struct argument arg_term(const struct term_set *terms, uint32_t value)
{
    return (struct argument){.kind = ARGUMENT_TERM, .terms = terms, .value = value};
}

/* Several words of a list, bit i for its i-th: "work order, entry permission". */
static inline struct argument arg_terms(const struct term_set *terms, uint32_t bits)
{
    return (struct argument){.kind = ARGUMENT_TERMS, .terms = terms, .value = bits};
}

/* Writes `form` with {1}..{4} replaced: days as 2021-10-15 (Fri) or 2021年10月15日(金). */
void template_print(struct text *ret, enum lang lang, const char *form,
                    const struct argument args[ARGUMENTS_MAX]);

void message_print(struct text *ret, enum lang lang, const struct message *message);

void day_word(struct text *ret, enum lang lang, day_t day);
void instant_word(struct text *ret, enum lang lang, instant_t at, int32_t offset);

#endif
