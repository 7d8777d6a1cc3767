#include "cli/paper/glossary.h"

#include "engine/base/check.h"

struct term_row {
    const char *term, *meaning;
};

static const struct term_row terms[] = {
#define TERM(term, meaning) {term, meaning},
#include "cli/paper/glossary.def"
#undef TERM
};

static bool is_latin(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Between Latin letters a term is only part of another word. */
static bool is_word_at(struct str term, struct str text, uint32_t at)
{
    const uint32_t end = at + term.len;
    const bool before = at > 0 && is_latin(text.ptr[at - 1]) && is_latin(term.ptr[0]);
    const bool after =
        end < text.len && is_latin(text.ptr[end]) && is_latin(term.ptr[term.len - 1]);
    return !before && !after;
}

bool glossary_is_in(struct str term, struct str text)
{
    CHECK(term.len > 0);
    for (uint32_t i = 0; i + term.len <= text.len; i++)
        if (memcmp(text.ptr + i, term.ptr, term.len) == 0 && is_word_at(term, text, i)) return true;
    return false;
}

/* `rows` of a struct with a text at `offset`. */
static bool is_in_rows(struct str term, const struct vec *rows, size_t offset)
{
    for (uint32_t i = 0; i < rows->count; i++) {
        const char *row = vec_at(rows, i);
        if (glossary_is_in(term, *(const struct str *)(const void *)(row + offset))) return true;
    }
    return false;
}

/* What the writers say of approvals themselves counts, too. */
static bool is_in_approvals(struct str term, const struct folio *folio)
{
    for (uint32_t i = 0; i < folio->approvals.count; i++) {
        struct str said = folio_approval_said(folio, vec_at(&folio->approvals, i), folio->arena);
        if (glossary_is_in(term, said)) return true;
    }
    return false;
}

static bool is_in_folio(struct str term, const struct folio *folio)
{
    return glossary_is_in(term, folio->title) ||
           is_in_rows(term, &folio->blocks, offsetof(struct folio_block, text)) ||
           is_in_rows(term, &folio->columns, offsetof(struct folio_column, heading)) ||
           is_in_rows(term, &folio->cells, offsetof(struct folio_cell, text)) ||
           is_in_rows(term, &folio->pairs, offsetof(struct folio_pair, label)) ||
           is_in_rows(term, &folio->pairs, offsetof(struct folio_pair, value.text)) ||
           is_in_rows(term, &folio->boxes, offsetof(struct folio_box, text)) ||
           is_in_approvals(term, folio);
}

void glossary_put(struct folio *folio)
{
    bool found[COUNT(terms)], any = false;
    for (unsigned i = 0; i < COUNT(terms); i++) {
        found[i] = is_in_folio(str_of(terms[i].term), folio);
        any = any || found[i];
    }
    if (!any) return;
    folio_heading(folio, 1, STR("用語の説明"));
    folio_table(folio, STR("用語の説明"));
    folio_column(folio, STR("用語"), 3, ALIGN_LEFT);
    folio_column(folio, STR("説明"), 10, ALIGN_LEFT);
    for (unsigned i = 0; i < COUNT(terms); i++) {
        if (!found[i]) continue;
        folio_cell_text(folio, str_of(terms[i].term));
        folio_cell_text(folio, str_of(terms[i].meaning));
    }
}
