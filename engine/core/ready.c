#include "engine/core/ready.h"

#include "engine/core/apply.h"
#include "engine/core/image.h"
#include "rules/calendar.h"
#include "rules/hours.h"

/* A private copy of the state that goes through the coming days. */
struct trial {
    struct state state;
    uint32_t contract;
    struct arena *arena;
    const struct plan *plan; /* of today: what is done when, if nothing comes in between */
};

static void put(struct trial *trial, instant_t at, struct event event)
{
    const struct contract_row *row = vec_at(&trial->state.contracts, trial->contract);
    event.seq = trial->state.head + 1;
    event.recorded_at = instant_max(at, trial->state.last_recorded);
    event.by = STR("system");
    event.role = ROLE_SYSTEM;
    event.contract = str_copy(trial->arena, state_text(&trial->state, row->id));
    apply(&trial->state, &event);
}

static void do_job(struct trial *trial, const struct plan_visit *visit, uint32_t job)
{
    struct str id = state_text(&trial->state, state_job(&trial->state, job)->id);
    if (!job_is_live(state_job(&trial->state, job))) return;
    put(trial, visit->end,
        (struct event){.kind = EVENT_JOB_COMPLETED,
                       .subject = id,
                       .job_completed = {.job = str_copy(trial->arena, id),
                                         .visit = visit->id,
                                         .result = {true, RESULT_DONE},
                                         .finished_at = {true, visit->end}}});
}

static void end_visit(struct trial *trial, const struct plan_visit *visit)
{
    enum visit_state state = state_visit(&trial->state, visit->visit)->state;
    if (state != VISIT_CONFIRMED && state != VISIT_STARTED && state != VISIT_PROPOSED) return;
    put(trial, visit->end,
        (struct event){.kind = EVENT_VISIT_FINISHED,
                       .subject = visit->id,
                       .visit_finished = {.visit = visit->id, .finished_at = {true, visit->end}}});
}

/* Everything that the plan ends by then is done, as planned. */
static void pass_until(struct trial *trial, instant_t at)
{
    for (uint32_t v = 0; v < trial->plan->visit_count; v++) {
        const struct plan_visit *visit = &trial->plan->visits[v];
        if (instant_cmp(visit->end, at) > 0) continue;
        for (uint32_t i = 0; i < visit->job_count; i++) do_job(trial, visit, visit->jobs[i].job);
        if (visit->visit != NO_ROW) end_visit(trial, visit);
    }
}

static struct str open_job(struct trial *trial, const struct contract *wording, uint32_t job_class,
                           instant_t received)
{
    const struct job_class *class = &wording->classes[job_class];
    struct str id = state_free_name(&trial->state, NAME_JOB, trial->arena);
    put(trial, received,
        (struct event){.kind = EVENT_JOB_OPENED,
                       .subject = id,
                       .job_opened = {.job = id,
                                      .class = class->id,
                                      .received_at = {true, received},
                                      .site = wording->sites[ready_site(wording)].id,
                                      .minutes = {true, class->minutes},
                                      .crew = {true, class->crew},
                                      .alone = {true, class->alone},
                                      .skills = class->skills}});
    return id;
}

static const struct plan_late *late_of(const struct plan *plan, uint32_t job)
{
    for (uint32_t i = 0; i < plan->late_count; i++)
        if (plan->late[i].job == job) return &plan->late[i];
    return NULL;
}

/* What the plan made of the urgent job. The plan's own memory is given back. */
static uint32_t look(struct trial *trial, uint32_t job, instant_t at, struct ready_day *day)
{
    struct plan plan;
    struct arena_mark mark = arena_mark(trial->arena);
    plan_make(&trial->state, trial->contract, at, &(struct plan_options){0}, trial->arena, &plan);
    const struct plan_visit *visit = plan_visit_of(&plan, job);
    if (visit != NULL) day->planned = (struct maybe_instant){true, visit->end};
    day->out_of_hours = visit != NULL && visit->out_of_hours;
    day->ready = visit != NULL && !day->out_of_hours && late_of(&plan, job) == NULL;
    uint32_t late = plan.late_count;
    arena_rewind(trial->arena, mark);
    return late;
}

static uint32_t late_without(struct trial *trial, instant_t at)
{
    struct plan plan;
    struct arena_mark mark = arena_mark(trial->arena);
    plan_make(&trial->state, trial->contract, at, &(struct plan_options){0}, trial->arena, &plan);
    uint32_t late = plan.late_count;
    arena_rewind(trial->arena, mark);
    return late;
}

/* What the planner leaves out although people are there had no room. */
static void mark_full(struct ready_day *day)
{
    for (uint32_t i = 0; i < day->clock.count; i++)
        if (day->clock.steps[i].reason == READY_DAY_FREE)
            day->clock.steps[i].reason = READY_DAY_FULL;
}

static void try_class(struct trial *trial, const struct contract *wording, uint32_t job_class,
                      struct ready_day *ret)
{
    day_t day = ret->day;
    *ret = (struct ready_day){.day = day, .job_class = job_class};
    ready_clock_of(&trial->state, wording, job_class, day, trial->arena, &ret->clock);
    pass_until(trial, ret->clock.received);
    struct str id = open_job(trial, wording, job_class, ret->clock.received);
    uint32_t job = state_find(&trial->state, NAME_JOB, id);
    uint32_t late = look(trial, job, ret->clock.received, ret);
    put(trial, ret->clock.received,
        (struct event){.kind = EVENT_JOB_CANCELLED, .subject = id, .job_cancelled = {.job = id}});
    if (ret->ready && late > 0 && late > late_without(trial, ret->clock.received)) {
        ret->ready = false;
        ret->at_others_cost = true;
    }
    if (!ret->ready)
        mark_full(ret);
    else
        ret->ready =
            ret->clock.can; /* with no roster at all the planner names nobody and goes on */
}

/* The first class that fails, else the last looked at. */
static bool try_day(struct trial *trial, const struct contract *wording, struct ready_day *ret)
{
    bool any = false;
    for (uint32_t c = 0; c < wording->class_count; c++) {
        if (!ready_is_hardest(wording, c)) continue;
        try_class(trial, wording, c, ret);
        if (!ret->ready) return true;
        any = true;
    }
    return any;
}

void ready_find(const struct state *state, uint32_t contract, instant_t now, uint32_t days,
                struct arena *arena, struct readiness *ret)
{
    struct plan plan;
    struct trial trial = {.contract = contract, .arena = arena, .plan = &plan};
    struct vec found = vec_of(sizeof(struct ready_day));
    struct bytes image = image_of(state, arena);
    bool is = image_restore(image, arena, &trial.state);
    CHECK(is);
    plan_make(state, contract, now, &(struct plan_options){0}, arena, &plan);
    day_t today = instant_day(now, plan.wording->offset);
    for (uint32_t i = 0; i < days && i < READY_DAYS_MAX; i++) {
        struct ready_day row = {.day = day_plus(today, (int32_t)i)};
        const struct contract *wording = state_contract(state, contract, row.day);
        bool within = day_cmp(row.day, wording->from) >= 0 && day_cmp(row.day, wording->to) <= 0;
        if (!within || ready_site(wording) == CONTRACT_NONE) continue;
        if (!calendar_is_open(wording, ready_site(wording), row.day)) continue;
        if (instant_cmp(hours_end_of(wording, row.day), now) < 0) continue; /* over already */
        if (try_day(&trial, wording, &row)) *(struct ready_day *)vec_push(&found, arena) = row;
    }
    *ret = (struct readiness){found.rows, found.count};
}
