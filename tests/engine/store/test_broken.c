/* Is a store that isn't one, or is spoilt, told by its right name and left as it is? */
#include "tests/harness.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/base/check.h"
#include "tests/engine/store/damage.h"
#include "tests/engine/store/stores.h"

static struct store store;

static enum err_code opening(enum log_mode mode)
{
    struct log *log = NULL;
    err_t e = log_open(&log, store.dir, mode);
    log_close(log);
    return e.code;
}

static void shell(const char *format)
{
    char command[512];
    (void)snprintf(command, sizeof command, format, store.dir, store.dir, store.dir, store.dir);
    assert_int_equal(system(command), 0);
}

static void assert_opens_as(enum err_code code)
{
    assert_int_equal(opening(LOG_READ), code);
    assert_int_equal(opening(LOG_WRITE), code);
}

static void fill(uint64_t count)
{
    struct log *log = store_open(&store, LOG_WRITE);
    store_fill(log, count, 50);
    log_close(log);
}

static void what_is_no_store_is_missing_and_not_touched(void **state)
{
    (void)state;
    static const struct {
        const char *why, *make;
    } rows[] = {
        {"nothing is there", "true"},
        {"an empty directory", "mkdir %s"},
        {"somebody's directory", "mkdir %s && echo letter > %s/letter"},
        {"a file", "echo letter > %s"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        print_message("%s\n", rows[i].why);
        store_place(&store);
        shell(rows[i].make);
        shell("ls -laR %s > %s.before 2>&1; true");
        assert_opens_as(ERR_MISSING);
        shell("ls -laR %s 2>&1 | diff - %s.before");
        store_remove(&store);
    }
}

static void making_a_store_refuses_what_is_there(void **state)
{
    (void)state;
    static const struct {
        const char *why, *make;
        enum err_code code;
    } rows[] = {
        {"nothing is there", "true", ERR_NONE},
        {"an empty directory is taken over", "mkdir %s", ERR_NONE},
        {"somebody's directory", "mkdir %s && echo letter > %s/letter", ERR_EXISTS},
        {"a file", "echo letter > %s", ERR_EXISTS},
        {"a link to nowhere", "ln -s nowhere %s", ERR_EXISTS},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        print_message("%s\n", rows[i].why);
        store_place(&store);
        shell(rows[i].make);
        assert_int_equal(log_create(store.dir, STR("tehai/test")).code, rows[i].code);
        if (rows[i].code == ERR_NONE)
            assert_int_equal(log_create(store.dir, STR("tehai/test")).code, ERR_EXISTS);
        shell("! ls -d %s.new-* 2>/dev/null");
        store_remove(&store);
    }
}

static void a_new_store_is_for_its_owner_alone(void **state)
{
    (void)state;
    struct stat is;
    assert_int_equal(stat(store.dir, &is), 0);
    assert_int_equal(is.st_mode & 07777, 0700);
    assert_int_equal(stat(store.data, &is), 0);
    assert_int_equal(is.st_mode & 07777, 0600);
}

static void a_directory_that_cannot_be_made_is_a_fault(void **state)
{
    (void)state;
    char path[LOG_PATH_BYTES_MAX + 2];
    memset(path, 'a', sizeof path);
    path[LOG_PATH_BYTES_MAX + 1] = '\0';
    assert_int_equal(log_create(path, STR("tehai/test")).code, ERR_RANGE);
    assert_int_equal(log_create("/tmp/no/such/parent", STR("tehai/test")).code, ERR_IO);
}

static void a_newer_format_is_left_to_newer_programs(void **state)
{
    (void)state;
    fill(3);
    assert_true(damage_text(store.data, "tehai-log 1", 10, '1' ^ '2') > 0);
    assert_opens_as(ERR_NEWER);
}

/* Shorter and shorter: the hole at the end may go, the first page in use may not. */
static void a_file_cut_short_is_damage_and_never_a_crash(void **state)
{
    (void)state;
    fill(2000);
    uint64_t used = (damage_used_bytes(store.data) + 4095) / 4096 * 4096;
    assert_int_equal(truncate(store.data, (off_t)used), 0);
    assert_opens_as(ERR_NONE);
    for (uint64_t len = used - 1; len > 30000; len -= 29999) {
        assert_int_equal(truncate(store.data, (off_t)len), 0);
        assert_opens_as(ERR_CORRUPT);
    }
    assert_int_equal(truncate(store.data, 5000), 0);
    assert_opens_as(ERR_CORRUPT);
    assert_int_equal(truncate(store.data, 0), 0);
    assert_opens_as(ERR_CORRUPT);
}

static void a_file_of_something_else_is_damage(void **state)
{
    (void)state;
    shell("head -c 100000 /dev/zero | tr '\\0' 'x' > %s/data.mdb");
    assert_opens_as(ERR_CORRUPT);
    shell(": > %s/data.mdb");
    assert_opens_as(ERR_CORRUPT);
}

/* What somebody without rights meets; the tests may run as one who has them all. */
static void rights_that_are_not_there_are_named(void **state)
{
    (void)state;
    int status;
    shell("chmod 755 %s/.. && chmod 555 %s && chmod 444 %s/data.mdb %s/lock.mdb");
    if (fork() == 0) {
        if (geteuid() == 0) CHECK(setuid(65534) == 0);
        _exit(opening(LOG_WRITE) == ERR_READONLY && opening(LOG_READ) == ERR_NONE ? 0 : 1);
    }
    assert_true(wait(&status) > 0);
    assert_int_equal(status, 0);
    shell("chmod 755 %s && chmod 000 %s/data.mdb");
    if (fork() == 0) {
        if (geteuid() == 0) CHECK(setuid(65534) == 0);
        _exit(opening(LOG_READ) == ERR_DENIED ? 0 : 1);
    }
    assert_true(wait(&status) > 0);
    assert_int_equal(status, 0);
}

static void a_changed_event_is_named(void **state)
{
    (void)state;
    fill(300);
    assert_true(damage_text(store.data, "event 123 by", 2, 1) > 0);
    struct log *log = store_open(&store, LOG_READ);
    struct log_cursor cursor;
    uint64_t seen = 0;
    log_read(log, 1, UINT64_MAX, &cursor);
    while (log_next(&cursor)) seen++;
    err_t e = log_read_end(&cursor);
    assert_int_equal(seen, 122);
    assert_int_equal(e.code, ERR_CORRUPT);
    assert_int_equal(e.at, 123);
    e = log_check(log);
    assert_int_equal(e.code, ERR_CORRUPT);
    assert_int_equal(e.at, 123);

    struct arena arena;
    struct bytes event;
    arena_init(&arena, 1 << 16);
    assert_int_equal(log_get(log, 123, &arena, &event).at, 123);
    assert_false(is_err(log_get(log, 124, &arena, &event)));
    arena_deinit(&arena);
    log_close(log);
}

/* Spoils the node at `level` that event `seq` completes; both stand on the left edge. */
static void damage_node(uint64_t seq, uint32_t level)
{
    struct merkle tree = {0};
    struct merkle_done done;
    char room[EVENT_ROOM], node[9] = {0};
    while (tree.count < seq)
        merkle_append(&tree, merkle_leaf(event_print(tree.count + 1, 0, room)), &done);
    memcpy(node, done.node[level].at, 8);
    assert_int_equal(strlen(node), 8);
    assert_true(damage_text(store.data, node, 3, 0x10) > 0);
}

static void a_changed_node_of_the_tree_is_named(void **state)
{
    (void)state;
    fill(300);
    damage_node(4, 2);
    struct log *log = store_open(&store, LOG_READ); /* the frontier doesn't need that node */
    err_t e = log_check(log);
    assert_int_equal(e.code, ERR_CORRUPT);
    assert_int_equal(e.at, 4);
    log_close(log);
}

static void a_changed_node_of_the_frontier_is_found_at_once(void **state)
{
    (void)state;
    fill(300);
    damage_node(256, 8);
    assert_opens_as(ERR_CORRUPT);
}

/* --- One bit anywhere ------------------------------------------------------------------------ */

enum outcome { UNHARMED, FAULT, WRONG, OUTCOMES };

enum { FLIPS_DEFAULT = 400, FLIP_EVENTS = 600 };

/* In a process of its own: reads all there is as a user would. */
static enum outcome read_all(void)
{
    struct log *log = NULL;
    struct log_cursor cursor;
    uint64_t number, by, seen = 0;
    if (is_err(log_open(&log, store.dir, LOG_READ))) return FAULT;
    log_read(log, 1, UINT64_MAX, &cursor);
    while (log_next(&cursor)) {
        seen++;
        if (!event_parse(cursor.event, &number, &by) || number != seen) return WRONG;
    }
    if (is_err(log_read_end(&cursor))) return FAULT;
    return seen == FLIP_EVENTS ? UNHARMED : WRONG;
}

static enum outcome outcome_of_flip(uint64_t byte, unsigned bit, int *ret_crashes)
{
    int status;
    damage_bit(store.data, byte, bit);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        static const int deadly[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
        for (size_t i = 0; i < COUNT(deadly); i++) (void)signal(deadly[i], SIG_DFL);
        int null = open("/dev/null", O_WRONLY);
        (void)dup2(null, STDERR_FILENO);
        _exit((int)read_all());
    }
    CHECK(waitpid(child, &status, 0) == child);
    damage_bit(store.data, byte, bit);
    if (WIFEXITED(status)) return (enum outcome)WEXITSTATUS(status);
    ++*ret_crashes;
    return FAULT;
}

/* TEHAI_FLIPS sets how many. A crash tells no lie but is no good answer either: its share is
 * bounded here. */
static void no_flipped_bit_gives_a_wrong_answer(void **state)
{
    (void)state;
    const char *set = getenv("TEHAI_FLIPS");
    long flips = set != NULL ? strtol(set, NULL, 10) : FLIPS_DEFAULT;
    int crashes = 0, count[OUTCOMES] = {0};
    fill(FLIP_EVENTS);
    uint64_t used = damage_used_bytes(store.data);
    srand(4);
    for (long i = 0; i < flips; i++) {
        uint64_t byte = (uint64_t)rand() % used;
        unsigned bit = (unsigned)rand() % 8;
        enum outcome outcome = outcome_of_flip(byte, bit, &crashes);
        if (outcome == WRONG)
            print_message("wrong after bit %u of byte %llu\n", bit, (unsigned long long)byte);
        count[outcome]++;
    }
    print_message("%ld flips in %llu bytes: %d harmless, %d found (%d of them by a crash)\n", flips,
                  (unsigned long long)used, count[UNHARMED], count[FAULT], crashes);
    assert_int_equal(count[WRONG], 0);
    assert_true(count[FAULT] > flips / 4);
    assert_true(crashes <= flips / 400);
}

/* The head pages decide which state is shown: every bit of them. */
static void no_bit_of_the_head_pages_brings_back_an_old_state(void **state)
{
    (void)state;
    int crashes = 0, count[OUTCOMES] = {0};
    fill(FLIP_EVENTS);
    for (uint64_t byte = 0; byte < 160; byte++)
        for (unsigned bit = 0; bit < 8; bit += 3)
            for (uint64_t page = 0; page < 2; page++) {
                enum outcome outcome = outcome_of_flip(page * 4096 + byte, bit, &crashes);
                if (outcome == WRONG)
                    print_message("page %llu byte %llu bit %u\n", (unsigned long long)page,
                                  (unsigned long long)byte, bit);
                count[outcome]++;
            }
    print_message("%d harmless, %d found (%d by a crash)\n", count[UNHARMED], count[FAULT],
                  crashes);
    assert_int_equal(count[WRONG], 0);
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
        cmocka_unit_test(what_is_no_store_is_missing_and_not_touched),
        cmocka_unit_test(making_a_store_refuses_what_is_there),
        WITH_STORE(a_new_store_is_for_its_owner_alone),
        WITH_STORE(a_directory_that_cannot_be_made_is_a_fault),
        WITH_STORE(a_newer_format_is_left_to_newer_programs),
        WITH_STORE(a_file_cut_short_is_damage_and_never_a_crash),
        WITH_STORE(a_file_of_something_else_is_damage),
        WITH_STORE(rights_that_are_not_there_are_named),
        WITH_STORE(a_changed_event_is_named),
        WITH_STORE(a_changed_node_of_the_tree_is_named),
        WITH_STORE(a_changed_node_of_the_frontier_is_found_at_once),
        WITH_STORE(no_flipped_bit_gives_a_wrong_answer),
        WITH_STORE(no_bit_of_the_head_pages_brings_back_an_old_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
