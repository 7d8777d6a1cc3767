/* Is a snapshot used only where it is whole and of this very log? */
#include "tests/harness.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/check.h"
#include "engine/store/snapshot.h"
#include "tests/engine/store/damage.h"
#include "tests/engine/store/stores.h"

static struct store store;
static struct log *events;
static struct arena arena;

static struct bytes text(const char *s)
{
    return (struct bytes){(const uint8_t *)s, strlen(s)};
}

static struct tree_head head_now(void)
{
    struct tree_head head;
    assert_false(is_err(log_head(events, &head)));
    return head;
}

static struct snapshot latest(uint64_t upto)
{
    struct snapshot found = {0};
    assert_false(is_err(snapshot_latest(events, upto, &arena, &found)));
    return found;
}

static void keep(const char *state)
{
    assert_false(is_err(snapshot_put(events, head_now(), text(state))));
}

static void there_is_none_at_first(void **state)
{
    (void)state;
    assert_null(latest(UINT64_MAX).state.ptr);
}

static void the_newest_at_or_before_the_position_is_found(void **state)
{
    (void)state;
    store_fill(events, 10, 10);
    keep("state at 10");
    store_fill(events, 10, 10);
    struct tree_head at_20 = head_now();
    keep("state at 20");
    store_fill(events, 10, 10);
    struct snapshot found = latest(UINT64_MAX);
    assert_int_equal(found.head.count, 20);
    assert_true(digest_eq(found.head.root, at_20.root));
    assert_int_equal(found.state.len, 11);
    assert_memory_equal(found.state.ptr, "state at 20", 11);
    assert_int_equal(latest(20).head.count, 20);
    assert_int_equal(latest(19).head.count, 10);
    assert_null(latest(9).state.ptr);
}

static void old_ones_make_room(void **state)
{
    (void)state;
    for (int i = 0; i < 10; i++) {
        store_fill(events, 5, 5);
        keep("some state");
    }
    assert_int_equal(latest(UINT64_MAX).head.count, 50);
    assert_int_equal(latest(49).head.count, 45);
    assert_null(latest(44).state.ptr);
    assert_false(is_err(snapshot_clear(events)));
    assert_null(latest(UINT64_MAX).state.ptr);
}

static void a_state_of_another_log_is_not_taken(void **state)
{
    (void)state;
    store_fill(events, 10, 10);
    struct tree_head head = head_now();
    head.root.at[0] ^= 1;
    assert_int_equal(snapshot_put(events, head, text("state")).code, ERR_RANGE);
    head = head_now();
    head.count++;
    assert_int_equal(snapshot_put(events, head, text("state")).code, ERR_RANGE);
    assert_null(latest(UINT64_MAX).state.ptr);
}

static void a_large_state_makes_the_map_grow(void **state)
{
    (void)state;
    size_t len = 24 << 20;
    uint8_t *large = malloc(len);
    CHECK(large != NULL);
    for (size_t i = 0; i < len; i++) large[i] = (uint8_t)(i * 7 + i / 4096);
    store_fill(events, 10, 10);
    assert_false(is_err(snapshot_put(events, head_now(), (struct bytes){large, len})));
    struct snapshot found = latest(UINT64_MAX);
    assert_int_equal(found.state.len, len);
    assert_memory_equal(found.state.ptr, large, len);
    assert_int_equal(
        snapshot_put(events, head_now(), (struct bytes){large, SNAPSHOT_BYTES_MAX + 1}).code,
        ERR_RANGE);
    free(large);
}

static void a_damaged_one_is_passed_over_for_an_older(void **state)
{
    (void)state;
    store_fill(events, 10, 10);
    keep("an older state that stays as it was");
    store_fill(events, 10, 10);
    keep("a newer state whose bytes will rot");
    log_close(events);
    assert_true(damage_text(store.data, "bytes will rot", 3, 1) > 0);
    events = store_open(&store, LOG_WRITE);
    assert_int_equal(latest(UINT64_MAX).head.count, 10);
}

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, 256 << 20);
    store_make(&store);
    events = store_open(&store, LOG_WRITE);
    return 0;
}

static int end(void **state)
{
    (void)state;
    log_close(events);
    store_remove(&store);
    arena_deinit(&arena);
    return 0;
}

#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(there_is_none_at_first),
        WITH_STORE(the_newest_at_or_before_the_position_is_found),
        WITH_STORE(old_ones_make_room),
        WITH_STORE(a_state_of_another_log_is_not_taken),
        WITH_STORE(a_large_state_makes_the_map_grow),
        WITH_STORE(a_damaged_one_is_passed_over_for_an_older),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
