/* May several processes append at once, with every event kept once and no gaps? */
#include "tests/harness.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/base/check.h"
#include "tests/engine/store/stores.h"

enum { WRITERS = 4, EVENTS_EACH = 150, READERS = 2 };

static struct store store;

/* Decides on a head, appends on it, and begins anew when somebody was quicker. */
static void write_events(uint64_t by)
{
    struct log *log = store_open(&store, LOG_WRITE);
    char room[EVENT_ROOM];
    for (uint64_t i = 1; i <= EVENTS_EACH;) {
        struct tree_head head;
        struct bytes event = event_print(i, by, room);
        err_t fault;
        CHECK(!is_err(log_head(log, &head)));
        switch (log_append(log, head.count, &event, 1, &fault)) {
        case APPEND_OK: i++; break;
        case APPEND_CONFLICT: break;
        case APPEND_FAULT:
        case APPEND_UNKNOWN: _exit(2);
        }
    }
    log_close(log);
    _exit(0);
}

static void read_events(void)
{
    struct log *log = store_open(&store, LOG_READ);
    uint64_t before = 0;
    while (before < WRITERS * EVENTS_EACH) {
        struct log_cursor cursor;
        uint64_t seen = 0;
        log_read(log, 1, UINT64_MAX, &cursor);
        while (log_next(&cursor)) seen++;
        if (is_err(log_read_end(&cursor)) || seen < before) _exit(3);
        before = seen;
        pause_us(500);
    }
    log_close(log);
    _exit(0);
}

static void wait_for_all(size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int status;
        assert_true(wait(&status) > 0);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 0);
    }
}

static void every_event_of_every_writer_is_there_once_and_in_its_order(void **state)
{
    (void)state;
    for (uint64_t by = 1; by <= WRITERS; by++)
        if (fork() == 0) write_events(by);
    for (int i = 0; i < READERS; i++)
        if (fork() == 0) read_events();
    wait_for_all(WRITERS + READERS);

    struct log *log = store_open(&store, LOG_READ);
    struct log_cursor cursor;
    uint64_t last[WRITERS + 1] = {0};
    log_read(log, 1, UINT64_MAX, &cursor);
    while (log_next(&cursor)) {
        uint64_t number, by;
        assert_true(event_parse(cursor.event, &number, &by));
        assert_int_equal(number, last[by] + 1);
        last[by] = number;
    }
    assert_false(is_err(log_read_end(&cursor)));
    for (int by = 1; by <= WRITERS; by++) assert_int_equal(last[by], EVENTS_EACH);
    assert_false(is_err(log_check(log)));
    log_close(log);
}

static void of_many_makers_of_one_store_one_succeeds(void **state)
{
    (void)state;
    enum { MAKERS = 6 };
    struct store place;
    int made = 0;
    store_place(&place);
    for (int i = 0; i < MAKERS; i++)
        if (fork() == 0) {
            err_t e = log_create(place.dir, STR("tehai/test"));
            _exit(e.code == ERR_EXISTS ? 1 : is_err(e) ? 2 : 0);
        }
    for (int i = 0; i < MAKERS; i++) {
        int status;
        assert_true(wait(&status) > 0);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
        made += WEXITSTATUS(status) == 0;
    }
    assert_int_equal(made, 1);
    log_close(store_open(&place, LOG_WRITE));
    store_remove(&place);
}

static void a_copy_made_while_others_append_is_a_whole_log(void **state)
{
    (void)state;
    struct store place;
    char key[STORE_PATH_BYTES + 32];
    store_place(&place);
    pid_t writer = fork();
    if (writer == 0) {
        struct log *log = store_open(&store, LOG_WRITE);
        for (;;) store_fill(log, 1, 1);
    }
    struct log *log = store_open(&store, LOG_READ);
    struct tree_head head = {0};
    while (head.count < 20) assert_false(is_err(log_head(log, &head)));
    assert_false(is_err(log_copy(log, place.dir)));
    assert_int_equal(log_copy(log, place.dir).code, ERR_EXISTS);
    assert_int_equal(kill(writer, SIGKILL), 0);
    assert_true(wait(NULL) == writer);

    struct log *copy = store_open(&place, LOG_WRITE);
    struct tree_head copied;
    struct digest root;
    assert_false(is_err(log_check(copy)));
    assert_false(is_err(log_head(copy, &copied)));
    assert_true(copied.count >= head.count);
    assert_false(is_err(log_root(log, copied.count, &root)));
    assert_true(digest_eq(root, copied.root));
    store_fill(copy, 5000, 100);
    (void)snprintf(key, sizeof key, "%s/signing.key", place.dir);
    assert_int_not_equal(access(key, F_OK), 0); /* the secret stays where it was */
    (void)snprintf(key, sizeof key, "%s/signing.pub", place.dir);
    assert_int_equal(access(key, F_OK), 0);
    log_close(copy);
    log_close(log);
    store_remove(&place);
}

/* One process holds an open handle while another makes the file several times larger. */
static void growth_by_another_process_is_noticed(void **state)
{
    (void)state;
    static uint8_t large[EVENT_BYTES_MAX];
    struct log *log = store_open(&store, LOG_WRITE);
    struct tree_head head;
    struct bytes event = {large, sizeof large};
    memset(large, 'x', sizeof large);
    assert_false(is_err(log_head(log, &head)));
    uint64_t before = head.count;
    if (fork() == 0) {
        struct log *other = store_open(&store, LOG_WRITE);
        for (uint64_t i = 0; i < 100; i++)
            if (log_append(other, before + i, &event, 1, NULL) != APPEND_OK) _exit(2);
        log_close(other);
        _exit(0);
    }
    wait_for_all(1);
    assert_false(is_err(log_head(log, &head)));
    assert_int_equal(head.count, before + 100);
    assert_int_equal(log_append(log, head.count, &event, 1, NULL), APPEND_OK);
    assert_false(is_err(log_check(log)));
    log_close(log);
}

/* The first call after the other's growth is an append: the write path must notice as well. */
static void growth_by_another_process_is_noticed_when_appending(void **state)
{
    (void)state;
    static uint8_t large[EVENT_BYTES_MAX];
    struct log *log = store_open(&store, LOG_WRITE);
    struct bytes event = {large, sizeof large};
    memset(large, 'x', sizeof large);
    if (fork() == 0) {
        struct log *other = store_open(&store, LOG_WRITE);
        store_fill(other, 1, 1);
        struct log_txn txn;
        if (log_begin_at_head(other, &txn) != APPEND_OK) _exit(2);
        for (int i = 0; i < 300; i++) (void)log_put(&txn, event);
        if (log_commit(&txn) != APPEND_OK) _exit(3);
        log_close(other);
        _exit(0);
    }
    wait_for_all(1);
    struct log_txn txn;
    assert_int_equal(log_begin_at_head(log, &txn), APPEND_OK);
    (void)log_put(&txn, event);
    assert_int_equal(log_commit(&txn), APPEND_OK);
    log_close(log);
}

/* One process stays, so that nobody finds the store empty of users and starts afresh. */
static void a_reader_that_died_is_cleared_at_the_next_opening(void **state)
{
    (void)state;
    struct log *log = store_open(&store, LOG_WRITE);
    for (int i = 0; i < 600; i++) { /* more than the reader table has places */
        if (fork() == 0) {
            struct log *mine = store_open(&store, LOG_READ);
            struct log_cursor cursor;
            log_read(mine, 1, UINT64_MAX, &cursor);
            (void)log_next(&cursor);
            _exit(0);
        }
        wait_for_all(1);
    }
    store_fill(log, 10, 10);
    log_close(log);
}

/* A cursor gives its view of the file back from time to time, or writers could reuse nothing. */
static void a_long_reading_takes_a_new_view_now_and_then(void **state)
{
    (void)state;
    struct log *log = store_open(&store, LOG_WRITE);
    struct log_cursor cursor;
    struct tree_head head;
    store_fill(log, 5000, 5000);
    log_read(log, 1, UINT64_MAX, &cursor);
    assert_true(log_next(&cursor));
    if (fork() == 0) {
        struct log *other = store_open(&store, LOG_WRITE);
        store_fill(other, 1, 1);
        log_close(other);
        _exit(0);
    }
    wait_for_all(1);
    assert_false(is_err(log_head(log, &head)));
    assert_int_equal(head.count, 5000); /* while it is open all see what it sees */
    while (log_next(&cursor)) continue;
    assert_false(is_err(log_head(log, &head)));
    assert_int_equal(head.count, 5001);
    assert_int_equal(cursor.seq, 5000); /* what it was asked for is what it gives */
    assert_false(is_err(log_read_end(&cursor)));
    log_close(log);
}

static int begin(void **state)
{
    (void)state;
    store_make(&store);
    return 0;
}

static int end(void **state)
{
    (void)state;
    store_remove(&store);
    return 0;
}

#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(every_event_of_every_writer_is_there_once_and_in_its_order),
        WITH_STORE(a_copy_made_while_others_append_is_a_whole_log),
        cmocka_unit_test(of_many_makers_of_one_store_one_succeeds),
        WITH_STORE(growth_by_another_process_is_noticed),
        WITH_STORE(growth_by_another_process_is_noticed_when_appending),
        WITH_STORE(a_reader_that_died_is_cleared_at_the_next_opening),
        WITH_STORE(a_long_reading_takes_a_new_view_now_and_then),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
