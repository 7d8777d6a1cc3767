#include "cli/paper/xlsx_text.h"

static bool is_letter_start(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

/* As many bytes of whole letters as fit in `units_max`; a letter of four bytes takes two. */
static uint32_t bytes_within(struct str s, uint32_t units_max)
{
    uint32_t units = 0;
    for (uint32_t i = 0; i < s.len; i++) {
        if (!is_letter_start(s.ptr[i])) continue;
        units += (unsigned char)s.ptr[i] >= 0xF0 ? 2 : 1;
        if (units > units_max) return i;
    }
    return s.len;
}

struct str xlsx_text_fit(struct arena *arena, struct str text)
{
    struct text out;
    if (bytes_within(text, XLSX_CELL_UNITS_MAX) == text.len) return text;
    text_init(&out, arena);
    text_put(&out, str_slice(text, 0, bytes_within(text, XLSX_CELL_UNITS_MAX - sizeof XLSX_CUT)));
    text_put(&out, STR(XLSX_CUT));
    return text_str(&out);
}

/* With every letter that a name can't have made a blank. */
static struct str name_cleaned(struct arena *arena, struct str text)
{
    struct str name = str_copy(arena, text);
    char *at = arena_take(arena, name.len + 1);
    for (uint32_t i = 0; i < name.len; i++) {
        bool is_bad = strchr("[]:*?/\\'\n\t", name.ptr[i]) != NULL;
        at[i] = is_bad ? ' ' : name.ptr[i];
    }
    return (struct str){at, name.len};
}

/* Excel takes ABC and abc for the same name. */
static bool is_alike(struct str a, struct str b)
{
    if (a.len != b.len) return false;
    for (uint32_t i = 0; i < a.len; i++) {
        char x = a.ptr[i], y = b.ptr[i];
        if (x >= 'A' && x <= 'Z') x = (char)(x - 'A' + 'a');
        if (y >= 'A' && y <= 'Z') y = (char)(y - 'A' + 'a');
        if (x != y) return false;
    }
    return true;
}

static bool is_taken(const struct xlsx_names *names, struct str name)
{
    if (name.len == 0 || is_alike(name, STR("history"))) return true;
    for (uint32_t i = 0; i < names->taken.count; i++)
        if (is_alike(*(const struct str *)vec_at(&names->taken, i), name)) return true;
    return false;
}

struct str xlsx_name(struct xlsx_names *names, struct arena *arena, struct str text)
{
    enum { NUMBER_UNITS = 8 };
    struct str clean = name_cleaned(arena, text), name;
    struct str head = str_slice(clean, 0, bytes_within(clean, XLSX_NAME_UNITS_MAX - NUMBER_UNITS));
    name = str_copy(arena, str_slice(clean, 0, bytes_within(clean, XLSX_NAME_UNITS_MAX)));
    if (name.len == 0) name = STR("表");
    for (uint32_t number = 2; is_taken(names, name); number++)
        name = text_format(arena, "%.*s (%u)", STR_ARGS(head), number);
    if (names->taken.row_bytes == 0) names->taken = vec_of(sizeof(struct str));
    *(struct str *)vec_push(&names->taken, arena) = name;
    return name;
}

struct str xlsx_title(struct arena *arena, struct str text)
{
    return str_copy(arena, str_slice(text, 0, bytes_within(text, XLSX_LINE_UNITS_MAX)));
}

struct str xlsx_header(struct arena *arena, struct str text)
{
    struct text out;
    text = str_slice(text, 0, bytes_within(text, XLSX_LINE_UNITS_MAX / 2));
    text_init(&out, arena);
    text_put(&out, STR("&R"));
    for (uint32_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '&') text_putc(&out, '&');
        text_putc(&out, text.ptr[i] == '\n' ? ' ' : text.ptr[i]);
    }
    return text_str(&out);
}
