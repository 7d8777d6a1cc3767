#include "cli/view.h"

#include "cli/view_arg.h"
#include "cli/view_reading.h"
#include "engine/base/sort.h"
#include "engine/wire/json.h"

static const struct roster_row *entry_at(const struct reading *reading, uint32_t row)
{
    return vec_at(&reading->state->roster, row);
}

static struct str technician_of(const struct reading *reading, const struct roster_row *entry)
{
    return state_text(reading->state, state_actor(reading->state, entry->actor)->id);
}

/* By technician, then by the day from which the entry holds. */
static int in_order(const void *a, const void *b, const void *context)
{
    const struct reading *reading = context;
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
    const struct roster_row *first = entry_at(reading, one), *second = entry_at(reading, other);
    int order = str_cmp(technician_of(reading, first), technician_of(reading, second));
    if (order == 0) order = day_cmp(first->from, second->from);
    return order != 0 ? order : (one > other) - (one < other);
}

/* What holds today, and what is announced: the list comes first (5(6)イ). */
static void rows_find(const struct reading *reading, struct vec *ret)
{
    const struct state *state = reading->state;
    for (uint32_t i = 0; i < state->roster.count; i++) {
        const struct roster_row *entry = entry_at(reading, i);
        bool announced = day_cmp(entry->from, reading->today) > 0;
        if (!announced && state_roster(state, entry->actor, reading->today) != entry) continue;
        *(uint32_t *)vec_push(ret, reading->run->arena) = i;
    }
    sort_rows(ret->rows, ret->count, sizeof(uint32_t), in_order, reading, reading->run->arena);
}

static struct str skill_at(const struct reading *reading, const struct roster_row *entry,
                           uint32_t index)
{
    uint32_t skill = state_list(reading->state, entry->skills)[index];
    return state_text(reading->state, *(const struct ref *)vec_at(&reading->state->skills, skill));
}

/* "2021-10-05..2021-10-08", or the day when it is one. */
static struct str span_at(const struct reading *reading, const struct roster_row *entry,
                          uint32_t index)
{
    const uint32_t *off = state_list(reading->state, entry->off) + index;
    char from[DAY_TEXT_BYTES], to[DAY_TEXT_BYTES];
    day_print((day_t){(int32_t)off[0]}, from);
    if (off[0] == off[1]) return text_format(reading->run->arena, "%s", from);
    day_print((day_t){(int32_t)off[1]}, to);
    return text_format(reading->run->arena, "%s..%s", from, to);
}

/* Somebody who leaves has nothing to offer and no days off any more. */
static uint32_t skill_count(const struct roster_row *entry)
{
    return entry->removed ? 0 : entry->skills.count;
}

static uint32_t off_count(const struct roster_row *entry)
{
    return entry->removed ? 0 : entry->off.count;
}

static void json_put_entry(struct json *json, const struct reading *reading,
                           const struct roster_row *entry)
{
    json_open_object(json, NULL);
    json_put_str(json, "technician", technician_of(reading, entry));
    json_put_str(json, "name", state_text(reading->state, entry->name));
    json_put_day(json, "from", entry->from);
    json_put_bool(json, "removed", entry->removed);
    json_open_array(json, "skills");
    for (uint32_t i = 0; i < skill_count(entry); i++)
        json_put_str(json, NULL, skill_at(reading, entry, i));
    json_close_array(json);
    json_put_str(json, "depot", state_text(reading->state, entry->depot));
    json_open_array(json, "off");
    for (uint32_t i = 0; i + 1 < off_count(entry); i += 2)
        json_put_str(json, NULL, span_at(reading, entry, i));
    json_close_array(json);
    json_close_object(json);
}

static void roster_json(const struct reading *reading, const struct vec *rows)
{
    struct json json = json_to(&reading->run->out);
    json_open_array(&json, NULL);
    for (uint32_t i = 0; i < rows->count; i++)
        json_put_entry(&json, reading, entry_at(reading, *(const uint32_t *)vec_at(rows, i)));
    json_close_array(&json);
    text_putc(&reading->run->out, '\n');
}

static struct str skills_of(const struct reading *reading, const struct roster_row *entry)
{
    struct text text;
    text_init(&text, reading->run->arena);
    for (uint32_t i = 0; i < skill_count(entry); i++)
        text_add(&text, "%s%.*s", i > 0 ? ", " : "", STR_ARGS(skill_at(reading, entry, i)));
    return text_str(&text);
}

static struct str off_of(const struct reading *reading, const struct roster_row *entry)
{
    struct text text;
    text_init(&text, reading->run->arena);
    if (entry->removed) text_put(&text, str_of(reading_word(reading, WORD_ROSTER_LEAVES)));
    for (uint32_t i = 0; i + 1 < off_count(entry); i += 2)
        text_add(&text, "%s%.*s", text.len > 0 ? ", " : "", STR_ARGS(span_at(reading, entry, i)));
    return text_str(&text);
}

static void roster_text(const struct reading *reading, const struct vec *rows)
{
    struct table table;
    if (rows->count == 0) {
        reading_say_word(reading, 0, WORD_NO_ROSTER);
        return;
    }
    reading_table(reading, 0, &table);
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_TECHNICIAN));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_NAME));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_FROM));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_SKILLS));
    table_column(&table, COLUMN_REST, reading_word(reading, WORD_HEAD_OFF));
    for (uint32_t i = 0; i < rows->count; i++) {
        const struct roster_row *entry = entry_at(reading, *(const uint32_t *)vec_at(rows, i));
        table_cell(&table, technician_of(reading, entry));
        table_cell(&table, state_text(reading->state, entry->name));
        table_cell(&table, reading_day(reading, entry->from));
        table_cell(&table, skills_of(reading, entry));
        table_cell(&table, off_of(reading, entry));
    }
    table_print(&table, &reading->run->out);
}

int view_roster(struct run *run)
{
    bool is_listed = run->words.count > 1 && str_eq(run->words.at[1], STR("list"));
    const struct view_args args = {.skip = is_listed ? 2 : 1};
    struct vec rows = vec_of(sizeof(uint32_t));
    struct reading reading;
    int status;

    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (!reading_begin(run, &reading, &status)) return status;
    rows_find(&reading, &rows);
    if (run->json)
        roster_json(&reading, &rows);
    else
        roster_text(&reading, &rows);
    return EXIT_DONE;
}
