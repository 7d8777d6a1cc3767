#include "engine/wire/form.h"

#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/base/text.h"

/* What may be wrong with a character, as bits. */
enum { CONTROL = 1, LINE_END = 2, TAB = 4, RETURN = 8, BLANK = 16, COMMA = 32 };

/* The character at *at of well-formed UTF-8; moves *at behind it. */
static uint32_t next_character(struct str s, uint32_t *at)
{
    static const uint8_t mask[] = {0x7F, 0x1F, 0x0F, 0x07}; /* of the lead byte, by length */
    uint8_t lead = (uint8_t)s.ptr[(*at)++];
    uint32_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
    uint32_t character = lead & mask[more];
    for (; more > 0 && *at < s.len; more--)
        character = character << 6 | ((uint8_t)s.ptr[(*at)++] & 0x3F);
    return character;
}

/* White_Space of Unicode's PropList, and what has no width at all. */
static bool is_blank(uint32_t c)
{
    if (c == 0x20 || c == 0xA0 || c == 0x1680 || c == 0x3000) return true;
    if (c >= 0x2000 && c <= 0x200F) return true;
    return c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 || c == 0xFEFF;
}

static uint32_t faults_of(uint32_t c)
{
    if (c == '\n') return LINE_END;
    if (c == '\t') return TAB;
    if (c == '\r') return RETURN;
    if (c == ',') return COMMA;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return CONTROL;
    if (c == 0x2028 || c == 0x2029) return LINE_END;
    return is_blank(c) ? BLANK : 0;
}

static bool is_free_of(struct str s, uint32_t faults)
{
    for (uint32_t at = 0; at < s.len;)
        if (faults_of(next_character(s, &at)) & faults) return false;
    return true;
}

static uint32_t bytes_max(enum field_kind kind)
{
    if (kind == FIELD_ID) return ID_BYTES_MAX;
    if (kind == FIELD_STR) return STR_BYTES_MAX;
    if (kind == FIELD_TEXT) return TEXT_BYTES_MAX;
    CHECK(kind == FIELD_YAML);
    return CONTRACT_BYTES_MAX;
}

static struct str text_wanted(const struct field *field, enum lang lang, struct arena *arena)
{
    bool one_line = field->kind == FIELD_STR;
    const char *form = lang == LANG_JA ? "%s%d〜%d バイトの文字列" : "%stext of %d to %d bytes";
    const char *line = lang == LANG_JA ? "改行のない " : "one line of ";
    return text_format(arena, form, one_line ? line : "", field->needed ? 1 : 0,
                       (int)bytes_max(field->kind));
}

static struct str term_wanted(const struct field *field, enum lang lang, struct arena *arena)
{
    struct str names = term_names(arena, field->terms);
    const char *form = lang == LANG_JA ? "%.*s のどれか" : "one of %.*s";
    return text_format(arena, form, STR_ARGS(names));
}

bool form_is_sound(enum field_kind kind, struct str s)
{
    if (s.len > bytes_max(kind)) return false;
    if (kind == FIELD_ID)
        return s.len > 0 && is_free_of(s, CONTROL | LINE_END | TAB | RETURN | BLANK | COMMA);
    if (kind == FIELD_STR) return is_free_of(s, CONTROL | LINE_END | TAB | RETURN);
    if (kind == FIELD_TEXT) return is_free_of(s, CONTROL | RETURN);
    return is_free_of(s, CONTROL); /* a contract file may come from Windows */
}

bool form_sha256(struct str s, struct arena *arena, struct str *ret)
{
    if (s.len != SHA256_DIGITS) return false;
    char *digits = arena_take(arena, SHA256_DIGITS + 1);
    for (uint32_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c >= 'A' && c <= 'F') c = (char)(c - 'A' + 'a');
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
        digits[i] = c;
    }
    *ret = (struct str){digits, SHA256_DIGITS};
    return true;
}

bool form_span(struct str s, struct day_span *ret)
{
    enum { DAY_LEN = DAY_TEXT_BYTES - 1, DOTS = 2 };
    struct day_span span;
    if (!day_parse(str_slice(s, 0, DAY_LEN), &span.from)) return false;
    span.to = span.from;
    if (s.len > DAY_LEN) {
        if (!str_eq(str_slice(s, DAY_LEN, DAY_LEN + DOTS), STR(".."))) return false;
        if (!day_parse(str_slice(s, DAY_LEN + DOTS, s.len), &span.to)) return false;
        if (day_cmp(span.from, span.to) > 0) return false;
    }
    *ret = span;
    return true;
}

struct str form_shown(struct str s, uint32_t bytes_most, struct arena *arena)
{
    struct text shown;
    text_init(&shown, arena);
    for (uint32_t at = 0; at < s.len;) {
        uint32_t from = at;
        uint32_t faults = faults_of(next_character(s, &at));
        if (at > bytes_most) {
            text_put(&shown, STR("…"));
            break;
        }
        bool odd = (faults & (CONTROL | LINE_END | TAB | RETURN)) != 0;
        text_put(&shown, odd ? STR("\uFFFD") : str_slice(s, from, at));
    }
    return text_str(&shown);
}

struct str form_wanted(const struct field *field, uint32_t number_max, enum lang lang,
                       struct arena *arena)
{
    bool ja = lang == LANG_JA;
    switch (field->kind) {
    case FIELD_ID:
        return text_format(arena,
                           ja ? "空白やカンマのない 1〜%d バイトの名前"
                              : "a name of 1 to %d bytes without blanks or commas",
                           ID_BYTES_MAX);
    case FIELD_STR:
    case FIELD_TEXT:
    case FIELD_YAML: return text_wanted(field, lang, arena);
    case FIELD_DAY: return ja ? STR("2021-10-15 の形の日付") : STR("a day like 2021-10-15");
    case FIELD_AT:
        return ja ? STR("2021-10-15T09:00+09:00 の形の日時")
                  : STR("an instant like 2021-10-15T09:00+09:00");
    case FIELD_NUM:
        return text_format(arena, ja ? "0〜%u の整数" : "a whole number from 0 to %u", number_max);
    case FIELD_BOOL: return ja ? STR("true か false") : STR("true or false");
    case FIELD_IDS:
        return text_format(
            arena, ja ? "重複のない名前 %d 件までの並び" : "a list of up to %d names, each once",
            LIST_MAX);
    case FIELD_STRS:
        return text_format(arena,
                           ja ? "空でない文字列 %d 件、計 %d バイトまでの並び"
                              : "a list of up to %d texts, none empty, %d bytes together",
                           LIST_MAX, LIST_BYTES_MAX);
    case FIELD_SPANS:
        return ja ? STR("2021-10-05 か 2021-10-05..2021-10-08 の形の日付の並び")
                  : STR("a list of days like 2021-10-05 or 2021-10-05..2021-10-08");
    case FIELD_FILE:
        return ja ? STR("name と sha256 のあるオブジェクト")
                  : STR("an object with name and sha256");
    case FIELD_TERM: return term_wanted(field, lang, arena);
    }
    CHECK(false);
    return STR_NONE;
}
