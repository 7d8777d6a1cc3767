/* Is a value told from its absence, whatever its kind? */
#include "tests/harness.h"

#include "engine/vocab/field.h"

static bool is(enum field_kind kind, const void *value)
{
    const struct field field = {.name = "x", .kind = kind};
    return field_is(&field, value);
}

static void test_zeroed_memory_is_absent_in_every_kind(void **state)
{
    (void)state;
    static const union {
        struct str str;
        struct maybe_day day;
        struct maybe_instant at;
        struct maybe_u32 num;
        struct strs list;
        struct file file;
    } zero;
    for (int kind = FIELD_ID; kind <= FIELD_TERM; kind++)
        assert_false(is((enum field_kind)kind, &zero));
}

static void test_smallest_values_are_given(void **state)
{
    (void)state;
    struct str nothing[1] = {STR("")};
    struct day_span no_span[1] = {{{0}, {0}}};
    assert_true(is(FIELD_TEXT, &STR("")));
    assert_true(is(FIELD_DAY, &(struct maybe_day){true, {0}}));
    assert_true(is(FIELD_AT, &(struct maybe_instant){true, {0}}));
    assert_true(is(FIELD_NUM, &(struct maybe_u32){true, 0}));
    assert_true(is(FIELD_TERM, &(struct maybe_u32){true, 0}));
    assert_true(is(FIELD_BOOL, &(struct maybe_bool){true, false}));
    assert_true(is(FIELD_IDS, &(struct strs){nothing, 0}));
    assert_true(is(FIELD_STRS, &(struct strs){nothing, 1}));
    assert_true(is(FIELD_SPANS, &(struct day_spans){no_span, 0}));
    assert_true(is(FIELD_FILE, &(struct file){STR("a"), STR_NONE}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zeroed_memory_is_absent_in_every_kind),
        cmocka_unit_test(test_smallest_values_are_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
