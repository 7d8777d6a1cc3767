/* Doubts (疑義): asked, answered, approved and submitted in writing (5(11)). */
#include "engine/core/content.h"
#include "engine/core/decide/deciding.h"

/* On jobs it stops those; on the contract as a whole it stops every start only where it was raised
 * to do so, for most such questions are about papers and times. */
void decide_query_raise(struct deciding *d)
{
    const struct command_query_raise *c = &d->command->query_raise;
    if (str_is(c->job)) check_not_cancelled(d, job_named(d, c->job));
    for (uint32_t i = 0; i < c->jobs.count; i++)
        check_not_cancelled(d, job_named(d, c->jobs.at[i]));
    bool on_jobs = str_is(c->job) || c->jobs.count > 0;
    struct maybe_bool blocking = c->blocking;
    if (on_jobs || !blocking.on) blocking = (struct maybe_bool){0};
    struct str id = name_for(d, NAME_QUERY, c->query);
    if (is_refused(d)) return;
    emit(d, EVENT_QUERY_RAISED, id)->query_raised = (struct event_query_raised){
        .query = id, .text = c->text, .job = c->job, .jobs = c->jobs, .blocking = blocking};
}

void decide_query_answer(struct deciding *d)
{
    const struct command_query_answer *c = &d->command->query_answer;
    uint32_t row = query_named(d, c->query);
    if (row == NO_ROW) return;
    const struct query_row *query = vec_at(&d->state->queries, row);
    if (query->answered) refuse(d, REFUSAL_ALREADY_ANSWERED, arg_str(c->query), NO_ARG, NO_ARG);
    if (is_refused(d)) return;
    emit(d, EVENT_QUERY_ANSWERED, c->query)->query_answered =
        (struct event_query_answered){.query = c->query, .text = c->text};
}

/* Work goes on with the answer; that the change was approved is recorded on its own (S47). */
void decide_query_approve(struct deciding *d)
{
    const struct command_query_approve *c = &d->command->query_approve;
    uint32_t row = query_named(d, c->query);
    if (row == NO_ROW) return;
    const struct query_row *query = vec_at(&d->state->queries, row);
    if (!query->answered) refuse(d, REFUSAL_NOT_ANSWERED, arg_str(c->query), NO_ARG, NO_ARG);
    if (query->approved) refuse(d, REFUSAL_ALREADY_APPROVED, arg_str(c->query), NO_ARG, NO_ARG);
    if (is_refused(d) || !may_decide(d, query->raised_by)) return;
    struct str content = content_hash(content_of_query(d->state, row, d->arena), d->arena);
    if (!content_is(d, c->query, c->content, content)) return;
    emit(d, EVENT_QUERY_APPROVED, c->query)->query_approved =
        (struct event_query_approved){.query = c->query, .content = content};
}

/* Every answered query that isn't submitted yet. */
static struct strs queries_to_submit(const struct deciding *d)
{
    uint32_t count = d->state->queries.count;
    struct strs ids = {ARENA_ARRAY(d->arena, struct str, count), 0};
    for (uint32_t i = 0; i < count; i++) {
        const struct query_row *query = vec_at(&d->state->queries, i);
        if (query->contract != d->contract || !query->answered || query->submitted) continue;
        ids.at[ids.count++] = state_text(d->state, query->id);
    }
    return ids;
}

/* Those named may have been submitted before: a register is handed in as often as it grows. */
static void check_named(struct deciding *d, struct strs ids)
{
    for (uint32_t i = 0; i < ids.count; i++) {
        uint32_t row = query_named(d, ids.at[i]);
        if (row == NO_ROW) continue;
        const struct query_row *query = vec_at(&d->state->queries, row);
        if (!query->answered) refuse(d, REFUSAL_NOT_ANSWERED, arg_str(ids.at[i]), NO_ARG, NO_ARG);
    }
}

void decide_query_submit(struct deciding *d)
{
    const struct command_query_submit *c = &d->command->query_submit;
    struct strs ids = c->queries.at != NULL ? c->queries : queries_to_submit(d);
    check_named(d, ids);
    if (ids.count == 0) refuse(d, REFUSAL_NOTHING_TO_SUBMIT, NO_ARG, NO_ARG, NO_ARG);
    if (is_refused(d)) return;
    emit(d, EVENT_QUERIES_SUBMITTED, ids.at[0])->queries_submitted =
        (struct event_queries_submitted){.queries = ids, .document = c->document};
}
