#include "tests/harness.h"

#include "tests/cli/paper/opened.h"
#include "tests/cli/paper/said.h"

static void row_say(struct scene *scene, struct text *ret, const struct folio_block *block,
                    uint32_t row)
{
    for (uint32_t i = 0; i < block->count; i++) {
        uint32_t at = block->cell_first + row * block->count + i;
        const struct folio_cell *cell = vec_at(&scene->folio.cells, at);
        struct str said = folio_cell_said(&scene->folio, cell, &scene->world.arena);
        text_put(ret, i > 0 ? STR(" | ") : STR(""));
        for (uint32_t c = 0; c < said.len; c++)
            text_putc(ret, said.ptr[c] == '\n' ? '/' : said.ptr[c]);
    }
    text_putc(ret, '\n');
}

static void block_say(struct scene *scene, struct text *ret, const struct folio_block *block)
{
    struct arena *arena = &scene->world.arena;
    struct folio *folio = &scene->folio;
    text_put(ret, block->text);
    text_putc(ret, '\n');
    for (uint32_t i = 0; block->kind == BLOCK_PAIRS && i < block->count; i++) {
        const struct folio_pair *pair = vec_at(&folio->pairs, block->first + i);
        text_add(ret, "%.*s=%.*s\n", STR_ARGS(pair->label),
                 STR_ARGS(folio_cell_said(folio, &pair->value, arena)));
    }
    for (uint32_t i = 0; block->kind == BLOCK_BOXES && i < block->count; i++) {
        const struct folio_box *box = vec_at(&folio->boxes, block->first + i);
        text_add(ret, "[%.*s: %.*s]\n", STR_ARGS(box->label), STR_ARGS(box->text));
    }
    if (block->kind == BLOCK_APPROVAL) {
        const struct folio_approval *approval = vec_at(&folio->approvals, block->first);
        text_add(ret, "<%s> %s\n", folio_standing_word(approval->standing),
                 folio_approval_said(folio, approval, arena).ptr);
    }
    if (block->kind != BLOCK_TABLE) return;
    for (uint32_t row = 0; row < folio_rows(block); row++) row_say(scene, ret, block, row);
}

struct str said(struct scene *scene)
{
    struct text text;
    text_init(&text, &scene->world.arena);
    for (uint32_t i = 0; i < scene->folio.blocks.count; i++)
        block_say(scene, &text, vec_at(&scene->folio.blocks, i));
    return text_str(&text);
}

void assert_says(struct scene *scene, const char *piece)
{
    struct str text = said(scene);
    if (times_in(text, piece) == 0) fail_msg("missing: %s\nin:\n%s", piece, text.ptr);
}

void assert_silent_on(struct scene *scene, const char *piece)
{
    assert_int_equal(times_in(said(scene), piece), 0);
}
