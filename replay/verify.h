/* replay/verify.h - whether a store's log is the log that was, and says what it said.
 *
 * Three readings, each trusting only the one before it. Of the bytes: every row as it lies on
 * disk is numbered without gaps, fits its hash, carries the tree's nodes, decodes, knows its own
 * number and is no older than the one before; the tree ends in the head's root. Of the
 * checkpoints, on the way: each was signed with the key and over this very tree. Of the
 * meaning: the log is folded from nothing, the state compared with the one that snapshots lead
 * to, and every recorded alert and visit of the plan with a recomputed one.
 *
 * The first fault ends it. What a recomputation gives otherwise is no fault of the log, because a
 * newer program may plan better: those are told beside it, in `differs`. Never writes. */
#ifndef REPLAY_VERIFY_H
#define REPLAY_VERIFY_H

#include "engine/proof/note.h"
#include "replay/finding.h"

/* A checkpoint that the auditor brings along. */
struct verify_note {
    struct str name; /* what to call it: its file */
    struct str text;
};

struct verify_question {
    const char *dir;
    const struct verify_note *notes;
    uint32_t note_count;
    bool has_key; /* else the store's own */
    struct public_key key;
    bool quick;     /* leaves recorded alerts and plans alone */
    int32_t offset; /* minutes east of UTC in which findings tell instants */
};

struct verify_report {
    bool ok;
    struct finding fault;    /* the first, when not ok */
    struct findings differs; /* by event */
    struct str origin;
    struct tree_head head; /* as recomputed, up to the fault */
    instant_t first, last; /* recorded_at of the first and last event, but for the making of the
                            * store, which stands before all time; when head.count > 0 */
    int32_t offset;        /* the first contract's, else the question's */
    uint32_t notes_kept, notes_given;
    uint64_t snapshot_at;   /* of the newest snapshot compared; 0: there is none */
    uint32_t alerts, plans; /* recomputed */
};

/* Everything lives in the arena. A fault as err_t only when there is no log to be read at all;
 * the store may not be open in this process. */
MUST_USE err_t verify(const struct verify_question *question, struct arena *arena,
                      struct verify_report *ret);

#endif
