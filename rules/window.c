#include "rules/window.h"

#include "engine/base/check.h"
#include "rules/hours.h"

static struct maybe_day first_of(struct maybe_day a, struct maybe_day b)
{
    return a.is ? a : b;
}

static void set_due(const struct contract *contract, const struct job_class *class,
                    struct maybe_day given, struct window *ret)
{
    if (given.is) {
        ret->due = given;
        ret->due_source = DUE_OF_JOB;
    } else if (class->urgency == URGENCY_URGENT) {
        ret->due_source = DUE_OF_RESPONSE;
    } else if (class->due.is) {
        ret->due = class->due;
        ret->due_source = DUE_OF_CLASS;
    } else {
        ret->due = (struct maybe_day){true, contract->to};
        ret->due_source = DUE_OF_PERIOD;
    }
}

/* The class's target was chosen for the class's window; the job's own may be narrower. */
static struct maybe_day fitted(struct maybe_day target, const struct window *window)
{
    if (!target.is) return target;
    if (window->earliest.is) target.day = day_max(target.day, window->earliest.day);
    if (window->due.is) target.day = day_min(target.day, window->due.day);
    return target;
}

struct window window_of(const struct contract *contract, uint32_t job_class,
                        const struct window_override *override)
{
    CHECK(job_class < contract->class_count);
    const struct job_class *class = &contract->classes[job_class];
    struct window window = {.earliest = first_of(override->earliest, class->earliest)};
    set_due(contract, class, override->due, &window);
    window.target = override->target.is ? override->target : fitted(class->target, &window);
    return window;
}

static bool is_before(struct maybe_day a, struct maybe_day b)
{
    return a.is && b.is && day_cmp(a.day, b.day) < 0;
}

bool window_is_empty(const struct window *window)
{
    return is_before(window->due, window->earliest) ||
           is_before(window->target, window->earliest) || is_before(window->due, window->target);
}

static bool is_outside(const struct contract *contract, struct maybe_day day)
{
    return day.is && (day_cmp(day.day, contract->from) < 0 || day_cmp(day.day, contract->to) > 0);
}

bool window_is_outside_period(const struct contract *contract, const struct window *window)
{
    return is_outside(contract, window->earliest) || is_outside(contract, window->target) ||
           is_outside(contract, window->due);
}

bool window_fits_a_day(const struct contract *contract, uint32_t site, uint32_t minutes)
{
    CHECK(site == CONTRACT_NONE || site < contract->site_count);
    uint64_t overhead = site == CONTRACT_NONE ? 0 : contract->sites[site].overhead_minutes;
    return overhead + minutes <= hours_day_minutes(&contract->calendar);
}

static day_t month_end(int32_t year, int32_t month)
{
    year += (month - 1) / 12;
    month = (month - 1) % 12 + 1;
    return day_of((struct ymd){year, month, days_in_month(year, month)});
}

struct maybe_day window_kept_until(const struct contract *contract, uint32_t job_class,
                                   const struct window_override *own, day_t received)
{
    const struct job_class *class = &contract->classes[job_class];
    struct window window = window_of(contract, job_class, own);
    bool notified = class->source == SOURCE_JLIS || class->source == SOURCE_CUSTOMER;
    bool open_ended = !window.target.is && window.due_source == DUE_OF_PERIOD;
    if (class->urgency != URGENCY_ROUTINE || !notified || !open_ended) return (struct maybe_day){0};
    struct ymd came = day_ymd(received);
    int32_t months = (int32_t)contract->merge.routine_months;
    return (struct maybe_day){true, month_end(came.year, came.month + months)};
}
