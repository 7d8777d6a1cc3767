#include "rules/hours.h"

#include "engine/base/check.h"
#include "rules/calendar.h"

#define MS_PER_DAY (MS_PER_MINUTE * MINUTES_PER_DAY)

/* A stretch of the civil day, in milliseconds from its midnight. */
struct stretch {
    int64_t from, to;
};

static struct stretch stretch_of(minute_t from, minute_t to)
{
    return (struct stretch){from * MS_PER_MINUTE, to * MS_PER_MINUTE};
}

static int64_t overlap(struct stretch a, struct stretch b)
{
    int64_t from = a.from > b.from ? a.from : b.from;
    int64_t to = a.to < b.to ? a.to : b.to;
    return to > from ? to - from : 0;
}

/* Working time of an open day that lies in `part`. */
static int64_t work_ms(const struct calendar_rule *rule, struct stretch part)
{
    int64_t ms = overlap(part, stretch_of(rule->hours.from, rule->hours.to));
    for (uint32_t i = 0; i < rule->break_count; i++)
        ms -= overlap(part, stretch_of(rule->breaks[i].from, rule->breaks[i].to));
    CHECK(ms >= 0); /* breaks lie inside hours and apart from each other */
    return ms;
}

/* Working time between breaks: before the first (0), …, after the last (break_count). */
static struct stretch work_stretch(const struct calendar_rule *rule, uint32_t index)
{
    CHECK(index <= rule->break_count);
    return stretch_of(index == 0 ? rule->hours.from : rule->breaks[index - 1].to,
                      index == rule->break_count ? rule->hours.to : rule->breaks[index].from);
}

static int64_t ms_of_day(const struct contract *contract, instant_t at)
{
    return at.ms - instant_of(instant_day(at, contract->offset), 0, contract->offset).ms;
}

static int64_t minutes_up(int64_t ms)
{
    return (ms + MS_PER_MINUTE - 1) / MS_PER_MINUTE;
}

uint32_t hours_day_minutes(const struct calendar_rule *rule)
{
    return hours_minutes_within(rule, 0, MINUTES_PER_DAY);
}

uint32_t hours_minutes_within(const struct calendar_rule *rule, minute_t from, minute_t to)
{
    return (uint32_t)(work_ms(rule, stretch_of(from, to)) / MS_PER_MINUTE);
}

minute_t hours_work_end(const struct calendar_rule *rule, minute_t start, uint32_t minutes)
{
    CHECK(start >= 0 && minutes <= INT32_MAX / 2);
    minute_t at = start, left = (minute_t)minutes;
    for (uint32_t i = 0; i < rule->break_count && left > 0; i++) {
        const struct minutes_range *rest = &rule->breaks[i];
        if (at >= rest->to) continue;
        if (at + left <= rest->from) break;
        if (at < rest->from) left -= rest->from - at;
        at = rest->to;
    }
    return at + left;
}

bool hours_fit(const struct calendar_rule *rule, minute_t start, uint32_t minutes)
{
    return start >= rule->hours.from && hours_work_end(rule, start, minutes) <= rule->hours.to;
}

bool hours_in_working_time(const struct contract *contract, uint32_t site, instant_t from,
                           instant_t to)
{
    const struct stretch hours =
        stretch_of(contract->calendar.hours.from, contract->calendar.hours.to);
    int64_t start = ms_of_day(contract, from), end = start + (to.ms - from.ms);
    if (end < start || start < hours.from || end > hours.to) return false;
    return calendar_is_open(contract, site, instant_day(from, contract->offset));
}

instant_t hours_end_of(const struct contract *contract, day_t day)
{
    return instant_of(day, contract->calendar.hours.to, contract->offset);
}

int64_t hours_minutes_over(const struct contract *contract, instant_t from, instant_t to,
                           struct hours_span span)
{
    const struct calendar_rule *rule = &contract->calendar;
    const struct stretch day = {0, MS_PER_DAY};
    int64_t start = ms_of_day(contract, from), end = ms_of_day(contract, to), ms = 0;
    CHECK(instant_cmp(from, to) <= 0 && span.between >= 0);

    if (day_eq(instant_day(from, contract->offset), instant_day(to, contract->offset)))
        return span.first_open ? minutes_up(work_ms(rule, (struct stretch){start, end})) : 0;
    if (span.first_open) ms += work_ms(rule, (struct stretch){start, day.to});
    if (span.last_open) ms += work_ms(rule, (struct stretch){day.from, end});
    return minutes_up(ms + span.between * work_ms(rule, day));
}

int64_t hours_minutes_between(const struct contract *contract, uint32_t site, instant_t from,
                              instant_t to)
{
    bool forward = instant_cmp(from, to) <= 0;
    instant_t a = forward ? from : to, b = forward ? to : from;
    day_t first = instant_day(a, contract->offset), last = instant_day(b, contract->offset);
    struct hours_span span = {calendar_is_open(contract, site, first),
                              calendar_is_open(contract, site, last),
                              calendar_open_between(contract, site, first, day_plus(last, -1))};
    int64_t minutes = hours_minutes_over(contract, a, b, span);
    return forward ? minutes : -minutes;
}

/* The earliest point of an open day, in ms, with at most `left` of working time from it to `end`;
 * there is more than that in the day. */
static int64_t point_before(const struct calendar_rule *rule, int64_t end, int64_t left)
{
    for (uint32_t i = rule->break_count + 1; i > 0; i--) {
        struct stretch work = work_stretch(rule, i - 1);
        if (work.to > end) work.to = end;
        int64_t length = work.to > work.from ? work.to - work.from : 0;
        if (length > left) return work.to - left;
        left -= length;
    }
    CHECK(false);
    return 0;
}

instant_t hours_before(const struct contract *contract, uint32_t site, instant_t deadline,
                       int64_t minutes)
{
    const struct calendar_rule *rule = &contract->calendar;
    day_t day = instant_day(deadline, contract->offset);
    int64_t end = ms_of_day(contract, deadline), left = minutes * MS_PER_MINUTE;
    CHECK(minutes >= 0 && minutes <= INT64_MAX / MS_PER_MINUTE);

    for (int32_t i = 0; i < CALENDAR_SEARCH_DAYS; i++, day = day_plus(day, -1), end = MS_PER_DAY) {
        if (!calendar_is_open(contract, site, day)) continue;
        int64_t work = work_ms(rule, (struct stretch){0, end});
        if (work > left)
            return (instant_t){instant_of(day, 0, contract->offset).ms +
                               point_before(rule, end, left)};
        left -= work;
    }
    return instant_of(day, 0, contract->offset);
}
