#include "tests/engine/planner/brute.h"

#include <string.h>

#include "tests/engine/planner/referee.h"

/* Visits being built: the confirmed ones first, then new ones. */
struct brute_visit {
    uint32_t site;
    int32_t day;
    bool confirmed;
    uint32_t jobs; /* bit set, pinned ones included */
    uint32_t added;
    uint32_t crew; /* bit set of people */
};

struct brute {
    const struct problem *p;
    struct brute_visit visits[2 * BRUTE_JOBS_MAX];
    uint32_t count;
    int32_t days[BRUTE_JOBS_MAX], visit[BRUTE_JOBS_MAX];
    uint32_t by_id[BRUTE_JOBS_MAX]; /* jobs */
    struct brute_plan best;
};

static bool named(struct indexes list, uint32_t index)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (list.at[i] == index) return true;
    return false;
}

static uint32_t minutes_of(const struct problem *p, const struct brute_visit *visit)
{
    uint32_t sum = p->sites[visit->site].overhead;
    for (uint32_t j = 0; j < p->job_count; j++)
        if (visit->jobs >> j & 1) sum += p->jobs[j].minutes;
    return sum;
}

static bool person_fits(const struct brute *b, uint32_t t, int32_t day)
{
    uint32_t sites[16], minutes[16], count = 0;
    bool fresh = false, touched = false;
    const struct problem_technician *person = &b->p->technicians[t];
    for (uint32_t v = 0; v < b->count; v++) {
        const struct brute_visit *visit = &b->visits[v];
        if (visit->day != day || (visit->crew >> t & 1) == 0) continue;
        fresh |= !visit->confirmed;
        touched |= !visit->confirmed || visit->added != 0;
        sites[count] = visit->site;
        minutes[count++] = minutes_of(b->p, visit);
    }
    if (fresh && (count > person->visits_per_day || (person->off != NULL && person->off[day])))
        return false;
    return !touched || referee_day_fits(b->p, day, sites, minutes, count);
}

static bool crew_serves(const struct brute *b, const struct brute_visit *visit, uint32_t crew)
{
    uint32_t size = 0, want = 0;
    uint64_t held = 0, skills = 0;
    for (uint32_t t = 0; t < b->p->technician_count; t++) {
        if ((crew >> t & 1) == 0) continue;
        size++;
        held |= b->p->technicians[t].skills;
    }
    for (uint32_t j = 0; j < b->p->job_count; j++) {
        if ((visit->added >> j & 1) == 0) continue;
        if (b->p->jobs[j].crew > want) want = b->p->jobs[j].crew;
        skills |= b->p->jobs[j].skills;
    }
    return size >= want && (skills & ~held) == 0;
}

static bool all_fit(const struct brute *b)
{
    for (uint32_t t = 0; t < b->p->technician_count; t++)
        for (int32_t d = 0; d < b->p->days; d++)
            if (!person_fits(b, t, d)) return false;
    return true;
}

/* Every crew for every visit from `v` on. */
static bool crews_exist(struct brute *b, uint32_t v)
{
    if (b->p->crews_unlimited) return true;
    if (v == b->count) return all_fit(b);
    struct brute_visit *visit = &b->visits[v];
    if (visit->confirmed) return crew_serves(b, visit, visit->crew) && crews_exist(b, v + 1);
    for (uint32_t crew = 1; crew < 1U << b->p->technician_count; crew++) {
        if (!crew_serves(b, visit, crew)) continue;
        visit->crew = crew;
        bool fits = true;
        for (uint32_t t = 0; t < b->p->technician_count && fits; t++)
            if (crew >> t & 1) fits = person_fits(b, t, visit->day);
        if (fits && crews_exist(b, v + 1)) return true;
    }
    visit->crew = 0;
    return false;
}

static bool pairs_hold(const struct brute *b)
{
    const struct problem *p = b->p;
    for (uint32_t j = 0; j < p->job_count; j++) {
        const struct problem_job *job = &p->jobs[j];
        bool pinned = job->confirmed != PROBLEM_NONE;
        for (uint32_t k = 0; k < p->job_count; k++) {
            bool both = pinned && p->jobs[k].confirmed != PROBLEM_NONE;
            if (named(job->after, k) && !both) {
                bool there = b->visit[k] != -1;
                if (b->visit[j] != -1 && !there && !pinned) return false;
                if (b->visit[j] != -1 && there && b->visit[k] != b->visit[j] &&
                    b->days[k] >= b->days[j])
                    return false;
            }
            if (!named(job->with, k) || both) continue;
            bool fact = pinned || p->jobs[k].confirmed != PROBLEM_NONE;
            if (fact && (b->visit[k] == -1 || b->visit[j] == -1)) continue;
            if (b->visit[k] != b->visit[j]) return false;
        }
    }
    return true;
}

/* `with` reaches through others: all of a chain are in one visit or in none. */
static bool chains_hold(const struct brute *b)
{
    const struct problem *p = b->p;
    for (uint32_t j = 0; j < p->job_count; j++)
        for (uint32_t k = 0; k < p->job_count; k++) {
            bool tied = named(p->jobs[j].with, k) || named(p->jobs[k].with, j);
            bool fixed =
                p->jobs[j].confirmed != PROBLEM_NONE && p->jobs[k].confirmed != PROBLEM_NONE;
            bool pinned_out = p->jobs[k].confirmed != PROBLEM_NONE && b->visit[j] == -1;
            bool pinned_in = p->jobs[j].confirmed != PROBLEM_NONE && b->visit[k] == -1;
            if (tied && !fixed && !pinned_out && !pinned_in && b->visit[j] != b->visit[k])
                return false;
        }
    return true;
}

/* Earlier days for the jobs by id than the best plan yet has? */
static bool days_come_first(const struct brute *b, const struct brute_plan *own)
{
    for (uint32_t k = 0; k < b->p->job_count; k++) {
        int32_t left = own->days[b->by_id[k]], right = b->best.days[b->by_id[k]];
        if (left != right) return right == -1 || (left != -1 && left < right);
    }
    return false;
}

static void judge(struct brute *b)
{
    int32_t fresh[BRUTE_JOBS_MAX], number[2 * BRUTE_JOBS_MAX];
    uint32_t count = 0;
    for (uint32_t v = 0; v < b->count; v++)
        number[v] = b->visits[v].confirmed ? -1 : (int32_t)count++;
    for (uint32_t j = 0; j < b->p->job_count; j++)
        fresh[j] = b->visit[j] == -1 ? -1 : number[b->visit[j]];
    struct brute_plan own = {referee_count(b->p, b->days, fresh, count), {0}};
    memcpy(own.days, b->days, sizeof own.days);
    int order = referee_cmp(&own.objective, &b->best.objective);
    if (order > 0 || (order == 0 && !days_come_first(b, &own))) return;
    for (uint32_t v = 0; v < b->count; v++)
        if (!b->visits[v].confirmed) b->visits[v].crew = 0;
    if (!pairs_hold(b) || !chains_hold(b) || !crews_exist(b, 0)) return;
    b->best = own;
}

static bool may_join(const struct brute *b, uint32_t j, const struct brute_visit *visit)
{
    const struct problem *p = b->p;
    const struct problem_job *job = &p->jobs[j];
    if (visit->site != job->site || !p->sites[visit->site].open[visit->day]) return false;
    if (visit->day < job->release) return false;
    if (minutes_of(p, visit) + job->minutes > p->sites[visit->site].minutes[visit->day])
        return false;
    for (uint32_t k = 0; k < p->job_count; k++) {
        if ((visit->jobs >> k & 1) == 0) continue;
        if (named(job->apart, k) || named(p->jobs[k].apart, j)) return false;
        if (job->alone || p->jobs[k].alone) return false;
    }
    return true;
}

static void assign(struct brute *b, uint32_t j)
{
    if (j == b->p->job_count) {
        judge(b);
        return;
    }
    if (b->visit[j] != -1) {
        assign(b, j + 1);
        return;
    }
    assign(b, j + 1); /* unplanned */
    uint32_t old = b->count;
    for (uint32_t v = 0; v < old + (uint32_t)b->p->days; v++) {
        if (v >= old)
            b->visits[old] =
                (struct brute_visit){.site = b->p->jobs[j].site, .day = (int32_t)(v - old)};
        uint32_t at = v < old ? v : old;
        if (!may_join(b, j, &b->visits[at])) continue;
        b->visits[at].jobs |= 1U << j;
        b->visits[at].added |= 1U << j;
        b->visit[j] = (int32_t)at;
        b->days[j] = b->visits[at].day;
        b->count = v < old ? old : old + 1;
        assign(b, j + 1);
        b->visits[at].jobs &= ~(1U << j);
        b->visits[at].added &= ~(1U << j);
        b->visit[j] = b->days[j] = -1;
        b->count = old;
    }
}

struct brute_plan brute_best(const struct problem *p)
{
    struct brute b = {.p = p, .best = {{UINT32_MAX, 0, 0, 0, 0, 0, 0}, {0}}};
    for (uint32_t j = 0; j < p->job_count; j++) {
        uint32_t k = j;
        for (; k > 0 && str_cmp(p->jobs[b.by_id[k - 1]].id, p->jobs[j].id) > 0; k--)
            b.by_id[k] = b.by_id[k - 1];
        b.by_id[k] = j;
    }
    for (uint32_t c = 0; c < p->confirmed_count; c++) {
        struct brute_visit *visit = &b.visits[b.count++];
        *visit = (struct brute_visit){p->confirmed[c].site, p->confirmed[c].day, true, 0, 0, 0};
        for (uint32_t k = 0; k < p->confirmed[c].crew.count; k++)
            visit->crew |= 1U << p->confirmed[c].crew.at[k];
    }
    for (uint32_t j = 0; j < p->job_count; j++) {
        b.visit[j] = p->jobs[j].confirmed;
        b.days[j] = -1;
        if (b.visit[j] == PROBLEM_NONE) continue;
        b.visits[b.visit[j]].jobs |= 1U << j;
        b.days[j] = b.visits[b.visit[j]].day;
    }
    assign(&b, 0);
    return b.best;
}
