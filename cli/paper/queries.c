#include "cli/paper/papers.h"

#include "cli/paper/glossary.h"
#include "cli/paper/past.h"

/* What the log says of one query; NULL where it isn't at hand. */
struct query_past {
    const struct event *raised, *answered;
};

/* The paper as it is being put. */
struct query_paper {
    const struct paper_source *source;
    const struct state *state;
    struct arena *arena;
    struct folio *folio;
    day_t today;
    struct query_past *pasts; /* [queries of the state] */
};

/* One pass over the log, however many queries there are. */
static struct query_past *pasts_of(const struct paper_source *source, struct arena *arena)
{
    const struct state *state = source->state;
    struct query_past *pasts = ARENA_ARRAY(arena, struct query_past, state->queries.count);
    for (uint32_t i = 0; i < source->event_count; i++) {
        const struct event *event = &source->events[i];
        const bool raised = event->kind == EVENT_QUERY_RAISED;
        if (!raised && event->kind != EVENT_QUERY_ANSWERED) continue;
        struct str id = raised ? event->query_raised.query : event->query_answered.query;
        uint32_t query = state_find(state, NAME_QUERY, id);
        if (query == NO_ROW) continue;
        if (raised)
            pasts[query].raised = event;
        else
            pasts[query].answered = event;
    }
    return pasts;
}

static void instant_cell(const struct query_paper *p, const struct event *event)
{
    if (event == NULL)
        folio_cell_text(p->folio, STR_NONE);
    else
        folio_cell(p->folio, cell_instant(event->recorded_at));
}

static struct str subject_of(const struct query_paper *p, const struct query_row *query)
{
    if (query->job == NO_ROW) return STR("業務全般");
    struct text said;
    text_init(&said, p->arena);
    text_add(&said, "%.*s\n%.*s",
             STR_ARGS(state_text(p->state, state_job(p->state, query->job)->id)),
             STR_ARGS(source_job_title(p->source, query->job)));
    const uint32_t *jobs = state_list(p->state, query->jobs);
    for (uint32_t i = 0; i < query->jobs.count; i++) {
        if (jobs[i] == query->job) continue;
        text_add(&said, "\nほか %.*s",
                 STR_ARGS(state_text(p->state, state_job(p->state, jobs[i])->id)));
    }
    return text_str(&said);
}

static void row_put(const struct query_paper *p, const struct query_row *query,
                    struct query_past past)
{
    folio_cell_text(p->folio, state_text(p->state, query->id));
    folio_cell_text(p->folio, subject_of(p, query));
    folio_cell_text(p->folio, state_text(p->state, query->text));
    instant_cell(p, past.raised);
    folio_cell_text(p->folio, past_speaker(p->source, past.raised, p->arena));
    folio_cell_text(p->folio,
                    query->answered ? state_text(p->state, query->answer) : STR("未回答"));
    instant_cell(p, past.answered);
    folio_cell_text(p->folio, past_speaker(p->source, past.answered, p->arena));
}

static bool is_ours(const struct query_paper *p, const struct query_row *query)
{
    return query->contract == p->source->contract;
}

static void counts_put(const struct query_paper *p)
{
    uint32_t all = 0, open = 0;
    for (uint32_t i = 0; i < p->state->queries.count; i++) {
        const struct query_row *query = vec_at(&p->state->queries, i);
        if (!is_ours(p, query)) continue;
        all++;
        if (!query->answered) open++;
    }
    folio_pair_text(p->folio, STR("件数"),
                    text_format(p->arena, "%u 件 (うち未回答 %u 件)", all, open));
}

static void table_put(const struct query_paper *p)
{
    folio_heading(p->folio, 1, STR("疑義と回答"));
    folio_table(p->folio, STR("疑義一覧"));
    folio_column(p->folio, STR("番号"), 4, ALIGN_LEFT);
    folio_column(p->folio, STR("対象の作業"), 9, ALIGN_LEFT);
    folio_column(p->folio, STR("疑義の内容"), 16, ALIGN_LEFT);
    folio_column(p->folio, STR("提起日時"), 10, ALIGN_LEFT);
    folio_column(p->folio, STR("提起者"), 8, ALIGN_LEFT);
    folio_column(p->folio, STR("本市の回答"), 16, ALIGN_LEFT);
    folio_column(p->folio, STR("回答日時"), 10, ALIGN_LEFT);
    folio_column(p->folio, STR("回答者"), 9, ALIGN_LEFT);
    for (uint32_t i = 0; i < p->state->queries.count; i++) {
        const struct query_row *query = vec_at(&p->state->queries, i);
        if (is_ours(p, query)) row_put(p, query, p->pasts[i]);
    }
}

/* The papers that answers on behalf rest on, one box each. */
static void proxies_put(const struct query_paper *p)
{
    bool any = false;
    for (uint32_t i = 0; i < p->state->queries.count; i++) {
        const struct query_row *query = vec_at(&p->state->queries, i);
        struct str id = state_text(p->state, query->id);
        const struct event *event = p->pasts[i].answered;
        if (!is_ours(p, query) || event == NULL || !str_is(event->on_behalf_of)) continue;
        if (!any) folio_heading(p->folio, 1, STR("書面等による回答の代理記録"));
        any = true;
        const struct folio_approval approval = {
            .standing = STANDING_ON_BEHALF,
            .what = text_format(p->arena, "疑義 %.*s への回答", STR_ARGS(id)),
            .who = past_person(p->source, event->on_behalf_of, p->today, p->arena),
            .recorded_by = past_person(p->source, event->by, p->today, p->arena),
            .at = {true, event->recorded_at},
            .seq = event->seq,
            .evidence_name = event->evidence.name,
            .evidence_sha256 = event->evidence.sha256,
        };
        folio_approval(p->folio, &approval);
    }
}

void paper_queries(const struct paper_source *source, struct arena *arena, struct folio *ret)
{
    const struct query_paper p = {source, source->state,        arena,
                                  ret,    source_today(source), pasts_of(source, arena)};
    source_begin(source, arena, "疑義一覧", ret);
    source_address(source, arena, ret);
    ret->landscape = true;
    counts_put(&p);
    table_put(&p);
    proxies_put(&p);
    glossary_put(ret);
    folio_boxes(ret, true, false);
    folio_box(ret, STR("本市確認"), STR_NONE);
    folio_box(ret, STR("業務責任者"), STR_NONE);
}
