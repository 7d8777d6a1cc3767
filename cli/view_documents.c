#include "cli/view.h"

#include "cli/view_arg.h"
#include "cli/view_reading.h"
#include "engine/base/sort.h"
#include "engine/wire/json.h"
#include "rules/calendar.h"

/* Late is a matter of now: owed, and the day is over. */
static enum document_state state_now(const struct reading *reading, const struct document_row *row)
{
    bool passed = day_cmp(row->due, reading->today) < 0;
    return row->state == DOCUMENT_OWED && passed ? DOCUMENT_LATE : row->state;
}

/* By due day, then in the order in which they came to be owed. */
static int by_due(const void *a, const void *b, const void *context)
{
    const struct state *state = context;
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
    const struct document_row *first = vec_at(&state->documents, one);
    const struct document_row *second = vec_at(&state->documents, other);
    int order = day_cmp(first->due, second->due);
    return order != 0 ? order : (one > other) - (one < other);
}

static void rows_find(const struct reading *reading, struct vec *ret)
{
    const struct state *state = reading->state;
    for (uint32_t i = 0; i < state->documents.count; i++) {
        const struct document_row *row = vec_at(&state->documents, i);
        if (row->contract != reading->contract) continue;
        *(uint32_t *)vec_push(ret, reading->run->arena) = i;
    }
    sort_rows(ret->rows, ret->count, sizeof(uint32_t), by_due, state, reading->run->arena);
}

static const struct document_row *row_at(const struct reading *reading, const struct vec *rows,
                                         uint32_t index)
{
    return vec_at(&reading->state->documents, *(const uint32_t *)vec_at(rows, index));
}

static void documents_json(const struct reading *reading, const struct vec *rows)
{
    const struct state *state = reading->state;
    struct json json = json_to(&reading->run->out);
    json_open_array(&json, NULL);
    for (uint32_t i = 0; i < rows->count; i++) {
        const struct document_row *row = row_at(reading, rows, i);
        json_open_object(&json, NULL);
        json_put_str(&json, "id", state_text(state, row->id));
        json_put_str(&json, "kind", state_text(state, row->kind));
        json_put_str(&json, "period", state_text(state, row->period));
        json_put_day(&json, "due", row->due);
        json_put_text(&json, "state", document_state_name(state_now(reading, row)));
        json_close_object(&json);
    }
    json_close_array(&json);
    text_putc(&reading->run->out, '\n');
}

static struct str title_of(const struct reading *reading, struct str kind)
{
    for (uint32_t i = 0; i < reading->wording->document_count; i++) {
        const struct document_rule *rule = &reading->wording->documents[i];
        if (str_eq(rule->kind, kind) && rule->title.len > 0) return rule->title;
    }
    return kind;
}

/* What it is for: its month or, where it has none, what made it owed. */
static struct str period_of(const struct state *state, const struct document_row *row)
{
    struct str period = state_text(state, row->period);
    return period.len > 0 ? period : state_text(state, row->cause);
}

/* Due on a day that is closed and stays so (6(1)): nobody is there to take the paper. */
static bool is_closed(const struct reading *reading, const struct document_row *row)
{
    return !calendar_is_open(reading->wording, CONTRACT_NONE, row->due);
}

/* "2021-08-01 Sun*": the star leads to what print_closed says below. */
static struct str due_of(const struct reading *reading, const struct document_row *row)
{
    struct str day = reading_day(reading, row->due);
    return text_format(reading->run->arena, "%.*s%s", STR_ARGS(day),
                       is_closed(reading, row) ? "*" : "");
}

/* The last open day before each closed one, which is the due day in practice. */
static void print_closed(const struct reading *reading, const struct vec *rows)
{
    struct maybe_day said = {0};
    for (uint32_t i = 0; i < rows->count; i++) {
        const struct document_row *row = row_at(reading, rows, i);
        if (!is_closed(reading, row) || (said.is && day_eq(said.day, row->due))) continue;
        said = (struct maybe_day){true, row->due};
        struct maybe_day last = calendar_previous_open(reading->wording, CONTRACT_NONE, row->due);
        if (!last.is) continue;
        struct argument args[ARGUMENTS_MAX] = {arg_str(reading_day(reading, row->due)),
                                               arg_str(reading_day(reading, last.day))};
        reading_say(reading, 0, reading_sentence(reading, WORD_DUE_CLOSED, args));
    }
}

static void put_word(const struct reading *reading, bool is, enum word word, struct text *ret)
{
    if (is) text_add(ret, "%s%s", ret->len > 0 ? ", " : "", reading_word(reading, word));
}

/* Below the table, what was agreed of a paper: not on paper (5(9)), another format (6(5)). */
static void print_agreed(const struct reading *reading, const struct vec *rows)
{
    for (uint32_t i = 0; i < rows->count; i++) {
        const struct document_row *row = row_at(reading, rows, i);
        struct str format = state_text(reading->state, row->format);
        struct text text;
        text_init(&text, reading->run->arena);
        put_word(reading, row->returned, WORD_DOCUMENT_RETURNED, &text);
        put_word(reading, row->paper_excused, WORD_DOCUMENT_NO_PAPER, &text);
        if (str_is(format)) text_add(&text, "%s%.*s", text.len > 0 ? ", " : "", STR_ARGS(format));
        if (text.len == 0) continue;
        struct argument args[ARGUMENTS_MAX] = {arg_str(state_text(reading->state, row->id)),
                                               arg_str(text_str(&text))};
        reading_say(reading, 0, reading_sentence(reading, WORD_DOCUMENT_AGREED, args));
    }
}

static enum mark mark_of(enum document_state state)
{
    if (state == DOCUMENT_LATE) return MARK_BAD;
    return state == DOCUMENT_OWED ? MARK_NONE : MARK_DIM;
}

static void documents_text(const struct reading *reading, const struct vec *rows)
{
    const struct state *state = reading->state;
    struct table table;
    if (rows->count == 0) {
        reading_say_word(reading, 0, WORD_NO_DOCUMENTS);
        return;
    }
    reading_table(reading, 0, &table);
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_DUE));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_ID));
    table_column(&table, COLUMN_REST, reading_word(reading, WORD_HEAD_DOCUMENT));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_PERIOD));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_STATE));
    for (uint32_t i = 0; i < rows->count; i++) {
        const struct document_row *row = row_at(reading, rows, i);
        enum document_state now = state_now(reading, row);
        table_cell(&table, due_of(reading, row));
        table_cell(&table, state_text(state, row->id));
        table_cell(&table, title_of(reading, state_text(state, row->kind)));
        table_cell(&table, period_of(state, row));
        table_cell(&table, str_of(document_state_word(now, reading->run->lang)));
        table_mark(&table, mark_of(now));
    }
    table_print(&table, &reading->run->out);
    print_closed(reading, rows);
    print_agreed(reading, rows);
}

/* The whole term at once, because what comes is what people ask for (6(1)). */
int view_documents(struct run *run)
{
    const struct view_args args = {.skip = 1};
    struct vec rows = vec_of(sizeof(uint32_t));
    struct reading reading;
    int status;

    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (!reading_begin(run, &reading, &status)) return status;
    rows_find(&reading, &rows);
    if (run->json)
        documents_json(&reading, &rows);
    else
        documents_text(&reading, &rows);
    return EXIT_DONE;
}
