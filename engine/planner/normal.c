#include "engine/planner/normal.h"

#include <stddef.h>

#include "engine/base/check.h"
#include "engine/base/sort.h"

_Static_assert(offsetof(struct problem_site, id) == 0 && offsetof(struct problem_job, id) == 0 &&
                   offsetof(struct problem_technician, id) == 0 &&
                   offsetof(struct problem_confirmed, id) == 0,
               "order_of reads the id at the start of a row");

struct named {
    struct str id;
    uint32_t index;
};

/* `was[new]` is the old index, `now[old]` the new one. */
struct order {
    uint32_t *was, *now;
};

struct orders {
    struct order sites, jobs, technicians, confirmed;
};

struct pair {
    uint32_t of, other;
};

static int named_order(const void *a, const void *b, const void *context)
{
    (void)context;
    const struct named *left = a, *right = b;
    return str_cmp(left->id, right->id);
}

static int pair_order(const void *a, const void *b, const void *context)
{
    (void)context;
    const struct pair *left = a, *right = b;
    if (left->of != right->of) return left->of < right->of ? -1 : 1;
    return (left->other > right->other) - (left->other < right->other);
}

static struct order order_by_id(struct named *rows, uint32_t count, struct arena *arena)
{
    struct order order = {ARENA_ARRAY(arena, uint32_t, count), ARENA_ARRAY(arena, uint32_t, count)};
    sort_rows(rows, count, sizeof *rows, named_order, NULL, arena);
    for (uint32_t i = 0; i < count; i++) {
        order.was[i] = rows[i].index;
        order.now[rows[i].index] = i;
    }
    return order;
}

/* Rows of one table; the id is the first member of each. `table` may be NULL when empty. */
static struct order order_of(const void *table, size_t row_bytes, uint32_t count,
                             struct arena *arena)
{
    struct named *rows = ARENA_ARRAY(arena, struct named, count);
    const char *row = table;
    for (uint32_t i = 0; i < count; i++, row += row_bytes) {
        const void *id = row;
        rows[i] = (struct named){*(const struct str *)id, i};
    }
    return order_by_id(rows, count, arena);
}

static struct indexes indexes_sorted(struct indexes list, const uint32_t *now, struct arena *arena)
{
    struct pair *rows = ARENA_ARRAY(arena, struct pair, list.count);
    uint32_t *at = ARENA_ARRAY(arena, uint32_t, list.count), count = 0;
    for (uint32_t i = 0; i < list.count; i++) rows[i] = (struct pair){0, now[list.at[i]]};
    sort_rows(rows, list.count, sizeof *rows, pair_order, NULL, arena);
    for (uint32_t i = 0; i < list.count; i++)
        if (i == 0 || rows[i].other != rows[i - 1].other) at[count++] = rows[i].other;
    return (struct indexes){at, count};
}

/* Lists from pairs: list i holds the others of the pairs of i. Sorts `pairs` in place. */
static struct indexes *lists_of(struct pair *pairs, uint32_t pair_count, uint32_t count,
                                struct arena *arena)
{
    struct indexes *lists = ARENA_ARRAY(arena, struct indexes, count);
    uint32_t *at = ARENA_ARRAY(arena, uint32_t, pair_count), used = 0;
    sort_rows(pairs, pair_count, sizeof *pairs, pair_order, NULL, arena);
    for (uint32_t i = 0; i < pair_count; i++) {
        struct indexes *list = &lists[pairs[i].of];
        if (list->count == 0) list->at = at + used;
        if (list->count > 0 && at[used - 1] == pairs[i].other) continue;
        at[used++] = pairs[i].other;
        list->count++;
    }
    return lists;
}

enum relation { RELATION_APART, RELATION_WITH, RELATION_AFTER };

static struct indexes relation_list(const struct problem_job *job, enum relation relation)
{
    switch (relation) {
    case RELATION_APART: return job->apart;
    case RELATION_WITH: return job->with;
    case RELATION_AFTER: return job->after;
    }
    CHECK(false);
    return (struct indexes){0};
}

/* `there`: i lists what it names; `back`: i lists who names it. */
static struct indexes *relation_lists(const struct normal *normal, enum relation relation,
                                      bool there, bool back, struct arena *arena)
{
    const struct problem *problem = &normal->problem;
    uint32_t total = 0, used = 0;
    for (uint32_t j = 0; j < problem->job_count; j++)
        total += relation_list(&problem->jobs[j], relation).count;
    struct pair *pairs = ARENA_ARRAY(arena, struct pair, 2 * (size_t)total);
    for (uint32_t j = 0; j < problem->job_count; j++) {
        struct indexes list = relation_list(&problem->jobs[j], relation);
        for (uint32_t i = 0; i < list.count; i++) {
            if (there) pairs[used++] = (struct pair){j, list.at[i]};
            if (back) pairs[used++] = (struct pair){list.at[i], j};
        }
    }
    return lists_of(pairs, used, problem->job_count, arena);
}

static void remap(struct indexes *list, const uint32_t *now, struct arena *arena)
{
    uint32_t *at = ARENA_ARRAY(arena, uint32_t, list->count);
    for (uint32_t i = 0; i < list->count; i++) at[i] = now[list->at[i]];
    list->at = at;
}

static void jobs_init(struct normal *normal, const struct problem *problem,
                      const struct orders *orders, struct arena *arena)
{
    const uint32_t *now = orders->jobs.now;
    struct problem_job *rows = ARENA_ARRAY(arena, struct problem_job, problem->job_count);
    for (uint32_t j = 0; j < problem->job_count; j++) {
        rows[j] = problem->jobs[orders->jobs.was[j]];
        rows[j].site = orders->sites.now[rows[j].site];
        if (rows[j].confirmed != PROBLEM_NONE)
            rows[j].confirmed = (int32_t)orders->confirmed.now[rows[j].confirmed];
        remap(&rows[j].apart, now, arena);
        remap(&rows[j].with, now, arena);
        remap(&rows[j].after, now, arena);
    }
    normal->problem.jobs = rows;
    const struct indexes *apart = relation_lists(normal, RELATION_APART, true, true, arena);
    const struct indexes *with = relation_lists(normal, RELATION_WITH, true, true, arena);
    const struct indexes *after = relation_lists(normal, RELATION_AFTER, true, false, arena);
    normal->later = relation_lists(normal, RELATION_AFTER, false, true, arena);
    for (uint32_t j = 0; j < problem->job_count; j++) {
        rows[j].apart = apart[j];
        rows[j].with = with[j];
        rows[j].after = after[j];
    }
}

/* Spreads the smallest index along `with` until nothing changes. */
static void groups_init(struct normal *normal, struct arena *arena)
{
    const struct problem *problem = &normal->problem;
    uint32_t *group_of = ARENA_ARRAY(arena, uint32_t, problem->job_count);
    for (uint32_t j = 0; j < problem->job_count; j++) group_of[j] = j;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t j = 0; j < problem->job_count; j++) {
            struct indexes with = problem->jobs[j].with;
            for (uint32_t i = 0; i < with.count; i++) {
                if (group_of[with.at[i]] >= group_of[j]) continue;
                group_of[j] = group_of[with.at[i]];
                changed = true;
            }
        }
    }
    normal->group_of = group_of;
}

static void sites_init(struct normal *normal, const struct problem *problem,
                       const struct order *sites, struct arena *arena)
{
    uint32_t count = problem->site_count;
    size_t days = (size_t)problem->days;
    struct problem_site *rows = ARENA_ARRAY(arena, struct problem_site, count);
    struct opens *opens = ARENA_ARRAY(arena, struct opens, count);
    for (uint32_t s = 0; s < count; s++) {
        rows[s] = problem->sites[sites->was[s]];
        uint32_t *before = ARENA_ARRAY(arena, uint32_t, days + 1);
        for (size_t d = 0; d < days; d++) before[d + 1] = before[d] + rows[s].open[d];
        opens[s] = (struct opens){rows[s].open, before, problem->days};
    }
    normal->problem.sites = rows;
    normal->opens = opens;
    if (problem->travel == NULL) return;
    uint32_t *travel = ARENA_ARRAY(arena, uint32_t, (size_t)count * count);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            travel[i * count + j] = problem->travel[(size_t)sites->was[i] * count + sites->was[j]];
    normal->problem.travel = travel;
}

static void people_init(struct normal *normal, const struct problem *problem,
                        const struct orders *orders, struct arena *arena)
{
    struct problem_technician *people =
        ARENA_ARRAY(arena, struct problem_technician, problem->technician_count);
    for (uint32_t t = 0; t < problem->technician_count; t++)
        people[t] = problem->technicians[orders->technicians.was[t]];
    struct problem_confirmed *rows =
        ARENA_ARRAY(arena, struct problem_confirmed, problem->confirmed_count);
    for (uint32_t c = 0; c < problem->confirmed_count; c++) {
        rows[c] = problem->confirmed[orders->confirmed.was[c]];
        rows[c].site = orders->sites.now[rows[c].site];
        rows[c].crew = indexes_sorted(rows[c].crew, orders->technicians.now, arena);
    }
    normal->problem.technicians = people;
    normal->problem.confirmed = rows;
}

void normal_init(struct normal *normal, const struct problem *problem, struct arena *arena)
{
    CHECK(problem->days >= 1);
    struct orders orders = {
        order_of(problem->sites, sizeof problem->sites[0], problem->site_count, arena),
        order_of(problem->jobs, sizeof problem->jobs[0], problem->job_count, arena),
        order_of(problem->technicians, sizeof problem->technicians[0], problem->technician_count,
                 arena),
        order_of(problem->confirmed, sizeof problem->confirmed[0], problem->confirmed_count, arena),
    };
    *normal = (struct normal){
        .problem = *problem,
        .site_of = orders.sites.was,
        .job_of = orders.jobs.was,
        .technician_of = orders.technicians.was,
        .confirmed_of = orders.confirmed.was,
    };
    sites_init(normal, problem, &orders.sites, arena);
    people_init(normal, problem, &orders, arena);
    jobs_init(normal, problem, &orders, arena);
    groups_init(normal, arena);
}
