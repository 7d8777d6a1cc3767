#include "cli/view.h"

#include "cli/view_arg.h"
#include "cli/view_day.h"
#include "cli/view_response.h"
#include "rules/hours.h"
#include "rules/window.h"

static const struct job_class *class_of(const struct reading *reading, const struct notice *notice)
{
    return &reading->wording->classes[notice->job_class];
}

static const char *due_source_name(enum due_source source)
{
    switch (source) {
    case DUE_OF_JOB: return "job";
    case DUE_OF_CLASS: return "class";
    case DUE_OF_PERIOD: return "period";
    case DUE_OF_RESPONSE: return "response";
    }
    CHECK(false);
    return "";
}

static void routine_json(const struct reading *reading, const struct window *window)
{
    struct json json = json_to(&reading->run->out);
    json_open_object(&json, NULL);
    json_put_instant(&json, "deadline", hours_end_of(reading->wording, window->due.day),
                     reading->wording->offset);
    json_open_array(&json, "counted");
    json_close_array(&json);
    json_open_object(&json, "window");
    json_put_maybe_day(&json, "earliest", window->earliest);
    json_put_maybe_day(&json, "target", window->target);
    json_put_day(&json, "due", window->due.day);
    json_put_text(&json, "due_of", due_source_name(window->due_source));
    json_close_object(&json);
    json_put_bool(&json, "provisional", calendar_is_provisional(reading->wording, window->due.day));
    json_close_object(&json);
    text_putc(&reading->run->out, '\n');
}

static void say_day(const struct reading *reading, enum word word, struct maybe_day day)
{
    if (day.is) reading_say_with(reading, 2, word, reading_day(reading, day.day));
}

static void routine_text(const struct reading *reading, const struct notice *notice,
                         const struct window *window)
{
    deadline_heading(reading, notice, hours_end_of(reading->wording, window->due.day));
    reading_say_word(reading, 0, WORD_ROUTINE_RULE);
    say_day(reading, WORD_WINDOW_EARLIEST, window->earliest);
    say_day(reading, WORD_WINDOW_TARGET, window->target);
    say_day(reading,
            window->due_source == DUE_OF_CLASS ? WORD_WINDOW_DUE_CLASS : WORD_WINDOW_DUE_PERIOD,
            window->due);
    if (calendar_is_provisional(reading->wording, window->due.day))
        reading_say_word(reading, 0, WORD_CALENDAR_PROVISIONAL);
}

static void answer(const struct reading *reading, const struct notice *notice)
{
    const struct window_override none = {0};
    if (class_of(reading, notice)->urgency == URGENCY_URGENT) {
        if (reading->run->json)
            response_json(reading, notice);
        else
            response_text(reading, notice);
        return;
    }
    struct window window = window_of(reading->wording, notice->job_class, &none);
    CHECK(window.due.is);
    if (reading->run->json)
        routine_json(reading, &window);
    else
        routine_text(reading, notice, &window);
}

/* The class's own site unless another is named. False after an error was said. */
static bool notice_find(const struct reading *reading, struct str job_class, struct str site,
                        struct notice *ret, int *ret_status)
{
    if (!reading_find_class(reading, job_class, &ret->job_class, ret_status)) return false;
    ret->site = class_of(reading, ret)->site;
    return !str_is(site) || reading_find_site(reading, site, &ret->site, ret_status);
}

int view_deadline(struct run *run)
{
    struct maybe_instant received = {0};
    struct str job_class = STR_NONE, site = STR_NONE;
    const struct view_arg arg[] = {
        {.name = "--class", .kind = VIEW_TEXT, .text = &job_class},
        {.name = "--received", .kind = VIEW_INSTANT, .instant = &received},
        {.name = "--site", .kind = VIEW_TEXT, .text = &site},
    };
    const struct view_args args = {.at = arg, .count = COUNT(arg), .skip = 1};
    struct notice notice;
    struct reading reading;
    int status;

    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (!reading_begin(run, &reading, &status)) return status;
    if (!str_is(job_class) || !received.is) {
        const struct argument none[ARGUMENTS_MAX] = {{0}};
        return reading_error(run, EXIT_USAGE, "usage", WORD_DEADLINE_USAGE, none);
    }
    if (!notice_find(&reading, job_class, site, &notice, &status)) return status;
    notice.received = received.at;
    answer(&reading, &notice);
    return EXIT_DONE;
}
