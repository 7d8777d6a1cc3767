#include "cli/when.h"

#include "engine/base/check.h"

enum { REIWA_BEGINS = 2018 /* year 1 is 2019 */, HALF_YEAR_DAYS = 183 };

static bool take(struct str *rest, struct str piece)
{
    if (!str_starts(*rest, piece)) return false;
    *rest = str_slice(*rest, piece.len, rest->len);
    return true;
}

/* One of `marks`, each a separator as people write it. */
static bool take_any(struct str *rest, const char *const *marks, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (take(rest, str_of(marks[i]))) return true;
    return false;
}

static bool take_number(struct str *rest, uint32_t max, int32_t *ret)
{
    uint32_t len = 0, n;
    while (len < rest->len && rest->ptr[len] >= '0' && rest->ptr[len] <= '9') len++;
    if (len > 4 || !str_to_u32(str_slice(*rest, 0, len), max, &n)) return false;
    *rest = str_slice(*rest, len, rest->len);
    *ret = (int32_t)n;
    return true;
}

static struct str trimmed(struct str s)
{
    while (s.len > 0 && s.ptr[0] == ' ') s = str_slice(s, 1, s.len);
    while (s.len > 0 && s.ptr[s.len - 1] == ' ') s.len--;
    return s;
}

static bool equal_folded(struct str a, struct str b)
{
    if (a.len != b.len) return false;
    for (uint32_t i = 0; i < a.len; i++) {
        char c = a.ptr[i] >= 'A' && a.ptr[i] <= 'Z' ? (char)(a.ptr[i] - 'A' + 'a') : a.ptr[i];
        if (c != b.ptr[i]) return false;
    }
    return true;
}

static const struct {
    const char *word;
    int32_t days;
} words[] = {{"today", 0}, {"今日", 0},       {"本日", 0},  {"tomorrow", 1},
             {"明日", 1},  {"yesterday", -1}, {"昨日", -1}, {"明後日", 2}};

static const char *const weekdays[][7] = {
    {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"},
    {"sun", "mon", "tue", "wed", "thu", "fri", "sat"},
    {"日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"},
    {"日曜", "月曜", "火曜", "水曜", "木曜", "金曜", "土曜"},
};

static bool word_day(struct str text, day_t today, day_t *ret)
{
    for (uint32_t i = 0; i < COUNT(words); i++) {
        if (!equal_folded(text, str_of(words[i].word))) continue;
        *ret = day_plus(today, words[i].days);
        return true;
    }
    for (uint32_t i = 0; i < COUNT(weekdays) * 7; i++) {
        if (!equal_folded(text, str_of(weekdays[i / 7][i % 7]))) continue;
        *ret = day_plus(today, (int32_t)(i % 7 + 7 - day_weekday(today)) % 7);
        return true;
    }
    return false;
}

/* A year and the mark behind it; none at all leaves *ret_year 0 and the text as it was. */
static bool take_year(struct str *rest, int32_t *ret_year)
{
    static const char *const marks[] = {"-", "/", ".", "年"};
    struct str from = *rest;
    bool era = take(rest, STR("令和")) || take(rest, STR("R")) || take(rest, STR("r"));
    *ret_year = 0;
    if (era && take(rest, STR("元年"))) {
        *ret_year = REIWA_BEGINS + 1;
        return true;
    }
    uint32_t before = rest->len;
    if (!take_number(rest, era ? 99 : 2999, ret_year)) return false;
    if (era || before - rest->len == 4) {
        *ret_year += era ? REIWA_BEGINS : 0;
        return take_any(rest, marks, COUNT(marks));
    }
    *rest = from;
    *ret_year = 0;
    return true;
}

/* The year that brings month and day nearest to today; 29 February as far as it takes. */
static bool nearest_year(struct ymd date, day_t today, day_t *ret)
{
    int32_t year = day_ymd(today).year;
    bool found = false;
    for (date.year = year - 1; date.year <= year + 1; date.year++) {
        if (!ymd_is_date(date)) continue;
        day_t day = day_of(date);
        int32_t distance = day.n > today.n ? day.n - today.n : today.n - day.n;
        if (distance <= HALF_YEAR_DAYS) *ret = day;
        found = found || distance <= HALF_YEAR_DAYS;
    }
    return found;
}

bool when_day(struct str text, day_t today, day_t *ret)
{
    static const char *const marks[] = {"-", "/", ".", "月"};
    struct ymd date;
    struct str rest = trimmed(text);
    if (word_day(rest, today, ret)) return true;
    if (!take_year(&rest, &date.year)) return false;
    if (!take_number(&rest, 12, &date.month) || !take_any(&rest, marks, COUNT(marks))) return false;
    if (!take_number(&rest, 31, &date.day)) return false;
    (void)take(&rest, STR("日"));
    if (rest.len > 0) return false;
    if (date.year == 0) return nearest_year(date, today, ret);
    if (!ymd_is_date(date)) return false;
    *ret = day_of(date);
    return true;
}

/* "9:05", "10:30", "9時", "10時30分". */
static bool clock_read(struct str text, minute_t *ret)
{
    struct str rest = text;
    int32_t hours, minutes = 0;
    if (!take_number(&rest, 23, &hours)) return false;
    bool colon = take(&rest, STR(":")), hour_mark = !colon && take(&rest, STR("時"));
    if (!colon && !hour_mark) return false;
    bool has_minutes = take_number(&rest, 59, &minutes);
    (void)(hour_mark && has_minutes && take(&rest, STR("分")));
    *ret = hours * 60 + minutes;
    return rest.len == 0 && (has_minutes || hour_mark);
}

/* Where the time of day begins: behind the last blank or T. */
static uint32_t clock_at(struct str text)
{
    uint32_t at = text.len;
    while (at > 0 && text.ptr[at - 1] != ' ' && text.ptr[at - 1] != 'T') at--;
    return at;
}

bool when_instant(struct str text, instant_t now, int32_t offset, instant_t *ret)
{
    minute_t minute;
    struct str whole = trimmed(text);
    day_t today = instant_day(now, offset), day = today;
    if (instant_parse(whole, offset, ret)) return true;
    if (equal_folded(whole, STR("now")) || str_eq(whole, STR("今"))) {
        *ret = now;
        return true;
    }
    uint32_t at = clock_at(whole);
    if (at > 0 && !when_day(str_slice(whole, 0, at - 1), today, &day)) return false;
    if (!clock_read(str_slice(whole, at, whole.len), &minute)) return false;
    *ret = instant_of(day, minute, offset);
    return true;
}
