#include "engine/proof/note.h"

#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/proof/base64.h"

enum { KEY_ID_BYTES = 4, SEALED_BYTES = KEY_ID_BYTES + SIGNATURE_BYTES, SEALED_BYTES_MAX = 8192 };

#define DASH "\xE2\x80\x94 " /* em dash and a space */

static struct bytes bytes_of(struct str s)
{
    return (struct bytes){(const uint8_t *)s.ptr, s.len};
}

static void key_id(struct str name, struct public_key key, uint8_t ret[KEY_ID_BYTES])
{
    uint8_t tail[2 + KEY_PUBLIC_BYTES] = {0x0A, 0x01}; /* line end; the type Ed25519 */
    memcpy(tail + 2, key.at, KEY_PUBLIC_BYTES);
    struct digest digest = sha256_two(bytes_of(name), (struct bytes){tail, sizeof tail});
    memcpy(ret, digest.at, KEY_ID_BYTES);
}

/* Cuts the first line off, without its line end; false when there is none. */
static bool take_line(struct str *rest, struct str *ret)
{
    uint32_t end = str_find(*rest, '\n');
    if (end == rest->len) return false;
    *ret = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end + 1, rest->len);
    return true;
}

/* Decimal, no leading zeros: one number has one spelling. */
static bool parse_count(struct str s, uint64_t *ret)
{
    uint64_t value = 0;
    if (s.len == 0 || s.len > 20 || (s.ptr[0] == '0' && s.len > 1)) return false;
    for (uint32_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
        uint64_t digit = (uint64_t)(s.ptr[i] - '0');
        if (value > (UINT64_MAX - digit) / 10) return false;
        value = value * 10 + digit;
    }
    *ret = value;
    return true;
}

/* White space beyond ASCII that Unicode knows: U+0085, U+00A0, U+1680, U+2000 to U+200A,
 * U+2028, U+2029, U+202F, U+205F, U+3000. */
static bool is_wide_space(const unsigned char *p, uint32_t left)
{
    if (left >= 2 && p[0] == 0xC2) return p[1] == 0x85 || p[1] == 0xA0;
    if (left < 3) return false;
    if (p[0] == 0xE1) return p[1] == 0x9A && p[2] == 0x80;
    if (p[0] == 0xE3) return p[1] == 0x80 && p[2] == 0x80;
    if (p[0] != 0xE2) return false;
    if (p[1] == 0x81) return p[2] == 0x9F;
    return p[1] == 0x80 && (p[2] <= 0x8A || p[2] == 0xA8 || p[2] == 0xA9 || p[2] == 0xAF);
}

static bool has_controls(struct str s)
{
    for (uint32_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < 0x20 && s.ptr[i] != '\n') return true;
    return false;
}

/* The signed text and the signature lines; the last empty line parts them. */
static bool cut_note(struct str note, struct str *ret_text, struct str *ret_signatures)
{
    if (note.len > NOTE_BYTES_MAX || !str_is_utf8(note) || has_controls(note)) return false;
    for (uint32_t i = note.len; i >= 2; i--) {
        if (note.ptr[i - 1] != '\n' || note.ptr[i - 2] != '\n') continue;
        *ret_text = str_slice(note, 0, i - 1);
        *ret_signatures = str_slice(note, i, note.len);
        return ret_signatures->len > 0;
    }
    return false;
}

/* Lines after the third are extensions: not empty, signed with the rest, and not asked here. */
static bool parse_text(struct str text, struct checkpoint *ret)
{
    struct checkpoint found;
    struct str origin, count, root;
    if (!take_line(&text, &origin) || !take_line(&text, &count) || !take_line(&text, &root))
        return false;
    if (origin.len == 0 || !parse_count(count, &found.head.count)) return false;
    if (!digest_parse(root, &found.head.root)) return false;
    for (struct str extension; text.len > 0;)
        if (!take_line(&text, &extension) || extension.len == 0) return false;
    found.origin = origin;
    *ret = found;
    return true;
}

struct signed_line {
    struct str name;
    uint8_t sealed[SEALED_BYTES_MAX]; /* key id and signature */
    size_t len;
};

static bool parse_signed_line(struct str line, struct signed_line *ret)
{
    if (!str_starts(line, STR(DASH))) return false;
    line = str_slice(line, sizeof DASH - 1, line.len);
    uint32_t blank = str_find(line, ' ');
    if (blank == line.len) return false;
    ret->name = str_slice(line, 0, blank);
    struct str sealed = str_slice(line, blank + 1, line.len);
    return origin_is_valid(ret->name) &&
           base64_parse(sealed, ret->sealed, sizeof ret->sealed, &ret->len) &&
           ret->len > KEY_ID_BYTES;
}

static bool is_by(const struct signed_line *line, struct str name, const uint8_t id[KEY_ID_BYTES])
{
    return str_eq(line->name, name) && memcmp(line->sealed, id, KEY_ID_BYTES) == 0;
}

static bool line_holds(const struct signed_line *line, struct str text, struct public_key key)
{
    struct signature signature;
    if (line->len != SEALED_BYTES) return false;
    memcpy(signature.at, line->sealed + KEY_ID_BYTES, SIGNATURE_BYTES);
    return signature_holds(key, bytes_of(text), signature);
}

/* Every line must be well formed, ours or not. The first in our name decides. */
static enum note_verdict judge_lines(struct str text, struct str lines, struct str name,
                                     struct public_key key)
{
    uint8_t id[KEY_ID_BYTES];
    key_id(name, key, id);
    enum note_verdict verdict = NOTE_UNSIGNED;
    for (uint32_t count = 0; lines.len > 0; count++) {
        struct str line;
        struct signed_line parts;
        if (count == NOTE_SIGNATURES_MAX || !take_line(&lines, &line)) return NOTE_MALFORMED;
        if (!parse_signed_line(line, &parts)) return NOTE_MALFORMED;
        if (verdict != NOTE_UNSIGNED || !is_by(&parts, name, id)) continue;
        verdict = line_holds(&parts, text, key) ? NOTE_HOLDS : NOTE_FORGED;
    }
    return verdict;
}

bool origin_is_valid(struct str origin)
{
    if (origin.len == 0 || origin.len > ORIGIN_BYTES_MAX || !str_is_utf8(origin)) return false;
    for (uint32_t i = 0; i < origin.len; i++) {
        const unsigned char *p = (const unsigned char *)origin.ptr + i;
        if (*p <= ' ' || *p == 0x7F || *p == '+' || is_wide_space(p, origin.len - i)) return false;
    }
    return true;
}

err_t note_sign(const struct key *key, struct checkpoint checkpoint, struct arena *arena,
                struct str *ret)
{
    CHECK(origin_is_valid(checkpoint.origin));
    char root[DIGEST_TEXT_BYTES];
    digest_print(checkpoint.head.root, root);
    struct text text;
    text_init(&text, arena);
    text_add(&text, "%.*s\n%llu\n%s\n", STR_ARGS(checkpoint.origin),
             (unsigned long long)checkpoint.head.count, root);

    uint8_t sealed[SEALED_BYTES];
    struct signature signature;
    TRY(key_sign(key, bytes_of(text_str(&text)), &signature));
    key_id(checkpoint.origin, key_public(key), sealed);
    memcpy(sealed + KEY_ID_BYTES, signature.at, SIGNATURE_BYTES);
    struct str base64 = base64_print(arena, (struct bytes){sealed, sizeof sealed});
    text_add(&text, "\n" DASH "%.*s %.*s\n", STR_ARGS(checkpoint.origin), STR_ARGS(base64));
    *ret = text_str(&text);
    return OK;
}

bool note_parse(struct str note, struct checkpoint *ret)
{
    struct str text, lines;
    return cut_note(note, &text, &lines) && parse_text(text, ret);
}

enum note_verdict note_verify(struct str note, struct str origin, struct public_key key,
                              struct checkpoint *ret)
{
    struct str text, lines;
    struct checkpoint found;
    if (!cut_note(note, &text, &lines) || !parse_text(text, &found)) return NOTE_MALFORMED;
    if (!str_eq(found.origin, origin)) return NOTE_OTHER_ORIGIN;
    enum note_verdict verdict = judge_lines(text, lines, origin, key);
    if (verdict == NOTE_HOLDS) *ret = found;
    return verdict;
}

struct str note_verifier_key(struct str origin, struct public_key key, struct arena *arena)
{
    uint8_t id[KEY_ID_BYTES], typed[1 + KEY_PUBLIC_BYTES] = {0x01};
    key_id(origin, key, id);
    memcpy(typed + 1, key.at, KEY_PUBLIC_BYTES);
    struct str base64 = base64_print(arena, (struct bytes){typed, sizeof typed});
    return text_format(arena, "%.*s+%02x%02x%02x%02x+%.*s", STR_ARGS(origin), id[0], id[1], id[2],
                       id[3], STR_ARGS(base64));
}
