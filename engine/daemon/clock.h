/* engine/daemon/clock.h - the wall clock, read once a turn, in whole seconds.
 *
 * A rehearsal's clock starts at an instant of its own and runs on from there as the machine's
 * does; so one can watch a deadline of next month come. */
#ifndef ENGINE_DAEMON_CLOCK_H
#define ENGINE_DAEMON_CLOCK_H

#include "engine/base/instant.h"

struct clock {
    int64_t ahead_ms; /* of the machine's clock */
    instant_t now;    /* of this turn, cut to the second as the log records it */
};

/* `start`: where a rehearsal begins; absent: the machine's own time. */
void clock_init(struct clock *clock, struct maybe_instant start);

/* Reads the machine's clock. The one place in the engine that does. */
void clock_read(struct clock *clock);

/* When the machine's clock will show the first whole second at or after `at`. */
instant_t clock_machine(const struct clock *clock, instant_t at);

/* For measuring how long something took; never recorded. */
int64_t clock_monotonic_ms(void);

#endif
