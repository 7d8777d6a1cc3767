#include "cli/client.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "cli/message.h"
#include "cli/options.h"
#include "cli/words.h"
#include "engine/base/check.h"

/* What a request can carry beside its head. */
enum { FILE_BYTES_MAX = MESSAGE_REQUEST_BYTES_MAX - 1024 * 1024 };

static bool write_all(int fd, const uint8_t *bytes, size_t len)
{
    while (len > 0) {
        ssize_t done = send(fd, bytes, len, MSG_NOSIGNAL);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        bytes += done;
        len -= (size_t)done;
    }
    return true;
}

static bool read_all(int fd, uint8_t *bytes, size_t len)
{
    while (len > 0) {
        ssize_t done = read(fd, bytes, len);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        bytes += done;
        len -= (size_t)done;
    }
    return true;
}

/* -1 when nobody listens there. */
static int connect_to(struct str server)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (str_starts(server, STR("unix:"))) server = str_slice(server, 5, server.len);
    if (server.len == 0 || server.len >= sizeof address.sun_path) return -1;
    memcpy(address.sun_path, server.ptr, server.len);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0) return -1;
    if (connect(fd, (const struct sockaddr *)&address, sizeof address) == 0) return fd;
    (void)close(fd);
    return -1;
}

static bool exchange_on(int fd, struct bytes out, struct arena *arena, struct bytes *ret)
{
    uint8_t length[MESSAGE_LENGTH_BYTES];
    for (uint32_t i = 0; i < MESSAGE_LENGTH_BYTES; i++)
        length[i] = (uint8_t)(out.len >> (8 * (MESSAGE_LENGTH_BYTES - 1 - i)));
    if (!write_all(fd, length, sizeof length) || !write_all(fd, out.ptr, out.len)) return false;
    if (!read_all(fd, length, sizeof length)) return false;
    size_t len = 0;
    for (uint32_t i = 0; i < MESSAGE_LENGTH_BYTES; i++) len = len << 8 | length[i];
    if (len > MESSAGE_REPLY_BYTES_MAX) return false;
    uint8_t *bytes = arena_take(arena, len + 1);
    if (!read_all(fd, bytes, len)) return false;
    *ret = (struct bytes){bytes, len};
    return true;
}

static bool exchange(struct str server, struct bytes out, struct arena *arena, struct bytes *ret)
{
    int fd = connect_to(server);
    if (fd < 0) return false;
    bool done = out.len <= MESSAGE_REQUEST_BYTES_MAX && exchange_on(fd, out, arena, ret);
    (void)close(fd);
    return done;
}

static void failed(enum word word, struct str what, const struct request *request,
                   struct arena *arena, struct reply *ret)
{
    struct options options;
    struct text message;
    options_read(request->words, arena, &options);
    struct run run = {.arena = arena, .json = options.json, .lang = request->lang};
    if (options.json || options.lang_given) run.lang = options.lang_given ? options.lang : LANG_EN;
    text_init(&run.out, arena);
    text_init(&run.err, arena);
    text_init(&message, arena);
    word_print(&message, run.lang, word,
               (struct argument[ARGUMENTS_MAX]){arg_str(what), arg_number(FILE_BYTES_MAX)});
    int status = run_error(&run, EXIT_STORE, "server", NULL, "%s", message.ptr);
    *ret = (struct reply){status, text_str(&run.out), text_str(&run.err)};
}

/* Adds a file that the daemon asked for. */
static enum input_result file_add(const struct request *request, struct str path,
                                  struct inputs *sent, struct arena *arena)
{
    struct sent_file *files = ARENA_ARRAY(arena, struct sent_file, sent->sent_count + 1);
    for (uint32_t i = 0; i < sent->sent_count; i++) files[i] = sent->sent[i];
    struct sent_file *file = &files[sent->sent_count];
    file->path = path;
    enum input_result result =
        input_whole(request->inputs, path, FILE_BYTES_MAX, arena, &file->bytes);
    if (result == INPUT_READ)
        *sent = (struct inputs){.sent = files, .sent_count = sent->sent_count + 1};
    return result;
}

static enum word word_for(enum input_result result)
{
    switch (result) {
    case INPUT_UNREADABLE: return WORD_FILE_UNREADABLE;
    case INPUT_TOO_LONG: return WORD_FILE_TOO_LONG;
    case INPUT_READ:
    case INPUT_MISSING: return WORD_FILE_MISSING;
    }
    CHECK(false);
    return WORD_FILE_MISSING;
}

void client_ask(struct str server, const struct request *request, struct arena *arena,
                struct reply *ret)
{
    struct inputs sent = {0};
    for (uint32_t i = 0; i <= MESSAGE_FILES_MAX; i++) {
        struct bytes reply;
        struct str wants = STR_NONE;
        struct bytes out = message_request_put(request, &sent, arena);
        if (!exchange(server, out, arena, &reply) ||
            !message_reply_read(reply, arena, ret, &wants)) {
            failed(WORD_SERVER_SILENT, server, request, arena, ret);
            return;
        }
        if (!str_is(wants)) return;
        enum input_result result = file_add(request, wants, &sent, arena);
        if (result != INPUT_READ) {
            failed(word_for(result), wants, request, arena, ret);
            return;
        }
    }
    failed(WORD_SERVER_SILENT, server, request, arena, ret);
}
