#include "engine/wire/refusal_json.h"

#include "engine/base/check.h"

/* {"ok":…,"line":…, as every answer begins. */
static struct json answer_begin(struct text *ret, bool ok, uint32_t line)
{
    struct json json = json_to(ret);
    json_open_object(&json, NULL);
    json_put_bool(&json, "ok", ok);
    if (line > 0) json_put_int(&json, "line", line);
    return json;
}

static void answer_end(struct json *json)
{
    json_close_object(json);
    CHECK(json_is_whole(json));
    text_putc(json->out, '\n');
}

/* The sentence is built in the arena of the answer itself. */
static void put_reason(struct json *json, const struct refusal *refusal, enum lang lang)
{
    const char *clause = refusal_clause(refusal->code);
    struct text message;
    text_init(&message, json->out->arena);
    refusal_print(&message, lang, refusal);
    json_put_text(json, "code", refusal_name(refusal->code));
    json_put_str(json, "message", text_str(&message));
    if (*clause != '\0') json_put_text(json, "clause", clause);
}

static void put_all(struct json *json, const struct refusals *refusals, enum lang lang)
{
    json_open_array(json, "all");
    for (uint32_t i = 0; i < refusals->count; i++) {
        json_open_object(json, NULL);
        put_reason(json, &refusals->at[i], lang);
        json_close_object(json);
    }
    json_close_array(json);
}

void answer_print(struct text *ret, const struct answer *answer)
{
    struct json json = answer_begin(ret, true, answer->line);
    json_open_array(&json, "seq");
    for (uint32_t i = 0; i < answer->event_count; i++) {
        CHECK(answer->events[i].seq <= INT64_MAX);
        json_put_int(&json, NULL, (int64_t)answer->events[i].seq);
    }
    json_close_array(&json);
    json_open_array(&json, "events");
    for (uint32_t i = 0; i < answer->event_count; i++)
        json_put_text(&json, NULL, event_about((uint32_t)answer->events[i].kind)->name);
    json_close_array(&json);
    json_open_object(&json, "ids");
    for (uint32_t i = 0; i < answer->id_count; i++)
        json_put_str(&json, answer->ids[i].thing, answer->ids[i].id);
    json_close_object(&json);
    answer_end(&json);
}

void refusals_print(struct text *ret, const struct refusals *refusals, uint32_t line,
                    enum lang lang)
{
    CHECK(refusals->count > 0);
    struct json json = answer_begin(ret, false, line);
    json_open_object(&json, "error");
    put_reason(&json, &refusals->at[0], lang);
    if (refusals->count > 1) put_all(&json, refusals, lang);
    json_close_object(&json);
    answer_end(&json);
}

void error_print(struct text *ret, const char *code, struct str message, uint32_t line)
{
    struct json json = answer_begin(ret, false, line);
    json_open_object(&json, "error");
    json_put_text(&json, "code", code);
    json_put_str(&json, "message", message);
    json_close_object(&json);
    answer_end(&json);
}
