/* Does everything that people read exist in both languages, and say the same in each? */
#include "tests/harness.h"

#include "cli/label.h"
#include "engine/base/check.h"
#include "engine/vocab/command.h"
#include "engine/vocab/event.h"

struct pair {
    const char *name, *en, *ja;
};

/* Everything with two languages, as it stands in the tables. */
static const struct pair sentences[] = {
#define WORD(name, en, ja) {#name, en, ja},
#include "cli/words.def"
#undef WORD
#define AUDIT_WORD(name, en, ja) {#name, en, ja},
#include "cli/audit_words.def"
#undef AUDIT_WORD
#define SAID(name, kind, en, ja) {#name, en, ja},
#include "cli/said.def"
#undef SAID
#define MESSAGE(name, en, ja) {#name, en, ja},
#include "engine/vocab/message.def"
#undef MESSAGE
#define REFUSAL(name, code, clause, en, ja) {code, en, ja},
#include "engine/vocab/refusal.def"
#undef REFUSAL
};

static const struct pair helps[] = {
#define VERB(name, on, option, command, bare, other, preset, usage, en, ja, example) {name, en, ja},
#include "cli/verb.def"
#undef VERB
#define ENTRY(group, name, function, access, timeless, usage, en, ja, example) {name, en, ja},
#include "cli/menu.def"
#undef ENTRY
#define OPTION(NAME, name, value, en, ja) {name, en, ja},
#include "cli/options.def"
#undef OPTION
#define ERR(name, status, en, ja) {#name, en, ja},
#include "engine/base/err.def"
#undef ERR
};

static const struct pair terms[] = {
#define TERM(constant, name, en, ja) {name, en, ja},
#define SET(set, rows) rows
#include "engine/vocab/term.def"
#undef SET
#undef TERM
#define LABEL(field, en, ja) {field, en, ja},
#include "cli/label.def"
#undef LABEL
};

/* What isn't a word of either language: names of things, formats and systems. */
static const char *const names[] = {
    "J-LIS",       "SHA-256",    "ID",       "YAML", "JSON",  "UTF-8",  "UTC",    "MiB",
    "Ed25519",     "PEM",        "NTP",      "OS",   "tehai", "stderr", "syslog", "signing.key",
    "signing.pub", "SHA256SUMS", "data.mdb", "mdb",  "chmod", "FILE",
};

static const struct {
    const struct pair *rows;
    uint32_t count;
} tables[] = {{sentences, COUNT(sentences)}, {helps, COUNT(helps)}, {terms, COUNT(terms)}};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_japanese(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text >= 0x80) return true;
    return false;
}

static bool has_letters(const char *text)
{
    while (*text != '\0' && !is_letter(*text)) text++;
    return *text != '\0';
}

/* S66, the T10 of an instant. */
static bool is_numbered(struct str word)
{
    uint32_t n;
    return str_to_u32(str_slice(word, 1, word.len), UINT32_MAX, &n);
}

static bool is_name(struct str word)
{
    if (is_numbered(word)) return true;
    for (unsigned i = 0; i < COUNT(names); i++)
        if (str_eq(word, str_of(names[i]))) return true;
    return false;
}

/* Of several rows of one verb the first tells what it is for. */
static bool is_told(const struct pair *row)
{
    for (unsigned i = 0; i < COUNT(helps); i++)
        if (strcmp(helps[i].name, row->name) == 0 && helps[i].ja[0] != '\0') return true;
    return false;
}

static void nothing_is_missing(void **state)
{
    (void)state;
    for (unsigned t = 0; t < COUNT(tables); t++)
        for (uint32_t i = 0; i < tables[t].count; i++) {
            const struct pair *row = &tables[t].rows[i];
            if (row->en[0] == '\0' && row->ja[0] == '\0' && is_told(row)) continue;
            if (row->en[0] == '\0' || row->ja[0] == '\0') fail_msg("%s is empty", row->name);
            if (is_japanese(row->en)) continue; /* a date in an example of English help */
            if (is_japanese(row->ja) || !has_letters(row->ja)) continue;
            /* Without kanji or kana it must be a name. */
            if (strcmp(row->en, row->ja) != 0 && !is_name(str_of(row->ja)))
                fail_msg("%s is not in Japanese: %s", row->name, row->ja);
        }
}

/* Which of {1} to {4} stand in a form, as bits. */
static unsigned arguments_in(const char *form)
{
    unsigned bits = 0;
    for (; *form != '\0'; form++)
        if (form[0] == '{' && form[1] >= '1' && form[1] <= '4' && form[2] == '}')
            bits |= 1U << (form[1] - '1');
    return bits;
}

static void both_languages_say_the_same_facts(void **state)
{
    unsigned wrong = 0;
    (void)state;
    for (unsigned i = 0; i < COUNT(sentences); i++) {
        const struct pair *row = &sentences[i];
        if (arguments_in(row->en) == arguments_in(row->ja)) continue;
        print_error("%s: arguments differ: %s / %s\n", row->name, row->en, row->ja);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

/* The next run of letters that people would read as a word: what stands in `backquotes` is to be
 * typed, and so are options, keys with a colon, file names and commands like job.complete. */
static struct str word_take(struct str *rest)
{
    uint32_t at = 0, end;
    bool quoted = false;
    for (; at < rest->len && (quoted || !is_letter(rest->ptr[at])); at++)
        if (rest->ptr[at] == '`') quoted = !quoted;
    for (end = at; end < rest->len; end++) {
        char c = rest->ptr[end];
        if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '-' && c != '.' && c != '_') break;
    }
    struct str word = str_slice(*rest, at, end);
    bool typed = at > 0 && (rest->ptr[at - 1] == '-' || rest->ptr[at - 1] == '.' ||
                            rest->ptr[at - 1] == '/' || rest->ptr[at - 1] == '{');
    *rest = str_slice(*rest, end, rest->len);
    return typed ? STR("") : word;
}

/* Japanese for people holds no English words. Only what is looked for in files and typed may. */
static void japanese_is_japanese(void **state)
{
    unsigned wrong = 0;
    (void)state;
    for (unsigned i = 0; i < COUNT(sentences); i++) {
        struct str rest = str_of(sentences[i].ja);
        /* Faults of a contract file speak of its keys. */
        if (strncmp(sentences[i].name, "CONTRACT_", 9) == 0) continue;
        while (rest.len > 0) {
            struct str word = word_take(&rest);
            if (word.len < 2 || is_name(word) || str_find(word, '.') < word.len) continue;
            print_error("%s: %.*s in %s\n", sentences[i].name, STR_ARGS(word), sentences[i].ja);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static unsigned unlabelled(const struct fields *fields, const char *of)
{
    unsigned wrong = 0;
    for (uint32_t i = 0; i < fields->count; i++) {
        const char *name = fields->at[i].name;
        if (is_japanese(label_text(name, LANG_JA)) || is_name(str_of(label_text(name, LANG_JA))))
            continue;
        print_error("%s of %s has no label\n", name, of);
        wrong++;
    }
    return wrong;
}

static void every_field_has_a_label(void **state)
{
    unsigned wrong = 0;
    (void)state;
    for (unsigned i = 0; i < COMMAND_COUNT; i++) {
        const struct command_about *about = command_about((enum command_kind)i);
        wrong += unlabelled(&about->fields, about->name);
    }
    for (uint32_t code = 0; code < 256; code++) {
        const struct event_about *about = event_about(code);
        if (about != NULL) wrong += unlabelled(&about->fields, about->name);
    }
    assert_int_equal(wrong, 0);
}

static void what_is_shown_by_show_has_a_label(void **state)
{
    /* The keys of cli/show.c that are no fields of commands or events. */
    static const char *const keys[] = {
        "state", "procedure_decision", "overtime_decision", "decision",
        "held",  "media_checked",      "open_queries",      "permitted"};
    (void)state;
    for (unsigned i = 0; i < COUNT(keys); i++)
        if (!is_japanese(label_text(keys[i], LANG_JA))) fail_msg("%s has no label", keys[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_missing),
        cmocka_unit_test(both_languages_say_the_same_facts),
        cmocka_unit_test(japanese_is_japanese),
        cmocka_unit_test(every_field_has_a_label),
        cmocka_unit_test(what_is_shown_by_show_has_a_label),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
