#include "cli/view.h"

#include "cli/view_arg.h"
#include "cli/view_reading.h"
#include "engine/wire/json.h"

static struct str actor_id(const struct reading *reading, uint32_t actor)
{
    if (actor == NOBODY) return STR_NONE;
    return state_text(reading->state, state_actor(reading->state, actor)->id);
}

static struct str job_id(const struct reading *reading, const struct query_row *query,
                         uint32_t index)
{
    uint32_t job = state_list(reading->state, query->jobs)[index];
    return state_text(reading->state, state_job(reading->state, job)->id);
}

static bool is_wanted(const struct reading *reading, const struct query_row *query, bool open)
{
    return query->contract == reading->contract && !(open && query->answered);
}

static void put_when(struct json *json, const struct reading *reading, const char *key, bool is,
                     instant_t at)
{
    if (is)
        json_put_instant(json, key, at, reading->wording->offset);
    else
        json_put_null(json, key);
}

/* Who approved and, where it was on paper, for whom: never the same thing (S47). */
static void put_approval(struct json *json, const struct reading *reading,
                         const struct query_row *query)
{
    if (!query->approved) {
        json_put_null(json, "approval");
        return;
    }
    json_open_object(json, "approval");
    json_put_str(json, "by", actor_id(reading, query->decision.by));
    json_put_str(json, "on_behalf_of", actor_id(reading, query->decision.on_behalf));
    json_put_instant(json, "at", query->decision.at, reading->wording->offset);
    json_put_str(json, "content", state_text(reading->state, query->content));
    json_close_object(json);
}

static void json_put_query(struct json *json, const struct reading *reading,
                           const struct query_row *query)
{
    const struct state *state = reading->state;
    json_open_object(json, NULL);
    json_put_str(json, "id", state_text(state, query->id));
    json_open_array(json, "jobs");
    for (uint32_t i = 0; i < query->jobs.count; i++)
        json_put_str(json, NULL, job_id(reading, query, i));
    json_close_array(json);
    json_put_bool(json, "blocking", query->blocking || query->jobs.count > 0);
    json_put_str(json, "question", state_text(state, query->text));
    json_put_str(json, "asked_by", actor_id(reading, query->raised_by));
    put_when(json, reading, "asked", true, query->raised_at);
    json_put_str(json, "answer", state_text(state, query->answer));
    put_when(json, reading, "answered", query->answered, query->answered_at);
    put_approval(json, reading, query);
    put_when(json, reading, "submitted", query->submitted, query->submitted_at);
    json_put_str(json, "file", state_text(state, query->file_name));
    json_close_object(json);
}

static void queries_json(const struct reading *reading, bool open)
{
    const struct query_row *rows = reading->state->queries.rows;
    struct json json = json_to(&reading->run->out);
    json_open_array(&json, NULL);
    for (uint32_t i = 0; i < reading->state->queries.count; i++)
        if (is_wanted(reading, &rows[i], open)) json_put_query(&json, reading, &rows[i]);
    json_close_array(&json);
    text_putc(&reading->run->out, '\n');
}

static struct str jobs_of(const struct reading *reading, const struct query_row *query)
{
    struct text text;
    text_init(&text, reading->run->arena);
    if (query->jobs.count == 0)
        text_put(&text, str_of(reading_word(reading, WORD_QUERY_ON_CONTRACT)));
    for (uint32_t i = 0; i < query->jobs.count; i++)
        text_add(&text, "%s%.*s", i > 0 ? ", " : "", STR_ARGS(job_id(reading, query, i)));
    return text_str(&text);
}

/* The question, and behind an arrow its answer. */
static struct str said_of(const struct reading *reading, const struct query_row *query)
{
    struct str answer = query->answered ? state_text(reading->state, query->answer)
                                        : str_of(reading_word(reading, WORD_QUERY_NOT_ANSWERED));
    return text_format(reading->run->arena, "%.*s → %.*s",
                       STR_ARGS(state_text(reading->state, query->text)), STR_ARGS(answer));
}

static struct str approver_of(const struct reading *reading, const struct query_row *query)
{
    if (!query->approved) return STR_NONE;
    struct str by = actor_id(reading, query->decision.by);
    if (query->decision.on_behalf == NOBODY) return by;
    struct argument args[ARGUMENTS_MAX] = {arg_str(actor_id(reading, query->decision.on_behalf)),
                                           arg_str(by)};
    return reading_sentence(reading, WORD_BY_PAPER, args);
}

static void row_put(const struct reading *reading, const struct query_row *query,
                    struct table *table)
{
    int32_t offset = reading->wording->offset;
    table_cell(table, state_text(reading->state, query->id));
    table_cell(table, jobs_of(reading, query));
    table_cell(table, said_of(reading, query));
    table_cell(table, approver_of(reading, query));
    table_cell(table, query->submitted
                          ? reading_date(reading, instant_day(query->submitted_at, offset))
                          : STR_NONE);
    if (!query->answered) table_mark(table, MARK_WARNING);
}

static void queries_text(const struct reading *reading, bool open)
{
    const struct query_row *rows = reading->state->queries.rows;
    struct table table;
    reading_table(reading, 0, &table);
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_QUERY));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_FOR));
    table_column(&table, COLUMN_REST, reading_word(reading, WORD_HEAD_QUESTION));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_APPROVED));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_SUBMITTED));
    for (uint32_t i = 0; i < reading->state->queries.count; i++)
        if (is_wanted(reading, &rows[i], open)) row_put(reading, &rows[i], &table);
    if (table_rows(&table) == 0)
        reading_say_word(reading, 0, WORD_NO_QUERIES);
    else
        table_print(&table, &reading->run->out);
}

/* In the order in which they were asked: it is a register (S48). */
int view_queries(struct run *run)
{
    bool open = false;
    const struct view_arg known[] = {{"--open", VIEW_FLAG, {.flag = &open}}};
    const struct view_args args = {known, COUNT(known), 1, 0};
    struct reading reading;
    int status;

    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (!reading_begin(run, &reading, &status)) return status;
    if (run->json)
        queries_json(&reading, open);
    else
        queries_text(&reading, open);
    return EXIT_DONE;
}
