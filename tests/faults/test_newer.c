/* What does `tehai` say to a log in which a newer version has written an event of a kind that this
 * one doesn't know? It must neither guess nor write. TEHAI names the program. */
#include "tests/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/base/check.h"
#include "engine/desk/desk.h"
#include "engine/wire/event_bytes.h"

enum { OUTPUT_BYTES = 4096, UNKNOWN_CODE = 250 };

static char dir[64], store[80];
static const instant_t start = {1627862400000}; /* 2021-08-02T09:00+09:00 */

/* Sound bytes, soundly hashed; only the code of the event (position 1, see event_bytes.c) is one
 * that isn't in event.def. */
static void append_unknown(void)
{
    struct arena arena;
    struct log *log;
    struct bytes bytes;
    struct event event = {.kind = EVENT_ACTOR_REGISTERED,
                          .seq = 2,
                          .recorded_at = start,
                          .by = STR("admin"),
                          .role = ROLE_ADMIN,
                          .subject = STR("sato"),
                          .actor_registered = {.actor = STR("sato"), .role = {true, 0}}};
    uint8_t changed[256];
    arena_init(&arena, 1 << 20);
    event_encode(&event, &arena, &bytes);
    assert_true(bytes.len < sizeof changed && bytes.ptr[0] == 0x9C && bytes.ptr[1] == 2);
    assert_true(bytes.ptr[2] < 0x80); /* a number of one byte */
    assert_null(event_about(UNKNOWN_CODE));
    memcpy(changed, bytes.ptr, 2);
    changed[2] = 0xCC; /* a number in the byte behind */
    changed[3] = UNKNOWN_CODE;
    memcpy(changed + 4, bytes.ptr + 3, bytes.len - 3);
    assert_false(is_err(log_open(&log, store, LOG_WRITE)));
    struct bytes one = {changed, bytes.len + 1};
    assert_int_equal(log_append(log, 1, &one, 1, NULL), APPEND_OK);
    log_close(log);
    arena_deinit(&arena);
}

static int run(const char *arguments, char output[OUTPUT_BYTES])
{
    char command[512];
    const char *named = getenv("TEHAI");
    (void)snprintf(command, sizeof command,
                   "%s --store %s --now 2021-08-02T09:00 %s 2>&1 </dev/null",
                   named != NULL ? named : "build/tehai", store, arguments);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    size_t len = fread(output, 1, OUTPUT_BYTES - 1, pipe);
    output[len] = '\0';
    return WEXITSTATUS(pclose(pipe));
}

static void an_unknown_event_ends_every_command_in_one_line(void **state)
{
    static const char *const commands[] = {
        "plan", "jobs", "log", "--as admin actor add ito coordinator", "apply --atomic", "serve"};
    char output[OUTPUT_BYTES];
    (void)state;
    for (unsigned i = 0; i < COUNT(commands); i++) {
        assert_int_equal(run(commands[i], output), 4);
        assert_non_null(strstr(output, "made by a newer version of tehai; use that version"));
        assert_non_null(strstr(output, "event 2"));
        assert_ptr_equal(strchr(output, '\n'), output + strlen(output) - 1);
    }
    assert_int_equal(run("--lang ja plan", output), 4);
    assert_non_null(strstr(output, "新しい版の tehai で作られています"));
    assert_int_equal(run("--json plan", output), 4);
    assert_non_null(strstr(output, "{\"ok\":false,\"error\":{\"code\":\"newer\""));
    assert_int_equal(run("audit verify", output), 1);
    assert_non_null(strstr(output, "event 2"));

    struct log *log;
    struct tree_head head;
    assert_false(is_err(log_open(&log, store, LOG_READ)));
    assert_false(is_err(log_head(log, &head)));
    assert_int_equal(head.count, 2);
    log_close(log);
}

static int begin(void **state)
{
    (void)state;
    (void)snprintf(dir, sizeof dir, "/tmp/tehai-newer.XXXXXX");
    CHECK(mkdtemp(dir) != NULL);
    (void)snprintf(store, sizeof store, "%s/store", dir);
    CHECK(!is_err(desk_create(store, STR("admin"), true, start)));
    append_unknown();
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
        cmocka_unit_test_setup_teardown(an_unknown_event_ends_every_command_in_one_line, begin,
                                        end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
