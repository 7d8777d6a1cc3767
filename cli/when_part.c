#include "cli/era.h"
#include "cli/when_priv.h"
#include "engine/base/check.h"

enum { HALF_YEAR_DAYS = 183, OFFSET_DAYS_MAX = 3660, MARCH = 3, DECEMBER = 12 };

bool when_take(struct str *rest, struct str piece)
{
    if (!str_starts(*rest, piece)) return false;
    *rest = str_slice(*rest, piece.len, rest->len);
    return true;
}

bool when_take_number(struct str *rest, int32_t max, int32_t *ret)
{
    uint32_t len = 0, n;
    while (len < rest->len && rest->ptr[len] >= '0' && rest->ptr[len] <= '9') len++;
    if (len > 4 || !str_to_u32(str_slice(*rest, 0, len), (uint32_t)max, &n)) return false;
    *rest = str_slice(*rest, len, rest->len);
    *ret = (int32_t)n;
    return true;
}

struct str when_trimmed(struct str s)
{
    while (s.len > 0 && s.ptr[0] == ' ') s = str_slice(s, 1, s.len);
    while (s.len > 0 && s.ptr[s.len - 1] == ' ') s.len--;
    return s;
}

/* A word that stands for a number of days, weeks, months or years. */
struct word {
    const char *text;
    int32_t n;
};

/* The longest words of a table that begin alike come first in it. */
static bool take_word(struct str *rest, const struct word *words, uint32_t count, int32_t *ret)
{
    for (uint32_t i = 0; i < count; i++) {
        if (!when_take(rest, str_of(words[i].text))) continue;
        *ret = words[i].n;
        return true;
    }
    return false;
}

static struct when_span one(day_t day)
{
    return (struct when_span){day, day};
}

/* --- Weekdays ------------------------------------------------------------------------------- */

static const char *const weekdays[][7] = {
    {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"},
    {"sun", "mon", "tue", "wed", "thu", "fri", "sat"},
    {"日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"},
    {"日曜", "月曜", "火曜", "水曜", "木曜", "金曜", "土曜"},
    {"日", "月", "火", "水", "木", "金", "土"}, /* in brackets only: 月 is a month too */
};

static bool weekday_read(struct str text, bool bracketed, int32_t *ret)
{
    uint32_t rows = bracketed ? COUNT(weekdays) : COUNT(weekdays) - 1;
    for (uint32_t i = 0; i < rows * 7; i++) {
        if (!str_eq(text, str_of(weekdays[i / 7][i % 7]))) continue;
        *ret = (int32_t)(i % 7);
        return true;
    }
    return false;
}

/* The weekday behind a date, "10/15(金)" or "2021-10-15 fri", taken off it; -1 for none. False
 * when something else stands in brackets. */
static bool take_weekday_behind(struct str *text, int32_t *ret)
{
    *ret = -1;
    uint32_t at = text->len;
    if (at > 0 && text->ptr[at - 1] == ')') {
        at = str_find(*text, '(');
        if (at == text->len || !weekday_read(str_slice(*text, at + 1, text->len - 1), true, ret))
            return false;
    } else {
        while (at > 0 && text->ptr[at - 1] != ' ') at--;
        bool dated = at > 0 && text->ptr[0] >= '0' && text->ptr[0] <= '9';
        if (!dated || !weekday_read(str_slice(*text, at, text->len), false, ret)) return true;
    }
    *text = when_trimmed(str_slice(*text, 0, at));
    return true;
}

static day_t monday_of(day_t day)
{
    return day_plus(day, -(((int32_t)day_weekday(day) + 6) % 7));
}

/* "fri": the coming one. "next friday", 来週の金曜: of the next week. "next week", 来週: all of it.
 */
static bool week_read(struct str text, const struct when_base *base, struct when_span *ret)
{
    static const struct word weeks[] = {
        {"再来週", 2},    {"来週", 1},       {"今週", 0},  {"先週", -1}, {"next week", 1},
        {"this week", 0}, {"last week", -1}, {"next ", 1}, {"this ", 0}, {"last ", -1}};
    int32_t week, weekday;
    if (weekday_read(text, false, &weekday)) {
        *ret = one(day_plus(base->near, (weekday + 7 - (int32_t)day_weekday(base->near)) % 7));
        return true;
    }
    if (!take_word(&text, weeks, COUNT(weeks), &week)) return false;
    day_t monday = day_plus(monday_of(base->today), 7 * week);
    (void)when_take(&text, STR("の"));
    if (weekday_read(text, false, &weekday)) {
        *ret = one(day_plus(monday, (weekday + 6) % 7));
        return true;
    }
    (void)when_take(&text, STR("中"));
    *ret = (struct when_span){monday, day_plus(monday, 6)};
    return text.len == 0;
}

/* --- Days counted from today ---------------------------------------------------------------- */

static bool word_read(struct str text, const struct when_base *base, struct when_span *ret)
{
    static const struct word words[] = {
        {"today", 0}, {"今日", 0},       {"本日", 0},    {"きょう", 0},  {"tomorrow", 1},
        {"明日", 1},  {"あした", 1},     {"あす", 1},    {"明後日", 2},  {"あさって", 2},
        {"昨日", -1}, {"yesterday", -1}, {"きのう", -1}, {"一昨日", -2}, {"おととい", -2}};
    int32_t days;
    if (!take_word(&text, words, COUNT(words), &days) || text.len > 0) return false;
    *ret = one(day_plus(base->today, days));
    return true;
}

/* "+3", "+3d", "+2w", 3日後, 3日前, 2週間後. */
static bool count_read(struct str text, const struct when_base *base, struct when_span *ret)
{
    static const struct word behind[] = {{"日後", 1}, {"日前", -1}, {"週間後", 7}, {"週間前", -7}};
    static const struct word units[] = {{"d", 1}, {"w", 7}, {"日", 1}, {"週", 7}};
    int32_t n, unit = 1;
    bool signed_so = when_take(&text, STR("+"));
    if (!when_take_number(&text, OFFSET_DAYS_MAX, &n)) return false;
    bool known = signed_so ? take_word(&text, units, COUNT(units), &unit) || text.len == 0
                           : take_word(&text, behind, COUNT(behind), &unit);
    if (!known || text.len > 0) return false;
    *ret = one(day_plus(base->today, n * unit));
    return true;
}

/* --- Dates ---------------------------------------------------------------------------------- */

/* A year and the mark behind it; none at all leaves *ret 0 and the text as it was. False for a
 * year without its mark. */
static bool take_year(struct str *rest, const struct when_base *base, int32_t *ret)
{
    static const struct word marks[] = {{"-", 0}, {"/", 0}, {".", 0}, {"年", 0}};
    static const struct word years[] = {
        {"今年", 0}, {"本年", 0}, {"来年", 1}, {"去年", -1}, {"昨年", -1}};
    struct str from = *rest;
    int32_t before_first = 0, year, mark;
    if (take_word(rest, years, COUNT(years), &year)) {
        *ret = day_ymd(base->today).year + year;
        return true;
    }
    bool era = era_take(rest, &before_first);
    if (era && when_take(rest, STR("元"))) {
        *ret = before_first + 1;
        return take_word(rest, marks, COUNT(marks), &mark);
    }
    uint32_t before = rest->len;
    if (when_take_number(rest, era ? 99 : 2999, &year) && (era || before - rest->len == 4)) {
        *ret = before_first + year;
        return (!era || year > 0) && take_word(rest, marks, COUNT(marks), &mark);
    }
    *rest = from;
    *ret = 0;
    return !era;
}

/* The year that brings month and day nearest, or on and after; 29 February as far as it takes. */
static bool year_meant(struct ymd date, const struct when_base *base, int32_t *ret)
{
    int32_t year = day_ymd(base->near).year;
    for (date.year = year - 1; date.year <= year + 1; date.year++) {
        if (!ymd_is_date(date)) continue;
        int32_t away = day_of(date).n - base->near.n;
        if (base->onward ? away < 0 : away < -HALF_YEAR_DAYS || away > HALF_YEAR_DAYS) continue;
        *ret = date.year;
        if (base->onward) return true;
    }
    return *ret != 0;
}

/* 15日: of the month that brings it nearest, or on and after; months that have no such day are
 * passed over. */
static bool month_day_read(int32_t day, const struct when_base *base, struct when_span *ret)
{
    enum { MONTHS_TRIED = 2 };
    struct ymd near = day_ymd(base->near);
    int32_t best = INT32_MAX;
    for (int32_t i = -MONTHS_TRIED; i <= MONTHS_TRIED; i++) {
        int32_t month = near.year * 12 + near.month - 1 + i;
        struct ymd date = {month / 12, month % 12 + 1, day};
        if (!ymd_is_date(date)) continue;
        int32_t away = day_of(date).n - base->near.n, size = away < 0 ? -away : away;
        if ((base->onward && away < 0) || size >= best) continue;
        best = size;
        *ret = one(day_of(date));
    }
    return best != INT32_MAX;
}

/* What stands behind a month: its days, both included; a 0 is the month's last. */
static const struct {
    const char *text;
    int32_t from, to;
} parts[] = {{"上旬", 1, 10}, {"初旬", 1, 10}, {"中旬", 11, 20}, {"下旬", 21, 0}, {"前半", 1, 15},
             {"後半", 16, 0}, {"末日", 0, 0},  {"末", 0, 0},     {"中", 1, 0},    {"", 1, 0}};

static bool part_read(struct str text, int32_t year, int32_t month, struct when_span *ret)
{
    if (month < 1 || !ymd_is_date((struct ymd){year, month, 1})) return false;
    int32_t last = days_in_month(year, month);
    for (uint32_t i = 0; i < COUNT(parts); i++) {
        if (!str_eq(text, str_of(parts[i].text))) continue;
        int32_t from = parts[i].from > 0 ? parts[i].from : last;
        int32_t to = parts[i].to > 0 ? parts[i].to : last;
        *ret = (struct when_span){day_of((struct ymd){year, month, from}),
                                  day_of((struct ymd){year, month, to})};
        return true;
    }
    return false;
}

static bool date_is(struct ymd date, const struct when_base *base, struct when_span *ret)
{
    if (date.year == 0 && !year_meant(date, base, &date.year)) return false;
    if (!ymd_is_date(date)) return false;
    *ret = one(day_of(date));
    return true;
}

/* Behind the month: its day, or a part of it. */
static bool in_month_read(struct str rest, struct ymd date, const struct when_base *base,
                          struct when_span *ret)
{
    if (when_take_number(&rest, 31, &date.day)) {
        (void)when_take(&rest, STR("日"));
        return rest.len == 0 && date_is(date, base, ret);
    }
    date.day = 1;
    if (date.year == 0 && !year_meant(date, base, &date.year)) return false;
    return part_read(rest, date.year, date.month, ret);
}

/* 来月, 来月5日, 月末, 上旬: of this month where none is said. */
static bool month_word_read(struct str text, const struct when_base *base, struct when_span *ret)
{
    static const struct word months[] = {
        {"再来月", 2}, {"来月", 1}, {"今月", 0}, {"本月", 0}, {"先月", -1}};
    int32_t ahead = 0;
    struct ymd today = day_ymd(base->today);
    bool said = take_word(&text, months, COUNT(months), &ahead);
    if (!said && !str_eq(text, STR("月末")) && !str_eq(text, STR("上旬")) &&
        !str_eq(text, STR("中旬")) && !str_eq(text, STR("下旬")))
        return false;
    if (!said) (void)when_take(&text, STR("月"));
    (void)when_take(&text, STR("の"));
    int32_t month = today.year * 12 + today.month - 1 + ahead;
    return in_month_read(text, (struct ymd){month / 12, month % 12 + 1, 0}, base, ret);
}

/* 年度末: the fiscal year ends with March. 年末: with December. */
static bool year_end_read(struct str text, const struct when_base *base, struct when_span *ret)
{
    static const struct word ends[] = {
        {"今年度末", 0}, {"本年度末", 0}, {"来年度末", 1}, {"年度末", 0}};
    int32_t ahead, year;
    struct ymd today = day_ymd(base->today);
    if (str_eq(text, STR("年末")))
        return date_is((struct ymd){today.year, DECEMBER, 31}, base, ret);
    if (take_word(&text, ends, COUNT(ends), &ahead) && text.len == 0) {
        year = today.year + ahead + (today.month > MARCH ? 1 : 0);
        return date_is((struct ymd){year, MARCH, 31}, base, ret);
    }
    if (!take_year(&text, base, &year) || year == 0 || !str_eq(text, STR("度末"))) return false;
    return date_is((struct ymd){year + 1, MARCH, 31}, base, ret);
}

static bool date_read(struct str text, const struct when_base *base, struct when_span *ret)
{
    struct ymd date = {0, 0, 0};
    if (!take_year(&text, base, &date.year)) return false;
    if (!when_take_number(&text, 31, &date.month)) return false;
    if (date.year == 0 && str_eq(text, STR("日"))) return month_day_read(date.month, base, ret);
    if (date.month < 1 || date.month > 12) return false;
    if (when_take(&text, STR("月"))) return in_month_read(text, date, base, ret);
    if (!when_take(&text, STR("-")) && !when_take(&text, STR("/")) && !when_take(&text, STR(".")))
        return false;
    return when_take_number(&text, 31, &date.day) && text.len == 0 && date_is(date, base, ret);
}

bool when_part(struct str text, const struct when_base *base, struct when_span *ret)
{
    int32_t weekday;
    if (!take_weekday_behind(&text, &weekday) || text.len == 0) return false;
    bool known = word_read(text, base, ret) || week_read(text, base, ret) ||
                 count_read(text, base, ret) || month_word_read(text, base, ret) ||
                 year_end_read(text, base, ret) || date_read(text, base, ret);
    if (!known || weekday < 0) return known;
    return day_eq(ret->from, ret->to) && (int32_t)day_weekday(ret->from) == weekday;
}
