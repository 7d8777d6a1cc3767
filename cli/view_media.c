#include "cli/view.h"

#include "cli/view_arg.h"
#include "cli/view_reading.h"
#include "engine/wire/json.h"

static struct str custodian_of(const struct reading *reading, const struct medium_row *medium)
{
    if (medium->custodian == NOBODY) return STR_NONE;
    return state_text(reading->state, state_actor(reading->state, medium->custodian)->id);
}

static void put_when(struct json *json, const struct reading *reading, const char *key,
                     struct maybe_instant at)
{
    if (at.is)
        json_put_instant(json, key, at.at, reading->wording->offset);
    else
        json_put_null(json, key);
}

static void json_put_medium(struct json *json, const struct reading *reading,
                            const struct medium_row *medium)
{
    const struct state *state = reading->state;
    json_open_object(json, NULL);
    json_put_str(json, "id", state_text(state, medium->id));
    json_put_str(json, "kind", state_text(state, medium->kind));
    json_put_text(json, "state", medium_state_name(medium->state));
    json_put_str(json, "custodian", custodian_of(reading, medium));
    put_when(json, reading, "written", medium->written_at);
    put_when(json, reading, "checked", medium->checked_at);
    if (medium->checked_at.is)
        json_put_text(json, "result", media_result_name(medium->result));
    else
        json_put_null(json, "result");
    json_put_bool(json, "check_needed", medium->stale);
    put_when(json, reading, "used", medium->used_at);
    json_close_object(json);
}

static void media_json(const struct reading *reading)
{
    const struct medium_row *rows = reading->state->media.rows;
    struct json json = json_to(&reading->run->out);
    json_open_array(&json, NULL);
    for (uint32_t i = 0; i < reading->state->media.count; i++)
        if (rows[i].contract == reading->contract) json_put_medium(&json, reading, &rows[i]);
    json_close_array(&json);
    text_putc(&reading->run->out, '\n');
}

static struct str when_of(const struct reading *reading, struct maybe_instant at)
{
    return at.is ? reading_instant(reading, at.at) : STR_NONE;
}

/* What the last check found, or that it says nothing any more. */
static struct str check_of(const struct reading *reading, const struct medium_row *medium)
{
    enum lang lang = reading->run->lang;
    if (medium->stale) return str_of(reading_word(reading, WORD_MEDIUM_CHECK_NEEDED));
    return text_format(reading->run->arena, "%s, %.*s", media_result_word(medium->result, lang),
                       STR_ARGS(when_of(reading, medium->checked_at)));
}

static void row_put(const struct reading *reading, const struct medium_row *medium,
                    struct table *table)
{
    bool held = medium->state == MEDIUM_HELD;
    bool bad = medium->stale || medium->result != MEDIA_CLEAN;
    table_cell(table, state_text(reading->state, medium->id));
    table_cell(table, state_text(reading->state, medium->kind));
    table_cell(table, str_of(medium_state_word(medium->state, reading->run->lang)));
    table_cell(table, custodian_of(reading, medium));
    table_cell(table, when_of(reading, medium->written_at));
    table_cell(table, held ? check_of(reading, medium) : STR_NONE);
    if (held && bad) table_mark(table, MARK_WARNING);
    if (!held) table_mark(table, MARK_DIM);
}

static void media_text(const struct reading *reading)
{
    const struct medium_row *rows = reading->state->media.rows;
    struct table table;
    reading_table(reading, 0, &table);
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_MEDIUM));
    table_column(&table, COLUMN_REST, reading_word(reading, WORD_HEAD_KIND));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_STATE));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_CUSTODIAN));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_WRITTEN));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_CHECKED));
    for (uint32_t i = 0; i < reading->state->media.count; i++)
        if (rows[i].contract == reading->contract) row_put(reading, &rows[i], &table);
    if (table_rows(&table) == 0)
        reading_say_word(reading, 0, WORD_NO_MEDIA);
    else
        table_print(&table, &reading->run->out);
}

/* Those given back and destroyed stay in the ledger: that they are gone is what it is for (S29). */
int view_media(struct run *run)
{
    const struct view_args args = {.skip = 1};
    struct reading reading;
    int status;

    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (!reading_begin(run, &reading, &status)) return status;
    if (run->json)
        media_json(&reading);
    else
        media_text(&reading);
    return EXIT_DONE;
}
