/* Contracts like the seed's, but read, staffed and timed otherwise. */
#include <string.h>

#include "engine/base/limits.h"
#include "tests/engine/core/season.h"
#include "tests/simulation/author.h"

/* A piece of the seed's contract and what may stand there instead. */
static const struct change {
    const char *from, *to[3];
} changes[] = {
    {"count: calendar", {"count: working"}},
    {"last_day_closed: next-open-day",
     {"last_day_closed: as-is", "last_day_closed: previous-open-day"}},
    {"first_day: excluded", {"first_day: included"}},
    {"days: 3,", {"days: 1,", "days: 5,"}},
    {"  days: 3\n", {"  days: 1\n", "  days: 5\n", "  days: 10\n"}},
    {"breaks: []",
     {"breaks: [{from: \"12:00\", to: \"13:00\"}]",
      "breaks: [{from: \"10:00\", to: \"10:10\"}, {from: \"12:00\", to: \"13:00\"}]"}},
    {"visits_per_day: 1", {"visits_per_day: 2", "visits_per_day: 3"}},
    {"default_size: 1", {"default_size: 2"}},
    {"{procedure: 2, visit: 1, entry: 1}",
     {"{procedure: 0, visit: 0, entry: 0}", "{procedure: 5, visit: 3, entry: 2}",
      "{procedure: 0, visit: 0, entry: 4}"}},
    {"urgent_wait: 0", {"urgent_wait: 1", "urgent_wait: 3"}},
    {"routine_months: 1", {"routine_months: 0", "routine_months: 3"}},
    {"alone: []", {"alone: [annual-inspection]", "alone: [terminal-failure]"}},
    {"apart: []", {"apart: [[software-update, os-security-update]]"}},
    {"after: []", {"after: [[os-security-update, software-update]]"}},
    {"notice_minutes: 60", {"notice_minutes: 0", "notice_minutes: 240", "notice_minutes: 1000"}},
    {"at_risk_minutes: 510",
     {"at_risk_minutes: 0", "at_risk_minutes: 120", "at_risk_minutes: 2500"}},
    {"prerequisite_days: 1", {"prerequisite_days: 0", "prerequisite_days: 4"}},
    {"document_days: 3", {"document_days: 0", "document_days: 10"}},
    {"overhead_minutes: 30", {"overhead_minutes: 0", "overhead_minutes: 150"}},
    {"procedure: customer", {"procedure: none"}},
    {"entry: customer", {"entry: none"}},
    {"overtime: customer", {"overtime: none"}},
    {"closed: [\"12-29..01-03\"]",
     {"closed: [\"12-29..01-03\", 2021-09-15, 2021-09-16]", "closed: [\"08-10..08-20\"]"}},
    {"open: [mon, tue, wed, thu, fri]",
     {"open: [mon, thu]", "open: [mon, tue, wed, thu, fri, sat, sun]"}},
    {"from: \"08:45\", to: \"17:15\"",
     {"from: \"08:45\", to: \"12:07\"", "from: \"00:00\", to: \"24:00\""}},
    {"vendor: leasing", {"vendor: leasing, skills: [panel]", "vendor: leasing, crew: 2"}},
};

/* Comments say nothing to the engine and make failing lines long. */
static struct str without_comments(struct author *author, struct str text)
{
    struct text bare;
    text_init(&bare, author->arena);
    for (uint32_t i = 0; i < text.len; i++) {
        bool comment =
            text.ptr[i] == '#' && (i == 0 || text.ptr[i - 1] == ' ' || text.ptr[i - 1] == '\n');
        while (comment && i + 1 < text.len && text.ptr[i] != '\n') i++;
        text_putc(&bare, text.ptr[i]);
    }
    return text_str(&bare);
}

static struct str replaced(struct author *author, struct str text, const struct change *change)
{
    uint32_t kinds = 1;
    while (kinds < COUNT(change->to) && change->to[kinds] != NULL) kinds++;
    const char *to = change->to[dice_below(&author->dice, kinds)];
    const char *at = strstr(text.ptr, change->from);
    if (at == NULL) return text;
    struct text changed;
    text_init(&changed, author->arena);
    text_put(&changed, str_slice(text, 0, (uint32_t)(at - text.ptr)));
    text_put(&changed, str_of(to));
    text_put(&changed, str_of(at + strlen(change->from)));
    return text_str(&changed);
}

static void put_escaped(struct text *line, struct str text)
{
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\n')
            text_add(line, "\\n");
        else if (c == '"' || c == '\\')
            text_add(line, "\\%c", c);
        else
            text_putc(line, c);
    }
}

struct str author_wording(struct author *author, bool amend, bool plain)
{
    struct str file = season_file(author->arena, "rules/contracts/sapporo-2021.yaml");
    struct str text = without_comments(author, file);
    for (size_t i = 0; i < COUNT(changes) && !plain; i++)
        if (dice_one_in(&author->dice, 5)) text = replaced(author, text, &changes[i]);
    struct text line;
    text_init(&line, author->arena);
    text_add(&line, "{\"cmd\":\"contract.%s\",\"by\":\"admin\",", amend ? "amend" : "load");
    if (amend) {
        char from[DAY_TEXT_BYTES];
        int32_t ahead = dice_between(&author->dice, 0, 10);
        day_print(day_plus(instant_day(author->now, 540), ahead), from);
        text_add(&line, "\"from\":\"%s\",", from);
    }
    text_add(&line, "\"text\":\"");
    put_escaped(&line, text);
    text_add(&line, "\"}");
    return text_str(&line);
}
