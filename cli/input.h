/* cli/input.h - what a request reads from: files by name, and "-", the standard input.
 *
 * At a terminal these are this machine's own. In the daemon they are only what the client sent
 * along with its request: no request makes a server open a file. One that was asked for and
 * not sent is noted, so that the client can send it with the request once more. */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include <stdbool.h>

#include "engine/base/arena.h"
#include "engine/base/bytes.h"
#include "engine/base/str.h"

struct sent_file {
    struct str path;
    struct bytes bytes;
};

struct inputs {
    bool local;
    const struct sent_file *sent; /* when not local */
    uint32_t sent_count;
    struct str wanted; /* the first that was asked for and not sent; absent: none */
};

enum input_result { INPUT_READ, INPUT_MISSING, INPUT_UNREADABLE, INPUT_TOO_LONG };

/* One that is being read piece by piece; private. */
struct input {
    int fd; /* -1: `rest` is read */
    struct bytes rest;
};

/* INPUT_READ, INPUT_MISSING or INPUT_UNREADABLE (also a directory). */
enum input_result input_open(struct inputs *inputs, struct str path, struct input *ret);

enum input_step { INPUT_SOME, INPUT_NOT_YET, INPUT_END, INPUT_BROKEN };

/* Up to `cap` bytes more. Without `wait` it doesn't wait for a writer that is still there:
 * INPUT_NOT_YET then. */
enum input_step input_more(struct input *input, bool wait, char *ret, size_t cap, size_t *ret_len);
void input_close(struct input *input);

/* The whole of it, in `arena`; INPUT_TOO_LONG when it is over `bytes_max`. */
enum input_result input_whole(struct inputs *inputs, struct str path, size_t bytes_max,
                              struct arena *arena, struct bytes *ret);

#endif
