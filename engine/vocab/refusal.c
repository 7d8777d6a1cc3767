#include "engine/vocab/refusal.h"

#include "engine/base/check.h"

static const struct {
    const char *name, *clause;
    const char *form[LANG_COUNT];
} rows[] = {
#define REFUSAL(NAME, code, clause, en, ja) [REFUSAL_##NAME] = {code, clause, {en, ja}},
#include "engine/vocab/refusal.def"
#undef REFUSAL
};

const char *refusal_name(enum refusal_code code)
{
    CHECK(code < REFUSAL_COUNT);
    return rows[code].name;
}

const char *refusal_clause(enum refusal_code code)
{
    CHECK(code < REFUSAL_COUNT);
    return rows[code].clause;
}

void refusal_print(struct text *ret, enum lang lang, const struct refusal *refusal)
{
    CHECK(refusal->code < REFUSAL_COUNT);
    template_print(ret, lang, rows[refusal->code].form[lang], refusal->args);
}
