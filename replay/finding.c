#include "replay/finding.h"

#include "engine/base/check.h"

static const char *const names[] = {
#define FINDING(name, code, en, ja) [FINDING_##name] = code,
#include "replay/finding.def"
#undef FINDING
};

static const char *const words[][LANG_COUNT] = {
#define FINDING(name, code, en, ja) [FINDING_##name] = {en, ja},
#include "replay/finding.def"
#undef FINDING
};

const char *finding_name(enum finding_kind kind)
{
    CHECK(kind < FINDING_COUNT);
    return names[kind];
}

void finding_print(struct text *ret, enum lang lang, const struct finding *finding)
{
    CHECK(finding->kind < FINDING_COUNT);
    template_print(ret, lang, words[finding->kind][lang], finding->args);
}
