#include "engine/core/tally.h"

#include "engine/base/sort.h"
#include "engine/core/job.h"

static uint32_t row_of(const struct state *state, const struct contract *wording,
                       const struct job_row *job)
{
    uint32_t class = contract_class(wording, state_text(state, job->class));
    return class != CONTRACT_NONE ? count_row_of(wording, class) : CONTRACT_NONE;
}

static int by_instant(const void *a, const void *b, const void *context)
{
    (void)context;
    return instant_cmp(*(const instant_t *)a, *(const instant_t *)b);
}

/* Jobs may be recorded late, so the order of the rows says nothing about who came first. */
static instant_t nth_done(const struct state *state, uint32_t contract,
                          const struct contract *wording, uint32_t row, uint32_t nth,
                          struct arena *arena)
{
    struct arena_mark mark = arena_mark(arena);
    struct vec done = vec_of(sizeof(instant_t));
    const struct job_row *jobs = state->jobs.rows;
    for (uint32_t j = 0; j < state->jobs.count; j++) {
        if (jobs[j].contract != contract || !jobs[j].completed) continue;
        if (jobs[j].result != RESULT_DONE || row_of(state, wording, &jobs[j]) != row) continue;
        *(instant_t *)vec_push(&done, arena) = jobs[j].finished_at;
    }
    sort_rows(done.rows, done.count, sizeof(instant_t), by_instant, NULL, arena);
    instant_t at = *(const instant_t *)vec_at(&done, nth);
    arena_rewind(arena, mark);
    return at;
}

struct tally tally_of(const struct state *state, uint32_t contract, const struct contract *wording,
                      day_t today, struct arena *arena)
{
    uint32_t count = count_rows(wording);
    struct tally_row *rows = ARENA_ARRAY(arena, struct tally_row, count);
    const struct job_row *jobs = state->jobs.rows;
    for (uint32_t j = 0; j < state->jobs.count; j++) {
        if (jobs[j].contract != contract || jobs[j].cancelled) continue;
        uint32_t row = row_of(state, wording, &jobs[j]);
        if (row == CONTRACT_NONE) continue;
        CHECK(row < count);
        if (job_is_live(&jobs[j])) rows[row].open++;
        if (jobs[j].completed && jobs[j].result == RESULT_DONE) rows[row].used++;
    }
    for (uint32_t r = 0; r < count; r++) {
        rows[r].count = count_row_at(wording, r);
        rows[r].pace = count_pace(wording, r, rows[r].used, today);
        if (!rows[r].count.has_expected || rows[r].used <= rows[r].count.expected) continue;
        rows[r].passed_at.is = true;
        rows[r].passed_at.at = nth_done(state, contract, wording, r, rows[r].count.expected, arena);
    }
    return (struct tally){rows, count};
}
