/* engine/store/log_priv.h - what the files of the log share; nobody else includes it. */
#ifndef ENGINE_STORE_LOG_PRIV_H
#define ENGINE_STORE_LOG_PRIV_H

#include "engine/store/batch.h"
#include "engine/store/log.h"
#include "engine/store/tables.h"

struct log {
    struct tables *tables;
    enum log_mode mode;
    err_t stopped;      /* I5: set once, by the write that failed */
    struct merkle tree; /* the frontier at the last head seen; true for good, as the log grows */
    struct digest root; /* of that tree */
    struct batch batch; /* of the transaction that is open */
    char origin[ORIGIN_BYTES_MAX + 1];
    char dir[LOG_PATH_BYTES_MAX + 1];
};

/* ERR with its first cause once a write has failed. */
MUST_USE err_t log_usable(const struct log *log);

/* `ret` is the directory's name without slashes at its end. */
MUST_USE err_t log_plain_path(const char *dir, char ret[LOG_PATH_BYTES_MAX + 1]);

/* Inside a write transaction. */
MUST_USE err_t facts_write(struct tables *tables, struct str origin);
MUST_USE err_t head_write(struct tables *tables, struct tree_head head);

/* Brings log->tree to the stored head, checking one against the other; inside a reading or a
 * write transaction. */
MUST_USE err_t log_refresh(struct log *log);

/* The keys of the numbered tables are numbers in the machine's own order (LMDB's integer keys). */
static inline struct bytes seq_key(const uint64_t *seq)
{
    return (struct bytes){(const uint8_t *)seq, sizeof *seq};
}

enum { SUBJECT_KEY_BYTES_MAX = 1 + SUBJECT_BYTES_MAX + 8 };

/* length || subject || number: the length in front keeps one subject from being another's
 * beginning, the number big-endian keeps events in order. Borrowed from `room`. */
struct bytes subject_key(struct str subject, uint64_t seq, uint8_t room[SUBJECT_KEY_BYTES_MAX]);

/* Where proofs get their nodes; inside a reading. */
struct merkle_source log_nodes(struct log *log);

/* Adds a put to the open transaction, unless that has failed already. */
void log_add(struct log_txn *txn, const struct put *put);

/* The hashes that stand before an event in its row. */
size_t record_head_bytes(uint64_t seq);

struct record {
    struct bytes hashes, event; /* borrowed */
    struct digest leaf;         /* as stored */
};

/* False when the row can't be one of event `seq`. Doesn't check the hash. */
bool record_parse(uint64_t seq, struct bytes row, struct record *ret);

#endif
