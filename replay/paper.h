/* replay/paper.h - a proof as something that leaves the house: JSON that checks without the store.
 *
 * {"kind":"inclusion","origin":"tehai","event":7,"size":42,"root":"…","leaf":"…","bytes":"…",
 *  "path":["…"]}: that these bytes are event 7 of the log as of 42 events (RFC 6962 2.1.1; the
 *  leaf's index is event - 1). {"kind":"consistency","origin":"tehai","from":{"size":30,
 *  "root":"…"},"to":{"size":42,"root":"…"},"path":["…"]}: that the log at 42 events continues the
 *  one at 30 (2.1.2). Hashes and bytes are base64 with padding; numbers fit a double. */
#ifndef REPLAY_PAPER_H
#define REPLAY_PAPER_H

#include "engine/proof/proof.h"
#include "engine/store/log.h"
#include "replay/finding.h"

enum paper_kind { PAPER_INCLUSION, PAPER_CONSISTENCY };

enum { PAPER_BYTES_MAX = 1024 * 1024 }; /* a longer text is no proof of ours */

struct paper {
    enum paper_kind kind;
    struct str origin;
    uint64_t event; /* inclusion: its number, from 1; its leaf hash and bytes */
    struct digest leaf;
    struct bytes bytes;
    struct tree_head from; /* consistency */
    struct tree_head to;   /* of both: the tree it speaks of */
    struct proof proof;
};

/* Of the log as it stands; `size` 0: at the head. ERR_RANGE when there is no such event or size. */
MUST_USE err_t paper_of_event(struct log *log, uint64_t event, uint64_t size, struct arena *arena,
                              struct paper *ret);
MUST_USE err_t paper_of_growth(struct log *log, uint64_t from, uint64_t to, struct paper *ret);

/* One line with its end. */
void paper_print(struct text *ret, const struct paper *paper);

/* Anything may be handed in. False: it isn't one, *ret_why says what is missing or wrong. */
bool paper_read(struct str text, struct arena *arena, struct paper *ret, struct str *ret_why);

/* Whether it holds by itself: true, or false with why. */
bool paper_holds(const struct paper *paper, struct finding *ret_why);

#endif
