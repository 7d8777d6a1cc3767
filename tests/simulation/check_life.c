#include "tests/simulation/checks.h"

struct life_before life_before(struct stage *stage)
{
    const struct state *state = &stage->state;
    struct life_before before = {.job_count = state->jobs.count,
                                 .visit_count = state->visits.count};
    before.jobs = ARENA_ARRAY(&stage->turn, enum job_state, before.job_count);
    before.visits = ARENA_ARRAY(&stage->turn, struct visit_row, before.visit_count);
    for (uint32_t j = 0; j < before.job_count; j++)
        before.jobs[j] = job_state_of(state, stage_wording(stage), j);
    for (uint32_t v = 0; v < before.visit_count; v++) before.visits[v] = *state_visit(state, v);
    return before;
}

#define TO(state) (1u << JOB_##state)

/* The picture in domain.md as a table: where each state may lead by one command. */
static const uint32_t ways[] = {
    [JOB_OPEN] = TO(READY) | TO(HELD) | TO(PLANNED) | TO(CANCELLED),
    [JOB_READY] = TO(OPEN) | TO(HELD) | TO(PLANNED) | TO(CANCELLED),
    [JOB_HELD] = TO(OPEN) | TO(READY) | TO(PLANNED) | TO(CONFIRMED) | TO(CANCELLED),
    [JOB_PLANNED] = TO(OPEN) | TO(READY) | TO(HELD) | TO(CONFIRMED) | TO(CANCELLED),
    [JOB_CONFIRMED] = TO(OPEN) | TO(READY) | TO(HELD) | TO(UNDER_WAY) | TO(CANCELLED),
    [JOB_UNDER_WAY] = TO(DONE) | TO(FAILED) | TO(CANCELLED),
    [JOB_DONE] = TO(REPORTED),
    [JOB_FAILED] = TO(REPORTED),
    [JOB_REPORTED] = TO(ACCEPTED) | TO(DONE) | TO(FAILED),
    [JOB_ACCEPTED] = 0,
    [JOB_CANCELLED] = 0,
};

static void check_ways(struct stage *stage, const struct life_before *before) /* I5 */
{
    for (uint32_t j = 0; j < before->job_count; j++) {
        enum job_state was = before->jobs[j];
        enum job_state is = job_state_of(&stage->state, stage_wording(stage), j);
        MUST(stage, 5, is == was || (ways[was] & (1u << is)) != 0, "job %u went from %s to %s", j,
             job_state_name(was), job_state_name(is));
    }
}

static bool same_list(const struct state *state, struct list a, struct list b)
{
    return a.count == b.count &&
           memcmp(state_list(state, a), state_list(state, b), a.count * sizeof(uint32_t)) == 0;
}

static void check_confirmed(struct stage *stage, const struct life_before *before,
                            const struct command *command) /* I6 */
{
    for (uint32_t v = 0; v < before->visit_count; v++) {
        const struct visit_row *was = &before->visits[v], *is = state_visit(&stage->state, v);
        if (was->state != VISIT_CONFIRMED && was->state != VISIT_STARTED) continue;
        bool site =
            str_eq(state_text(&stage->state, was->site), state_text(&stage->state, is->site));
        MUST(stage, 6, site, "visit %u moved away", v);
        bool asked = command->kind == COMMAND_VISIT_APPROVE; /* what joins may lengthen it */
        bool end = asked ? was->end.ms <= is->end.ms : was->end.ms == is->end.ms;
        MUST(stage, 6, was->start.ms == is->start.ms && end, "visit %u has other hours", v);
        MUST(stage, 6,
             same_list(&stage->state, was->crew, is->crew) || command->kind == COMMAND_VISIT_START,
             "visit %u has other people", v);
        MUST(stage, 6, asked || same_list(&stage->state, was->jobs, is->jobs),
             "visit %u has other jobs", v);
        MUST(stage, 6, is->state != VISIT_PROPOSED && is->state != VISIT_DECLINED,
             "visit %u is no longer confirmed", v);
    }
}

static bool stands(const struct visit_row *visit)
{
    return visit->state == VISIT_PROPOSED || visit->state == VISIT_CONFIRMED ||
           visit->state == VISIT_STARTED;
}

static void check_members(struct stage *stage, uint32_t v, struct list jobs, bool joining) /* I7 */
{
    for (uint32_t i = 0; i < jobs.count; i++) {
        uint32_t j = state_list(&stage->state, jobs)[i];
        const struct job_row *job = state_job(&stage->state, j);
        if (!job_is_live(job)) continue;
        MUST(stage, 7, job->visit == v && job->joining == joining,
             "visit %u counts on job %u, which is in visit %u", v, j, job->visit);
        struct str site = state_text(&stage->state, state_visit(&stage->state, v)->site);
        MUST(stage, 7, str_eq(site, state_text(&stage->state, job->site)),
             "visit %u is at %.*s, its job %u is not", v, STR_ARGS(site), j);
    }
}

static bool is_listed(const struct state *state, struct list jobs, uint32_t job)
{
    for (uint32_t i = 0; i < jobs.count; i++)
        if (state_list(state, jobs)[i] == job) return true;
    return false;
}

static void check_membership(struct stage *stage) /* I7 */
{
    const struct state *state = &stage->state;
    for (uint32_t v = 0; v < state->visits.count; v++) {
        if (!stands(state_visit(state, v))) continue;
        check_members(stage, v, state_visit(state, v)->jobs, false);
        check_members(stage, v, state_visit(state, v)->joining, true);
    }
    for (uint32_t j = 0; j < state->jobs.count; j++) {
        const struct job_row *job = state_job(state, j);
        if (!job_is_live(job) || job->visit == NO_ROW) continue;
        const struct visit_row *visit = state_visit(state, job->visit);
        MUST(stage, 7, stands(visit), "job %u is in visit %u, which is gone", j, job->visit);
        MUST(stage, 7, is_listed(state, job->joining ? visit->joining : visit->jobs, j),
             "job %u is in visit %u, which doesn't know", j, job->visit);
    }
}

static void check_pauses(struct stage *stage) /* I22 */
{
    for (uint32_t j = 0; j < stage->state.jobs.count; j++) {
        const struct job_row *job = state_job(&stage->state, j);
        if (!job_is_live(job)) continue;
        const struct pause_row *last =
            job->last_pause != NO_ROW ? vec_at(&stage->state.pauses, job->last_pause) : NULL;
        MUST(stage, 22, job->held == (last != NULL && !last->to.is),
             "job %u: its hold and its pause disagree", j);
    }
}

void check_life(struct stage *stage, const struct life_before *before,
                const struct command *command)
{
    if (stage_wording(stage) == NULL) return;
    check_ways(stage, before);
    check_confirmed(stage, before, command);
    check_membership(stage);
    check_pauses(stage);
}
