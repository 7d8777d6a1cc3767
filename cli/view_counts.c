#include "cli/view.h"

#include "cli/view_arg.h"
#include "cli/view_reading.h"
#include "engine/core/tally.h"
#include "engine/wire/json.h"

static void json_put_classes(struct json *json, const struct reading *reading, uint32_t row)
{
    json_open_array(json, "classes");
    for (uint32_t i = 0; i < reading->wording->class_count; i++)
        if (count_row_of(reading->wording, i) == row)
            json_put_str(json, NULL, reading->wording->classes[i].id);
    json_close_array(json);
}

static void counts_json(const struct reading *reading, const struct tally *tally)
{
    struct json json = json_to(&reading->run->out);
    json_open_array(&json, NULL);
    for (uint32_t i = 0; i < tally->count; i++) {
        const struct tally_row *row = &tally->at[i];
        json_open_object(&json, NULL);
        json_put_str(&json, "group", row->count.id);
        json_put_classes(&json, reading, i);
        if (row->count.has_expected)
            json_put_int(&json, "expected", row->count.expected);
        else
            json_put_null(&json, "expected");
        json_put_int(&json, "used", row->used);
        json_put_int(&json, "open", row->open);
        json_put_text(&json, "pace", pace_name(row->pace));
        json_close_object(&json);
    }
    json_close_array(&json);
    text_putc(&reading->run->out, '\n');
}

static struct str clauses_of(const struct reading *reading, uint32_t row)
{
    struct text text;
    text_init(&text, reading->run->arena);
    for (uint32_t i = 0; i < reading->wording->class_count; i++) {
        const struct job_class *class = &reading->wording->classes[i];
        if (count_row_of(reading->wording, i) != row || class->clause.len == 0) continue;
        text_add(&text, "%s%.*s", text.len > 0 ? ", " : "", STR_ARGS(class->clause));
    }
    return text_str(&text);
}

/* A number, or a dash where nothing is expected. */
static void put_expected(struct table *table, bool is, uint32_t number)
{
    if (is)
        table_cell_number(table, number);
    else
        table_cell(table, STR("-"));
}

/* A class, or a group of classes. */
static struct str row_title(const struct reading *reading, struct str id)
{
    const struct contract *wording = reading->wording;
    for (uint32_t i = 0; reading->run->lang == LANG_JA && i < wording->group_count; i++)
        if (str_eq(wording->groups[i].id, id) && wording->groups[i].title.len > 0)
            return wording->groups[i].title;
    return called_class(reading->run, id);
}

static void put_row(const struct reading *reading, uint32_t index, const struct tally_row *row,
                    struct table *table)
{
    const struct count_row *count = &row->count;
    uint32_t left = count->expected > row->used ? count->expected - row->used : 0;
    table_cell(table, row_title(reading, count->id));
    table_cell(table, clauses_of(reading, index));
    put_expected(table, count->has_expected, count->expected);
    table_cell_number(table, row->used);
    table_cell_number(table, row->open);
    put_expected(table, count->has_expected, left);
    table_cell(table, str_of(pace_word(row->pace, reading->run->lang)));
    if (row->pace == PACE_PAST) table_mark(table, MARK_WARNING);
}

static void counts_text(const struct reading *reading, const struct tally *tally)
{
    struct table table;
    reading_table(reading, 0, &table);
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_GROUP));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_CLAUSE));
    table_column(&table, COLUMN_RIGHT, reading_word(reading, WORD_HEAD_EXPECTED));
    table_column(&table, COLUMN_RIGHT, reading_word(reading, WORD_HEAD_USED));
    table_column(&table, COLUMN_RIGHT, reading_word(reading, WORD_HEAD_OPEN));
    table_column(&table, COLUMN_RIGHT, reading_word(reading, WORD_HEAD_LEFT));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_PACE));
    for (uint32_t i = 0; i < tally->count; i++) put_row(reading, i, &tally->at[i], &table);
    table_print(&table, &reading->run->out);
}

/* Past the count is no fault: an estimate that may rise or fall (4 参考). */
int view_counts(struct run *run)
{
    const struct view_args args = {.skip = 1};
    struct reading reading;
    int status;

    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (!reading_begin(run, &reading, &status)) return status;
    struct tally tally =
        tally_of(run->state, reading.contract, reading.wording, reading.today, run->arena);
    if (run->json)
        counts_json(&reading, &tally);
    else
        counts_text(&reading, &tally);
    return EXIT_DONE;
}
