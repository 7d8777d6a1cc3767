/* engine/store/probe.h - what can be told of a store's file before the database maps it.
 *
 * LMDB believes its two head pages: a file cut short would end the process with SIGBUS, and a
 * damaged head page would silently bring back the state before the last commit. */
#ifndef ENGINE_STORE_PROBE_H
#define ENGINE_STORE_PROBE_H

#include "engine/base/err.h"

/* `ret_bytes`: the file's size. ERR_MISSING, ERR_NEWER, ERR_CORRUPT, ERR_DENIED or ERR_IO. */
MUST_USE err_t probe_file(const char *path, uint64_t *ret_bytes);

#endif
