#include "rules/contract_value.h"

#include "engine/base/limits.h"

_Static_assert(sizeof(enum source) == sizeof(uint32_t), "words are stored as their position");

static void put(const struct key *key, void *map, const void *value, size_t bytes)
{
    memcpy((char *)map + key->at, value, bytes);
}

static void get(const struct key *key, const void *map, void *ret, size_t bytes)
{
    memcpy(ret, (const char *)map + key->at, bytes);
}

bool id_is(struct str text)
{
    if (text.len == 0 || text.len > ID_BYTES_MAX || text.ptr[0] == '-') return false;
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') return false;
    }
    return true;
}

/* "12-29": a month and a day that some year has; 2000 has every one. */
static bool month_day_parse(struct str text, int32_t *ret_month, int32_t *ret_day)
{
    uint32_t month, day;
    if (text.len != 5 || text.ptr[2] != '-') return false;
    if (!str_to_u32(str_slice(text, 0, 2), 12, &month)) return false;
    if (!str_to_u32(str_slice(text, 3, 5), 31, &day)) return false;
    if (!ymd_is_date((struct ymd){2000, (int32_t)month, (int32_t)day})) return false;
    *ret_month = (int32_t)month;
    *ret_day = (int32_t)day;
    return true;
}

static bool range_parse(struct str text, struct closed_range *ret)
{
    struct closed_range r = {0};
    if (day_parse(text, &r.day)) {
        *ret = r;
        return true;
    }
    r.yearly = true;
    if (text.len != 12 || !str_eq(str_slice(text, 5, 7), STR(".."))) return false;
    if (!month_day_parse(str_slice(text, 0, 5), &r.from_month, &r.from_day)) return false;
    if (!month_day_parse(str_slice(text, 7, 12), &r.to_month, &r.to_day)) return false;
    *ret = r;
    return true;
}

static bool range_put(const struct key *key, struct str text, void *map)
{
    struct closed_range range;
    if (!range_parse(text, &range)) return false;
    put(key, map, &range, sizeof range);
    return true;
}

static bool text_put_copy(const struct value_scope *scope, const struct key *key, struct str text,
                          void *map)
{
    struct str copy = str_copy(scope->arena, text);
    put(key, map, &copy, sizeof copy);
    return true;
}

static bool number_put(const struct key *key, struct str text, void *map)
{
    uint32_t number;
    if (!str_to_u32(text, key->max, &number) || number < key->min) return false;
    put(key, map, &number, sizeof number);
    if (key->kind == KEY_COUNT) *(bool *)((char *)map + key->count_at) = true;
    return true;
}

static bool switch_put(const struct key *key, struct str text, void *map)
{
    bool on = str_eq(text, STR("true"));
    if (!on && !str_eq(text, STR("false"))) return false;
    put(key, map, &on, sizeof on);
    return true;
}

static bool day_put(const struct key *key, struct str text, void *map)
{
    struct maybe_day maybe = {.is = true};
    if (!day_parse(text, &maybe.day)) return false;
    if (key->kind == KEY_MAYBE_DAY)
        put(key, map, &maybe, sizeof maybe);
    else
        put(key, map, &maybe.day, sizeof maybe.day);
    return true;
}

static bool minutes_put(const struct key *key, struct str text, void *map)
{
    int32_t minutes;
    bool ok = key->kind == KEY_MINUTE ? minute_parse(text, &minutes) : offset_parse(text, &minutes);
    if (ok) put(key, map, &minutes, sizeof minutes);
    return ok;
}

static bool word_put(const struct key *key, struct str text, void *map)
{
    uint32_t position = term_find(key->words, text);
    if (position == key->words->count) return false;
    put(key, map, &position, sizeof position);
    return true;
}

/* A row's place in the contract is its entry's place in the file, so nothing needs to have been
 * read yet. */
static bool name_put(const struct value_scope *scope, const struct key *key, struct str text,
                     void *map)
{
    const struct node *section = node_find(scope->root, str_of(section_name(key->section)));
    if (section != NULL && section->kind != NODE_MAP) return true; /* that is the fault */
    const struct node *named = node_find(section, text);
    if (named == NULL) return false;
    put(key, map, &named->index, sizeof named->index);
    return true;
}

bool value_parse(const struct value_scope *scope, const struct key *key, struct str text, void *map)
{
    switch (key->kind) {
    case KEY_ID: return id_is(text) && text_put_copy(scope, key, text, map);
    case KEY_TEXT:
        if (text.len == 0 || text.len > STR_BYTES_MAX || !text_is_line(text)) return false;
        return text_put_copy(scope, key, text, map);
    case KEY_NUMBER:
    case KEY_COUNT: return number_put(key, text, map);
    case KEY_SWITCH: return switch_put(key, text, map);
    case KEY_DAY:
    case KEY_MAYBE_DAY: return day_put(key, text, map);
    case KEY_MINUTE:
    case KEY_OFFSET: return minutes_put(key, text, map);
    case KEY_WORD: return word_put(key, text, map);
    case KEY_NAME: return name_put(scope, key, text, map);
    case KEY_RANGE: return range_put(key, text, map);
    case KEY_FLAGS:
    case KEY_BITS:
    case KEY_PAIR:
    case KEY_LIST:
    case KEY_MAP:
    case KEY_NAMED:
    case KEY_HOLIDAYS: break; /* not single values */
    }
    CHECK(false);
    return false;
}

struct strs node_keys(struct arena *arena, const struct node *map)
{
    struct strs names = {0};
    if (map == NULL || map->kind != NODE_MAP) return names;
    names.at = ARENA_ARRAY(arena, struct str, map->count);
    for (const struct node *child = map->first; child != NULL; child = child->next)
        names.at[names.count++] = child->key;
    return names;
}

struct str names_listed(struct arena *arena, struct strs names)
{
    struct text text;
    text_init(&text, arena);
    for (uint32_t i = 0; i < names.count; i++) {
        if (i > 0) text_put(&text, STR(", "));
        text_put(&text, names.at[i]);
    }
    return text_str(&text);
}

static struct message name_refusal(const struct value_scope *scope, const struct key *key,
                                   struct str text)
{
    struct str section = str_of(section_name(key->section));
    struct strs names = node_keys(scope->arena, node_find(scope->root, section));
    if (names.count == 0)
        return (struct message){MESSAGE_CONTRACT_NO_NAMES, {arg_str(text), arg_str(section)}};
    return (struct message){
        MESSAGE_CONTRACT_NO_SUCH_NAME,
        {arg_str(text), arg_str(section), arg_str(names_listed(scope->arena, names))}};
}

struct message value_refusal(const struct value_scope *scope, const struct key *key,
                             struct str name, struct str text)
{
    struct message m = {.args = {arg_str(name), arg_str(text)}};
    switch (key->kind) {
    case KEY_ID:
        m = (struct message){MESSAGE_CONTRACT_BAD_ID, {arg_str(text), arg_number(ID_BYTES_MAX)}};
        break;
    case KEY_TEXT:
        m.id = MESSAGE_CONTRACT_BAD_TEXT;
        m.args[1] = arg_number(STR_BYTES_MAX);
        break;
    case KEY_NUMBER:
    case KEY_COUNT:
        m.id = MESSAGE_CONTRACT_BAD_NUMBER;
        m.args[2] = arg_number(key->min);
        m.args[3] = arg_number(key->max);
        break;
    case KEY_SWITCH: m.id = MESSAGE_CONTRACT_BAD_SWITCH; break;
    case KEY_DAY:
    case KEY_MAYBE_DAY: m.id = MESSAGE_CONTRACT_BAD_DAY; break;
    case KEY_MINUTE: m.id = MESSAGE_CONTRACT_BAD_MINUTE; break;
    case KEY_OFFSET: m.id = MESSAGE_CONTRACT_BAD_OFFSET; break;
    case KEY_WORD:
    case KEY_FLAGS:
    case KEY_BITS:
        m.id = MESSAGE_CONTRACT_BAD_WORD;
        m.args[2] = arg_str(term_names(scope->arena, key->words));
        break;
    case KEY_NAME: m = name_refusal(scope, key, text); break;
    case KEY_RANGE: m.id = MESSAGE_CONTRACT_BAD_RANGE; break;
    case KEY_PAIR:
    case KEY_LIST:
    case KEY_MAP:
    case KEY_NAMED:
    case KEY_HOLIDAYS: CHECK(false);
    }
    return m;
}

/* YAML 1.1 words with another meaning, and the two that this reader itself knows. */
static bool is_reserved(struct str text)
{
    static const char *const words[] = {"null", "true", "false", "yes", "no",
                                        "on",   "off",  "y",     "n"};
    char lower[8] = "";
    if (text.len >= sizeof lower) return false;
    for (uint32_t i = 0; i < text.len; i++) {
        bool capital = text.ptr[i] >= 'A' && text.ptr[i] <= 'Z';
        lower[i] = (char)(capital ? text.ptr[i] - 'A' + 'a' : text.ptr[i]);
    }
    for (uint32_t i = 0; i < COUNT(words); i++)
        if (str_eq(str_of(words[i]), (struct str){lower, text.len})) return true;
    return false;
}

/* Letters, also Japanese ones, that need no quotes wherever they stand. */
static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool needs_quotes(struct str text)
{
    if (text.len == 0 || !is_letter(text.ptr[0]) || is_reserved(text)) return true;
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool inner_blank = c == ' ' && i + 1 < text.len;
        bool digit = c >= '0' && c <= '9';
        if (!is_letter(c) && !digit && c != '-' && c != '_' && c != '.' && !inner_blank)
            return true;
    }
    return false;
}

void text_quote(struct text *ret, struct str text)
{
    CHECK(text_is_line(text));
    if (!needs_quotes(text)) {
        text_put(ret, text);
        return;
    }
    text_putc(ret, '"');
    for (uint32_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"' || text.ptr[i] == '\\') text_putc(ret, '\\');
        text_putc(ret, text.ptr[i]);
    }
    text_putc(ret, '"');
}

struct str section_id(const struct contract *contract, enum section section, uint32_t index)
{
    switch (section) {
    case SECTION_SITES: CHECK(index < contract->site_count); return contract->sites[index].id;
    case SECTION_CLASSES: CHECK(index < contract->class_count); return contract->classes[index].id;
    case SECTION_GROUPS: CHECK(index < contract->group_count); return contract->groups[index].id;
    }
    CHECK(false);
    return STR_NONE;
}

static void day_add(struct text *ret, day_t day)
{
    char text[DAY_TEXT_BYTES];
    day_print(day, text);
    text_put(ret, str_of(text));
}

static void maybe_text_print(struct text *ret, struct str text)
{
    if (str_is(text))
        text_quote(ret, text);
    else
        text_putc(ret, '~');
}

static void maybe_day_print(struct text *ret, struct maybe_day maybe)
{
    if (maybe.is)
        day_add(ret, maybe.day);
    else
        text_putc(ret, '~');
}

static void range_print(struct text *ret, const struct closed_range *r)
{
    if (r->yearly)
        text_add(ret, "%02d-%02d..%02d-%02d", r->from_month, r->from_day, r->to_month, r->to_day);
    else
        day_add(ret, r->day);
}

static void offset_add(struct text *ret, int32_t offset)
{
    int32_t minutes = offset < 0 ? -offset : offset;
    text_add(ret, "%c%02d:%02d", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

static void number_print(const struct contract *contract, const struct key *key, const void *map,
                         struct text *ret)
{
    uint32_t number;
    get(key, map, &number, sizeof number);
    bool absent = key->kind == KEY_COUNT && !*(const bool *)((const char *)map + key->count_at);
    if (absent || (key->kind == KEY_NAME && number == CONTRACT_NONE))
        text_putc(ret, '~');
    else if (key->kind == KEY_NAME)
        text_quote(ret, section_id(contract, key->section, number));
    else if (key->kind == KEY_WORD)
        text_add(ret, "%s", key->words->terms[number].name);
    else
        text_add(ret, "%u", number);
}

void value_print(const struct contract *contract, const struct key *key, const void *map,
                 struct text *ret)
{
    union {
        struct str text;
        bool on;
        day_t day;
        struct maybe_day maybe;
        int32_t minutes;
        struct closed_range range;
    } v;
    switch (key->kind) {
    case KEY_ID:
    case KEY_TEXT:
        get(key, map, &v.text, sizeof v.text);
        maybe_text_print(ret, v.text);
        return;
    case KEY_NUMBER:
    case KEY_COUNT:
    case KEY_WORD:
    case KEY_NAME: number_print(contract, key, map, ret); return;
    case KEY_SWITCH:
        get(key, map, &v.on, sizeof v.on);
        text_put(ret, v.on ? STR("true") : STR("false"));
        return;
    case KEY_DAY:
        get(key, map, &v.day, sizeof v.day);
        day_add(ret, v.day);
        return;
    case KEY_MAYBE_DAY:
        get(key, map, &v.maybe, sizeof v.maybe);
        maybe_day_print(ret, v.maybe);
        return;
    case KEY_MINUTE:
        get(key, map, &v.minutes, sizeof v.minutes);
        text_add(ret, "%02d:%02d", v.minutes / 60, v.minutes % 60);
        return;
    case KEY_OFFSET:
        get(key, map, &v.minutes, sizeof v.minutes);
        offset_add(ret, v.minutes);
        return;
    case KEY_RANGE:
        get(key, map, &v.range, sizeof v.range);
        range_print(ret, &v.range);
        return;
    case KEY_FLAGS:
    case KEY_BITS:
    case KEY_PAIR:
    case KEY_LIST:
    case KEY_MAP:
    case KEY_NAMED:
    case KEY_HOLIDAYS: break; /* not single values */
    }
    CHECK(false);
}
