/* When must an urgent job be done, under every reading of "within 3 days"? (S17) */
#include "tests/harness.h"

#include <stdio.h>

#include "engine/base/check.h"
#include "rules/hours.h"
#include "rules/response.h"
#include "tests/rules/sapporo.h"

enum { ARENA_BYTES = 1 << 20 };

static struct response answer(const struct contract *c, const char *received,
                              const struct pause *pauses, uint32_t count, struct arena *arena)
{
    const struct response_clock clock = {.received = test_instant(received),
                                         .pauses = pauses,
                                         .pause_count = count,
                                         .as_of = test_instant("2021-09-20T12:00")};
    return response_of(c, CARD_CENTRE, &clock, arena);
}

/* --- the worked cases --- */

static const struct row {
    const char *name, *received;
    enum count_reading count;
    enum first_day first_day;
    enum closed_roll roll;
    const char *deadline;
} rows[] = {
    {"S17 D1: a Sunday and a holiday roll to the Tuesday", "2021-09-16T10:00", COUNT_CALENDAR,
     FIRST_DAY_EXCLUDED, ROLL_NEXT, "2021-09-21T17:15"},
    {"S17 D1: three open days pass over weekend and holiday", "2021-09-16T10:00", COUNT_WORKING,
     FIRST_DAY_EXCLUDED, ROLL_NEXT, "2021-09-22T17:15"},
    {"S17 D1: back to the Friday", "2021-09-16T10:00", COUNT_CALENDAR, FIRST_DAY_EXCLUDED,
     ROLL_PREVIOUS, "2021-09-17T17:15"},
    {"S17 D1: the third day is an open Monday", "2021-10-01T16:00", COUNT_CALENDAR,
     FIRST_DAY_EXCLUDED, ROLL_NEXT, "2021-10-04T17:15"},
    {"S17 D1: the third open day is a Wednesday", "2021-10-01T16:00", COUNT_WORKING,
     FIRST_DAY_EXCLUDED, ROLL_NEXT, "2021-10-06T17:15"},
    {"S17 D1: an open last day isn't rolled back", "2021-10-01T16:00", COUNT_CALENDAR,
     FIRST_DAY_EXCLUDED, ROLL_PREVIOUS, "2021-10-04T17:15"},
    {"S17 D1: over the year-end closing", "2021-12-28T09:00", COUNT_CALENDAR, FIRST_DAY_EXCLUDED,
     ROLL_NEXT, "2022-01-04T17:15"},
    {"S17 D1: three open days after the closing", "2021-12-28T09:00", COUNT_WORKING,
     FIRST_DAY_EXCLUDED, ROLL_NEXT, "2022-01-06T17:15"},
    {"S17 D1: back to the very day of the notice", "2021-12-28T09:00", COUNT_CALENDAR,
     FIRST_DAY_EXCLUDED, ROLL_PREVIOUS, "2021-12-28T17:15"},
    {"S17 D1: received after hours is received that day", "2021-08-04T18:30", COUNT_CALENDAR,
     FIRST_DAY_EXCLUDED, ROLL_NEXT, "2021-08-10T17:15"},
    {"S17 D1: three open days, weekend and holiday between", "2021-08-04T18:30", COUNT_WORKING,
     FIRST_DAY_EXCLUDED, ROLL_NEXT, "2021-08-10T17:15"},
    {"S17 D1: from the Saturday back to the Friday", "2021-08-04T18:30", COUNT_CALENDAR,
     FIRST_DAY_EXCLUDED, ROLL_PREVIOUS, "2021-08-06T17:15"},
    {"S17 D1: the first day counted is a day less", "2021-09-16T10:00", COUNT_CALENDAR,
     FIRST_DAY_INCLUDED, ROLL_NEXT, "2021-09-21T17:15"},
    {"S17 D1: the first day counted, open days", "2021-09-16T10:00", COUNT_WORKING,
     FIRST_DAY_INCLUDED, ROLL_NEXT, "2021-09-21T17:15"},
    {"S17 D1: received on a closed day it isn't the first open one", "2021-09-18T10:00",
     COUNT_WORKING, FIRST_DAY_INCLUDED, ROLL_NEXT, "2021-09-24T17:15"},
    {"S17 D1: as it is, on the Sunday", "2021-09-16T10:00", COUNT_CALENDAR, FIRST_DAY_EXCLUDED,
     ROLL_AS_IS, "2021-09-19T17:15"},
};

static void deadline_row(void **state)
{
    const struct row *row = *state;
    struct arena arena;
    arena_init(&arena, ARENA_BYTES);
    struct contract c = sapporo();
    c.response = (struct response_rule){3, row->count, row->first_day, row->roll};
    struct response got = answer(&c, row->received, NULL, 0, &arena);
    assert_int_equal(got.deadline.ms, test_instant(row->deadline).ms);
    assert_int_equal(got.gross_deadline.ms, got.deadline.ms);
    assert_int_equal(got.closed, row->roll == ROLL_AS_IS); /* the one row that rests on a Sunday */
    assert_false(got.provisional);
    arena_deinit(&arena);
}

/* --- the argument, day by day --- */

struct step {
    const char *day;
    enum response_step step;
    uint32_t number;
    enum day_why why;
};

static void check_steps(const struct response *got, const struct step *want, uint32_t count)
{
    assert_int_equal(got->day_count, count);
    for (uint32_t i = 0; i < count; i++) {
        assert_int_equal(got->days[i].day.n, test_day(want[i].day).n);
        assert_int_equal(got->days[i].step, want[i].step);
        assert_int_equal(got->days[i].number, want[i].number);
        assert_int_equal(got->days[i].verdict.why, want[i].why);
    }
}

static void the_argument_names_every_day(void **state)
{
    (void)state;
    static const struct step want[] = {
        {"2021-09-16", STEP_RECEIVED, 0, DAY_OPEN},   {"2021-09-17", STEP_COUNTED, 1, DAY_OPEN},
        {"2021-09-18", STEP_COUNTED, 2, DAY_WEEKEND}, {"2021-09-19", STEP_COUNTED, 3, DAY_WEEKEND},
        {"2021-09-20", STEP_ROLLED, 0, DAY_HOLIDAY},  {"2021-09-21", STEP_ROLLED_TO, 0, DAY_OPEN},
    };
    struct arena arena;
    arena_init(&arena, ARENA_BYTES);
    const struct contract c = sapporo();
    struct response got = answer(&c, "2021-09-16T10:00", NULL, 0, &arena);
    check_steps(&got, want, COUNT(want));
    assert_true(str_eq(got.days[4].verdict.name, STR("敬老の日")));
    arena_deinit(&arena);
}

static void the_argument_shows_what_was_held(void **state)
{
    (void)state;
    static const struct step want[] = {
        {"2021-09-16", STEP_RECEIVED, 0, DAY_OPEN},
        {"2021-09-17", STEP_COUNTED, 1, DAY_OPEN},
        {"2021-09-18", STEP_NOT_COUNTED, 0, DAY_WEEKEND},
        {"2021-09-19", STEP_NOT_COUNTED, 0, DAY_WEEKEND},
        {"2021-09-20", STEP_NOT_COUNTED, 0, DAY_HOLIDAY},
        {"2021-09-21", STEP_COUNTED, 2, DAY_OPEN},
        {"2021-09-22", STEP_COUNTED, 3, DAY_OPEN},
        {"2021-09-23", STEP_HELD_CLOSED, 0, DAY_HOLIDAY},
        {"2021-09-24", STEP_HELD, 1, DAY_OPEN},
    };
    struct arena arena;
    arena_init(&arena, ARENA_BYTES);
    struct contract c = sapporo();
    c.response.count = COUNT_WORKING;
    const struct pause pause = {test_instant("2021-09-17T10:00"),
                                {true, test_instant("2021-09-20T15:00")}};
    struct response got = answer(&c, "2021-09-16T10:00", &pause, 1, &arena);
    check_steps(&got, want, COUNT(want));
    assert_int_equal(got.held_days, 1);
    assert_int_equal(got.gross_last.n, test_day("2021-09-22").n);
    arena_deinit(&arena);
}

/* --- pauses: received Thu 2021-09-16, gross deadline Tue 09-21 --- */

static const struct held {
    const char *name, *from[2], *to[2];
    uint32_t days;
    const char *last;
} helds[] = {
    {"S17 D2: part of an open day counts as that day",
     {"2021-09-17T10:00"},
     {"2021-09-17T10:01"},
     1,
     "2021-09-22"},
    {"S17 D2: so does part of the day of the notice",
     {"2021-09-16T15:00"},
     {"2021-09-16T16:00"},
     1,
     "2021-09-22"},
    {"S17 D2: dates are held, in or out of hours",
     {"2021-09-17T18:00"},
     {"2021-09-17T18:30"},
     1,
     "2021-09-22"},
    {"S17 D2: midnight ends the day before, not the next",
     {"2021-09-17T10:00"},
     {"2021-09-18T00:00"},
     1,
     "2021-09-22"},
    {"S17 D2: closed days are nothing to hold",
     {"2021-09-18T00:00"},
     {"2021-09-21T00:00"},
     0,
     "2021-09-21"},
    {"S17 D2: Friday to Tuesday are two open days",
     {"2021-09-17T10:00"},
     {"2021-09-21T10:00"},
     2,
     "2021-09-24"},
    {"S17 D2: two pauses of one day hold it once",
     {"2021-09-17T10:00", "2021-09-17T14:00"},
     {"2021-09-17T11:00", "2021-09-17T15:00"},
     1,
     "2021-09-22"},
    {"S17 D2: overlapping pauses hold each day once",
     {"2021-09-17T10:00", "2021-09-17T12:00"},
     {"2021-09-21T11:00", "2021-09-22T15:00"},
     3,
     "2021-09-27"},
    {"S17 D2: given in any order",
     {"2021-09-21T09:00", "2021-09-17T12:00"},
     {"2021-09-21T11:00", "2021-09-17T15:00"},
     2,
     "2021-09-24"},
    {"S17 D2: what was held before the notice is nothing",
     {"2021-09-10T10:00"},
     {"2021-09-15T15:00"},
     0,
     "2021-09-21"},
    {"S17 D2: an empty pause holds nothing",
     {"2021-09-17T10:00"},
     {"2021-09-17T10:00"},
     0,
     "2021-09-21"},
    {"S17 D2: a deadline that has passed stays passed",
     {"2021-09-21T17:15"},
     {"2021-09-24T10:00"},
     0,
     "2021-09-21"},
    {"S17 D2: a second before it, the clock stops yet",
     {"2021-09-21T17:14:59"},
     {"2021-09-24T10:00"},
     3,
     "2021-09-27"},
    {"S17 D2: an earlier pause keeps the clock alive for a later",
     {"2021-09-17T10:00", "2021-09-22T10:00"},
     {"2021-09-17T11:00", "2021-09-22T11:00"},
     2,
     "2021-09-24"},
    {"S17 D2: a running pause holds up to now (Mon 09-20)",
     {"2021-09-17T10:00"},
     {NULL},
     1,
     "2021-09-22"},
};

static void held_row(void **state)
{
    const struct held *row = *state;
    struct arena arena;
    arena_init(&arena, ARENA_BYTES);
    const struct contract c = sapporo();
    struct pause pauses[2];
    uint32_t count = 0;
    for (; count < 2 && row->from[count] != NULL; count++) {
        pauses[count] = (struct pause){.from = test_instant(row->from[count])};
        if (row->to[count] == NULL) continue;
        pauses[count].to = (struct maybe_instant){true, test_instant(row->to[count])};
    }
    struct response got = answer(&c, "2021-09-16T10:00", pauses, count, &arena);
    assert_int_equal(got.held_days, row->days);
    assert_int_equal(got.last.n, test_day(row->last).n);
    assert_int_equal(got.gross_last.n, test_day("2021-09-21").n);
    assert_int_equal(got.running_pause, row->to[0] == NULL);
    arena_deinit(&arena);
}

static void a_deadline_past_the_published_years_is_provisional(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, ARENA_BYTES);
    const struct contract c = sapporo();
    assert_false(answer(&c, "2027-12-20T10:00", NULL, 0, &arena).provisional);
    assert_true(answer(&c, "2027-12-28T10:00", NULL, 0, &arena).provisional);
    struct contract back = c;
    back.response.last_day_closed = ROLL_PREVIOUS; /* from 2028-01-01 back to 2027-12-28 */
    assert_true(answer(&back, "2027-12-29T10:00", NULL, 0, &arena).provisional);
    arena_deinit(&arena);
}

static void without_open_days_it_ends_and_says_so(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, ARENA_BYTES);
    struct contract c = sapporo();
    for (int i = 0; i < 7; i++) c.calendar.open[i] = false;
    struct response got = answer(&c, "2021-09-16T10:00", NULL, 0, &arena);
    assert_true(got.closed);
    assert_int_equal(got.last.n, test_day("2021-09-19").n);
    c.response.count = COUNT_WORKING;
    assert_true(answer(&c, "2021-09-16T10:00", NULL, 0, &arena).closed);
    arena_deinit(&arena);
}

static void counting_ends_with_the_longest_search(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, ARENA_BYTES);
    struct contract c = sapporo();
    c.calendar.holidays = HOLIDAYS_NONE;
    c.response.last_day_closed = ROLL_AS_IS;
    int32_t farthest = test_day("2021-09-16").n + CALENDAR_SEARCH_DAYS;
    for (int i = 0; i < 2; i++) {
        c.response.days = CALENDAR_SEARCH_DAYS + (uint32_t)i;
        struct response got = answer(&c, "2021-09-16T10:00", NULL, 0, &arena);
        assert_int_equal(got.last.n, farthest);
    }
    arena_deinit(&arena);
}

static void a_pause_runs_from_the_instant_it_begins(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, ARENA_BYTES);
    const struct contract c = sapporo();
    struct pause pause = {.from = test_instant("2021-09-20T12:00")}; /* just now */
    struct response got = answer(&c, "2021-09-16T10:00", &pause, 1, &arena);
    assert_true(got.running_pause);
    assert_int_equal(got.held_days, 0);
    pause.from.ms++; /* not yet */
    assert_false(answer(&c, "2021-09-16T10:00", &pause, 1, &arena).running_pause);
    arena_deinit(&arena);
}

/* --- every reading against a walk with a finger on the calendar --- */

static int32_t naive_roll(const struct contract *c, uint32_t site, int32_t day)
{
    static const int32_t steps[] = {[ROLL_NEXT] = 1, [ROLL_PREVIOUS] = -1, [ROLL_AS_IS] = 0};
    int32_t step = steps[c->response.last_day_closed], at = day;
    if (step == 0) return day;
    for (int i = 0; i < 1000; i++, at += step)
        if (naive_is_open(c, site, (day_t){at})) return at;
    return INT32_MAX; /* no such calendar is compared */
}

static int32_t naive_gross(const struct contract *c, uint32_t site, int32_t day)
{
    uint32_t left = c->response.days;
    int32_t at = day;
    if (c->response.first_day == FIRST_DAY_INCLUDED && left > 0) at--;
    for (int i = 0; left > 0 && i < 1000; i++) {
        at++;
        if (c->response.count == COUNT_CALENDAR || naive_is_open(c, site, (day_t){at})) left--;
    }
    return left > 0 ? INT32_MAX : naive_roll(c, site, at);
}

static int32_t naive_forward(const struct contract *c, uint32_t site, int32_t day, uint32_t n)
{
    for (int i = 0; n > 0 && i < 1000; i++)
        if (naive_is_open(c, site, (day_t){++day})) n--;
    return n > 0 ? INT32_MAX : day;
}

/* Is any millisecond of the date held by a pause that counts? */
static bool naive_is_held(const struct contract *c, const struct response_clock *clock,
                          const bool *counts, day_t day)
{
    int64_t begin = instant_of(day, 0, c->offset).ms, end = begin + 24 * 60 * MS_PER_MINUTE;
    if (begin < clock->received.ms) begin = clock->received.ms;
    for (uint32_t i = 0; i < clock->pause_count; i++) {
        int64_t from = clock->pauses[i].from.ms;
        int64_t to = clock->pauses[i].to.is ? clock->pauses[i].to.at.ms : clock->as_of.ms;
        int64_t later = from > begin ? from : begin, sooner = to < end ? to : end;
        if (counts[i] && later < sooner) return true;
    }
    return false;
}

static uint32_t naive_held(const struct contract *c, uint32_t site,
                           const struct response_clock *clock, const bool *counts)
{
    uint32_t held = 0;
    day_t day = instant_day(clock->received, c->offset);
    for (int i = 0; i < 120; i++, day.n++)
        held += naive_is_open(c, site, day) && naive_is_held(c, clock, counts, day);
    return held;
}

/* Lets pauses count one by one, earliest first, as long as one begins in time. */
static uint32_t naive_pauses(const struct contract *c, uint32_t site,
                             const struct response_clock *clock, int32_t gross)
{
    bool counts[8] = {false};
    uint32_t held = 0;
    for (uint32_t round = 0; round < clock->pause_count; round++) {
        uint32_t next = UINT32_MAX;
        for (uint32_t i = 0; i < clock->pause_count; i++)
            if (!counts[i] &&
                (next == UINT32_MAX || clock->pauses[i].from.ms < clock->pauses[next].from.ms))
                next = i;
        int32_t last = naive_forward(c, site, gross, held);
        if (last == INT32_MAX) break;
        instant_t deadline = instant_of((day_t){last}, c->calendar.hours.to, c->offset);
        if (instant_max(clock->pauses[next].from, clock->received).ms >= deadline.ms) break;
        counts[next] = true;
        held = naive_held(c, site, clock, counts);
    }
    return held;
}

static void pauses_by_chance(struct dice *dice, struct pause *pauses, struct response_clock *clock)
{
    clock->pauses = pauses;
    clock->pause_count = dice_below(dice, 5);
    clock->as_of = (instant_t){clock->received.ms + 12 * 24 * 60 * MS_PER_MINUTE};
    for (uint32_t i = 0; i < clock->pause_count; i++) {
        int64_t from = clock->received.ms + dice_between(dice, -1000, 12000) * MS_PER_MINUTE;
        int64_t to =
            from + dice_between(dice, 0, dice_one_in(dice, 3) ? 9000 : 900) * MS_PER_MINUTE;
        pauses[i] = (struct pause){{from}, {!dice_one_in(dice, 6), {to}}};
    }
}

static bool compare(const struct contract *c, uint32_t site, const struct response_clock *clock)
{
    int32_t gross = naive_gross(c, site, instant_day(clock->received, c->offset).n);
    if (gross == INT32_MAX) return false;
    uint32_t held = naive_pauses(c, site, clock, gross);
    int32_t last = naive_forward(c, site, gross, held);
    if (last == INT32_MAX) return false;

    struct arena arena;
    arena_init(&arena, ARENA_BYTES);
    struct response got = response_of(c, site, clock, &arena);
    assert_int_equal(got.gross_last.n, gross);
    assert_int_equal(got.held_days, held);
    assert_int_equal(got.last.n, last);
    assert_int_equal(got.closed, !naive_is_open(c, site, got.last));
    assert_int_equal(instant_day(got.deadline, c->offset).n,
                     last + (c->calendar.hours.to == MINUTES_PER_DAY));
    assert_int_equal(got.days[got.day_count - 1].day.n, last); /* the argument ends there */
    arena_deinit(&arena);
    return true;
}

static void every_reading_equals_a_walk(void **state)
{
    (void)state;
    struct dice dice = {17};
    int compared = 0;
    for (int i = 0; i < 4800; i++) {
        struct contract c = i % 4 == 0 ? sapporo() : sapporo_by_chance(&dice);
        struct pause pauses[8];
        int64_t minute = test_instant("2021-08-01T00:00").ms / MS_PER_MINUTE;
        struct response_clock clock = {
            .received = {(minute + dice_between(&dice, 0, 240 * 1440)) * MS_PER_MINUTE}};
        c.response = (struct response_rule){.days = dice_below(&dice, 8),
                                            .count = i % 2 == 0 ? COUNT_CALENDAR : COUNT_WORKING,
                                            .first_day = i / 2 % 2 == 0 ? FIRST_DAY_EXCLUDED
                                                                        : FIRST_DAY_INCLUDED,
                                            .last_day_closed = (enum closed_roll)(i / 4 % 3)};
        pauses_by_chance(&dice, pauses, &clock);
        compared += compare(&c, KIKUSUI, &clock);
    }
    assert_true(compared > 4500);
}

#define ROW(rows, i, run) ((struct CMUnitTest){rows[i].name, run, NULL, NULL, (void *)&rows[i]})

int main(void)
{
    struct CMUnitTest tests[7 + COUNT(rows) + COUNT(helds)] = {
        cmocka_unit_test(the_argument_names_every_day),
        cmocka_unit_test(the_argument_shows_what_was_held),
        cmocka_unit_test(a_deadline_past_the_published_years_is_provisional),
        cmocka_unit_test(without_open_days_it_ends_and_says_so),
        cmocka_unit_test(counting_ends_with_the_longest_search),
        cmocka_unit_test(a_pause_runs_from_the_instant_it_begins),
        cmocka_unit_test(every_reading_equals_a_walk),
    };
    size_t n = 7;
    for (size_t i = 0; i < COUNT(rows); i++) tests[n++] = ROW(rows, i, deadline_row);
    for (size_t i = 0; i < COUNT(helds); i++) tests[n++] = ROW(helds, i, held_row);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
