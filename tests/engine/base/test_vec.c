/* Does a vector keep its rows while it grows? */
#include "tests/harness.h"

#include <string.h>

#include "engine/base/vec.h"

static void test_rows_keep_their_values_while_it_grows(void **state)
{
    (void)state;
    enum { ROWS = 10000 };
    struct arena arena;
    struct vec vec = vec_of(sizeof(uint64_t));
    arena_init(&arena, (size_t)1 << 20);
    for (uint64_t i = 0; i < ROWS; i++) {
        uint64_t *row = vec_push(&vec, &arena);
        assert_int_equal(*row, 0);
        *row = i * i;
    }
    assert_int_equal(vec.count, ROWS);
    for (uint32_t i = 0; i < ROWS; i++)
        assert_int_equal(*(uint64_t *)vec_at(&vec, i), (uint64_t)i * i);
    arena_deinit(&arena);
}

static void test_extend_gives_the_first_index_of_zeroed_rows(void **state)
{
    (void)state;
    struct arena arena;
    struct vec vec = vec_of(3); /* an odd size stays packed */
    arena_init(&arena, (size_t)1 << 20);
    memset(vec_push(&vec, &arena), 'a', 3);
    assert_int_equal(vec_extend(&vec, &arena, 100), 1);
    assert_int_equal(vec_extend(&vec, &arena, 0), 101);
    assert_int_equal(vec.count, 101);
    assert_memory_equal(vec_at(&vec, 0), "aaa", 3);
    for (uint32_t i = 1; i < 101; i++) assert_memory_equal(vec_at(&vec, i), "\0\0\0", 3);
    assert_ptr_equal((char *)vec_at(&vec, 2), (char *)vec_at(&vec, 1) + 3);
    arena_deinit(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_keep_their_values_while_it_grows),
        cmocka_unit_test(test_extend_gives_the_first_index_of_zeroed_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
