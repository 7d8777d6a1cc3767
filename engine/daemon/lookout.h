/* engine/daemon/lookout.h - finds what is at risk now and has it recorded, once a crossing.
 *
 * The alerts of every contract are computed (engine/core/alarm.h) and compared with what the
 * log says of them; the difference is recorded by `system` through the desk:
 *
 *   not recorded, cleared, or of a lower severity   alert.raise
 *   recorded, and no longer standing                alert.clear
 *
 * An alert that becomes less severe without going away stays recorded as it was: people are
 * told once a crossing, and not again each time it swings back (L9). What was raised goes out as
 * a line on standard error and to syslog, and to the channels named by the contract. */
#ifndef ENGINE_DAEMON_LOOKOUT_H
#define ENGINE_DAEMON_LOOKOUT_H

#include "engine/base/lang.h"
#include "engine/desk/desk.h"

struct lookout {
    enum lang lang; /* of the lines; what is recorded is English for all */
    bool waiting;   /* the clock lies behind the log, and that was said */
};

/* Looks and records. `ret_next` is when to look again although nothing is recorded. When the
 * clock lies far behind the log's last record, nothing is recorded before that instant, and it
 * is *ret_next. */
MUST_USE err_t lookout_look(struct lookout *lookout, struct desk *desk, instant_t now,
                            struct maybe_instant *ret_next);

#endif
