#include "engine/core/alarm.h"

#include "engine/base/hash.h"
#include "engine/base/limits.h"
#include "engine/base/sort.h"
#include "engine/base/text.h"
#include "engine/core/alarm_priv.h"

instant_t alarm_midnight(const struct plan *plan, day_t day)
{
    return instant_of(day, 0, plan->wording->offset);
}

instant_t alarm_last_event(const struct alarm_list *list)
{
    return list->state->last_recorded;
}

/* Ids are names that people hand back to acknowledge an alert, so they keep a name's length: a
 * subject too long for that is stood for by its hash. */
static struct str alert_id(const struct alarm_list *list, enum alert_kind kind, struct str scope,
                           struct str subject)
{
    const char *name = alert_kind_name(kind);
    struct str id = str_is(scope) ? text_format(list->arena, "A-%s-%.*s-%.*s", name,
                                                STR_ARGS(scope), STR_ARGS(subject))
                                  : text_format(list->arena, "A-%s-%.*s", name, STR_ARGS(subject));
    if (id.len <= ID_BYTES_MAX) return id;
    return text_format(list->arena, "A-%s-%016llx", name,
                       (unsigned long long)hash_add(HASH_START, id));
}

static bool is_acknowledged(const struct alarm_list *list, const struct alert *alert)
{
    uint32_t row = state_find(list->state, NAME_ALERT, alert->id);
    if (row == NO_ROW) return false;
    const struct alert_row *known = vec_at(&list->state->alerts, row);
    return known->contract == list->plan->contract && known->state == ALERT_ACKNOWLEDGED &&
           known->severity >= alert->severity;
}

void alarm_put(struct alarm_list *list, const struct alert *alert, struct str scope)
{
    struct alert *row = vec_push(&list->rows, list->arena);
    *row = *alert;
    row->id = alert_id(list, alert->kind, scope, alert->subject);
    if (instant_cmp(row->at, list->plan->at) > 0) row->at = list->plan->at;
    row->state = is_acknowledged(list, row) ? ALERT_ACKNOWLEDGED : ALERT_RAISED;
}

static int by_urgency(const void *a, const void *b, const void *context)
{
    (void)context;
    const struct alert *one = a, *other = b;
    if (one->severity != other->severity) return one->severity > other->severity ? -1 : 1;
    if (one->deadline.is != other->deadline.is) return one->deadline.is ? -1 : 1;
    int order = one->deadline.is ? instant_cmp(one->deadline.at, other->deadline.at) : 0;
    return order != 0 ? order : str_cmp(one->id, other->id);
}

void alarm_find(const struct state *state, const struct plan *plan, struct arena *arena,
                struct alerts *ret)
{
    struct alarm_list list = {
        .state = state,
        .plan = plan,
        .arena = arena,
        .today = instant_day(plan->at, plan->wording->offset),
        .rows = vec_of(sizeof(struct alert)),
    };
    alarm_jobs(&list);
    alarm_visits(&list);
    alarm_approvals(&list);
    alarm_documents(&list);
    alarm_counts(&list);
    alarm_calendar(&list);
    alarm_ready(&list);
    sort_rows(list.rows.rows, list.rows.count, sizeof(struct alert), by_urgency, NULL, arena);
    *ret = (struct alerts){list.rows.rows, list.rows.count};
}
