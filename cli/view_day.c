#include "cli/view_day.h"

static struct str weekday_word(const struct reading *reading, day_t day)
{
    static const enum word words[] = {WORD_SUNDAY,   WORD_MONDAY, WORD_TUESDAY, WORD_WEDNESDAY,
                                      WORD_THURSDAY, WORD_FRIDAY, WORD_SATURDAY};
    return str_of(reading_word(reading, words[day_weekday(day)]));
}

struct str day_reason(const struct reading *reading, day_t day, const struct day_verdict *verdict)
{
    switch (verdict->why) {
    case DAY_OPEN: return STR_NONE;
    case DAY_OPENED_BY_NAME: return str_of(reading_word(reading, WORD_DAY_OPENED));
    case DAY_WEEKEND: return weekday_word(reading, day);
    case DAY_HOLIDAY: return verdict->name;
    case DAY_CLOSED_RANGE: return str_of(reading_word(reading, WORD_DAY_CLOSED_YEARLY));
    case DAY_CLOSED_BY_NAME: return str_of(reading_word(reading, WORD_DAY_CLOSED));
    case DAY_SITE_CLOSED: return str_of(reading_word(reading, WORD_DAY_SITE_CLOSED));
    }
    CHECK(false);
    return STR_NONE;
}

void json_put_verdict(struct json *json, const struct reading *reading, day_t day,
                      const struct day_verdict *verdict)
{
    json_put_day(json, "date", day);
    json_put_bool(json, "open", verdict->open);
    json_put_str(json, "why", day_reason(reading, day, verdict));
    if (verdict->provisional) json_put_bool(json, "provisional", true);
}

void json_put_maybe_day(struct json *json, const char *key, struct maybe_day day)
{
    if (day.is)
        json_put_day(json, key, day.day);
    else
        json_put_null(json, key);
}
