/* engine/store/log.h - the append-only event log: numbered bytes, each kept by a hash tree.
 *
 * It sees bytes and never what they mean. Events are numbered from 1 without gaps, are never
 * changed and never removed. What it answers for:
 *
 *   I1  A batch is kept whole or not at all, and once acknowledged it survives a power cut.
 *   I2  The events, the Merkle nodes, the head and the batch's keys move in one transaction.
 *   I3  Every event read was checked against its leaf hash; damage is ERR_CORRUPT with the
 *       event's number in `at`, never wrong bytes.
 *   I4  Any number of processes may use one store; appends happen one at a time.
 *   I5  After a write that failed half way nothing more is asked of this handle: each call
 *       returns that fault until the log is opened again.
 *
 * A `struct log` belongs to one thread at a time. The bytes on disk are told in log.c. Nothing
 * here names the database behind it, so that another one can stand there. */
#ifndef ENGINE_STORE_LOG_H
#define ENGINE_STORE_LOG_H

#include "engine/base/bytes.h"
#include "engine/base/err.h"
#include "engine/base/limits.h"
#include "engine/base/str.h"
#include "engine/proof/note.h"

enum {
    KEY_ID_BYTES_MAX = 200,              /* an idempotency id */
    KEY_VALUE_BYTES_MAX = 64 * 1024,     /* what is remembered under it */
    SUBJECT_BYTES_MAX = 200,             /* a subject of the index */
    BATCH_BYTES_MAX = 256 * 1024 * 1024, /* everything put between begin and commit */
    LOG_PATH_BYTES_MAX = 3000,           /* a store's directory name */
};

enum log_mode { LOG_READ, LOG_WRITE };

enum append_result {
    APPEND_OK,
    APPEND_CONFLICT, /* the head has moved, or a key is taken: nothing kept; look and decide anew */
    APPEND_FAULT,    /* nothing kept; `fault` says why */
    APPEND_UNKNOWN,  /* may be there or not: open again and look; `fault` says why */
};

struct log; /* opaque: it owns locks and handles */

/* --- Making, opening, closing ------------------------------------------------------------- */

/* Makes the directory `dir` (mode 0700) with an empty log and a signing key in it, synced. It
 * is made under another name beside it and renamed, so a half-made store never stands there.
 * `origin` is the name that checkpoints will carry. ERR_EXISTS when anything but an empty
 * directory is there. */
MUST_USE err_t log_create(const char *dir, struct str origin);

/* A copy of the log as it stands, made while others read and write, as a store of its own in
 * `dir`, under the same rules as log_create. The signing key stays behind: a copy can be read,
 * checked and appended to, and signs only once somebody puts the key there. Nobody may have a
 * transaction of this handle open. */
MUST_USE err_t log_copy(struct log *log, const char *dir);

/* LOG_READ never writes the log, but every reader signs in to the lock file beside it (on a
 * read-only file system, and where it may not write that file, it goes without; a writer may then
 * use pages anew that are being read, which I3 makes a fault and never a wrong answer). Faults:
 * ERR_MISSING (no store here), ERR_NEWER, ERR_CORRUPT (also a file cut short), ERR_DENIED,
 * ERR_READONLY, ERR_FULL, ERR_BUSY (this process has it open), ERR_IO. A store that isn't one of
 * ours is left as it is. Clears what dead readers left behind. */
MUST_USE err_t log_open(struct log **ret, const char *dir, enum log_mode mode);
void log_close(struct log *log); /* NULL is fine; no cursor or transaction may be open */

/* The last committed event's number and the root over all events, now. */
MUST_USE err_t log_head(struct log *log, struct tree_head *ret);

/* What the store takes, for whoever watches over it. */
struct log_usage {
    uint64_t file_bytes; /* how far the file reaches; what isn't used is a hole */
    uint64_t used_bytes; /* up to the last page ever used */
    uint32_t readers;    /* places taken in the table of readers, the dead ones too */
};

MUST_USE err_t log_usage(struct log *log, struct log_usage *ret);

/* Borrowed for the life of the handle. */
struct str log_origin(const struct log *log);
const char *log_dir(const struct log *log);

/* --- Appending ---------------------------------------------------------------------------- */

/* On the caller's stack; the members are the log's own, but `fault` may be read. */
struct log_txn {
    struct log *log;
    enum append_result result; /* the first thing that went wrong; later puts do nothing */
    err_t fault;               /* set with APPEND_FAULT and APPEND_UNKNOWN */
    uint64_t expected, next;   /* the head it builds on; the number of the next event put */
    bool held;                 /* the writer's lock is ours */
};

/* Takes the one writer's lock, waiting for it (no cursor of this handle may be open from here to
 * the commit, as the map may move), and looks whether the head is still `expected`.
 * Anything but APPEND_OK holds nothing; ending the transaction is then allowed, not needed. */
MUST_USE enum append_result log_begin(struct log *log, uint64_t expected, struct log_txn *txn);

/* The same, on whatever the head is; txn->expected says. */
MUST_USE enum append_result log_begin_at_head(struct log *log, struct log_txn *txn);

/* The number the event will have, 0 when the transaction already failed. The bytes are copied.
 * An event is 1 to EVENT_BYTES_MAX bytes. */
uint64_t log_put(struct log_txn *txn, struct bytes event);

/* Remembers `value` under an idempotency id of 1 to KEY_ID_BYTES_MAX bytes; when the id is
 * taken the whole batch ends as APPEND_CONFLICT. */
void log_key_put(struct log_txn *txn, struct bytes id, struct bytes value);

/* Notes that event `seq` of this batch is about `subject` (1 to SUBJECT_BYTES_MAX bytes). */
void log_index(struct log_txn *txn, struct str subject, uint64_t seq);

/* Everything put is on disk when this returns APPEND_OK. Frees the lock in every case. When the
 * map had to grow, the lock was let go for a moment and another may have come in between:
 * APPEND_CONFLICT then, as at the beginning. */
MUST_USE enum append_result log_commit(struct log_txn *txn);
void log_abort(struct log_txn *txn);

/* Begin, put each, commit. `ret_fault` is set with APPEND_FAULT and APPEND_UNKNOWN; may be NULL. */
MUST_USE enum append_result log_append(struct log *log, uint64_t expected,
                                       const struct bytes *events, uint32_t count,
                                       err_t *ret_fault);

/* --- Reading ------------------------------------------------------------------------------ */

/* Walks events in order. Between renewals it sees one unchanging state; as the log only grows,
 * renewing changes nothing but the room that writers may reuse. Close it soon all the same: a
 * cursor left open makes the file grow. */
struct log_cursor {
    uint64_t seq;       /* of the event last returned */
    struct bytes event; /* borrowed until the next call with this cursor */
    struct digest leaf; /* its leaf hash, checked */
    err_t err;          /* the first fault; the walk ends there */
    struct log *log;    /* from here on private */
    void *walk;
    uint64_t next, to, since_renewal;
};

/* From event `from` (at least 1) up to and with `to`, or the head where that is less;
 * UINT64_MAX means the head. Faults show at log_read_end. */
void log_read(struct log *log, uint64_t from, uint64_t to, struct log_cursor *cursor);
bool log_next(struct log_cursor *cursor);
MUST_USE err_t log_read_end(struct log_cursor *cursor);

/* One event, copied into `arena`. ERR_RANGE when there is no such number. */
MUST_USE err_t log_get(struct log *log, uint64_t seq, struct arena *arena, struct bytes *ret);

/* What was remembered under an id; `ret->ptr` is NULL when there is nothing. */
MUST_USE err_t log_key_find(struct log *log, struct bytes id, struct arena *arena,
                            struct bytes *ret);

struct seqs {
    uint64_t *at; /* ascending */
    uint32_t count;
};

/* The events noted under a subject, in `arena`. The index carries no proof: check that an
 * event read through it is about the subject. */
MUST_USE err_t log_subject_seqs(struct log *log, struct str subject, struct arena *arena,
                                struct seqs *ret);

/* --- Proving ------------------------------------------------------------------------------ */

/* The root as it was when the log had `count` events. */
MUST_USE err_t log_root(struct log *log, uint64_t count, struct digest *ret);

/* That event `seq` is in the log as of `count` events; 1 <= seq <= count <= head. */
MUST_USE err_t log_prove_event(struct log *log, uint64_t seq, uint64_t count, struct proof *ret);

/* That the log at `to` continues the log at `from`; 1 <= from <= to <= head. */
MUST_USE err_t log_prove_growth(struct log *log, uint64_t from, uint64_t to, struct proof *ret);

/* Reads everything: each event against its hash, each stored node and the head against the
 * tree computed anew. The first fault, with the event's number in `at`. */
MUST_USE err_t log_check(struct log *log);

#endif
