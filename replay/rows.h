/* replay/rows.h - the log as it lies on disk, row by row and unchecked, for whoever verifies it.
 *
 * The log's own reading (engine/store/log.h) gives nothing out that doesn't fit its hash, and
 * doesn't open a log whose head is wrong. This reads the same file by the format told at the
 * beginning of engine/store/log.c and judges nothing, so that a fault can be found and named, and
 * so that verifying a log doesn't hang on the code that wrote it. Never writes. The file may not
 * be open in the same process already. */
#ifndef REPLAY_ROWS_H
#define REPLAY_ROWS_H

#include "engine/proof/note.h"
#include "engine/store/checkpoints.h"
#include "engine/store/tables.h"

struct rows {
    struct tables *tables; /* all private */
    struct table_walk walk;
    bool walking;
};

/* As tables_open. */
MUST_USE err_t rows_open(struct rows *ret, const char *dir);
void rows_close(struct rows *rows);

/* The sealed head and the log's name; ERR_CORRUPT when a seal doesn't fit. */
MUST_USE err_t rows_head(struct rows *rows, struct tree_head *ret);
MUST_USE err_t rows_origin(struct rows *rows, struct arena *arena, struct str *ret);

/* The kept checkpoints, by position. One that is damaged has an absent note. */
MUST_USE err_t rows_notes(struct rows *rows, struct arena *arena, struct kept_notes *ret);

struct stored_event {
    uint64_t seq;          /* by its key */
    const uint8_t *hashes; /* [hash_count] digests; the first is the leaf's */
    uint32_t hash_count;
    struct bytes event; /* ptr NULL: the row is no event's */
    uint64_t file_byte; /* where its bytes begin in data.mdb */
};

/* Walks the events in the order of their keys; false past the last. Borrowed until the next
 * call. */
MUST_USE err_t rows_next(struct rows *rows, bool *ret_is, struct stored_event *ret);

#endif
