#include <string.h>

#include "engine/base/text.h"
#include "tests/simulation/checks.h"

enum { WALK_STEPS_MAX = 150 };

void check_alerts(struct stage *stage, const struct plan *plan, const struct alerts *alerts)
{
    for (uint32_t i = 0; i < alerts->count; i++) {
        const struct alert *alert = &alerts->at[i];
        MUST(stage, 19, alert->at.ms <= plan->at.ms, "%.*s begins in the future",
             STR_ARGS(alert->id));
        for (uint32_t k = 0; k < i; k++)
            MUST(stage, 19, !str_eq(alert->id, alerts->at[k].id), "%.*s twice",
                 STR_ARGS(alert->id));
    }
}

struct watch {
    struct plan plan;
    struct alerts alerts;
};

static struct watch watch_at(struct stage *stage, instant_t at)
{
    struct watch watch;
    const struct plan_options options = {0};
    plan_make(&stage->state, 0, at, &options, &stage->turn, &watch.plan);
    alarm_find(&stage->state, &watch.plan, &stage->turn, &watch.alerts);
    return watch;
}

static struct str said(struct stage *stage, const struct alerts *alerts)
{
    struct text text;
    text_init(&text, &stage->turn);
    for (uint32_t i = 0; i < alerts->count; i++) {
        const struct alert *alert = &alerts->at[i];
        text_add(&text, "%.*s %d %d since %lld by %lld\n", STR_ARGS(alert->id),
                 (int)alert->severity, (int)alert->state, (long long)alert->at.ms,
                 (long long)(alert->deadline.is ? alert->deadline.at.ms : 0));
    }
    return text_str(&text);
}

static void check_constant(struct stage *stage, const struct watch *watch, instant_t at) /* I21 */
{
    if (at.ms <= watch->plan.at.ms) return;
    struct arena_mark mark = arena_mark(&stage->turn);
    struct watch later = watch_at(stage, at);
    struct str was = said(stage, &watch->alerts), is = said(stage, &later.alerts);
    MUST(stage, 21, str_eq(was, is), "alerts of %lld differ at %lld:\n%.300s-- and\n%.300s",
         (long long)watch->plan.at.ms, (long long)at.ms, was.ptr, is.ptr);
    arena_rewind(&stage->turn, mark);
}

static bool stood(const struct alerts *alerts, struct str subject)
{
    for (uint32_t i = 0; i < alerts->count; i++)
        if (str_eq(alerts->at[i].subject, subject) &&
            (alerts->at[i].kind == ALERT_DEADLINE_AT_RISK || alerts->at[i].kind == ALERT_NO_CREW ||
             alerts->at[i].kind == ALERT_DEADLINE_MISSED))
            return true;
    return false;
}

/* I20; another wording from today on may well bring a deadline that has gone already. */
static void check_announced(struct stage *stage, const struct watch *was, const struct watch *is)
{
    if (was->plan.wording != is->plan.wording) return;
    for (uint32_t i = 0; i < is->alerts.count; i++) {
        const struct alert *alert = &is->alerts.at[i];
        if (alert->kind != ALERT_DEADLINE_MISSED) continue;
        MUST(stage, 20, stood(&was->alerts, alert->subject), "nothing announced %.*s",
             STR_ARGS(alert->id));
    }
}

void check_walk(struct stage *stage, instant_t to)
{
    struct arena_mark mark = arena_mark(&stage->turn);
    struct watch now = watch_at(stage, stage->now);
    for (int i = 0; i < WALK_STEPS_MAX && stage->broken == 0; i++) {
        struct maybe_instant next = alarm_next(&stage->state, &now.plan, &stage->turn);
        MUST(stage, 21, !next.is || next.at.ms > now.plan.at.ms, "alarm_next stands still");
        instant_t end = next.is && next.at.ms <= to.ms ? (instant_t){next.at.ms - 1} : to;
        check_constant(stage, &now, end);
        check_constant(stage, &now, (instant_t){now.plan.at.ms + (end.ms - now.plan.at.ms) / 2});
        if (!next.is || next.at.ms > to.ms || stage->broken != 0) break;
        struct watch later = watch_at(stage, next.at);
        check_alerts(stage, &later.plan, &later.alerts);
        check_announced(stage, &now, &later);
        now = later;
    }
    arena_rewind(&stage->turn, mark);
}
