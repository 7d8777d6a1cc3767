/* Which clock does a request go by, and what does it do when that lies behind the log? */
#include "tests/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/request.h"
#include "engine/base/check.h"

enum { ARENA_BYTES = 1 << 28, WORDS_MAX = 8 };

static struct arena arena;
static char dir[64], store[80];
static const instant_t start = {1627862400000}; /* 2021-08-02T09:00+09:00 */
static instant_t machine;

static instant_t machine_clock(void)
{
    return machine;
}

static struct reply ask(const char *line)
{
    struct inputs inputs = {.local = true};
    struct strs words = {ARENA_ARRAY(&arena, struct str, WORDS_MAX), 0};
    struct str rest = str_of(line);
    while (rest.len > 0) {
        uint32_t blank = str_find(rest, ' ');
        words.at[words.count++] = str_slice(rest, 0, blank);
        rest = str_slice(rest, blank + 1, rest.len);
    }
    struct request request = {.words = words,
                              .store = str_of(store),
                              .as = STR("admin"),
                              .width = 80,
                              .inputs = &inputs,
                              .clock = machine_clock};
    struct reply reply;
    request_answer(&request, &arena, &reply);
    return reply;
}

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, ARENA_BYTES);
    (void)snprintf(dir, sizeof dir, "/tmp/tehai-request.XXXXXX");
    assert_non_null(mkdtemp(dir));
    (void)snprintf(store, sizeof store, "%s/store", dir);
    machine = start;
    assert_int_equal(ask("init").status, EXIT_DONE);
    assert_int_equal(ask("actor add x auditor").status, EXIT_DONE);
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

static bool holds(struct str text, const char *piece)
{
    return strstr(str_copy(&arena, text).ptr, piece) != NULL;
}

static void a_clock_a_little_behind_is_taken_for_the_logs(void **state)
{
    (void)state;
    machine.ms = start.ms - CLOCK_SLACK_MS;
    assert_int_equal(ask("actor add y auditor").status, EXIT_DONE);
    assert_true(
        holds(ask("--json log --from 3").out, "\"recorded_at\":\"2021-08-02T09:00+09:00\""));
}

static void a_clock_further_behind_is_refused(void **state)
{
    (void)state;
    machine.ms = start.ms - CLOCK_SLACK_MS - 1000;
    struct reply reply = ask("--json actor add y auditor");
    assert_int_equal(reply.status, EXIT_REFUSED);
    assert_true(holds(reply.out, "\"code\":\"clock-behind\""));
    assert_int_equal(reply.err.len, 0);
    assert_int_equal(ask("--json actor list").status, EXIT_REFUSED); /* reading too */
    assert_int_equal(ask("--json log").status, EXIT_DONE);           /* but for the log itself */
}

static void a_given_instant_has_no_slack(void **state)
{
    (void)state;
    assert_int_equal(ask("--now 2021-08-02T08:59:59 actor list").status, EXIT_REFUSED);
    assert_int_equal(ask("--now 2021-08-02T08:59:59 log").status, EXIT_REFUSED);
    assert_int_equal(ask("--now 2021-08-02T09:00 actor list").status, EXIT_DONE);
    assert_int_equal(ask("--now 2021-08-02T00:00Z actor list").status, EXIT_DONE);
    assert_int_equal(ask("--now 2021-08-01T23:59Z actor list").status, EXIT_REFUSED);
}

static void an_answer_goes_to_one_side_only(void **state)
{
    (void)state;
    struct reply people = ask("show nobody"), programs = ask("--json show nobody");
    assert_int_equal(people.status, EXIT_NONE);
    assert_int_equal(people.out.len, 0);
    assert_true(str_starts(people.err, STR("tehai: ")));
    assert_int_equal(programs.status, EXIT_NONE);
    assert_int_equal(programs.err.len, 0);
    assert_true(str_starts(programs.out, STR("{\"ok\":false,\"error\":{\"code\":")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_clock_a_little_behind_is_taken_for_the_logs, begin, end),
        cmocka_unit_test_setup_teardown(a_clock_further_behind_is_refused, begin, end),
        cmocka_unit_test_setup_teardown(a_given_instant_has_no_slack, begin, end),
        cmocka_unit_test_setup_teardown(an_answer_goes_to_one_side_only, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
