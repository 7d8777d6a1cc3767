#include "cli/when.h"

#include "cli/letters.h"
#include "cli/when_priv.h"
#include "engine/base/check.h"

/* Where "..", "~" or から stands between two days; text.len when nowhere. */
static uint32_t span_mark(struct str text, uint32_t *ret_len)
{
    static const char *const marks[] = {"..", "~", "から"};
    *ret_len = 0;
    for (uint32_t at = 1; at < text.len; at++)
        for (uint32_t i = 0; i < COUNT(marks); i++) {
            *ret_len = str_of(marks[i]).len;
            if (str_starts(str_slice(text, at, text.len), str_of(marks[i]))) return at;
        }
    return text.len;
}

static struct str without_until(struct str text)
{
    const struct str until = STR("まで");
    bool has =
        text.len > until.len && str_eq(str_slice(text, text.len - until.len, text.len), until);
    return has ? str_slice(text, 0, text.len - until.len) : text;
}

/* `text` is folded. */
static bool span_read(struct str text, day_t today, struct when_span *ret)
{
    uint32_t mark_len, mark = span_mark(text, &mark_len);
    struct when_base base = {.today = today, .near = today};
    struct when_span first, last;
    if (!when_part(when_trimmed(str_slice(text, 0, mark)), &base, &first)) return false;
    *ret = first;
    if (mark == text.len) return true;
    base = (struct when_base){.today = today, .near = first.from, .onward = true};
    struct str end = when_trimmed(str_slice(text, mark + mark_len, text.len));
    if (!when_part(when_trimmed(without_until(end)), &base, &last)) return false;
    ret->to = last.to;
    return day_cmp(ret->from, ret->to) <= 0;
}

bool when_span(struct str text, day_t today, struct when_span *ret)
{
    struct fold_room room;
    struct when_span span;
    if (!span_read(when_trimmed(letters_fold_in(&room, text)), today, &span)) return false;
    *ret = span;
    return true;
}

bool when_day(struct str text, day_t today, day_t *ret)
{
    struct when_span span;
    if (!when_span(text, today, &span) || !day_eq(span.from, span.to)) return false;
    *ret = span.from;
    return true;
}

/* Which half of the day; hours then go from 0 to 11: whether 午後12時 is noon or midnight, people
 * and the decree on it (太政官布告 337 of 1872) don't agree, so that it is asked again. */
enum half { HALF_NONE, HALF_MORNING, HALF_AFTERNOON };

static enum half half_take(struct str *rest)
{
    static const char *const names[] = {"午前", "am", "午後", "pm"};
    for (uint32_t i = 0; i < COUNT(names); i++)
        if (when_take(rest, str_of(names[i]))) return i < 2 ? HALF_MORNING : HALF_AFTERNOON;
    return HALF_NONE;
}

/* ":30", "時", "時30分", "時半", or nothing behind "1pm". */
static bool minutes_take(struct str *rest, bool bare, int32_t *ret)
{
    *ret = 0;
    if (when_take(rest, STR(":"))) return when_take_number(rest, 59, ret);
    if (!when_take(rest, STR("時"))) return bare;
    if (when_take(rest, STR("半"))) {
        *ret = 30;
        return true;
    }
    if (when_take_number(rest, 59, ret)) (void)when_take(rest, STR("分"));
    return true;
}

static bool clock_read(struct str text, minute_t *ret)
{
    struct str rest = when_trimmed(text);
    int32_t hours, minutes;
    if (str_eq(rest, STR("正午"))) {
        *ret = 12 * 60;
        return true;
    }
    enum half half = half_take(&rest);
    if (!when_take_number(&rest, 23, &hours)) return false;
    struct str behind = rest;
    bool bare = half == HALF_NONE && half_take(&behind) != HALF_NONE;
    if (!minutes_take(&rest, bare, &minutes)) return false;
    rest = when_trimmed(rest);
    if (half == HALF_NONE) half = half_take(&rest);
    if (rest.len > 0 || (half != HALF_NONE && hours > 11)) return false;
    *ret = hours * 60 + minutes + (half == HALF_AFTERNOON ? 12 * 60 : 0);
    return true;
}

static bool is_digit_at(struct str s, uint32_t at)
{
    return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

/* The day in front of a time that begins at `at`: behind a blank, a T, or with no digit on both
 * sides, so that the day of "2021-10-15:00" isn't the first of October. */
static bool day_before(struct str text, uint32_t at, day_t today, day_t *ret)
{
    struct when_span span;
    if (is_digit_at(text, at - 1) && is_digit_at(text, at)) return false;
    if (at >= 2 && text.ptr[at - 1] == 't' && is_digit_at(text, at - 2)) at--;
    if (!span_read(when_trimmed(str_slice(text, 0, at)), today, &span)) return false;
    *ret = span.from;
    return day_eq(span.from, span.to);
}

static bool is_now(struct str text)
{
    return str_eq(text, STR("now")) || str_eq(text, STR("今")) || str_eq(text, STR("現在"));
}

bool when_instant(struct str text, instant_t now, int32_t offset, instant_t *ret)
{
    struct fold_room room;
    minute_t minute;
    day_t today = instant_day(now, offset), day = today;
    struct str whole = when_trimmed(letters_fold_in(&room, text));
    if (instant_parse(when_trimmed(text), offset, ret)) return true;
    if (is_now(whole)) {
        *ret = now;
        return true;
    }
    uint32_t at = 0;
    if (!clock_read(whole, &minute))
        for (at = 1; at < whole.len; at++)
            if (clock_read(str_slice(whole, at, whole.len), &minute) &&
                day_before(whole, at, today, &day))
                break;
    if (at > 0 && at >= whole.len) return false;
    if (whole.len == 0) return false;
    *ret = instant_of(day, minute, offset);
    return true;
}
