/* Does an arena hand out zeroed, aligned pieces, and take back exactly what it is told? */
#include "tests/harness.h"

#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/check.h"

static void test_pieces_are_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    struct arena arena;
    unsigned char *pieces[200];
    arena_init(&arena, (size_t)1 << 20);
    for (uint32_t round = 0; round < 2; round++) {
        struct arena_mark mark = arena_mark(&arena);
        for (uint32_t i = 0; i < COUNT(pieces); i++) {
            pieces[i] = arena_take(&arena, i);
            assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
            for (uint32_t k = 0; k < i; k++) assert_int_equal(pieces[i][k], 0);
            memset(pieces[i], (int)i, i);
        }
        for (uint32_t i = 0; i < COUNT(pieces); i++)
            for (uint32_t k = 0; k < i; k++) assert_int_equal(pieces[i][k], i);
        arena_rewind(&arena, mark); /* dirty bytes are taken again in the second round */
    }
    arena_deinit(&arena);
}

static void test_cap_can_be_reached(void **state)
{
    (void)state;
    enum { CAP = 100 * 1024 };
    struct arena arena;
    arena_init(&arena, CAP);
    assert_non_null(arena_take(&arena, 0));
    assert_int_equal(arena.used_bytes, 0);
    memset(arena_take(&arena, CAP), 'x', CAP);
    assert_int_equal(arena.used_bytes, CAP);
    arena_deinit(&arena);
    assert_int_equal(arena.used_bytes, 0);
    memset(arena_take(&arena, CAP), 'x', CAP); /* can be used again */
    arena_deinit(&arena);
}

static void test_rewind_gives_back_what_came_after_the_mark(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, (size_t)8 << 20);
    char *kept = arena_take(&arena, 100);
    memset(kept, 'k', 100);
    struct arena_mark mark = arena_mark(&arena);
    size_t before = arena.used_bytes;
    for (int i = 0; i < 50; i++) (void)arena_take(&arena, 70 * 1024); /* more than one chunk */
    arena_rewind(&arena, mark);
    assert_int_equal(arena.used_bytes, before);
    for (int i = 0; i < 100; i++) assert_int_equal(kept[i], 'k');
    (void)arena_take(&arena, 10);
    arena_deinit(&arena);
}

static void test_rewind_to_nothing(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, (size_t)1 << 20);
    struct arena_mark empty = arena_mark(&arena);
    (void)ARENA_ARRAY(&arena, uint64_t, 1000);
    arena_rewind(&arena, empty);
    assert_int_equal(arena.used_bytes, 0);
    uint64_t *n = ARENA_NEW(&arena, uint64_t);
    assert_int_equal(*n, 0);
    arena_deinit(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_are_zeroed_aligned_and_apart),
        cmocka_unit_test(test_cap_can_be_reached),
        cmocka_unit_test(test_rewind_gives_back_what_came_after_the_mark),
        cmocka_unit_test(test_rewind_to_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
