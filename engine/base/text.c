#include "engine/base/text.h"

#include <stdio.h>

#include "engine/base/check.h"

enum { TEXT_CAP_FIRST = 256 };

static void text_reserve(struct text *text, size_t more)
{
    size_t need = (size_t)text->len + more + 1;
    CHECK(need < UINT32_MAX / 2);
    if (need <= text->cap) return;
    size_t cap = text->cap > 0 ? text->cap : TEXT_CAP_FIRST;
    while (cap < need) cap *= 2;
    char *grown = arena_take(text->arena, cap);
    if (text->len > 0) memcpy(grown, text->ptr, text->len);
    text->ptr = grown;
    text->cap = (uint32_t)cap;
}

void text_init(struct text *text, struct arena *arena)
{
    *text = (struct text){.arena = arena};
    text_reserve(text, 0);
}

void text_put(struct text *text, struct str piece)
{
    if (piece.len == 0) return;
    text_reserve(text, piece.len);
    memcpy(text->ptr + text->len, piece.ptr, piece.len);
    text->len += piece.len;
    text->ptr[text->len] = '\0';
}

void text_putc(struct text *text, char c)
{
    text_put(text, (struct str){&c, 1});
}

void text_vadd(struct text *text, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    CHECK(format != NULL);
    int len = vsnprintf(NULL, 0, format, args);
    CHECK(len >= 0);
    text_reserve(text, (size_t)len);
    (void)vsnprintf(text->ptr + text->len, (size_t)len + 1, format, again);
    text->len += (uint32_t)len;
    va_end(again);
}

void text_add(struct text *text, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    text_vadd(text, format, args);
    va_end(args);
}

void text_spaces(struct text *text, uint32_t count)
{
    while (count-- > 0) text_putc(text, ' ');
}

struct str text_str(const struct text *text)
{
    return (struct str){text->ptr, text->len};
}

struct str text_format(struct arena *arena, const char *format, ...)
{
    struct text text;
    va_list args;
    text_init(&text, arena);
    va_start(args, format);
    text_vadd(&text, format, args);
    va_end(args);
    return text_str(&text);
}
