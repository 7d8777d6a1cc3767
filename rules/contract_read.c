#include "rules/contract_read.h"

#include "engine/base/limits.h"
#include "rules/contract_check.h"
#include "rules/contract_value.h"

struct reader {
    struct value_scope scope; /* its arena is the contract's */
    struct arena *scratch;
    struct fault_list *faults;
    uint32_t depth;
};

static void read_key(struct reader *r, const struct key *key, struct node *node, void *map);
static void read_map(struct reader *r, const struct schema *schema, struct node *node, void *map);

static void enter(struct reader *r)
{
    CHECK(r->depth < SCHEMA_DEPTH_MAX); /* the schema's own depth; a file can't add to it */
    r->depth++;
}

/* How messages call a value: its key, or the list's key for an entry. */
static struct str name_of(const struct node *node)
{
    while (!str_is(node->key) && node->parent != NULL) node = node->parent;
    return str_is(node->key) ? node->key : STR("contract");
}

static void fault_named(struct reader *r, struct node *node, enum message_id id)
{
    node_fault(r->faults, node, (struct message){id, {arg_str(name_of(node))}});
}

static bool is_null(const struct node *node)
{
    return node->kind == NODE_VALUE && node->plain &&
           (str_eq(node->text, STR("~")) || str_eq(node->text, STR("null")));
}

/* A list or a map where one is wanted; a key without anything behind it gets its own words. */
static bool is_group(struct reader *r, struct node *node, enum node_kind kind)
{
    if (node->kind == kind) return true;
    bool empty = node->kind == NODE_VALUE && node->plain && node->text.len == 0;
    if (empty)
        fault_named(r, node, MESSAGE_CONTRACT_NO_VALUE);
    else
        fault_named(r, node,
                    kind == NODE_MAP ? MESSAGE_CONTRACT_NEEDS_MAP : MESSAGE_CONTRACT_NEEDS_LIST);
    return false;
}

static bool is_counted(struct reader *r, const struct key *key, struct node *node)
{
    if (node->count >= key->min && (key->max == 0 || node->count <= key->max)) return true;
    uint32_t max = key->max > 0 ? key->max : key->words->count;
    node_fault(r->faults, node,
               (struct message){MESSAGE_CONTRACT_BAD_COUNT,
                                {arg_str(name_of(node)), arg_number(key->min), arg_number(max),
                                 arg_number(node->count)}});
    return false;
}

/* Numbers and switches are not quoted: "3" is a text. */
static bool may_be_quoted(const struct key *key)
{
    return key->kind != KEY_NUMBER && key->kind != KEY_COUNT && key->kind != KEY_SWITCH;
}

static void nothing_put(const struct key *key, void *map)
{
    const uint32_t none = CONTRACT_NONE;
    if (key->kind == KEY_NAME) memcpy((char *)map + key->at, &none, sizeof none);
}

static struct str shown(struct reader *r, struct str text)
{
    return text_shown(r->scratch, text, SHOWN_BYTES_MAX);
}

static void refused(struct reader *r, const struct key *key, struct node *node)
{
    if (fault_list_is_full(r->faults)) return;
    struct value_scope scope = {r->scratch, r->scope.root};
    struct str text = shown(r, node->text);
    if (!node->plain && !may_be_quoted(key))
        text = text_format(r->scratch, "\"%.*s\"", STR_ARGS(text));
    node_fault(r->faults, node, value_refusal(&scope, key, name_of(node), text));
}

static void read_value(struct reader *r, const struct key *key, struct node *node, void *map)
{
    if (node->kind != NODE_VALUE) {
        fault_named(r, node, MESSAGE_CONTRACT_NEEDS_VALUE);
        return;
    }
    if (key_is_optional(key) && is_null(node)) {
        nothing_put(key, map);
        return;
    }
    if (node->plain && (node->text.len == 0 || is_null(node))) {
        fault_named(r, node, MESSAGE_CONTRACT_NO_VALUE);
        return;
    }
    bool ok = node->plain || may_be_quoted(key);
    if (ok && value_parse(&r->scope, key, node->text, map)) return;
    refused(r, key, node);
}

static void repeated(struct reader *r, struct node *node)
{
    if (fault_list_is_full(r->faults)) return;
    for (const struct node *before = node->parent->first; before != node; before = before->next) {
        if (before->kind != NODE_VALUE || !str_eq(before->text, node->text)) continue;
        node_fault(r->faults, node,
                   (struct message){MESSAGE_CONTRACT_REPEATED,
                                    {arg_str(name_of(node)), arg_str(shown(r, node->text))}});
        return;
    }
}

static void words_put(const struct key *key, uint32_t bits, void *map)
{
    char *at = (char *)map + key->at;
    if (key->kind == KEY_BITS) {
        memcpy(at, &bits, sizeof bits);
        return;
    }
    for (uint32_t i = 0; i < key->words->count; i++) ((bool *)at)[i] = (bits >> i & 1) != 0;
}

static uint32_t word_bit(const struct key *key, struct str word)
{
    uint32_t position = term_find(key->words, word);
    return position < key->words->count ? 1u << position : 0;
}

static void read_word(struct reader *r, const struct key *key, struct node *node, uint32_t *bits)
{
    if (node->faulty) return;
    if (node->kind != NODE_VALUE) {
        fault_named(r, node, MESSAGE_CONTRACT_NEEDS_VALUE);
        return;
    }
    uint32_t bit = word_bit(key, node->text);
    if (bit == 0) {
        refused(r, key, node);
    } else if ((*bits & bit) != 0) {
        repeated(r, node);
    }
    *bits |= bit;
}

/* A single word stands for a list of one. */
static void read_words(struct reader *r, const struct key *key, struct node *node, void *map)
{
    uint32_t bits = 0;
    if (node->kind == NODE_VALUE && node->text.len > 0) {
        read_word(r, key, node, &bits);
    } else {
        if (!is_group(r, node, NODE_LIST) || !is_counted(r, key, node)) return;
        for (struct node *word = node->first; word != NULL; word = word->next)
            read_word(r, key, word, &bits);
    }
    words_put(key, bits, map);
}

static void read_pair(struct reader *r, const struct key *key, struct node *node, void *map)
{
    if (!is_group(r, node, NODE_LIST)) return;
    if (node->count != 2) {
        fault_named(r, node, MESSAGE_CONTRACT_NEEDS_PAIR);
        return;
    }
    struct key name = {.kind = KEY_NAME, .at = key->at, .section = key->section};
    enter(r);
    read_key(r, &name, node->first, map);
    name.at += sizeof(uint32_t);
    read_key(r, &name, node->last, map);
    r->depth--;
}

/* Takes room for the rows of a list and ties it to the struct that holds the list. */
static char *rows_new(struct reader *r, const struct key *key, uint32_t count, void *map)
{
    if (count == 0) return NULL;
    char *rows = arena_take(r->scope.arena, (size_t)count * key->row_bytes);
    memcpy((char *)map + key->at, &rows, sizeof rows);
    memcpy((char *)map + key->count_at, &count, sizeof count);
    return rows;
}

static void read_list(struct reader *r, const struct key *key, struct node *node, void *map)
{
    if (!is_group(r, node, NODE_LIST) || !is_counted(r, key, node)) return;
    char *row = rows_new(r, key, node->count, map);
    enter(r);
    for (struct node *entry = node->first; entry != NULL; entry = entry->next) {
        read_key(r, key->element, entry, row);
        if (entry->kind == NODE_VALUE && !entry->faulty) repeated(r, entry);
        row += key->row_bytes;
    }
    r->depth--;
}

static void read_named(struct reader *r, const struct key *key, struct node *node, void *map)
{
    if (!is_group(r, node, NODE_MAP) || !is_counted(r, key, node)) return;
    char *row = rows_new(r, key, node->count, map);
    for (struct node *entry = node->first; entry != NULL; entry = entry->next) {
        struct str id = str_copy(r->scope.arena, entry->key);
        memcpy(row, &id, sizeof id);
        if (!entry->faulty) read_map(r, key->map, entry, row);
        if (!id_is(entry->key))
            node_key_fault(
                r->faults, entry,
                (struct message){MESSAGE_CONTRACT_BAD_ID,
                                 {arg_str(shown(r, entry->key)), arg_number(ID_BYTES_MAX)}});
        row += key->row_bytes;
    }
}

static void read_holidays(struct reader *r, struct node *node, struct calendar_rule *calendar)
{
    if (node->kind == NODE_LIST) {
        calendar->holidays = HOLIDAYS_FILE;
        read_list(r, &holiday_list, node, calendar);
    } else if (node->kind == NODE_VALUE && str_eq(node->text, STR("jp"))) {
        calendar->holidays = HOLIDAYS_JP;
    } else if (node->kind == NODE_VALUE && str_eq(node->text, STR("none"))) {
        calendar->holidays = HOLIDAYS_NONE;
    } else {
        node_fault(r->faults, node, (struct message){.id = MESSAGE_CONTRACT_BAD_HOLIDAYS});
    }
}

static void read_key(struct reader *r, const struct key *key, struct node *node, void *map)
{
    if (node->faulty) return;
    switch (key->kind) {
    case KEY_FLAGS:
    case KEY_BITS: read_words(r, key, node, map); return;
    case KEY_PAIR: read_pair(r, key, node, map); return;
    case KEY_LIST: read_list(r, key, node, map); return;
    case KEY_MAP: read_map(r, key->map, node, (char *)map + key->at); return;
    case KEY_NAMED: read_named(r, key, node, map); return;
    case KEY_HOLIDAYS: read_holidays(r, node, map); return;
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
    case KEY_RANGE: read_value(r, key, node, map); return;
    }
    CHECK(false);
}

static void standard_words_put(const struct key *key, void *map)
{
    uint32_t bits = 0;
    struct str rest = str_of(key->standard);
    while (rest.len > 0) {
        uint32_t end = str_find(rest, ' ');
        uint32_t bit = word_bit(key, str_slice(rest, 0, end));
        CHECK(bit != 0);
        bits |= bit;
        rest = str_slice(rest, end + 1, rest.len);
    }
    words_put(key, bits, map);
}

/* The defaults of a key that the file leaves out. */
static void standard_put(struct reader *r, const struct key *key, void *map)
{
    CHECK(!key->required);
    nothing_put(key, map);
    if (key->kind == KEY_MAP) {
        enter(r);
        for (uint32_t i = 0; i < key->map->count; i++)
            standard_put(r, &key->map->keys[i], (char *)map + key->at);
        r->depth--;
    } else if (key->kind == KEY_HOLIDAYS) {
        ((struct calendar_rule *)map)->holidays = HOLIDAYS_JP;
    } else if (key->standard != NULL && key->words != NULL && key->kind != KEY_WORD) {
        standard_words_put(key, map);
    } else if (key->standard != NULL) {
        bool ok = value_parse(&r->scope, key, str_of(key->standard), map);
        CHECK(ok);
    }
}

static void missing(struct reader *r, const struct key *key, const struct node *node)
{
    if (fault_list_is_full(r->faults)) return;
    struct str path = node_path(r->scratch, node);
    path = text_format(r->scratch, "%.*s%s%s", STR_ARGS(path), path.len > 0 ? "." : "", key->name);
    bool keyed = str_is(node->key);
    fault_put(r->faults, keyed ? node->key_line : node->line,
              keyed ? node->key_column : node->column,
              (struct message){MESSAGE_CONTRACT_MISSING_KEY, {arg_str(path)}});
}

static struct strs schema_names(struct arena *arena, const struct schema *schema)
{
    struct strs names = {ARENA_ARRAY(arena, struct str, schema->count), schema->count};
    for (uint32_t i = 0; i < schema->count; i++) names.at[i] = str_of(schema->keys[i].name);
    return names;
}

static bool schema_has(const struct schema *schema, struct str name)
{
    for (uint32_t i = 0; i < schema->count; i++)
        if (str_eq(str_of(schema->keys[i].name), name)) return true;
    return false;
}

static void unknown(struct reader *r, const struct schema *schema, struct node *node)
{
    if (fault_list_is_full(r->faults)) return;
    struct strs names = schema_names(r->scratch, schema);
    struct str known = names_listed(r->scratch, names);
    struct str nearest = name_nearest(node->key, names);
    struct message m = {MESSAGE_CONTRACT_UNKNOWN_KEY,
                        {arg_str(shown(r, node->key)), arg_str(known)}};
    if (str_is(nearest)) {
        m.id = MESSAGE_CONTRACT_UNKNOWN_KEY_NEAR;
        m.args[2] = arg_str(nearest);
    }
    node_key_fault(r->faults, node, m);
}

static void read_map(struct reader *r, const struct schema *schema, struct node *node, void *map)
{
    if (!is_group(r, node, NODE_MAP)) return;
    enter(r);
    for (struct node *child = node->first; child != NULL; child = child->next)
        if (!schema_has(schema, child->key)) unknown(r, schema, child);
    for (uint32_t i = 0; i < schema->count; i++) {
        const struct key *key = &schema->keys[i];
        struct node *child = node_find(node, str_of(key->name));
        if (child != NULL)
            read_key(r, key, child, map);
        else if (key->required)
            missing(r, key, node);
        else
            standard_put(r, key, map);
    }
    r->depth--;
}

static struct contract *contract_make(struct node *root, struct arena *arena, struct arena *scratch,
                                      struct fault_list *faults)
{
    struct contract *contract = ARENA_NEW(arena, struct contract);
    struct reader r = {.scope = {arena, root}, .scratch = scratch, .faults = faults};
    read_map(&r, &contract_schema, root, contract);
    if (root->kind != NODE_MAP) return contract;
    struct contract_check check = {
        .arena = arena, .scratch = scratch, .faults = faults, .root = root, .contract = contract};
    contract_complete(&check);
    return contract;
}

/* The log keeps the normal form, so that has to fit as well, and be readable again. */
static void check_normal_form(const struct contract *contract, struct arena *scratch,
                              struct fault_list *faults)
{
    struct text normal;
    text_init(&normal, scratch);
    contract_print(contract, &normal);
    if (normal.len > CONTRACT_BYTES_MAX)
        fault_put(faults, 1, 1,
                  (struct message){MESSAGE_CONTRACT_NORMAL_TOO_LONG,
                                   {arg_number(normal.len), arg_number(CONTRACT_BYTES_MAX)}});
}

const struct contract *contract_read(struct str text, struct arena *arena,
                                     struct contract_faults *ret)
{
    enum { SCRATCH_BYTES_MAX = 64 << 20 }; /* the tree of TREE_NODES_MAX, with room to spare */
    struct arena scratch;
    struct contract *contract = NULL;
    struct fault_list faults = fault_list_of(arena);
    arena_init(&scratch, SCRATCH_BYTES_MAX);
    struct node *root = tree_read(text, &scratch, &faults);
    if (root != NULL) contract = contract_make(root, arena, &scratch, &faults);
    if (contract != NULL && faults.rows.count == 0) check_normal_form(contract, &scratch, &faults);
    CHECK(root != NULL || faults.rows.count > 0);
    *ret = fault_list_sorted(&faults);
    arena_deinit(&scratch);
    return ret->count > 0 ? NULL : contract;
}
