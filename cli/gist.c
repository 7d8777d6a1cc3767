#include "cli/gist.h"

#include "cli/called.h"
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

/* Classes, sites and papers by what they are called; other ids as they are. */
static struct str id_said(const struct run *run, const struct field *field, struct str id)
{
    if (strcmp(field->name, "class") == 0) return called_class(run, id);
    if (strcmp(field->name, "site") == 0) return called_site(run, id);
    return strcmp(field->name, "kind") == 0 ? called_paper(run, id) : id;
}

static void yaml_put(struct text *ret, enum lang lang, struct str yaml)
{
    word_print(ret, lang, WORD_GIST_BYTES, (struct argument[ARGUMENTS_MAX]){arg_number(yaml.len)});
}

static void value_put(struct text *ret, const struct run *run, const struct field *field,
                      const void *value)
{
    enum lang lang = run->lang;
    switch (field->kind) {
    case FIELD_ID: text_put(ret, id_said(run, field, *(const struct str *)value)); return;
    case FIELD_STR:
    case FIELD_TEXT: text_put(ret, *(const struct str *)value); return;
    case FIELD_YAML: yaml_put(ret, lang, *(const struct str *)value); return;
    case FIELD_DAY: day_word(ret, lang, ((const struct maybe_day *)value)->day); return;
    case FIELD_AT:
        instant_word(ret, lang, ((const struct maybe_instant *)value)->at, run_offset(run));
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

/* Nothing to be read: an empty list is as good as none. */
static bool is_empty(const struct field *field, const void *value)
{
    if (field->kind == FIELD_IDS || field->kind == FIELD_STRS)
        return ((const struct strs *)value)->count == 0;
    return field->kind == FIELD_SPANS && ((const struct day_spans *)value)->count == 0;
}

/* Enough of a hash to tell two apart by eye; `show` has it whole. */
static struct str shortened(struct str hash)
{
    enum { DIGITS_SHOWN = 12 };
    return str_slice(hash, 0, hash.len < DIGITS_SHOWN ? hash.len : DIGITS_SHOWN);
}

static bool is_subject(const struct field *field, const void *value, struct str subject)
{
    return field->kind == FIELD_ID && str_eq(*(const struct str *)value, subject);
}

void gist_put(struct text *ret, const struct run *run, const struct event *event)
{
    enum lang lang = run->lang;
    const struct event_about *about = event_about((uint32_t)event->kind);
    const char *body = event_body_const(event);
    uint32_t before = ret->len;
    CHECK(about != NULL);
    for (uint32_t i = 0; i < about->fields.count; i++) {
        const struct field *field = &about->fields.at[i];
        const void *value = body + field->offset;
        if (!field_is(field, value) || is_subject(field, value, event->subject) ||
            is_empty(field, value))
            continue;
        text_add(ret, "%s%s ", ret->len > before ? "; " : "", label_text(field->name, lang));
        if (strcmp(field->name, "content") == 0)
            text_put(ret, shortened(*(const struct str *)value));
        else
            value_put(ret, run, field, value);
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
