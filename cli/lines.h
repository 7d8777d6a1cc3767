/* cli/lines.h - an input line by line, each of bounded length.
 *
 * A line that is too long is passed over as a whole without being kept, so that nobody can
 * fill the memory with one; nor the time with one that never ends. */
#ifndef CLI_LINES_H
#define CLI_LINES_H

#include "cli/input.h"

/* A line that has no end by then is no line: what is read isn't text. */
#define LINES_SKIP_BYTES_MAX ((size_t)1 << 30)

enum lines_step {
    LINES_LINE,
    LINES_TOO_LONG, /* one was passed over */
    LINES_NOT_YET,  /* nothing whole is there, and the writer may send more */
    LINES_END,
    LINES_BROKEN, /* reading failed, or a line didn't end */
};

struct lines {
    uint32_t number;    /* of the line last returned, from 1 */
    struct input input; /* from here on private */
    char *buffer;
    size_t from, to, cap, skipped;
    bool ended, skipping;
};

/* Takes over the open input. Lines are at most `line_bytes_max` bytes without their end; the
 * buffer for one lives in `arena`. */
void lines_begin(struct lines *lines, struct input input, uint32_t line_bytes_max,
                 struct arena *arena);
void lines_end(struct lines *lines);

/* The next line without its end, borrowed until the next call. A last line without an end
 * counts. Without `wait` it doesn't wait for a writer. */
enum lines_step lines_next(struct lines *lines, bool wait, struct str *ret);

#endif
