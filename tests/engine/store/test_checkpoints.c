/* Are checkpoints signed by the store's key, kept, and checkable without the store? */
#include "tests/harness.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/check.h"
#include "engine/store/checkpoints.h"
#include "tests/engine/store/damage.h"
#include "tests/engine/store/stores.h"

static struct store store;
static struct log *events;
static struct arena arena;

static void a_checkpoint_signs_the_head(void **state)
{
    (void)state;
    struct str note;
    struct public_key key;
    struct checkpoint found;
    struct tree_head head;
    store_fill(events, 42, 10);
    assert_false(is_err(checkpoint_make(events, &arena, &note)));
    assert_false(is_err(key_read_public(store.dir, &key)));
    assert_int_equal(note_verify(note, STR("tehai/test"), key, &found), NOTE_HOLDS);
    assert_false(is_err(log_head(events, &head)));
    assert_int_equal(found.head.count, 42);
    assert_true(digest_eq(found.head.root, head.root));
}

static void an_empty_log_can_be_signed(void **state)
{
    (void)state;
    struct str note;
    struct kept_notes kept;
    assert_false(is_err(checkpoint_make(events, &arena, &note)));
    assert_false(is_err(checkpoint_list(events, &arena, &kept)));
    assert_int_equal(kept.count, 1);
    assert_int_equal(kept.at[0].count, 0);
}

static void those_given_out_are_kept_in_order(void **state)
{
    (void)state;
    struct kept_notes kept;
    struct str notes[3];
    for (int i = 0; i < 3; i++) {
        store_fill(events, 300, 300);
        assert_false(is_err(checkpoint_make(events, &arena, &notes[i])));
    }
    assert_false(is_err(checkpoint_list(events, &arena, &kept)));
    assert_int_equal(kept.count, 3);
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(kept.at[i].count, 300 * (i + 1));
        assert_true(str_eq(kept.at[i].note, notes[i]));
    }
}

static void a_damaged_one_is_a_fault_at_its_position(void **state)
{
    (void)state;
    struct kept_notes kept;
    struct str note;
    store_fill(events, 7, 7);
    assert_false(is_err(checkpoint_make(events, &arena, &note)));
    log_close(events);
    assert_true(damage_text(store.data, "\n7\n", 1, 1) > 0);
    events = store_open(&store, LOG_WRITE);
    err_t e = checkpoint_list(events, &arena, &kept);
    assert_int_equal(e.code, ERR_CORRUPT);
    assert_int_equal(e.at, 7);
}

static void without_the_key_there_is_no_checkpoint(void **state)
{
    (void)state;
    struct str note;
    char path[STORE_PATH_BYTES + 32];
    (void)snprintf(path, sizeof path, "%s/signing.key", store.dir);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(checkpoint_make(events, &arena, &note).code, ERR_KEY);
    store_fill(events, 1, 1); /* the log itself doesn't need it */
}

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, 16 << 20);
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
        WITH_STORE(a_checkpoint_signs_the_head),
        WITH_STORE(an_empty_log_can_be_signed),
        WITH_STORE(those_given_out_are_kept_in_order),
        WITH_STORE(a_damaged_one_is_a_fault_at_its_position),
        WITH_STORE(without_the_key_there_is_no_checkpoint),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
