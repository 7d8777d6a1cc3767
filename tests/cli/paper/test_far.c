/* Does a daemon refuse to write papers for a client, whatever the words? */
#include "tests/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/request.h"
#include "engine/base/check.h"
#include "tests/cli/paper/opened.h"

static const struct {
    const char *name, *kind, *subject;
    int status;
    const char *says;
} rows[] = {
    {"a paper of the contract", "roster", NULL, EXIT_USAGE, "leave --server out"},
    {"one of a month", "monthly", "2021-09", EXIT_USAGE, "leave --server out"},
    {"the whole pack", "handover", NULL, EXIT_USAGE, "leave --server out"},
    {"no kind at all", "/etc/passwd", NULL, EXIT_USAGE, "which paper?"},
};

static void a_daemon_writes_no_file_for_a_client(void **state)
{
    char dir[32], out[160], store[64];
    const instant_t now = {1633305600000}; /* 2021-10-04T09:00+09:00 */
    struct desk *desk;
    struct arena arena;
    (void)state;
    arena_init(&arena, (size_t)1 << 28);
    place_make(dir);
    (void)snprintf(store, sizeof store, "%s.store", dir);
    (void)snprintf(out, sizeof out, "%s/out.docx", dir);
    assert_false(is_err(desk_create(store, STR("admin"), true, now)));
    assert_false(is_err(desk_open(&desk, store, LOG_WRITE)));
    for (unsigned i = 0; i < COUNT(rows); i++) {
        struct str words[5] = {STR("paper"), str_of(rows[i].kind), STR("--out"), str_of(out)};
        struct inputs inputs = {.local = false};
        struct reply reply;
        words[4] = str_of(rows[i].subject);
        const struct request request = {.words = {words, rows[i].subject != NULL ? 5 : 4},
                                        .width = 80,
                                        .inputs = &inputs,
                                        .desk = desk,
                                        .now = now};
        request_answer(&request, &arena, &reply);
        if (reply.status != rows[i].status) fail_msg("%s: %d", rows[i].name, reply.status);
        if (times_in(reply.err, rows[i].says) != 1) fail_msg("%s: %s", rows[i].name, reply.err.ptr);
        assert_int_not_equal(access(out, F_OK), 0);
    }
    desk_close(desk);
    place_remove(dir);
    arena_deinit(&arena);
    (void)snprintf(out, sizeof out, "rm -rf %s", store);
    assert_int_equal(system(out), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_daemon_writes_no_file_for_a_client),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
