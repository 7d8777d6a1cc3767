#include "engine/store/tables.h"

#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "engine/base/check.h"
#include "engine/store/once.h"
#include "engine/store/page.h"
#include "engine/store/probe.h"

enum { BYTES, NUMBER };

static const struct {
    const char *disk;
    unsigned flags;
} specs[] = {
#define TABLE(name, disk, keys) [TABLE_##name] = {disk, keys == NUMBER ? MDB_INTEGERKEY : 0},
#include "engine/store/tables.def"
#undef TABLE
};

enum {
    PATH_BYTES_MAX = 4096,
    READERS_MAX = 510,
    LOCK_BYTES = 64 * (READERS_MAX + 2), /* LMDB: a cache line for each reader, two for itself */
    WRITE_BYTES = 256 * 1024,            /* it writes 64 pages of 4 KiB at a time */
};

struct tables {
    struct once once;
    MDB_env *env;
    MDB_txn *read, *write; /* NULL when there is none; `read` is kept between readings */
    MDB_dbi dbi[COUNT(specs)];
    uint32_t readers;
    size_t page_bytes;
    char path[PATH_BYTES_MAX];
};

static enum err_code system_code(int number)
{
    switch (number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return ERR_FULL;
    case EACCES:
    case EPERM:
    case EROFS: return ERR_READONLY;
    case ENOENT: return ERR_MISSING;
    }
    return ERR_IO;
}

static enum err_code lmdb_code(int rc)
{
    switch (rc) {
    case MDB_MAP_FULL:
    case MDB_TXN_FULL: return ERR_FULL;
    case MDB_KEYEXIST: return ERR_EXISTS;
    case MDB_VERSION_MISMATCH: return ERR_NEWER;
    case MDB_READERS_FULL: return ERR_BUSY;
    case MDB_PANIC: return ERR_IO;
    }
    return ERR_CORRUPT; /* the rest are pages that contradict themselves */
}

static err_t from_lmdb(int rc, const char *step)
{
    if (rc == MDB_SUCCESS) return OK;
    return (err_t){rc > 0 ? system_code(rc) : lmdb_code(rc), rc, step, 0};
}

static MDB_val val_of(struct bytes b)
{
    return (MDB_val){b.len, (void *)(uintptr_t)b.ptr};
}
static struct bytes bytes_of(MDB_val v)
{
    return (struct bytes){v.mv_data, v.mv_size};
}

static bool lies_inside(const struct tables *tables, MDB_val value)
{
    return page_holds(value.mv_data, value.mv_size, tables->page_bytes);
}

static MDB_txn *current(const struct tables *tables)
{
    CHECK(tables->write != NULL || tables->readers > 0);
    return tables->write != NULL ? tables->write : tables->read;
}

/* --- Opening -------------------------------------------------------------------------------- */

static err_t open_handles(struct tables *tables, unsigned txn_flags, unsigned dbi_flags)
{
    MDB_txn *txn;
    TRY(from_lmdb(mdb_txn_begin(tables->env, NULL, txn_flags, &txn), "begin"));
    for (size_t i = 0; i < COUNT(specs); i++) {
        unsigned flags = specs[i].flags | (specs[i].disk != NULL ? dbi_flags : 0);
        int rc = mdb_dbi_open(txn, specs[i].disk, flags, &tables->dbi[i]);
        if (rc == MDB_SUCCESS) continue;
        mdb_txn_abort(txn);
        bool foreign = rc == MDB_NOTFOUND || rc == MDB_INCOMPATIBLE;
        return foreign ? err(ERR_MISSING, "find the log's tables") : from_lmdb(rc, "open a table");
    }
    return from_lmdb(mdb_txn_commit(txn), "commit the tables");
}

/* LMDB writes its lock file through a map: where the disk is full, a hole in that file would end
 * the process. So its room is taken before; nothing of this process may have it open, as closing
 * it here gives up the process's locks on it (POSIX, fcntl). */
static err_t reserve_lock_file(const char *dir)
{
    char path[PATH_BYTES_MAX];
    struct stat is;
    int len = snprintf(path, sizeof path, "%s/lock.mdb", dir);
    if (len < 0 || (size_t)len >= sizeof path) return err(ERR_RANGE, "name the lock file");
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) return OK; /* what that means is for the opening to say */
    bool whole = fstat(fd, &is) == 0 && is.st_blocks * 512 >= LOCK_BYTES;
    int number = whole ? 0 : posix_fallocate(fd, 0, LOCK_BYTES);
    (void)close(fd);
    return number == 0 || system_code(number) != ERR_FULL ? OK
                                                          : from_lmdb(number, "make the lock file");
}

static err_t open_env(struct tables *tables, const char *dir, size_t map_bytes, unsigned flags)
{
    TRY(from_lmdb(mdb_env_create(&tables->env), "make a database handle"));
    TRY(from_lmdb(mdb_env_set_maxdbs(tables->env, COUNT(specs)), "size the database handle"));
    TRY(from_lmdb(mdb_env_set_maxreaders(tables->env, READERS_MAX), "size the reader table"));
    TRY(from_lmdb(mdb_env_set_mapsize(tables->env, map_bytes), "size the map"));
    /* NOTLS: a read transaction belongs to the handle, not to the thread that began it. */
    TRY(from_lmdb(mdb_env_open(tables->env, dir, flags | MDB_NOTLS, 0600), "open the log"));
    MDB_stat stat;
    TRY(from_lmdb(mdb_env_stat(tables->env, &stat), "size the pages"));
    tables->page_bytes = stat.ms_psize;
    return OK;
}

/* The file is as long as the map, with a hole at its end: a damaged page can then lead LMDB
 * astray inside the map without a SIGBUS, and a shorter file is one that was cut. */
static err_t stretch_file(const struct tables *tables)
{
    MDB_envinfo info;
    struct stat is;
    TRY(from_lmdb(mdb_env_info(tables->env, &info), "size the map"));
    if (stat(tables->path, &is) != 0) return from_lmdb(errno, "size the log's file");
    if ((uint64_t)is.st_size >= info.me_mapsize) return OK;
    if (truncate(tables->path, (off_t)info.me_mapsize) != 0)
        return from_lmdb(errno, "stretch the log's file");
    return OK;
}

static err_t new_tables(const char *dir, struct tables **ret)
{
    struct tables *tables = calloc(1, sizeof *tables);
    CHECK(tables != NULL);
    int len = snprintf(tables->path, sizeof tables->path, "%s/data.mdb", dir);
    if (len < 0 || (size_t)len >= sizeof tables->path) {
        free(tables);
        return err(ERR_RANGE, "name the log's file");
    }
    *ret = tables;
    return OK;
}

static err_t open_existing(struct tables *tables, const char *dir, bool write)
{
    uint64_t file_bytes;
    int dead;
    TRY(probe_file(tables->path, &file_bytes));
    TRY(once_enter(&tables->once, tables->path));
    uint64_t pages = (file_bytes + 4095) / 4096 * 4096;
    size_t map_bytes = pages > TABLES_BYTES_FIRST ? (size_t)pages : TABLES_BYTES_FIRST;
    TRY(reserve_lock_file(dir));
    err_t e = open_env(tables, dir, map_bytes, write ? 0 : MDB_RDONLY);
    if (!write && e.code == ERR_READONLY) { /* the lock file is not ours to write */
        mdb_env_close(tables->env);
        e = open_env(tables, dir, map_bytes, MDB_RDONLY | MDB_NOLOCK);
    }
    TRY(e);
    TRY(from_lmdb(mdb_reader_check(tables->env, &dead), "clear dead readers"));
    TRY(open_handles(tables, MDB_RDONLY, 0));
    return write ? stretch_file(tables) : OK;
}

err_t tables_create(const char *dir)
{
    struct tables *tables;
    TRY(new_tables(dir, &tables));
    err_t e = reserve_lock_file(dir);
    if (!is_err(e)) e = open_env(tables, dir, TABLES_BYTES_FIRST, 0);
    if (!is_err(e)) e = stretch_file(tables);
    if (!is_err(e)) e = open_handles(tables, 0, MDB_CREATE);
    tables_close(tables);
    return e;
}

err_t tables_open(struct tables **ret, const char *dir, bool write)
{
    struct tables *tables;
    TRY(new_tables(dir, &tables));
    err_t e = open_existing(tables, dir, write);
    if (is_err(e))
        tables_close(tables);
    else
        *ret = tables;
    return e;
}

void tables_close(struct tables *tables)
{
    if (tables == NULL) return;
    CHECK(tables->readers == 0);
    CHECK(tables->write == NULL);
    if (tables->read != NULL) mdb_txn_abort(tables->read);
    if (tables->env != NULL) mdb_env_close(tables->env);
    once_leave(&tables->once);
    free(tables);
}

static err_t sync_file(const char *dir)
{
    char path[PATH_BYTES_MAX];
    int len = snprintf(path, sizeof path, "%s/data.mdb", dir);
    if (len < 0 || (size_t)len >= sizeof path) return err(ERR_RANGE, "name the copy's file");
    int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0) return from_lmdb(errno, "sync the copy");
    int number = fsync(fd) == 0 ? 0 : errno;
    close(fd);
    return from_lmdb(number, "sync the copy");
}

err_t tables_copy(struct tables *tables, const char *dir)
{
    CHECK(tables->write == NULL); /* copying takes the writer's lock for a moment */
    TRY(from_lmdb(mdb_env_copy(tables->env, dir), "copy the log"));
    return sync_file(dir);
}

err_t tables_usage(struct tables *tables, struct tables_usage *ret)
{
    MDB_envinfo info;
    TRY(from_lmdb(mdb_env_info(tables->env, &info), "measure the log"));
    *ret = (struct tables_usage){
        .file_bytes = info.me_mapsize,
        .used_bytes = (info.me_last_pgno + 1) * tables->page_bytes,
        .readers = info.me_numreaders,
    };
    return OK;
}

/* --- Reading -------------------------------------------------------------------------------- */

static int read_once(struct tables *tables)
{
    if (tables->read == NULL) return mdb_txn_begin(tables->env, NULL, MDB_RDONLY, &tables->read);
    int rc = mdb_txn_renew(tables->read);
    if (rc == MDB_SUCCESS) return rc;
    mdb_txn_abort(tables->read);
    tables->read = NULL;
    return rc;
}

/* Another process made the file larger: take over its size. */
static int adopt_size(struct tables *tables)
{
    return mdb_env_set_mapsize(tables->env, 0);
}

err_t tables_read_begin(struct tables *tables)
{
    if (tables->readers == 0) {
        int rc = read_once(tables);
        if (rc == MDB_MAP_RESIZED && tables->write == NULL) {
            rc = adopt_size(tables);
            if (rc == MDB_SUCCESS) rc = read_once(tables);
        }
        TRY(from_lmdb(rc, "begin reading"));
    }
    tables->readers++;
    return OK;
}

void tables_read_end(struct tables *tables)
{
    CHECK(tables->readers > 0);
    tables->readers--;
    if (tables->readers == 0) mdb_txn_reset(tables->read);
}

uint32_t tables_readers(const struct tables *tables)
{
    return tables->readers;
}

err_t tables_find(struct tables *tables, enum table table, struct bytes key, struct bytes *ret)
{
    MDB_val k = val_of(key), v;
    int rc = mdb_get(current(tables), tables->dbi[table], &k, &v);
    if (rc == MDB_NOTFOUND) {
        *ret = (struct bytes){0};
        return OK;
    }
    TRY(from_lmdb(rc, "look up a row"));
    if (!lies_inside(tables, v)) return err(ERR_CORRUPT, "look up a row");
    *ret = bytes_of(v);
    return OK;
}

uint64_t tables_commit_number(const struct tables *tables)
{
    return mdb_txn_id(current(tables)) - (tables->write != NULL ? 1 : 0);
}

err_t tables_count(struct tables *tables, enum table table, uint64_t *ret)
{
    MDB_stat stat;
    TRY(from_lmdb(mdb_stat(current(tables), tables->dbi[table], &stat), "count rows"));
    *ret = stat.ms_entries;
    return OK;
}

/* The key lies in the leaf page even where the value doesn't. A page is looked through once,
 * when the walk comes to it, before LMDB goes on to its other rows. */
static bool page_was_looked_at(struct table_walk *walk, const void *key)
{
    uintptr_t page = (uintptr_t)key / walk->tables->page_bytes;
    if (page == walk->page) return true;
    walk->page = page;
    return page_is_sound(key, walk->tables->page_bytes);
}

static err_t row_of(struct table_walk *walk, int rc, MDB_val key, MDB_val value, struct row *ret)
{
    if (rc == MDB_NOTFOUND) {
        *ret = (struct row){0};
        return OK;
    }
    TRY(from_lmdb(rc, "walk a table"));
    if (!page_was_looked_at(walk, key.mv_data) || !lies_inside(walk->tables, key) ||
        !lies_inside(walk->tables, value))
        return err(ERR_CORRUPT, "walk a table");
    *ret = (struct row){bytes_of(key), bytes_of(value)};
    return OK;
}

err_t table_walk_begin(struct tables *tables, enum table table, struct table_walk *ret)
{
    MDB_cursor *cursor;
    TRY(from_lmdb(mdb_cursor_open(current(tables), tables->dbi[table], &cursor), "open a walk"));
    *ret = (struct table_walk){tables, cursor, 0};
    return OK;
}

err_t table_walk_from(struct table_walk *walk, struct bytes from, struct row *ret)
{
    MDB_val key = val_of(from), value;
    int rc = mdb_cursor_get(walk->cursor, &key, &value, MDB_SET_RANGE);
    return row_of(walk, rc, key, value, ret);
}

err_t table_walk_next(struct table_walk *walk, struct row *ret)
{
    MDB_val key, value;
    int rc = mdb_cursor_get(walk->cursor, &key, &value, MDB_NEXT);
    return row_of(walk, rc, key, value, ret);
}

err_t table_walk_last(struct table_walk *walk, struct row *ret)
{
    MDB_val key, value;
    int rc = mdb_cursor_get(walk->cursor, &key, &value, MDB_LAST);
    return row_of(walk, rc, key, value, ret);
}

void table_walk_end(struct table_walk *walk)
{
    if (walk->cursor != NULL) mdb_cursor_close(walk->cursor);
    walk->cursor = NULL;
}

/* --- Writing -------------------------------------------------------------------------------- */

err_t tables_write_begin(struct tables *tables)
{
    CHECK(tables->write == NULL);
    CHECK(tables->readers == 0); /* the map may have to move */
    int rc = mdb_txn_begin(tables->env, NULL, 0, &tables->write);
    if (rc == MDB_MAP_RESIZED) {
        rc = adopt_size(tables);
        if (rc == MDB_SUCCESS) rc = mdb_txn_begin(tables->env, NULL, 0, &tables->write);
    }
    if (rc != MDB_SUCCESS) tables->write = NULL;
    return from_lmdb(rc, "take the writer's lock");
}

/* LMDB says EIO for a write that came out short, which is how a disk that fills up begins to. */
static bool disk_is_full(const struct tables *tables)
{
    struct statvfs disk;
    return statvfs(tables->path, &disk) == 0 &&
           (uint64_t)disk.f_bavail * disk.f_frsize < WRITE_BYTES;
}

err_t tables_commit(struct tables *tables)
{
    CHECK(tables->write != NULL);
    CHECK(tables->readers == 0);
    MDB_txn *txn = tables->write;
    tables->write = NULL;
    int rc = mdb_txn_commit(txn);
    if (rc == EIO && disk_is_full(tables)) rc = ENOSPC;
    return from_lmdb(rc, "commit a batch");
}

void tables_abort(struct tables *tables)
{
    if (tables->write != NULL) mdb_txn_abort(tables->write);
    tables->write = NULL;
}

static unsigned put_flags(enum put_mode mode)
{
    switch (mode) {
    case PUT_LAST: return MDB_APPEND;
    case PUT_NEW: return MDB_NOOVERWRITE;
    case PUT_OVER:
    case PUT_DELETE: break;
    }
    return 0;
}

err_t tables_put(struct tables *tables, enum table table, enum put_mode mode, struct bytes key,
                 struct bytes value)
{
    CHECK(tables->write != NULL);
    MDB_val k = val_of(key), v = val_of(value);
    if (mode == PUT_DELETE) {
        int rc = mdb_del(tables->write, tables->dbi[table], &k, NULL);
        return rc == MDB_NOTFOUND ? OK : from_lmdb(rc, "remove a row");
    }
    int rc = mdb_put(tables->write, tables->dbi[table], &k, &v, put_flags(mode));
    return from_lmdb(rc, "write a row");
}

err_t tables_put_room(struct tables *tables, enum table table, struct bytes key, size_t len,
                      uint8_t **ret)
{
    CHECK(tables->write != NULL);
    MDB_val k = val_of(key), v = {len, NULL};
    unsigned flags = MDB_APPEND | MDB_RESERVE;
    TRY(from_lmdb(mdb_put(tables->write, tables->dbi[table], &k, &v, flags), "append a row"));
    *ret = v.mv_data;
    return OK;
}

/* --- When something fails ------------------------------------------------------------------- */

bool tables_want_room(err_t e)
{
    return e.lib == MDB_MAP_FULL;
}

err_t tables_grow(struct tables *tables)
{
    CHECK(tables->write == NULL);
    CHECK(tables->readers == 0);
    MDB_envinfo info;
    TRY(from_lmdb(mdb_env_info(tables->env, &info), "size the map"));
    TRY(from_lmdb(mdb_env_set_mapsize(tables->env, info.me_mapsize * 2), "grow the map"));
    return stretch_file(tables);
}

bool tables_write_failed(err_t e)
{
    return is_err(e) && (e.lib > 0 || e.lib == MDB_PANIC);
}

/* LMDB refuses every further transaction once its head page couldn't be written, and only then. */
bool tables_in_doubt(struct tables *tables)
{
    err_t e = tables_read_begin(tables);
    if (!is_err(e)) tables_read_end(tables);
    return e.lib == MDB_PANIC;
}
