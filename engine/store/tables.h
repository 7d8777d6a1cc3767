/* engine/store/tables.h - ordered tables of bytes in one file: the only door to LMDB.
 *
 * Durable (LMDB flags 0: data synced, then the meta page, before a commit returns), one writer
 * at a time across processes, readers that see one unchanging state. It knows nothing of events
 * or hashes. LMDB keeps no checksums: what comes out is inside the file, and no more than that
 * is promised.
 *
 * A `struct tables` belongs to one thread at a time, and a process opens a file once (ERR_BUSY
 * the second time). All
 * reading shares one read transaction: it begins with the first reader and ends with the last. */
#ifndef ENGINE_STORE_TABLES_H
#define ENGINE_STORE_TABLES_H

#include "engine/base/bytes.h"
#include "engine/base/err.h"

enum table {
#define TABLE(name, disk, keys) TABLE_##name,
#include "engine/store/tables.def"
#undef TABLE
};

enum { TABLES_BYTES_FIRST = 16 * 1024 * 1024 }; /* a new file; it doubles when it's full */

struct tables;

/* A new file with all tables, in an existing empty directory. Nothing is left open. */
MUST_USE err_t tables_create(const char *dir);

/* ERR_MISSING when there is no such file or not these tables in it, ERR_CORRUPT when the file is
 * cut short or its head pages disagree. */
MUST_USE err_t tables_open(struct tables **ret, const char *dir, bool write);
void tables_close(struct tables *tables);

/* A consistent copy of the file in an existing empty directory, synced. */
MUST_USE err_t tables_copy(struct tables *tables, const char *dir);

struct tables_usage {
    uint64_t file_bytes, used_bytes;
    uint32_t readers;
};

MUST_USE err_t tables_usage(struct tables *tables, struct tables_usage *ret);

/* --- Reading: begin and end come in pairs and may nest -------------------------------------- */

MUST_USE err_t tables_read_begin(struct tables *tables);
void tables_read_end(struct tables *tables);
uint32_t tables_readers(const struct tables *tables);

/* Between begin and end, or in a write transaction. Borrowed until that ends; ptr NULL when
 * there is nothing under the key. */
MUST_USE err_t tables_find(struct tables *tables, enum table table, struct bytes key,
                           struct bytes *ret);
/* Which commit is being looked at; a write transaction makes the next. Only a compacted copy of
 * the file begins anew. */
uint64_t tables_commit_number(const struct tables *tables);

MUST_USE err_t tables_count(struct tables *tables, enum table table, uint64_t *ret);

struct row {
    struct bytes key, value; /* borrowed; key.ptr is NULL past the last row */
};

/* Walks rows in the order of their keys, beginning at the first at or after `from`. */
struct table_walk {
    struct tables *tables;
    void *cursor;
    uintptr_t page; /* the last one looked through */
};

MUST_USE err_t table_walk_begin(struct tables *tables, enum table table, struct table_walk *ret);
MUST_USE err_t table_walk_from(struct table_walk *walk, struct bytes from, struct row *ret);
MUST_USE err_t table_walk_next(struct table_walk *walk, struct row *ret);
MUST_USE err_t table_walk_last(struct table_walk *walk, struct row *ret);
void table_walk_end(struct table_walk *walk);

/* --- Writing: nobody may be reading when it begins and when it is committed ------------------ */

/* Waits for the writer's lock. */
MUST_USE err_t tables_write_begin(struct tables *tables);
MUST_USE err_t tables_commit(struct tables *tables); /* ends it, whatever comes out */
void tables_abort(struct tables *tables);            /* fine when nothing is begun */

enum put_mode {
    PUT_LAST, /* after every key there is; room for the value, filled in by the caller */
    PUT_NEW,  /* ERR_EXISTS when the key is taken */
    PUT_OVER,
    PUT_DELETE, /* fine when the key isn't there */
};

MUST_USE err_t tables_put(struct tables *tables, enum table table, enum put_mode mode,
                          struct bytes key, struct bytes value);

/* PUT_LAST without copying: the caller fills `len` bytes at *ret before the next call. */
MUST_USE err_t tables_put_room(struct tables *tables, enum table table, struct bytes key,
                               size_t len, uint8_t **ret);

/* --- When something fails -------------------------------------------------------------------- */

/* The transaction didn't fit; it is gone. tables_grow doubles the file, then do it again. */
bool tables_want_room(err_t e);
MUST_USE err_t tables_grow(struct tables *tables);

/* Whether a fault means that bytes may have failed to reach the disk. */
bool tables_write_failed(err_t e);

/* After a failed commit: whether it might be there all the same, because what failed was the
 * one write that makes it valid. */
bool tables_in_doubt(struct tables *tables);

#endif
