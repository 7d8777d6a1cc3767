#include "cli/era.h"

#include "engine/base/check.h"

struct era {
    struct ymd from;
    int32_t before_first; /* the year before its first */
    const char *name, *letter;
};

/* The last has no day before it: days begin in 1900 (engine/base/day.h), in Meiji 33. */
static const struct era eras[] = {
    {{2019, 5, 1}, 2018, "令和", "r"},   {{1989, 1, 8}, 1988, "平成", "h"},
    {{1926, 12, 25}, 1925, "昭和", "s"}, {{1912, 7, 30}, 1911, "大正", "t"},
    {{1900, 1, 1}, 1867, "明治", "m"},
};

static const struct era *era_of(day_t day)
{
    unsigned i = 0;
    while (i + 1 < COUNT(eras) && day_cmp(day, day_of(eras[i].from)) < 0) i++;
    return &eras[i];
}

void era_put_day(struct text *ret, day_t day)
{
    struct ymd date = day_ymd(day);
    const struct era *era = era_of(day);
    int32_t year = date.year - era->before_first;
    text_put(ret, str_of(era->name));
    if (year == 1)
        text_put(ret, STR("元"));
    else
        text_add(ret, "%d", year);
    text_add(ret, "年%d月%d日", date.month, date.day);
}

void era_put_weekday(struct text *ret, day_t day)
{
    static const char *const names[] = {"日", "月", "火", "水", "木", "金", "土"};
    text_add(ret, "(%s)", names[day_weekday(day)]);
}

void era_put_clock(struct text *ret, instant_t at, int32_t offset)
{
    minute_t minute = instant_minute(at, offset);
    text_add(ret, "%02d:%02d", minute / 60, minute % 60);
}

void era_put_instant(struct text *ret, instant_t at, int32_t offset)
{
    era_put_day(ret, instant_day(at, offset));
    text_putc(ret, ' ');
    era_put_clock(ret, at, offset);
}

bool era_take(struct str *rest, int32_t *ret_before_first)
{
    for (unsigned i = 0; i < COUNT(eras); i++) {
        const char *const names[] = {eras[i].name, eras[i].letter};
        for (unsigned n = 0; n < COUNT(names); n++) {
            struct str name = str_of(names[n]);
            if (!str_starts(*rest, name)) continue;
            *rest = str_slice(*rest, name.len, rest->len);
            *ret_before_first = eras[i].before_first;
            return true;
        }
    }
    return false;
}
