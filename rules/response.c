#include "rules/response.h"

#include "engine/base/check.h"
#include "engine/base/sort.h"
#include "engine/base/vec.h"
#include "rules/hours.h"

/* The derivation so far: the day it has got to and the rows that led there. */
struct walk {
    const struct contract *contract;
    uint32_t site;
    struct arena *arena;
    struct vec rows;
    day_t day;
};

static struct day_verdict judge(const struct walk *walk)
{
    return calendar_judge(walk->contract, walk->site, walk->day);
}

static void note(struct walk *walk, enum response_step step, uint32_t number)
{
    struct response_day *row = vec_push(&walk->rows, walk->arena);
    *row = (struct response_day){walk->day, step, number, judge(walk)};
}

/* Counts on from the walk's day, which the rule says whether to count itself. */
static void count_days(struct walk *walk, const struct response_rule *rule)
{
    uint32_t number = 0;
    bool counts_first = rule->first_day == FIRST_DAY_INCLUDED && rule->days > 0;
    if (!counts_first) note(walk, STEP_RECEIVED, 0);
    for (int32_t i = counts_first ? 0 : 1; i <= CALENDAR_SEARCH_DAYS && number < rule->days; i++) {
        if (i > 0) walk->day = day_plus(walk->day, 1);
        bool counts = rule->count == COUNT_CALENDAR || judge(walk).open;
        if (counts) number++;
        note(walk, counts ? STEP_COUNTED : STEP_NOT_COUNTED, counts ? number : 0);
    }
}

/* Civil Code art. 142, or what the contract says instead. */
static void roll(struct walk *walk, enum closed_roll how)
{
    day_t target = calendar_roll(walk->contract, walk->site, walk->day, how);
    int32_t step = day_cmp(target, walk->day);
    if (step == 0) return;
    for (;;) {
        walk->day = day_plus(walk->day, step);
        if (day_eq(walk->day, target)) break;
        note(walk, STEP_ROLLED, 0);
    }
    note(walk, STEP_ROLLED_TO, 0);
}

static void add_held(struct walk *walk, uint32_t held)
{
    struct maybe_day target = calendar_open_after(walk->contract, walk->site, walk->day, held);
    uint32_t number = 0;
    if (!target.is) return; /* held days are open, but those to make up for them may not exist */
    while (day_cmp(walk->day, target.day) < 0) {
        walk->day = day_plus(walk->day, 1);
        bool open = judge(walk).open;
        if (open) number++;
        note(walk, open ? STEP_HELD : STEP_HELD_CLOSED, open ? number : 0);
    }
}

static int pause_order(const void *a, const void *b, const void *context)
{
    const struct pause *p = a, *q = b;
    (void)context;
    return instant_cmp(p->from, q->from);
}

static const struct pause *sorted(const struct response_clock *clock, struct arena *arena)
{
    struct pause *pauses = ARENA_ARRAY(arena, struct pause, clock->pause_count);
    for (uint32_t i = 0; i < clock->pause_count; i++) pauses[i] = clock->pauses[i];
    sort_rows(pauses, clock->pause_count, sizeof *pauses, pause_order, NULL, arena);
    return pauses;
}

/* The deadline when `held` open days are added to `last`. */
static instant_t deadline_after(const struct walk *walk, day_t last, uint32_t held)
{
    struct maybe_day day = calendar_open_after(walk->contract, walk->site, last, held);
    return hours_end_of(walk->contract, day.is ? day.day : last);
}

/* Open days held, each once, by pauses that begin while the clock still runs. Sorted, a pause
 * can only add days later than `until`, the last date already looked at. */
static void count_held(const struct walk *walk, const struct response_clock *clock,
                       const struct pause *pauses, struct response *ret)
{
    int32_t offset = walk->contract->offset;
    day_t until = day_plus(instant_day(clock->received, offset), -1);
    for (uint32_t i = 0; i < clock->pause_count; i++) {
        const struct pause *pause = &pauses[i];
        instant_t from = instant_max(pause->from, clock->received);
        instant_t to = pause->to.is ? pause->to.at : clock->as_of;
        if (instant_cmp(from, deadline_after(walk, ret->gross_last, ret->held_days)) >= 0) return;
        if (!pause->to.is && instant_cmp(pause->from, clock->as_of) <= 0) ret->running_pause = true;
        if (instant_cmp(to, from) <= 0) continue;

        day_t first = instant_day(from, offset), last = instant_day((instant_t){to.ms - 1}, offset);
        ret->held_days += (uint32_t)calendar_open_between(
            walk->contract, walk->site, day_max(until, day_plus(first, -1)), last);
        until = day_max(until, last);
    }
}

/* Any day looked at may still change, also one that the last day was rolled back from. */
static bool rests_on_guess(const struct response *response)
{
    for (uint32_t i = 0; i < response->day_count; i++)
        if (response->days[i].verdict.provisional) return true;
    return false;
}

struct response response_of(const struct contract *contract, uint32_t site,
                            const struct response_clock *clock, struct arena *arena)
{
    struct response ret = {0};
    struct walk walk = {.contract = contract,
                        .site = site,
                        .arena = arena,
                        .rows = vec_of(sizeof(struct response_day)),
                        .day = instant_day(clock->received, contract->offset)};

    count_days(&walk, &contract->response);
    roll(&walk, contract->response.last_day_closed);
    ret.gross_last = walk.day;
    ret.gross_deadline = hours_end_of(contract, walk.day);

    count_held(&walk, clock, sorted(clock, arena), &ret);
    add_held(&walk, ret.held_days);
    ret.last = walk.day;
    ret.deadline = hours_end_of(contract, walk.day);
    ret.closed = !judge(&walk).open;
    ret.days = walk.rows.rows;
    ret.day_count = walk.rows.count;
    ret.provisional = rests_on_guess(&ret);
    CHECK(ret.day_count > 0);
    return ret;
}
