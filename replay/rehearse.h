/* replay/rehearse.h - folding a log in a child process, to see whether it can be folded.
 *
 * apply() holds that whatever could be wrong was refused before the event was written, and
 * stops the process where that isn't so. For a log that somebody made up it isn't. */
#ifndef REPLAY_REHEARSE_H
#define REPLAY_REHEARSE_H

#include <stdint.h>

enum rehearsal {
    REHEARSAL_DONE,
    REHEARSAL_STOPPED, /* at event *ret_event */
    REHEARSAL_NONE,    /* no child could be had, or it met a fault that the caller will meet, too */
};

/* The store may not be open in this process. `ret_event` is set with REHEARSAL_STOPPED. */
enum rehearsal rehearse(const char *dir, uint64_t *ret_event);

#endif
