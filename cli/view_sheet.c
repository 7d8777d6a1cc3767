#include "cli/view_sheet.h"

enum { INDENT = 2 };

struct str sheet_heading(const struct reading *reading, const struct plan_visit *visit)
{
    struct text text;
    text_init(&text, reading->run->arena);
    text_put(&text, reading_instant(reading, visit->start));
    text_add(&text, "-%.*s  %.*s  %s", STR_ARGS(reading_clock(reading, visit->end)),
             STR_ARGS(visit->id), visit_state_word(visit->state, reading->run->lang));
    if (visit->out_of_hours) text_add(&text, "  %s", reading_word(reading, WORD_OUT_OF_HOURS));
    return text_str(&text);
}

struct str sheet_place(const struct reading *reading, const struct plan_visit *visit)
{
    if (visit->site == CONTRACT_NONE)
        return called_site(reading->run, visit_site_id(reading, visit));
    const struct site *site = &reading->wording->sites[visit->site];
    struct str name = site->name.len > 0 ? site->name : site->id;
    if (site->address.len == 0) return name;
    struct argument args[ARGUMENTS_MAX] = {arg_str(name), arg_str(site->address)};
    return reading_sentence(reading, WORD_PLACE, args);
}

/* The name on the roster that day, else the one they were registered with. */
static struct str name_of(const struct reading *reading, uint32_t actor, day_t day)
{
    const struct roster_row *entry = state_roster(reading->state, actor, day);
    struct str name = STR_NONE;
    if (entry != NULL) name = state_text(reading->state, entry->name);
    return str_is(name) ? name
                        : state_text(reading->state, state_actor(reading->state, actor)->name);
}

struct str sheet_crew(const struct reading *reading, const struct plan_visit *visit)
{
    struct text text;
    text_init(&text, reading->run->arena);
    for (uint32_t i = 0; i < visit->crew_count; i++) {
        uint32_t actor = visit->crew[i];
        struct str name = name_of(reading, actor, visit->day);
        if (i > 0) text_put(&text, STR(", "));
        text_put(&text, state_text(reading->state, state_actor(reading->state, actor)->id));
        if (name.len > 0) text_add(&text, " %.*s", STR_ARGS(name));
    }
    if (visit->crew_count == 0) text_put(&text, str_of(reading_word(reading, WORD_CREW_NONE)));
    return text_str(&text);
}

static void print_left_out(const struct reading *reading, uint32_t count, uint32_t max)
{
    if (count <= max) return;
    struct argument args[ARGUMENTS_MAX] = {arg_number(count - max)};
    reading_say(reading, INDENT, reading_sentence(reading, WORD_AND_MORE, args));
}

/* What is left of its time, or what became of it. */
static struct str spare_of(const struct reading *reading, const struct plan_job *planned)
{
    const struct job_row *job = state_job(reading->state, planned->job);
    if (job->completed) return str_of(result_word(job->result, reading->run->lang));
    if (planned->late) return str_of(reading_word(reading, WORD_LATE));
    return reading_slack(reading, planned->slack_minutes);
}

static void put_job_row(const struct reading *reading, const struct plan_job *planned,
                        struct table *table)
{
    const struct job_row *job = state_job(reading->state, planned->job);
    const struct job_class *class = job_class_of(reading->state, reading->wording, job);
    table_cell(table, state_text(reading->state, job->id));
    table_cell(table, class != NULL ? class->clause : STR_NONE);
    table_cell(table, reading_job_title(reading, job));
    table_cell_number(table, job->minutes);
    table_cell(table, reading_instant(reading, planned->deadline));
    table_cell(table, spare_of(reading, planned));
    if (planned->late) table_mark(table, MARK_BAD);
}

void sheet_print_jobs(const struct reading *reading, const struct plan_visit *visit, uint32_t max)
{
    struct table table;
    reading_table(reading, INDENT, &table);
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_JOB));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_CLAUSE));
    table_column(&table, COLUMN_REST, reading_word(reading, WORD_HEAD_TITLE));
    table_column(&table, COLUMN_RIGHT, reading_word(reading, WORD_HEAD_MINUTES));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_DEADLINE));
    table_column(&table, COLUMN_RIGHT, reading_word(reading, WORD_HEAD_SPARE));
    for (uint32_t i = 0; i < visit->job_count && i < max; i++)
        put_job_row(reading, &visit->jobs[i], &table);
    reading_print_table(reading, INDENT, &table);
    print_left_out(reading, visit->job_count, max);
}

/* Whose turn it is: 5(8)ア and イ, 5(4) and 5(2) name the customer, 5(6) the contractor. */
static const char *who_of(const struct reading *reading, const struct plan_need *need)
{
    enum lang lang = reading->run->lang;
    switch (need->what) {
    case NEED_KIND_WORK_ORDER:
    case NEED_KIND_QUERY:
    case NEED_KIND_PROCEDURE_APPROVE:
    case NEED_KIND_APPROVE:
    case NEED_KIND_PERMIT:
    case NEED_KIND_OVERTIME: return role_word(ROLE_CUSTOMER, lang);
    case NEED_KIND_PROCEDURE_SUBMIT:
    case NEED_KIND_PROPOSE:
    case NEED_KIND_ROSTER: return role_word(ROLE_COORDINATOR, lang);
    case NEED_KIND_MEDIA_CHECK: return role_word(ROLE_TECHNICIAN, lang);
    case NEED_KIND_VENDOR: return reading_word(reading, WORD_VENDOR);
    case NEED_KIND_RELEASE:
        CHECK(need->job != NO_ROW);
        return state_job(reading->state, need->job)->hold_reason == HOLD_VENDOR
                   ? reading_word(reading, WORD_VENDOR)
                   : role_word(ROLE_CUSTOMER, lang);
    }
    CHECK(false);
    return "";
}

static bool is_alike(const struct plan_need *a, const struct plan_need *b)
{
    return a->what == b->what && instant_cmp(a->by, b->by) == 0;
}

/* Needs of one kind and instant share a row, told by the first of them. */
static bool is_first(const struct plan_visit *visit, uint32_t need)
{
    for (uint32_t i = 0; i < need; i++)
        if (is_alike(&visit->needs[i], &visit->needs[need])) return false;
    return true;
}

/* "J-1, J-4"; a word where it is the visit itself, or every one of several jobs. */
static struct str jobs_of_need(const struct reading *reading, const struct plan_visit *visit,
                               uint32_t need)
{
    struct text text;
    uint32_t count = 0;
    text_init(&text, reading->run->arena);
    for (uint32_t i = need; i < visit->need_count; i++) {
        uint32_t job = visit->needs[i].job;
        if (job == NO_ROW || !is_alike(&visit->needs[i], &visit->needs[need])) continue;
        struct str id = state_text(reading->state, state_job(reading->state, job)->id);
        text_add(&text, "%s%.*s", count++ > 0 ? ", " : "", STR_ARGS(id));
    }
    if (count == 0) return str_of(reading_word(reading, WORD_WHOLE_VISIT));
    bool all = count > 1 && count == visit->job_count;
    return all ? str_of(reading_word(reading, WORD_ALL_JOBS)) : text_str(&text);
}

static void put_need_row(const struct reading *reading, const struct plan_visit *visit,
                         uint32_t need, struct table *table)
{
    const struct plan_need *first = &visit->needs[need];
    table_cell(table, reading_instant(reading, first->by));
    table_cell(table, str_of(need_kind_word(first->what, reading->run->lang)));
    table_cell(table, str_of(who_of(reading, first)));
    table_cell(table, jobs_of_need(reading, visit, need));
    if (instant_cmp(first->by, reading->run->now) < 0) table_mark(table, MARK_BAD);
}

void sheet_print_needs(const struct reading *reading, const struct plan_visit *visit, uint32_t max)
{
    struct table table;
    uint32_t rows = 0;
    reading_table(reading, INDENT, &table);
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_BY));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_MISSING));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_FROM_WHOM));
    table_column(&table, COLUMN_REST, reading_word(reading, WORD_HEAD_FOR));
    for (uint32_t i = 0; i < visit->need_count; i++)
        if (is_first(visit, i) && rows++ < max) put_need_row(reading, visit, i, &table);
    reading_print_table(reading, INDENT, &table);
    print_left_out(reading, rows, max);
}

/* A reason as it stands on the terminal, with its line ends. */
static struct str reason_of(const struct reading *reading, const struct message *message)
{
    struct run *run = reading->run;
    struct text text, item;
    text_init(&text, run->arena);
    text_init(&item, run->arena);
    called_message_print(&text, run, message);
    reading_put_item(reading, INDENT, text_str(&text), &item);
    return text_str(&item);
}

static uint32_t lines_in(struct str text)
{
    uint32_t lines = 0;
    for (uint32_t i = 0; i < text.len; i++) lines += text.ptr[i] == '\n';
    return lines;
}

void sheet_print_why(const struct reading *reading, const struct plan_visit *visit, uint32_t max)
{
    uint32_t lines = 0, left_out = 0;
    for (uint32_t i = 0; i < visit->why_count; i++) {
        /* The line below every plan says it for all visits. */
        if (visit->why[i].id == MESSAGE_WHY_PROVED) continue;
        struct str reason = reason_of(reading, &visit->why[i]);
        if (left_out > 0 || (lines > 0 && lines + lines_in(reason) > max)) {
            left_out++;
            continue;
        }
        text_put(&reading->run->out, reason);
        lines += lines_in(reason);
    }
    print_left_out(reading, left_out, 0);
}

void sheet_print(const struct reading *reading, const struct plan_visit *visit)
{
    struct run *run = reading->run;
    text_put_marked(&run->out, run->colour, MARK_STRONG, sheet_heading(reading, visit));
    text_putc(&run->out, '\n');
    reading_say_with(reading, INDENT, WORD_WHERE, sheet_place(reading, visit));
    reading_say_with(reading, INDENT, WORD_WHO, sheet_crew(reading, visit));
    sheet_print_jobs(reading, visit, SHEET_ALL);
    if (visit->need_count > 0) sheet_print_needs(reading, visit, SHEET_ALL);
    sheet_print_why(reading, visit, SHEET_ALL);
}
