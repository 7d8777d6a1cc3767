/* engine/daemon/diag.h - what the daemon tells its operator: logfmt lines on standard error.
 *
 *     level=warn at=door step="accept a client" err=24, again in half a second
 *
 * One failure, one line, with ids and never people's names. Not the event log. */
#ifndef ENGINE_DAEMON_DIAG_H
#define ENGINE_DAEMON_DIAG_H

#include "engine/base/err.h"

enum diag_level {
    DIAG_ERROR, /* somebody must act */
    DIAG_WARN,  /* degraded and going on; the line says how */
    DIAG_INFO,  /* the daemon itself changes: starts, stops */
};

enum { DIAG_BYTES_MAX = 2048 }; /* a longer line is cut */

/* `at`: which part; the rest as key=value pairs. */
void diag(enum diag_level level, const char *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A fault of the store with its step, code and way out. */
void diag_fault(enum diag_level level, const char *at, err_t fault, const char *dir);

#endif
