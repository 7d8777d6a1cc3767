/* engine/store/checkpoints.h - the signed tree heads that were given out, kept for auditors. */
#ifndef ENGINE_STORE_CHECKPOINTS_H
#define ENGINE_STORE_CHECKPOINTS_H

#include "engine/proof/note.h"
#include "engine/store/log.h"

struct kept_note {
    uint64_t count; /* the position that it was kept under */
    struct str note;
};

struct kept_notes {
    struct kept_note *at; /* by position, oldest first */
    uint32_t count;
};

/* Keeps a note under the position it speaks of; of two at one position the later one stays. */
MUST_USE err_t checkpoint_put(struct log *log, uint64_t count, struct str note);

/* All of them, in `arena`. A damaged one is ERR_CORRUPT with its position in `at`. */
MUST_USE err_t checkpoint_list(struct log *log, struct arena *arena, struct kept_notes *ret);

/* Signs the head as it is now with the store's own key, keeps the note and returns it. An empty
 * log can be signed too. */
MUST_USE err_t checkpoint_make(struct log *log, struct arena *arena, struct str *ret);

#endif
