#include "engine/core/plan_overtime.h"

#include "engine/base/limits.h"
#include "engine/core/plan_pairs.h"
#include "engine/core/plan_visit.h"
#include "rules/calendar.h"
#include "rules/hours.h"
#include "rules/risk.h"

struct plan_overtime_visit {
    uint32_t site;
    day_t day;
    instant_t start;
    struct vec works; /* uint32_t: indexes of frame->works */
    uint32_t crew[CREW_MAX];
    uint32_t crew_count;
    const struct plan *plan; /* made inside working time, for who is busy already */
};

static const struct job_row *job_of(const struct plan_frame *frame, uint32_t work)
{
    return state_job(frame->state, frame->works[work].job);
}

static bool has_skill(const struct plan_frame *frame, uint32_t actor, day_t day, uint32_t skill)
{
    struct list skills = state_roster(frame->state, actor, day)->skills;
    const uint32_t *rows = state_list(frame->state, skills);
    for (uint32_t i = 0; i < skills.count; i++)
        if (rows[i] == skill) return true;
    return false;
}

static bool crew_has(const struct plan_frame *frame, const struct plan_overtime_visit *visit,
                     uint32_t skill)
{
    for (uint32_t i = 0; i < visit->crew_count; i++)
        if (has_skill(frame, visit->crew[i], visit->day, skill)) return true;
    return false;
}

static bool is_in(const struct plan_overtime_visit *visit, uint32_t actor)
{
    for (uint32_t i = 0; i < visit->crew_count; i++)
        if (visit->crew[i] == actor) return true;
    return false;
}

/* Visits of one person on one day, in the plan. */
static uint32_t visits_of(const struct plan *plan, uint32_t actor, day_t day)
{
    uint32_t count = 0;
    for (uint32_t v = 0; v < plan->visit_count; v++) {
        if (!day_eq(plan->visits[v].day, day)) continue;
        for (uint32_t i = 0; i < plan->visits[v].crew_count; i++)
            count += plan->visits[v].crew[i] == actor;
    }
    return count;
}

/* The first person there who isn't in the crew yet and, where `skill` isn't NOBODY, has it. */
static bool crew_grow(const struct plan_frame *frame, struct plan_overtime_visit *visit,
                      uint32_t skill)
{
    for (uint32_t a = 0; a < frame->state->actors.count; a++) {
        if (visit->crew_count == CREW_MAX) return false;
        if (!state_is_available(frame->state, a, visit->day) || is_in(visit, a)) continue;
        if (visits_of(visit->plan, a, visit->day) >= frame->wording->visits_per_day) continue;
        if (skill != NOBODY && !has_skill(frame, a, visit->day, skill)) continue;
        visit->crew[visit->crew_count++] = a;
        return true;
    }
    return false;
}

static bool crew_find_for(const struct plan_frame *frame, struct plan_overtime_visit *visit)
{
    visit->crew_count = 0;
    if (frame->state->roster.count == 0) return true;
    for (uint32_t i = 0; i < visit->works.count; i++) {
        const struct job_row *job = job_of(frame, *(const uint32_t *)vec_at(&visit->works, i));
        for (uint32_t k = 0; k < job->skills.count; k++) {
            uint32_t skill = state_list(frame->state, job->skills)[k];
            if (!crew_has(frame, visit, skill) && !crew_grow(frame, visit, skill)) return false;
        }
        while (visit->crew_count < job->crew)
            if (!crew_grow(frame, visit, NOBODY)) return false;
    }
    return true;
}

/* After hours on an open day, else when working time would begin; nobody is at a site that is
 * closed by itself. */
static bool start_on(const struct plan_frame *frame, uint32_t site, day_t day, minute_t *ret)
{
    const struct calendar_rule *rule = &frame->wording->calendar;
    struct day_verdict verdict = calendar_judge(frame->wording, site, day);
    if (verdict.why == DAY_SITE_CLOSED) return false;
    minute_t start = verdict.open ? rule->hours.to : rule->hours.from;
    minute_t soonest = day_eq(day, frame->today) ? plan_start_after(frame->wording, frame->now) : 0;
    *ret = start > soonest ? start : soonest;
    return true;
}

/* Can the visit hold its jobs on its day, all of them in time, before midnight? */
static bool will_do(const struct plan_frame *frame, struct plan_overtime_visit *visit)
{
    minute_t start;
    if (!start_on(frame, visit->site, visit->day, &start)) return false;
    uint32_t minutes = frame->wording->sites[visit->site].overhead_minutes;
    for (uint32_t i = 0; i < visit->works.count; i++)
        minutes += job_of(frame, *(const uint32_t *)vec_at(&visit->works, i))->minutes;
    minute_t end = hours_work_end(&frame->wording->calendar, start, minutes);
    if (end > MINUTES_PER_DAY) return false;
    visit->start = instant_of(visit->day, start, frame->wording->offset);
    instant_t ends = instant_of(visit->day, end, frame->wording->offset);
    for (uint32_t i = 0; i < visit->works.count; i++) {
        const struct plan_work *work = &frame->works[*(const uint32_t *)vec_at(&visit->works, i)];
        if (day_cmp(work->release.day, visit->day) > 0) return false;
        if (!risk_is_met(ends, work->deadline.at)) return false;
    }
    return crew_find_for(frame, visit);
}

static bool is_alone(const struct plan_frame *frame, uint32_t work)
{
    const struct job_class *class = frame->works[work].class;
    return job_of(frame, work)->alone || (class != NULL && class->alone);
}

static bool join_one(const struct plan_frame *frame, struct vec *visits, uint32_t work)
{
    for (uint32_t v = 0; v < visits->count; v++) {
        struct plan_overtime_visit *visit = vec_at(visits, v);
        uint32_t first = *(const uint32_t *)vec_at(&visit->works, 0);
        if (visit->site != frame->works[work].site || is_alone(frame, work)) continue;
        if (is_alone(frame, first)) continue;
        struct plan_overtime_visit before = *visit;
        *(uint32_t *)vec_push(&visit->works, frame->arena) = work;
        if (will_do(frame, visit)) return true;
        *visit = before;
    }
    return false;
}

static bool make_one(const struct plan_frame *frame, const struct plan *plan, struct vec *visits,
                     uint32_t index)
{
    const struct plan_work *work = &frame->works[index];
    struct plan_overtime_visit visit = {
        .site = work->site, .works = vec_of(sizeof(uint32_t)), .plan = plan};
    *(uint32_t *)vec_push(&visit.works, frame->arena) = index;
    day_t last = day_min(work->deadline.day, day_plus(frame->today, frame->days - 1));
    for (day_t d = work->release.day; day_cmp(d, last) <= 0; d = day_plus(d, 1)) {
        visit.day = d;
        if (!will_do(frame, &visit)) continue;
        *(struct plan_overtime_visit *)vec_push(visits, frame->arena) = visit;
        return true;
    }
    return false;
}

struct plan_overtime plan_overtime_find(const struct plan_frame *frame, const struct plan *plan)
{
    struct vec visits = vec_of(sizeof(struct plan_overtime_visit));
    bool fewest = plan->objective.late <= plan->bound.late;     /* no way inside misses fewer */
    for (uint32_t i = 0; fewest && i < plan->late_count; i++) { /* by deadline */
        struct plan_work *work = plan_frame_work(frame, plan->late[i].job);
        if (work->fixed != NO_ROW || work->site == CONTRACT_NONE || work->release.never) continue;
        if (instant_cmp(work->deadline.at, frame->now) <= 0 || plan_is_paired(frame, work))
            continue;
        uint32_t index = (uint32_t)(work - frame->works);
        work->set_aside = join_one(frame, &visits, index) || make_one(frame, plan, &visits, index);
    }
    return (struct plan_overtime){visits.rows, visits.count};
}

bool plan_overtime_add(const struct plan_frame *frame, const struct plan_overtime *overtime,
                       struct plan *plan)
{
    for (uint32_t v = 0; v < overtime->count; v++) {
        const struct plan_overtime_visit *row = &overtime->at[v];
        struct plan_job *jobs = ARENA_ARRAY(frame->arena, struct plan_job, row->works.count);
        for (uint32_t i = 0; i < row->works.count; i++)
            jobs[i].job = frame->works[*(const uint32_t *)vec_at(&row->works, i)].job;
        for (uint32_t i = 0; i < row->crew_count; i++)
            if (visits_of(plan, row->crew[i], row->day) >= frame->wording->visits_per_day)
                return false;
        struct plan_visit visit = {
            .state = VISIT_PROPOSED,
            .site = row->site,
            .day = row->day,
            .out_of_hours = true,
            .crew = row->crew,
            .crew_count = row->crew_count,
            .jobs = jobs,
            .job_count = row->works.count,
        };
        plan_visit_add(frame, &visit, row->start, plan);
        plan->objective.visits++;
        plan->bound.visits++;
    }
    return true;
}
