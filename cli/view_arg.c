#include "cli/view_arg.h"

#include "cli/when.h"
#include "cli/words.h"
#include "engine/base/check.h"

static bool usage(struct run *run, enum word word, struct str what, struct str value)
{
    struct text text;
    text_init(&text, run->arena);
    enum word examples = word == WORD_USAGE_INSTANT ? WORD_WHEN_INSTANT : WORD_WHEN_DAY;
    struct argument args[ARGUMENTS_MAX] = {arg_str(what), arg_str(value),
                                           arg_text(word_text(examples, run->lang))};
    word_print(&text, run->lang, word, args);
    (void)run_error(run, EXIT_USAGE, "usage", NULL, "%.*s", STR_ARGS(text_str(&text)));
    return false;
}

static const struct view_arg *find(const struct view_args *args, struct str name)
{
    for (uint32_t i = 0; i < args->count; i++)
        if (str_eq(str_of(args->at[i].name), name)) return &args->at[i];
    return NULL;
}

static struct str names_of(const struct view_args *args, struct arena *arena)
{
    struct text text;
    text_init(&text, arena);
    for (uint32_t i = 0; i < args->count; i++)
        text_add(&text, "%s%s", i > 0 ? ", " : "", args->at[i].name);
    return text_str(&text);
}

/* Writes the value where the option wants it; false when it isn't one. */
static bool value_read(const struct run *run, const struct view_arg *arg, struct str value)
{
    int32_t offset = run_offset(run);
    day_t today = instant_day(run->now, offset);
    bool begins = strcmp(arg->name, "--from") == 0; /* 10月上旬 from its first day to its last */
    struct when_span span;
    switch (arg->kind) {
    case VIEW_FLAG: return false;
    case VIEW_TEXT: *arg->text = value; return value.len > 0;
    case VIEW_DAY:
        if (!when_span(value, today, &span)) return false;
        *arg->day = (struct maybe_day){true, begins ? span.from : span.to};
        return begins || strcmp(arg->name, "--to") == 0 || day_eq(span.from, span.to);
    case VIEW_INSTANT:
        return arg->instant->is = when_instant(value, run->now, offset, &arg->instant->at);
    case VIEW_NUMBER: return str_to_u32(value, HORIZON_DAYS_MAX, arg->number);
    }
    CHECK(false);
    return false;
}

static enum word wanted(enum view_arg_kind kind)
{
    switch (kind) {
    case VIEW_FLAG: return WORD_USAGE_NO_VALUE;
    case VIEW_TEXT: return WORD_USAGE_VALUE;
    case VIEW_DAY: return WORD_USAGE_DAY;
    case VIEW_INSTANT: return WORD_USAGE_INSTANT;
    case VIEW_NUMBER: return WORD_USAGE_NUMBER;
    }
    CHECK(false);
    return WORD_USAGE_VALUE;
}

/* The option at word *at, which moves on to its value when that is a word of its own. */
static bool option_read(struct run *run, const struct view_args *args, uint32_t *at)
{
    struct str word = run->words.at[*at];
    uint32_t equals = str_find(word, '=');
    struct str name = str_slice(word, 0, equals);
    const struct view_arg *arg = find(args, name);
    if (arg == NULL)
        return usage(run, args->count > 0 ? WORD_USAGE_UNKNOWN : WORD_USAGE_TAKES_NONE, name,
                     names_of(args, run->arena));

    bool has_value = equals < word.len;
    if (arg->kind == VIEW_FLAG) {
        *arg->flag = true;
        return has_value ? usage(run, wanted(arg->kind), name, STR("")) : true;
    }
    struct str value = str_slice(word, equals + 1, word.len);
    if (!has_value && *at + 1 < run->words.count) {
        value = run->words.at[++*at];
        has_value = true;
    }
    return (has_value && value_read(run, arg, value)) || usage(run, wanted(arg->kind), name, value);
}

bool view_args_read(struct run *run, const struct view_args *args, struct str *ret_subjects,
                    uint32_t *ret_count)
{
    uint32_t subjects = 0;
    for (uint32_t i = args->skip; i < run->words.count; i++) {
        struct str word = run->words.at[i];
        if (word.len > 1 && word.ptr[0] == '-') {
            if (!option_read(run, args, &i)) return false;
            continue;
        }
        if (subjects == args->subjects_max) return usage(run, WORD_USAGE_TOO_MANY, word, STR(""));
        ret_subjects[subjects++] = word;
    }
    if (ret_count != NULL) *ret_count = subjects;
    return true;
}
