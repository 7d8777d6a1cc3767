/* engine/store/once.h - keeps a process from opening one file twice.
 *
 * LMDB's lock file is held with POSIX record locks, which a process loses as soon as it closes
 * any descriptor of the file: closing a second handle would let others believe that nobody is
 * here. A child after fork counts as another process, which must open for itself. */
#ifndef ENGINE_STORE_ONCE_H
#define ENGINE_STORE_ONCE_H

#include <sys/types.h>

#include "engine/base/err.h"

/* In the owner's own storage, for as long as the file is open; all zero before. */
struct once {
    struct once *next;
    dev_t device;
    ino_t file;
    pid_t process;
};

/* ERR_BUSY when this process has the file open already. */
MUST_USE err_t once_enter(struct once *once, const char *path);
void once_leave(struct once *once); /* fine when it never entered */

#endif
