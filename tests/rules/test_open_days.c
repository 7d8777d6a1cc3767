/* Does the table of open days answer as the day-by-day walk does, and fast enough? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "rules/calendar.h"
#include "rules/hours.h"
#include "rules/open_days.h"
#include "tests/rules/sapporo.h"

/* The table doesn't see past its span; the walk does. */
static void same(const struct open_days *days, struct maybe_day got, struct maybe_day walked)
{
    bool want = walked.is && open_days_cover(days, walked.day);
    assert_int_equal(got.is, want);
    if (want) assert_int_equal(got.day.n, walked.day.n);
}

static void compare_days(const struct open_days *days, day_t day, uint32_t n, day_t to)
{
    const struct contract *c = days->contract;
    assert_int_equal(open_days_is(days, day), calendar_is_open(c, days->site, day));
    same(days, open_days_next(days, day), calendar_next_open(c, days->site, day));
    same(days, open_days_previous(days, day), calendar_previous_open(c, days->site, day));
    same(days, open_days_after(days, day, n), calendar_open_after(c, days->site, day, n));
    assert_int_equal(open_days_between(days, day, to),
                     calendar_open_between(c, days->site, day, to));
}

static void compare_minutes(const struct open_days *days, struct dice *dice, day_t day, day_t to)
{
    const struct contract *c = days->contract;
    instant_t from = instant_of(day, dice_between(dice, 0, 1439), c->offset);
    instant_t until = instant_of(to, dice_between(dice, 0, 1439), c->offset);
    from.ms += dice_below(dice, 60000);
    assert_int_equal(open_days_minutes_between(days, from, until),
                     hours_minutes_between(c, days->site, from, until));
}

static void the_table_equals_the_walk(void **state)
{
    (void)state;
    struct dice dice = {6};
    for (int i = 0; i < 300; i++) {
        struct arena arena;
        arena_init(&arena, 1 << 20);
        const struct contract c = sapporo_by_chance(&dice);
        const uint32_t sites[] = {CONTRACT_NONE, CARD_CENTRE, KIKUSUI};
        day_t first = day_plus(test_day("2021-01-01"), dice_between(&dice, 0, 300));
        int32_t length = dice_between(&dice, 0, 120);
        const struct open_days days = open_days_build(&c, sites[dice_below(&dice, 3)], first,
                                                      day_plus(first, length), &arena);
        for (int j = 0; j < 10; j++) {
            day_t day = day_plus(first, dice_between(&dice, 0, length));
            day_t to = day_plus(first, dice_between(&dice, 0, length));
            compare_days(&days, day, dice_below(&dice, 30), to);
            compare_minutes(&days, &dice, day, to);
        }
        arena_deinit(&arena);
    }
}

static void the_span_may_be_a_single_day(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 16);
    const struct contract c = sapporo();
    day_t day = test_day("2021-10-01");
    const struct open_days days = open_days_build(&c, CARD_CENTRE, day, day, &arena);
    assert_int_equal(days.count, 1);
    assert_true(open_days_is(&days, day));
    assert_int_equal(open_days_between(&days, day_plus(day, -1), day), 1);
    assert_false(open_days_after(&days, day, 1).is);
    assert_true(open_days_cover(&days, day));
    assert_false(open_days_cover(&days, day_plus(day, 1)));
    arena_deinit(&arena);
}

/* A plan asks some hundred thousand times; a walk over years each time would take minutes. */
static void the_longest_span_answers_a_million_questions(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    const struct contract c = sapporo();
    day_t first = test_day("2021-08-01"), last = day_plus(first, CALENDAR_SEARCH_DAYS);
    const struct open_days days = open_days_build(&c, CARD_CENTRE, first, last, &arena);
    struct dice dice = {7};
    int64_t sum = 0;
    for (int i = 0; i < 1000000; i++) {
        day_t day = day_plus(first, dice_between(&dice, 0, CALENDAR_SEARCH_DAYS));
        sum += open_days_between(&days, first, day) + open_days_between(&days, day, last);
    }
    assert_int_equal(sum, INT64_C(1000000) * open_days_between(&days, first, last));
    arena_deinit(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_equals_the_walk),
        cmocka_unit_test(the_span_may_be_a_single_day),
        cmocka_unit_test(the_longest_span_answers_a_million_questions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
