/* engine/base/text.h - building text: grows in an arena, always ends with a NUL. */
#ifndef ENGINE_BASE_TEXT_H
#define ENGINE_BASE_TEXT_H

#include <stdarg.h>

#include "engine/base/arena.h"
#include "engine/base/str.h"

struct text {
    struct arena *arena;
    char *ptr;
    uint32_t len, cap;
};

void text_init(struct text *text, struct arena *arena);
void text_put(struct text *text, struct str piece);
void text_putc(struct text *text, char c);
void text_add(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_vadd(struct text *text, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
void text_spaces(struct text *text, uint32_t count);

/* Borrowed: valid until the text grows again. */
struct str text_str(const struct text *text);

/* A formatted piece of its own. */
struct str text_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
