/* Are pages seen through that would lead LMDB, or us, out of the file? */
#include "tests/harness.h"

#include <string.h>

#include "engine/base/check.h"
#include "engine/store/page.h"

enum { PAGE = 4096, KEY_LEN = 8, VALUE_LEN = 100, NODE_AT = 3000 };

static _Alignas(PAGE) uint8_t page[2 * PAGE];

static void put16(size_t at, uint16_t n)
{
    memcpy(page + at, &n, sizeof n);
}
static void put32(size_t at, uint32_t n)
{
    memcpy(page + at, &n, sizeof n);
}

/* A leaf page with one node, as LMDB writes it. */
static void leaf_make(void)
{
    memset(page, 0, sizeof page);
    put16(10, 0x02);
    put16(12, 16 + 2);
    put16(14, NODE_AT);
    put16(16, NODE_AT);
    put32(NODE_AT, VALUE_LEN);
    put16(NODE_AT + 6, KEY_LEN);
}

static bool is_sound(void)
{
    return page_is_sound(page + NODE_AT + 8, PAGE);
}

static const struct {
    const char *why;
    size_t at;
    uint16_t value;
    bool sound;
} rows[] = {
    {"an ordinary page", 10, 0x02, true},
    {"a value in a run of pages of its own", NODE_AT + 4, 0x01, true},
    {"the description of a table", NODE_AT + 4, 0x02, true},
    {"a flag of tables with duplicates, which LMDB would follow into nothing", NODE_AT + 4, 0x04,
     false},
    {"a branch page in a leaf's place", 10, 0x01, false},
    {"offsets that reach into the nodes", 12, NODE_AT + 2, false},
    {"offsets that end before they begin", 12, 8, false},
    {"nodes that begin past the page", 14, PAGE + 2, false},
    {"a node past the page", 16, PAGE, false},
    {"a node whose head is cut by the page's end", 16, PAGE - 4, false},
    {"a node in the page's header", 16, 2, false},
    {"a value longer than the page", NODE_AT, PAGE - NODE_AT, false},
    {"a value of more than 64 KiB", NODE_AT + 2, 1, false},
    {"a key longer than the page", NODE_AT + 6, PAGE - NODE_AT, false},
};

static void a_page_is_sound_or_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        print_message("%s\n", rows[i].why);
        leaf_make();
        put16(rows[i].at, rows[i].value);
        assert_int_equal(is_sound(), rows[i].sound);
    }
}

static void a_value_may_reach_to_the_end_of_its_page_and_no_further(void **state)
{
    (void)state;
    assert_true(page_holds(page + 4000, 96, PAGE));
    assert_false(page_holds(page + 4000, 97, PAGE));
    assert_true(page_holds(page + 4095, 1, PAGE));
    assert_true(page_holds(page + 100, 0, PAGE));
}

static void a_long_value_may_fill_its_run_of_pages_and_no_more(void **state)
{
    (void)state;
    memset(page, 0, sizeof page);
    put32(12, 2);
    assert_true(page_holds(page + 16, 2 * PAGE - 16, PAGE));
    assert_false(page_holds(page + 16, 2 * PAGE - 15, PAGE));
    assert_false(page_holds(page + 18, PAGE, PAGE)); /* long values begin behind the header */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_sound_or_not),
        cmocka_unit_test(a_value_may_reach_to_the_end_of_its_page_and_no_further),
        cmocka_unit_test(a_long_value_may_fill_its_run_of_pages_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
