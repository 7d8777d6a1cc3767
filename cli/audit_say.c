#include "cli/audit_say.h"

#include "cli/audit_words.h"
#include "cli/table.h"
#include "engine/base/check.h"

static struct str place_of(const struct run *run, const struct finding *finding)
{
    struct argument args[ARGUMENTS_MAX] = {arg_number((int64_t)finding->event)};
    if (finding->to > finding->event) {
        args[1] = arg_number((int64_t)finding->to);
        return audit_sentence(run, SAY_PLACE_RANGE, args);
    }
    if (!finding->has_byte) return audit_sentence(run, SAY_PLACE_EVENT, args);
    args[1] = arg_number((int64_t)finding->byte);
    args[2] = arg_number((int64_t)finding->file_byte);
    return audit_sentence(run, SAY_PLACE_BYTE, args);
}

static struct str message_of(const struct run *run, const struct finding *finding, enum lang lang)
{
    struct text text;
    text_init(&text, run->arena);
    finding_print(&text, lang, finding);
    return text_str(&text);
}

struct str audit_finding(const struct run *run, const struct finding *finding)
{
    struct str message = message_of(run, finding, run->lang);
    if (finding->event == 0) return message;
    struct str place = place_of(run, finding);
    return text_format(run->arena, "%.*s: %.*s", STR_ARGS(place), STR_ARGS(message));
}

static void put_number(struct json *json, const char *key, bool is, uint64_t value)
{
    if (is)
        json_put_int(json, key, (int64_t)value);
    else
        json_put_null(json, key);
}

void json_put_finding(struct json *json, const char *key, const struct run *run,
                      const struct finding *finding)
{
    json_open_object(json, key);
    put_number(json, "event", finding->event > 0, finding->event);
    put_number(json, "to", finding->event > 0, finding->to);
    put_number(json, "byte", finding->has_byte, finding->byte);
    put_number(json, "file_byte", finding->has_byte, finding->file_byte);
    json_put_text(json, "code", finding_name(finding->kind));
    json_put_str(json, "message", message_of(run, finding, run->json_lang));
    json_close_object(json);
}

int audit_bad_news(struct run *run, const struct finding *finding, bool way_out)
{
    if (run->json) {
        struct json json = json_to(&run->out);
        json_open_object(&json, NULL);
        json_put_bool(&json, "ok", false);
        json_put_finding(&json, "fault", run, finding);
        json_close_object(&json);
        CHECK(json_is_whole(&json));
        text_putc(&run->out, '\n');
        return EXIT_BAD_NEWS;
    }
    struct text clean;
    text_init(&clean, run->arena);
    text_put_clean(&clean, audit_finding(run, finding));
    text_put_marked(&run->out, run->colour, MARK_BAD, text_str(&clean));
    text_putc(&run->out, '\n');
    if (way_out) audit_say(run, SAY_FAULT_WAY_OUT, NO_ARGUMENTS);
    return EXIT_BAD_NEWS;
}
