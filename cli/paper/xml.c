#include "cli/paper/xml.h"

static const char *entity_of(char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return NULL;
    }
}

void xml_put_text(struct text *ret, struct str text)
{
    uint32_t from = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        const char *entity = entity_of(text.ptr[i]);
        if (entity == NULL) continue;
        text_put(ret, str_slice(text, from, i));
        text_put(ret, str_of(entity));
        from = i + 1;
    }
    text_put(ret, str_slice(text, from, text.len));
}

void xml_put(struct text *ret, const char *markup)
{
    text_put(ret, str_of(markup));
}

void xml_put_instant(struct text *ret, instant_t at)
{
    struct ymd date = day_ymd(instant_day(at, 0));
    minute_t minute = instant_minute(at, 0);
    int32_t second = (int32_t)((at.ms / 1000 % 60 + 60) % 60);
    text_add(ret, "%04d-%02d-%02dT%02d:%02d:%02dZ", date.year, date.month, date.day, minute / 60,
             minute % 60, second);
}
