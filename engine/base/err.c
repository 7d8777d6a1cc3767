#include "engine/base/err.h"

static const struct {
    int exit;
    const char *text[LANG_COUNT];
} table[] = {
#define ERR(name, exit, en, ja) [ERR_##name] = {exit, {en, ja}},
#include "engine/base/err.def"
#undef ERR
};

const char *err_text(enum err_code code, enum lang lang)
{
    return table[code].text[lang];
}
int err_exit(enum err_code code)
{
    return table[code].exit;
}
