#include "engine/store/checkpoints.h"

#include "engine/base/check.h"
#include "engine/base/vec.h"
#include "engine/store/log_priv.h"
#include "engine/store/seal.h"

static struct bytes bytes_of(struct str s)
{
    return (struct bytes){(const uint8_t *)s.ptr, s.len};
}

static enum append_result put_once(struct log *log, uint64_t count, struct str note,
                                   err_t *ret_fault)
{
    struct log_txn txn;
    uint8_t seal[SEAL_BYTES];
    seal_print(seq_key(&count), bytes_of(note), seal);
    if (log_begin_at_head(log, &txn) == APPEND_OK)
        log_add(&txn, &(struct put){TABLE_CHECKPOINTS, PUT_OVER, seq_key(&count),
                                    (struct bytes){seal, sizeof seal}, bytes_of(note)});
    enum append_result result = log_commit(&txn);
    *ret_fault = txn.fault;
    return result;
}

static err_t add_row(const struct row *row, struct arena *arena, struct vec *notes)
{
    uint64_t count;
    struct bytes note;
    if (row->key.len != sizeof count) return err(ERR_CORRUPT, "read a kept checkpoint");
    memcpy(&count, row->key.ptr, sizeof count);
    if (!seal_open(row->key, row->value, &note) || note.len > NOTE_BYTES_MAX)
        return (err_t){ERR_CORRUPT, 0, "read a kept checkpoint", count};
    struct str text = str_copy(arena, (struct str){(const char *)note.ptr, (uint32_t)note.len});
    *(struct kept_note *)vec_push(notes, arena) = (struct kept_note){count, text};
    return OK;
}

static err_t add_rows(struct table_walk *walk, struct arena *arena, struct vec *notes)
{
    const uint64_t first = 0;
    struct row row;
    TRY(table_walk_from(walk, seq_key(&first), &row));
    while (row.key.ptr != NULL) {
        TRY(add_row(&row, arena, notes));
        TRY(table_walk_next(walk, &row));
    }
    return OK;
}

static err_t list(struct log *log, struct arena *arena, struct kept_notes *ret)
{
    struct table_walk walk;
    struct vec notes = vec_of(sizeof(struct kept_note));
    TRY(table_walk_begin(log->tables, TABLE_CHECKPOINTS, &walk));
    err_t e = add_rows(&walk, arena, &notes);
    table_walk_end(&walk);
    TRY(e);
    *ret = (struct kept_notes){notes.rows, notes.count};
    return OK;
}

err_t checkpoint_put(struct log *log, uint64_t count, struct str note)
{
    err_t fault;
    CHECK(note.len > 0 && note.len <= NOTE_BYTES_MAX);
    while (put_once(log, count, note, &fault) == APPEND_CONFLICT) continue;
    return fault;
}

err_t checkpoint_list(struct log *log, struct arena *arena, struct kept_notes *ret)
{
    TRY(log_usable(log));
    TRY(tables_read_begin(log->tables));
    err_t e = list(log, arena, ret);
    tables_read_end(log->tables);
    return e;
}

err_t checkpoint_make(struct log *log, struct arena *arena, struct str *ret)
{
    struct checkpoint checkpoint = {.origin = log_origin(log)};
    struct key *key;
    struct str note;
    TRY(log_head(log, &checkpoint.head));
    TRY(key_read(log_dir(log), &key));
    err_t e = note_sign(key, checkpoint, arena, &note);
    key_free(key);
    TRY(e);
    TRY(checkpoint_put(log, checkpoint.head.count, note));
    *ret = note;
    return OK;
}
