#include "cli/view_visit.h"

#include "engine/base/sort.h"
#include "rules/hours.h"
#include "rules/risk.h"

static uint32_t overhead_of(const struct reading *reading, uint32_t site)
{
    return site == CONTRACT_NONE ? 0 : reading->wording->sites[site].overhead_minutes;
}

/* When work begun at `start` ends, breaks skipped. */
static instant_t work_end(const struct reading *reading, instant_t start, uint32_t minutes)
{
    const struct contract *wording = reading->wording;
    minute_t minute = instant_minute(start, wording->offset);
    minute_t end = hours_work_end(&wording->calendar, minute, minutes);
    return instant_of(instant_day(start, wording->offset), end, wording->offset);
}

static int64_t slack_of(const struct reading *reading, const struct job_row *job, uint32_t site,
                        instant_t deadline)
{
    struct risk_job risk = {
        .site = site,
        .deadline = deadline,
        .need_minutes = job->minutes + overhead_of(reading, site),
    };
    return risk_slack(reading->wording, &risk, reading->run->now);
}

static struct plan_job recorded_job(const struct reading *reading, uint32_t row, uint32_t site,
                                    instant_t start)
{
    const struct job_row *job = state_job(reading->state, row);
    struct job_deadline deadline = job_deadline_of(reading->state, reading->wording, row,
                                                   reading->run->now, reading->run->arena);
    instant_t end = work_end(reading, start, job->minutes);
    return (struct plan_job){
        .job = row,
        .start = start,
        .end = end,
        .deadline = deadline.at,
        .slack_minutes = slack_of(reading, job, site, deadline.at),
        .late = !risk_is_met(job->completed ? job->finished_at : end, deadline.at),
    };
}

static void put_jobs_of_row(const struct reading *reading, const struct visit_row *row,
                            struct plan_visit *visit)
{
    const uint32_t *rows = state_list(reading->state, row->jobs);
    struct plan_job *jobs = ARENA_ARRAY(reading->run->arena, struct plan_job, row->jobs.count);
    instant_t at = work_end(reading, row->start, overhead_of(reading, visit->site));
    for (uint32_t i = 0; i < row->jobs.count; i++) {
        jobs[i] = recorded_job(reading, rows[i], visit->site, at);
        at = jobs[i].end;
    }
    visit->jobs = jobs;
    visit->job_count = row->jobs.count;
}

static int by_instant(const void *a, const void *b, const void *context)
{
    (void)context;
    return instant_cmp(((const struct plan_need *)a)->by, ((const struct plan_need *)b)->by);
}

/* What a recorded proposal waits for: its jobs' gates, and the approval itself. */
static void put_needs_of_row(const struct reading *reading, struct plan_visit *visit)
{
    uint32_t most = visit->job_count * VIEW_NEEDS_MAX + 1, count = 0;
    struct plan_need *needs = ARENA_ARRAY(reading->run->arena, struct plan_need, most);
    for (uint32_t i = 0; i < visit->job_count; i++)
        count += plan_job_needs(reading->state, reading->wording, visit->jobs[i].job, visit->start,
                                needs + count, VIEW_NEEDS_MAX);
    needs[count++] = (struct plan_need){NEED_KIND_APPROVE, NO_ROW, visit->start};
    sort_rows(needs, count, sizeof(*needs), by_instant, NULL, reading->run->arena);
    visit->needs = needs;
    visit->need_count = count;
}

void visit_of_row(const struct reading *reading, uint32_t row, struct plan_visit *ret)
{
    const struct visit_row *recorded = state_visit(reading->state, row);
    *ret = (struct plan_visit){
        .id = state_text(reading->state, recorded->id),
        .visit = row,
        .state = recorded->state,
        .site = contract_site(reading->wording, state_text(reading->state, recorded->site)),
        .day = instant_day(recorded->start, reading->wording->offset),
        .start = recorded->start,
        .end = recorded->end,
        .out_of_hours = recorded->out_of_hours,
        .crew = state_list(reading->state, recorded->crew),
        .crew_count = recorded->crew.count,
    };
    put_jobs_of_row(reading, recorded, ret);
    if (ret->state == VISIT_PROPOSED) put_needs_of_row(reading, ret);
}

struct str visit_site_id(const struct reading *reading, const struct plan_visit *visit)
{
    if (visit->site != CONTRACT_NONE) return reading->wording->sites[visit->site].id;
    CHECK(visit->visit != NO_ROW); /* the planner knows only sites of the wording */
    return state_text(reading->state, state_visit(reading->state, visit->visit)->site);
}

static struct str job_id(const struct reading *reading, uint32_t job)
{
    return state_text(reading->state, state_job(reading->state, job)->id);
}

void json_put_need(struct json *json, const char *key, const struct reading *reading,
                   const struct plan_need *need)
{
    json_open_object(json, key);
    json_put_text(json, "what", need_kind_name(need->what));
    json_put_str(json, "job", need->job == NO_ROW ? STR_NONE : job_id(reading, need->job));
    json_put_instant(json, "by", need->by, reading->wording->offset);
    json_close_object(json);
}

static void json_put_job(struct json *json, const struct reading *reading,
                         const struct plan_job *planned)
{
    const struct job_row *job = state_job(reading->state, planned->job);
    int32_t offset = reading->wording->offset;
    json_open_object(json, NULL);
    json_put_str(json, "id", state_text(reading->state, job->id));
    json_put_str(json, "class", state_text(reading->state, job->class));
    json_put_instant(json, "start", planned->start, offset);
    json_put_instant(json, "end", planned->end, offset);
    json_put_instant(json, "deadline", planned->deadline, offset);
    if (job->completed)
        json_put_null(json, "slack_minutes");
    else
        json_put_int(json, "slack_minutes", planned->slack_minutes);
    json_close_object(json);
}

static void json_put_crew(struct json *json, const struct reading *reading,
                          const struct plan_visit *visit)
{
    json_open_array(json, "crew");
    for (uint32_t i = 0; i < visit->crew_count; i++)
        json_put_str(json, NULL,
                     state_text(reading->state, state_actor(reading->state, visit->crew[i])->id));
    json_close_array(json);
}

static void json_put_why(struct json *json, const struct reading *reading,
                         const struct plan_visit *visit)
{
    json_open_array(json, "why");
    for (uint32_t i = 0; i < visit->why_count; i++) {
        struct text text;
        text_init(&text, reading->run->arena);
        called_message_print(&text, reading->run, &visit->why[i]);
        json_put_str(json, NULL, text_str(&text));
    }
    json_close_array(json);
}

void json_put_visit(struct json *json, const char *key, const struct reading *reading,
                    const struct plan_visit *visit)
{
    int32_t offset = reading->wording->offset;
    json_open_object(json, key);
    json_put_str(json, "id", visit->id);
    json_put_text(json, "status", visit_state_name(visit->state));
    json_put_str(json, "site", visit_site_id(reading, visit));
    json_put_day(json, "date", visit->day);
    json_put_instant(json, "start", visit->start, offset);
    json_put_instant(json, "end", visit->end, offset);
    json_put_bool(json, "out_of_hours", visit->out_of_hours);
    json_put_crew(json, reading, visit);
    json_open_array(json, "jobs");
    for (uint32_t i = 0; i < visit->job_count; i++) json_put_job(json, reading, &visit->jobs[i]);
    json_close_array(json);
    json_open_array(json, "needs");
    for (uint32_t i = 0; i < visit->need_count; i++)
        json_put_need(json, NULL, reading, &visit->needs[i]);
    json_close_array(json);
    json_put_why(json, reading, visit);
    json_close_object(json);
}
