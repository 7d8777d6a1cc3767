#include "engine/base/check.h"
#include "engine/store/log_priv.h"
#include "engine/store/seal.h"

/* Ends the transaction with what went wrong; the first thing stands. */
static enum append_result fail(struct log_txn *txn, enum append_result result, err_t fault)
{
    if (txn->held) tables_abort(txn->log->tables);
    txn->held = false;
    if (txn->result != APPEND_OK) return txn->result;
    txn->result = result;
    txn->fault = fault;
    return result;
}

/* A failed write ends the handle (I5): what the file holds now is for a fresh look to tell. */
static enum append_result fail_write(struct log_txn *txn, err_t fault)
{
    struct log *log = txn->log;
    if (!tables_write_failed(fault)) return fail(txn, APPEND_FAULT, fault);
    bool doubt = tables_in_doubt(log->tables);
    if (doubt) fault.code = ERR_UNKNOWN;
    log->stopped = fault;
    return fail(txn, doubt ? APPEND_UNKNOWN : APPEND_FAULT, fault);
}

/* Takes the lock and looks at the head; `any_head` accepts whatever is there. */
static enum append_result take_lock(struct log_txn *txn, bool any_head)
{
    struct log *log = txn->log;
    err_t e = tables_write_begin(log->tables);
    if (is_err(e)) return fail(txn, APPEND_FAULT, e);
    txn->held = true;
    e = log_refresh(log);
    if (is_err(e)) return fail(txn, APPEND_FAULT, e);
    if (any_head) txn->expected = log->tree.count;
    if (log->tree.count != txn->expected) return fail(txn, APPEND_CONFLICT, OK);
    return APPEND_OK;
}

static enum append_result begin(struct log *log, uint64_t expected, bool any_head,
                                struct log_txn *txn)
{
    *txn = (struct log_txn){.log = log, .result = APPEND_OK, .fault = OK, .expected = expected};
    batch_clear(&log->batch);
    err_t e = log_usable(log);
    if (!is_err(e) && log->mode == LOG_READ) e = err(ERR_READONLY, "append to a log for reading");
    if (is_err(e)) return fail(txn, APPEND_FAULT, e);
    (void)take_lock(txn, any_head);
    txn->next = txn->expected + 1;
    return txn->result;
}

enum append_result log_begin(struct log *log, uint64_t expected, struct log_txn *txn)
{
    return begin(log, expected, false, txn);
}

enum append_result log_begin_at_head(struct log *log, struct log_txn *txn)
{
    return begin(log, 0, true, txn);
}

void log_add(struct log_txn *txn, const struct put *put)
{
    if (txn->result != APPEND_OK) return;
    CHECK(txn->held);
    if (!batch_add(&txn->log->batch, put))
        (void)fail(txn, APPEND_FAULT, err(ERR_RANGE, "fit the batch into its bound"));
}

uint64_t log_put(struct log_txn *txn, struct bytes event)
{
    CHECK(event.len > 0 && event.len <= EVENT_BYTES_MAX);
    log_add(txn, &(struct put){TABLE_EVENTS, PUT_LAST, .value = event});
    return txn->result == APPEND_OK ? txn->next++ : 0;
}

void log_key_put(struct log_txn *txn, struct bytes id, struct bytes value)
{
    CHECK(id.len > 0 && id.len <= KEY_ID_BYTES_MAX);
    CHECK(value.len <= KEY_VALUE_BYTES_MAX);
    uint8_t seal[SEAL_BYTES];
    seal_print(id, value, seal);
    log_add(txn, &(struct put){TABLE_KEYS, PUT_NEW, id, {seal, sizeof seal}, value});
}

void log_index(struct log_txn *txn, struct str subject, uint64_t seq)
{
    uint8_t key[SUBJECT_KEY_BYTES_MAX];
    if (txn->result != APPEND_OK) return;
    CHECK(seq > txn->expected && seq < txn->next);
    struct bytes row = subject_key(subject, seq, key);
    log_add(txn, &(struct put){TABLE_SUBJECTS, PUT_OVER, .key = row});
}

/* One event's row: the nodes it completes, then its bytes. */
static err_t write_event(struct tables *tables, struct merkle *tree, struct bytes event)
{
    uint8_t *room;
    struct merkle_done done;
    merkle_append(tree, merkle_leaf(event), &done);
    size_t head = done.count * (size_t)DIGEST_BYTES;
    TRY(tables_put_room(tables, TABLE_EVENTS, seq_key(&tree->count), head + event.len, &room));
    memcpy(room, done.node, head);
    memcpy(room + head, event.ptr, event.len);
    return OK;
}

static err_t write_put(struct tables *tables, struct merkle *tree, const struct put *put)
{
    if (put->table == TABLE_EVENTS) return write_event(tables, tree, put->value);
    return tables_put(tables, put->table, put->mode, put->key, put->value);
}

/* Everything in the batch, then the head, then the commit: one transaction (I2). */
static err_t write_batch(struct log_txn *txn, struct merkle *tree)
{
    struct tables *tables = txn->log->tables;
    struct put put;
    for (size_t at = 0; batch_next(&txn->log->batch, &at, &put);)
        TRY(write_put(tables, tree, &put));
    struct tree_head head = {tree->count, merkle_root(tree)};
    if (txn->log->batch.len > 0) TRY(head_write(tables, head));
    txn->held = false;
    TRY(tables_commit(tables));
    txn->log->tree = *tree;
    txn->log->root = head.root;
    return OK;
}

/* Lets the lock go, as the map can't move under a transaction, and takes it again. */
static enum append_result begin_larger(struct log_txn *txn)
{
    if (txn->held) tables_abort(txn->log->tables);
    txn->held = false;
    err_t e = tables_grow(txn->log->tables);
    if (is_err(e)) return fail(txn, APPEND_FAULT, e);
    return take_lock(txn, false);
}

enum append_result log_commit(struct log_txn *txn)
{
    struct log *log = txn->log;
    while (txn->result == APPEND_OK) {
        CHECK(txn->held);
        struct merkle tree = log->tree;
        err_t e = write_batch(txn, &tree);
        if (!is_err(e)) break;
        if (tables_want_room(e))
            (void)begin_larger(txn);
        else if (e.code == ERR_EXISTS)
            (void)fail(txn, APPEND_CONFLICT, OK); /* an idempotency id is taken */
        else
            (void)fail_write(txn, e);
    }
    return txn->result;
}

void log_abort(struct log_txn *txn)
{
    (void)fail(txn, APPEND_FAULT, err(ERR_IO, "use a transaction that was given up"));
}

enum append_result log_append(struct log *log, uint64_t expected, const struct bytes *events,
                              uint32_t count, err_t *ret_fault)
{
    struct log_txn txn;
    if (log_begin(log, expected, &txn) == APPEND_OK)
        for (uint32_t i = 0; i < count; i++) (void)log_put(&txn, events[i]);
    enum append_result result = log_commit(&txn);
    if (ret_fault != NULL) *ret_fault = txn.fault;
    return result;
}
