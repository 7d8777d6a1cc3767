/* replay/verify_priv.h - what the readings of verify.h share. */
#ifndef REPLAY_VERIFY_PRIV_H
#define REPLAY_VERIFY_PRIV_H

#include "engine/store/log.h"
#include "replay/rows.h"
#include "replay/verify.h"

struct verifying {
    const struct verify_question *question;
    struct arena *arena;
    struct verify_report *report;
};

/* The first fault stays; later ones do nothing. */
void verify_fault(struct verifying *v, struct finding fault);

static inline bool verify_is_over(const struct verifying *v)
{
    return !v->report->ok;
}

static inline struct finding finding_at(enum finding_kind kind, uint64_t event)
{
    return (struct finding){.kind = kind, .event = event, .to = event};
}

/* A checkpoint, judged by its signature; what is left is its root. */
struct judged_note {
    struct str name;
    bool sound;               /* well formed, of this log and signed with the key */
    enum finding_kind reason; /* when not sound */
    struct tree_head head;    /* as far as it could be read */
};

struct judged_notes {
    struct judged_note *at; /* by position */
    uint32_t count;
};

/* Kept and given ones. */
MUST_USE err_t verify_notes(struct verifying *v, struct rows *rows, struct judged_notes *ret);

/* The reading of the bytes, with the checkpoints on the way. */
MUST_USE err_t verify_rows(struct verifying *v, struct rows *rows);

/* The reading of the meaning. */
void verify_fold(struct verifying *v, struct log *log);

#endif
