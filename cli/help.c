/* help: what can be typed, taught by the tables themselves; and the manual page's commands. */
#include "cli/entries.h"
#include "cli/options.h"
#include "cli/request.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "cli/words.h"
#include "engine/base/check.h"
#include "engine/wire/json.h"

static const char *group_title(enum menu_group group, enum lang lang)
{
    switch (group) {
    case GROUP_START: return word_text(WORD_GROUP_START, lang);
    case GROUP_READ: return word_text(WORD_GROUP_READ, lang);
    case GROUP_ACT: return word_text(WORD_GROUP_ACT, lang);
    case GROUP_RECORD: return word_text(WORD_GROUP_RECORD, lang);
    case GROUP_COUNT: break;
    }
    CHECK(false);
    return "";
}

static void paragraph(struct run *run, const char *text)
{
    text_put_wrapped(&run->out, str_of(text), run->width, 0, 0);
}

/* Sentences end with a full stop in the tables; a list reads better without. */
static struct str first_sentence(const char *text)
{
    struct str s = str_of(text);
    for (uint32_t i = 0; i + 1 < s.len; i++)
        if (s.ptr[i] == '.' && s.ptr[i + 1] == ' ') return str_slice(s, 0, i);
    return s.len > 0 && s.ptr[s.len - 1] == '.' ? str_slice(s, 0, s.len - 1) : s;
}

static void group_put(struct run *run, enum menu_group group)
{
    struct menu_row row;
    struct table table;
    text_putc(&run->out, '\n');
    text_put_marked(&run->out, run->colour, MARK_STRONG, str_of(group_title(group, run->lang)));
    text_putc(&run->out, '\n');
    table_init(&table, run->arena, run->width, run->colour);
    table_column(&table, COLUMN_LEFT, "");
    table_column(&table, COLUMN_REST, "");
    for (uint32_t i = 0; menu_row_at(i, &row); i++) {
        if (row.group != group) continue;
        table_cell(&table, text_format(run->arena, "  %s", row.name));
        table_cell(&table, first_sentence(row.about[run->lang]));
    }
    table_print(&table, &run->out);
}

static void options_put(struct run *run)
{
    struct table table;
    text_putc(&run->out, '\n');
    text_put_marked(&run->out, run->colour, MARK_STRONG,
                    str_of(word_text(WORD_HELP_OPTIONS, run->lang)));
    text_putc(&run->out, '\n');
    table_init(&table, run->arena, run->width, run->colour);
    table_column(&table, COLUMN_LEFT, "");
    table_column(&table, COLUMN_REST, "");
    for (uint32_t i = 0; option_about(i) != NULL; i++) {
        const struct option_about *about = option_about(i);
        table_cell(&table, text_format(run->arena, "  %s %s", about->name, about->value));
        table_cell(&table, str_of(about->about[run->lang]));
    }
    table_print(&table, &run->out);
}

static void overview(struct run *run)
{
    paragraph(run, word_text(WORD_HELP_ABOUT, run->lang));
    for (uint32_t group = 0; group < GROUP_COUNT; group++) group_put(run, (enum menu_group)group);
    options_put(run);
    text_putc(&run->out, '\n');
    paragraph(run, word_text(WORD_HELP_EXITS, run->lang));
    text_putc(&run->out, '\n');
    paragraph(run, word_text(WORD_HELP_FIRST, run->lang));
}

static const char *kind_word(const struct field *field, struct arena *arena)
{
    switch (field->kind) {
    case FIELD_ID: return "ID";
    case FIELD_STR:
    case FIELD_TEXT: return "TEXT";
    case FIELD_YAML:
    case FIELD_FILE: return "FILE";
    case FIELD_DAY: return "DATE";
    case FIELD_AT: return "TIME";
    case FIELD_NUM: return "N";
    case FIELD_BOOL: return "";
    case FIELD_IDS: return "ID,ID";
    case FIELD_STRS: return "TEXT…";
    case FIELD_SPANS: return "FROM..TO";
    case FIELD_TERM: {
        struct text text;
        text_init(&text, arena);
        for (uint32_t i = 0; i < field->terms->count; i++)
            text_add(&text, "%s%s", i > 0 ? "|" : "", field->terms->terms[i].name);
        return text.ptr;
    }
    }
    CHECK(false);
    return "";
}

static struct str option_name(struct arena *arena, const char *field)
{
    struct text text;
    text_init(&text, arena);
    text_put(&text, STR("--"));
    for (const char *p = field; *p != '\0'; p++) text_putc(&text, *p == '_' ? '-' : *p);
    return text_str(&text);
}

/* Every field of the commands that a verb becomes, once. */
static void fields_put(struct run *run, struct text *ret, const struct verb *first)
{
    struct text seen; /* "--job --reason ", to leave the second out */
    text_init(&seen, run->arena);
    for (uint32_t v = 0; verb_at(v) != NULL; v++) {
        if (strcmp(verb_at(v)->name, first->name) != 0) continue;
        const struct fields *fields = &command_about(verb_at(v)->kind)->fields;
        for (uint32_t i = 0; i < fields->count; i++) {
            struct str name = option_name(run->arena, fields->at[i].name);
            struct str key = text_format(run->arena, "%.*s ", STR_ARGS(name));
            if (strstr(seen.ptr, key.ptr) != NULL) continue;
            text_put(&seen, key);
            text_add(ret, "  %.*s %s\n", STR_ARGS(name), kind_word(&fields->at[i], run->arena));
        }
    }
    text_put(ret, STR("  --by-paper ACTOR --evidence FILE\n  --note TEXT  --id KEY  --expect N\n"));
}

/* The commands of the rows of one name, each once. */
static void commands_put(struct run *run, const struct verb *first)
{
    struct text names;
    text_init(&names, run->arena);
    for (uint32_t i = 0; verb_at(i) != NULL; i++) {
        const char *name = command_about(verb_at(i)->kind)->name;
        if (strcmp(verb_at(i)->name, first->name) != 0 || strstr(names.ptr, name) != NULL) continue;
        text_add(&names, "%s%s", names.len > 0 ? ", " : "", name);
    }
    text_add(&run->out, "%s %s\n", word_text(WORD_HELP_COMMAND, run->lang), names.ptr);
}

/* {"command":…,"usage":…,"about":…,"example":…}, for programs that offer help of their own. */
static void row_object(struct run *run, struct json *json, const struct menu_row *row)
{
    json_open_object(json, NULL);
    json_put_text(json, "command", row->name);
    json_put_text(json, "usage", row->usage);
    json_put_text(json, "about", row->about[run->json_lang]);
    json_put_text(json, "example", row->example);
    json_close_object(json);
}

static void row_lines(struct run *run, const struct menu_row *row)
{
    text_add(&run->out, "tehai %s %s\n", row->name, row->usage);
    text_spaces(&run->out, 4);
    text_put_wrapped(&run->out, str_of(row->about[run->lang]), run->width, 4, 4);
}

bool help_family(struct run *run, struct str word)
{
    struct menu_row row;
    bool any = false;
    struct str beginning = text_format(run->arena, "%.*s ", STR_ARGS(word));
    struct text text;
    text_init(&text, run->arena);
    struct json json = json_to(&text);
    json_open_array(&json, NULL);
    for (uint32_t i = 0; menu_row_at(i, &row); i++) {
        if (!str_starts(str_of(row.name), beginning)) continue;
        row_object(run, &json, &row);
        if (!run->json) row_lines(run, &row);
        any = true;
    }
    json_close_array(&json);
    if (any && run->json) text_add(&run->out, "%s\n", text.ptr);
    return any;
}

void help_row(struct run *run, const struct menu_row *row)
{
    const struct verb *verb = verb_named(row->name);
    struct text usage;
    if (run->json) {
        struct json json = json_to(&run->out);
        row_object(run, &json, row);
        text_putc(&run->out, '\n');
        return;
    }
    text_init(&usage, run->arena);
    text_add(&usage, "tehai %s %s", row->name, row->usage);
    text_put_marked(&run->out, run->colour, MARK_STRONG, text_str(&usage));
    text_put(&run->out, STR("\n\n"));
    paragraph(run, row->about[run->lang]);
    if (*row->example != '\0') text_add(&run->out, "\n  %s\n", row->example);
    if (verb == NULL) {
        text_putc(&run->out, '\n');
        (void)help_family(run, str_of(row->name));
        return;
    }
    text_putc(&run->out, '\n');
    paragraph(run, word_text(WORD_HELP_FIELDS, run->lang));
    fields_put(run, &run->out, verb);
    text_putc(&run->out, '\n');
    commands_put(run, verb);
}

/* A letter that scdoc(5) would take for markup. */
static void scdoc_put(struct text *ret, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        if (strchr("*_\\<>[]#~|", *p) != NULL) text_putc(ret, '\\');
        text_putc(ret, *p);
    }
}

/* The page's lists of commands and options, so that it can't say otherwise than the program. */
static void manual_put(struct run *run)
{
    struct menu_row row;
    for (uint32_t i = 0; menu_row_at(i, &row); i++) {
        text_add(&run->out, "*%s* ", row.name);
        scdoc_put(&run->out, row.usage);
        text_put(&run->out, STR("\n\t"));
        scdoc_put(&run->out, row.about[LANG_EN]);
        text_put(&run->out, STR("\n\n"));
    }
    text_put(&run->out, STR("# OPTIONS\n\n"));
    for (uint32_t i = 0; option_about(i) != NULL; i++) {
        text_add(&run->out, "*%s* ", option_about(i)->name);
        scdoc_put(&run->out, option_about(i)->value);
        text_put(&run->out, STR("\n\t"));
        scdoc_put(&run->out, option_about(i)->about[LANG_EN]);
        text_put(&run->out, STR("\n\n"));
    }
}

/* Names alone, for completion in a shell. */
static void names_put(struct run *run)
{
    struct menu_row row;
    struct json json = json_to(&run->out);
    if (run->json) json_open_array(&json, NULL);
    for (uint32_t i = 0; menu_row_at(i, &row); i++) {
        if (run->json)
            json_put_text(&json, NULL, row.name);
        else
            text_add(&run->out, "%s\n", row.name);
    }
    if (!run->json) return;
    json_close_array(&json);
    text_putc(&run->out, '\n');
}

int help_command(struct run *run)
{
    struct menu_row row;
    struct strs words = {run->words.at + 1, run->words.count > 0 ? run->words.count - 1 : 0};
    if (words.count == 0 && !run->json) {
        overview(run);
        return EXIT_DONE;
    }
    if (words.count == 0 || str_eq(words.at[0], STR("--names"))) {
        names_put(run);
        return EXIT_DONE;
    }
    if (str_eq(words.at[0], STR("--scdoc"))) {
        manual_put(run);
        return EXIT_DONE;
    }
    if (menu_find(words, &row)) {
        help_row(run, &row);
        return EXIT_DONE;
    }
    if (help_family(run, words.at[0])) return EXIT_DONE;
    run->words = words;
    return request_unknown(run);
}
