#include "rules/calendar.h"

#include "engine/base/check.h"
#include "rules/holiday.h"

static bool in_range(const struct closed_range *range, struct ymd date)
{
    int32_t at = date.month * 100 + date.day;
    int32_t from = range->from_month * 100 + range->from_day;
    int32_t to = range->to_month * 100 + range->to_day;
    if (from <= to) return from <= at && at <= to;
    return at >= from || at <= to; /* crosses the new year */
}

static bool closes(const struct closed_ranges *ranges, bool yearly, day_t day)
{
    struct ymd date = day_ymd(day);
    for (uint32_t i = 0; i < ranges->count; i++) {
        const struct closed_range *range = &ranges->at[i];
        if (range->yearly != yearly) continue;
        if (yearly ? in_range(range, date) : day_eq(range->day, day)) return true;
    }
    return false;
}

static bool is_opened(const struct days *days, day_t day)
{
    for (uint32_t i = 0; i < days->count; i++)
        if (day_eq(days->at[i], day)) return true;
    return false;
}

static bool file_holiday(const struct calendar_rule *rule, day_t day, struct str *ret_name)
{
    uint32_t low = 0, high = rule->holiday_count; /* the first not before `day` is in between */
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (day_cmp(rule->holiday_days[middle].day, day) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == rule->holiday_count || !day_eq(rule->holiday_days[low].day, day)) return false;
    *ret_name = rule->holiday_days[low].name;
    return true;
}

static bool is_holiday(const struct calendar_rule *rule, day_t day, struct str *ret_name)
{
    switch (rule->holidays) {
    case HOLIDAYS_JP: return holiday_of(day, ret_name);
    case HOLIDAYS_FILE: return file_holiday(rule, day, ret_name);
    case HOLIDAYS_NONE: return false;
    }
    CHECK(false);
    return false;
}

static const struct closed_ranges *site_closed(const struct contract *contract, uint32_t site)
{
    static const struct closed_ranges none;
    if (site == CONTRACT_NONE) return &none;
    CHECK(site < contract->site_count);
    return &contract->sites[site].closed;
}

static enum day_why why(const struct contract *contract, uint32_t site, day_t day,
                        struct str *ret_name)
{
    const struct calendar_rule *rule = &contract->calendar;
    const struct closed_ranges *own = site_closed(contract, site);
    bool site_is_closed = closes(own, true, day) || closes(own, false, day);

    if (is_opened(&rule->opened, day)) return site_is_closed ? DAY_SITE_CLOSED : DAY_OPENED_BY_NAME;
    if (!rule->open[day_weekday(day)]) return DAY_WEEKEND;
    if (is_holiday(rule, day, ret_name)) return DAY_HOLIDAY;
    if (closes(&rule->closed, true, day)) return DAY_CLOSED_RANGE;
    if (closes(&rule->closed, false, day)) return DAY_CLOSED_BY_NAME;
    return site_is_closed ? DAY_SITE_CLOSED : DAY_OPEN;
}

bool calendar_is_provisional(const struct contract *contract, day_t day)
{
    const struct calendar_rule *rule = &contract->calendar;
    switch (rule->holidays) {
    case HOLIDAYS_JP: return holiday_is_provisional(day);
    case HOLIDAYS_FILE:
        return rule->holiday_count == 0 ||
               day_ymd(day).year > day_ymd(rule->holiday_days[rule->holiday_count - 1].day).year;
    case HOLIDAYS_NONE: return false;
    }
    CHECK(false);
    return false;
}

struct day_verdict calendar_judge(const struct contract *contract, uint32_t site, day_t day)
{
    struct day_verdict verdict = {.provisional = calendar_is_provisional(contract, day)};
    verdict.why = why(contract, site, day, &verdict.name);
    verdict.open = verdict.why == DAY_OPEN || verdict.why == DAY_OPENED_BY_NAME;
    return verdict;
}

bool calendar_is_open(const struct contract *contract, uint32_t site, day_t day)
{
    struct str name;
    enum day_why reason = why(contract, site, day, &name);
    return reason == DAY_OPEN || reason == DAY_OPENED_BY_NAME;
}

/* The n-th open day, from `day` itself on, in steps of +1 or -1. */
static struct maybe_day search(const struct contract *contract, uint32_t site, day_t day,
                               int32_t step, uint32_t n)
{
    CHECK(n > 0);
    for (int32_t i = 0; i <= CALENDAR_SEARCH_DAYS; i++, day = day_plus(day, step))
        if (calendar_is_open(contract, site, day) && --n == 0) return (struct maybe_day){true, day};
    return (struct maybe_day){0};
}

struct maybe_day calendar_next_open(const struct contract *contract, uint32_t site, day_t day)
{
    return search(contract, site, day, +1, 1);
}

struct maybe_day calendar_previous_open(const struct contract *contract, uint32_t site, day_t day)
{
    return search(contract, site, day, -1, 1);
}

struct maybe_day calendar_open_after(const struct contract *contract, uint32_t site, day_t day,
                                     uint32_t n)
{
    if (n == 0) return (struct maybe_day){true, day};
    return search(contract, site, day_plus(day, 1), +1, n);
}

struct maybe_day calendar_open_before(const struct contract *contract, uint32_t site, day_t day,
                                      uint32_t n)
{
    if (n == 0) return (struct maybe_day){true, day};
    return search(contract, site, day_plus(day, -1), -1, n);
}

int32_t calendar_open_between(const struct contract *contract, uint32_t site, day_t after, day_t to)
{
    int32_t count = 0;
    for (day_t day = day_plus(after, 1); day_cmp(day, to) <= 0; day = day_plus(day, 1))
        count += calendar_is_open(contract, site, day);
    return count;
}

/* Counted back from `day`, the open day after the first n: all later ones are those n. */
struct maybe_day calendar_ahead_from(const struct contract *contract, uint32_t site, day_t day,
                                     uint32_t n)
{
    CHECK(n < UINT32_MAX);
    return search(contract, site, day, -1, n + 1);
}

day_t calendar_roll(const struct contract *contract, uint32_t site, day_t day,
                    enum closed_roll roll)
{
    struct maybe_day open = {0};
    switch (roll) {
    case ROLL_NEXT: open = calendar_next_open(contract, site, day); break;
    case ROLL_PREVIOUS: open = calendar_previous_open(contract, site, day); break;
    case ROLL_AS_IS: break;
    }
    return open.is ? open.day : day;
}
