/* cli/paper/folio.h - a paper as plain values, before it is a file of Word or Excel.
 *
 * A folio is a heading part (title, addressee, date, sender) and blocks one after another. It
 * says what is there, never how it looks: looks are named by look.def. Texts are copied when
 * put in and cleaned once, there: line ends become \n; what XML can't carry and what would
 * steer the reader's eye unseen (control characters, direction overrides) becomes U+FFFD, so that
 * the place stays visible. Texts must be UTF-8; lengths and counts have no limit but the
 * arena's. Writers: cli/paper/docx.h, cli/paper/xlsx.h. */
#ifndef CLI_PAPER_FOLIO_H
#define CLI_PAPER_FOLIO_H

#include "cli/paper/look.h"
#include "engine/base/instant.h"
#include "engine/base/text.h"
#include "engine/base/vec.h"

enum folio_cell_kind { CELL_TEXT, CELL_NUMBER, CELL_DAY, CELL_INSTANT };

#define FOLIO_NOTHING "該当なし" /* in place of a table's rows */

/* What stands in a table; Excel gets real numbers and dates, Word gets them in words. */
struct folio_cell {
    enum folio_cell_kind kind;
    struct str text; /* CELL_TEXT: lines end with \n */
    int64_t number;
    day_t day;
    instant_t at;
};

struct folio_column {
    struct str heading;
    uint32_t share; /* of the table's width, beside the other columns' shares */
    enum look_align align;
};

struct folio_pair {
    struct str label;
    struct folio_cell value;
};

struct folio_box {
    struct str label, text;
};

enum folio_standing { STANDING_PENDING, STANDING_DECIDED, STANDING_ON_BEHALF };

/* An approval: given by the customer themselves, or recorded for them from a paper. */
struct folio_approval {
    enum folio_standing standing;
    struct str what;                           /* 訪問 V-1 の承認 */
    struct str who;                            /* decided it; absent while pending */
    struct str recorded_by;                    /* on behalf: who says so */
    struct maybe_instant at;                   /* when it was recorded, where known */
    uint64_t seq;                              /* its event in the log */
    struct str evidence_name, evidence_sha256; /* on behalf: the paper, absent: not at hand */
};

enum folio_block_kind {
    BLOCK_HEADING,  /* text, with its number; level 1 to 3 */
    BLOCK_TEXT,     /* text, in `look` */
    BLOCK_PAIRS,    /* pairs[first … ]: labels and values */
    BLOCK_TABLE,    /* columns[first … ], cells[cell_first … ]; text: its name */
    BLOCK_BOXES,    /* boxes[first … ], side by side; `tall` for signatures */
    BLOCK_APPROVAL, /* approvals[first] */
    BLOCK_BREAK,    /* a new page */
};

struct folio_block {
    enum folio_block_kind kind;
    struct str text;
    uint32_t level;
    enum look look;
    uint32_t first, count;
    uint32_t cell_first, cell_count;
    bool tall, joined; /* joined: a line leads down to these boxes from what is above */
};

struct folio {
    struct arena *arena;
    struct str title, addressee, running; /* running: at the top of every page; may be absent */
    struct strs sender;                   /* lines */
    struct maybe_day date;
    instant_t created_at; /* in the file's properties: equal folios give equal bytes */
    int32_t offset;       /* minutes east of UTC, for instants */
    bool landscape;
    struct vec blocks, columns, cells, pairs, boxes, approvals; /* struct folio_… */
    uint32_t numbers[3];                                        /* of the last headings */
};

void folio_init(struct folio *folio, struct arena *arena, struct str title, instant_t created_at,
                int32_t offset);

void folio_address(struct folio *folio, struct str addressee);
void folio_send(struct folio *folio, const struct str *lines, uint32_t count);
void folio_run(struct folio *folio, struct str running);

/* Numbered as the specification is: 1, (1), ア. Level 1 to 3; アイウ… runs to ン. */
void folio_heading(struct folio *folio, uint32_t level, struct str text);

void folio_text(struct folio *folio, enum look look, struct str text);
void folio_break(struct folio *folio);

/* Pairs put one after another make one block. */
void folio_pair(struct folio *folio, struct str label, struct folio_cell value);
void folio_pair_text(struct folio *folio, struct str label, struct str text);

/* A table: its columns, then its cells row by row; rows must come out whole. A table without
 * rows says so in words. `name` names the sheet in Excel. */
void folio_table(struct folio *folio, struct str name);
void folio_column(struct folio *folio, struct str heading, uint32_t share, enum look_align align);
void folio_cell(struct folio *folio, struct folio_cell cell);
void folio_cell_text(struct folio *folio, struct str text);

/* Boxes side by side: folio_boxes begins a row of them. */
void folio_boxes(struct folio *folio, bool tall, bool joined);
void folio_box(struct folio *folio, struct str label, struct str text);

void folio_approval(struct folio *folio, const struct folio_approval *approval);

static inline struct folio_cell cell_text(struct str text)
{
    return (struct folio_cell){.kind = CELL_TEXT, .text = text};
}

static inline struct folio_cell cell_number(int64_t number)
{
    return (struct folio_cell){.kind = CELL_NUMBER, .number = number};
}

static inline struct folio_cell cell_day(day_t day)
{
    return (struct folio_cell){.kind = CELL_DAY, .day = day};
}

static inline struct folio_cell cell_instant(instant_t at)
{
    return (struct folio_cell){.kind = CELL_INSTANT, .at = at};
}

/* A cell in words, in the folio's offset; a text is borrowed. */
struct str folio_cell_said(const struct folio *folio, const struct folio_cell *cell,
                           struct arena *arena);

/* What an approval says of itself, in lines; what stands beside it as a stamp; its look. */
struct str folio_approval_said(const struct folio *folio, const struct folio_approval *approval,
                               struct arena *arena);
const char *folio_standing_word(enum folio_standing standing);
enum look folio_standing_look(enum folio_standing standing);
enum frame folio_standing_frame(enum folio_standing standing);

/* The rows of a table. */
uint32_t folio_rows(const struct folio_block *table);

/* The text as a folio keeps it. */
struct str folio_clean(struct arena *arena, struct str text);

#endif
