#include "cli/view_reading.h"

#include "cli/find.h"
#include "engine/base/check.h"
#include "rules/hours.h"

bool reading_begin(struct run *run, struct reading *ret, int *ret_status)
{
    CHECK(run->state != NULL);
    uint32_t row = run_contract(run, ret_status);
    if (row == NO_ROW) return false;

    /* The first wording's offset says which day it is, and the day says which wording holds. */
    const struct contract *first = state_contract(run->state, row, (day_t){INT32_MIN});
    day_t today = instant_day(run->now, first->offset);
    const struct contract *wording = state_contract(run->state, row, today);
    *ret = (struct reading){
        .run = run,
        .state = run->state,
        .contract = row,
        .wording = wording,
        .today = instant_day(run->now, wording->offset),
    };
    return true;
}

int reading_error(struct run *run, int status, const char *code, enum word word,
                  const struct argument args[ARGUMENTS_MAX])
{
    struct text text;
    text_init(&text, run->arena);
    word_print(&text, run->lang, word, args);
    return run_error(run, status, code, NULL, "%.*s", STR_ARGS(text_str(&text)));
}

/* Says why `typed` is none, or several, of `names`. */
static void not_found(struct run *run, struct str typed, const struct found *found,
                      struct strs names, const char *code, enum word none, int *ret_status)
{
    bool several = found->result == FIND_SEVERAL;
    const struct argument args[ARGUMENTS_MAX] = {
        arg_str(typed), arg_str(several ? found->names : called_list(run, names))};
    *ret_status = several ? reading_error(run, EXIT_USAGE, "usage", WORD_SEVERAL, args)
                          : reading_error(run, EXIT_NONE, code, none, args);
}

bool reading_find_class(const struct reading *reading, struct str typed, uint32_t *ret,
                        int *ret_status)
{
    struct run *run = reading->run;
    struct found found = find_class(run, reading->wording, source_terms.count, typed);
    if (found.result == FIND_ONE)
        *ret = contract_class(reading->wording, found.id);
    else
        not_found(run, typed, &found, find_classes(run, reading->wording, source_terms.count),
                  "no-such-class", WORD_NO_SUCH_CLASS, ret_status);
    return found.result == FIND_ONE;
}

bool reading_find_site(const struct reading *reading, struct str typed, uint32_t *ret,
                       int *ret_status)
{
    struct run *run = reading->run;
    struct found found = find_site(run, reading->wording, typed);
    if (found.result == FIND_ONE)
        *ret = contract_site(reading->wording, found.id);
    else
        not_found(run, typed, &found, find_sites(run, reading->wording), "no-such-site",
                  WORD_NO_SUCH_SITE, ret_status);
    return found.result == FIND_ONE;
}

const char *reading_word(const struct reading *reading, enum word word)
{
    return word_text(word, reading->run->lang);
}

struct str reading_sentence(const struct reading *reading, enum word word,
                            const struct argument args[ARGUMENTS_MAX])
{
    struct text text;
    text_init(&text, reading->run->arena);
    word_print(&text, reading->run->lang, word, args);
    return text_str(&text);
}

void reading_say(const struct reading *reading, uint32_t indent, struct str text)
{
    struct text clean;
    text_init(&clean, reading->run->arena);
    text_put_clean(&clean, text);
    text_spaces(&reading->run->out, indent);
    text_put_wrapped(&reading->run->out, text_str(&clean), reading->run->width, indent, indent);
}

void reading_put_item(const struct reading *reading, uint32_t indent, struct str text,
                      struct text *ret)
{
    struct text clean;
    text_init(&clean, reading->run->arena);
    text_put_clean(&clean, text);
    text_spaces(ret, indent);
    text_put(ret, STR("- "));
    text_put_wrapped(ret, text_str(&clean), reading->run->width, indent + 2, indent + 2);
}

void reading_say_word(const struct reading *reading, uint32_t indent, enum word word)
{
    reading_say(reading, indent, str_of(reading_word(reading, word)));
}

void reading_say_with(const struct reading *reading, uint32_t indent, enum word word,
                      struct str value)
{
    const struct argument args[ARGUMENTS_MAX] = {arg_str(value)};
    reading_say(reading, indent, reading_sentence(reading, word, args));
}

void reading_table(const struct reading *reading, uint32_t indent, struct table *ret)
{
    uint32_t width = reading->run->width;
    table_init(ret, reading->run->arena, width > indent ? width - indent : 0, reading->run->colour);
}

void reading_print_table(const struct reading *reading, uint32_t indent, const struct table *table)
{
    struct text block;
    text_init(&block, reading->run->arena);
    table_print(table, &block);
    struct str rest = text_str(&block);
    while (rest.len > 0) {
        uint32_t end = str_find(rest, '\n');
        text_spaces(&reading->run->out, indent);
        text_put(&reading->run->out, str_slice(rest, 0, end + 1));
        rest = str_slice(rest, end + 1, rest.len);
    }
}

struct str reading_date(const struct reading *reading, day_t day)
{
    char date[DAY_TEXT_BYTES];
    day_print(day, date);
    return text_format(reading->run->arena, "%s", date);
}

struct str reading_day(const struct reading *reading, day_t day)
{
    static const char *const en[] = {" Sun", " Mon", " Tue", " Wed", " Thu", " Fri", " Sat"};
    static const char *const ja[] = {"(日)", "(月)", "(火)", "(水)", "(木)", "(金)", "(土)"};
    const char *const *names = reading->run->lang == LANG_JA ? ja : en;
    return text_format(reading->run->arena, "%.*s%s", STR_ARGS(reading_date(reading, day)),
                       names[day_weekday(day)]);
}

struct str reading_clock(const struct reading *reading, instant_t at)
{
    minute_t minute = instant_minute(at, reading->wording->offset);
    return text_format(reading->run->arena, "%02d:%02d", minute / 60, minute % 60);
}

struct str reading_instant(const struct reading *reading, instant_t at)
{
    struct str day = reading_day(reading, instant_day(at, reading->wording->offset));
    return text_format(reading->run->arena, "%.*s %.*s", STR_ARGS(day),
                       STR_ARGS(reading_clock(reading, at)));
}

struct str reading_slack(const struct reading *reading, int64_t minutes)
{
    int64_t day = hours_day_minutes(&reading->wording->calendar);
    int64_t size = minutes < 0 ? -minutes : minutes;
    struct text text;
    text_init(&text, reading->run->arena);
    if (minutes < 0) text_putc(&text, '-');
    bool in_days = day > 0 && size >= day;
    struct argument args[ARGUMENTS_MAX] = {
        arg_number(in_days ? size / day : size / 60),
        arg_number(in_days ? size % day / 60 : size % 60),
    };
    word_print(&text, reading->run->lang, in_days ? WORD_SLACK_DAYS : WORD_SLACK_HOURS, args);
    return text_str(&text);
}

struct str reading_job_title(const struct reading *reading, const struct job_row *job)
{
    struct str title = state_text(reading->state, job->title);
    return title.len > 0 ? title
                         : called_class(reading->run, state_text(reading->state, job->class));
}
