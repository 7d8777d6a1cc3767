#include "cli/paper/papers.h"

#include "cli/era.h"
#include "cli/paper/glossary.h"
#include "engine/base/sort.h"

/* The paper as it is being put. */
struct roster_paper {
    const struct paper_source *source;
    const struct state *state;
    struct arena *arena;
    struct folio *folio;
    day_t today;
};

static const struct roster_row *entry_at(const struct state *state, uint32_t row)
{
    return vec_at(&state->roster, row);
}

/* By technician, then by the day from which the entry holds, then as recorded. */
static int in_order(const void *a, const void *b, const void *context)
{
    const struct state *state = context;
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
    const struct roster_row *first = entry_at(state, one), *second = entry_at(state, other);
    int order = str_cmp(state_text(state, state_actor(state, first->actor)->id),
                        state_text(state, state_actor(state, second->actor)->id));
    if (order == 0) order = day_cmp(first->from, second->from);
    return order != 0 ? order : (one > other) - (one < other);
}

/* What holds today, or what is announced: a change is told before it happens (5(6)イ). */
static struct vec rows_of(const struct roster_paper *p, bool announced)
{
    struct vec rows = vec_of(sizeof(uint32_t));
    for (uint32_t i = 0; i < p->state->roster.count; i++) {
        const struct roster_row *entry = entry_at(p->state, i);
        bool is_to_come = day_cmp(entry->from, p->today) > 0;
        bool holds = !is_to_come && state_roster(p->state, entry->actor, p->today) == entry;
        if (announced ? is_to_come : holds) *(uint32_t *)vec_push(&rows, p->arena) = i;
    }
    sort_rows(rows.rows, rows.count, sizeof(uint32_t), in_order, p->state, p->arena);
    return rows;
}

static struct str name_of(const struct roster_paper *p, const struct roster_row *entry)
{
    const struct actor_row *actor = state_actor(p->state, entry->actor);
    struct str name = state_text(p->state, entry->name), id = state_text(p->state, actor->id);
    if (name.len == 0) name = state_text(p->state, actor->name);
    if (name.len == 0) return id;
    return text_format(p->arena, "%.*s\n(%.*s)", STR_ARGS(name), STR_ARGS(id));
}

static struct str skills_of(const struct roster_paper *p, const struct roster_row *entry)
{
    struct text said;
    text_init(&said, p->arena);
    for (uint32_t i = 0; i < entry->skills.count; i++) {
        uint32_t skill = state_list(p->state, entry->skills)[i];
        const struct ref *name = vec_at(&p->state->skills, skill);
        if (i > 0) text_put(&said, STR("、"));
        text_put(&said, state_text(p->state, *name));
    }
    return text_str(&said);
}

static struct str off_of(const struct roster_paper *p, const struct roster_row *entry)
{
    struct text said;
    text_init(&said, p->arena);
    for (uint32_t i = 0; i + 1 < entry->off.count; i += 2) {
        const uint32_t *off = state_list(p->state, entry->off) + i;
        if (i > 0) text_putc(&said, '\n');
        era_put_day(&said, (day_t){(int32_t)off[0]});
        if (off[0] == off[1]) continue;
        text_put(&said, STR("\n～"));
        era_put_day(&said, (day_t){(int32_t)off[1]});
    }
    return text_str(&said);
}

static struct str people_of(const struct roster_paper *p, enum role role)
{
    struct text said;
    text_init(&said, p->arena);
    for (uint32_t i = 0; i < p->state->actors.count; i++) {
        if (state_actor(p->state, i)->role != role) continue;
        if (said.len > 0) text_putc(&said, '\n');
        text_put(&said, source_person(p->source, i, p->today, p->arena));
    }
    return said.len > 0 ? text_str(&said) : STR("　");
}

/* 6(2): responsible, workers; their contacts stand in the table behind it. */
static void chart_put(const struct roster_paper *p, const struct vec *rows)
{
    folio_heading(p->folio, 1, STR("作業体制図"));
    folio_boxes(p->folio, false, false);
    folio_box(p->folio, STR("本市担当職員"), people_of(p, ROLE_CUSTOMER));
    folio_boxes(p->folio, false, true);
    folio_box(p->folio, STR("業務責任者(受託者)"), people_of(p, ROLE_COORDINATOR));
    if (rows->count == 0) return;
    folio_boxes(p->folio, false, true);
    for (uint32_t i = 0; i < rows->count; i++)
        folio_box(p->folio, STR("作業従事者"),
                  name_of(p, entry_at(p->state, *(const uint32_t *)vec_at(rows, i))));
}

static void contact_rows_put(const struct roster_paper *p, enum role role, const char *duty)
{
    for (uint32_t i = 0; i < p->state->actors.count; i++) {
        if (state_actor(p->state, i)->role != role) continue;
        folio_cell_text(p->folio, str_of(duty));
        folio_cell_text(p->folio, source_person(p->source, i, p->today, p->arena));
        folio_cell_text(p->folio, source_contact(p->source, i));
    }
}

static void contacts_put(const struct roster_paper *p)
{
    folio_heading(p->folio, 1, STR("連絡先"));
    folio_table(p->folio, STR("連絡先"));
    folio_column(p->folio, STR("役割"), 3, ALIGN_LEFT);
    folio_column(p->folio, STR("氏名"), 4, ALIGN_LEFT);
    folio_column(p->folio, STR("連絡先"), 6, ALIGN_LEFT);
    contact_rows_put(p, ROLE_CUSTOMER, "本市担当職員");
    contact_rows_put(p, ROLE_COORDINATOR, "業務責任者");
}

static void members_put(const struct roster_paper *p, const struct vec *rows)
{
    folio_heading(p->folio, 1, STR("作業従事者名簿"));
    folio_table(p->folio, STR("作業従事者名簿"));
    folio_column(p->folio, STR("番号"), 3, ALIGN_RIGHT);
    folio_column(p->folio, STR("氏名"), 7, ALIGN_LEFT);
    folio_column(p->folio, STR("技能"), 6, ALIGN_LEFT);
    folio_column(p->folio, STR("拠点"), 4, ALIGN_LEFT);
    folio_column(p->folio, STR("適用日"), 8, ALIGN_LEFT);
    folio_column(p->folio, STR("不在期間"), 9, ALIGN_LEFT);
    folio_column(p->folio, STR("連絡先"), 8, ALIGN_LEFT);
    for (uint32_t i = 0; i < rows->count; i++) {
        const struct roster_row *entry = entry_at(p->state, *(const uint32_t *)vec_at(rows, i));
        folio_cell(p->folio, cell_number(i + 1));
        folio_cell_text(p->folio, name_of(p, entry));
        folio_cell_text(p->folio, skills_of(p, entry));
        folio_cell_text(p->folio, state_text(p->state, entry->depot));
        folio_cell(p->folio, cell_day(entry->from));
        folio_cell_text(p->folio, off_of(p, entry));
        folio_cell_text(p->folio, source_contact(p->source, entry->actor));
    }
    folio_text(
        p->folio, LOOK_NOTE,
        text_format(p->arena, "作業従事者は以上の %u 名に限る(仕様書5(6)イ)。", rows->count));
}

static const char *change_word(const struct roster_paper *p, const struct roster_row *entry)
{
    if (entry->removed) return "名簿から除く";
    return state_roster(p->state, entry->actor, day_plus(entry->from, -1)) == NULL ? "新たに加える"
                                                                                   : "記載を改める";
}

static void changes_put(const struct roster_paper *p)
{
    struct vec rows = rows_of(p, true);
    if (rows.count == 0) return;
    folio_heading(p->folio, 1, STR("予定している変更"));
    folio_table(p->folio, STR("予定している変更"));
    folio_column(p->folio, STR("適用日"), 7, ALIGN_LEFT);
    folio_column(p->folio, STR("氏名"), 6, ALIGN_LEFT);
    folio_column(p->folio, STR("変更"), 6, ALIGN_LEFT);
    folio_column(p->folio, STR("技能"), 6, ALIGN_LEFT);
    folio_column(p->folio, STR("不在期間"), 8, ALIGN_LEFT);
    for (uint32_t i = 0; i < rows.count; i++) {
        const struct roster_row *entry = entry_at(p->state, *(const uint32_t *)vec_at(&rows, i));
        folio_cell(p->folio, cell_day(entry->from));
        folio_cell_text(p->folio, name_of(p, entry));
        folio_cell_text(p->folio, str_of(change_word(p, entry)));
        folio_cell_text(p->folio, entry->removed ? STR("―") : skills_of(p, entry));
        folio_cell_text(p->folio, entry->removed ? STR("―") : off_of(p, entry));
    }
}

void paper_roster(const struct paper_source *source, struct arena *arena, struct folio *ret)
{
    const struct roster_paper p = {source, source->state, arena, ret, source_today(source)};
    source_begin(source, arena, "作業体制図・作業従事者名簿", ret);
    source_address(source, arena, ret);
    struct vec rows = rows_of(&p, false);
    chart_put(&p, &rows);
    contacts_put(&p);
    members_put(&p, &rows);
    changes_put(&p);
    glossary_put(ret);
    folio_boxes(ret, true, false);
    folio_box(ret, STR("本市確認"), STR_NONE);
    folio_box(ret, STR("業務責任者"), STR_NONE);
}
