/* Does a store survive being killed at any moment? TEHAI_KILLS sets how often (default 150).
 *
 * Killing a process loses nothing that it had handed to the kernel; what a power cut loses is
 * LMDB's promise (flags 0), not shown here. */
#include "tests/harness.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/base/check.h"
#include "tests/engine/store/stores.h"

enum { KILLS_DEFAULT = 150, CREATIONS_DEFAULT = 60, RENEW_EVERY = 100 };

static struct store store;

static long kills(long otherwise)
{
    const char *set = getenv("TEHAI_KILLS");
    return set != NULL ? strtol(set, NULL, 10) : otherwise;
}

/* Batches of one to five events; each event carries the number of its batch's last one. */
static void append_for_ever(int acknowledge)
{
    struct log *log = store_open(&store, LOG_WRITE);
    for (;;) {
        char room[EVENT_ROOM];
        struct log_txn txn;
        CHECK(log_begin_at_head(log, &txn) == APPEND_OK);
        uint64_t last = txn.expected + 1 + txn.expected % 5;
        while (txn.next <= last) {
            uint64_t seq = log_put(&txn, event_print(txn.next, last, room));
            log_index(&txn, STR("J-1"), seq);
        }
        log_key_put(&txn, (struct bytes){(const uint8_t *)&last, sizeof last}, (struct bytes){0});
        CHECK(log_commit(&txn) == APPEND_OK);
        if (write(acknowledge, &last, sizeof last) != sizeof last) _exit(1);
    }
}

/* The last number that came through whole, `last` being the first of them. */
static uint64_t last_acknowledged(int fd, uint64_t last)
{
    uint64_t seq;
    while (read(fd, &seq, sizeof seq) == sizeof seq) last = seq;
    return last;
}

/* Kills a process that has begun to append, some time after its first acknowledgement. */
static uint64_t append_until_killed(long us)
{
    int ends[2];
    uint64_t first = 0;
    CHECK(pipe(ends) == 0);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        close(ends[0]);
        append_for_ever(ends[1]);
    }
    close(ends[1]);
    CHECK(read(ends[0], &first, sizeof first) == sizeof first);
    pause_us(us);
    CHECK(kill(child, SIGKILL) == 0);
    CHECK(waitpid(child, NULL, 0) == child);
    uint64_t last = last_acknowledged(ends[0], first);
    close(ends[0]);
    return last;
}

static void assert_whole(uint64_t acknowledged)
{
    struct log *log = store_open(&store, LOG_WRITE);
    struct arena arena;
    struct tree_head head;
    struct seqs indexed;
    arena_init(&arena, 16 << 20);
    assert_false(is_err(log_head(log, &head)));
    assert_true(head.count >= acknowledged);
    assert_false(is_err(log_check(log)));
    assert_false(is_err(log_subject_seqs(log, STR("J-1"), &arena, &indexed)));
    assert_int_equal(indexed.count, head.count);

    struct log_cursor cursor;
    uint64_t number = 0, batch_end = 0;
    log_read(log, 1, UINT64_MAX, &cursor);
    while (log_next(&cursor)) {
        assert_true(event_parse(cursor.event, &number, &batch_end));
        assert_int_equal(number, cursor.seq);
    }
    assert_false(is_err(log_read_end(&cursor)));
    assert_int_equal(number, head.count);
    assert_int_equal(batch_end, head.count); /* no batch is there by half */
    log_close(log);
    arena_deinit(&arena);
}

static void what_was_acknowledged_survives_a_kill_at_any_moment(void **state)
{
    (void)state;
    srand(20210924);
    uint64_t acknowledged = 0;
    for (long i = 0; i < kills(KILLS_DEFAULT); i++) {
        if (i % RENEW_EVERY == 0) { /* keeps the checking short */
            if (i > 0) store_remove(&store);
            store_make(&store);
            acknowledged = 0;
        }
        uint64_t last = append_until_killed(rand() % 6000);
        assert_true(last > acknowledged); /* otherwise nothing is shown */
        acknowledged = last;
        assert_whole(acknowledged);
    }
    store_remove(&store);
}

/* Either nothing stands under the store's name, or a whole store with its key does. */
static void a_making_that_was_killed_leaves_no_half_store(void **state)
{
    (void)state;
    long made = 0, none = 0;
    for (long i = 0; i < kills(CREATIONS_DEFAULT); i++) {
        struct stat is;
        store_place(&store);
        pid_t child = fork();
        CHECK(child >= 0);
        if (child == 0) _exit(is_err(log_create(store.dir, STR("tehai/test"))));
        pause_us(rand() % 30000);
        CHECK(kill(child, SIGKILL) == 0);
        CHECK(waitpid(child, NULL, 0) == child);
        if (stat(store.dir, &is) == 0) {
            struct log *log = store_open(&store, LOG_WRITE);
            store_fill(log, 1, 1);
            log_close(log);
            made++;
        } else {
            none++;
        }
        store_remove(&store);
    }
    print_message("%ld made, %ld not\n", made, none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_acknowledged_survives_a_kill_at_any_moment),
        cmocka_unit_test(a_making_that_was_killed_leaves_no_half_store),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
