#include "cli/input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/check.h"

enum { PATH_BYTES_MAX = 4000, PIECE_BYTES = 64 * 1024 };

static bool is_standard(struct str path)
{
    return str_eq(path, STR("-"));
}

static enum input_result open_sent(struct inputs *inputs, struct str path, struct input *ret)
{
    for (uint32_t i = 0; i < inputs->sent_count; i++) {
        if (!str_eq(inputs->sent[i].path, path)) continue;
        *ret = (struct input){.fd = -1, .rest = inputs->sent[i].bytes};
        return INPUT_READ;
    }
    if (!str_is(inputs->wanted)) inputs->wanted = path;
    return INPUT_MISSING;
}

static enum input_result open_local(struct str path, struct input *ret)
{
    char name[PATH_BYTES_MAX + 1];
    struct stat about;
    if (path.len == 0 || path.len > PATH_BYTES_MAX) return INPUT_MISSING;
    memcpy(name, path.ptr, path.len);
    name[path.len] = '\0';
    int fd = open(name, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return errno == ENOENT || errno == ENOTDIR ? INPUT_MISSING : INPUT_UNREADABLE;
    if (fstat(fd, &about) != 0 || S_ISDIR(about.st_mode)) {
        (void)close(fd);
        return INPUT_UNREADABLE;
    }
    *ret = (struct input){.fd = fd};
    return INPUT_READ;
}

enum input_result input_open(struct inputs *inputs, struct str path, struct input *ret)
{
    if (!inputs->local) return open_sent(inputs, path, ret);
    if (!is_standard(path)) return open_local(path, ret);
    *ret = (struct input){.fd = STDIN_FILENO};
    return INPUT_READ;
}

static bool is_there(int fd)
{
    struct pollfd poll_fd = {.fd = fd, .events = POLLIN};
    return poll(&poll_fd, 1, 0) != 0; /* an error or the end shows at the read */
}

static enum input_step more_sent(struct input *input, char *ret, size_t cap, size_t *ret_len)
{
    size_t len = input->rest.len < cap ? input->rest.len : cap;
    if (len == 0) return INPUT_END;
    memcpy(ret, input->rest.ptr, len);
    input->rest.ptr += len;
    input->rest.len -= len;
    *ret_len = len;
    return INPUT_SOME;
}

enum input_step input_more(struct input *input, bool wait, char *ret, size_t cap, size_t *ret_len)
{
    CHECK(cap > 0);
    if (input->fd < 0) return more_sent(input, ret, cap, ret_len);
    if (!wait && !is_there(input->fd)) return INPUT_NOT_YET;
    ssize_t len;
    do len = read(input->fd, ret, cap);
    while (len < 0 && errno == EINTR);
    if (len < 0) return INPUT_BROKEN;
    *ret_len = (size_t)len;
    return len > 0 ? INPUT_SOME : INPUT_END;
}

void input_close(struct input *input)
{
    if (input->fd > STDIN_FILENO) (void)close(input->fd);
    input->fd = -1;
}

/* Doubles its room until the end comes or `max` is passed. */
static enum input_result read_whole(struct input *input, size_t max, struct arena *arena,
                                    struct bytes *ret)
{
    size_t cap = PIECE_BYTES, len = 0, more = 0;
    char *room = arena_take(arena, cap);
    for (;;) {
        enum input_step step = input_more(input, true, room + len, cap - len, &more);
        if (step == INPUT_BROKEN) return INPUT_UNREADABLE;
        if (step == INPUT_END) break;
        len += more;
        if (len > max) return INPUT_TOO_LONG;
        if (len < cap) continue;
        char *grown = arena_take(arena, cap * 2);
        memcpy(grown, room, len);
        room = grown;
        cap *= 2;
    }
    *ret = (struct bytes){(const uint8_t *)room, len};
    return INPUT_READ;
}

enum input_result input_whole(struct inputs *inputs, struct str path, size_t bytes_max,
                              struct arena *arena, struct bytes *ret)
{
    struct input input;
    enum input_result result = input_open(inputs, path, &input);
    if (result != INPUT_READ) return result;
    result = read_whole(&input, bytes_max, arena, ret);
    input_close(&input);
    return result;
}
