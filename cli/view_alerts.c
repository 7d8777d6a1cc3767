#include "cli/view.h"

#include "cli/view_arg.h"
#include "cli/view_reading.h"
#include "engine/core/alarm.h"
#include "engine/wire/json.h"

static struct str message_of(const struct reading *reading, const struct alert *alert)
{
    struct text text;
    text_init(&text, reading->run->arena);
    called_message_print(&text, reading->run, &alert->message);
    return text_str(&text);
}

static void json_put_alert(struct json *json, const struct reading *reading,
                           const struct alert *alert)
{
    int32_t offset = reading->wording->offset;
    json_open_object(json, NULL);
    json_put_str(json, "id", alert->id);
    json_put_text(json, "kind", alert_kind_name(alert->kind));
    json_put_text(json, "severity", severity_name(alert->severity));
    json_put_str(json, "subject", alert->subject);
    json_put_instant(json, "at", alert->at, offset);
    if (alert->deadline.is)
        json_put_instant(json, "deadline", alert->deadline.at, offset);
    else
        json_put_null(json, "deadline");
    json_put_str(json, "message", message_of(reading, alert));
    json_put_text(json, "state", alert_state_name(alert->state));
    json_close_object(json);
}

static void alerts_json(const struct reading *reading, const struct alerts *alerts)
{
    struct json json = json_to(&reading->run->out);
    json_open_array(&json, NULL);
    for (uint32_t i = 0; i < alerts->count; i++) json_put_alert(&json, reading, &alerts->at[i]);
    json_close_array(&json);
    text_putc(&reading->run->out, '\n');
}

static enum mark mark_of(const struct alert *alert)
{
    if (alert->state == ALERT_ACKNOWLEDGED) return MARK_DIM;
    switch (alert->severity) {
    case SEVERITY_INFO: return MARK_NONE;
    case SEVERITY_WARNING: return MARK_WARNING;
    case SEVERITY_CRITICAL: return MARK_BAD;
    }
    CHECK(false);
    return MARK_NONE;
}

/* How grave, which one and since when; what it says stands below, because a column for it
 * would be narrow and tall. The id tells kind and subject, and is what `ack` wants. */
static void print_alert(const struct reading *reading, const struct alert *alert)
{
    struct run *run = reading->run;
    struct argument args[ARGUMENTS_MAX] = {arg_str(reading_instant(reading, alert->at))};
    struct text line;
    text_init(&line, run->arena);
    text_add(&line, "%s  ", severity_word(alert->severity, run->lang));
    text_put_clean(&line, alert->id);
    text_add(&line, "  %.*s", STR_ARGS(reading_sentence(reading, WORD_SINCE, args)));
    if (alert->state == ALERT_ACKNOWLEDGED)
        text_add(&line, "  %s", alert_state_word(alert->state, run->lang));
    text_put_marked(&run->out, run->colour, mark_of(alert), text_str(&line));
    text_putc(&run->out, '\n');
    reading_say(reading, 2, message_of(reading, alert));
}

static void alerts_text(const struct reading *reading, const struct alerts *alerts)
{
    uint32_t unseen = 0;
    if (alerts->count == 0) reading_say_word(reading, 0, WORD_NO_ALERTS);
    for (uint32_t i = 0; i < alerts->count; i++) {
        print_alert(reading, &alerts->at[i]);
        unseen += alerts->at[i].state != ALERT_ACKNOWLEDGED;
    }
    if (unseen > 0) reading_say_word(reading, 0, WORD_ACKNOWLEDGE);
}

/* --check: exit 1 when any stands, acknowledged or not, because the risk is still there. */
int view_alerts(struct run *run)
{
    bool check = false;
    const struct view_arg arg[] = {{.name = "--check", .kind = VIEW_FLAG, .flag = &check}};
    const struct view_args args = {.at = arg, .count = COUNT(arg), .skip = 1};
    const struct plan_options options = {0};
    struct reading reading;
    struct plan plan;
    struct alerts alerts;
    int status;

    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (!reading_begin(run, &reading, &status)) return status;
    plan_make(run->state, reading.contract, run->now, &options, run->arena, &plan);
    alarm_find(run->state, &plan, run->arena, &alerts);
    if (run->json)
        alerts_json(&reading, &alerts);
    else
        alerts_text(&reading, &alerts);
    return check && alerts.count > 0 ? EXIT_BAD_NEWS : EXIT_DONE;
}
