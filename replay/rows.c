#include "replay/rows.h"

#include <unistd.h>

#include "engine/base/limits.h"
#include "engine/base/vec.h"
#include "engine/store/seal.h"

enum { HEAD_BYTES = 8 + DIGEST_BYTES + 8 };

static struct bytes bytes_of(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

static struct bytes number_key(const uint64_t *number)
{
    return (struct bytes){(const uint8_t *)number, sizeof *number};
}

static bool key_number(struct bytes key, uint64_t *ret)
{
    if (key.len != sizeof *ret) return false;
    memcpy(ret, key.ptr, sizeof *ret);
    return true;
}

err_t rows_open(struct rows *ret, const char *dir)
{
    struct tables *tables;
    TRY(tables_open(&tables, dir, false));
    err_t e = tables_read_begin(tables);
    if (is_err(e)) {
        tables_close(tables);
        return e;
    }
    *ret = (struct rows){.tables = tables};
    return OK;
}

void rows_close(struct rows *rows)
{
    if (rows->walking) table_walk_end(&rows->walk);
    tables_read_end(rows->tables);
    tables_close(rows->tables);
    *rows = (struct rows){0};
}

static err_t unsealed(struct rows *rows, const char *name, const char *step, struct bytes *ret)
{
    struct bytes sealed;
    TRY(tables_find(rows->tables, TABLE_META, bytes_of(name), &sealed));
    if (sealed.ptr == NULL || !seal_open(bytes_of(name), sealed, ret))
        return err(ERR_CORRUPT, step);
    return OK;
}

err_t rows_head(struct rows *rows, struct tree_head *ret)
{
    struct bytes head;
    TRY(unsealed(rows, "head", "read the log's head", &head));
    if (head.len != HEAD_BYTES) return err(ERR_CORRUPT, "read the log's head");
    if (be64_get(head.ptr + 8 + DIGEST_BYTES) < tables_commit_number(rows->tables))
        return err(ERR_CORRUPT, "find the head of the last commit");
    ret->count = be64_get(head.ptr);
    memcpy(ret->root.at, head.ptr + 8, DIGEST_BYTES);
    return OK;
}

err_t rows_origin(struct rows *rows, struct arena *arena, struct str *ret)
{
    struct bytes origin;
    TRY(unsealed(rows, "origin", "read the log's name", &origin));
    struct str text = {(const char *)origin.ptr, (uint32_t)origin.len};
    if (!origin_is_valid(text)) return err(ERR_CORRUPT, "read the log's name");
    *ret = str_copy(arena, text);
    return OK;
}

static void add_note(const struct row *row, struct arena *arena, struct vec *notes)
{
    struct bytes note;
    struct kept_note *kept = vec_push(notes, arena);
    if (!key_number(row->key, &kept->count)) return;
    if (!seal_open(row->key, row->value, &note) || note.len > NOTE_BYTES_MAX) return;
    kept->note = str_copy(arena, (struct str){(const char *)note.ptr, (uint32_t)note.len});
}

err_t rows_notes(struct rows *rows, struct arena *arena, struct kept_notes *ret)
{
    const uint64_t first = 0;
    struct table_walk walk;
    struct row row;
    struct vec notes = vec_of(sizeof(struct kept_note));
    TRY(table_walk_begin(rows->tables, TABLE_CHECKPOINTS, &walk));
    err_t e = table_walk_from(&walk, number_key(&first), &row);
    while (!is_err(e) && row.key.ptr != NULL) {
        add_note(&row, arena, &notes);
        e = table_walk_next(&walk, &row);
    }
    table_walk_end(&walk);
    *ret = (struct kept_notes){notes.rows, notes.count};
    return e;
}

static err_t next_row(struct rows *rows, struct row *ret)
{
    const uint64_t first = 0;
    if (rows->walking) return table_walk_next(&rows->walk, ret);
    TRY(table_walk_begin(rows->tables, TABLE_EVENTS, &rows->walk));
    rows->walking = true;
    return table_walk_from(&rows->walk, number_key(&first), ret);
}

/* LMDB writes a page's own number in its first eight bytes, and every value begins in the page
 * that it belongs to; the map is laid out in whole pages. */
static uint64_t place_in_file(const uint8_t *at)
{
    const uintptr_t page_bytes = (uintptr_t)sysconf(_SC_PAGESIZE);
    const uintptr_t inside = (uintptr_t)at % page_bytes;
    uint64_t page;
    memcpy(&page, at - inside, sizeof page);
    return page * page_bytes + inside;
}

/* Event n completes one more node than n has trailing zero bits; they stand before its bytes. */
static void take_apart(struct bytes value, struct stored_event *ret)
{
    ret->event = (struct bytes){0};
    if (ret->seq == 0) return;
    ret->hash_count = merkle_done_count(ret->seq);
    size_t head = ret->hash_count * (size_t)DIGEST_BYTES;
    if (value.len <= head || value.len - head > EVENT_BYTES_MAX) return;
    ret->hashes = value.ptr;
    ret->event = (struct bytes){value.ptr + head, value.len - head};
    ret->file_byte = place_in_file(value.ptr) + head;
}

err_t rows_next(struct rows *rows, bool *ret_is, struct stored_event *ret)
{
    struct row row;
    TRY(next_row(rows, &row));
    *ret_is = row.key.ptr != NULL;
    if (!*ret_is) return OK;
    if (!key_number(row.key, &ret->seq)) return err(ERR_CORRUPT, "read an event's number");
    take_apart(row.value, ret);
    return OK;
}
