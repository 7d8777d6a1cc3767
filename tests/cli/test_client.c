/* Does --server bring a request to a daemon and its answer back, and say so when nobody is there?
 */
#include "tests/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/client.h"
#include "cli/message.h"
#include "cli/service.h"
#include "engine/base/check.h"

enum { ARENA_BYTES = 1 << 28 };

static struct arena arena;
static char dir[64], store[80], socket_path[96];
static const instant_t start = {1627862400000}; /* 2021-08-02T09:00+09:00 */

/* How the other side behaves. */
enum manner { ANSWERS, HANGS_UP, SAYS_NONSENSE, CLAIMS_TOO_MUCH };

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, ARENA_BYTES);
    (void)snprintf(dir, sizeof dir, "/tmp/tehai-client.XXXXXX");
    assert_non_null(mkdtemp(dir));
    (void)snprintf(store, sizeof store, "%s/store", dir);
    (void)snprintf(socket_path, sizeof socket_path, "%s/socket", dir);
    assert_false(is_err(desk_create(store, STR("admin"), true, start)));
    return 0;
}

static int end(void **state)
{
    char command[160];
    (void)state;
    (void)snprintf(command, sizeof command, "rm -rf %s", dir);
    assert_int_equal(system(command), 0);
    arena_deinit(&arena);
    return 0;
}

static bool read_whole(int fd, uint8_t *bytes, size_t len)
{
    while (len > 0) {
        ssize_t done = read(fd, bytes, len);
        if (done <= 0) return false;
        bytes += done;
        len -= (size_t)done;
    }
    return true;
}

static void put(int fd, const void *bytes, size_t len)
{
    if (write(fd, bytes, len) != (ssize_t)len) _exit(1);
}

/* One exchange as the daemon has it: a length of four bytes, and the message. */
static void serve_one(int fd, enum manner manner, struct desk *desk)
{
    struct service service = {.store = str_of(store)};
    uint8_t head[4];
    if (!read_whole(fd, head, sizeof head)) _exit(1);
    size_t len = (size_t)head[0] << 24 | (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3];
    uint8_t *bytes = arena_take(&arena, len + 1);
    if (!read_whole(fd, bytes, len)) _exit(1);
    if (manner == HANGS_UP) return;
    if (manner == SAYS_NONSENSE) put(fd, "\0\0\0\3abc", 7);
    if (manner == CLAIMS_TOO_MUCH) put(fd, "\377\377\377\377abc", 7);
    if (manner != ANSWERS) return;
    struct daemon_turn turn = {desk, start, &arena};
    struct daemon_exchange exchange = {.request = {bytes, len}};
    service_answer(&service, &turn, &exchange, 1);
    struct bytes reply = exchange.answer;
    for (int i = 0; i < 4; i++) head[i] = (uint8_t)(reply.len >> (24 - 8 * i));
    put(fd, head, sizeof head);
    put(fd, reply.ptr, reply.len);
}

/* A process that answers so many exchanges; listening when this returns. */
static pid_t serve(enum manner manner, int exchanges)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    (void)snprintf(address.sun_path, sizeof address.sun_path, "%.90s", socket_path);
    int door = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(door, (const struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(door, 4), 0);
    pid_t child = fork();
    if (child != 0) {
        (void)close(door);
        return child;
    }
    struct desk *desk;
    if (is_err(desk_open(&desk, store, LOG_WRITE))) _exit(1);
    for (int i = 0; i < exchanges; i++) {
        int fd = accept(door, NULL, NULL);
        serve_one(fd, manner, desk);
        (void)close(fd);
    }
    desk_close(desk);
    _exit(0);
}

static struct reply ask(struct str server, const char *const *words, uint32_t count)
{
    struct inputs inputs = {.local = true};
    struct strs typed = {ARENA_ARRAY(&arena, struct str, count), count};
    for (uint32_t i = 0; i < count; i++) typed.at[i] = str_of(words[i]);
    struct request request = {.words = typed, .lang = LANG_EN, .width = 80, .inputs = &inputs};
    struct reply reply;
    client_ask(server, &request, &arena, &reply);
    return reply;
}

static void the_answer_is_that_of_the_daemon(void **state)
{
    static const char *const words[] = {"--json", "log"};
    struct str server = text_format(&arena, "unix:%s", socket_path);
    (void)state;
    pid_t child = serve(ANSWERS, 1);
    struct reply reply = ask(server, words, COUNT(words));
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(reply.status, EXIT_DONE);
    assert_true(str_starts(reply.out, STR("{\"seq\":1,\"type\":\"store.initialised\"")));
}

static void files_go_along_when_they_are_wanted(void **state)
{
    struct str path = text_format(&arena, "%s/commands", dir);
    const char *words[] = {"--as", "admin", "apply", path.ptr};
    (void)state;
    FILE *file = fopen(path.ptr, "w");
    assert_non_null(file);
    (void)fputs("{\"cmd\":\"actor.register\",\"actor\":\"x\",\"role\":\"auditor\"}\n", file);
    (void)fclose(file);
    pid_t child = serve(ANSWERS, 2);
    struct reply reply = ask(str_of(socket_path), words, COUNT(words));
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_true(str_starts(reply.out, STR("{\"ok\":true,\"line\":1,\"seq\":[2]")));
}

static void a_file_that_is_not_there_is_named(void **state)
{
    static const char *const words[] = {"apply", "/no/such/file"};
    (void)state;
    pid_t child = serve(ANSWERS, 1);
    struct reply reply = ask(str_of(socket_path), words, COUNT(words));
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(reply.status, EXIT_STORE);
    assert_true(str_starts(reply.err, STR("tehai: /no/such/file: ")));
}

static void a_file_too_long_for_a_request_is_named(void **state)
{
    struct str path = text_format(&arena, "%s/long", dir);
    const char *words[] = {"apply", path.ptr};
    (void)state;
    FILE *file = fopen(path.ptr, "w");
    assert_non_null(file);
    assert_int_equal(ftruncate(fileno(file), MESSAGE_REQUEST_BYTES_MAX), 0);
    (void)fclose(file);
    pid_t child = serve(ANSWERS, 1);
    struct reply reply = ask(str_of(socket_path), words, COUNT(words));
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(reply.status, EXIT_STORE);
    assert_non_null(strstr(str_copy(&arena, reply.err).ptr, "it is longer than the"));
}

static void whoever_is_no_daemon_is_named(void **state)
{
    static const char *const words[] = {"jobs"};
    (void)state;
    struct reply reply = ask(str_of(socket_path), words, COUNT(words));
    assert_int_equal(reply.status, EXIT_STORE); /* nobody at all */
    for (enum manner manner = HANGS_UP; manner <= CLAIMS_TOO_MUCH; manner++) {
        (void)unlink(socket_path);
        pid_t child = serve(manner, 1);
        reply = ask(str_of(socket_path), words, COUNT(words));
        assert_int_equal(waitpid(child, NULL, 0), child);
        assert_int_equal(reply.status, EXIT_STORE);
        assert_true(str_starts(reply.err, STR("tehai: /tmp/tehai-client.")));
        assert_int_equal(reply.out.len, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_answer_is_that_of_the_daemon, begin, end),
        cmocka_unit_test_setup_teardown(files_go_along_when_they_are_wanted, begin, end),
        cmocka_unit_test_setup_teardown(a_file_that_is_not_there_is_named, begin, end),
        cmocka_unit_test_setup_teardown(a_file_too_long_for_a_request_is_named, begin, end),
        cmocka_unit_test_setup_teardown(whoever_is_no_daemon_is_named, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
