#include "cli/paper/folio.h"

#include "cli/era.h"
#include "engine/base/check.h"

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

/* Bytes at `at` of a letter that a paper must not carry: 0 for none. XML 1.0 (2.2) has no C0
 * controls and no U+FFFE and U+FFFF; DEL, C1 and the direction overrides it has, but what they
 * do can't be seen on paper. */
static uint32_t unwanted_at(struct str s, uint32_t at)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;
    uint32_t left = s.len - at;
    if (p[0] < 0x20 || p[0] == 0x7F) return p[0] != '\n' && p[0] != '\t' ? 1 : 0;
    if (left >= 2 && p[0] == 0xC2 && p[1] < 0xA0) return 2;
    if (left < 3) return 0;
    if (p[0] == 0xEF && p[1] == 0xBF && p[2] >= 0xBE) return 3;
    if (p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0xAA && p[2] <= 0xAE) return 3;
    if (p[0] == 0xE2 && p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9) return 3;
    return 0;
}

struct str folio_clean(struct arena *arena, struct str text)
{
    struct text out;
    if (!str_is(text)) return STR_NONE;
    CHECK(str_is_utf8(text));
    text_init(&out, arena);
    for (uint32_t i = 0; i < text.len;) {
        uint32_t bytes = text.ptr[i] == '\r' ? 1 : unwanted_at(text, i);
        bool is_crlf = text.ptr[i] == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n';
        if (bytes == 0)
            text_putc(&out, text.ptr[i]);
        else if (text.ptr[i] != '\r')
            text_put(&out, str_of(replacement));
        else if (!is_crlf)
            text_putc(&out, '\n');
        i += bytes > 0 ? bytes : 1;
    }
    return text_str(&out);
}

void folio_init(struct folio *folio, struct arena *arena, struct str title, instant_t created_at,
                int32_t offset)
{
    *folio = (struct folio){
        .arena = arena,
        .created_at = created_at,
        .offset = offset,
        .blocks = vec_of(sizeof(struct folio_block)),
        .columns = vec_of(sizeof(struct folio_column)),
        .cells = vec_of(sizeof(struct folio_cell)),
        .pairs = vec_of(sizeof(struct folio_pair)),
        .boxes = vec_of(sizeof(struct folio_box)),
        .approvals = vec_of(sizeof(struct folio_approval)),
    };
    folio->title = folio_clean(arena, title);
}

void folio_address(struct folio *folio, struct str addressee)
{
    folio->addressee = folio_clean(folio->arena, addressee);
}

void folio_send(struct folio *folio, const struct str *lines, uint32_t count)
{
    folio->sender = (struct strs){ARENA_ARRAY(folio->arena, struct str, count), count};
    for (uint32_t i = 0; i < count; i++) folio->sender.at[i] = folio_clean(folio->arena, lines[i]);
}

void folio_run(struct folio *folio, struct str running)
{
    folio->running = folio_clean(folio->arena, running);
}

static struct folio_block *block_new(struct folio *folio, enum folio_block_kind kind)
{
    struct folio_block *block = vec_push(&folio->blocks, folio->arena);
    block->kind = kind;
    block->look = LOOK_BODY;
    return block;
}

/* The block being filled, which must be of that kind. */
static struct folio_block *block_last(const struct folio *folio, enum folio_block_kind kind)
{
    CHECK(folio->blocks.count > 0);
    struct folio_block *block = vec_at(&folio->blocks, folio->blocks.count - 1);
    CHECK(block->kind == kind);
    return block;
}

static void number_put(const struct folio *folio, uint32_t level, struct text *ret)
{
    static const char *const kana[] = {"ア", "イ", "ウ", "エ", "オ", "カ", "キ", "ク", "ケ", "コ",
                                       "サ", "シ", "ス", "セ", "ソ", "タ", "チ", "ツ", "テ", "ト",
                                       "ナ", "ニ", "ヌ", "ネ", "ノ", "ハ", "ヒ", "フ", "ヘ", "ホ",
                                       "マ", "ミ", "ム", "メ", "モ", "ヤ", "ユ", "ヨ", "ラ", "リ",
                                       "ル", "レ", "ロ", "ワ", "ヲ", "ン"};
    uint32_t number = folio->numbers[level - 1];
    if (level == 1)
        text_add(ret, "%u", number);
    else if (level == 2)
        text_add(ret, "(%u)", number);
    else
        text_put(ret, str_of(kana[(number - 1) % COUNT(kana)]));
    text_put(ret, STR("　"));
}

void folio_heading(struct folio *folio, uint32_t level, struct str text)
{
    struct text said;
    CHECK(level >= 1 && level <= COUNT(folio->numbers));
    folio->numbers[level - 1]++;
    for (uint32_t i = level; i < COUNT(folio->numbers); i++) folio->numbers[i] = 0;
    text_init(&said, folio->arena);
    number_put(folio, level, &said);
    text_put(&said, folio_clean(folio->arena, text));
    struct folio_block *block = block_new(folio, BLOCK_HEADING);
    block->level = level;
    block->look = (enum look)(LOOK_HEADING1 + level - 1);
    block->text = text_str(&said);
}

void folio_text(struct folio *folio, enum look look, struct str text)
{
    struct folio_block *block = block_new(folio, BLOCK_TEXT);
    block->look = look;
    block->text = folio_clean(folio->arena, text);
}

void folio_break(struct folio *folio)
{
    (void)block_new(folio, BLOCK_BREAK);
}

static struct folio_cell cell_kept(const struct folio *folio, struct folio_cell cell)
{
    cell.text = folio_clean(folio->arena, cell.text);
    return cell;
}

void folio_pair(struct folio *folio, struct str label, struct folio_cell value)
{
    const struct folio_block *last =
        folio->blocks.count > 0 ? vec_at(&folio->blocks, folio->blocks.count - 1) : NULL;
    if (last == NULL || last->kind != BLOCK_PAIRS)
        block_new(folio, BLOCK_PAIRS)->first = folio->pairs.count;
    struct folio_pair *pair = vec_push(&folio->pairs, folio->arena);
    *pair = (struct folio_pair){folio_clean(folio->arena, label), cell_kept(folio, value)};
    block_last(folio, BLOCK_PAIRS)->count++;
}

void folio_pair_text(struct folio *folio, struct str label, struct str text)
{
    folio_pair(folio, label, cell_text(text));
}

void folio_table(struct folio *folio, struct str name)
{
    struct folio_block *block = block_new(folio, BLOCK_TABLE);
    block->text = folio_clean(folio->arena, name);
    block->first = folio->columns.count;
    block->cell_first = folio->cells.count;
}

void folio_column(struct folio *folio, struct str heading, uint32_t share, enum look_align align)
{
    struct folio_block *table = block_last(folio, BLOCK_TABLE);
    CHECK(table->cell_count == 0 && share > 0);
    struct folio_column *column = vec_push(&folio->columns, folio->arena);
    *column = (struct folio_column){folio_clean(folio->arena, heading), share, align};
    table->count++;
}

void folio_cell(struct folio *folio, struct folio_cell cell)
{
    struct folio_block *table = block_last(folio, BLOCK_TABLE);
    CHECK(table->count > 0);
    *(struct folio_cell *)vec_push(&folio->cells, folio->arena) = cell_kept(folio, cell);
    table->cell_count++;
}

void folio_cell_text(struct folio *folio, struct str text)
{
    folio_cell(folio, cell_text(text));
}

void folio_boxes(struct folio *folio, bool tall, bool joined)
{
    struct folio_block *block = block_new(folio, BLOCK_BOXES);
    block->first = folio->boxes.count;
    block->tall = tall;
    block->joined = joined;
}

void folio_box(struct folio *folio, struct str label, struct str text)
{
    block_last(folio, BLOCK_BOXES)->count++;
    struct folio_box *box = vec_push(&folio->boxes, folio->arena);
    *box = (struct folio_box){folio_clean(folio->arena, label), folio_clean(folio->arena, text)};
}

void folio_approval(struct folio *folio, const struct folio_approval *approval)
{
    struct folio_block *block = block_new(folio, BLOCK_APPROVAL);
    block->first = folio->approvals.count;
    block->count = 1;
    struct folio_approval *kept = vec_push(&folio->approvals, folio->arena);
    *kept = *approval;
    kept->what = folio_clean(folio->arena, approval->what);
    kept->who = folio_clean(folio->arena, approval->who);
    kept->recorded_by = folio_clean(folio->arena, approval->recorded_by);
    kept->evidence_name = folio_clean(folio->arena, approval->evidence_name);
    kept->evidence_sha256 = folio_clean(folio->arena, approval->evidence_sha256);
}

struct str folio_cell_said(const struct folio *folio, const struct folio_cell *cell,
                           struct arena *arena)
{
    struct text text;
    if (cell->kind == CELL_TEXT) return cell->text;
    text_init(&text, arena);
    switch (cell->kind) {
    case CELL_TEXT: break;
    case CELL_NUMBER: text_add(&text, "%lld", (long long)cell->number); break;
    case CELL_DAY: era_put_day(&text, cell->day); break;
    case CELL_INSTANT: era_put_instant(&text, cell->at, folio->offset); break;
    }
    return text_str(&text);
}

uint32_t folio_rows(const struct folio_block *table)
{
    CHECK(table->kind == BLOCK_TABLE && table->count > 0);
    CHECK(table->cell_count % table->count == 0);
    return table->cell_count / table->count;
}

const char *folio_standing_word(enum folio_standing standing)
{
    switch (standing) {
    case STANDING_PENDING: return "未 承 認";
    case STANDING_DECIDED: return "承　認";
    case STANDING_ON_BEHALF: return "代 理 記 録";
    }
    CHECK(false);
    return "";
}

enum look folio_standing_look(enum folio_standing standing)
{
    switch (standing) {
    case STANDING_PENDING: return LOOK_PENDING;
    case STANDING_DECIDED: return LOOK_STAMP;
    case STANDING_ON_BEHALF: return LOOK_PROXY;
    }
    CHECK(false);
    return LOOK_PENDING;
}

enum frame folio_standing_frame(enum folio_standing standing)
{
    switch (standing) {
    case STANDING_PENDING: return FRAME_PENDING;
    case STANDING_DECIDED: return FRAME_STAMP;
    case STANDING_ON_BEHALF: return FRAME_PROXY;
    }
    CHECK(false);
    return FRAME_PENDING;
}

static void line_put(struct text *ret, const char *label, struct str value)
{
    if (!str_is(value)) return;
    text_add(ret, "\n%s: ", label);
    text_put(ret, value);
}

/* What a paper on behalf rests on is named or its place in the log is, never left out. */
static void evidence_put(struct text *ret, const struct folio_approval *approval)
{
    line_put(ret, "記録者(代理)", approval->recorded_by);
    if (str_is(approval->evidence_name)) {
        line_put(ret, "証拠書類", approval->evidence_name);
        line_put(ret, "SHA-256", approval->evidence_sha256);
    } else {
        text_put(ret, STR("\n証拠書類: 下記番号の記録を参照"));
    }
}

struct str folio_approval_said(const struct folio *folio, const struct folio_approval *approval,
                               struct arena *arena)
{
    struct text said;
    text_init(&said, arena);
    text_put(&said, approval->what);
    if (approval->standing == STANDING_PENDING) return text_str(&said);
    line_put(&said, "決定者", approval->who);
    if (approval->standing == STANDING_ON_BEHALF) evidence_put(&said, approval);
    text_add(&said, "\n記録番号: %llu", (unsigned long long)approval->seq);
    if (approval->at.is) {
        text_put(&said, STR(" ("));
        era_put_instant(&said, approval->at.at, folio->offset);
        text_put(&said, STR(" 記録)"));
    }
    return text_str(&said);
}
