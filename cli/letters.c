#include "cli/letters.h"

#include <utf8proc.h>

#include "engine/base/check.h"

enum {
    FOLDING = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD,
    REPLACEMENT = 0xFFFD,
    LONG_VOWEL = 0x30FC, /* ー */
    WAVE_DASH = 0x301C,
    HIRAGANA_FIRST = 0x3041,
    HIRAGANA_LAST = 0x3096,
    KATAKANA_SHIFT = 0x60, /* from a hiragana to its katakana */
};

int32_t letter_at(struct str s, uint32_t at, uint32_t *ret_len)
{
    utf8proc_int32_t letter;
    utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)s.ptr + at,
                                            (utf8proc_ssize_t)(s.len - at), &letter);
    *ret_len = len > 0 ? (uint32_t)len : 1;
    return len > 0 ? letter : REPLACEMENT;
}

uint32_t letter_columns(int32_t letter)
{
    int width = utf8proc_charwidth(letter);
    return width > 0 ? (uint32_t)width : 0;
}

static bool is_latin(int32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Behind a Latin letter or digit a long vowel is the minus key in kana mode: Jー3. */
static bool is_dash(int32_t c, int32_t before)
{
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || (c == LONG_VOWEL && is_latin(before));
}

static int32_t shifted(int32_t c)
{
    bool hiragana = c >= HIRAGANA_FIRST && c <= HIRAGANA_LAST;
    return hiragana ? c + KATAKANA_SHIFT : c;
}

/* The letters decomposed; their count may be over `room`, and is negative for no UTF-8. */
static utf8proc_ssize_t decompose(struct str s, int32_t *ret, uint32_t room)
{
    return utf8proc_decompose((const utf8proc_uint8_t *)s.ptr, (utf8proc_ssize_t)s.len, ret,
                              (utf8proc_ssize_t)room, (utf8proc_option_t)FOLDING);
}

/* Composed and encoded where they lie; there is room for one letter more. */
static struct str encode(int32_t *letters, uint32_t count)
{
    utf8proc_ssize_t len =
        utf8proc_reencode(letters, (utf8proc_ssize_t)count, (utf8proc_option_t)FOLDING);
    CHECK(len >= 0);
    return (struct str){(const char *)letters, (uint32_t)len};
}

static void mend(int32_t *letters, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (is_dash(letters[i], i > 0 ? letters[i - 1] : 0)) letters[i] = '-';
        if (letters[i] == WAVE_DASH) letters[i] = '~';
    }
}

static uint32_t mend_name(int32_t *letters, uint32_t count)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (letters[i] != ' ') letters[kept++] = shifted(letters[i]);
    return kept;
}

static int32_t *letters_of(struct arena *arena, struct str s, uint32_t *ret_count)
{
    utf8proc_ssize_t count = decompose(s, NULL, 0);
    if (count < 0) return NULL;
    *ret_count = (uint32_t)count;
    int32_t *letters = ARENA_ARRAY(arena, int32_t, *ret_count + 1);
    CHECK(decompose(s, letters, *ret_count) == count);
    mend(letters, *ret_count);
    return letters;
}

struct str letters_fold(struct arena *arena, struct str s)
{
    uint32_t count;
    int32_t *letters = letters_of(arena, s, &count);
    return letters != NULL ? encode(letters, count) : s;
}

struct str letters_fold_name(struct arena *arena, struct str s)
{
    uint32_t count;
    int32_t *letters = letters_of(arena, s, &count);
    return letters != NULL ? encode(letters, mend_name(letters, count)) : s;
}

struct str letters_fold_in(struct fold_room *room, struct str s)
{
    if (s.len > FOLD_LETTERS_MAX * 4) return STR_NONE;
    utf8proc_ssize_t count = decompose(s, room->letters, FOLD_LETTERS_MAX);
    if (count < 0 || count > FOLD_LETTERS_MAX) return STR_NONE;
    mend(room->letters, (uint32_t)count);
    return encode(room->letters, (uint32_t)count);
}
