/* engine/vocab/refusal.h - the contract says no: plain data, with the clause it rests on. */
#ifndef ENGINE_VOCAB_REFUSAL_H
#define ENGINE_VOCAB_REFUSAL_H

#include "engine/vocab/message.h"

enum refusal_code {
#define REFUSAL(NAME, code, clause, en, ja) REFUSAL_##NAME,
#include "engine/vocab/refusal.def"
#undef REFUSAL
    REFUSAL_COUNT
};

struct refusal {
    enum refusal_code code;
    struct argument args[ARGUMENTS_MAX]; /* for its sentence; texts are borrowed */
};

/* Every reason at once, in the order found; the first is the answer's error. */
struct refusals {
    const struct refusal *at;
    uint32_t count;
};

const char *refusal_name(enum refusal_code code);   /* "no-work-order" */
const char *refusal_clause(enum refusal_code code); /* "5(8)ア"; "" when none */
void refusal_print(struct text *ret, enum lang lang, const struct refusal *refusal);

#endif
