#include "engine/core/alarm.h"
#include "engine/core/decide/deciding.h"

void decide_alert_raise(struct deciding *d)
{
    const struct command_alert_raise *c = &d->command->alert_raise;
    emit(d, EVENT_ALERT_RAISED, c->alert)->alert_raised = (struct event_alert_raised){
        .alert = c->alert,
        .severity = c->severity,
        .subject = c->subject,
        .message = c->message,
        .deadline = c->deadline,
    };
}

/* An alert that was recorded as raised, or NO_ROW. */
static uint32_t alert_recorded(struct deciding *d, struct str id)
{
    uint32_t row = state_find(d->state, NAME_ALERT, id);
    if (row == NO_ROW) refuse(d, REFUSAL_NOT_RAISED, arg_str(id), NO_ARG, NO_ARG);
    return row;
}

void decide_alert_deliver(struct deciding *d)
{
    const struct command_alert_deliver *c = &d->command->alert_deliver;
    if (alert_recorded(d, c->alert) == NO_ROW) return;
    emit(d, EVENT_ALERT_DELIVERED, c->alert)->alert_delivered =
        (struct event_alert_delivered){.alert = c->alert, .channel = c->channel};
}

/* Whether it stands is computed, not looked up: nobody need have recorded it first. */
void decide_alert_acknowledge(struct deciding *d)
{
    struct str id = d->command->alert_acknowledge.alert;
    struct plan plan;
    struct alerts alerts;
    plan_make(d->state, d->contract, d->now, &(struct plan_options){0}, d->arena, &plan);
    alarm_find(d->state, &plan, d->arena, &alerts);
    for (uint32_t i = 0; i < alerts.count; i++) {
        if (!str_eq(alerts.at[i].id, id)) continue;
        emit(d, EVENT_ALERT_ACKNOWLEDGED, id)->alert_acknowledged =
            (struct event_alert_acknowledged){.alert = id,
                                              .severity = {true, alerts.at[i].severity}};
        return;
    }
    refuse(d, REFUSAL_NOT_RAISED, arg_str(id), NO_ARG, NO_ARG);
}

void decide_alert_clear(struct deciding *d)
{
    struct str id = d->command->alert_clear.alert;
    if (alert_recorded(d, id) == NO_ROW) return;
    emit(d, EVENT_ALERT_CLEARED, id)->alert_cleared = (struct event_alert_cleared){.alert = id};
}
