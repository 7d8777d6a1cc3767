#include "rules/my_number.h"

#include <stdint.h>
#include <string.h>

enum { DIGITS = 12, GROUP = 4, GROUPS = 3, NO_DIGIT = 10, SEPARATOR = 11 };

struct reader {
    uint8_t last[DIGITS]; /* digits read, the latest at the end */
    uint32_t run;         /* of them since another character */
    uint32_t fours;       /* runs of four before that, one separator between each */
};

/* Of eleven digits, the nth from the right weighs n + 1 up to the sixth, n - 5 from there. */
static uint32_t check_digit(const uint8_t *digits)
{
    uint32_t sum = 0;
    for (uint32_t n = 1; n < DIGITS; n++) sum += digits[DIGITS - 1 - n] * (n <= 6 ? n + 1 : n - 5);
    uint32_t rest = sum % 11;
    return rest <= 1 ? 0 : 11 - rest;
}

/* Of a character of three bytes in UTF-8. */
static uint32_t sign_of(uint32_t c)
{
    if (c >= 0xFF10 && c <= 0xFF19) return c - 0xFF10;
    bool dash = (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFF0D || c == 0x30FC;
    return dash || c == 0x3000 ? SEPARATOR : NO_DIGIT;
}

/* The digit, separator or other character at *at of well-formed UTF-8; moves *at behind it. */
static uint32_t next_sign(struct str text, uint32_t *at)
{
    uint32_t from = *at;
    const uint8_t *p = (const uint8_t *)text.ptr + from;
    *at += 1;
    if (p[0] >= '0' && p[0] <= '9') return p[0] - '0';
    if (p[0] == ' ' || p[0] == '-' || p[0] == '.') return SEPARATOR;
    while (*at < text.len && ((uint8_t)text.ptr[*at] & 0xC0) == 0x80) *at += 1;
    bool three = *at - from == 3 && (p[0] & 0xF0) == 0xE0;
    return three ? sign_of((p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu)) : NO_DIGIT;
}

static void take_digit(struct reader *r, uint32_t digit)
{
    memmove(r->last, r->last + 1, DIGITS - 1);
    r->last[DIGITS - 1] = (uint8_t)digit;
    r->run++;
}

/* The run that has just ended is a number, or completes one in groups as the card shows it. */
static bool end_run(struct reader *r, bool by_separator)
{
    r->fours = r->run == GROUP ? r->fours + 1 : 0;
    bool whole = r->run == DIGITS || r->fours >= GROUPS;
    if (!by_separator) r->fours = 0;
    r->run = 0;
    return whole && check_digit(r->last) == r->last[DIGITS - 1];
}

bool my_number_in(struct str text)
{
    struct reader r = {0};
    for (uint32_t at = 0; at < text.len;) {
        uint32_t sign = next_sign(text, &at);
        if (sign < NO_DIGIT)
            take_digit(&r, sign);
        else if (end_run(&r, sign == SEPARATOR))
            return true;
    }
    return end_run(&r, false);
}
