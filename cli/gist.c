#include "cli/gist.h"

#include "cli/label.h"
#include "cli/words.h"
#include "engine/base/check.h"

static void strs_put(struct text *ret, const struct strs *strs)
{
    for (uint32_t i = 0; i < strs->count; i++)
        text_add(ret, "%s%.*s", i > 0 ? ", " : "", STR_ARGS(strs->at[i]));
}

static void spans_put(struct text *ret, const struct day_spans *spans)
{
    char from[DAY_TEXT_BYTES], to[DAY_TEXT_BYTES];
    for (uint32_t i = 0; i < spans->count; i++) {
        day_print(spans->at[i].from, from);
        day_print(spans->at[i].to, to);
        text_add(ret, "%s%s..%s", i > 0 ? ", " : "", from, to);
    }
}

static void value_put(struct text *ret, const struct field *field, const void *value,
                      enum lang lang, int32_t offset)
{
    switch (field->kind) {
    case FIELD_ID:
    case FIELD_STR:
    case FIELD_TEXT: text_put(ret, *(const struct str *)value); return;
    case FIELD_YAML:
        text_add(ret, "(%u bytes)", (unsigned)((const struct str *)value)->len);
        return;
    case FIELD_DAY: day_word(ret, lang, ((const struct maybe_day *)value)->day); return;
    case FIELD_AT:
        instant_word(ret, lang, ((const struct maybe_instant *)value)->at, offset);
        return;
    case FIELD_NUM: text_add(ret, "%u", (unsigned)((const struct maybe_u32 *)value)->n); return;
    case FIELD_BOOL:
        text_put(ret, str_of(word_text(((const struct maybe_bool *)value)->on ? WORD_YES : WORD_NO,
                                       lang)));
        return;
    case FIELD_IDS:
    case FIELD_STRS: strs_put(ret, value); return;
    case FIELD_SPANS: spans_put(ret, value); return;
    case FIELD_FILE: text_put(ret, ((const struct file *)value)->name); return;
    case FIELD_TERM:
        text_put(ret, str_of(field->terms->terms[((const struct maybe_u32 *)value)->n].word[lang]));
        return;
    }
    CHECK(false);
}

static bool is_subject(const struct field *field, const void *value, struct str subject)
{
    return field->kind == FIELD_ID && str_eq(*(const struct str *)value, subject);
}

void gist_put(struct text *ret, const struct event *event, enum lang lang, int32_t offset)
{
    const struct event_about *about = event_about((uint32_t)event->kind);
    const char *body = event_body_const(event);
    uint32_t before = ret->len;
    CHECK(about != NULL);
    for (uint32_t i = 0; i < about->fields.count; i++) {
        const struct field *field = &about->fields.at[i];
        const void *value = body + field->offset;
        if (!field_is(field, value) || is_subject(field, value, event->subject)) continue;
        text_add(ret, "%s%s ", ret->len > before ? "; " : "", label_text(field->name, lang));
        value_put(ret, field, value, lang, offset);
    }
    if (str_is(event->note)) {
        if (ret->len > before) text_put(ret, STR("; "));
        text_add(ret, "%s %.*s", word_text(WORD_NOTE, lang), STR_ARGS(event->note));
    }
    if (!str_is(event->on_behalf_of)) return;
    text_put(ret, STR(" "));
    word_print(ret, lang, WORD_ON_PAPER,
               (struct argument[ARGUMENTS_MAX]){arg_str(event->on_behalf_of),
                                                arg_str(event->evidence.name)});
}
