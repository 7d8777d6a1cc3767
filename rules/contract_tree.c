#include "rules/contract_tree.h"

#include <yaml.h>

#include "engine/base/limits.h"

/* A map or list being filled; for a map, the key that waits for its value. */
struct frame {
    struct node *node;
    struct str key;
    uint32_t key_line, key_column;
    bool has_key;
    bool key_refused; /* the value that follows has nowhere to go */
};

struct builder {
    yaml_parser_t parser;
    struct arena *arena;
    struct fault_list *faults;
    struct node *root;
    struct frame stack[TREE_DEPTH_MAX];
    uint32_t depth, nodes, documents;
    bool broken; /* the rest of the text could not be read */
    bool ended;
};

struct node *node_find(const struct node *map, struct str key)
{
    if (map == NULL || map->kind != NODE_MAP) return NULL;
    for (struct node *child = map->first; child != NULL; child = child->next)
        if (str_eq(child->key, key)) return child;
    return NULL;
}

void node_fault(struct fault_list *faults, struct node *node, struct message message)
{
    node->faulty = true;
    fault_put(faults, node->line, node->column, message);
}

void node_key_fault(struct fault_list *faults, struct node *node, struct message message)
{
    node->faulty = true;
    fault_put(faults, node->key_line, node->key_column, message);
}

struct str node_path(struct arena *arena, const struct node *node)
{
    struct str path = STR("");
    for (; node->parent != NULL; node = node->parent) {
        const char *dot = path.len > 0 && path.ptr[0] != '[' ? "." : "";
        if (str_is(node->key))
            path = text_format(arena, "%.*s%s%.*s", STR_ARGS(node->key), dot, STR_ARGS(path));
        else
            path = text_format(arena, "[%u]%s%.*s", node->index + 1, dot, STR_ARGS(path));
    }
    return path;
}

static struct message say(enum message_id id)
{
    return (struct message){.id = id};
}

static uint32_t line_of(yaml_mark_t mark)
{
    return (uint32_t)mark.line + 1;
}

static uint32_t column_of(yaml_mark_t mark)
{
    return (uint32_t)mark.column + 1;
}

static void stop(struct builder *b, yaml_mark_t mark, struct message message)
{
    b->broken = b->ended = true;
    fault_put(b->faults, line_of(mark), column_of(mark), message);
}

static struct frame *top(struct builder *b)
{
    return b->depth > 0 ? &b->stack[b->depth - 1] : NULL;
}

/* Whether `key` is new in the map; a second one is reported and its value left out. */
static bool key_is_new(struct builder *b, const struct frame *frame)
{
    const struct node *first = node_find(frame->node, frame->key);
    if (first == NULL) return true;
    if (fault_list_is_full(b->faults)) return false;
    fault_put(b->faults, frame->key_line, frame->key_column,
              (struct message){MESSAGE_CONTRACT_DUPLICATE_KEY,
                               {arg_str(text_shown(b->arena, frame->key, SHOWN_BYTES_MAX)),
                                arg_number(first->key_line)}});
    return false;
}

static void child_put(struct builder *b, struct node *parent, struct node *child)
{
    if (parent->count == TREE_ENTRIES_MAX) {
        stop(b, (yaml_mark_t){.line = child->line - 1, .column = child->column - 1},
             (struct message){MESSAGE_CONTRACT_TOO_MANY_ENTRIES, {arg_number(TREE_ENTRIES_MAX)}});
        return;
    }
    child->parent = parent;
    child->index = parent->count++;
    if (parent->last != NULL)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

/* What comes first in a map is a key, and a key is a single value. */
static void key_put(struct builder *b, struct frame *frame, const struct node *node)
{
    frame->has_key = true;
    frame->key = node->text;
    frame->key_line = node->line;
    frame->key_column = node->column;
    frame->key_refused = node->kind != NODE_VALUE || node->faulty;
    if (node->kind != NODE_VALUE)
        fault_put(b->faults, node->line, node->column, say(MESSAGE_CONTRACT_BAD_KEY));
    else if (!frame->key_refused)
        frame->key_refused = !key_is_new(b, frame);
}

static void node_put(struct builder *b, struct node *node)
{
    struct frame *frame = top(b);
    if (frame == NULL) {
        if (b->root == NULL) b->root = node;
        return;
    }
    if (frame->node->kind == NODE_LIST) {
        child_put(b, frame->node, node);
        return;
    }
    if (!frame->has_key) {
        key_put(b, frame, node);
        return;
    }
    frame->has_key = false;
    node->key = frame->key;
    node->key_line = frame->key_line;
    node->key_column = frame->key_column;
    if (!frame->key_refused) child_put(b, frame->node, node);
}

static struct node *node_new(struct builder *b, enum node_kind kind, yaml_mark_t mark)
{
    struct node *node = ARENA_NEW(b->arena, struct node);
    node->kind = kind;
    node->line = line_of(mark);
    node->column = column_of(mark);
    if (++b->nodes > TREE_NODES_MAX)
        stop(b, mark,
             (struct message){MESSAGE_CONTRACT_TOO_MANY_VALUES, {arg_number(TREE_NODES_MAX)}});
    return node;
}

static void ornaments_refuse(struct builder *b, yaml_mark_t mark, const yaml_char_t *anchor,
                             const yaml_char_t *tag)
{
    if (anchor != NULL)
        fault_put(b->faults, line_of(mark), column_of(mark), say(MESSAGE_CONTRACT_ALIAS));
    if (tag != NULL)
        fault_put(b->faults, line_of(mark), column_of(mark), say(MESSAGE_CONTRACT_TAG));
}

static void scalar_take(struct builder *b, const yaml_event_t *event)
{
    const yaml_char_t *value = event->data.scalar.value;
    struct node *node = node_new(b, NODE_VALUE, event->start_mark);
    ornaments_refuse(b, event->start_mark, event->data.scalar.anchor, event->data.scalar.tag);
    node->text =
        str_copy(b->arena, (struct str){(const char *)value, (uint32_t)event->data.scalar.length});
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    node_put(b, node);
}

static void alias_take(struct builder *b, const yaml_event_t *event)
{
    struct node *node = node_new(b, NODE_VALUE, event->start_mark);
    node->text = STR("");
    node_fault(b->faults, node, say(MESSAGE_CONTRACT_ALIAS));
    node_put(b, node);
}

static void group_open(struct builder *b, enum node_kind kind, const yaml_event_t *event)
{
    struct node *node = node_new(b, kind, event->start_mark);
    if (b->depth == TREE_DEPTH_MAX) {
        stop(b, event->start_mark,
             (struct message){MESSAGE_CONTRACT_TOO_DEEP, {arg_number(TREE_DEPTH_MAX)}});
        return;
    }
    node_put(b, node);
    b->stack[b->depth++] = (struct frame){.node = node};
}

static void document_open(struct builder *b, const yaml_event_t *event)
{
    if (b->documents++ == 0) return;
    fault_put(b->faults, line_of(event->start_mark), column_of(event->start_mark),
              say(MESSAGE_CONTRACT_SECOND_DOCUMENT));
    b->ended = true; /* the first one was read whole and is still looked through */
}

static void event_take(struct builder *b, const yaml_event_t *e)
{
    switch (e->type) {
    case YAML_STREAM_END_EVENT: b->ended = true; return;
    case YAML_DOCUMENT_START_EVENT: document_open(b, e); return;
    case YAML_ALIAS_EVENT: alias_take(b, e); return;
    case YAML_SCALAR_EVENT: scalar_take(b, e); return;
    case YAML_SEQUENCE_START_EVENT:
        ornaments_refuse(b, e->start_mark, e->data.sequence_start.anchor,
                         e->data.sequence_start.tag);
        group_open(b, NODE_LIST, e);
        return;
    case YAML_MAPPING_START_EVENT:
        ornaments_refuse(b, e->start_mark, e->data.mapping_start.anchor, e->data.mapping_start.tag);
        group_open(b, NODE_MAP, e);
        return;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        CHECK(b->depth > 0);
        b->depth--;
        return;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT: return;
    }
}

/* Bytes of the letter at `at`, 0 when no well-formed one starts there (nor a NUL). */
static uint32_t letter_bytes(struct str text, uint32_t at)
{
    for (uint32_t len = 1; len <= 4 && at + len <= text.len; len++)
        if (str_is_utf8(str_slice(text, at, at + len))) return len;
    return 0;
}

/* Line and column of a byte; up to the first byte that is not text. */
static yaml_mark_t mark_of(struct str text, size_t byte)
{
    yaml_mark_t mark = {0};
    while (mark.index < byte && mark.index < text.len) {
        uint32_t len = letter_bytes(text, (uint32_t)mark.index);
        if (len == 0) break;
        bool line_end = text.ptr[mark.index] == '\n';
        mark.line += line_end;
        mark.column = line_end ? 0 : mark.column + 1;
        mark.index += len;
    }
    return mark;
}

static void syntax_stop(struct builder *b, struct str text)
{
    const yaml_parser_t *p = &b->parser;
    CHECK(p->error != YAML_MEMORY_ERROR);
    bool reader = p->error == YAML_READER_ERROR; /* which knows bytes only */
    yaml_mark_t mark = reader ? mark_of(text, p->problem_offset) : p->problem_mark;
    struct str why =
        text_format(b->arena, "%s%s%s", p->problem != NULL ? p->problem : "",
                    p->context != NULL ? " " : "", p->context != NULL ? p->context : "");
    stop(b, mark, (struct message){MESSAGE_CONTRACT_SYNTAX, {arg_str(why)}});
}

static void events_take(struct builder *b, struct str text)
{
    int ok = yaml_parser_initialize(&b->parser);
    CHECK(ok != 0);
    yaml_parser_set_encoding(&b->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&b->parser, (const unsigned char *)text.ptr, text.len);
    while (!b->ended) {
        yaml_event_t event;
        if (yaml_parser_parse(&b->parser, &event) == 0) {
            syntax_stop(b, text);
            break;
        }
        event_take(b, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&b->parser);
}

/* What libyaml must not even see: it would guess UTF-16, or read for a long time. */
static bool text_is_readable(struct str text, struct fault_list *faults)
{
    if (text.len > CONTRACT_BYTES_MAX) {
        fault_put(faults, 1, 1,
                  (struct message){MESSAGE_CONTRACT_TOO_LONG, {arg_number(CONTRACT_BYTES_MAX)}});
        return false;
    }
    if (!str_is_utf8(text)) {
        yaml_mark_t mark = mark_of(text, text.len);
        fault_put(faults, line_of(mark), column_of(mark), say(MESSAGE_CONTRACT_NOT_UTF8));
        return false;
    }
    return true;
}

struct node *tree_read(struct str text, struct arena *arena, struct fault_list *faults)
{
    if (!text_is_readable(text, faults)) return NULL;
    if (str_starts(text, STR("\xEF\xBB\xBF"))) /* editors put a mark that libyaml doesn't expect */
        text = str_slice(text, 3, text.len);
    struct builder *b = ARENA_NEW(arena, struct builder);
    b->arena = arena;
    b->faults = faults;
    events_take(b, text.len > 0 ? text : STR(" "));
    if (b->broken) return NULL;
    bool empty = b->root == NULL || (b->root->kind == NODE_VALUE && b->root->text.len == 0);
    if (empty && faults->rows.count == 0) fault_put(faults, 1, 1, say(MESSAGE_CONTRACT_EMPTY));
    return empty ? NULL : b->root;
}
