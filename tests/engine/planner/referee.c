#include "tests/engine/planner/referee.h"

static bool has(struct indexes list, uint32_t index)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (list.at[i] == index) return true;
    return false;
}

/* |(from, to]| over the open days of a site. */
static uint32_t open_days(const struct problem *problem, uint32_t site, int32_t from, int32_t to)
{
    uint32_t count = 0;
    for (int32_t d = 0; d < problem->days; d++)
        if (d > from && d <= to && problem->sites[site].open[d]) count++;
    return count;
}

int referee_cmp(const struct objective *a, const struct objective *b)
{
    if (a->late != b->late) return a->late < b->late ? -1 : 1;
    if (a->late_days != b->late_days) return a->late_days < b->late_days ? -1 : 1;
    if (a->overwait_days != b->overwait_days) return a->overwait_days < b->overwait_days ? -1 : 1;
    if (a->visits != b->visits) return a->visits < b->visits ? -1 : 1;
    if (a->moved != b->moved) return a->moved < b->moved ? -1 : 1;
    if (a->target_days != b->target_days) return a->target_days < b->target_days ? -1 : 1;
    return (a->wait_days > b->wait_days) - (a->wait_days < b->wait_days);
}

static void count_job(const struct problem *p, uint32_t j, int32_t day, struct objective *sum)
{
    const struct problem_job *job = &p->jobs[j];
    if (job->standing != PROBLEM_NONE && job->standing != day) sum->moved++;
    if (day == PROBLEM_NONE) {
        sum->late++;
        sum->late_days++;
        if (job->due != PROBLEM_NONE)
            sum->late_days += open_days(p, job->site, job->due, p->days - 1);
        return;
    }
    if (job->due != PROBLEM_NONE && day > job->due) {
        sum->late++;
        sum->late_days += open_days(p, job->site, job->due, day);
    }
    if (job->target != PROBLEM_NONE) sum->target_days += open_days(p, job->site, job->target, day);
    if (!job->urgent) return;
    int32_t e = job->release, w;
    while (e < p->days && !p->sites[job->site].open[e]) e++;
    w = e;
    for (uint32_t left = job->wait; left > 0 && w < p->days; left--) do
            w++;
        while (w < p->days && !p->sites[job->site].open[w]);
    sum->overwait_days += open_days(p, job->site, w, day);
    sum->wait_days += open_days(p, job->site, e, day);
}

struct objective referee_count(const struct problem *p, const int32_t *days, const int32_t *visit,
                               uint32_t visit_count)
{
    struct objective sum = {.visits = visit_count};
    for (uint32_t j = 0; j < p->job_count; j++) count_job(p, j, days[j], &sum);
    for (uint32_t v = 0; v < visit_count; v++) {
        int32_t day = 0, earliest = INT32_MAX;
        uint32_t site = 0;
        bool routine = true;
        for (uint32_t j = 0; j < p->job_count; j++) {
            if (visit[j] != (int32_t)v) continue;
            const struct problem_job *job = &p->jobs[j];
            int32_t own = job->target != PROBLEM_NONE ? job->target
                          : job->due != PROBLEM_NONE  ? job->due
                                                      : p->days - 1;
            if (own < earliest) earliest = own;
            routine &= !job->urgent;
            day = days[j];
            site = job->site;
        }
        if (routine) sum.wait_days += open_days(p, site, day, earliest);
    }
    return sum;
}

/* Every order of the visits is tried. */
static uint32_t shortest(const struct problem *p, const uint32_t *sites, uint32_t count,
                         uint32_t seen, uint32_t last)
{
    if (seen == (1U << count) - 1) return 0;
    uint32_t best = UINT32_MAX;
    for (uint32_t next = 0; next < count; next++) {
        if (seen >> next & 1) continue;
        uint32_t way = seen == 0 || sites[last] == sites[next]
                           ? 0
                           : p->travel[sites[last] * p->site_count + sites[next]];
        uint32_t rest = shortest(p, sites, count, seen | 1U << next, next);
        if (way + rest < best) best = way + rest;
    }
    return best;
}

bool referee_day_fits(const struct problem *p, int32_t day, const uint32_t *sites,
                      const uint32_t *minutes, uint32_t count)
{
    bool several = false;
    uint32_t sum = 0, longest = 0;
    for (uint32_t i = 0; i < count; i++) {
        several |= sites[i] != sites[0];
        sum += minutes[i];
        if (p->sites[sites[i]].minutes[day] > longest) longest = p->sites[sites[i]].minutes[day];
    }
    if (p->travel == NULL || !several) return true;
    return sum + shortest(p, sites, count, 0, 0) <= longest;
}

static const char *judge_visit(const struct problem *p, const struct solution_visit *v)
{
    const struct problem_site *site = &p->sites[v->site];
    uint32_t sum = site->overhead, added = 0, people = 0;
    uint64_t skills = 0, held = 0;
    for (uint32_t t = 0; t < v->crew.count; t++) held |= p->technicians[v->crew.at[t]].skills;
    for (uint32_t i = 0; i < v->jobs.count; i++) {
        const struct problem_job *job = &p->jobs[v->jobs.at[i]];
        bool pinned = job->confirmed != PROBLEM_NONE;
        if (job->site != v->site) return "a job is done at another site";
        if (pinned && job->confirmed != v->confirmed) return "a pinned job left its visit";
        sum += job->minutes;
        for (uint32_t k = 0; k < v->jobs.count; k++) {
            const struct problem_job *mate = &p->jobs[v->jobs.at[k]];
            if (k == i || (pinned && mate->confirmed != PROBLEM_NONE)) continue;
            if (has(job->apart, v->jobs.at[k])) return "jobs that must be apart share a visit";
            if (job->alone) return "a job that must be alone is not";
            if (has(job->after, v->jobs.at[k]) && k > i) return "jobs of a visit are in disorder";
        }
        if (pinned) continue;
        added++;
        if (v->day < job->release) return "a job is done before its release";
        if (!site->open[v->day]) return "a job is done on a closed day";
        if (job->crew > people) people = job->crew;
        skills |= job->skills;
    }
    if (added > 0 && sum > site->minutes[v->day]) return "a visit is too long for its day";
    if (p->crews_unlimited || added == 0) return NULL;
    if (v->crew.count < people) return "a crew is too small";
    if ((skills & ~held) != 0) return "a crew lacks a skill";
    return NULL;
}

static bool changed(const struct problem *p, const struct solution_visit *v)
{
    if (v->confirmed == PROBLEM_NONE) return true;
    for (uint32_t i = 0; i < v->jobs.count; i++)
        if (p->jobs[v->jobs.at[i]].confirmed == PROBLEM_NONE) return true;
    return false;
}

static const char *judge_person_day(const struct problem *p, const struct solution *s, uint32_t t,
                                    int32_t day)
{
    uint32_t sites[16], minutes[16], count = 0;
    bool fresh = false, touched = false;
    for (uint32_t v = 0; v < s->visit_count; v++) {
        const struct solution_visit *visit = &s->visits[v];
        if (visit->day != day || !has(visit->crew, t)) continue;
        fresh |= visit->confirmed == PROBLEM_NONE;
        touched |= changed(p, visit);
        sites[count] = visit->site;
        minutes[count] = p->sites[visit->site].overhead;
        for (uint32_t i = 0; i < visit->jobs.count; i++)
            minutes[count] += p->jobs[visit->jobs.at[i]].minutes;
        count++;
    }
    const struct problem_technician *person = &p->technicians[t];
    if (fresh && person->off != NULL && person->off[day]) return "somebody works on a day off";
    if (fresh && count > person->visits_per_day) return "somebody has too many visits on a day";
    if (touched && !referee_day_fits(p, day, sites, minutes, count))
        return "somebody's way between sites does not fit in the day";
    return NULL;
}

static const char *judge_pairs(const struct problem *p, const int32_t *days, const int32_t *visit)
{
    for (uint32_t j = 0; j < p->job_count; j++) {
        const struct problem_job *job = &p->jobs[j];
        for (uint32_t k = 0; k < job->after.count; k++) {
            uint32_t first = job->after.at[k];
            bool facts = job->confirmed != PROBLEM_NONE &&
                         (p->jobs[first].confirmed != PROBLEM_NONE || days[first] == PROBLEM_NONE);
            if (facts || days[j] == PROBLEM_NONE) continue;
            if (days[first] == PROBLEM_NONE) return "a job follows an unplanned one";
            if (days[first] >= days[j] && visit[first] != visit[j])
                return "a job is done before the one it follows";
        }
        for (uint32_t k = 0; k < job->with.count; k++) {
            uint32_t mate = job->with.at[k];
            if (job->confirmed != PROBLEM_NONE && p->jobs[mate].confirmed != PROBLEM_NONE) continue;
            if (job->confirmed != PROBLEM_NONE && days[mate] == PROBLEM_NONE) continue;
            if (p->jobs[mate].confirmed != PROBLEM_NONE && days[j] == PROBLEM_NONE) continue;
            if (visit[mate] != visit[j]) return "jobs that must share a visit don't";
        }
    }
    return NULL;
}

const char *referee_judge(const struct problem *p, const struct solution *s, struct arena *arena)
{
    int32_t *days = ARENA_ARRAY(arena, int32_t, p->job_count);
    int32_t *visit = ARENA_ARRAY(arena, int32_t, p->job_count);
    int32_t *fresh = ARENA_ARRAY(arena, int32_t, p->job_count);
    uint32_t fresh_count = 0, seen = 0, confirmed = 0;
    for (uint32_t j = 0; j < p->job_count; j++) days[j] = visit[j] = fresh[j] = -1;
    for (uint32_t v = 0; v < s->visit_count; v++) {
        const struct solution_visit *row = &s->visits[v];
        const char *fault = judge_visit(p, row);
        if (fault != NULL) return fault;
        bool is_new = row->confirmed == PROBLEM_NONE;
        if (is_new && row->jobs.count == 0) return "a visit has no jobs";
        confirmed += !is_new;
        for (uint32_t i = 0; i < row->jobs.count; i++, seen++) {
            uint32_t j = row->jobs.at[i];
            if (days[j] != -1) return "a job is in two visits";
            days[j] = row->day;
            visit[j] = (int32_t)v;
            if (is_new) fresh[j] = (int32_t)fresh_count;
        }
        fresh_count += is_new;
    }
    if (confirmed != p->confirmed_count) return "a confirmed visit is missing";
    if (seen + s->unplanned_count != p->job_count) return "a job is lost";
    for (uint32_t t = 0; t < p->technician_count; t++)
        for (int32_t d = 0; d < p->days; d++) {
            const char *fault = judge_person_day(p, s, t, d);
            if (fault != NULL) return fault;
        }
    struct objective counted = referee_count(p, days, fresh, fresh_count);
    if (referee_cmp(&counted, &s->objective) != 0) return "the objective is counted wrong";
    if (referee_cmp(&s->bound, &s->objective) > 0) return "the bound is above the objective";
    if (s->proved != (referee_cmp(&s->bound, &s->objective) == 0)) return "proved is a lie";
    return judge_pairs(p, days, visit);
}
