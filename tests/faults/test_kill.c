/* Does `tehai apply` keep its word when it is killed at any moment? TEHAI_KILLS sets how often
 * (default 200). TEHAI names the program.
 *
 * Each run sends lines that are told apart by their ref, kills the program some time later, and
 * compares the answers that came out with the log: what was answered `ok` is there under the very
 * number that was said, what is there is a beginning of what was sent, in order, and with --atomic
 * it is all or nothing. */
#define _DEFAULT_SOURCE /* usleep */
#include "tests/harness.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "engine/base/check.h"
#include "engine/store/log.h"
#include "engine/wire/event_bytes.h"

enum { KILLS = 200, LINES = 120, RENEW_EVERY = 40, NOT_KILLED = 0, ANSWERS_BYTES = 1 << 17 };

/* Lines that are all there, lines that come one by one, and all or none of them. */
enum way { FROM_FILE, FROM_PIPE, ATOMIC, WAYS };

static char dir[64], store[80], input[80];
static uint32_t in_the_middle;    /* runs of which a part was done */
static useconds_t whole_us[WAYS]; /* about how long one lasts that nobody kills */

static const char *program(void)
{
    const char *named = getenv("TEHAI");
    return named != NULL ? named : "build/tehai";
}

static void run_quietly(const char *arguments)
{
    char command[512];
    (void)snprintf(command, sizeof command, "%s --store %s --now 2021-08-02T09:00 %s >/dev/null",
                   program(), store, arguments);
    assert_int_equal(system(command), 0);
}

static void renew(void)
{
    char command[160];
    (void)snprintf(command, sizeof command, "rm -rf %s", store);
    assert_int_equal(system(command), 0);
    run_quietly("init --open");
    run_quietly("contract load --example");
    run_quietly("--as admin actor add ito coordinator"); /* or the first line had an event more */
}

static void write_input(long run)
{
    FILE *file = fopen(input, "w");
    CHECK(file != NULL);
    for (int i = 1; i <= LINES; i++)
        (void)fprintf(file,
                      "{\"cmd\":\"job.open\",\"by\":\"ito\",\"class\":\"terminal-failure\","
                      "\"site\":\"card-centre\",\"received_at\":\"2021-08-02T08:50\","
                      "\"ref\":\"%ld/%d\"}\n",
                      run, i);
    CHECK(fclose(file) == 0);
}

/* A neighbour that sends a line now and then, as people do. */
static pid_t start_feeder(int to)
{
    pid_t child = fork();
    CHECK(child >= 0);
    if (child > 0) return child;
    char line[512];
    FILE *file = fopen(input, "r");
    (void)signal(SIGPIPE, SIG_DFL);
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (write(to, line, strlen(line)) < 0) break;
        (void)usleep(150);
    }
    _exit(0);
}

static pid_t start_apply(int in, int out, enum way way)
{
    pid_t child = fork();
    CHECK(child >= 0);
    if (child > 0) return child;
    CHECK(dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0);
    (void)execl(program(), "tehai", "--store", store, "--now", "2021-08-02T09:00", "apply",
                way == ATOMIC ? "--atomic" : (char *)NULL, (char *)NULL);
    _exit(127);
}

static void close_both(const int ends[2])
{
    CHECK(close(ends[0]) == 0 && close(ends[1]) == 0);
}

/* Runs it, kills it after a while or lets it end; the answers that came out. */
static void apply_until_killed(enum way way, useconds_t us, char answers[ANSWERS_BYTES])
{
    int in[2], out[2], status;
    size_t len = 0;
    pid_t feeder = 0;
    CHECK(pipe(out) == 0 && pipe(in) == 0);
    (void)fcntl(in[1], F_SETFD, FD_CLOEXEC); /* or the program would keep its own input open */
    (void)fcntl(out[0], F_SETFD, FD_CLOEXEC);
    int file = open(input, O_RDONLY | O_CLOEXEC);
    CHECK(file >= 0);
    if (way == FROM_PIPE) feeder = start_feeder(in[1]);
    pid_t child = start_apply(way == FROM_PIPE ? in[0] : file, out[1], way);
    CHECK(close(file) == 0);
    close_both(in);
    CHECK(close(out[1]) == 0);
    if (us != NOT_KILLED) {
        (void)usleep(us);
        CHECK(kill(child, SIGKILL) == 0);
    }
    CHECK(waitpid(child, &status, 0) == child);
    if (feeder > 0) CHECK(kill(feeder, SIGKILL) == 0 && waitpid(feeder, NULL, 0) == feeder);
    for (;;) {
        ssize_t more = read(out[0], answers + len, ANSWERS_BYTES - 1 - len);
        CHECK(more >= 0);
        if (more == 0) break;
        len += (size_t)more;
    }
    answers[len] = '\0';
    CHECK(close(out[0]) == 0);
}

/* The answers that are whole; each says the number that its place demands. */
static uint32_t acknowledged(const char *answers, uint64_t head)
{
    uint32_t count = 0;
    for (const char *line = answers, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        char expected[64];
        count++;
        (void)snprintf(expected, sizeof expected, "{\"ok\":true,\"line\":%u,\"seq\":[%llu]", count,
                       (unsigned long long)head + count);
        assert_memory_equal(line, expected, strlen(expected));
    }
    return count;
}

/* How many of this run's lines are in the log behind `head`; moves it on. */
static uint32_t recorded(long run, uint64_t *head)
{
    struct log *log;
    struct log_cursor cursor;
    struct arena arena;
    uint32_t count = 0;
    arena_init(&arena, 1 << 26);
    assert_false(is_err(log_open(&log, store, LOG_READ)));
    log_read(log, *head + 1, UINT64_MAX, &cursor);
    while (log_next(&cursor)) {
        struct event event;
        char ref[32];
        assert_false(is_err(event_decode(cursor.event, &event, &arena)));
        count++;
        (void)snprintf(ref, sizeof ref, "%ld/%u", run, count);
        assert_int_equal(event.kind, EVENT_JOB_OPENED);
        assert_true(str_eq(event.job_opened.ref, str_of(ref)));
    }
    assert_false(is_err(log_read_end(&cursor)));
    *head += count;
    log_close(log);
    arena_deinit(&arena);
    return count;
}

static useconds_t now_us(void)
{
    struct timespec t;
    CHECK(clock_gettime(CLOCK_MONOTONIC, &t) == 0);
    return (useconds_t)(t.tv_sec % 1000 * 1000000 + t.tv_nsec / 1000);
}

/* Without this a slow build would be killed before it begins, and a fast one when it is done. */
static void time_ways(uint64_t *head)
{
    static char answers[ANSWERS_BYTES];
    write_input(0);
    for (enum way way = FROM_FILE; way < WAYS; way++) {
        useconds_t before = now_us();
        apply_until_killed(way, NOT_KILLED, answers);
        whole_us[way] = now_us() - before;
        assert_int_equal(acknowledged(answers, *head), LINES);
        assert_int_equal(recorded(0, head), LINES);
    }
}

static uint64_t head_now(void)
{
    struct log *log;
    struct tree_head head;
    assert_false(is_err(log_open(&log, store, LOG_READ)));
    assert_false(is_err(log_head(log, &head)));
    log_close(log);
    return head.count;
}

static void kill_once(long run, uint64_t *head)
{
    static char answers[ANSWERS_BYTES];
    enum way way = (enum way)(run % WAYS);
    write_input(run);
    apply_until_killed(way, 1 + (useconds_t)rand() % (whole_us[way] * 5 / 4), answers);
    uint32_t said = acknowledged(answers, *head);
    uint32_t kept = recorded(run, head);
    assert_true(said <= kept && kept <= LINES);
    if (way == ATOMIC) assert_true(kept == 0 || kept == LINES);
    if (kept > 0 && said < LINES) in_the_middle++;
}

static void what_was_answered_is_in_the_log_and_nothing_is_half_done(void **state)
{
    const char *set = getenv("TEHAI_KILLS");
    long kills = set != NULL ? strtol(set, NULL, 10) : KILLS;
    uint64_t head = 0;
    (void)state;
    srand(20210924);
    for (long run = 0; run < kills; run++) {
        if (run % RENEW_EVERY == 0) { /* keeps the looking short */
            if (run > 0) run_quietly("audit verify");
            renew();
            head = head_now();
            time_ways(&head);
        }
        kill_once(run + 1, &head);
    }
    run_quietly("audit verify");
    print_message("%ld kills, %u of them in the middle of the work\n", kills, in_the_middle);
    assert_true(in_the_middle > 0); /* otherwise nothing was shown */
}

static int begin(void **state)
{
    (void)state;
    (void)snprintf(dir, sizeof dir, "/tmp/tehai-kill.XXXXXX");
    CHECK(mkdtemp(dir) != NULL);
    (void)snprintf(store, sizeof store, "%s/store", dir);
    (void)snprintf(input, sizeof input, "%s/input", dir);
    return 0;
}

static int end(void **state)
{
    char command[160];
    (void)state;
    (void)snprintf(command, sizeof command, "rm -rf %s", dir);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_answered_is_in_the_log_and_nothing_is_half_done,
                                        begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
