/* Days on which an urgent job would find nobody (4 参考, S17). One alert for a row of days, so
 * that a holiday of the only technician is said once; its subject is the first of them, which
 * stays the same while the days go by. Nobody is warned before somebody was ever registered:
 * until then a store is only being set up. */
#include "engine/core/alarm_priv.h"
#include "engine/core/ready_day.h"
#include "rules/calendar.h"

enum {
    AHEAD_DAYS = 30, /* looked at from today on */
    BACK_DAYS = 366, /* how far the beginning of a row of days is looked for */
};

struct gap {
    day_t from, to;
    uint32_t reasons; /* ready_reason bits of the days that fail */
};

/* Bits of ready_reason when nobody could come in time, else 0. */
static uint32_t reasons_of(struct alarm_list *list, day_t day)
{
    const struct contract *wording = state_contract(list->state, list->plan->contract, day);
    for (uint32_t c = 0; c < wording->class_count; c++) {
        struct ready_clock clock;
        uint32_t bits = 0;
        if (!ready_is_hardest(wording, c)) continue;
        ready_clock_of(list->state, wording, c, day, list->arena, &clock);
        if (clock.can) continue;
        for (uint32_t i = 0; i < clock.count; i++) bits |= 1u << clock.steps[i].reason;
        uint32_t others = bits & ~(1u << READY_DAY_CLOSED); /* a weekend goes without saying */
        return others != 0 ? others : 1u << READY_DAY_CLOSED;
    }
    return 0;
}

/* Days on which notices count: open ones of the period. */
static bool is_asked(const struct alarm_list *list, day_t day)
{
    const struct contract *wording = state_contract(list->state, list->plan->contract, day);
    if (ready_site(wording) == CONTRACT_NONE) return false;
    if (day_cmp(day, wording->from) < 0 || day_cmp(day, wording->to) > 0) return false;
    return calendar_is_open(wording, ready_site(wording), day);
}

/* The first day of the row that `day_seen` is in the middle of. */
static day_t beginning(struct alarm_list *list, day_t day_seen)
{
    day_t first = day_seen;
    for (int32_t back = 1; back <= BACK_DAYS; back++) {
        day_t day = day_plus(day_seen, -back);
        if (day_cmp(day, list->plan->wording->from) < 0) break;
        if (!is_asked(list, day)) continue;
        if (reasons_of(list, day) == 0) break;
        first = day;
    }
    return first;
}

static void put_gap(struct alarm_list *list, struct gap gap)
{
    char subject[DAY_TEXT_BYTES];
    day_print(gap.from, subject);
    instant_t seen = alarm_midnight(list->plan, day_plus(gap.from, -AHEAD_DAYS));
    bool one = day_eq(gap.from, gap.to);
    struct alert alert = {
        .kind = ALERT_NOT_READY,
        .severity = SEVERITY_WARNING,
        .subject = str_copy(list->arena, str_of(subject)),
        .at = instant_max(seen, alarm_last_event(list)),
        .message = {one ? MESSAGE_ALARM_NOT_READY_DAY : MESSAGE_ALARM_NOT_READY,
                    {arg_day(gap.from), arg_day(gap.to),
                     arg_terms(&ready_reason_terms, gap.reasons)}},
    };
    alarm_put(list, &alert, list->plan->wording->id);
}

void alarm_ready(struct alarm_list *list)
{
    struct gap gap = {0};
    bool inside = false, first = true;
    if (list->state->roster.count == 0) return;
    for (int32_t i = 0; i <= AHEAD_DAYS; i++) {
        day_t day = day_plus(list->today, i);
        if (!is_asked(list, day)) continue;
        uint32_t reasons = reasons_of(list, day);
        if (inside && reasons == 0) put_gap(list, gap);
        if (!inside && reasons != 0) gap = (struct gap){first ? beginning(list, day) : day, day, 0};
        inside = reasons != 0;
        gap.to = day;
        gap.reasons |= reasons;
        first = false;
    }
    if (inside) put_gap(list, gap);
}
