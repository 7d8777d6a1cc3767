/* engine/core/tally.h - how often each kind of work was done and is still open (4 参考). */
#ifndef ENGINE_CORE_TALLY_H
#define ENGINE_CORE_TALLY_H

#include "engine/core/state.h"
#include "rules/count.h"

struct tally_row {
    struct count_row count;
    uint32_t used; /* jobs with result done; failed and unreached ones don't count */
    uint32_t open; /* jobs still to be done */
    enum pace pace;
    struct maybe_instant passed_at; /* when the first job beyond the expected count was done */
};

struct tally {
    const struct tally_row *at; /* the rows of rules/count.h, in its order */
    uint32_t count;
};

/* `today` is what the pace is judged by. A merged visit counts once for each of its jobs. */
struct tally tally_of(const struct state *state, uint32_t contract, const struct contract *wording,
                      day_t today, struct arena *arena);

#endif
