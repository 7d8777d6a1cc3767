/* What happens when the disk fails or fills at any single write, and does the next opening
 * find a whole log? */
#include "tests/harness.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/base/check.h"
#include "engine/store/snapshot.h"
#include "tests/engine/store/stores.h"

/* Stand-ins for the calls that LMDB writes with: the linker lets the program's own win. They
 * fail from the `fail_at`th on, for as many calls as `fail_count` says. */
static int calls, fail_at, fail_count, fail_errno;

long syscall(long number, ...);
ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at);
ssize_t writev(int fd, const struct iovec *pieces, int count);
int fdatasync(int fd);

static int fails_now(void)
{
    calls++;
    if (fail_at == 0 || calls < fail_at || calls >= fail_at + fail_count) return 0;
    errno = fail_errno;
    return 1;
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    return fails_now() ? -1 : syscall(SYS_pwrite64, fd, bytes, len, at);
}

ssize_t writev(int fd, const struct iovec *pieces, int count)
{
    return fails_now() ? -1 : syscall(SYS_writev, fd, pieces, count);
}

int fdatasync(int fd)
{
    return fails_now() ? -1 : (int)syscall(SYS_fdatasync, fd);
}

static void arm(int at, int count, int number)
{
    calls = 0;
    fail_at = at;
    fail_count = count;
    fail_errno = number;
}

static struct store store;
static struct log *events;

static uint64_t count_now(void)
{
    struct tree_head head;
    assert_false(is_err(log_head(events, &head)));
    return head.count;
}

static void reopen(void)
{
    log_close(events);
    events = store_open(&store, LOG_WRITE);
}

/* Appends three events with the fault armed; whether the fault was met. */
static bool append_under_fault(int at, int count, int number, enum append_result *ret,
                               err_t *ret_fault)
{
    char room[3][EVENT_ROOM];
    struct bytes three[3];
    uint64_t head = count_now();
    for (uint64_t i = 0; i < 3; i++) three[i] = event_print(head + 1 + i, 0, room[i]);
    arm(at, count, number);
    *ret = log_append(events, head, three, 3, ret_fault);
    bool met = calls >= at;
    arm(0, 0, 0);
    return met;
}

static void assert_stopped(enum err_code code)
{
    struct tree_head head;
    struct log_cursor cursor;
    struct bytes event = {(const uint8_t *)"x", 1};
    err_t fault;
    assert_int_equal(log_head(events, &head).code, code);
    log_read(events, 1, UINT64_MAX, &cursor);
    assert_false(log_next(&cursor));
    assert_int_equal(log_read_end(&cursor).code, code);
    assert_int_equal(log_append(events, 0, &event, 1, &fault), APPEND_FAULT);
    assert_int_equal(fault.code, code);
    assert_non_null(strstr(fault.step, "open the store again"));
}

struct tally {
    int fault, unknown, there_after_unknown;
};

static struct tally fail_every_call(int number, int count, enum err_code expected)
{
    struct tally tally = {0};
    for (int at = 1;; at++) {
        enum append_result result;
        err_t fault;
        uint64_t before = count_now();
        if (!append_under_fault(at, count, number, &result, &fault)) {
            assert_int_equal(result, APPEND_OK);
            assert_true(at > 2); /* otherwise nothing was failed */
            return tally;
        }
        assert_true(result == APPEND_FAULT || result == APPEND_UNKNOWN);
        assert_int_equal(fault.code, result == APPEND_FAULT ? expected : ERR_UNKNOWN);
        assert_int_equal(fault.lib, number);
        assert_stopped(fault.code);
        reopen();
        uint64_t after = count_now();
        assert_true(after == before || (result == APPEND_UNKNOWN && after == before + 3));
        assert_false(is_err(log_check(events)));
        tally.fault += result == APPEND_FAULT;
        tally.unknown += result == APPEND_UNKNOWN;
        store_fill(events, 1, 1);
    }
}

static void a_failing_device_stops_the_log_at_whichever_call_it_fails(void **state)
{
    (void)state;
    store_fill(events, 20, 20);
    struct tally tally = fail_every_call(EIO, 1, ERR_IO);
    assert_true(tally.fault >= 2);   /* data, and its sync */
    assert_true(tally.unknown >= 1); /* the head page */
}

static void a_device_that_fails_for_good_stops_the_log(void **state)
{
    (void)state;
    struct tally tally = fail_every_call(EIO, 1000, ERR_IO);
    assert_true(tally.fault >= 2);
}

static void a_full_disk_says_so(void **state)
{
    (void)state;
    struct tally tally = fail_every_call(ENOSPC, 1, ERR_FULL);
    assert_true(tally.fault >= 1);
}

/* A true limit of the system instead of our stand-in: no file may grow past 20 MiB. */
static void fill_until_refused(void)
{
    static uint8_t large[EVENT_BYTES_MAX];
    struct rlimit limit = {20 << 20, 20 << 20};
    struct bytes event = {large, sizeof large};
    enum append_result result = APPEND_OK;
    err_t fault = OK;
    (void)signal(SIGXFSZ, SIG_IGN);
    CHECK(setrlimit(RLIMIT_FSIZE, &limit) == 0);
    struct log *log = store_open(&store, LOG_WRITE);
    uint64_t head = 0;
    memset(large, 'f', sizeof large);
    while (result == APPEND_OK && head < 1000) {
        result = log_append(log, head, &event, 1, &fault);
        head += result == APPEND_OK;
    }
    log_close(log);
    CHECK(result == APPEND_FAULT);
    CHECK(fault.code == ERR_FULL);
    log = store_open(&store, LOG_WRITE);
    struct tree_head found;
    CHECK(!is_err(log_head(log, &found)));
    CHECK(found.count == head && head > 10);
    CHECK(!is_err(log_check(log)));
    log_close(log);
    _exit(0);
}

static void a_file_that_may_not_grow_is_full_and_stays_whole(void **state)
{
    (void)state;
    int status;
    log_close(events);
    if (fork() == 0) fill_until_refused();
    assert_true(wait(&status) > 0);
    assert_int_equal(status, 0);
    events = store_open(&store, LOG_WRITE);
    store_fill(events, 1, 1); /* with room again it goes on */
}

static void a_snapshot_that_fails_stops_the_log_too(void **state)
{
    (void)state;
    struct tree_head head;
    store_fill(events, 5, 5);
    assert_false(is_err(log_head(events, &head)));
    arm(1, 1, EIO);
    err_t e = snapshot_put(events, head, (struct bytes){(const uint8_t *)"state", 5});
    arm(0, 0, 0);
    assert_int_equal(e.code, ERR_IO);
    assert_stopped(ERR_IO);
    reopen();
    assert_int_equal(count_now(), 5);
}

static int begin(void **state)
{
    (void)state;
    store_make(&store);
    events = store_open(&store, LOG_WRITE);
    return 0;
}

static int end(void **state)
{
    (void)state;
    log_close(events);
    store_remove(&store);
    return 0;
}

#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(a_failing_device_stops_the_log_at_whichever_call_it_fails),
        WITH_STORE(a_device_that_fails_for_good_stops_the_log),
        WITH_STORE(a_full_disk_says_so),
        WITH_STORE(a_file_that_may_not_grow_is_full_and_stays_whole),
        WITH_STORE(a_snapshot_that_fails_stops_the_log_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
