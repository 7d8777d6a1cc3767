#include "rules/open_days.h"

#include "engine/base/check.h"
#include "rules/calendar.h"
#include "rules/hours.h"

struct open_days open_days_build(const struct contract *contract, uint32_t site, day_t first,
                                 day_t last, struct arena *arena)
{
    CHECK(day_cmp(first, last) <= 0 && last.n - first.n <= CALENDAR_SEARCH_DAYS);
    uint32_t span = (uint32_t)(last.n - first.n) + 1, count = 0;
    uint32_t *before = ARENA_ARRAY(arena, uint32_t, span + 1);
    day_t *open = ARENA_ARRAY(arena, day_t, span);

    for (uint32_t i = 0; i < span; i++) {
        day_t day = day_plus(first, (int32_t)i);
        before[i] = count;
        if (calendar_is_open(contract, site, day)) open[count++] = day;
    }
    before[span] = count;
    return (struct open_days){.contract = contract,
                              .site = site,
                              .first = first,
                              .last = last,
                              .count = count,
                              .before = before,
                              .open = open};
}

/* Open days of the span earlier than `day`, which may also be the day behind the span. */
static uint32_t before(const struct open_days *days, day_t day)
{
    CHECK(day.n >= days->first.n && day.n <= days->last.n + 1);
    return days->before[day.n - days->first.n];
}

static struct maybe_day at(const struct open_days *days, uint32_t index)
{
    if (index >= days->count) return (struct maybe_day){0};
    return (struct maybe_day){true, days->open[index]};
}

bool open_days_cover(const struct open_days *days, day_t day)
{
    return day_cmp(days->first, day) <= 0 && day_cmp(day, days->last) <= 0;
}

bool open_days_is(const struct open_days *days, day_t day)
{
    return before(days, day_plus(day, 1)) > before(days, day);
}

int32_t open_days_between(const struct open_days *days, day_t after, day_t to)
{
    if (day_cmp(to, after) <= 0) return 0;
    return (int32_t)(before(days, day_plus(to, 1)) - before(days, day_plus(after, 1)));
}

struct maybe_day open_days_next(const struct open_days *days, day_t day)
{
    return at(days, before(days, day));
}

struct maybe_day open_days_previous(const struct open_days *days, day_t day)
{
    uint32_t count = before(days, day_plus(day, 1));
    if (count == 0) return (struct maybe_day){0};
    return at(days, count - 1);
}

struct maybe_day open_days_after(const struct open_days *days, day_t day, uint32_t n)
{
    if (n == 0) return (struct maybe_day){true, day};
    if (n > days->count) return (struct maybe_day){0};
    return at(days, before(days, day_plus(day, 1)) + n - 1);
}

int64_t open_days_minutes_between(const struct open_days *days, instant_t from, instant_t to)
{
    const struct contract *contract = days->contract;
    bool forward = instant_cmp(from, to) <= 0;
    instant_t a = forward ? from : to, b = forward ? to : from;
    day_t first = instant_day(a, contract->offset), last = instant_day(b, contract->offset);
    struct hours_span span = {open_days_is(days, first), open_days_is(days, last),
                              open_days_between(days, first, day_plus(last, -1))};
    int64_t minutes = hours_minutes_over(contract, a, b, span);
    return forward ? minutes : -minutes;
}
