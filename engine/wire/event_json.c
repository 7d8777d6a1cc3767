#include "engine/wire/event_json.h"

#include <stdio.h>

#include "engine/base/check.h"

static void put_file(struct json *json, const char *key, const struct file *file)
{
    json_open_object(json, key);
    json_put_str_if(json, "name", file->name);
    json_put_str_if(json, "sha256", file->sha256);
    json_close_object(json);
}

static void put_strs(struct json *json, const char *key, const struct strs *strs)
{
    json_open_array(json, key);
    for (uint32_t i = 0; i < strs->count; i++) json_put_str(json, NULL, strs->at[i]);
    json_close_array(json);
}

static void put_spans(struct json *json, const char *key, const struct day_spans *spans)
{
    json_open_array(json, key);
    for (uint32_t i = 0; i < spans->count; i++) {
        char from[DAY_TEXT_BYTES], to[DAY_TEXT_BYTES], span[2 * DAY_TEXT_BYTES + 1];
        day_print(spans->at[i].from, from);
        day_print(spans->at[i].to, to);
        (void)snprintf(span, sizeof span, "%s..%s", from, to);
        json_put_text(json, NULL, span);
    }
    json_close_array(json);
}

static void put_term(struct json *json, const struct field *field, const struct maybe_u32 *term)
{
    CHECK(term->n < field->terms->count);
    json_put_text(json, field->name, field->terms->terms[term->n].name);
}

static void put_field(struct json *json, const struct field *field, const void *value,
                      int32_t offset)
{
    const char *key = field->name;
    switch (field->kind) {
    case FIELD_ID:
    case FIELD_STR:
    case FIELD_TEXT:
    case FIELD_YAML: json_put_str(json, key, *(const struct str *)value); return;
    case FIELD_DAY: json_put_day(json, key, ((const struct maybe_day *)value)->day); return;
    case FIELD_AT:
        json_put_instant(json, key, ((const struct maybe_instant *)value)->at, offset);
        return;
    case FIELD_NUM: json_put_int(json, key, ((const struct maybe_u32 *)value)->n); return;
    case FIELD_BOOL: json_put_bool(json, key, ((const struct maybe_bool *)value)->on); return;
    case FIELD_IDS:
    case FIELD_STRS: put_strs(json, key, value); return;
    case FIELD_SPANS: put_spans(json, key, value); return;
    case FIELD_FILE: put_file(json, key, value); return;
    case FIELD_TERM: put_term(json, field, value); return;
    }
    CHECK(false);
}

static void put_data(struct json *json, const struct event *event, int32_t offset)
{
    const struct event_about *about = event_about((uint32_t)event->kind);
    const char *body = event_body_const(event);
    CHECK(about != NULL);
    json_open_object(json, "data");
    for (uint32_t i = 0; i < about->fields.count; i++) {
        const struct field *field = &about->fields.at[i];
        const void *value = body + field->offset;
        if (field_is(field, value)) put_field(json, field, value, offset);
    }
    json_close_object(json);
}

void json_put_event(struct json *json, const char *key, const struct event *event, int32_t offset)
{
    const struct event_about *about = event_about((uint32_t)event->kind);
    CHECK(about != NULL);
    CHECK(event->seq <= INT64_MAX);
    json_open_object(json, key);
    json_put_int(json, "seq", (int64_t)event->seq);
    json_put_text(json, "type", about->name);
    json_put_instant(json, "recorded_at", event->recorded_at, offset);
    json_put_str(json, "by", event->by);
    json_put_text(json, "role", role_name(event->role));
    json_put_str_if(json, "contract", event->contract);
    json_put_str_if(json, "subject", event->subject);
    json_put_str_if(json, "id", event->command_id);
    json_put_str_if(json, "note", event->note);
    json_put_str_if(json, "on_behalf_of", event->on_behalf_of);
    if (str_is(event->evidence.name)) put_file(json, "evidence", &event->evidence);
    put_data(json, event, offset);
    json_close_object(json);
}

void event_line_print(struct text *ret, const struct event *event, int32_t offset)
{
    struct json json = json_to(ret);
    json_put_event(&json, NULL, event, offset);
    CHECK(json_is_whole(&json));
    text_putc(ret, '\n');
}
