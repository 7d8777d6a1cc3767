#include "engine/base/check.h"
#include "rules/contract_read.h"
#include "rules/contract_value.h"

/* The normal form: maps and lists of maps in block style, two blanks a level; lists of single
 * values in brackets. Every key of the schema stands there, in the schema's order. */
struct printer {
    const struct contract *contract;
    struct text *out;
    uint32_t depth;
    uint32_t indent;
    bool dash; /* the next line begins an entry of a list */
};

static void print_key(struct printer *p, const struct key *key, const void *map);

static void line_begin(struct printer *p)
{
    CHECK(!p->dash || p->indent >= 2);
    text_spaces(p->out, p->dash ? p->indent - 2 : p->indent);
    if (p->dash) text_put(p->out, STR("- "));
    p->dash = false;
}

static void print_map(struct printer *p, const struct schema *schema, const void *map)
{
    CHECK(p->depth < SCHEMA_DEPTH_MAX);
    p->depth++;
    for (uint32_t i = 0; i < schema->count; i++) {
        line_begin(p);
        text_add(p->out, "%s:", schema->keys[i].name);
        print_key(p, &schema->keys[i], map);
    }
    p->depth--;
}

static void print_inner_map(struct printer *p, const struct schema *schema, const void *map)
{
    text_putc(p->out, '\n');
    p->indent += 2;
    print_map(p, schema, map);
    p->indent -= 2;
}

static bool has_word(const struct key *key, const char *at, uint32_t position)
{
    uint32_t bits;
    if (key->kind == KEY_FLAGS) return ((const bool *)at)[position];
    memcpy(&bits, at, sizeof bits);
    return (bits >> position & 1) != 0;
}

static void print_words(struct printer *p, const struct key *key, const void *map)
{
    const char *comma = "";
    text_put(p->out, STR(" ["));
    for (uint32_t i = 0; i < key->words->count; i++) {
        if (!has_word(key, (const char *)map + key->at, i)) continue;
        text_add(p->out, "%s%s", comma, key->words->terms[i].name);
        comma = ", ";
    }
    text_put(p->out, STR("]\n"));
}

static void print_pair(struct printer *p, const struct key *key, const void *map)
{
    uint32_t names[2];
    memcpy(names, (const char *)map + key->at, sizeof names);
    text_putc(p->out, '[');
    text_quote(p->out, section_id(p->contract, key->section, names[0]));
    text_put(p->out, STR(", "));
    text_quote(p->out, section_id(p->contract, key->section, names[1]));
    text_putc(p->out, ']');
}

static void print_entries(struct printer *p, const struct key *key, const char *row, uint32_t count)
{
    text_putc(p->out, '\n');
    p->indent += 4;
    for (uint32_t i = 0; i < count; i++, row += key->row_bytes) {
        p->dash = true;
        print_map(p, key->element->map, row);
    }
    p->indent -= 4;
}

static void print_list(struct printer *p, const struct key *key, const void *map)
{
    const char *row;
    uint32_t count;
    memcpy(&row, (const char *)map + key->at, sizeof row);
    memcpy(&count, (const char *)map + key->count_at, sizeof count);
    if (key->element->kind == KEY_MAP && count > 0) {
        print_entries(p, key, row, count);
        return;
    }
    text_put(p->out, STR(" ["));
    for (uint32_t i = 0; i < count; i++, row += key->row_bytes) {
        if (i > 0) text_put(p->out, STR(", "));
        if (key->element->kind == KEY_PAIR)
            print_pair(p, key->element, row);
        else
            value_print(p->contract, key->element, row, p->out);
    }
    text_put(p->out, STR("]\n"));
}

static void print_named(struct printer *p, const struct key *key, const void *map)
{
    const char *row;
    uint32_t count;
    memcpy(&row, (const char *)map + key->at, sizeof row);
    memcpy(&count, (const char *)map + key->count_at, sizeof count);
    text_put(p->out, count > 0 ? STR("\n") : STR(" {}\n"));
    p->indent += 2;
    for (uint32_t i = 0; i < count; i++, row += key->row_bytes) {
        struct str id;
        memcpy(&id, row, sizeof id);
        line_begin(p);
        text_quote(p->out, id);
        text_putc(p->out, ':');
        print_inner_map(p, key->map, row);
    }
    p->indent -= 2;
}

static void print_holidays(struct printer *p, const struct calendar_rule *calendar)
{
    switch (calendar->holidays) {
    case HOLIDAYS_JP: text_put(p->out, STR(" jp\n")); return;
    case HOLIDAYS_NONE: text_put(p->out, STR(" none\n")); return;
    case HOLIDAYS_FILE: print_list(p, &holiday_list, calendar); return;
    }
    CHECK(false);
}

static void print_key(struct printer *p, const struct key *key, const void *map)
{
    switch (key->kind) {
    case KEY_FLAGS:
    case KEY_BITS: print_words(p, key, map); return;
    case KEY_LIST: print_list(p, key, map); return;
    case KEY_MAP: print_inner_map(p, key->map, (const char *)map + key->at); return;
    case KEY_NAMED: print_named(p, key, map); return;
    case KEY_HOLIDAYS: print_holidays(p, map); return;
    case KEY_PAIR:
        text_putc(p->out, ' ');
        print_pair(p, key, map);
        text_putc(p->out, '\n');
        return;
    case KEY_ID:
    case KEY_TEXT:
    case KEY_NUMBER:
    case KEY_COUNT:
    case KEY_SWITCH:
    case KEY_DAY:
    case KEY_MAYBE_DAY:
    case KEY_MINUTE:
    case KEY_OFFSET:
    case KEY_WORD:
    case KEY_NAME:
    case KEY_RANGE:
        text_putc(p->out, ' ');
        value_print(p->contract, key, map, p->out);
        text_putc(p->out, '\n');
        return;
    }
    CHECK(false);
}

void contract_print(const struct contract *contract, struct text *ret)
{
    struct printer printer = {.contract = contract, .out = ret};
    print_map(&printer, &contract_schema, contract);
}
