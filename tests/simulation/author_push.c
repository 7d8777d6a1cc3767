/* The next step on the way of a visit, so that seasons come to its end: chance alone seldom does.
 */
#include "tests/simulation/author_pick.h"

enum { OFFSET = 540 };

#define SHA256 "\"sha256\":\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\""
#define PAPER "{\"name\":\"a paper\"," SHA256 "}"

static struct str job_id(const struct author *author, uint32_t job)
{
    return state_text(&author->stage->state, state_job(&author->stage->state, job)->id);
}

/* Somebody at work today, or "t1". */
static struct str somebody(const struct author *author)
{
    const struct state *state = &author->stage->state;
    day_t today = instant_day(author->now, OFFSET);
    for (uint32_t a = 0; a < state->actors.count; a++)
        if (state_is_available(state, a, today))
            return state_text(state, state_actor(state, a)->id);
    return STR("t1");
}

/* What opens one of the job's closed gates. */
static struct str open_gate(const struct author *author, uint32_t job, uint32_t gates)
{
    struct str id = job_id(author, job);
    const struct job_row *row = state_job(&author->stage->state, job);
    const char *cmd = NULL, *by = "customer:mori", *more = "";
    if (gates & GATE_WORK_ORDER) cmd = "work-order.issue";
    if (gates & GATE_HELD) cmd = "job.release";
    if (gates & GATE_VENDOR) cmd = "vendor.replaced";
    if (gates & GATE_PROCEDURE) cmd = "procedure.approve";
    if ((gates & GATE_PROCEDURE) && row->procedure != PROCEDURE_SUBMITTED)
        cmd = "procedure.submit", by = "coordinator:ito", more = ",\"document\":" PAPER;
    if (cmd != NULL)
        return text_format(author->arena, "{\"cmd\":\"%s\",\"by\":\"%s\",\"job\":\"%.*s\"%s}", cmd,
                           by, STR_ARGS(id), more);
    if (gates & GATE_MEDIA)
        return text_format(author->arena,
                           "{\"cmd\":\"media.check\",\"by\":\"%.*s\",\"job\":\"%.*s\","
                           "\"medium\":\"usb-1\",\"result\":\"clean\"}",
                           STR_ARGS(somebody(author)), STR_ARGS(id));
    return STR_NONE; /* questions are left to chance */
}

static struct str of_visit(const struct author *author, const char *cmd, const char *by,
                           const struct visit_row *visit, const char *more)
{
    struct str id = state_text(&author->stage->state, visit->id);
    return text_format(author->arena, "{\"cmd\":\"%s\",\"by\":\"%s\",\"visit\":\"%.*s\"%s}", cmd,
                       by, STR_ARGS(id), more);
}

/* A confirmed visit of today: its gates, its permission, its start. */
static struct str push_to_start(struct author *author, const struct visit_row *visit)
{
    const struct state *state = &author->stage->state;
    bool impatient = dice_one_in(&author->dice, 4);
    for (uint32_t i = 0; i < visit->jobs.count && !impatient; i++) {
        uint32_t job = state_list(state, visit->jobs)[i];
        if (!job_is_live(state_job(state, job))) continue;
        struct str line =
            open_gate(author, job, job_gates(state, stage_wording(author->stage), job));
        if (str_is(line)) return line;
    }
    if (!visit->permitted && !impatient)
        return of_visit(author, "visit.permit", "customer:mori", visit, "");
    if (visit->out_of_hours && visit->overtime == OVERTIME_NONE && !impatient)
        return of_visit(author, "overtime.direct", "customer:mori", visit, "");
    struct str who = dice_one_in(&author->dice, 6) ? STR("t4") : somebody(author);
    struct str more = text_format(author->arena, ",\"technicians\":[\"%.*s\"]", STR_ARGS(who));
    return of_visit(author, "visit.start", "technician:t1", visit, more.ptr);
}

static struct str push_to_finish(struct author *author, const struct visit_row *visit)
{
    static const char *const results[] = {"done", "done", "failed", "not-reached"};
    const struct state *state = &author->stage->state;
    for (uint32_t i = 0; i < visit->jobs.count; i++) {
        uint32_t job = state_list(state, visit->jobs)[i];
        if (!job_is_live(state_job(state, job))) continue;
        struct str who = dice_one_in(&author->dice, 6) ? STR("t4") : somebody(author);
        return text_format(author->arena,
                           "{\"cmd\":\"job.complete\",\"by\":\"technician:t1\",\"job\":\"%.*s\","
                           "\"result\":\"%s\",\"steps\":[\"restarted\"],"
                           "\"technicians\":[\"%.*s\"]}",
                           STR_ARGS(job_id(author, job)),
                           results[dice_below(&author->dice, COUNT(results))], STR_ARGS(who));
    }
    return of_visit(author, "visit.finish", "technician:t1", visit, "");
}

static struct str push_report(const struct author *author)
{
    const struct state *state = &author->stage->state;
    for (uint32_t j = 0; j < state->jobs.count; j++) {
        const struct job_row *job = state_job(state, j);
        if (job->accepted || !job->completed) continue;
        const char *cmd = job->reported ? "job.accept" : "job.report";
        const char *by = job->reported ? "customer:oka" : "coordinator:ito";
        return text_format(author->arena, "{\"cmd\":\"%s\",\"by\":\"%s\",\"job\":\"%.*s\"%s}", cmd,
                           by, STR_ARGS(job_id(author, j)),
                           job->reported ? "" : ",\"document\":" PAPER);
    }
    return STR_NONE;
}

enum { SOON_DAYS = 4 };

/* The first visit of the plan, when it comes soon. */
static struct str push_plan(const struct author *author)
{
    struct stage *stage = author->stage;
    struct plan plan;
    plan_make(&stage->state, 0, author->now, &(struct plan_options){0}, &stage->turn, &plan);
    day_t today = instant_day(author->now, OFFSET);
    for (uint32_t v = 0; v < plan.visit_count; v++) {
        const struct plan_visit *visit = &plan.visits[v];
        if (visit->visit != NO_ROW || visit->day.n > today.n + SOON_DAYS) continue;
        return text_format(author->arena,
                           "{\"cmd\":\"visit.propose\",\"by\":\"coordinator:ito\","
                           "\"visit\":\"%.*s\"}",
                           STR_ARGS(visit->id));
    }
    return STR_NONE;
}

struct str author_push(struct author *author)
{
    if (author->stage->state.roster.count < 2)
        return text_format(author->arena,
                           "{\"cmd\":\"roster.register\",\"by\":\"coordinator:ito\","
                           "\"technician\":\"t%d\",\"from\":\"%.*s\",\"skills\":[\"panel\"]}",
                           dice_between(&author->dice, 1, 3), STR_ARGS(pick_day(author, 0, 1)));

    const struct state *state = &author->stage->state;
    day_t today = instant_day(author->now, OFFSET);
    for (uint32_t v = 0; v < state->visits.count; v++) {
        const struct visit_row *visit = state_visit(state, v);
        if (visit->state == VISIT_STARTED) return push_to_finish(author, visit);
        if (visit->state != VISIT_CONFIRMED) continue;
        if (day_eq(instant_day(visit->start, OFFSET), today)) return push_to_start(author, visit);
        if (visit->start.ms < author->now.ms && !dice_one_in(&author->dice, 3))
            return of_visit(author, "visit.cancel", "coordinator:ito", visit,
                            ",\"reason\":\"its day has gone\"");
    }
    for (uint32_t v = 0; v < state->visits.count; v++) {
        const struct visit_row *visit = state_visit(state, v);
        bool soon = instant_day(visit->start, OFFSET).n <= today.n + SOON_DAYS;
        if (visit->state == VISIT_PROPOSED && soon && visit->start.ms >= author->now.ms)
            return of_visit(author, "visit.approve", "customer:mori", visit, "");
    }
    struct str report = push_report(author);
    return str_is(report) ? report : push_plan(author);
}
