#include "cli/paper/counts.h"

#include "cli/paper/sheet.h"
#include "engine/core/tally.h"

static const struct sheet_column columns[] = {
    {"区分", 9, ALIGN_LEFT},      {"条項", 5, ALIGN_LEFT},  {"見込", 3, ALIGN_RIGHT},
    {"実績累計", 4, ALIGN_RIGHT}, {"未了", 3, ALIGN_RIGHT}, {"備考", 5, ALIGN_LEFT}};

static struct str title_of(const struct contract *wording, struct str id)
{
    for (uint32_t i = 0; i < wording->group_count; i++)
        if (str_eq(wording->groups[i].id, id) && wording->groups[i].title.len > 0)
            return wording->groups[i].title;
    const uint32_t class = contract_class(wording, id);
    return class != CONTRACT_NONE && wording->classes[class].title.len > 0
               ? wording->classes[class].title
               : id;
}

static struct str clauses_of(const struct contract *wording, uint32_t row, struct arena *arena)
{
    struct text said;
    text_init(&said, arena);
    for (uint32_t i = 0; i < wording->class_count; i++) {
        const struct job_class *class = &wording->classes[i];
        if (count_row_of(wording, i) != row || class->clause.len == 0) continue;
        text_add(&said, "%s%.*s", said.len > 0 ? "\n" : "", STR_ARGS(class->clause));
    }
    return text_str(&said);
}

void counts_put(const struct paper_source *source, struct arena *arena, struct folio *folio)
{
    const struct contract *wording = source_wording(source);
    const struct tally tally =
        tally_of(source->state, source->contract, wording, source_today(source), arena);
    sheet_begin(folio, "見込回数と実績", "仕様書4 参考: 見込みであり、増減することがある。",
                columns, COUNT(columns));
    for (uint32_t i = 0; i < tally.count; i++) {
        const struct tally_row *row = &tally.at[i];
        folio_cell_text(folio, title_of(wording, row->count.id));
        folio_cell_text(folio, clauses_of(wording, i, arena));
        if (row->count.has_expected)
            folio_cell(folio, cell_number(row->count.expected));
        else
            folio_cell_text(folio, STR("―"));
        folio_cell(folio, cell_number(row->used));
        folio_cell(folio, cell_number(row->open));
        folio_cell_text(folio, str_of(pace_word(row->pace, LANG_JA)));
    }
}
