#include "engine/core/content.h"

#include "engine/base/sha256_hex.h"
#include "engine/base/text.h"

/* With its length before it: no line break in a value can look like another line. */
static void line_put(struct text *text, const char *name, struct str value)
{
    text_add(text, "%s %u ", name, value.len);
    text_put(text, value);
    text_putc(text, '\n');
}

static void ref_put(struct text *text, const struct state *state, const char *name, struct ref ref)
{
    line_put(text, name, state_text(state, ref));
}

/* Milliseconds, so that no wording's offset can give one instant two names. */
static void instant_put(struct text *text, const char *name, instant_t at)
{
    text_add(text, "%s %lld\n", name, (long long)at.ms);
}

/* A cancelled job is no longer part of what anybody is asked for. */
static void jobs_put(struct text *text, const struct state *state, struct list jobs)
{
    for (uint32_t i = 0; i < jobs.count; i++) {
        const struct job_row *job = state_job(state, state_list(state, jobs)[i]);
        if (job->cancelled) continue;
        ref_put(text, state, "job", job->id);
        ref_put(text, state, "class", job->class);
        text_add(text, "minutes %u\n", job->minutes);
    }
}

static void visit_put(struct text *text, const struct state *state, const struct visit_row *visit)
{
    bool joined = visit->joining.count > 0;
    instant_t end = joined ? instant_max(visit->end, visit->joined_end) : visit->end;
    bool outside = visit->out_of_hours || (joined && visit->joined_out_of_hours);
    ref_put(text, state, "visit", visit->id);
    ref_put(text, state, "site", visit->site);
    instant_put(text, "start", visit->start);
    instant_put(text, "end", end);
    text_add(text, "out-of-hours %s\n", outside ? "yes" : "no");
    jobs_put(text, state, visit->jobs);
    jobs_put(text, state, visit->joining);
    for (uint32_t i = 0; i < visit->crew.count; i++)
        ref_put(text, state, "crew", state_actor(state, state_list(state, visit->crew)[i])->id);
}

struct str content_of_visit(const struct state *state, uint32_t visit, struct arena *arena)
{
    struct text text;
    text_init(&text, arena);
    visit_put(&text, state, state_visit(state, visit));
    return text_str(&text);
}

struct str content_of_overtime(const struct state *state, uint32_t row, struct arena *arena)
{
    const struct visit_row *visit = state_visit(state, row);
    struct text text;
    text_init(&text, arena);
    text_put(&text, STR("overtime\n"));
    visit_put(&text, state, visit);
    ref_put(&text, state, "reason", visit->overtime_reason);
    return text_str(&text);
}

struct str content_of_procedure(const struct state *state, uint32_t row, struct arena *arena)
{
    const struct job_row *job = state_job(state, row);
    struct text text;
    text_init(&text, arena);
    ref_put(&text, state, "procedure", job->id);
    ref_put(&text, state, "file", job->procedure_name);
    ref_put(&text, state, "sha256", job->procedure_sha256);
    return text_str(&text);
}

struct str content_of_query(const struct state *state, uint32_t row, struct arena *arena)
{
    const struct query_row *query = vec_at(&state->queries, row);
    struct text text;
    text_init(&text, arena);
    ref_put(&text, state, "query", query->id);
    ref_put(&text, state, "text", query->text);
    ref_put(&text, state, "answer", query->answer);
    return text_str(&text);
}

struct str content_hash(struct str content, struct arena *arena)
{
    return sha256_hex(content, arena);
}
