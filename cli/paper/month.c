#include "cli/paper/month.h"

#include "cli/era.h"
#include "cli/when.h"
#include "engine/base/check.h"

static bool digits_read(struct str text, struct paper_month *ret)
{
    uint32_t year, month;
    if (text.len != 7 || text.ptr[4] != '-') return false;
    if (!str_to_u32(str_slice(text, 0, 4), 9999, &year)) return false;
    if (!str_to_u32(str_slice(text, 5, 7), 12, &month)) return false;
    const struct ymd date = {(int32_t)year, (int32_t)month, 1};
    if (!ymd_is_date(date)) return false;
    ret->from = day_of(date);
    ret->to = day_plus(ret->from, days_in_month(date.year, date.month) - 1);
    return true;
}

bool month_read(struct str text, day_t today, struct paper_month *ret)
{
    struct when_span span;
    struct paper_month month;
    if (digits_read(text, ret)) return true;
    if (!when_span(text, today, &span)) return false;
    const struct ymd first = day_ymd(span.from);
    month.from = day_plus(span.from, 1 - first.day);
    month.to = day_plus(month.from, days_in_month(first.year, first.month) - 1);
    if (!day_eq(month.from, span.from) || !day_eq(month.to, span.to)) return false;
    *ret = month;
    return true;
}

void month_put(struct text *ret, struct paper_month month)
{
    const uint32_t day = STR("1日").len;
    era_put_day(ret, month.from);
    CHECK(ret->len > day);
    ret->len -= day; /* 令和3年9月1日 without its day */
    ret->ptr[ret->len] = '\0';
}

void month_put_short(struct text *ret, struct paper_month month)
{
    char day[DAY_TEXT_BYTES];
    day_print(month.from, day);
    text_put(ret, (struct str){day, 7});
}

instant_t month_close(struct paper_month month, int32_t offset)
{
    return (instant_t){instant_of(day_plus(month.to, 1), 0, offset).ms - 1};
}
