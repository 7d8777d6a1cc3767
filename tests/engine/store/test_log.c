/* Is what was appended there, in order and once, and nothing that was not? */
#include "tests/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/check.h"
#include "tests/engine/store/damage.h"
#include "tests/engine/store/stores.h"

static struct store store;
static struct log *events;
static struct arena arena;

static uint64_t count_now(void)
{
    struct tree_head head;
    assert_false(is_err(log_head(events, &head)));
    return head.count;
}

static void reopen(enum log_mode mode)
{
    log_close(events);
    events = store_open(&store, mode);
}

static struct bytes text(const char *s)
{
    return (struct bytes){(const uint8_t *)s, strlen(s)};
}

/* Every event from 1 on is the one that store_fill writes. */
static void assert_events(uint64_t count)
{
    struct log_cursor cursor;
    uint64_t number, by, seen = 0;
    log_read(events, 1, UINT64_MAX, &cursor);
    while (log_next(&cursor)) {
        seen++;
        assert_int_equal(cursor.seq, seen);
        assert_true(event_parse(cursor.event, &number, &by));
        assert_int_equal(number, seen);
    }
    assert_false(is_err(log_read_end(&cursor)));
    assert_int_equal(seen, count);
}

static void a_new_log_is_empty(void **state)
{
    (void)state;
    struct tree_head head;
    assert_false(is_err(log_head(events, &head)));
    assert_int_equal(head.count, 0);
    assert_true(digest_eq(head.root, sha256((struct bytes){0})));
    assert_events(0);
    assert_false(is_err(log_check(events)));
    assert_true(str_eq(log_origin(events), STR("tehai/test")));
}

static void events_come_back_as_they_were_given(void **state)
{
    (void)state;
    store_fill(events, 1, 1);
    store_fill(events, 100, 7);
    store_fill(events, 1000, 333);
    assert_events(1101);
    reopen(LOG_READ);
    assert_events(1101);
    assert_false(is_err(log_check(events)));
}

static void the_bytes_on_disk_are_those_the_format_tells(void **state)
{
    (void)state;
    struct bytes four[] = {text("a"), text("b"), text("c"), text("d")};
    assert_int_equal(log_append(events, 0, four, 4, NULL), APPEND_OK);
    struct tree_head head;
    assert_false(is_err(log_head(events, &head)));
    struct digest left = merkle_node(merkle_leaf(four[0]), merkle_leaf(four[1]));
    struct digest right = merkle_node(merkle_leaf(four[2]), merkle_leaf(four[3]));
    assert_true(digest_eq(head.root, merkle_node(left, right)));
}

static void a_row_is_the_nodes_and_then_the_bytes(void **state)
{
    (void)state;
    static const char row[] = "\x02\x2a\x69\x79\xe6\xda\xb7\xaa\x5a\xe4\xc3\xe5\xe4\x5f\x7e\x97"
                              "\x71\x12\xa7\xe6\x35\x93\x82\x0d\xbe\xc1\xec\x73\x8a\x24\xf9\x3c"
                              "a";
    struct bytes event = text("a");
    assert_int_equal(log_append(events, 0, &event, 1, NULL), APPEND_OK);
    assert_int_equal(damage_text(store.data, row, 0, 0), 1);
}

static void one_process_opens_a_store_once(void **state)
{
    (void)state;
    struct log *second = NULL;
    assert_int_equal(log_open(&second, store.dir, LOG_READ).code, ERR_BUSY);
    assert_null(second);
    store_fill(events, 1, 1);
    reopen(LOG_READ); /* closed, it may be opened again */
    assert_events(1);
}

static void an_append_on_an_old_head_is_a_conflict_and_keeps_nothing(void **state)
{
    (void)state;
    struct bytes event = text("late");
    store_fill(events, 3, 3);
    err_t fault;
    assert_int_equal(log_append(events, 2, &event, 1, &fault), APPEND_CONFLICT);
    assert_false(is_err(fault));
    assert_int_equal(log_append(events, 4, &event, 1, NULL), APPEND_CONFLICT);
    assert_int_equal(count_now(), 3);
    assert_int_equal(log_append(events, 3, &event, 1, NULL), APPEND_OK); /* the lock was let go */
    assert_int_equal(count_now(), 4);
}

static void an_abandoned_batch_leaves_no_trace(void **state)
{
    (void)state;
    struct log_txn txn;
    assert_int_equal(log_begin(events, 0, &txn), APPEND_OK);
    assert_int_equal(log_put(&txn, text("one")), 1);
    log_key_put(&txn, text("id"), text("value"));
    log_abort(&txn);
    assert_int_equal(log_put(&txn, text("two")), 0);
    assert_int_equal(log_commit(&txn), APPEND_FAULT);
    assert_int_equal(count_now(), 0);
    store_fill(events, 2, 2);
    assert_events(2);
}

static void a_batch_larger_than_the_map_makes_it_grow(void **state)
{
    (void)state;
    static uint8_t large[EVENT_BYTES_MAX];
    struct log_txn txn;
    struct log_cursor cursor;
    memset(large, 'x', sizeof large);
    assert_int_equal(log_begin(events, 0, &txn), APPEND_OK);
    for (uint64_t i = 1; i <= 100; i++) { /* 50 MiB into a map of 16 */
        memcpy(large, &i, sizeof i);
        assert_int_equal(log_put(&txn, (struct bytes){large, sizeof large}), i);
    }
    assert_int_equal(log_commit(&txn), APPEND_OK);
    log_read(events, 1, UINT64_MAX, &cursor);
    for (uint64_t i = 1; i <= 100; i++) {
        assert_true(log_next(&cursor));
        memcpy(large, &i, sizeof i);
        assert_int_equal(cursor.event.len, sizeof large);
        assert_memory_equal(cursor.event.ptr, large, sizeof large);
    }
    assert_false(log_next(&cursor));
    assert_false(is_err(log_read_end(&cursor)));
    reopen(LOG_WRITE);
    assert_int_equal(count_now(), 100);
    assert_false(is_err(log_check(events)));
}

static void usage_tells_the_size_and_the_readers(void **state)
{
    (void)state;
    struct log_usage before, after;
    struct log_cursor cursor;
    struct stat is;
    assert_false(is_err(log_usage(events, &before)));
    store_fill(events, 5000, 5000);
    log_read(events, 1, UINT64_MAX, &cursor);
    assert_false(is_err(log_usage(events, &after)));
    assert_false(is_err(log_read_end(&cursor)));
    assert_int_equal(stat(store.data, &is), 0);
    assert_int_equal(after.file_bytes, is.st_size);
    assert_true(after.used_bytes > before.used_bytes + 5000 * 150);
    assert_true(after.used_bytes < after.file_bytes);
    assert_true(after.readers >= 1);
}

static void ids_are_remembered_with_the_batch(void **state)
{
    (void)state;
    struct log_txn txn;
    struct bytes value;
    assert_int_equal(log_begin(events, 0, &txn), APPEND_OK);
    (void)log_put(&txn, text("event"));
    log_key_put(&txn, text("id-1"), text("answer"));
    log_key_put(&txn, text("id-2"), (struct bytes){0});
    assert_int_equal(log_commit(&txn), APPEND_OK);
    reopen(LOG_WRITE);
    assert_false(is_err(log_key_find(events, text("id-1"), &arena, &value)));
    assert_int_equal(value.len, 6);
    assert_memory_equal(value.ptr, "answer", 6);
    assert_false(is_err(log_key_find(events, text("id-2"), &arena, &value)));
    assert_non_null(value.ptr); /* empty is not absent */
    assert_false(is_err(log_key_find(events, text("id-3"), &arena, &value)));
    assert_null(value.ptr);
}

static void an_id_that_is_taken_turns_the_whole_batch_away(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct log_txn txn;
        assert_int_equal(log_begin_at_head(events, &txn), APPEND_OK);
        (void)log_put(&txn, text("event"));
        log_key_put(&txn, text("id"), text(i == 0 ? "first" : "second"));
        assert_int_equal(log_commit(&txn), i == 0 ? APPEND_OK : APPEND_CONFLICT);
    }
    struct bytes value;
    assert_int_equal(count_now(), 1);
    assert_false(is_err(log_key_find(events, text("id"), &arena, &value)));
    assert_memory_equal(value.ptr, "first", 5);
}

static void the_longest_id_and_no_longer(void **state)
{
    (void)state;
    char id[KEY_ID_BYTES_MAX + 2];
    memset(id, 'k', sizeof id);
    id[KEY_ID_BYTES_MAX] = '\0';
    struct log_txn txn;
    struct bytes value;
    assert_int_equal(log_begin(events, 0, &txn), APPEND_OK);
    log_key_put(&txn, text(id), text("value"));
    assert_int_equal(log_commit(&txn), APPEND_OK);
    assert_false(is_err(log_key_find(events, text(id), &arena, &value)));
    assert_non_null(value.ptr);
    struct bytes longer = {(const uint8_t *)id, KEY_ID_BYTES_MAX + 1};
    assert_false(is_err(log_key_find(events, longer, &arena, &value)));
    assert_null(value.ptr);
}

static void subjects_find_their_events_and_no_others(void **state)
{
    (void)state;
    static const char *const subjects[] = {"J-1", "J-10", "J-1\x01", "V-2"};
    char longest[SUBJECT_BYTES_MAX + 1] = {0};
    memset(longest, 's', SUBJECT_BYTES_MAX);
    struct log_txn txn;
    assert_int_equal(log_begin(events, 0, &txn), APPEND_OK);
    for (uint64_t seq = 1; seq <= 400; seq++) {
        assert_int_equal(log_put(&txn, text("event")), seq);
        log_index(&txn, str_of(subjects[seq % COUNT(subjects)]), seq);
        if (seq % 100 == 0) log_index(&txn, str_of(longest), seq);
    }
    assert_int_equal(log_commit(&txn), APPEND_OK);
    for (size_t s = 0; s < COUNT(subjects); s++) {
        struct seqs found;
        assert_false(is_err(log_subject_seqs(events, str_of(subjects[s]), &arena, &found)));
        assert_int_equal(found.count, 100);
        for (uint32_t i = 0; i < found.count; i++)
            assert_int_equal(found.at[i], i * 4 + (s == 0 ? 4 : s));
    }
    struct seqs found;
    assert_false(is_err(log_subject_seqs(events, str_of(longest), &arena, &found)));
    assert_int_equal(found.count, 4);
    assert_false(is_err(log_subject_seqs(events, STR("J"), &arena, &found)));
    assert_int_equal(found.count, 0);
}

static void a_cursor_keeps_to_its_range(void **state)
{
    (void)state;
    static const struct {
        const char *why;
        uint64_t from, to, count;
    } rows[] = {
        {"one event", 5, 5, 1},
        {"the whole", 1, 10000, 10000},
        {"over a renewal", 4000, 4200, 201},
        {"to the head where the end lies past it", 9999, 20000, 2},
        {"nothing past the head", 10001, UINT64_MAX, 0},
        {"nothing when the end is before the beginning", 7, 6, 0},
    };
    store_fill(events, 10000, 5000);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct log_cursor cursor;
        uint64_t seen = 0;
        print_message("%s\n", rows[i].why);
        log_read(events, rows[i].from, rows[i].to, &cursor);
        while (log_next(&cursor)) assert_int_equal(cursor.seq, rows[i].from + seen++);
        assert_false(is_err(log_read_end(&cursor)));
        assert_false(log_next(&cursor));
        assert_int_equal(seen, rows[i].count);
    }
}

static void other_reading_goes_on_beside_a_cursor(void **state)
{
    (void)state;
    struct log_cursor outer, inner;
    uint64_t pairs = 0;
    store_fill(events, 5000, 5000);
    log_read(events, 1, UINT64_MAX, &outer);
    while (log_next(&outer)) {
        struct bytes event;
        if (outer.seq % 500 != 0) continue;
        assert_false(is_err(log_get(events, outer.seq, &arena, &event)));
        assert_int_equal(event.len, outer.event.len);
        assert_memory_equal(event.ptr, outer.event.ptr, event.len);
        log_read(events, outer.seq, outer.seq + 9, &inner);
        while (log_next(&inner)) pairs++;
        assert_false(is_err(log_read_end(&inner)));
    }
    assert_false(is_err(log_read_end(&outer)));
    assert_int_equal(pairs, 9 * 10 + 1);
}

static void a_number_that_no_event_has_is_out_of_range(void **state)
{
    (void)state;
    struct bytes event;
    store_fill(events, 2, 2);
    assert_int_equal(log_get(events, 0, &arena, &event).code, ERR_RANGE);
    assert_int_equal(log_get(events, 3, &arena, &event).code, ERR_RANGE);
    assert_false(is_err(log_get(events, 2, &arena, &event)));
}

static void a_log_opened_for_reading_is_not_written(void **state)
{
    (void)state;
    struct bytes event = text("event");
    err_t fault;
    reopen(LOG_READ);
    assert_int_equal(log_append(events, 0, &event, 1, &fault), APPEND_FAULT);
    assert_int_equal(fault.code, ERR_READONLY);
    assert_int_equal(count_now(), 0);
}

static void a_batch_past_its_bound_is_refused_whole(void **state)
{
    (void)state;
    static uint8_t large[EVENT_BYTES_MAX];
    struct log_txn txn;
    assert_int_equal(log_begin(events, 0, &txn), APPEND_OK);
    memset(large, 'x', sizeof large);
    for (size_t i = 0; i <= BATCH_BYTES_MAX / sizeof large; i++)
        (void)log_put(&txn, (struct bytes){large, sizeof large});
    assert_int_equal(log_commit(&txn), APPEND_FAULT);
    assert_int_equal(txn.fault.code, ERR_RANGE);
    assert_int_equal(count_now(), 0);
    store_fill(events, 1, 1); /* the handle is still good: nothing was written */
    assert_events(1);
}

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, 64 << 20);
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
        WITH_STORE(a_new_log_is_empty),
        WITH_STORE(events_come_back_as_they_were_given),
        WITH_STORE(the_bytes_on_disk_are_those_the_format_tells),
        WITH_STORE(a_row_is_the_nodes_and_then_the_bytes),
        WITH_STORE(one_process_opens_a_store_once),
        WITH_STORE(an_append_on_an_old_head_is_a_conflict_and_keeps_nothing),
        WITH_STORE(an_abandoned_batch_leaves_no_trace),
        WITH_STORE(a_batch_larger_than_the_map_makes_it_grow),
        WITH_STORE(usage_tells_the_size_and_the_readers),
        WITH_STORE(ids_are_remembered_with_the_batch),
        WITH_STORE(an_id_that_is_taken_turns_the_whole_batch_away),
        WITH_STORE(the_longest_id_and_no_longer),
        WITH_STORE(subjects_find_their_events_and_no_others),
        WITH_STORE(a_cursor_keeps_to_its_range),
        WITH_STORE(other_reading_goes_on_beside_a_cursor),
        WITH_STORE(a_number_that_no_event_has_is_out_of_range),
        WITH_STORE(a_log_opened_for_reading_is_not_written),
        WITH_STORE(a_batch_past_its_bound_is_refused_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
