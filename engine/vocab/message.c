#include "engine/vocab/message.h"

#include "engine/base/check.h"

static const char *const forms[][LANG_COUNT] = {
#define MESSAGE(name, en, ja) [MESSAGE_##name] = {en, ja},
#include "engine/vocab/message.def"
#undef MESSAGE
};

void day_word(struct text *ret, enum lang lang, day_t day)
{
    static const char *const en[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const ja[] = {"日", "月", "火", "水", "木", "金", "土"};
    struct ymd d = day_ymd(day);
    if (lang == LANG_JA)
        text_add(ret, "%d年%d月%d日(%s)", d.year, d.month, d.day, ja[day_weekday(day)]);
    else
        text_add(ret, "%04d-%02d-%02d (%s)", d.year, d.month, d.day, en[day_weekday(day)]);
}

void instant_word(struct text *ret, enum lang lang, instant_t at, int32_t offset)
{
    minute_t minute = instant_minute(at, offset);
    day_word(ret, lang, instant_day(at, offset));
    text_add(ret, " %02d:%02d", minute / 60, minute % 60);
}

static void terms_print(struct text *ret, enum lang lang, const struct term_set *terms,
                        uint32_t bits)
{
    static const char *const between[LANG_COUNT] = {", ", "、"};
    CHECK(terms->count <= 32 && (terms->count == 32 || bits >> terms->count == 0));
    bool any = false;
    for (uint32_t i = 0; i < terms->count; i++) {
        if (!(bits >> i & 1)) continue;
        text_add(ret, "%s%s", any ? between[lang] : "", terms->terms[i].word[lang]);
        any = true;
    }
}

static void argument_print(struct text *ret, enum lang lang, const struct argument *arg)
{
    switch (arg->kind) {
    case ARGUMENT_NONE: return;
    case ARGUMENT_TEXT: text_put(ret, arg->text); return;
    case ARGUMENT_NUMBER: text_add(ret, "%lld", (long long)arg->number); return;
    case ARGUMENT_DAY: day_word(ret, lang, arg->day); return;
    case ARGUMENT_INSTANT: instant_word(ret, lang, arg->at, arg->offset); return;
    case ARGUMENT_TERM:
        CHECK(arg->value < arg->terms->count);
        text_put(ret, str_of(arg->terms->terms[arg->value].word[lang]));
        return;
    case ARGUMENT_TERMS: terms_print(ret, lang, arg->terms, arg->value); return;
    }
    CHECK(false);
}

static bool is_slot(const char *p)
{
    return p[0] == '{' && p[1] >= '1' && p[1] <= '0' + ARGUMENTS_MAX && p[2] == '}';
}

void template_print(struct text *ret, enum lang lang, const char *form,
                    const struct argument args[ARGUMENTS_MAX])
{
    for (const char *p = form; *p != '\0'; p++) {
        if (is_slot(p)) {
            argument_print(ret, lang, &args[p[1] - '1']);
            p += 2;
        } else {
            text_putc(ret, *p);
        }
    }
}

void message_print(struct text *ret, enum lang lang, const struct message *message)
{
    CHECK(message->id < MESSAGE_COUNT);
    template_print(ret, lang, forms[message->id][lang], message->args);
}
