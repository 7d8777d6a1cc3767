#include "cli/view.h"

#include "cli/view_arg.h"
#include "cli/view_day.h"

enum { CELL = 5 }; /* columns of a day in the grid */

/* What is asked for: days of the contract's calendar, or of one site's. */
struct span {
    day_t from, to;
    uint32_t site; /* CONTRACT_NONE: the contract's */
};

static void calendar_json(const struct reading *reading, const struct span *span)
{
    for (day_t day = span->from; day_cmp(day, span->to) <= 0; day = day_plus(day, 1)) {
        struct day_verdict verdict = calendar_judge(reading->wording, span->site, day);
        struct json json = json_to(&reading->run->out);
        json_open_object(&json, NULL);
        json_put_verdict(&json, reading, day, &verdict);
        json_close_object(&json);
        text_putc(&reading->run->out, '\n');
    }
}

static day_t month_begin(day_t day)
{
    struct ymd date = day_ymd(day);
    date.day = 1;
    return day_of(date);
}

static day_t month_end(day_t day)
{
    struct ymd date = day_ymd(day);
    date.day = days_in_month(date.year, date.month);
    return day_of(date);
}

static bool is_inside(const struct span *span, day_t day)
{
    return day_cmp(span->from, day) <= 0 && day_cmp(day, span->to) <= 0;
}

/* Weeks begin on Monday, so that the closed days of a weekend stand together. */
static int32_t days_into_week(day_t day)
{
    return ((int32_t)day_weekday(day) + 6) % 7;
}

static void put_heading(const struct reading *reading, day_t month)
{
    static const char *const en[] = {" Mon", " Tue", " Wed", " Thu", " Fri", " Sat", " Sun"};
    static const char *const ja[] = {"  月", "  火", "  水", "  木", "  金", "  土", "  日"};
    const char *const *names = reading->run->lang == LANG_JA ? ja : en;
    struct text *out = &reading->run->out;
    struct ymd date = day_ymd(month);
    struct argument args[ARGUMENTS_MAX] = {
        arg_str(text_format(reading->run->arena, "%04d", date.year)),
        arg_str(text_format(reading->run->arena, "%02d", date.month))};
    reading_say(reading, 0, reading_sentence(reading, WORD_MONTH, args));
    for (size_t i = 0; i < 7; i++) text_add(out, i < 6 ? "%s " : "%s", names[i]);
    text_putc(out, '\n');
}

/* "  12 " is open, " (12)" closed; blank outside of what was asked for. */
static void put_cell(const struct reading *reading, const struct span *span, day_t day,
                     struct text *line)
{
    int32_t number = day_ymd(day).day;
    if (!is_inside(span, day))
        text_spaces(line, CELL);
    else if (calendar_is_open(reading->wording, span->site, day))
        text_add(line, "%4d ", number);
    else
        text_add(line, number < 10 ? " (%d) " : "(%d) ", number);
}

/* A week of one month, from `day` to its Sunday or the month's end; the day after it. A week
 * that nobody asked for leaves no line. */
static day_t put_week(const struct reading *reading, const struct span *span, day_t day)
{
    struct text line;
    struct str shown;
    text_init(&line, reading->run->arena);
    text_spaces(&line, (uint32_t)(CELL * days_into_week(day)));
    day_t last = day_min(month_end(day), day_plus(day, 6 - days_into_week(day)));
    for (; day_cmp(day, last) <= 0; day = day_plus(day, 1)) put_cell(reading, span, day, &line);
    shown = text_str(&line);
    while (shown.len > 0 && shown.ptr[shown.len - 1] == ' ') shown.len--;
    if (shown.len > 0) text_add(&reading->run->out, "%.*s\n", STR_ARGS(shown));
    return day;
}

static void put_grid(const struct reading *reading, const struct span *span, day_t month)
{
    day_t last = month_end(month);
    for (day_t day = month; day_cmp(day, last) <= 0;) day = put_week(reading, span, day);
}

/* Days whose openness needs a word: closed ones that are no weekend, and opened ones. */
static void put_reasons(const struct reading *reading, const struct span *span, day_t month)
{
    struct table table;
    day_t last = day_min(month_end(month), span->to);
    reading_table(reading, 2, &table);
    table_column(&table, COLUMN_LEFT, "");
    table_column(&table, COLUMN_REST, "");
    for (day_t day = day_max(month, span->from); day_cmp(day, last) <= 0; day = day_plus(day, 1)) {
        struct day_verdict verdict = calendar_judge(reading->wording, span->site, day);
        if (verdict.why == DAY_OPEN || verdict.why == DAY_WEEKEND) continue;
        table_cell(&table, reading_day(reading, day));
        table_cell(&table, day_reason(reading, day, &verdict));
    }
    if (table_rows(&table) > 0) reading_print_table(reading, 2, &table);
}

static void calendar_text(const struct reading *reading, const struct span *span)
{
    for (day_t month = month_begin(span->from); day_cmp(month, span->to) <= 0;
         month = day_plus(month_end(month), 1)) {
        if (day_cmp(month, span->from) > 0) text_putc(&reading->run->out, '\n');
        put_heading(reading, month);
        put_grid(reading, span, month);
        put_reasons(reading, span, month);
    }
    if (calendar_is_provisional(reading->wording, span->to))
        reading_say_word(reading, 0, WORD_CALENDAR_PROVISIONAL);
}

/* Without --from it is this month; without --to the month of --from. */
static bool span_of(const struct reading *reading, struct maybe_day from, struct maybe_day to,
                    struct span *ret)
{
    ret->from = from.is ? from.day : month_begin(reading->today);
    ret->to = to.is ? to.day : month_end(ret->from);
    int32_t days = ret->to.n - ret->from.n;
    return days >= 0 && days < HORIZON_DAYS_MAX;
}

int view_calendar(struct run *run)
{
    struct maybe_day from = {0}, to = {0};
    struct str site = STR_NONE;
    const struct view_arg arg[] = {
        {.name = "--from", .kind = VIEW_DAY, .day = &from},
        {.name = "--to", .kind = VIEW_DAY, .day = &to},
        {.name = "--site", .kind = VIEW_TEXT, .text = &site},
    };
    const struct view_args args = {.at = arg, .count = COUNT(arg), .skip = 1};
    struct span span = {.site = CONTRACT_NONE};
    struct reading reading;
    int status;

    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (!reading_begin(run, &reading, &status)) return status;
    if (str_is(site) && !reading_find_site(&reading, site, &span.site, &status)) return status;
    if (!span_of(&reading, from, to, &span)) {
        struct argument bounds[ARGUMENTS_MAX] = {arg_number(HORIZON_DAYS_MAX)};
        return reading_error(run, EXIT_USAGE, "usage", WORD_BAD_SPAN, bounds);
    }
    if (run->json)
        calendar_json(&reading, &span);
    else
        calendar_text(&reading, &span);
    return EXIT_DONE;
}
