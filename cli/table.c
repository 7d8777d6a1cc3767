#include "cli/table.h"

#include "cli/letters.h"
#include "engine/base/check.h"

enum {
    GAP = 2,         /* blanks between columns */
    REST_LEAST = 16, /* a wrapping column is never narrower */
    LEFT_LEAST = 12, /* nor is another, which wraps only when the rest has given way */
};

struct column {
    struct str heading;
    enum column_kind kind;
    uint32_t width;
};

/* C0 and C1 controls, and the marks that turn the reading direction (UAX 9), which can show a
 * name as another one. */
static bool is_unfit(int32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
}

uint32_t text_columns(struct str text)
{
    uint32_t columns = 0, len;
    for (uint32_t i = 0; i < text.len; i += len)
        columns += letter_columns(letter_at(text, i, &len));
    return columns;
}

void text_put_clean(struct text *ret, struct str text)
{
    uint32_t len;
    for (uint32_t i = 0; i < text.len; i += len) {
        int32_t c = letter_at(text, i, &len);
        if (c == 0xFFFD)
            text_put(ret, STR("\xEF\xBF\xBD"));
        else if (is_unfit(c))
            text_putc(ret, ' ');
        else
            text_put(ret, str_slice(text, i, i + len));
    }
}

static const char *mark_code(enum mark mark)
{
    switch (mark) {
    case MARK_NONE: return "";
    case MARK_BAD: return "\033[31m";
    case MARK_WARNING: return "\033[33m";
    case MARK_GOOD: return "\033[32m";
    case MARK_DIM: return "\033[2m";
    case MARK_STRONG: return "\033[1m";
    }
    CHECK(false);
    return "";
}

void text_put_marked(struct text *ret, bool colour, enum mark mark, struct str text)
{
    bool marked = colour && mark != MARK_NONE;
    if (marked) text_put(ret, str_of(mark_code(mark)));
    text_put(ret, text);
    if (marked) text_put(ret, STR("\033[0m"));
}

/* Marks that must not begin a line (JIS X 4051, the common ones). */
static bool clings(int32_t c)
{
    switch (c) {
    case 0x3001: /* 、 */
    case 0x3002: /* 。 */
    case 0x300D: /* 」 */
    case 0x300F: /* 』 */
    case 0x30FC: /* ー */
    case 0xFF09: /* ） */
    case ')':
    case ',':
    case '.':
    case ':':
    case ';': return true;
    }
    return false;
}

static bool is_digit(int32_t c)
{
    return c >= '0' && c <= '9';
}

/* What counts or dates a number: 年, 月, 日, 時, 分, 件, 回, 名. */
static bool is_unit(int32_t c)
{
    switch (c) {
    case 0x5E74:
    case 0x6708:
    case 0x65E5:
    case 0x6642:
    case 0x5206:
    case 0x4EF6:
    case 0x56DE:
    case 0x540D: return true;
    }
    return false;
}

/* A number and its unit belong together (JIS X 4051), and so does a whole date:
 * 2021年10月15日(金). */
static bool is_of_one_number(int32_t before, int32_t after)
{
    return (is_digit(before) && is_unit(after)) ||
           (is_unit(before) && (is_digit(after) || after == '('));
}

/* Whether a line may end between two letters without a blank there. */
static bool breaks_between(int32_t before, int32_t after)
{
    if (is_of_one_number(before, after)) return false;
    return (letter_columns(before) == 2 || letter_columns(after) == 2) && !clings(after) &&
           before != '(' && before != 0x300C && before != 0xFF08;
}

/* How many bytes of `s` go on a line of `width` columns: up to the last place it may break. At
 * least one letter, because a place narrower than a letter can't be served. */
static uint32_t line_bytes(struct str s, uint32_t width)
{
    uint32_t columns = 0, last_break = 0, len;
    int32_t before = 0;
    for (uint32_t i = 0; i < s.len; i += len) {
        int32_t c = letter_at(s, i, &len);
        if (i > 0 && (c == ' ' || breaks_between(before, c))) last_break = i;
        columns += letter_columns(c);
        if (columns > width && c != ' ') return last_break > 0 ? last_break : (i > 0 ? i : len);
        before = c;
    }
    return s.len;
}

static struct str trim_start(struct str s)
{
    uint32_t i = 0;
    while (i < s.len && s.ptr[i] == ' ') i++;
    return str_slice(s, i, s.len);
}

static struct str trim_end(struct str s)
{
    while (s.len > 0 && s.ptr[s.len - 1] == ' ') s.len--;
    return s;
}

/* The next line of *rest, which loses it. */
static struct str line_take(struct str *rest, uint32_t width)
{
    uint32_t bytes = line_bytes(*rest, width);
    struct str line = trim_end(str_slice(*rest, 0, bytes));
    *rest = trim_start(str_slice(*rest, bytes, rest->len));
    return line;
}

void text_put_wrapped(struct text *ret, struct str text, uint32_t width, uint32_t indent,
                      uint32_t from)
{
    struct str rest = text;
    bool first = true;
    do {
        uint32_t used = first ? from : indent;
        if (!first) text_spaces(ret, indent);
        text_put(ret, line_take(&rest, width > used ? width - used : 1));
        text_putc(ret, '\n');
        first = false;
    } while (rest.len > 0);
}

void table_init(struct table *table, struct arena *arena, uint32_t width, bool colour)
{
    *table = (struct table){
        .arena = arena,
        .width = width >= TABLE_WIDTH_MIN ? width : TABLE_WIDTH_MIN,
        .colour = colour,
        .columns = vec_of(sizeof(struct column)),
        .cells = vec_of(sizeof(struct str)),
        .marks = vec_of(sizeof(enum mark)),
    };
}

void table_column(struct table *table, enum column_kind kind, const char *heading)
{
    CHECK(table->cells.count == 0);
    struct column *column = vec_push(&table->columns, table->arena);
    *column = (struct column){.heading = str_of(heading), .kind = kind};
    column->width = text_columns(column->heading);
}

static uint32_t columns_in(const struct table *table)
{
    CHECK(table->columns.count > 0);
    return table->columns.count;
}

void table_cell(struct table *table, struct str text)
{
    struct text clean;
    uint32_t at = table->cells.count % columns_in(table);
    if (at == 0) vec_push(&table->marks, table->arena);
    text_init(&clean, table->arena);
    text_put_clean(&clean, text);
    struct str *cell = vec_push(&table->cells, table->arena);
    *cell = text_str(&clean);
    struct column *column = vec_at(&table->columns, at);
    uint32_t width = text_columns(*cell);
    if (width > column->width) column->width = width;
}

void table_cell_number(struct table *table, int64_t number)
{
    table_cell(table, text_format(table->arena, "%lld", (long long)number));
}

void table_mark(struct table *table, enum mark mark)
{
    CHECK(table->marks.count > 0);
    *(enum mark *)vec_at(&table->marks, table->marks.count - 1) = mark;
}

uint32_t table_rows(const struct table *table)
{
    return table->cells.count / columns_in(table);
}

static uint32_t total_width(const uint32_t *widths, uint32_t count)
{
    uint32_t total = GAP * (count - 1);
    for (uint32_t i = 0; i < count; i++) total += widths[i];
    return total;
}

/* The widest column that may become narrower and wrap: numbers stay on their line. */
static uint32_t widest(const struct table *table, const uint32_t *widths)
{
    uint32_t at = table->columns.count;
    for (uint32_t i = 0; i < table->columns.count; i++) {
        const struct column *column = vec_at(&table->columns, i);
        uint32_t least = column->kind == COLUMN_REST ? REST_LEAST : LEFT_LEAST;
        bool fits = column->kind != COLUMN_RIGHT && widths[i] > least;
        if (fits && (at == table->columns.count || widths[i] > widths[at])) at = i;
    }
    return at;
}

/* How wide each column is shown. The wrapping column gives way first, then the widest. */
static uint32_t *widths_of(const struct table *table)
{
    uint32_t count = table->columns.count, rest = count;
    uint32_t *widths = ARENA_ARRAY(table->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        const struct column *column = vec_at(&table->columns, i);
        widths[i] = column->width;
        if (column->kind == COLUMN_REST) rest = i;
    }
    while (total_width(widths, count) > table->width) {
        uint32_t at = rest < count && widths[rest] > REST_LEAST ? rest : widest(table, widths);
        if (at == count) break;
        widths[at]--;
    }
    return widths;
}

static void put_padded(struct text *ret, struct str s, const struct column *column, uint32_t width)
{
    uint32_t taken = text_columns(s), pad = width > taken ? width - taken : 0;
    if (column->kind == COLUMN_RIGHT) text_spaces(ret, pad);
    text_put(ret, s);
    if (column->kind != COLUMN_RIGHT) text_spaces(ret, pad);
}

/* One line of a row: `rests` holds what of each cell is still to be written. */
static void put_line(const struct table *table, const uint32_t *widths, struct text *ret,
                     struct str *rests, enum mark mark)
{
    struct text line;
    text_init(&line, table->arena);
    for (uint32_t i = 0; i < table->columns.count; i++) {
        const struct column *column = vec_at(&table->columns, i);
        struct str piece = line_take(&rests[i], widths[i]);
        if (i > 0) text_spaces(&line, GAP);
        put_padded(&line, piece, column, widths[i]);
    }
    text_put_marked(ret, table->colour, mark, trim_end(text_str(&line)));
    text_putc(ret, '\n');
}

static bool any_left(const struct str *rests, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (rests[i].len > 0) return true;
    return false;
}

static void put_row(const struct table *table, const uint32_t *widths, struct text *ret,
                    struct str *cells, enum mark mark)
{
    do put_line(table, widths, ret, cells, mark);
    while (any_left(cells, table->columns.count));
}

void table_print(const struct table *table, struct text *ret)
{
    uint32_t count = columns_in(table);
    CHECK(table->cells.count % count == 0);
    if (table->cells.count == 0) return;
    const uint32_t *widths = widths_of(table);
    struct str *row = ARENA_ARRAY(table->arena, struct str, count);
    for (uint32_t i = 0; i < count; i++)
        row[i] = ((const struct column *)vec_at(&table->columns, i))->heading;
    if (any_left(row, count)) put_row(table, widths, ret, row, MARK_DIM);
    for (uint32_t r = 0; r < table_rows(table); r++) {
        for (uint32_t i = 0; i < count; i++)
            row[i] = *(const struct str *)vec_at(&table->cells, r * count + i);
        put_row(table, widths, ret, row, *(const enum mark *)vec_at(&table->marks, r));
    }
}
