#include "cli/verb_args.h"

#include "cli/words.h"
#include "engine/base/check.h"
#include "rules/contract_fault.h"

enum { POSITIONS_MAX = 8 };

/* Where bare words go. */
struct positions {
    struct str names[POSITIONS_MAX];
    uint32_t count, next;
};

static bool usage(struct run *run, enum word word, struct str a, struct str b)
{
    struct text message;
    text_init(&message, run->arena);
    word_print(&message, run->lang, word, (struct argument[ARGUMENTS_MAX]){arg_str(a), arg_str(b)});
    (void)run_error(run, EXIT_USAGE, "usage", NULL, "%s", message.ptr);
    return false;
}

static bool ends_with(struct str s, struct str tail)
{
    return s.len >= tail.len && str_eq(str_slice(s, s.len - tail.len, s.len), tail);
}

static struct positions positions_of(const struct verb *verb, struct verb_args *args)
{
    static const struct str dots = {"…", 3};
    struct positions positions = {.count = 0};
    struct str rest = str_of(verb->words);
    while (rest.len > 0) {
        uint32_t blank = str_find(rest, ' ');
        struct str name = str_slice(rest, 0, blank);
        if (ends_with(name, dots)) {
            name.len -= dots.len;
            args->repeated = verb->words;
        }
        CHECK(positions.count < POSITIONS_MAX);
        positions.names[positions.count++] = name;
        rest = str_slice(rest, blank + 1, rest.len);
    }
    return positions;
}

static bool is_list(const struct field *field)
{
    return field->kind == FIELD_IDS || field->kind == FIELD_STRS || field->kind == FIELD_SPANS;
}

static struct given *given_of(struct run *run, struct verb_args *args, const struct field *field)
{
    for (uint32_t i = 0; i < args->given.count; i++) {
        struct given *given = vec_at(&args->given, i);
        if (given->field == field) return given;
    }
    struct given *given = vec_push(&args->given, run->arena);
    *given = (struct given){field, vec_of(sizeof(struct str))};
    return given;
}

/* The last one given counts, but lists gather. */
static void give(struct run *run, struct verb_args *args, const struct field *field,
                 struct str value)
{
    struct given *given = given_of(run, args, field);
    if (!is_list(field)) given->values.count = 0;
    *(struct str *)vec_push(&given->values, run->arena) = value;
}

static const struct field *field_named(const struct verb *verb, struct str name)
{
    const struct fields *fields = &command_about(verb->kind)->fields;
    for (uint32_t i = 0; i < fields->count; i++)
        if (str_eq(str_of(fields->at[i].name), name)) return &fields->at[i];
    CHECK(false); /* a field that verb.def names and command.def doesn't have */
    return NULL;
}

static struct strs option_names(struct run *run, const struct verb *verb)
{
    const struct fields *fields = &command_about(verb->kind)->fields;
    struct strs names = {ARENA_ARRAY(run->arena, struct str, fields->count), fields->count};
    for (uint32_t i = 0; i < fields->count; i++) {
        struct text name;
        text_init(&name, run->arena);
        text_put(&name, STR("--"));
        for (const char *p = fields->at[i].name; *p != '\0'; p++)
            text_putc(&name, *p == '_' ? '-' : *p);
        names.at[i] = text_str(&name);
    }
    return names;
}

/* The nearest option there is, or all of them. */
static bool unknown_option(struct run *run, const struct verb *verb, struct str option)
{
    struct strs names = option_names(run, verb);
    struct str nearest = name_nearest(option, names);
    struct text all;
    if (str_is(nearest)) return usage(run, WORD_VERB_OPTION_NEAREST, option, nearest);
    text_init(&all, run->arena);
    for (uint32_t i = 0; i < names.count; i++)
        text_add(&all, "%s%.*s", i > 0 ? ", " : "", STR_ARGS(names.at[i]));
    return usage(run, WORD_VERB_OPTION, option, text_str(&all));
}

/* "--alone", "--no-alone": the value of a yes or no, or absent when it isn't written so. */
static const struct field *option_field(const struct verb *verb, struct str name, struct str *value)
{
    const struct field *field = verb_field(verb, name);
    if (field != NULL && field->kind == FIELD_BOOL) *value = STR("true");
    if (field != NULL || !str_starts(name, STR("no-"))) return field;
    field = verb_field(verb, str_slice(name, 3, name.len));
    if (field == NULL || field->kind != FIELD_BOOL) return NULL;
    *value = STR("false");
    return field;
}

/* The option at words.at[*at], whose value may be the word behind it. */
static bool option_read(struct run *run, const struct verb *verb, struct strs words, uint32_t *at,
                        struct verb_args *args)
{
    struct str word = words.at[*at], value = STR_NONE;
    uint32_t equals = str_find(word, '=');
    struct str name = str_slice(word, 2, equals);
    const struct field *field = option_field(verb, name, &value);
    if (field == NULL) return unknown_option(run, verb, str_slice(word, 0, equals));
    if (equals < word.len)
        value = str_slice(word, equals + 1, word.len);
    else if (field->kind != FIELD_BOOL && *at + 1 < words.count)
        value = words.at[++*at];
    if (!str_is(value)) return usage(run, WORD_VERB_VALUE, word, STR_NONE);
    give(run, args, field, value);
    return true;
}

static bool bare_read(struct run *run, const struct verb *verb, struct str word,
                      struct positions *positions, struct verb_args *args)
{
    if (args->repeated != NULL) {
        *(struct str *)vec_push(&args->subjects, run->arena) = word;
        return true;
    }
    if (positions->next < positions->count) {
        give(run, args, field_named(verb, positions->names[positions->next++]), word);
        return true;
    }
    const struct field *last =
        positions->count > 0 ? field_named(verb, positions->names[positions->count - 1]) : NULL;
    if (last == NULL || !is_list(last)) return usage(run, WORD_VERB_TOO_MANY, word, STR_NONE);
    give(run, args, last, word);
    return true;
}

/* "received_at=now" where nothing was said of it. */
static void presets_give(struct run *run, const struct verb *verb, struct verb_args *args)
{
    struct str rest = str_of(verb->presets);
    while (rest.len > 0) {
        uint32_t blank = str_find(rest, ' ');
        struct str pair = str_slice(rest, 0, blank);
        uint32_t equals = str_find(pair, '=');
        const struct field *field = field_named(verb, str_slice(pair, 0, equals));
        if (given_of(run, args, field)->values.count == 0)
            give(run, args, field, str_slice(pair, equals + 1, pair.len));
        rest = str_slice(rest, blank + 1, rest.len);
    }
}

bool verb_args_switch(struct strs words, const char *option)
{
    for (uint32_t i = 0; i < words.count; i++)
        if (str_eq(words.at[i], str_of(option))) return true;
    return false;
}

bool verb_args_read(struct run *run, const struct verb *verb, struct strs words,
                    struct verb_args *ret)
{
    bool bare_only = false;
    *ret = (struct verb_args){.given = vec_of(sizeof(struct given)),
                              .subjects = vec_of(sizeof(struct str))};
    struct positions positions = positions_of(verb, ret);
    for (uint32_t i = 0; i < words.count; i++) {
        struct str word = words.at[i];
        if (!bare_only && str_eq(word, STR("--")))
            bare_only = true;
        else if (!bare_only && *verb->option != '\0' && str_eq(word, str_of(verb->option)))
            continue;
        else if (!bare_only && str_starts(word, STR("--"))) {
            if (!option_read(run, verb, words, &i, ret)) return false;
        } else if (!bare_read(run, verb, word, &positions, ret))
            return false;
    }
    presets_give(run, verb, ret);
    return true;
}
