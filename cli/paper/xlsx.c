#include "cli/paper/xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "cli/paper/archive.h"
#include "cli/paper/xlsx_size.h"
#include "cli/paper/xlsx_text.h"
#include "engine/base/check.h"

enum {
    PAPER_A4 = 9,
    LABEL_COLUMNS = 18, /* widths, in columns of half-width letters */
    VALUE_COLUMNS = 66,
    EXCEL_EPOCH = 25569, /* 1970-01-01 as Excel counts days */
    EXCEL_FIRST = 61,    /* 1900-03-01: before it Excel counts a day that never was */
    STANDING_COUNT = STANDING_ON_BEHALF + 1,
};

/* Beyond it a double, all that Excel has, loses whole numbers. */
#define EXCEL_NUMBER_MAX (INT64_C(1) << 53)

/* Number formats, Japanese wherever the file is opened: 0411 is ja-JP. */
static const char *const day_formats[] = {
    [XLSX_ERA] = "[$-411]ggge\"年\"m\"月\"d\"日\"",
    [XLSX_WESTERN] = "[$-411]yyyy\"年\"m\"月\"d\"日\"",
};
static const char *const instant_formats[] = {
    [XLSX_ERA] = "[$-411]ggge\"年\"m\"月\"d\"日\" hh:mm",
    [XLSX_WESTERN] = "[$-411]yyyy\"年\"m\"月\"d\"日\" hh:mm",
};

/* A workbook as it is being filled. Failures of the library are remembered: the first one wins. */
struct book {
    lxw_workbook *workbook;
    lxw_format *looks[LOOK_COUNT], *framed[LOOK_COUNT], *wrapped[LOOK_COUNT];
    lxw_format *day, *instant, *date, *standings[STANDING_COUNT];
    const struct folio *folio;
    struct arena *arena;
    struct xlsx_names names;
    lxw_error failed;
};

static void keep(struct book *book, lxw_error error)
{
    if (book->failed == LXW_NO_ERROR) book->failed = error;
}

static lxw_color_t colour_of(const char *hex)
{
    lxw_color_t colour = 0;
    for (; *hex != '\0'; hex++)
        colour = colour << 4 | (lxw_color_t)(*hex <= '9' ? *hex - '0' : *hex - 'A' + 10);
    return colour;
}

static uint8_t align_of(enum look_align align)
{
    switch (align) {
    case ALIGN_LEFT:
    case ALIGN_JUSTIFY: return LXW_ALIGN_LEFT;
    case ALIGN_CENTRE: return LXW_ALIGN_CENTER;
    case ALIGN_RIGHT: return LXW_ALIGN_RIGHT;
    }
    return LXW_ALIGN_LEFT;
}

/* `framed` cells have lines around; these and `wrapped` ones break long lines. */
static lxw_format *format_of(struct book *book, enum look look, bool framed, bool wrapped)
{
    const struct look_row *row = look_at(look);
    lxw_format *format = workbook_add_format(book->workbook);
    if (format == NULL) {
        keep(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    format_set_font_name(format, look_font_name(row->font));
    format_set_font_size(format, row->half_points / 2.0);
    if (row->bold) format_set_bold(format);
    if (row->colour[0] != '\0') format_set_font_color(format, colour_of(row->colour));
    if (row->shade[0] != '\0') format_set_bg_color(format, colour_of(row->shade));
    format_set_align(format, align_of(row->align));
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (framed) format_set_border(format, LXW_BORDER_THIN);
    if (wrapped) format_set_text_wrap(format);
    return format;
}

static uint8_t border_of(enum frame frame)
{
    switch (frame) {
    case FRAME_GRID: return LXW_BORDER_THIN;
    case FRAME_BOX: return LXW_BORDER_MEDIUM;
    case FRAME_STAMP: return LXW_BORDER_DOUBLE;
    case FRAME_PROXY: return LXW_BORDER_MEDIUM_DASHED;
    case FRAME_PENDING: return LXW_BORDER_DOTTED;
    case FRAME_COUNT: break;
    }
    CHECK(false);
    return LXW_BORDER_THIN;
}

static lxw_format *standing_format(struct book *book, enum folio_standing standing)
{
    const enum frame frame = folio_standing_frame(standing);
    const struct frame_row *row = frame_at(frame);
    lxw_format *format = format_of(book, LOOK_CELL, true, true);
    if (format == NULL) return NULL;
    format_set_border(format, border_of(frame));
    format_set_border_color(format, colour_of(row->colour));
    if (row->shade[0] != '\0') format_set_bg_color(format, colour_of(row->shade));
    return format;
}

static void formats_make(struct book *book, enum xlsx_dates dates)
{
    for (int i = 0; i < LOOK_COUNT; i++) {
        book->looks[i] = format_of(book, (enum look)i, false, false);
        book->wrapped[i] = format_of(book, (enum look)i, false, true);
        book->framed[i] = format_of(book, (enum look)i, true, true);
    }
    for (int i = 0; i < STANDING_COUNT; i++)
        book->standings[i] = standing_format(book, (enum folio_standing)i);
    book->day = format_of(book, LOOK_CELL, true, true);
    book->instant = format_of(book, LOOK_CELL, true, true);
    book->date = format_of(book, LOOK_DATE, false, false);
    if (book->date != NULL) format_set_num_format(book->date, day_formats[dates]);
    if (book->day != NULL) format_set_num_format(book->day, day_formats[dates]);
    if (book->instant != NULL) format_set_num_format(book->instant, instant_formats[dates]);
}

/* For the library: ended by a NUL, which slices aren't. */
static char *text_c(struct book *book, struct str text)
{
    const struct str fit = xlsx_text_fit(book->arena, text);
    char *copy = arena_take(book->arena, (size_t)fit.len + 1);
    if (fit.len > 0) memcpy(copy, fit.ptr, fit.len);
    return copy;
}

static void string_put(struct book *book, lxw_worksheet *sheet, uint32_t row, uint32_t column,
                       struct str text, lxw_format *format)
{
    lxw_col_t at = (lxw_col_t)column;
    if (text.len == 0)
        keep(book, worksheet_write_blank(sheet, row, at, format));
    else
        keep(book, worksheet_write_string(sheet, row, at, text_c(book, text), format));
}

static void number_put(struct book *book, lxw_worksheet *sheet, uint32_t row, uint32_t column,
                       double number, lxw_format *format)
{
    keep(book, worksheet_write_number(sheet, row, (lxw_col_t)column, number, format));
}

/* What Excel can't hold as a number or date goes in as words. */
static void cell_put(struct book *book, lxw_worksheet *sheet, uint32_t row, uint32_t column,
                     const struct folio_cell *cell, lxw_format *format)
{
    const int32_t offset = book->folio->offset;
    day_t day = cell->kind == CELL_INSTANT ? instant_day(cell->at, offset) : cell->day;
    const double serial = day.n + EXCEL_EPOCH;
    const bool is_far = day.n + EXCEL_EPOCH < EXCEL_FIRST;
    const bool is_big = cell->number > EXCEL_NUMBER_MAX || cell->number < -EXCEL_NUMBER_MAX;
    if (cell->kind == CELL_NUMBER && !is_big)
        number_put(book, sheet, row, column, (double)cell->number, format);
    else if (cell->kind == CELL_DAY && !is_far)
        number_put(book, sheet, row, column, serial, book->day);
    else if (cell->kind == CELL_INSTANT && !is_far)
        number_put(book, sheet, row, column,
                   serial + (double)instant_minute(cell->at, offset) / MINUTES_PER_DAY,
                   book->instant);
    else
        string_put(book, sheet, row, column, folio_cell_said(book->folio, cell, book->arena),
                   format);
}

static void height_put(struct book *book, lxw_worksheet *sheet, uint32_t row, double points)
{
    keep(book, worksheet_set_row(sheet, row, points, NULL));
}

static lxw_worksheet *sheet_new(struct book *book, struct str text, bool landscape)
{
    struct str name = xlsx_name(&book->names, book->arena, text);
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, text_c(book, name));
    if (sheet == NULL) {
        keep(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    worksheet_set_paper(sheet, PAPER_A4);
    if (landscape) worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_margins(sheet, 0.7, 0.6, 0.9, 0.8);
    struct str header = xlsx_header(book->arena, book->folio->running);
    keep(book, worksheet_set_header(sheet, text_c(book, header)));
    keep(book, worksheet_set_footer(sheet, "&C&P / &N"));
    return sheet;
}

static void table_row_put(struct book *book, lxw_worksheet *sheet, const struct folio_block *table,
                          uint32_t row, const uint32_t *widths)
{
    double points = 0;
    for (uint32_t i = 0; i < table->count; i++) {
        const struct folio_column *column = vec_at(&book->folio->columns, table->first + i);
        const struct folio_cell *cell =
            vec_at(&book->folio->cells, table->cell_first + row * table->count + i);
        const enum look look = look_of_align(column->align);
        cell_put(book, sheet, 1 + row, i, cell, book->framed[look]);
        double needed =
            xlsx_points(folio_cell_said(book->folio, cell, book->arena), widths[i] - 1, look);
        if (needed > points) points = needed;
    }
    height_put(book, sheet, 1 + row, points);
}

static void table_put(struct book *book, const struct folio_block *table)
{
    const uint32_t rows = folio_rows(table);
    const lxw_col_t last = (lxw_col_t)(table->count - 1);
    lxw_worksheet *sheet = sheet_new(book, table->text, book->folio->landscape);
    uint32_t *widths = ARENA_ARRAY(book->arena, uint32_t, table->count);
    if (sheet == NULL) return;
    for (uint32_t i = 0; i < table->count; i++) {
        const struct folio_column *column = vec_at(&book->folio->columns, table->first + i);
        lxw_col_t at = (lxw_col_t)i;
        widths[i] = xlsx_width(book->folio, table, i, book->arena);
        keep(book, worksheet_set_column(sheet, at, at, widths[i], NULL));
        string_put(book, sheet, 0, i, column->heading, book->framed[LOOK_HEAD]);
    }
    for (uint32_t row = 0; row < rows; row++) table_row_put(book, sheet, table, row, widths);
    if (rows == 0) string_put(book, sheet, 1, 0, STR(FOLIO_NOTHING), book->framed[LOOK_CELL]);
    worksheet_freeze_panes(sheet, 1, 0);
    keep(book, worksheet_repeat_rows(sheet, 0, 0));
    keep(book, worksheet_autofilter(sheet, 0, 0, rows > 0 ? rows : 1, last));
}

/* A line of the front sheet: a text in one of its two columns, the row as high as it needs. */
static void line_put(struct book *book, lxw_worksheet *sheet, uint32_t row, uint32_t column,
                     struct str text, enum look look, lxw_format *format)
{
    string_put(book, sheet, row, column, text, format);
    height_put(book, sheet, row, xlsx_points(text, VALUE_COLUMNS - 2, look));
}

static void boxes_put(struct book *book, lxw_worksheet *sheet, uint32_t *row,
                      const struct folio_block *block)
{
    for (uint32_t i = 0; i < block->count; i++) {
        const struct folio_box *box = vec_at(&book->folio->boxes, block->first + i);
        string_put(book, sheet, *row, 0, box->label, book->framed[LOOK_LABEL]);
        line_put(book, sheet, *row, 1, box->text, LOOK_CELL, book->framed[LOOK_CELL]);
        ++*row;
    }
    ++*row;
}

static void pairs_put(struct book *book, lxw_worksheet *sheet, uint32_t *row,
                      const struct folio_block *block)
{
    for (uint32_t i = 0; i < block->count; i++) {
        const struct folio_pair *pair = vec_at(&book->folio->pairs, block->first + i);
        string_put(book, sheet, *row, 0, pair->label, book->framed[LOOK_LABEL]);
        cell_put(book, sheet, *row, 1, &pair->value, book->framed[LOOK_CELL]);
        height_put(book, sheet, *row, xlsx_points(pair->value.text, VALUE_COLUMNS - 2, LOOK_CELL));
        ++*row;
    }
    ++*row;
}

static void approval_put(struct book *book, lxw_worksheet *sheet, uint32_t *row,
                         const struct folio_approval *approval)
{
    const enum folio_standing standing = approval->standing;
    string_put(book, sheet, *row, 0, str_of(folio_standing_word(standing)),
               book->framed[folio_standing_look(standing)]);
    line_put(book, sheet, *row, 1, folio_approval_said(book->folio, approval, book->arena),
             LOOK_CELL, book->standings[standing]);
    *row += 2;
}

/* On the front sheet; of a table only where it stands. */
static void block_put(struct book *book, lxw_worksheet *sheet, uint32_t *row,
                      const struct folio_block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        line_put(book, sheet, (*row)++, 0, block->text, block->look, book->looks[block->look]);
        break;
    case BLOCK_TEXT:
        line_put(book, sheet, (*row)++, 1, block->text, block->look, book->wrapped[block->look]);
        break;
    case BLOCK_PAIRS: pairs_put(book, sheet, row, block); break;
    case BLOCK_TABLE:
        string_put(book, sheet, (*row)++, 1,
                   text_format(book->arena, "表「%.*s」は別シート", STR_ARGS(block->text)),
                   book->looks[LOOK_NOTE]);
        break;
    case BLOCK_BOXES: boxes_put(book, sheet, row, block); break;
    case BLOCK_APPROVAL:
        approval_put(book, sheet, row, vec_at(&book->folio->approvals, block->first));
        break;
    case BLOCK_BREAK: break;
    }
}

static void front_put(struct book *book)
{
    const struct folio *folio = book->folio;
    uint32_t row = 0;
    lxw_worksheet *sheet = sheet_new(book, STR("表紙"), false);
    if (sheet == NULL) return;
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    keep(book, worksheet_set_column(sheet, 0, 0, LABEL_COLUMNS, NULL));
    keep(book, worksheet_set_column(sheet, 1, 1, VALUE_COLUMNS, NULL));
    line_put(book, sheet, row++, 1, folio->title, LOOK_TITLE, book->wrapped[LOOK_TITLE]);
    if (folio->date.is) {
        const double serial = folio->date.day.n + EXCEL_EPOCH;
        number_put(book, sheet, row++, 1, serial, book->date);
    }
    string_put(book, sheet, row++, 0, folio->addressee, book->looks[LOOK_ADDRESS]);
    for (uint32_t i = 0; i < folio->sender.count; i++)
        string_put(book, sheet, row++, 1, folio->sender.at[i], book->looks[LOOK_SENDER]);
    row++;
    for (uint32_t i = 0; i < folio->blocks.count; i++)
        block_put(book, sheet, &row, vec_at(&folio->blocks, i));
}

static lxw_error book_fill(struct book *book, enum xlsx_dates dates)
{
    const struct folio *folio = book->folio;
    lxw_doc_properties properties = {.title = text_c(book, xlsx_title(book->arena, folio->title)),
                                     .author = "tehai",
                                     .created = (time_t)(folio->created_at.ms / 1000)};
    keep(book, workbook_set_properties(book->workbook, &properties));
    formats_make(book, dates);
    if (book->failed != LXW_NO_ERROR) return book->failed;
    front_put(book);
    for (uint32_t i = 0; i < folio->blocks.count; i++) {
        const struct folio_block *block = vec_at(&folio->blocks, i);
        if (block->kind == BLOCK_TABLE) table_put(book, block);
    }
    return book->failed;
}

/* Tries the place out first: the library would tell the terminal what it couldn't open. */
static err_t place_make(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (fd < 0) return archive_fault(errno, "open the file to write");
    if (close(fd) != 0) return archive_fault(errno, "open the file to write");
    return OK;
}

static err_t book_write(const struct folio *folio, enum xlsx_dates dates, struct arena *arena,
                        const char *path)
{
    struct book book = {.workbook = workbook_new(path), .folio = folio, .arena = arena};
    if (book.workbook == NULL) return archive_fault(ENOMEM, "make a workbook");
    lxw_error filled = book_fill(&book, dates);
    errno = 0;
    lxw_error closed = workbook_close(book.workbook); /* frees it in any case */
    if (filled != LXW_NO_ERROR) return archive_fault(0, lxw_strerror(filled));
    if (closed != LXW_NO_ERROR) return archive_fault(errno, "write the file");
    return OK;
}

err_t xlsx_write(const struct folio *folio, enum xlsx_dates dates, struct arena *arena,
                 const char *path)
{
    const struct arena_mark mark = arena_mark(arena);
    /* Beside its place first, so that it appears there whole or not at all. */
    const char *part = text_format(arena, "%s.part", path).ptr;
    err_t result = place_make(part);
    if (!is_err(result)) {
        result = book_write(folio, dates, arena, part);
        if (!is_err(result) && rename(part, path) != 0)
            result = archive_fault(errno, "put the file in its place");
        if (is_err(result)) (void)unlink(part);
    }
    arena_rewind(arena, mark);
    return result;
}
