#include "cli/view.h"

#include "cli/view_arg.h"
#include "cli/view_reading.h"
#include "engine/wire/json.h"

static const struct note_row *note_at(const struct reading *reading, uint32_t row)
{
    return vec_at(&reading->state->notes, row);
}

static const struct meeting_row *meeting_at(const struct reading *reading, uint32_t row)
{
    return vec_at(&reading->state->meetings, row);
}

static struct str note_id(const struct reading *reading, uint32_t row)
{
    return row == NO_ROW ? STR_NONE : state_text(reading->state, note_at(reading, row)->id);
}

static void json_put_note(struct json *json, const struct reading *reading,
                          const struct note_row *note)
{
    const struct state *state = reading->state;
    json_open_object(json, NULL);
    json_put_str(json, "id", state_text(state, note->id));
    json_put_text(json, "kind", note_kind_name(note->kind));
    json_put_day(json, "date", note->day);
    json_put_str(json, "with", state_text(state, note->with));
    json_put_str(json, note->kind == NOTE_PROGRESS ? "stage" : "frequency",
                 state_text(state, note->frequency));
    json_put_str(json, "text", state_text(state, note->text));
    if (note->kind == NOTE_WORK) json_put_text(json, "work", work_kind_name(note->work));
    if (note->minutes > 0) json_put_int(json, "minutes", note->minutes);
    if (note->kind == NOTE_PROGRESS)
        json_put_bool(json, "confirmed", note->confirmation.by != NOBODY);
    json_close_object(json);
}

static void json_put_meeting(struct json *json, const struct reading *reading,
                             const struct meeting_row *meeting)
{
    json_open_object(json, NULL);
    json_put_null(json, "id");
    json_put_text(json, "kind", "meeting");
    json_put_day(json, "date", meeting->held_on);
    json_put_str(json, "with", state_text(reading->state, meeting->with));
    json_put_bool(json, "customer_present", meeting->customer_present);
    json_put_str(json, "shown", note_id(reading, meeting->shown));
    json_close_object(json);
}

static void notes_json(const struct reading *reading, uint32_t kind)
{
    struct json json = json_to(&reading->run->out);
    json_open_array(&json, NULL);
    for (uint32_t i = 0; i < reading->state->notes.count; i++) {
        const struct note_row *note = note_at(reading, i);
        if (note->contract != reading->contract) continue;
        if (kind >= note_kind_terms.count || note->kind == (enum note_kind)kind)
            json_put_note(&json, reading, note);
    }
    for (uint32_t i = 0; kind >= note_kind_terms.count && i < reading->state->meetings.count; i++)
        if (meeting_at(reading, i)->contract == reading->contract)
            json_put_meeting(&json, reading, meeting_at(reading, i));
    json_close_array(&json);
    text_putc(&reading->run->out, '\n');
}

/* With whom, how often, at which stage, for how long: what the kind has. */
static struct str about_of(const struct reading *reading, const struct note_row *note)
{
    struct arena *arena = reading->run->arena;
    struct str with = state_text(reading->state, note->with);
    struct str often = state_text(reading->state, note->frequency);
    if (note->kind == NOTE_WORK && note->minutes > 0)
        return text_format(arena, "%s, %u min", work_kind_word(note->work, reading->run->lang),
                           note->minutes);
    if (note->kind == NOTE_WORK) return str_of(work_kind_word(note->work, reading->run->lang));
    if (!str_is(with)) return often;
    return str_is(often) ? text_format(arena, "%.*s, %.*s", STR_ARGS(with), STR_ARGS(often)) : with;
}

static void put_note(const struct reading *reading, const struct note_row *note,
                     struct table *table)
{
    enum lang lang = reading->run->lang;
    bool waits = note->kind == NOTE_PROGRESS && note->confirmation.by == NOBODY;
    table_cell(table, reading_day(reading, note->day));
    table_cell(table, state_text(reading->state, note->id));
    table_cell(table, str_of(note_kind_word(note->kind, lang)));
    table_cell(table, about_of(reading, note));
    table_cell(table, state_text(reading->state, note->text));
    table_cell(table, waits ? str_of(reading_word(reading, WORD_NOTE_WAITS)) : STR_NONE);
}

/* A meeting on nothing that was shown before stands out (5(10)). */
static void put_meeting(const struct reading *reading, const struct meeting_row *meeting,
                        struct table *table)
{
    bool told = meeting->customer_present || meeting->shown != NO_ROW;
    table_cell(table, reading_day(reading, meeting->held_on));
    table_cell(table, STR_NONE);
    table_cell(table, str_of(reading_word(reading, WORD_NOTE_MEETING)));
    table_cell(table, state_text(reading->state, meeting->with));
    table_cell(table, note_id(reading, meeting->shown));
    table_cell(table, told ? STR_NONE : str_of(reading_word(reading, WORD_NOTE_NOT_SHOWN)));
    if (!told) table_mark(table, MARK_WARNING);
}

static void notes_text(const struct reading *reading, uint32_t kind)
{
    struct table table;
    reading_table(reading, 0, &table);
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_DATE));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_ID));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_KIND));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_ABOUT));
    table_column(&table, COLUMN_REST, reading_word(reading, WORD_HEAD_TEXT));
    table_column(&table, COLUMN_LEFT, "");
    for (uint32_t i = 0; i < reading->state->notes.count; i++) {
        const struct note_row *note = note_at(reading, i);
        if (note->contract != reading->contract) continue;
        if (kind >= note_kind_terms.count || note->kind == (enum note_kind)kind)
            put_note(reading, note, &table);
    }
    for (uint32_t i = 0; kind >= note_kind_terms.count && i < reading->state->meetings.count; i++)
        if (meeting_at(reading, i)->contract == reading->contract)
            put_meeting(reading, meeting_at(reading, i), &table);
    if (table_rows(&table) == 0)
        reading_say_word(reading, 0, WORD_NO_NOTES);
    else
        table_print(&table, &reading->run->out);
}

int view_notes(struct run *run)
{
    struct str kind_name = STR_NONE;
    const struct view_arg arg[] = {{.name = "--kind", .kind = VIEW_TEXT, .text = &kind_name}};
    const struct view_args args = {.at = arg, .count = COUNT(arg), .skip = 1};
    uint32_t kind = note_kind_terms.count;
    struct reading reading;
    int status;

    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (!reading_begin(run, &reading, &status)) return status;
    if (str_is(kind_name)) {
        kind = term_find(&note_kind_terms, kind_name);
        struct argument args_said[ARGUMENTS_MAX] = {
            arg_str(kind_name), arg_str(term_names(run->arena, &note_kind_terms))};
        if (kind >= note_kind_terms.count)
            return reading_error(run, EXIT_USAGE, "usage", WORD_NO_SUCH_KIND, args_said);
    }
    if (run->json)
        notes_json(&reading, kind);
    else
        notes_text(&reading, kind);
    return EXIT_DONE;
}
