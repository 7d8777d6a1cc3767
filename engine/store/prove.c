#include "engine/base/check.h"
#include "engine/store/log_priv.h"

/* What a proof is asked about; which of the three decides the members that count. */
struct question {
    enum { ASK_ROOT, ASK_EVENT, ASK_GROWTH } about;
    uint64_t from, to;
};

static err_t in_range(struct log *log, const struct question *q)
{
    TRY(log_refresh(log));
    bool is = q->to <= log->tree.count && q->from <= q->to && (q->about == ASK_ROOT || q->from > 0);
    return is ? OK : (err_t){ERR_RANGE, 0, "find that position in the log", q->to};
}

static err_t root_at(struct log *log, uint64_t count, struct digest *ret)
{
    struct merkle tree;
    TRY(merkle_load(log_nodes(log), count, &tree));
    *ret = merkle_root(&tree);
    return OK;
}

static err_t answer(struct log *log, const struct question *q, struct digest *ret_root,
                    struct proof *ret_proof)
{
    TRY(in_range(log, q));
    switch (q->about) {
    case ASK_ROOT: return root_at(log, q->to, ret_root);
    case ASK_EVENT: return proof_inclusion(log_nodes(log), q->from - 1, q->to, ret_proof);
    case ASK_GROWTH: return proof_consistency(log_nodes(log), q->from, q->to, ret_proof);
    }
    return OK;
}

static err_t ask(struct log *log, const struct question *q, struct digest *ret_root,
                 struct proof *ret_proof)
{
    TRY(log_usable(log));
    TRY(tables_read_begin(log->tables));
    err_t e = answer(log, q, ret_root, ret_proof);
    tables_read_end(log->tables);
    return e;
}

err_t log_root(struct log *log, uint64_t count, struct digest *ret)
{
    return ask(log, &(struct question){ASK_ROOT, 0, count}, ret, NULL);
}

err_t log_prove_event(struct log *log, uint64_t seq, uint64_t count, struct proof *ret)
{
    return ask(log, &(struct question){ASK_EVENT, seq, count}, NULL, ret);
}

err_t log_prove_growth(struct log *log, uint64_t from, uint64_t to, struct proof *ret)
{
    return ask(log, &(struct question){ASK_GROWTH, from, to}, NULL, ret);
}

/* The nodes stored with an event against those that the tree up to it has; in the row they end
 * where the event begins. */
static err_t check_nodes(const struct log_cursor *cursor, const struct merkle_done *done)
{
    size_t bytes = record_head_bytes(cursor->seq);
    CHECK(bytes == done->count * (size_t)DIGEST_BYTES);
    bool same = memcmp(cursor->event.ptr - bytes, done->node, bytes) == 0;
    return same ? OK
                : (err_t){ERR_CORRUPT, 0, "compare the stored nodes with the tree", cursor->seq};
}

static err_t check_events(struct log_cursor *cursor, struct merkle *tree)
{
    struct merkle_done done;
    while (log_next(cursor)) {
        merkle_append(tree, cursor->leaf, &done);
        TRY(check_nodes(cursor, &done));
    }
    return OK;
}

err_t log_check(struct log *log)
{
    struct log_cursor cursor;
    struct merkle tree = {0};
    struct tree_head head;
    struct digest root;
    TRY(log_head(log, &head));
    log_read(log, 1, head.count, &cursor);
    err_t e = check_events(&cursor, &tree);
    TRY(log_read_end(&cursor));
    TRY(e);
    root = merkle_root(&tree);
    if (tree.count != head.count || !digest_eq(root, head.root))
        return (err_t){ERR_CORRUPT, 0, "compare the root with the head", head.count};
    return OK;
}
