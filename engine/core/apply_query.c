#include "engine/core/apply_priv.h"

static struct query_row *query_at(struct state *state, struct str id)
{
    return vec_at(&state->queries, rows_at(state, NAME_QUERY, id));
}

/* Every job once, in the order named; `job` alone is what older events have. */
static struct list jobs_of(struct state *state, const struct event_query_raised *e)
{
    struct list list = {state->numbers.count, 0};
    uint32_t first = str_is(e->job) ? rows_at(state, NAME_JOB, e->job) : NO_ROW;
    if (first != NO_ROW) {
        (void)rows_keep_numbers(state, &first, 1);
        list.count++;
    }
    for (uint32_t i = 0; i < e->jobs.count; i++) {
        uint32_t job = rows_at(state, NAME_JOB, e->jobs.at[i]), k = 0;
        while (k < list.count && state_list(state, list)[k] != job) k++;
        if (k < list.count) continue;
        (void)rows_keep_numbers(state, &job, 1);
        list.count++;
    }
    return list.count > 0 ? list : (struct list){0};
}

/* One more open query on each of its jobs, or on its contract; or one less. */
static void count_open(struct state *state, const struct query_row *query, bool more)
{
    uint32_t change = more ? 1 : UINT32_MAX; /* unsigned: it wraps to one less */
    struct contract_row *contract = vec_at(&state->contracts, query->contract);
    for (uint32_t i = 0; i < query->jobs.count; i++) {
        struct job_row *job = vec_at(&state->jobs, state_list(state, query->jobs)[i]);
        CHECK(more || job->open_queries > 0);
        job->open_queries += change;
    }
    if (query->blocking) contract->blocking_queries += change;
}

void apply_query_raised(struct state *state, const struct event *event)
{
    const struct event_query_raised *e = &event->query_raised;
    struct decision_row who = rows_decision(state, event);
    struct ref id;
    struct query_row *query = rows_add(state, &state->queries, NAME_QUERY, e->query, &id);
    *query = (struct query_row){
        .id = id,
        .text = rows_keep_text(state, e->text),
        .jobs = jobs_of(state, e),
        .contract = rows_at(state, NAME_CONTRACT, event->contract),
        .raised_by = who.on_behalf != NOBODY ? who.on_behalf : who.by,
        .blocking = e->blocking.is && e->blocking.on,
        .raised_at = event->recorded_at,
        .decision = {.by = NOBODY, .on_behalf = NOBODY},
    };
    query->job = query->jobs.count > 0 ? state_list(state, query->jobs)[0] : NO_ROW;
    count_open(state, query, true);
}

void apply_query_answered(struct state *state, const struct event *event)
{
    const struct event_query_answered *e = &event->query_answered;
    struct query_row *query = query_at(state, e->query);
    query->answered = true;
    query->answered_at = event->recorded_at;
    query->answer = rows_keep_text(state, e->text);
    count_open(state, query, false);
}

void apply_query_approved(struct state *state, const struct event *event)
{
    struct query_row *query = query_at(state, event->query_approved.query);
    query->approved = true;
    query->decision = rows_decision(state, event);
    query->content = rows_keep_text(state, event->query_approved.content);
}

void apply_queries_submitted(struct state *state, const struct event *event)
{
    const struct event_queries_submitted *e = &event->queries_submitted;
    struct ref name = rows_keep_text(state, e->document.name);
    struct ref sha256 = rows_keep_text(state, e->document.sha256);
    for (uint32_t i = 0; i < e->queries.count; i++) {
        struct query_row *query = query_at(state, e->queries.at[i]);
        query->submitted = true;
        query->submitted_at = event->recorded_at;
        query->file_name = name;
        query->file_sha256 = sha256;
    }
}

/* A list of jobs of its own, for the old one may stand in an image that was read. */
static struct list replaced(struct state *state, struct list jobs, uint32_t from, uint32_t to)
{
    struct list list = {state->numbers.count, jobs.count};
    for (uint32_t i = 0; i < jobs.count; i++) {
        uint32_t job = state_list(state, jobs)[i];
        if (job == from) job = to;
        (void)rows_keep_numbers(state, &job, 1);
    }
    return list.count > 0 ? list : (struct list){0};
}

void apply_queries_carry_over(struct state *state, uint32_t from, uint32_t to)
{
    for (uint32_t i = 0; i < state->queries.count; i++) {
        struct query_row *query = vec_at(&state->queries, i);
        bool concerns = false;
        for (uint32_t k = 0; k < query->jobs.count; k++)
            concerns |= state_list(state, query->jobs)[k] == from;
        if (query->answered || !concerns) continue;
        query->jobs = replaced(state, query->jobs, from, to);
        if (query->job == from) query->job = to;
    }
}
