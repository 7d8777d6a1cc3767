#include "tests/rules/sapporo.h"

#include <stddef.h>

#include "engine/base/check.h"
#include "rules/holiday.h"

#define S(text)                                                                                    \
    {                                                                                              \
        "" text, sizeof(text) - 1                                                                  \
    }
#define NEW_YEAR                                                                                   \
    {                                                                                              \
        .yearly = true, .from_month = 12, .from_day = 29, .to_month = 1, .to_day = 3               \
    }

static const struct closed_range new_year[] = {NEW_YEAR};

static const struct site sites[] = {
    {.id = S("card-centre"), .overhead_minutes = 30, .permission = true},
    {.id = S("kikusui"), .overhead_minutes = 30, .permission = true, .rooms_need_permission = true},
};

enum { PAPERS = NEED_WORK_ORDER | NEED_PROCEDURE, MEDIA = PAPERS | NEED_MEDIA_CHECK };

#define CLASS(text, how, long_) .id = S(text), .urgency = how, .minutes = long_, .crew = 1
#define EXPECTED(n) .has_expected = true, .expected = n, .group = CONTRACT_NONE
#define ANYWHERE .site = CONTRACT_NONE

/* Days that need a calendar are set in sapporo(). */
static struct job_class classes[] = {
    {CLASS("software-update", URGENCY_ROUTINE, 180), EXPECTED(1), ANYWHERE, .needs = MEDIA},
    {CLASS("os-security-update", URGENCY_ROUTINE, 180), EXPECTED(1), ANYWHERE, .needs = MEDIA},
    {CLASS("config-change-jlis", URGENCY_ROUTINE, 120), .group = 0, ANYWHERE, .needs = PAPERS},
    {CLASS("config-change-city", URGENCY_ROUTINE, 120), .group = 0, ANYWHERE, .needs = PAPERS},
    {CLASS("admin-password-change", URGENCY_ROUTINE, 60), EXPECTED(1), .site = CARD_CENTRE,
     .needs = PAPERS, .once = true},
    {CLASS("annual-inspection", URGENCY_ROUTINE, 120), EXPECTED(1), .site = CARD_CENTRE,
     .needs = PAPERS, .once = true},
    {CLASS("terminal-failure", URGENCY_URGENT, 120), EXPECTED(8), ANYWHERE,
     .needs = NEED_WORK_ORDER, .standing_procedure = true},
    {CLASS("touch-panel-failure", URGENCY_URGENT, 60), EXPECTED(4), ANYWHERE,
     .needs = NEED_WORK_ORDER, .standing_procedure = true},
};

static const struct count_group groups[] = {{S("config-change"), S("設定変更"), true, 1}};

static const struct document_rule documents[] = {
    {.kind = S("supervisor-notice"), .owed = OWED_START},
    {.kind = S("monthly-report"), .owed = OWED_MONTH_END},
    {.kind = S("security-report"), .owed = OWED_MONTH_END},
    {.kind = S("progress-report"), .owed = OWED_ON_REQUEST},
    {.kind = S("work-report"), .owed = OWED_AFTER_VISIT, .within_open_days = 1},
    {.kind = S("minutes"), .owed = OWED_AFTER_MEETING, .within_days = 2},
    {.kind = S("supervisor-change"), .owed = OWED_ON_CHANGE},
    {.kind = S("handover"), .owed = OWED_BEFORE_END},
};

day_t test_day(const char *text)
{
    day_t day;
    CHECK(day_parse(str_of(text), &day));
    return day;
}

instant_t test_instant(const char *text)
{
    instant_t at;
    CHECK(instant_parse(str_of(text), 9 * 60, &at));
    return at;
}

struct maybe_day some_day(const char *text)
{
    if (text == NULL) return (struct maybe_day){0};
    return (struct maybe_day){true, test_day(text)};
}

struct contract sapporo(void)
{
    classes[ADMIN_PASSWORD_CHANGE].earliest = some_day("2021-10-01");
    classes[ADMIN_PASSWORD_CHANGE].target = some_day("2021-10-15");
    classes[ADMIN_PASSWORD_CHANGE].due = some_day("2022-03-31");
    classes[ANNUAL_INSPECTION].earliest = some_day("2022-01-04");
    classes[ANNUAL_INSPECTION].target = some_day("2022-02-28");
    classes[ANNUAL_INSPECTION].due = some_day("2022-03-31");
    return (struct contract){
        .from = test_day("2021-08-01"),
        .to = test_day("2022-03-31"),
        .offset = 9 * 60,
        .calendar = {.open = {false, true, true, true, true, true, false},
                     .hours = {8 * 60 + 45, 17 * 60 + 15},
                     .closed = {new_year, COUNT(new_year)}},
        .response = {3, COUNT_CALENDAR, FIRST_DAY_EXCLUDED, ROLL_NEXT},
        .sites = sites,
        .site_count = COUNT(sites),
        .crew_size = 1,
        .visits_per_day = 1,
        .lead_procedure = 2,
        .lead_visit = 1,
        .lead_entry = 1,
        .classes = classes,
        .class_count = COUNT(classes),
        .groups = groups,
        .group_count = COUNT(groups),
        .documents = documents,
        .document_count = COUNT(documents),
        .month_end = {ROLL_NEXT, true, true},
        .alerts = {.at_risk_minutes = 510, .document_days = 3, .prerequisite_days = 1},
    };
}

static struct closed_range range_by_chance(struct dice *dice)
{
    if (dice_one_in(dice, 2))
        return (struct closed_range){
            .day = day_plus(test_day("2021-01-01"), dice_between(dice, 0, 730))};
    return (struct closed_range){.yearly = true,
                                 .from_month = dice_between(dice, 1, 12),
                                 .from_day = dice_between(dice, 1, 29),
                                 .to_month = dice_between(dice, 1, 12),
                                 .to_day = dice_between(dice, 1, 28)};
}

/* A long range now and then, mostly short ones: a calendar without open days tests little. */
static struct closed_range short_by_chance(struct dice *dice)
{
    struct closed_range range = range_by_chance(dice);
    if (range.yearly && !dice_one_in(dice, 8)) {
        range.to_month = range.from_month;
        range.to_day = range.from_day < 20 ? range.from_day + dice_between(dice, 0, 9) : 31;
    }
    return range;
}

static struct closed_ranges ranges_by_chance(struct dice *dice, struct closed_range *room,
                                             uint32_t most)
{
    uint32_t count = dice_below(dice, most + 1);
    for (uint32_t i = 0; i < count; i++) room[i] = short_by_chance(dice);
    return (struct closed_ranges){room, count};
}

static void hours_by_chance(struct dice *dice, struct calendar_rule *rule)
{
    static struct minutes_range breaks[2];
    rule->hours = (struct minutes_range){dice_between(dice, 0, 540), dice_between(dice, 900, 1440)};
    breaks[0] = (struct minutes_range){600, 600 + dice_between(dice, 1, 90)};
    breaks[1] = (struct minutes_range){720, 720 + dice_between(dice, 1, 180)};
    rule->breaks = breaks;
    rule->break_count = dice_below(dice, 3);
}

struct contract sapporo_by_chance(struct dice *dice)
{
    static struct closed_range own[4], common[5];
    static struct site both[2];
    static struct named_day holidays[6];
    static day_t opened[3];
    struct contract contract = sapporo();
    struct calendar_rule *rule = &contract.calendar;

    for (int i = 0; i < 7; i++) rule->open[i] = !dice_one_in(dice, i == 0 || i == 6 ? 2 : 6);
    rule->open[WEDNESDAY] = true;
    rule->holidays = (enum holidays)dice_below(dice, 3);
    day_t start = test_day("2021-01-01");
    for (int i = 0; i < 6; i++)
        holidays[i] =
            (struct named_day){day_plus(start, 100 * i + dice_between(dice, 0, 99)), S("祭")};
    rule->holiday_days = holidays;
    rule->holiday_count = 6;
    for (int i = 0; i < 3; i++) opened[i] = day_plus(start, 200 * i + dice_between(dice, 0, 199));
    rule->opened = (struct days){opened, dice_below(dice, 4)};
    rule->closed = ranges_by_chance(dice, common, 5);
    hours_by_chance(dice, rule);
    both[0] = sites[0];
    both[1] = sites[1];
    both[1].closed = ranges_by_chance(dice, own, 4);
    contract.sites = both;
    contract.offset = dice_between(dice, -14 * 4, 14 * 4) * 15;
    return contract;
}

/* Walks the range's days one by one, from its first to its last, in a leap year's calendar. */
static bool naive_in_range(const struct closed_range *range, day_t day)
{
    struct ymd date = day_ymd(day);
    int32_t month = range->from_month, of_month = range->from_day;
    if (!range->yearly) return range->day.n == day.n;
    for (int i = 0; i < 400; i++) {
        if (date.month == month && date.day == of_month) return true;
        if (month == range->to_month && of_month == range->to_day) return false;
        if (++of_month <= 31) continue;
        of_month = 1;
        month = month % 12 + 1;
    }
    return false;
}

static bool naive_in_any(const struct closed_ranges *ranges, day_t day)
{
    bool in = false;
    for (uint32_t i = 0; i < ranges->count; i++) in |= naive_in_range(&ranges->at[i], day);
    return in;
}

bool naive_is_open(const struct contract *contract, uint32_t site, day_t day)
{
    const struct calendar_rule *rule = &contract->calendar;
    struct str name;
    bool open = rule->open[day_weekday(day)] && !naive_in_any(&rule->closed, day);
    if (rule->holidays == HOLIDAYS_JP && holiday_of(day, &name)) open = false;
    for (uint32_t i = 0; i < rule->holiday_count; i++)
        if (rule->holidays == HOLIDAYS_FILE && rule->holiday_days[i].day.n == day.n) open = false;
    for (uint32_t i = 0; i < rule->opened.count; i++)
        if (rule->opened.at[i].n == day.n) open = true;
    if (site != CONTRACT_NONE && naive_in_any(&contract->sites[site].closed, day)) open = false;
    return open;
}
