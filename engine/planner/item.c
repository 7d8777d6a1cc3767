#include "engine/planner/item.h"

#include "engine/base/check.h"
#include "engine/base/vec.h"

static void item_add_job(struct item *item, const struct problem_job *job, int32_t days)
{
    int32_t mark = levels_mark(job, days);
    bool first = item->crew == 0;
    item->site = job->site;
    item->minutes += job->minutes;
    item->crew = job->crew > item->crew ? job->crew : item->crew;
    item->skills |= job->skills;
    item->release = job->release > item->release ? job->release : item->release;
    item->mark = first || mark < item->mark ? mark : item->mark;
    item->urgent |= job->urgent;
    item->alone |= job->alone;
}

/* A pinned mate decides which visit the whole item joins. */
static void item_pin(struct item *item, int32_t confirmed)
{
    item->never |= item->only != PROBLEM_NONE && item->only != confirmed;
    item->only = confirmed;
}

/* The first free job that `j` shares its visit with, itself perhaps. What only a pinned job
 * ties together is left apart: each joins that one's visit if it can. */
static void mates_spread(const struct normal *normal, uint32_t *first_of)
{
    const struct problem_job *jobs = normal->problem.jobs;
    for (uint32_t j = 0; j < normal->problem.job_count; j++) first_of[j] = j;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t j = 0; j < normal->problem.job_count; j++) {
            for (uint32_t i = 0; i < jobs[j].with.count; i++) {
                uint32_t mate = jobs[j].with.at[i];
                bool pinned =
                    jobs[j].confirmed != PROBLEM_NONE || jobs[mate].confirmed != PROBLEM_NONE;
                if (pinned || first_of[mate] >= first_of[j]) continue;
                first_of[j] = first_of[mate];
                changed = true;
            }
        }
    }
}

static uint32_t items_number(const struct normal *normal, int32_t *item_of, struct arena *arena)
{
    const struct problem *problem = &normal->problem;
    struct arena_mark mark = arena_mark(arena);
    uint32_t *first_of = ARENA_ARRAY(arena, uint32_t, problem->job_count), count = 0;
    mates_spread(normal, first_of);
    for (uint32_t j = 0; j < problem->job_count; j++) {
        item_of[j] = PROBLEM_NONE;
        if (problem->jobs[j].confirmed != PROBLEM_NONE) continue;
        item_of[j] = first_of[j] == j ? (int32_t)count++ : item_of[first_of[j]];
    }
    arena_rewind(arena, mark);
    return count;
}

static void items_fill(struct item *rows, uint32_t count, const struct normal *normal,
                       const int32_t *item_of, struct arena *arena)
{
    const struct problem *problem = &normal->problem;
    uint32_t *sizes = ARENA_ARRAY(arena, uint32_t, count);
    for (uint32_t j = 0; j < problem->job_count; j++)
        if (item_of[j] != PROBLEM_NONE) sizes[item_of[j]]++;
    for (uint32_t i = 0; i < count; i++) {
        rows[i].only = PROBLEM_NONE;
        rows[i].jobs.at = ARENA_ARRAY(arena, uint32_t, sizes[i]);
    }
    for (uint32_t j = 0; j < problem->job_count; j++) {
        if (item_of[j] == PROBLEM_NONE) continue;
        struct item *item = &rows[item_of[j]];
        uint32_t *at = (uint32_t *)item->jobs.at;
        at[item->jobs.count++] = j;
        item_add_job(item, &problem->jobs[j], problem->days);
        struct indexes with = problem->jobs[j].with;
        for (uint32_t i = 0; i < with.count; i++) {
            const struct problem_job *mate = &problem->jobs[with.at[i]];
            if (mate->confirmed != PROBLEM_NONE) item_pin(item, mate->confirmed);
        }
    }
}

enum neighbour { NEIGHBOUR_APART, NEIGHBOUR_EARLIER, NEIGHBOUR_LATER };

static struct indexes job_neighbours(const struct normal *normal, uint32_t j, enum neighbour kind)
{
    switch (kind) {
    case NEIGHBOUR_APART: return normal->problem.jobs[j].apart;
    case NEIGHBOUR_EARLIER: return normal->problem.jobs[j].after;
    case NEIGHBOUR_LATER: return normal->later[j];
    }
    CHECK(false);
    return (struct indexes){0};
}

/* Other items that jobs of this one name; each once, in no order that matters. */
static struct indexes item_neighbours(const struct items *items, const struct item *item,
                                      enum neighbour kind, struct arena *arena)
{
    struct vec found = vec_of(sizeof(uint32_t));
    int32_t own = items->item_of[item->jobs.at[0]];
    for (uint32_t k = 0; k < item->jobs.count; k++) {
        struct indexes list = job_neighbours(items->normal, item->jobs.at[k], kind);
        for (uint32_t n = 0; n < list.count; n++) {
            int32_t other = items->item_of[list.at[n]];
            bool known = other == PROBLEM_NONE || other == own;
            for (uint32_t f = 0; f < found.count && !known; f++)
                known = *(uint32_t *)vec_at(&found, f) == (uint32_t)other;
            if (!known) *(uint32_t *)vec_push(&found, arena) = (uint32_t)other;
        }
    }
    return (struct indexes){found.rows, found.count};
}

static void rooms_init(struct items *items, struct arena *arena)
{
    const struct problem *problem = &items->normal->problem;
    struct room *rooms = ARENA_ARRAY(arena, struct room, problem->confirmed_count);
    struct vec *pinned = ARENA_ARRAY(arena, struct vec, problem->confirmed_count);
    for (uint32_t c = 0; c < problem->confirmed_count; c++) {
        const struct problem_confirmed *visit = &problem->confirmed[c];
        CHECK(visit->day >= 0 && visit->day < problem->days);
        pinned[c] = vec_of(sizeof(uint32_t));
        rooms[c].minutes = site_capacity(items, visit->site, visit->day);
        rooms[c].shut = !problem->sites[visit->site].open[visit->day];
    }
    for (uint32_t j = 0; j < problem->job_count; j++) {
        const struct problem_job *job = &problem->jobs[j];
        if (job->confirmed == PROBLEM_NONE) continue;
        CHECK((uint32_t)job->confirmed < problem->confirmed_count);
        struct room *room = &rooms[job->confirmed];
        *(uint32_t *)vec_push(&pinned[job->confirmed], arena) = j;
        room->minutes -= job->minutes < room->minutes ? job->minutes : room->minutes;
        room->shut |= job->alone;
    }
    for (uint32_t c = 0; c < problem->confirmed_count; c++)
        rooms[c].pinned = (struct indexes){pinned[c].rows, pinned[c].count};
    items->rooms = rooms;
}

void items_init(struct items *items, const struct normal *normal, struct arena *arena)
{
    int32_t *item_of = ARENA_ARRAY(arena, int32_t, normal->problem.job_count);
    uint32_t count = items_number(normal, item_of, arena);
    struct item *rows = ARENA_ARRAY(arena, struct item, count);
    items_fill(rows, count, normal, item_of, arena);
    *items = (struct items){.normal = normal, .at = rows, .count = count, .item_of = item_of};
    for (uint32_t i = 0; i < count; i++) {
        rows[i].apart = item_neighbours(items, &rows[i], NEIGHBOUR_APART, arena);
        rows[i].earlier = item_neighbours(items, &rows[i], NEIGHBOUR_EARLIER, arena);
        rows[i].later = item_neighbours(items, &rows[i], NEIGHBOUR_LATER, arena);
    }
    rooms_init(items, arena);
}

/* May the item be on `day`, in confirmed visit `joins` or (PROBLEM_NONE) in a new one, as far
 * as the pinned jobs that it follows or that follow it are concerned? */
static bool pinned_agree(const struct items *items, const struct item *item, int32_t day,
                         int32_t joins)
{
    const struct problem *problem = &items->normal->problem;
    for (uint32_t k = 0; k < item->jobs.count; k++) {
        uint32_t j = item->jobs.at[k];
        struct indexes after = problem->jobs[j].after, later = items->normal->later[j];
        for (uint32_t n = 0; n < after.count; n++) {
            int32_t visit = problem->jobs[after.at[n]].confirmed;
            if (visit == PROBLEM_NONE || visit == joins) continue;
            if (problem->confirmed[visit].day >= day) return false;
        }
        for (uint32_t n = 0; n < later.count; n++) {
            int32_t visit = problem->jobs[later.at[n]].confirmed;
            if (visit == PROBLEM_NONE || visit == joins) continue;
            if (problem->confirmed[visit].day <= day) return false;
        }
    }
    return true;
}

bool item_may_stand(const struct items *items, uint32_t i, int32_t day)
{
    const struct item *item = &items->at[i];
    const struct problem_site *site = &items->normal->problem.sites[item->site];
    if (item->never || item->only != PROBLEM_NONE) return false;
    if (day < item->release || !site->open[day]) return false;
    if (item->minutes > site_capacity(items, item->site, day)) return false;
    return pinned_agree(items, item, day, PROBLEM_NONE);
}

static bool pinned_apart(const struct items *items, const struct item *item, int32_t c)
{
    for (uint32_t k = 0; k < item->jobs.count; k++) {
        struct indexes apart = items->normal->problem.jobs[item->jobs.at[k]].apart;
        for (uint32_t n = 0; n < apart.count; n++)
            if (items->normal->problem.jobs[apart.at[n]].confirmed == c) return true;
    }
    return false;
}

bool item_may_join(const struct items *items, uint32_t i, uint32_t c)
{
    const struct item *item = &items->at[i];
    const struct problem *problem = &items->normal->problem;
    const struct problem_confirmed *visit = &problem->confirmed[c];
    const struct room *room = &items->rooms[c];
    if (item->never || (item->only != PROBLEM_NONE && item->only != (int32_t)c)) return false;
    if (visit->site != item->site || room->shut || visit->day < item->release) return false;
    if (item->minutes > room->minutes || (item->alone && room->pinned.count > 0)) return false;
    if (!problem->crews_unlimited) {
        if (visit->crew.count < item->crew) return false;
        if ((item->skills & ~confirmed_skills(items->normal, c)) != 0) return false;
    }
    return !pinned_apart(items, item, (int32_t)c) &&
           pinned_agree(items, item, visit->day, (int32_t)c);
}

struct levels item_levels(const struct items *items, uint32_t i, int32_t day)
{
    const struct item *item = &items->at[i];
    struct levels sum = {0};
    for (uint32_t k = 0; k < item->jobs.count; k++) {
        struct levels own = levels_of_job(&items->normal->problem.jobs[item->jobs.at[k]],
                                          &items->normal->opens[item->site], day);
        levels_add(&sum, &own);
    }
    return sum;
}

uint32_t site_capacity(const struct items *items, uint32_t site, int32_t day)
{
    const struct problem_site *row = &items->normal->problem.sites[site];
    return row->minutes[day] > row->overhead ? row->minutes[day] - row->overhead : 0;
}

uint64_t confirmed_skills(const struct normal *normal, uint32_t c)
{
    struct indexes crew = normal->problem.confirmed[c].crew;
    uint64_t skills = 0;
    for (uint32_t i = 0; i < crew.count; i++)
        skills |= normal->problem.technicians[crew.at[i]].skills;
    return skills;
}
