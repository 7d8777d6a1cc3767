#include "rules/contract_clone.h"

#include "engine/base/check.h"

struct move {
    int32_t years;
    day_t from, to;
};

/* The same date in another year, inside the new period; 29 February becomes the 28th. */
static struct maybe_day moved(const struct move *move, struct maybe_day day)
{
    if (!day.is) return day;
    struct ymd date = day_ymd(day.day);
    date.year += move->years;
    int32_t last = days_in_month(date.year, date.month);
    if (date.day > last) date.day = last;
    return (struct maybe_day){true, day_max(move->from, day_min(move->to, day_of(date)))};
}

static const struct job_class *moved_classes(const struct contract *old, const struct move *move,
                                             struct arena *arena)
{
    struct job_class *classes = ARENA_ARRAY(arena, struct job_class, old->class_count);
    for (uint32_t i = 0; i < old->class_count; i++) {
        classes[i] = old->classes[i];
        classes[i].earliest = moved(move, classes[i].earliest);
        classes[i].target = moved(move, classes[i].target);
        classes[i].due = moved(move, classes[i].due);
    }
    return classes;
}

static struct closed_ranges yearly_only(struct closed_ranges ranges, struct arena *arena)
{
    struct closed_range *kept = ARENA_ARRAY(arena, struct closed_range, ranges.count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < ranges.count; i++)
        if (ranges.at[i].yearly) kept[count++] = ranges.at[i];
    return (struct closed_ranges){kept, count};
}

static const struct site *sites_of(const struct contract *old, struct arena *arena)
{
    struct site *sites = ARENA_ARRAY(arena, struct site, old->site_count);
    for (uint32_t i = 0; i < old->site_count; i++) {
        sites[i] = old->sites[i];
        sites[i].closed = yearly_only(sites[i].closed, arena);
    }
    return sites;
}

struct contract contract_clone(const struct contract *old, struct str id, day_t from, day_t to,
                               struct arena *arena)
{
    CHECK(day_cmp(from, to) <= 0);
    const struct move move = {day_ymd(to).year - day_ymd(old->to).year, from, to};
    struct contract next = *old;
    next.id = id;
    next.from = from;
    next.to = to;
    next.calendar.closed = yearly_only(old->calendar.closed, arena);
    next.calendar.opened = (struct days){0};
    next.sites = sites_of(old, arena);
    next.classes = moved_classes(old, &move, arena);
    return next;
}
