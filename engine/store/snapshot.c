#include "engine/store/snapshot.h"

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/store/log_priv.h"
#include "engine/store/seal.h"

enum {
    NAME_BYTES = 8 + DIGEST_BYTES,          /* position, root: what the seal is named by */
    HEAD_BYTES = SEAL_BYTES + DIGEST_BYTES, /* a row: seal, root, then the state */
    SEEN_MAX = 4 * SNAPSHOTS_KEPT,          /* no more are ever left standing */
};

struct positions {
    uint64_t at[SEEN_MAX]; /* ascending */
    uint32_t count;
};

static void name_print(struct tree_head head, uint8_t ret[NAME_BYTES])
{
    be64_put(ret, head.count);
    memcpy(ret + 8, head.root.at, DIGEST_BYTES);
}

static err_t collect(struct table_walk *walk, struct positions *ret)
{
    const uint64_t first = 0;
    struct row row;
    TRY(table_walk_from(walk, seq_key(&first), &row));
    while (row.key.ptr != NULL && row.key.len == sizeof first && ret->count < SEEN_MAX) {
        memcpy(&ret->at[ret->count++], row.key.ptr, sizeof first);
        TRY(table_walk_next(walk, &row));
    }
    return OK;
}

static err_t find_positions(struct log *log, struct positions *ret)
{
    struct table_walk walk;
    *ret = (struct positions){0};
    TRY(table_walk_begin(log->tables, TABLE_SNAPSHOTS, &walk));
    err_t e = collect(&walk, ret);
    table_walk_end(&walk);
    return e;
}

/* Leaves the newest `leave` of those standing. */
static void drop_oldest(struct log_txn *txn, const struct positions *standing, uint32_t leave)
{
    for (uint32_t i = 0; i + leave < standing->count; i++) {
        struct bytes key = seq_key(&standing->at[i]);
        log_add(txn, &(struct put){TABLE_SNAPSHOTS, PUT_DELETE, .key = key});
    }
}

/* A state may be fifty megabytes, read whenever a store is opened: it is summed up at the speed
 * of memory, and the sum is sealed. */
static void state_seal(struct tree_head head, struct bytes state, uint8_t ret[SEAL_BYTES])
{
    uint8_t name[NAME_BYTES];
    struct fingerprint print = fingerprint_of(state.ptr, state.len);
    name_print(head, name);
    seal_print((struct bytes){name, sizeof name},
               (struct bytes){(const uint8_t *)print.lane, sizeof print.lane}, ret);
}

static void put_row(struct log_txn *txn, struct tree_head head, struct bytes state)
{
    uint8_t row[HEAD_BYTES];
    state_seal(head, state, row);
    memcpy(row + SEAL_BYTES, head.root.at, DIGEST_BYTES);
    log_add(txn, &(struct put){TABLE_SNAPSHOTS, PUT_OVER, seq_key(&head.count),
                               (struct bytes){row, sizeof row}, state});
}

/* `state` NULL: clear them all. */
static enum append_result replace(struct log *log, struct tree_head head, const struct bytes *state,
                                  err_t *ret_fault)
{
    struct log_txn txn;
    struct positions standing;
    *ret_fault = OK;
    if (log_begin_at_head(log, &txn) == APPEND_OK) {
        *ret_fault = find_positions(log, &standing);
        if (is_err(*ret_fault)) {
            log_abort(&txn);
            return APPEND_FAULT;
        }
        drop_oldest(&txn, &standing, state != NULL ? SNAPSHOTS_KEPT - 1 : 0);
        if (state != NULL) put_row(&txn, head, *state);
    }
    enum append_result result = log_commit(&txn);
    *ret_fault = txn.fault;
    return result;
}

/* Events coming in while the map grows are no reason to give up. */
static err_t replace_patiently(struct log *log, struct tree_head head, const struct bytes *state)
{
    err_t fault;
    while (replace(log, head, state, &fault) == APPEND_CONFLICT) continue;
    return fault;
}

static err_t is_of_this_log(struct log *log, struct tree_head head, bool *ret)
{
    struct digest root;
    err_t e = log_root(log, head.count, &root);
    *ret = !is_err(e) && digest_eq(root, head.root);
    return e.code == ERR_RANGE ? OK : e;
}

/* Copies the state out when the row is whole; leaves `ret->state` empty otherwise. */
static err_t read_row(struct log *log, uint64_t count, struct arena *arena, struct snapshot *ret)
{
    struct bytes row, state;
    struct tree_head head = {.count = count};
    TRY(tables_find(log->tables, TABLE_SNAPSHOTS, seq_key(&count), &row));
    if (row.ptr == NULL || row.len < HEAD_BYTES) return OK;
    memcpy(head.root.at, row.ptr + SEAL_BYTES, DIGEST_BYTES);

    uint8_t seal[SEAL_BYTES];
    bool ours;
    TRY(is_of_this_log(log, head, &ours));
    if (!ours) return OK;
    state.len = row.len - HEAD_BYTES;
    uint8_t *copy = arena_take(arena, state.len);
    if (state.len > 0) memcpy(copy, row.ptr + HEAD_BYTES, state.len);
    state.ptr = copy;
    state_seal(head, state, seal); /* of the copy: what is used is what was looked at */
    if (memcmp(seal, row.ptr, SEAL_BYTES) == 0) *ret = (struct snapshot){head, state};
    return OK;
}

static err_t find_latest(struct log *log, uint64_t upto, struct arena *arena, struct snapshot *ret)
{
    struct positions standing;
    TRY(find_positions(log, &standing));
    for (uint32_t i = standing.count; i-- > 0 && ret->state.ptr == NULL;)
        if (standing.at[i] <= upto) TRY(read_row(log, standing.at[i], arena, ret));
    return OK;
}

err_t snapshot_put(struct log *log, struct tree_head head, struct bytes state)
{
    bool ours;
    if (state.len > SNAPSHOT_BYTES_MAX) return err(ERR_RANGE, "keep so large a snapshot");
    TRY(is_of_this_log(log, head, &ours));
    if (!ours) return (err_t){ERR_RANGE, 0, "keep a snapshot of another log", head.count};
    return replace_patiently(log, head, &state);
}

err_t snapshot_latest(struct log *log, uint64_t upto, struct arena *arena, struct snapshot *ret)
{
    struct snapshot found = {0};
    TRY(log_usable(log));
    TRY(tables_read_begin(log->tables));
    err_t e = find_latest(log, upto, arena, &found);
    tables_read_end(log->tables);
    TRY(e);
    *ret = found;
    return OK;
}

err_t snapshot_clear(struct log *log)
{
    return replace_patiently(log, (struct tree_head){0}, NULL);
}
