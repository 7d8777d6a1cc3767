#include "cli/view.h"

#include "cli/view_arg.h"
#include "cli/view_reading.h"
#include "engine/wire/json.h"
#include "rules/contract_read.h"

/* Since when the wording of a day is in force. */
static day_t in_force_from(const struct reading *reading, const struct contract *wording)
{
    const struct state *state = reading->state;
    for (uint32_t i = 0; i < state->versions.count; i++)
        if (state->wordings[i] == wording)
            return ((const struct version_row *)vec_at(&state->versions, i))->from;
    CHECK(false); /* every wording belongs to a version */
    return wording->from;
}

static struct str normal_form(const struct reading *reading, const struct contract *wording)
{
    struct text text;
    text_init(&text, reading->run->arena);
    contract_print(wording, &text);
    return text_str(&text);
}

static void json_put_response(struct json *json, const struct response_rule *rule)
{
    json_open_object(json, "response");
    json_put_int(json, "days", rule->days);
    json_put_text(json, "count", count_reading_name(rule->count));
    json_put_text(json, "first_day", first_day_name(rule->first_day));
    json_put_text(json, "last_day_closed", closed_roll_name(rule->last_day_closed));
    json_close_object(json);
}

static void json_put_names(struct json *json, const struct contract *wording)
{
    json_open_array(json, "sites");
    for (uint32_t i = 0; i < wording->site_count; i++)
        json_put_str(json, NULL, wording->sites[i].id);
    json_close_array(json);
    json_open_array(json, "classes");
    for (uint32_t i = 0; i < wording->class_count; i++)
        json_put_str(json, NULL, wording->classes[i].id);
    json_close_array(json);
}

static void contract_json(const struct reading *reading, const struct contract *wording)
{
    struct json json = json_to(&reading->run->out);
    json_open_object(&json, NULL);
    json_put_str(&json, "contract", wording->id);
    json_put_day(&json, "from", in_force_from(reading, wording));
    json_put_str(&json, "title", wording->title);
    json_put_str(&json, "customer", wording->customer);
    json_open_object(&json, "period");
    json_put_day(&json, "from", wording->from);
    json_put_day(&json, "to", wording->to);
    json_close_object(&json);
    json_put_int(&json, "offset_minutes", wording->offset);
    json_put_response(&json, &wording->response);
    json_put_names(&json, wording);
    json_put_str(&json, "text", normal_form(reading, wording));
    json_close_object(&json);
    text_putc(&reading->run->out, '\n');
}

/* People get the normal form behind a remark that YAML knows as one, so that what is shown can
 * be changed and loaded again. */
static void contract_text(const struct reading *reading, const struct contract *wording)
{
    struct text *out = &reading->run->out;
    struct argument args[ARGUMENTS_MAX] = {
        arg_str(wording->id),
        arg_str(reading_day(reading, in_force_from(reading, wording))),
    };
    text_add(out, "# %.*s\n", STR_ARGS(reading_sentence(reading, WORD_IN_FORCE, args)));
    text_put(out, normal_form(reading, wording));
}

int view_contract(struct run *run)
{
    struct maybe_day at = {0};
    const struct view_arg arg[] = {{.name = "--at", .kind = VIEW_DAY, .day = &at}};
    const struct view_args args = {.at = arg, .count = COUNT(arg), .skip = 2};
    struct reading reading;
    int status;

    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (!reading_begin(run, &reading, &status)) return status;
    const struct contract *wording =
        at.is ? state_contract(run->state, reading.contract, at.day) : reading.wording;
    if (run->json)
        contract_json(&reading, wording);
    else
        contract_text(&reading, wording);
    return EXIT_DONE;
}
