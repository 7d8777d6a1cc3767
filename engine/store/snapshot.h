/* engine/store/snapshot.h - a kept copy of a folded state: only a cache, never the truth.
 *
 * Named by the position it was folded up to and the root of the log there. One that is damaged,
 * or whose root isn't the log's own at that position, is passed over as if it weren't there. */
#ifndef ENGINE_STORE_SNAPSHOT_H
#define ENGINE_STORE_SNAPSHOT_H

#include "engine/store/log.h"

enum {
    SNAPSHOTS_KEPT = 2,                     /* older ones make room */
    SNAPSHOT_BYTES_MAX = 128 * 1024 * 1024, /* one past it is refused with ERR_RANGE */
};

struct snapshot {
    struct tree_head head; /* the position it stands at, and the root there */
    struct bytes state;    /* in the arena; ptr NULL when there is no usable snapshot */
};

/* Keeps `state` as the fold of all events up to `head.count`; `head` must be the log's own at
 * that position (ERR_RANGE otherwise). */
MUST_USE err_t snapshot_put(struct log *log, struct tree_head head, struct bytes state);

/* The newest usable one at or before `upto` (UINT64_MAX: any). `kind` of build it was made by is
 * the caller's to tell from the bytes. */
MUST_USE err_t snapshot_latest(struct log *log, uint64_t upto, struct arena *arena,
                               struct snapshot *ret);

/* Throws all of them away; nothing is lost but time. */
MUST_USE err_t snapshot_clear(struct log *log);

#endif
