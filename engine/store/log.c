/* The bytes on disk, format 1. In the database's own directory of tables (see tables.def):
 *
 *   "format"  the text "tehai-log 1"
 *   "origin"  sealed: the name in checkpoints
 *   "head"    sealed: the number of events (8 bytes, big-endian), the root (32 bytes), the number
 *             of the commit (8 bytes, big-endian). Every commit writes it anew, so a damaged
 *             pointer to a page of an earlier commit shows: its number is too low.
 *
 * In "events", under each number from 1 (8 bytes, the machine's own order): the Merkle nodes
 * that this event completes, from its leaf hash upwards (RFC 6962; event n completes one more
 * than n has trailing zero bits), then the event's bytes as they were given. Event 1 holding the
 * one byte 'a' is
 *
 *   022a6979e6dab7aa5ae4c3e5e45f7e977112a7e63593820dbec1ec738a24f93c 61
 *
 * So every complete node is stored once, next to the event it needed last, and found by
 * arithmetic: node (level, index) is hash `level` of event (index + 1) << level. A commit of new
 * events writes the rightmost pages of one table, and any root or proof of any time is a few
 * look-ups. In "keys" sealed values under idempotency ids; in "subjects" empty rows under
 * length || subject || number (big-endian); "snapshots" and "checkpoints" in their own files.
 *
 * To change any of this: raise FORMAT, and teach the new program to read the old one. */
#include "engine/store/log.h"

#include <stdio.h>
#include <stdlib.h>

#include "engine/base/check.h"
#include "engine/store/log_priv.h"
#include "engine/store/seal.h"

enum { FORMAT = 1, HEAD_BYTES = 8 + DIGEST_BYTES + 8 };

#define FORMAT_WORD "tehai-log "

static struct bytes bytes_of(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

/* --- The facts in the directory of tables --------------------------------------------------- */

static err_t check_format(struct tables *tables)
{
    struct bytes found;
    TRY(tables_find(tables, TABLE_META, bytes_of("format"), &found));
    struct str text = {(const char *)found.ptr, (uint32_t)found.len};
    if (found.ptr == NULL) return err(ERR_MISSING, "find the log's format");
    uint32_t version;
    struct str number = str_slice(text, sizeof FORMAT_WORD - 1, text.len);
    if (!str_starts(text, STR(FORMAT_WORD)) || !str_to_u32(number, UINT32_MAX / 2, &version) ||
        version == 0)
        return err(ERR_CORRUPT, "read the log's format");
    return version <= FORMAT ? OK : err(ERR_NEWER, "read the log's format");
}

static err_t read_origin(struct log *log)
{
    struct bytes sealed, origin;
    struct bytes name = bytes_of("origin");
    TRY(tables_find(log->tables, TABLE_META, name, &sealed));
    if (!seal_open(name, sealed, &origin) || origin.len > ORIGIN_BYTES_MAX)
        return err(ERR_CORRUPT, "read the log's name");
    memcpy(log->origin, origin.ptr, origin.len);
    return OK;
}

static err_t read_head(struct tables *tables, struct tree_head *ret)
{
    struct bytes sealed, head;
    struct bytes name = bytes_of("head");
    TRY(tables_find(tables, TABLE_META, name, &sealed));
    if (!seal_open(name, sealed, &head) || head.len != HEAD_BYTES)
        return err(ERR_CORRUPT, "read the log's head");
    if (be64_get(head.ptr + 8 + DIGEST_BYTES) < tables_commit_number(tables))
        return err(ERR_CORRUPT, "find the head of the last commit");
    ret->count = be64_get(head.ptr);
    memcpy(ret->root.at, head.ptr + 8, DIGEST_BYTES);
    return OK;
}

static err_t put_sealed(struct tables *tables, const char *name, struct bytes value)
{
    uint8_t sealed[SEAL_BYTES + ORIGIN_BYTES_MAX + HEAD_BYTES];
    CHECK(value.len <= sizeof sealed - SEAL_BYTES);
    seal_print(bytes_of(name), value, sealed);
    memcpy(sealed + SEAL_BYTES, value.ptr, value.len);
    struct bytes row = {sealed, SEAL_BYTES + value.len};
    return tables_put(tables, TABLE_META, PUT_OVER, bytes_of(name), row);
}

err_t head_write(struct tables *tables, struct tree_head to)
{
    uint8_t head[HEAD_BYTES];
    be64_put(head, to.count);
    memcpy(head + 8, to.root.at, DIGEST_BYTES);
    be64_put(head + 8 + DIGEST_BYTES, tables_commit_number(tables) + 1);
    return put_sealed(tables, "head", (struct bytes){head, sizeof head});
}

/* Everything that an empty log says about itself. */
err_t facts_write(struct tables *tables, struct str origin)
{
    char format[32];
    struct bytes name = {(const uint8_t *)origin.ptr, origin.len};
    (void)snprintf(format, sizeof format, FORMAT_WORD "%d", FORMAT);
    TRY(tables_put(tables, TABLE_META, PUT_NEW, bytes_of("format"), bytes_of(format)));
    TRY(put_sealed(tables, "origin", name));
    return head_write(tables, (struct tree_head){0, merkle_root(&(struct merkle){0})});
}

/* --- Opening -------------------------------------------------------------------------------- */

static err_t read_facts(struct log *log)
{
    TRY(check_format(log->tables));
    TRY(read_origin(log));
    return log_refresh(log);
}

static err_t open_log(struct log *log, const char *dir)
{
    TRY(log_plain_path(dir, log->dir));
    TRY(tables_open(&log->tables, log->dir, log->mode == LOG_WRITE));
    TRY(tables_read_begin(log->tables));
    err_t e = read_facts(log);
    tables_read_end(log->tables);
    return e;
}

err_t log_open(struct log **ret, const char *dir, enum log_mode mode)
{
    struct log *log = calloc(1, sizeof *log);
    CHECK(log != NULL);
    log->mode = mode;
    log->stopped = OK;
    err_t e = open_log(log, dir);
    if (is_err(e))
        log_close(log);
    else
        *ret = log;
    return e;
}

void log_close(struct log *log)
{
    if (log == NULL) return;
    tables_close(log->tables);
    batch_deinit(&log->batch);
    free(log);
}

/* --- What all the files of the log need ------------------------------------------------------ */

err_t log_usable(const struct log *log)
{
    if (!is_err(log->stopped)) return OK;
    err_t e = log->stopped;
    e.step = "go on after a failed write; open the store again";
    return e;
}

size_t record_head_bytes(uint64_t seq)
{
    return merkle_done_count(seq) * (size_t)DIGEST_BYTES;
}

bool record_parse(uint64_t seq, struct bytes row, struct record *ret)
{
    size_t head = record_head_bytes(seq);
    if (row.ptr == NULL || row.len <= head || row.len - head > EVENT_BYTES_MAX) return false;
    ret->hashes = (struct bytes){row.ptr, head};
    ret->event = (struct bytes){row.ptr + head, row.len - head};
    memcpy(ret->leaf.at, row.ptr, DIGEST_BYTES);
    return true;
}

static err_t read_node(void *context, uint32_t level, uint64_t index, struct digest *ret)
{
    struct log *log = context;
    uint64_t seq = (index + 1) << level;
    struct bytes row;
    struct record record;
    TRY(tables_find(log->tables, TABLE_EVENTS, seq_key(&seq), &row));
    if (!record_parse(seq, row, &record))
        return (err_t){ERR_CORRUPT, 0, "read a node of the tree", seq};
    CHECK(level * (size_t)DIGEST_BYTES < record.hashes.len);
    memcpy(ret->at, record.hashes.ptr + level * (size_t)DIGEST_BYTES, DIGEST_BYTES);
    return OK;
}

struct merkle_source log_nodes(struct log *log)
{
    return (struct merkle_source){read_node, log};
}

err_t log_refresh(struct log *log)
{
    struct tree_head head;
    TRY(read_head(log->tables, &head));
    if (head.count == log->tree.count && digest_eq(head.root, log->root)) return OK;
    uint64_t rows;
    struct merkle tree;
    TRY(tables_count(log->tables, TABLE_EVENTS, &rows));
    if (rows != head.count || head.count < log->tree.count)
        return (err_t){ERR_CORRUPT, 0, "count the events", head.count};
    TRY(merkle_load(log_nodes(log), head.count, &tree));
    if (!digest_eq(merkle_root(&tree), head.root))
        return (err_t){ERR_CORRUPT, 0, "compare the root with the head", head.count};
    log->tree = tree;
    log->root = head.root;
    return OK;
}

err_t log_head(struct log *log, struct tree_head *ret)
{
    TRY(log_usable(log));
    TRY(tables_read_begin(log->tables));
    err_t e = log_refresh(log);
    tables_read_end(log->tables);
    TRY(e);
    *ret = (struct tree_head){log->tree.count, log->root};
    return OK;
}

err_t log_usage(struct log *log, struct log_usage *ret)
{
    struct tables_usage usage;
    TRY(log_usable(log));
    TRY(tables_usage(log->tables, &usage));
    *ret = (struct log_usage){usage.file_bytes, usage.used_bytes, usage.readers};
    return OK;
}

struct str log_origin(const struct log *log)
{
    return str_of(log->origin);
}
const char *log_dir(const struct log *log)
{
    return log->dir;
}
