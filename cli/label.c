#include "cli/label.h"

#include <string.h>

#include "engine/base/check.h"

static const struct {
    const char *field;
    const char *label[LANG_COUNT];
} labels[] = {
#define LABEL(field, en, ja) {field, {en, ja}},
#include "cli/label.def"
#undef LABEL
};

const char *label_text(const char *field, enum lang lang)
{
    for (unsigned i = 0; i < COUNT(labels); i++)
        if (strcmp(labels[i].field, field) == 0) return labels[i].label[lang];
    return field;
}

const char *label_typed(const char *field, enum lang lang)
{
    return lang == LANG_JA ? label_text(field, lang) : field;
}
