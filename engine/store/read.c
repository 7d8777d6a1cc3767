#include <stdlib.h>

#include "engine/base/check.h"
#include "engine/base/vec.h"
#include "engine/store/log_priv.h"
#include "engine/store/seal.h"

enum { RENEW_AFTER = 4096 }; /* events; some milliseconds of a fast reader */

struct bytes subject_key(struct str subject, uint64_t seq, uint8_t room[SUBJECT_KEY_BYTES_MAX])
{
    CHECK(subject.len > 0 && subject.len <= SUBJECT_BYTES_MAX);
    room[0] = (uint8_t)subject.len;
    memcpy(room + 1, subject.ptr, subject.len);
    be64_put(room + 1 + subject.len, seq);
    return (struct bytes){room, 1 + subject.len + 8};
}

static err_t damaged(const char *step, uint64_t seq)
{
    return (err_t){ERR_CORRUPT, 0, step, seq};
}

/* I3: what leaves here was hashed and compared. */
static err_t check_row(uint64_t seq, struct bytes row, struct record *ret)
{
    if (row.ptr == NULL) return damaged("find an event", seq);
    if (!record_parse(seq, row, ret)) return damaged("take an event's row apart", seq);
    if (!digest_eq(merkle_leaf(ret->event), ret->leaf))
        return damaged("compare an event with its hash", seq);
    return OK;
}

/* --- The cursor ------------------------------------------------------------------------------ */

static err_t open_walk(struct log_cursor *cursor, struct row *ret)
{
    struct table_walk *walk = cursor->walk;
    TRY(table_walk_begin(cursor->log->tables, TABLE_EVENTS, walk));
    return table_walk_from(walk, seq_key(&cursor->next), ret);
}

/* Gives the snapshot back and takes a new one, so that a long reading doesn't pin old pages. */
static err_t renew(struct log_cursor *cursor, struct row *ret)
{
    struct tables *tables = cursor->log->tables;
    table_walk_end(cursor->walk);
    tables_read_end(tables);
    err_t e = tables_read_begin(tables);
    if (is_err(e)) {
        free(cursor->walk); /* nothing is begun any more */
        cursor->walk = NULL;
        return e;
    }
    cursor->since_renewal = 0;
    return open_walk(cursor, ret);
}

static err_t next_row(struct log_cursor *cursor, struct row *ret)
{
    struct table_walk *walk = cursor->walk;
    if (walk->cursor == NULL) return open_walk(cursor, ret);
    if (cursor->since_renewal >= RENEW_AFTER && tables_readers(cursor->log->tables) == 1)
        return renew(cursor, ret);
    return table_walk_next(walk, ret);
}

static err_t next_event(struct log_cursor *cursor)
{
    struct row row;
    struct record record;
    uint64_t found;
    TRY(next_row(cursor, &row));
    if (row.key.len != sizeof found) return damaged("find an event", cursor->next);
    memcpy(&found, row.key.ptr, sizeof found);
    if (found != cursor->next) return damaged("find an event", cursor->next);
    TRY(check_row(cursor->next, row.value, &record));
    cursor->seq = cursor->next;
    cursor->event = record.event;
    cursor->leaf = record.leaf;
    return OK;
}

static err_t begin_reading(struct log_cursor *cursor)
{
    struct log *log = cursor->log;
    TRY(log_usable(log));
    TRY(tables_read_begin(log->tables));
    cursor->walk = calloc(1, sizeof(struct table_walk));
    CHECK(cursor->walk != NULL);
    TRY(log_refresh(log));
    if (cursor->to > log->tree.count) cursor->to = log->tree.count;
    return OK;
}

void log_read(struct log *log, uint64_t from, uint64_t to, struct log_cursor *cursor)
{
    CHECK(from > 0);
    *cursor = (struct log_cursor){.log = log, .next = from, .to = to, .err = OK};
    cursor->err = begin_reading(cursor);
}

bool log_next(struct log_cursor *cursor)
{
    if (is_err(cursor->err) || cursor->next > cursor->to) return false;
    cursor->err = next_event(cursor);
    if (is_err(cursor->err)) return false;
    cursor->next++;
    cursor->since_renewal++;
    return true;
}

err_t log_read_end(struct log_cursor *cursor)
{
    if (cursor->walk != NULL) {
        table_walk_end(cursor->walk);
        tables_read_end(cursor->log->tables);
        free(cursor->walk);
        cursor->walk = NULL;
    }
    cursor->next = UINT64_MAX; /* a closed cursor returns nothing more */
    cursor->to = 0;
    return cursor->err;
}

/* --- Single rows ----------------------------------------------------------------------------- */

static struct bytes keep(struct arena *arena, struct bytes bytes)
{
    uint8_t *copy = arena_take(arena, bytes.len);
    if (bytes.len > 0) memcpy(copy, bytes.ptr, bytes.len);
    return (struct bytes){copy, bytes.len};
}

static err_t get_event(struct log *log, uint64_t seq, struct arena *arena, struct bytes *ret)
{
    struct bytes row;
    struct record record;
    TRY(log_refresh(log));
    if (seq == 0 || seq > log->tree.count) return (err_t){ERR_RANGE, 0, "find an event", seq};
    TRY(tables_find(log->tables, TABLE_EVENTS, seq_key(&seq), &row));
    TRY(check_row(seq, row, &record));
    *ret = keep(arena, record.event);
    return OK;
}

err_t log_get(struct log *log, uint64_t seq, struct arena *arena, struct bytes *ret)
{
    TRY(log_usable(log));
    TRY(tables_read_begin(log->tables));
    err_t e = get_event(log, seq, arena, ret);
    tables_read_end(log->tables);
    return e;
}

static err_t find_key(struct log *log, struct bytes id, struct arena *arena, struct bytes *ret)
{
    struct bytes sealed, value;
    TRY(tables_find(log->tables, TABLE_KEYS, id, &sealed));
    if (sealed.ptr != NULL && !seal_open(id, sealed, &value))
        return err(ERR_CORRUPT, "read what an idempotency id stands for");
    *ret = sealed.ptr != NULL ? keep(arena, value) : (struct bytes){0};
    return OK;
}

err_t log_key_find(struct log *log, struct bytes id, struct arena *arena, struct bytes *ret)
{
    if (id.len == 0 || id.len > KEY_ID_BYTES_MAX) { /* nothing can be stored under it */
        *ret = (struct bytes){0};
        return log_usable(log);
    }
    TRY(log_usable(log));
    TRY(tables_read_begin(log->tables));
    err_t e = find_key(log, id, arena, ret);
    tables_read_end(log->tables);
    return e;
}

/* --- The index ------------------------------------------------------------------------------- */

static bool is_about(struct bytes key, struct bytes first)
{
    return key.ptr != NULL && key.len == first.len &&
           memcmp(key.ptr, first.ptr, first.len - 8) == 0;
}

static err_t walk_subject(struct table_walk *walk, struct bytes first, struct arena *arena,
                          struct vec *found)
{
    struct row row;
    TRY(table_walk_from(walk, first, &row));
    while (is_about(row.key, first)) {
        *(uint64_t *)vec_push(found, arena) = be64_get(row.key.ptr + row.key.len - 8);
        TRY(table_walk_next(walk, &row));
    }
    return OK;
}

static err_t subject_seqs(struct log *log, struct bytes first, struct arena *arena,
                          struct seqs *ret)
{
    struct table_walk walk;
    struct vec found = vec_of(sizeof(uint64_t));
    TRY(table_walk_begin(log->tables, TABLE_SUBJECTS, &walk));
    err_t e = walk_subject(&walk, first, arena, &found);
    table_walk_end(&walk);
    TRY(e);
    *ret = (struct seqs){found.rows, found.count};
    return OK;
}

err_t log_subject_seqs(struct log *log, struct str subject, struct arena *arena, struct seqs *ret)
{
    uint8_t room[SUBJECT_KEY_BYTES_MAX];
    TRY(log_usable(log));
    *ret = (struct seqs){0};
    if (subject.len == 0 || subject.len > SUBJECT_BYTES_MAX) return OK;
    TRY(tables_read_begin(log->tables));
    err_t e = subject_seqs(log, subject_key(subject, 0, room), arena, ret);
    tables_read_end(log->tables);
    return e;
}
