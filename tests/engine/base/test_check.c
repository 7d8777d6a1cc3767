/* Does a broken CHECK stop the process with one line, and a kept one do nothing? */
#include "tests/harness.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/base/arena.h"
#include "engine/base/check.h"
#include "engine/base/vec.h"

static void a_false_condition(void)
{
    CHECK(1 + 1 == 3);
}

static void an_arena_past_its_cap(void)
{
    struct arena arena;
    arena_init(&arena, 1024);
    (void)arena_take(&arena, 1025);
}

static void a_piece_larger_than_memory(void)
{
    struct arena arena;
    arena_init(&arena, SIZE_MAX);
    (void)arena_take(&arena, SIZE_MAX - 1);
}

static void a_row_past_the_last(void)
{
    struct vec vec = vec_of(4);
    (void)vec_at(&vec, 0);
}

/* Runs `bug` in a child and returns how the child ended, with what it wrote to standard error. */
static int ending_of(void (*bug)(void), char *said, size_t said_bytes)
{
    int pipe_ends[2], status = 0;
    assert_int_equal(pipe(pipe_ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        (void)signal(SIGABRT, SIG_DFL);
        (void)dup2(pipe_ends[1], STDERR_FILENO);
        bug();
        _exit(0);
    }
    (void)close(pipe_ends[1]);
    ssize_t got = read(pipe_ends[0], said, said_bytes - 1);
    said[got > 0 ? got : 0] = '\0';
    (void)close(pipe_ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void test_bugs_stop_the_process(void **state)
{
    (void)state;
    static void (*const bugs[])(void) = {a_false_condition, an_arena_past_its_cap,
                                         a_piece_larger_than_memory, a_row_past_the_last};
    for (size_t i = 0; i < COUNT(bugs); i++) {
        char said[512];
        int status = ending_of(bugs[i], said, sizeof said);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), SIGABRT);
        assert_non_null(strstr(said, "tehai: bug at "));
    }
}

static void test_line_names_place_and_condition(void **state)
{
    (void)state;
    char said[512];
    (void)ending_of(a_false_condition, said, sizeof said);
    assert_non_null(strstr(said, "tests/engine/base/test_check.c:"));
    assert_non_null(strstr(said, ": 1 + 1 == 3\n"));
}

static void test_kept_condition_is_evaluated_once(void **state)
{
    (void)state;
    int count = 0;
    CHECK(++count == 1);
    assert_int_equal(count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bugs_stop_the_process),
        cmocka_unit_test(test_line_names_place_and_condition),
        cmocka_unit_test(test_kept_condition_is_evaluated_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
