#include "cli/paper/docx_priv.h"

#include "cli/paper/xml.h"
#include "engine/base/check.h"

enum {
    CELL_ABOVE = 20,           /* between a cell's lines and its text, and below */
    CELL_BESIDE = 85,          /* and left and right */
    CELL_TALL = 800,           /* room for a seal or a signature */
    ROW_WHOLE_BYTES_MAX = 900, /* a row with longer cells may break over pages */
    LABEL_WIDTH = 2200,
    STANDING_WIDTH = 1700,
    BOX_WIDTH_MAX = 2700,
    BOXES_A_ROW = 6,
};

/* A table as it is being put: its lines and its columns' widths. */
struct grid {
    struct text *out;
    enum frame outer, inner;
    const uint32_t *widths;
    uint32_t count;
    bool right; /* stands at the right margin, not the left */
    bool centred;
};

uint32_t docx_text_width(const struct folio *folio)
{
    uint32_t width = folio->landscape ? PAGE_LONG : PAGE_SHORT;
    return width - MARGIN_LEFT - MARGIN_RIGHT;
}

/* Between breaks; a tab has an element of its own. */
static void line_put(struct text *ret, struct str line)
{
    uint32_t tab = str_find(line, '\t');
    while (tab < line.len) {
        xml_put(ret, "<w:t xml:space=\"preserve\">");
        xml_put_text(ret, str_slice(line, 0, tab));
        xml_put(ret, "</w:t><w:tab/>");
        line = str_slice(line, tab + 1, line.len);
        tab = str_find(line, '\t');
    }
    xml_put(ret, "<w:t xml:space=\"preserve\">");
    xml_put_text(ret, line);
    xml_put(ret, "</w:t>");
}

void docx_put_text(struct text *ret, enum look look, struct str text)
{
    text_add(ret, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", look_at(look)->id);
    while (text.len > 0) {
        uint32_t end = str_find(text, '\n');
        xml_put(ret, "<w:r>");
        line_put(ret, str_slice(text, 0, end));
        if (end < text.len) xml_put(ret, "<w:br/>");
        xml_put(ret, "</w:r>");
        text = str_slice(text, end + 1, text.len);
    }
    xml_put(ret, "</w:p>\n");
}

static void border_put(struct text *ret, const char *side, enum frame frame)
{
    const struct frame_row *row = frame_at(frame);
    text_add(ret, "<w:%s w:val=\"%s\" w:sz=\"%u\" w:space=\"0\" w:color=\"%s\"/>", side, row->line,
             row->eighths, row->colour);
}

/* Elements in the order of CT_TblPr (17.4.59) and CT_TblBorders (17.4.38). */
static void grid_begin(const struct grid *grid)
{
    struct text *out = grid->out;
    uint32_t width = 0;
    for (uint32_t i = 0; i < grid->count; i++) width += grid->widths[i];
    text_add(out, "<w:tbl><w:tblPr><w:tblW w:w=\"%u\" w:type=\"dxa\"/>", width);
    if (grid->right || grid->centred)
        text_add(out, "<w:jc w:val=\"%s\"/>", grid->right ? "right" : "center");
    xml_put(out, "<w:tblBorders>");
    border_put(out, "top", grid->outer);
    border_put(out, "left", grid->outer);
    border_put(out, "bottom", grid->outer);
    border_put(out, "right", grid->outer);
    border_put(out, "insideH", grid->inner);
    border_put(out, "insideV", grid->inner);
    text_add(out,
             "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>"
             "<w:top w:w=\"%d\" w:type=\"dxa\"/><w:left w:w=\"%d\" w:type=\"dxa\"/>"
             "<w:bottom w:w=\"%d\" w:type=\"dxa\"/><w:right w:w=\"%d\" w:type=\"dxa\"/>"
             "</w:tblCellMar></w:tblPr><w:tblGrid>",
             CELL_ABOVE, CELL_BESIDE, CELL_ABOVE, CELL_BESIDE);
    for (uint32_t i = 0; i < grid->count; i++)
        text_add(out, "<w:gridCol w:w=\"%u\"/>", grid->widths[i]);
    xml_put(out, "</w:tblGrid>\n");
}

/* The narrow paragraph keeps this table and the next apart: Word joins neighbours. */
static void grid_end(const struct grid *grid)
{
    xml_put(grid->out, "</w:tbl>\n");
    docx_put_text(grid->out, LOOK_GAP, STR_NONE);
}

static void row_begin(const struct grid *grid, bool whole, bool heading, uint32_t height)
{
    xml_put(grid->out, "<w:tr><w:trPr>");
    if (whole) xml_put(grid->out, "<w:cantSplit/>");
    if (height > 0) text_add(grid->out, "<w:trHeight w:val=\"%u\" w:hRule=\"atLeast\"/>", height);
    if (heading) xml_put(grid->out, "<w:tblHeader/>");
    xml_put(grid->out, "</w:trPr>\n");
}

static void row_end(const struct grid *grid)
{
    xml_put(grid->out, "</w:tr>\n");
}

/* Elements in the order of CT_TcPr (17.4.70). `span`: columns it covers. */
static void cell_begin(const struct grid *grid, uint32_t column, uint32_t span, const char *shade)
{
    uint32_t width = 0;
    for (uint32_t i = column; i < column + span; i++) width += grid->widths[i];
    text_add(grid->out, "<w:tc><w:tcPr><w:tcW w:w=\"%u\" w:type=\"dxa\"/>", width);
    if (span > 1) text_add(grid->out, "<w:gridSpan w:val=\"%u\"/>", span);
    if (shade[0] != '\0')
        text_add(grid->out, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%s\"/>", shade);
    xml_put(grid->out, "<w:vAlign w:val=\"center\"/></w:tcPr>");
}

static void cell_end(const struct grid *grid)
{
    xml_put(grid->out, "</w:tc>\n");
}

static void cell_put(const struct grid *grid, uint32_t column, enum look look, struct str text)
{
    cell_begin(grid, column, 1, look_at(look)->shade);
    docx_put_text(grid->out, look, text);
    cell_end(grid);
}

/* The width shared out by the columns' shares, to the last twip. */
static const uint32_t *widths_of(const struct folio *folio, const struct folio_block *table,
                                 struct arena *arena)
{
    uint32_t *widths = ARENA_ARRAY(arena, uint32_t, table->count);
    uint32_t total = 0, shared = 0, left = docx_text_width(folio);
    for (uint32_t i = 0; i < table->count; i++) {
        const struct folio_column *column = vec_at(&folio->columns, table->first + i);
        total += column->share;
    }
    for (uint32_t i = 0; i < table->count; i++) {
        const struct folio_column *column = vec_at(&folio->columns, table->first + i);
        shared += column->share;
        uint32_t end = (uint32_t)((uint64_t)docx_text_width(folio) * shared / total);
        widths[i] = end - (docx_text_width(folio) - left);
        left = docx_text_width(folio) - end;
    }
    return widths;
}

static void row_put(const struct grid *grid, const struct folio *folio,
                    const struct folio_block *table, uint32_t row, struct arena *arena)
{
    bool is_short = true;
    const uint32_t first = table->cell_first + row * table->count;
    for (uint32_t i = 0; i < table->count; i++) {
        const struct folio_cell *cell = vec_at(&folio->cells, first + i);
        is_short = is_short && cell->text.len <= ROW_WHOLE_BYTES_MAX;
    }
    row_begin(grid, is_short, false, 0);
    for (uint32_t i = 0; i < table->count; i++) {
        const struct folio_column *column = vec_at(&folio->columns, table->first + i);
        const struct folio_cell *cell = vec_at(&folio->cells, first + i);
        cell_put(grid, i, look_of_align(column->align), folio_cell_said(folio, cell, arena));
    }
    row_end(grid);
}

void docx_put_table(struct text *ret, const struct folio *folio, const struct folio_block *block,
                    struct arena *arena)
{
    const uint32_t rows = folio_rows(block);
    const struct grid grid = {.out = ret,
                              .outer = FRAME_GRID,
                              .inner = FRAME_GRID,
                              .widths = widths_of(folio, block, arena),
                              .count = block->count};
    grid_begin(&grid);
    row_begin(&grid, true, true, 0);
    for (uint32_t i = 0; i < block->count; i++) {
        const struct folio_column *column = vec_at(&folio->columns, block->first + i);
        cell_put(&grid, i, LOOK_HEAD, column->heading);
    }
    row_end(&grid);
    for (uint32_t i = 0; i < rows; i++) row_put(&grid, folio, block, i, arena);
    if (rows == 0) {
        row_begin(&grid, true, false, 0);
        cell_begin(&grid, 0, block->count, "");
        docx_put_text(ret, LOOK_CENTRED, STR(FOLIO_NOTHING));
        cell_end(&grid);
        row_end(&grid);
    }
    grid_end(&grid);
}

void docx_put_pairs(struct text *ret, const struct folio *folio, const struct folio_block *block,
                    struct arena *arena)
{
    const uint32_t widths[] = {LABEL_WIDTH, docx_text_width(folio) - LABEL_WIDTH};
    const struct grid grid = {.out = ret,
                              .outer = FRAME_GRID,
                              .inner = FRAME_GRID,
                              .widths = widths,
                              .count = COUNT(widths)};
    grid_begin(&grid);
    for (uint32_t i = 0; i < block->count; i++) {
        const struct folio_pair *pair = vec_at(&folio->pairs, block->first + i);
        row_begin(&grid, pair->value.text.len <= ROW_WHOLE_BYTES_MAX, false, 0);
        cell_put(&grid, 0, LOOK_LABEL, pair->label);
        cell_put(&grid, 1, LOOK_CELL, folio_cell_said(folio, &pair->value, arena));
        row_end(&grid);
    }
    grid_end(&grid);
}

/* Boxes `from` to `from + count`, their labels above their texts. */
static void boxes_put(const struct grid *grid, const struct folio *folio,
                      const struct folio_block *block, uint32_t from)
{
    grid_begin(grid);
    row_begin(grid, true, false, 0);
    for (uint32_t i = 0; i < grid->count; i++) {
        const struct folio_box *box = vec_at(&folio->boxes, block->first + from + i);
        cell_put(grid, i, LOOK_HEAD, box->label);
    }
    row_end(grid);
    row_begin(grid, true, false, block->tall ? CELL_TALL : 0);
    for (uint32_t i = 0; i < grid->count; i++) {
        const struct folio_box *box = vec_at(&folio->boxes, block->first + from + i);
        cell_put(grid, i, LOOK_CENTRED, box->text);
    }
    row_end(grid);
    grid_end(grid);
}

/* Signatures stand at the right, boxes of a chart in the middle. */
void docx_put_boxes(struct text *ret, const struct folio *folio, const struct folio_block *block)
{
    uint32_t widths[BOXES_A_ROW];
    if (block->joined && block->count > 0) docx_put_text(ret, LOOK_JOINT, STR("│"));
    for (uint32_t from = 0; from < block->count; from += BOXES_A_ROW) {
        uint32_t left = block->count - from, count = left < BOXES_A_ROW ? left : BOXES_A_ROW;
        uint32_t width = docx_text_width(folio) / count;
        for (uint32_t i = 0; i < count; i++)
            widths[i] = width < BOX_WIDTH_MAX ? width : BOX_WIDTH_MAX;
        const struct grid grid = {.out = ret,
                                  .outer = FRAME_BOX,
                                  .inner = FRAME_BOX,
                                  .widths = widths,
                                  .count = count,
                                  .right = block->tall,
                                  .centred = !block->tall};
        boxes_put(&grid, folio, block, from);
    }
}

void docx_put_approval(struct text *ret, const struct folio *folio,
                       const struct folio_approval *approval, struct arena *arena)
{
    const enum look look = folio_standing_look(approval->standing);
    const enum frame frame = folio_standing_frame(approval->standing);
    const uint32_t widths[] = {STANDING_WIDTH, docx_text_width(folio) - STANDING_WIDTH};
    const struct grid grid = {
        .out = ret, .outer = frame, .inner = frame, .widths = widths, .count = COUNT(widths)};
    grid_begin(&grid);
    row_begin(&grid, true, false, 0);
    cell_put(&grid, 0, look, str_of(folio_standing_word(approval->standing)));
    cell_begin(&grid, 1, 1, frame_at(frame)->shade);
    docx_put_text(ret, LOOK_CELL, folio_approval_said(folio, approval, arena));
    cell_end(&grid);
    row_end(&grid);
    grid_end(&grid);
}
