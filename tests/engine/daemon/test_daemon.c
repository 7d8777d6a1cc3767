/* Does the daemon answer everybody, whole, whatever others at its socket do? */
#include "tests/harness.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "engine/store/checkpoints.h"
#include "tests/engine/daemon/standing.h"

#define MORNING "2021-09-24T10:30"

enum { BIG = 8 * 1024 * 1024 };

static char answer[BIG + 1];

static void begin(struct standing *s, uint32_t patience_ms)
{
    standing_make(s);
    standing_start(s, MORNING, patience_ms);
}

static void end(struct standing *s)
{
    assert_int_equal(standing_end(s, SIGTERM), 0);
    standing_remove(s);
}

static void assert_answer(int fd, const char *request, const char *expected)
{
    frame_put(fd, request);
    assert_true(frame_get(fd, answer, sizeof answer));
    assert_string_equal(answer, expected);
}

static uint64_t kept_checkpoints(const struct standing *s)
{
    struct desk *desk = other_desk(s);
    struct arena arena;
    struct kept_notes notes;
    arena_init(&arena, (size_t)1 << 24);
    assert_false(is_err(checkpoint_list(desk_log(desk), &arena, &notes)));
    uint64_t newest = notes.count > 0 ? notes.at[notes.count - 1].count : 0;
    assert_true(newest == 0 || newest == desk_state(desk)->head);
    arena_deinit(&arena);
    desk_close(desk);
    return newest;
}

static void several_clients_each_get_their_own_answers(void **unused)
{
    (void)unused;
    struct standing s;
    int fds[20];
    char request[32], expected[32];
    begin(&s, 0);
    for (int i = 0; i < 20; i++) {
        fds[i] = knock(&s);
        (void)snprintf(request, sizeof request, "echo client %d", i);
        frame_put(fds[i], request);
    }
    for (int i = 19; i >= 0; i--) {
        (void)snprintf(expected, sizeof expected, "client %d", i);
        assert_true(frame_get(fds[i], answer, sizeof answer));
        assert_string_equal(answer, expected);
        assert_answer(fds[i], "echo again", "again");
        (void)close(fds[i]);
    }
    end(&s);
}

/* More than the daemon takes in at once: the others wait at the door and are served, too. */
static void one_client_too_many_waits_for_its_turn(void **unused)
{
    (void)unused;
    struct standing s;
    int fds[DAEMON_CLIENTS_MAX + 1];
    begin(&s, 0);
    for (int i = 0; i <= DAEMON_CLIENTS_MAX; i++) {
        fds[i] = knock(&s);
        assert_true(fds[i] >= 0);
    }
    for (int i = 0; i < DAEMON_CLIENTS_MAX; i++) assert_answer(fds[i], "echo in", "in");
    frame_put(fds[DAEMON_CLIENTS_MAX], "echo last");
    (void)close(fds[7]);
    assert_true(frame_get(fds[DAEMON_CLIENTS_MAX], answer, sizeof answer));
    assert_string_equal(answer, "last");
    end(&s);
}

static void requests_sent_in_one_piece_are_answered_in_order(void **unused)
{
    (void)unused;
    enum { MANY = 26, FRAME = 10 };
    struct standing s;
    char frames[MANY * FRAME];
    const char expected[] = "abcdefghijklmnopqrstuvwxyz";
    for (int i = 0; i < MANY; i++) {
        memcpy(frames + i * FRAME, "\0\0\0\6echo ?", FRAME);
        frames[i * FRAME + FRAME - 1] = expected[i];
    }
    begin(&s, 0);
    int fd = knock(&s);
    time_t before = time(NULL);
    assert_int_equal(send(fd, frames, sizeof frames, 0), sizeof frames);
    for (int i = 0; i < MANY; i++) {
        assert_true(frame_get(fd, answer, sizeof answer));
        assert_int_equal(answer[0], expected[i]);
        assert_int_equal(answer[1], '\0');
    }
    assert_true(time(NULL) - before <= 2); /* no request waits for something else to happen */
    (void)close(fd);
    end(&s);
}

static void a_request_byte_by_byte_is_one_request(void **unused)
{
    (void)unused;
    struct standing s;
    static const uint8_t one[] = "\0\0\0\6echo 1";
    begin(&s, 0);
    int fd = knock(&s);
    for (size_t i = 0; i < sizeof one - 1; i++) {
        assert_int_equal(send(fd, one + i, 1, 0), 1);
        pause_ms(2);
    }
    assert_true(frame_get(fd, answer, sizeof answer));
    assert_string_equal(answer, "1");
    (void)close(fd);
    end(&s);
}

static void garbage_gets_an_error_and_the_end(void **unused)
{
    (void)unused;
    static const struct {
        const char *why, *expected;
        char bytes[24];
        size_t len;
    } rows[] = {
        {"a web browser's first words", "trouble 2", "GET / HTTP/1.1\r\n\r\n", 18},
        {"an empty request", "trouble 1", "\0\0\0\0", 4},
        {"one byte more than a request may have", "trouble 2", "\1\0\0\1", 4},
    };
    struct standing s;
    begin(&s, 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int fd = knock(&s);
        assert_int_equal(send(fd, rows[i].bytes, rows[i].len, 0), (int)rows[i].len);
        assert_true(frame_get(fd, answer, sizeof answer));
        assert_string_equal(answer, rows[i].expected);
        assert_false(frame_get(fd, answer, sizeof answer));
        (void)close(fd);
    }
    end(&s);
}

static void half_a_request_is_none(void **unused)
{
    (void)unused;
    struct standing s;
    begin(&s, 0);
    int fd = knock(&s), other = knock(&s);
    assert_int_equal(send(fd, "\0\0\0\4op", 6, 0), 6);
    assert_int_equal(shutdown(fd, SHUT_WR), 0);
    assert_false(frame_get(fd, answer, sizeof answer));
    assert_answer(other, "echo still here", "still here");
    (void)close(fd);
    (void)close(other);
    end(&s);
}

static void a_client_that_reads_nothing_keeps_nobody_waiting(void **unused)
{
    (void)unused;
    struct standing s;
    begin(&s, 300);
    int slow = knock(&s), quick = knock(&s);
    frame_put(slow, "big 8388608");
    for (int i = 0; i < 20; i++) assert_answer(quick, "echo quick", "quick");
    pause_ms(500); /* its patience is over, and the answer cut off: no whole frame comes */
    assert_false(frame_get(slow, answer, sizeof answer));
    (void)close(slow);
    int patient = knock(&s);
    frame_put(patient, "big 8388608");
    assert_true(frame_get(patient, answer, sizeof answer));
    assert_int_equal(strlen(answer), BIG);
    (void)close(patient);
    (void)close(quick);
    end(&s);
}

static void one_who_says_nothing_is_let_go(void **unused)
{
    (void)unused;
    struct standing s;
    static const char one[] = "\0\0\0\4open";
    begin(&s, 100);
    int mute = knock(&s), dawdling = knock(&s);
    for (int i = 0; i < 5; i++) { /* each byte in time, the whole of it not */
        (void)send(dawdling, &one[i], 1, MSG_NOSIGNAL);
        pause_ms(40);
    }
    assert_false(frame_get(mute, answer, sizeof answer));
    assert_false(frame_get(dawdling, answer, sizeof answer));
    (void)close(mute);
    (void)close(dawdling);
    end(&s);
}

static void vanishing_clients_do_no_harm(void **unused)
{
    (void)unused;
    struct standing s;
    begin(&s, 0);
    for (int i = 0; i < 50; i++) {
        int fd = knock(&s);
        frame_put(fd, i % 2 == 0 ? "big 1000000" : "open");
        (void)close(fd);
    }
    int fd = knock(&s);
    assert_answer(fd, "echo here", "here");
    (void)close(fd);
    end(&s);
}

static void a_stop_answers_what_was_asked_and_signs_the_log(void **unused)
{
    (void)unused;
    struct standing s;
    struct stat found;
    begin(&s, 0);
    assert_int_equal(stat(s.socket, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0600);
    int busy = knock(&s), asking = knock(&s), idle = knock(&s), slow = knock(&s);
    frame_put(slow, "big 8388608"); /* more than a socket holds: it's still on its way */
    pause_ms(50);
    frame_put(busy, "sleep");
    pause_ms(50);
    frame_put(asking, "open"); /* arrives while the daemon is held up */
    assert_int_equal(kill(s.pid, SIGTERM), 0);
    assert_true(frame_get(busy, answer, sizeof answer));
    assert_false(frame_get(idle, answer, sizeof answer));
    bool answered = frame_get(asking, answer, sizeof answer);
    assert_true(frame_get(slow, answer, sizeof answer));
    assert_int_equal(strlen(answer), BIG);
    (void)close(slow);
    assert_int_equal(standing_end(&s, 0), 0);
    assert_int_equal(stat(s.socket, &found), -1);
    struct desk *desk = other_desk(&s);
    assert_int_equal(answered ? 1 : 0, find_event(desk, EVENT_JOB_OPENED, "J-3", 1, NULL) > 0);
    desk_close(desk);
    assert_true(kept_checkpoints(&s) > 0);
    standing_remove(&s);
}

static void assert_told(int fd, const char *expected)
{
    char said[64];
    ssize_t len = recv(fd, said, sizeof said - 1, 0);
    assert_true(len > 0);
    said[len] = '\0';
    assert_string_equal(said, expected);
}

/* As sd_notify(3) would; 100 ms between signs of life are asked for. */
static void systemd_hears_of_start_life_and_stop(void **unused)
{
    (void)unused;
    struct standing s;
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    const struct timeval patience = {.tv_sec = 5};
    standing_make(&s);
    (void)snprintf(at.sun_path, sizeof at.sun_path, "%s/notify", s.dir);
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    assert_int_equal(bind(fd, (const struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience), 0);
    assert_int_equal(setenv("NOTIFY_SOCKET", at.sun_path, 1), 0);
    assert_int_equal(setenv("WATCHDOG_USEC", "200000", 1), 0);
    standing_start(&s, MORNING, 0);
    assert_int_equal(unsetenv("NOTIFY_SOCKET"), 0);
    assert_told(fd, "READY=1");
    assert_told(fd, "WATCHDOG=1");
    assert_told(fd, "WATCHDOG=1");
    assert_int_equal(standing_end(&s, SIGTERM), 0);
    assert_told(fd, "STOPPING=1");
    (void)close(fd);
    standing_remove(&s);
}

static void a_second_daemon_is_refused(void **unused)
{
    (void)unused;
    struct standing s;
    begin(&s, 0);
    struct standing second = s;
    (void)snprintf(second.socket, sizeof second.socket, "%s/other.sock", s.dir);
    standing_start(&second, MORNING, 0);
    assert_int_equal(standing_end(&second, 0), DAEMON_EXIT_REFUSED);
    assert_int_equal(standing_said(&s, "a daemon serves this store already"), 1);
    int fd = knock(&s);
    assert_answer(fd, "echo unharmed", "unharmed");
    (void)close(fd);
    end(&s);
}

static void a_killed_daemons_socket_is_replaced(void **unused)
{
    (void)unused;
    struct standing s;
    struct stat found;
    begin(&s, 0);
    assert_int_equal(standing_end(&s, SIGKILL), -SIGKILL);
    assert_int_equal(stat(s.socket, &found), 0);
    assert_int_equal(knock(&s), -1);
    standing_start(&s, MORNING, 0);
    int fd = knock(&s);
    assert_answer(fd, "echo new", "new");
    (void)close(fd);
    assert_int_equal(standing_said(&s, "a stale one was replaced"), 1);
    end(&s);
}

static void what_is_no_stale_socket_is_left_alone(void **unused)
{
    (void)unused;
    struct standing s;
    standing_make(&s);
    int fd = open(s.socket, O_CREAT | O_WRONLY, 0600);
    assert_true(fd >= 0 && close(fd) == 0);
    standing_start(&s, MORNING, 0);
    assert_int_equal(standing_end(&s, 0), DAEMON_EXIT_SOCKET);
    assert_int_equal(unlink(s.socket), 0);

    struct sockaddr_un at = {.sun_family = AF_UNIX}; /* somebody else's, who is alive */
    (void)snprintf(at.sun_path, sizeof at.sun_path, "%s", s.socket);
    fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (const struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(listen(fd, 1), 0);
    standing_start(&s, MORNING, 0);
    assert_int_equal(standing_end(&s, 0), DAEMON_EXIT_REFUSED);
    (void)close(fd);
    standing_remove(&s);
}

static void a_full_disk_stops_it_with_a_line(void **unused)
{
    (void)unused;
    struct standing s;
    begin(&s, 0);
    int fd = knock(&s);
    frame_put(fd, "open");
    assert_true(frame_get(fd, answer, sizeof answer));
    uint64_t acknowledged = strtoull(answer, NULL, 10);
    assert_true(acknowledged > 0);
    assert_answer(fd, "full", "ok");
    frame_put(fd, "open");
    bool answered = frame_get(fd, answer, sizeof answer);
    assert_true(!answered || strcmp(answer, "failed") == 0);
    assert_int_equal(standing_end(&s, 0), err_exit(ERR_FULL));
    assert_int_equal(standing_said(&s, "level=error at=daemon"), 1);
    struct desk *desk = other_desk(&s);
    assert_true(desk_state(desk)->head >= acknowledged);
    desk_close(desk);
    standing_remove(&s);
}

/* A client's whole life: opens jobs and hands on the number of each that was acknowledged. */
static void open_until_cut_off(const struct standing *s, int out)
{
    char number[32];
    int fd = knock(s);
    for (;;) {
        frame_put(fd, "open");
        if (!frame_get(fd, number, sizeof number)) _exit(0);
        uint64_t seq = strtoull(number, NULL, 10);
        if (seq == 0 || write(out, &seq, sizeof seq) != (ssize_t)sizeof seq) _exit(1);
    }
}

static void killed_under_load_nothing_acknowledged_is_lost(void **unused)
{
    (void)unused;
    enum { ROUNDS = 4, CLIENTS = 3 };
    struct standing s;
    standing_make(&s);
    uint64_t acknowledged = 0;
    for (int round = 0; round < ROUNDS; round++) {
        int ends[2];
        uint64_t seq, last = 0;
        pid_t clients[CLIENTS];
        standing_start(&s, MORNING, 0);
        assert_int_equal(pipe(ends), 0);
        for (int i = 0; i < CLIENTS; i++) {
            clients[i] = fork();
            if (clients[i] == 0) open_until_cut_off(&s, ends[1]);
        }
        (void)close(ends[1]);
        pause_ms(200 + 47 * round);
        assert_int_equal(standing_end(&s, SIGKILL), -SIGKILL);
        for (int i = 0; i < CLIENTS; i++)
            assert_int_equal(waitpid(clients[i], NULL, 0), clients[i]);
        while (read(ends[0], &seq, sizeof seq) == (ssize_t)sizeof seq) {
            last = seq > last ? seq : last;
            acknowledged++;
        }
        (void)close(ends[0]);
        struct desk *desk = other_desk(&s);
        assert_true(desk_state(desk)->head >= last);
        assert_true(desk_state(desk)->jobs.count >= acknowledged);
        assert_false(is_err(log_check(desk_log(desk))));
        desk_close(desk);
    }
    assert_true(acknowledged > 0);
    print_message("%llu acknowledged\n", (unsigned long long)acknowledged);
    standing_remove(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(several_clients_each_get_their_own_answers),
        cmocka_unit_test(one_client_too_many_waits_for_its_turn),
        cmocka_unit_test(requests_sent_in_one_piece_are_answered_in_order),
        cmocka_unit_test(a_request_byte_by_byte_is_one_request),
        cmocka_unit_test(garbage_gets_an_error_and_the_end),
        cmocka_unit_test(half_a_request_is_none),
        cmocka_unit_test(a_client_that_reads_nothing_keeps_nobody_waiting),
        cmocka_unit_test(one_who_says_nothing_is_let_go),
        cmocka_unit_test(vanishing_clients_do_no_harm),
        cmocka_unit_test(a_stop_answers_what_was_asked_and_signs_the_log),
        cmocka_unit_test(systemd_hears_of_start_life_and_stop),
        cmocka_unit_test(a_second_daemon_is_refused),
        cmocka_unit_test(a_killed_daemons_socket_is_replaced),
        cmocka_unit_test(what_is_no_stale_socket_is_left_alone),
        cmocka_unit_test(a_full_disk_stops_it_with_a_line),
        cmocka_unit_test(killed_under_load_nothing_acknowledged_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
