/* Does the store prove its events and its growth, to someone who has only tree heads? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "tests/engine/store/stores.h"

enum { EVENTS = 300 };

static struct store store;
static struct log *events;
static struct tree_head heads[EVENTS + 1]; /* as they stood after each append */
static struct digest leaves[EVENTS + 1];

static int set_up(void **state)
{
    (void)state;
    store_make(&store);
    events = store_open(&store, LOG_WRITE);
    CHECK(!is_err(log_head(events, &heads[0])));
    for (uint64_t i = 1; i <= EVENTS; i++) {
        char room[EVENT_ROOM];
        struct bytes event = event_print(i, 0, room);
        CHECK(log_append(events, i - 1, &event, 1, NULL) == APPEND_OK);
        CHECK(!is_err(log_head(events, &heads[i])));
        leaves[i] = merkle_leaf(event);
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    log_close(events);
    store_remove(&store);
    return 0;
}

static void every_event_is_proved_at_every_later_head(void **state)
{
    (void)state;
    for (uint64_t count = 1; count <= EVENTS; count += 7)
        for (uint64_t seq = 1; seq <= count; seq++) {
            struct proof proof;
            assert_false(is_err(log_prove_event(events, seq, count, &proof)));
            assert_true(proof_includes(&proof, leaves[seq], seq - 1, heads[count]));
            assert_false(proof_includes(&proof, leaves[seq == 1 ? 2 : 1], seq - 1, heads[count]));
        }
}

static void growth_is_proved_between_any_two_heads(void **state)
{
    (void)state;
    for (uint64_t to = 1; to <= EVENTS; to += 11)
        for (uint64_t from = 1; from <= to; from++) {
            struct proof proof;
            assert_false(is_err(log_prove_growth(events, from, to, &proof)));
            assert_true(proof_continues(&proof, heads[from], heads[to]));
        }
}

static void old_roots_can_still_be_had(void **state)
{
    (void)state;
    for (uint64_t count = 0; count <= EVENTS; count++) {
        struct digest root;
        assert_false(is_err(log_root(events, count, &root)));
        assert_true(digest_eq(root, heads[count].root));
    }
}

static void positions_that_are_not_there_are_out_of_range(void **state)
{
    (void)state;
    struct proof proof;
    struct digest root;
    assert_int_equal(log_root(events, EVENTS + 1, &root).code, ERR_RANGE);
    assert_int_equal(log_prove_event(events, 0, 5, &proof).code, ERR_RANGE);
    assert_int_equal(log_prove_event(events, 6, 5, &proof).code, ERR_RANGE);
    assert_int_equal(log_prove_event(events, 1, EVENTS + 1, &proof).code, ERR_RANGE);
    assert_int_equal(log_prove_growth(events, 0, 5, &proof).code, ERR_RANGE);
    assert_int_equal(log_prove_growth(events, 5, 4, &proof).code, ERR_RANGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_event_is_proved_at_every_later_head),
        cmocka_unit_test(growth_is_proved_between_any_two_heads),
        cmocka_unit_test(old_roots_can_still_be_had),
        cmocka_unit_test(positions_that_are_not_there_are_out_of_range),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
