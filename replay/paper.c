#include "replay/paper.h"

#include <jansson.h>

#include "engine/base/check.h"
#include "engine/proof/base64.h"
#include "engine/wire/json.h"

static const char *const kinds[] = {
    [PAPER_INCLUSION] = "inclusion", [PAPER_CONSISTENCY] = "consistency"};

/* --- Making ----------------------------------------------------------------------------------- */

err_t paper_of_event(struct log *log, uint64_t event, uint64_t size, struct arena *arena,
                     struct paper *ret)
{
    struct tree_head head;
    struct paper paper = {.kind = PAPER_INCLUSION, .origin = log_origin(log), .event = event};
    TRY(log_head(log, &head));
    paper.to.count = size > 0 ? size : head.count;
    if (event == 0 || event > paper.to.count)
        return (err_t){ERR_RANGE, 0, "find that event in the log", event};
    TRY(log_root(log, paper.to.count, &paper.to.root));
    TRY(log_prove_event(log, event, paper.to.count, &paper.proof));
    TRY(log_get(log, event, arena, &paper.bytes));
    paper.leaf = merkle_leaf(paper.bytes);
    *ret = paper;
    return OK;
}

err_t paper_of_growth(struct log *log, uint64_t from, uint64_t to, struct paper *ret)
{
    struct tree_head head;
    struct paper paper = {.kind = PAPER_CONSISTENCY, .origin = log_origin(log)};
    TRY(log_head(log, &head));
    paper.from.count = from;
    paper.to.count = to > 0 ? to : head.count;
    TRY(log_prove_growth(log, from, paper.to.count, &paper.proof));
    TRY(log_root(log, from, &paper.from.root));
    TRY(log_root(log, paper.to.count, &paper.to.root));
    *ret = paper;
    return OK;
}

/* --- Writing ---------------------------------------------------------------------------------- */

static void put_digest(struct json *json, const char *key, struct digest digest)
{
    char text[DIGEST_TEXT_BYTES];
    digest_print(digest, text);
    json_put_text(json, key, text);
}

static void put_head(struct json *json, const char *key, struct tree_head head)
{
    json_open_object(json, key);
    json_put_int(json, "size", (int64_t)head.count);
    put_digest(json, "root", head.root);
    json_close_object(json);
}

static void put_inclusion(struct json *json, const struct paper *paper, struct arena *arena)
{
    json_put_int(json, "event", (int64_t)paper->event);
    json_put_int(json, "size", (int64_t)paper->to.count);
    put_digest(json, "root", paper->to.root);
    put_digest(json, "leaf", paper->leaf);
    json_put_str(json, "bytes", base64_print(arena, paper->bytes));
}

void paper_print(struct text *ret, const struct paper *paper)
{
    struct json json = json_to(ret);
    json_open_object(&json, NULL);
    json_put_text(&json, "kind", kinds[paper->kind]);
    json_put_str(&json, "origin", paper->origin);
    if (paper->kind == PAPER_INCLUSION) {
        put_inclusion(&json, paper, ret->arena);
    } else {
        put_head(&json, "from", paper->from);
        put_head(&json, "to", paper->to);
    }
    json_open_array(&json, "path");
    for (uint32_t i = 0; i < paper->proof.count; i++) put_digest(&json, NULL, paper->proof.path[i]);
    json_close_array(&json);
    json_close_object(&json);
    CHECK(json_is_whole(&json));
    text_putc(ret, '\n');
}

/* --- Reading: sticky, the first member that is wrong is remembered ---------------------------- */

struct reader {
    struct arena *arena;
    struct str wrong; /* absent: all is well so far */
};

static void wrong(struct reader *r, const char *key)
{
    if (!str_is(r->wrong)) r->wrong = str_of(key);
}

static struct str read_text(struct reader *r, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value)) {
        wrong(r, key);
        return STR("");
    }
    return str_copy(r->arena,
                    (struct str){json_string_value(value), (uint32_t)json_string_length(value)});
}

static uint64_t read_number(struct reader *r, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    bool is = json_is_integer(value) && json_integer_value(value) > 0;
    if (!is) wrong(r, key);
    return is ? (uint64_t)json_integer_value(value) : 0;
}

static struct digest digest_of(struct reader *r, struct str text, const char *key)
{
    struct digest digest = {0};
    if (!digest_parse(text, &digest)) wrong(r, key);
    return digest;
}

static struct digest read_digest(struct reader *r, const json_t *object, const char *key)
{
    return digest_of(r, read_text(r, object, key), key);
}

static struct bytes read_bytes(struct reader *r, const json_t *object, const char *key)
{
    struct str text = read_text(r, object, key);
    size_t cap = text.len, len = 0;
    uint8_t *bytes = arena_take(r->arena, cap);
    if (text.len == 0 || !base64_parse(text, bytes, cap, &len)) wrong(r, key);
    return (struct bytes){bytes, len};
}

static struct tree_head read_head(struct reader *r, const json_t *object, const char *key)
{
    const json_t *head = json_object_get(object, key);
    if (!json_is_object(head)) {
        wrong(r, key);
        return (struct tree_head){0};
    }
    return (struct tree_head){read_number(r, head, "size"), read_digest(r, head, "root")};
}

static void read_path(struct reader *r, const json_t *object, struct proof *ret)
{
    const json_t *path = json_object_get(object, "path");
    if (!json_is_array(path) || json_array_size(path) > COUNT(ret->path)) {
        wrong(r, "path");
        return;
    }
    ret->count = (uint32_t)json_array_size(path);
    for (uint32_t i = 0; i < ret->count; i++) {
        const char *text = json_string_value(json_array_get(path, i));
        ret->path[i] = digest_of(r, text != NULL ? str_of(text) : STR(""), "path");
    }
}

static void read_members(struct reader *r, const json_t *object, struct paper *ret)
{
    struct str kind = read_text(r, object, "kind");
    ret->origin = read_text(r, object, "origin");
    if (str_eq(kind, str_of(kinds[PAPER_INCLUSION]))) {
        ret->kind = PAPER_INCLUSION;
        ret->event = read_number(r, object, "event");
        ret->to.count = read_number(r, object, "size");
        ret->to.root = read_digest(r, object, "root");
        ret->leaf = read_digest(r, object, "leaf");
        ret->bytes = read_bytes(r, object, "bytes");
    } else if (str_eq(kind, str_of(kinds[PAPER_CONSISTENCY]))) {
        ret->kind = PAPER_CONSISTENCY;
        ret->from = read_head(r, object, "from");
        ret->to = read_head(r, object, "to");
    } else {
        wrong(r, "kind");
    }
    read_path(r, object, &ret->proof);
}

bool paper_read(struct str text, struct arena *arena, struct paper *ret, struct str *ret_why)
{
    struct reader r = {.arena = arena};
    *ret = (struct paper){0};
    *ret_why = STR("JSON");
    if (text.len == 0 || text.len > PAPER_BYTES_MAX) return false;
    json_t *root = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, NULL);
    if (json_is_object(root))
        read_members(&r, root, ret);
    else
        wrong(&r, "JSON");
    json_decref(root);
    *ret_why = r.wrong;
    return !str_is(r.wrong);
}

/* --- Checking --------------------------------------------------------------------------------- */

bool paper_holds(const struct paper *paper, struct finding *ret_why)
{
    *ret_why = (struct finding){.kind = FINDING_PROOF_BROKEN, .event = paper->event};
    if (paper->kind == PAPER_CONSISTENCY)
        return proof_continues(&paper->proof, paper->from, paper->to);
    if (!digest_eq(merkle_leaf(paper->bytes), paper->leaf)) {
        ret_why->kind = FINDING_PROOF_OTHER_LEAF;
        return false;
    }
    return proof_includes(&paper->proof, paper->leaf, paper->event - 1, paper->to);
}
