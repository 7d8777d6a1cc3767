/* Is the sort right, stable, and does it give its room back? */
#include "tests/harness.h"

#include <stdbool.h>
#include <string.h>

#include "engine/base/check.h"
#include "engine/base/sort.h"

struct row {
    uint32_t key, place; /* place: where it stood before */
};

static int by_key(const void *a, const void *b, const void *context)
{
    const struct row *x = a, *y = b;
    int sign = *(const int *)context;
    return sign * ((x->key > y->key) - (x->key < y->key));
}

static uint32_t random_of(uint32_t *state)
{
    return *state = *state * 1664525u + 1013904223u;
}

static void sorted(uint32_t count, uint32_t keys, uint32_t *random, int sign)
{
    enum { ROWS_MAX = 1100 };
    static struct row rows[ROWS_MAX];
    static bool seen[ROWS_MAX];
    struct arena arena;
    CHECK(count <= ROWS_MAX);
    arena_init(&arena, (size_t)1 << 20);
    for (uint32_t i = 0; i < count; i++) rows[i] = (struct row){(random_of(random) >> 8) % keys, i};
    sort_rows(rows, count, sizeof rows[0], by_key, &sign, &arena);
    memset(seen, 0, sizeof seen);
    for (uint32_t i = 0; i < count; i++) {
        assert_false(seen[rows[i].place]);
        seen[rows[i].place] = true;
        if (i == 0) continue;
        int order = by_key(&rows[i - 1], &rows[i], &sign);
        assert_true(order < 0 || (order == 0 && rows[i - 1].place < rows[i].place));
    }
    assert_int_equal(arena.used_bytes, 0);
    arena_deinit(&arena);
}

static void test_every_count_up_to_a_power_and_past_it(void **state)
{
    (void)state;
    uint32_t random = 7;
    for (uint32_t count = 0; count <= 130; count++) {
        sorted(count, 1, &random, 1);
        sorted(count, 3, &random, 1);
        sorted(count, UINT32_MAX, &random, -1);
    }
    for (uint32_t count = 1020; count <= 1030; count++) sorted(count, 100, &random, 1);
}

static void test_rows_of_odd_size(void **state)
{
    (void)state;
    static const int up = 1;
    struct wide {
        struct row row;
        char rest[13];
    } rows[] = {{{3, 0}, "three"}, {{1, 1}, "one"}, {{2, 2}, "two"}};
    struct arena arena;
    arena_init(&arena, (size_t)1 << 20);
    sort_rows(rows, COUNT(rows), sizeof rows[0], by_key, &up, &arena);
    assert_string_equal(rows[0].rest, "one");
    assert_string_equal(rows[1].rest, "two");
    assert_string_equal(rows[2].rest, "three");
    arena_deinit(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_count_up_to_a_power_and_past_it),
        cmocka_unit_test(test_rows_of_odd_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
