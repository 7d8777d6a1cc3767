/* replay/position.h - a place in the log and the clock that goes with it.
 *
 * An answer hangs on nothing but the events it was given from and the instant it was given at;
 * so both together name an answer of the past, to the byte. */
#ifndef REPLAY_POSITION_H
#define REPLAY_POSITION_H

#include "engine/base/instant.h"
#include "engine/store/log.h"

struct position {
    uint64_t seq; /* the last event counted in; 0: none */
    instant_t at; /* the clock */
};

/* After event `seq`, at the instant it was recorded. ERR_RANGE when there is no such event. */
MUST_USE err_t position_of_seq(struct log *log, uint64_t seq, struct position *ret);

/* At an instant, with all events recorded by then; `seq` is 0 when there were none. Any instant
 * will do: one later than the last event counts them all in. */
MUST_USE err_t position_of_instant(struct log *log, instant_t at, struct position *ret);

/* When the store was made by its maker's clock; its first event itself stands before all time, so
 * that a season can be filled in behind it. */
MUST_USE err_t position_made_at(struct log *log, instant_t *ret);

#endif
