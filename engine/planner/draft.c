#include "engine/planner/draft.h"

#include <string.h>

#include "engine/base/check.h"
#include "engine/planner/travel.h"

static uint32_t index_at(const struct vec *list, uint32_t place)
{
    return *(const uint32_t *)vec_at(list, place);
}

static uint32_t visit_add(struct draft *draft, uint32_t site, int32_t day, int32_t confirmed)
{
    uint32_t number = draft->visits.count;
    struct draft_visit *visit = vec_push(&draft->visits, draft->arena);
    *visit = (struct draft_visit){.site = site, .day = day, .confirmed = confirmed};
    visit->items = vec_of(sizeof(uint32_t));
    *(uint32_t *)vec_push(&draft->at_site[site], draft->arena) = number;
    *(uint32_t *)vec_push(&draft->on_day[day], draft->arena) = number;
    return number;
}

void draft_init(struct draft *draft, const struct items *items, const struct crews *crews,
                struct arena *arena)
{
    const struct problem *problem = &items->normal->problem;
    *draft = (struct draft){.items = items, .crews = crews, .arena = arena};
    draft->visits = vec_of(sizeof(struct draft_visit));
    draft->journal = vec_of(sizeof(struct draft_change));
    draft->visit_of = ARENA_ARRAY(arena, int32_t, items->count);
    draft->at_site = ARENA_ARRAY(arena, struct vec, problem->site_count);
    draft->on_day = ARENA_ARRAY(arena, struct vec, problem->days);
    for (uint32_t i = 0; i < items->count; i++) draft->visit_of[i] = PROBLEM_NONE;
    for (uint32_t s = 0; s < problem->site_count; s++) draft->at_site[s] = vec_of(sizeof(uint32_t));
    for (int32_t d = 0; d < problem->days; d++) draft->on_day[d] = vec_of(sizeof(uint32_t));
    size_t cells = (size_t)problem->technician_count * (size_t)problem->days;
    draft->left = ARENA_ARRAY(arena, uint32_t, cells);
    if (cells > 0) memcpy(draft->left, crews->left, cells * sizeof *draft->left);
    for (uint32_t c = 0; c < problem->confirmed_count; c++) {
        const struct problem_confirmed *row = &problem->confirmed[c];
        uint32_t visit = visit_add(draft, row->site, row->day, (int32_t)c);
        CHECK(visit == c);
    }
}

uint32_t draft_visit_new(struct draft *draft, uint32_t site, int32_t day)
{
    return visit_add(draft, site, day, PROBLEM_NONE);
}

uint32_t draft_visit_at(struct draft *draft, uint32_t site, int32_t day)
{
    const struct vec *here = &draft->on_day[day];
    for (uint32_t k = 0; k < here->count; k++) {
        const struct draft_visit *visit = draft_visit(draft, index_at(here, k));
        if (visit->site == site && visit->confirmed == PROBLEM_NONE && visit->items.count == 0)
            return index_at(here, k);
    }
    return visit_add(draft, site, day, PROBLEM_NONE);
}

/* The day of an item for `after`: the unplanned are past the last. */
static int32_t day_of(const struct draft *draft, uint32_t item)
{
    int32_t visit = draft->visit_of[item];
    if (visit == PROBLEM_NONE) return draft->items->normal->problem.days;
    return draft_visit(draft, (uint32_t)visit)->day;
}

static bool after_allows(const struct draft *draft, uint32_t i, uint32_t visit)
{
    const struct item *item = &draft->items->at[i];
    int32_t days = draft->items->normal->problem.days, day = draft_visit(draft, visit)->day;
    for (uint32_t k = 0; k < item->earlier.count; k++) {
        uint32_t other = item->earlier.at[k];
        if (draft->visit_of[other] != (int32_t)visit && day_of(draft, other) >= day) return false;
    }
    for (uint32_t k = 0; k < item->later.count; k++) {
        uint32_t other = item->later.at[k];
        int32_t then = day_of(draft, other);
        if (draft->visit_of[other] != (int32_t)visit && then < days && then <= day) return false;
    }
    return true;
}

static bool mates_allow(const struct draft *draft, uint32_t i, uint32_t visit)
{
    const struct draft_visit *at = draft_visit(draft, visit);
    const struct item *item = &draft->items->at[i];
    if (item->alone && at->items.count > 0) return false;
    if (at->items.count > 0 && draft->items->at[index_at(&at->items, 0)].alone) return false;
    for (uint32_t k = 0; k < item->apart.count; k++)
        if (draft->visit_of[item->apart.at[k]] == (int32_t)visit) return false;
    return true;
}

bool draft_allows(const struct draft *draft, uint32_t i, uint32_t visit)
{
    const struct draft_visit *at = draft_visit(draft, visit);
    const struct item *item = &draft->items->at[i];
    if (at->site != item->site) return false;
    uint32_t room = 0;
    if (at->confirmed == PROBLEM_NONE) {
        if (!item_may_stand(draft->items, i, at->day)) return false;
        room = site_capacity(draft->items, at->site, at->day);
    } else {
        if (!item_may_join(draft->items, i, (uint32_t)at->confirmed)) return false;
        room = draft->items->rooms[at->confirmed].minutes;
    }
    if (at->minutes + item->minutes > room) return false;
    return mates_allow(draft, i, visit) && after_allows(draft, i, visit);
}

static uint32_t *left_of(const struct draft *draft, uint32_t person, int32_t day)
{
    size_t days = (size_t)draft->items->normal->problem.days;
    return &draft->left[(size_t)person * days + (size_t)day];
}

static bool crew_has(const struct draft *draft, const struct draft_visit *visit, uint32_t person)
{
    for (uint32_t k = 0; k < visit->crew.count; k++)
        if (visit->crew.people[k] == person) return true;
    if (visit->confirmed == PROBLEM_NONE) return false;
    struct indexes fixed = draft->items->normal->problem.confirmed[visit->confirmed].crew;
    for (uint32_t k = 0; k < fixed.count; k++)
        if (fixed.at[k] == person) return true;
    return false;
}

/* Does a person's day still fit when `visit` is one of its visits? */
static bool day_fits(const struct draft *draft, uint32_t person, uint32_t visit)
{
    const struct problem *problem = &draft->items->normal->problem;
    if (problem->travel == NULL) return true;
    int32_t day = draft_visit(draft, visit)->day;
    struct tour tour = {.day = day};
    const struct vec *here = &draft->on_day[day];
    for (uint32_t k = 0; k < here->count; k++) {
        uint32_t number = index_at(here, k);
        const struct draft_visit *other = draft_visit(draft, number);
        if (number != visit && !crew_has(draft, other, person)) continue;
        uint32_t minutes = other->minutes + problem->sites[other->site].overhead;
        if (other->confirmed != PROBLEM_NONE)
            minutes = other->minutes + draft->crews->confirmed_minutes[other->confirmed];
        tour_add(&tour, other->site, minutes);
    }
    return tour_fits(problem, &tour);
}

static void crew_release(struct draft *draft, struct draft_visit *visit)
{
    for (uint32_t k = 0; k < visit->crew.count; k++)
        ++*left_of(draft, visit->crew.people[k], visit->day);
    visit->crew.count = 0;
}

static void crew_take(struct draft *draft, struct draft_visit *visit, const struct crew *crew)
{
    visit->crew = *crew;
    for (uint32_t k = 0; k < crew->count; k++) {
        uint32_t *left = left_of(draft, crew->people[k], visit->day);
        CHECK(*left > 0);
        --*left;
    }
}

static uint32_t skill_count(uint64_t skills)
{
    return (uint32_t)__builtin_popcountll(skills);
}

/* The person who brings most of what is missing; among equals the one with fewest skills. */
static int32_t person_find(const struct draft *draft, uint32_t visit, const struct crew *crew,
                           uint64_t missing)
{
    const struct problem *problem = &draft->items->normal->problem;
    int32_t day = draft_visit(draft, visit)->day, best = PROBLEM_NONE;
    uint32_t brings_best = 0;
    for (uint32_t i = 0; i < problem->technician_count; i++) {
        uint32_t person = draft->crews->by_skill[i];
        bool taken = *left_of(draft, person, day) == 0;
        for (uint32_t k = 0; k < crew->count && !taken; k++) taken = crew->people[k] == person;
        uint32_t brings = skill_count(problem->technicians[person].skills & missing);
        if (taken || (best != PROBLEM_NONE && brings <= brings_best)) continue;
        if (missing != 0 && brings == 0) continue;
        if (!day_fits(draft, person, visit)) continue;
        best = (int32_t)person;
        brings_best = brings;
        if (brings == skill_count(missing)) break;
    }
    return best;
}

static bool crew_pick(const struct draft *draft, uint32_t visit, uint32_t people, uint64_t skills,
                      struct crew *ret)
{
    const struct problem *problem = &draft->items->normal->problem;
    ret->count = 0;
    while (ret->count < people || skills != 0) {
        int32_t person =
            ret->count < CREW_PEOPLE_MAX ? person_find(draft, visit, ret, skills) : PROBLEM_NONE;
        if (person == PROBLEM_NONE) return false;
        ret->people[ret->count++] = (uint32_t)person;
        skills &= ~problem->technicians[person].skills;
    }
    return true;
}

static struct crew_need need_of(const struct draft *draft, const struct draft_visit *visit)
{
    struct crew_need need = {.site = visit->site};
    for (uint32_t k = 0; k < visit->items.count; k++) {
        const struct item *item = &draft->items->at[index_at(&visit->items, k)];
        if (item->crew > need.people) need.people = item->crew;
        need.skills |= item->skills;
    }
    return need;
}

static bool crew_serves(const struct draft *draft, uint32_t number, const struct crew_need *need)
{
    const struct draft_visit *visit = draft_visit(draft, number);
    uint64_t missing = need->skills;
    if (visit->crew.count < need->people) return false;
    for (uint32_t k = 0; k < visit->crew.count; k++) {
        uint32_t person = visit->crew.people[k];
        missing &= ~draft->items->normal->problem.technicians[person].skills;
        if (!day_fits(draft, person, number)) return false;
    }
    return missing == 0;
}

/* A crew that still serves stays; else another is picked, and the old one kept on failure. */
static bool crew_settle(struct draft *draft, uint32_t number)
{
    struct draft_visit *visit = draft_visit(draft, number);
    const struct problem *problem = &draft->items->normal->problem;
    if (problem->crews_unlimited) return true;
    if (visit->confirmed != PROBLEM_NONE) {
        struct indexes fixed = problem->confirmed[visit->confirmed].crew;
        for (uint32_t k = 0; k < fixed.count; k++)
            if (!day_fits(draft, fixed.at[k], number)) return false;
        return true;
    }
    struct crew_need need = need_of(draft, visit);
    if (crew_serves(draft, number, &need)) return true;
    struct crew before = visit->crew, picked;
    crew_release(draft, visit);
    bool found = crew_pick(draft, number, need.people, need.skills, &picked);
    crew_take(draft, visit, found ? &picked : &before);
    return found;
}

static void item_add(struct draft *draft, uint32_t i, uint32_t number)
{
    struct draft_visit *visit = draft_visit(draft, number);
    *(uint32_t *)vec_push(&visit->items, draft->arena) = i;
    visit->minutes += draft->items->at[i].minutes;
    draft->visit_of[i] = (int32_t)number;
}

static void item_remove(struct draft *draft, uint32_t i)
{
    struct draft_visit *visit = draft_visit(draft, (uint32_t)draft->visit_of[i]);
    uint32_t kept = 0;
    for (uint32_t k = 0; k < visit->items.count; k++) {
        uint32_t other = index_at(&visit->items, k);
        if (other != i) *(uint32_t *)vec_at(&visit->items, kept++) = other;
    }
    CHECK(kept + 1 == visit->items.count);
    visit->items.count = kept;
    visit->minutes -= draft->items->at[i].minutes;
    draft->visit_of[i] = PROBLEM_NONE;
}

static void change_note(struct draft *draft, struct draft_change change)
{
    *(struct draft_change *)vec_push(&draft->journal, draft->arena) = change;
}

bool draft_put(struct draft *draft, uint32_t i, uint32_t number)
{
    CHECK(draft->visit_of[i] == PROBLEM_NONE);
    if (!draft_allows(draft, i, number)) return false;
    struct draft_change change = {i, number, true, draft_visit(draft, number)->crew};
    item_add(draft, i, number);
    if (crew_settle(draft, number)) {
        change_note(draft, change);
        return true;
    }
    item_remove(draft, i);
    return false;
}

void draft_place(struct draft *draft, struct indexes items, uint32_t number,
                 const struct crew *crew)
{
    for (uint32_t k = 0; k < items.count; k++) {
        CHECK(draft->visit_of[items.at[k]] == PROBLEM_NONE);
        item_add(draft, items.at[k], number);
    }
    struct draft_visit *visit = draft_visit(draft, number);
    if (visit->confirmed != PROBLEM_NONE) return;
    crew_release(draft, visit);
    crew_take(draft, visit, crew);
}

void draft_take(struct draft *draft, uint32_t i)
{
    CHECK(draft->visit_of[i] != PROBLEM_NONE);
    uint32_t number = (uint32_t)draft->visit_of[i];
    struct draft_visit *visit = draft_visit(draft, number);
    change_note(draft, (struct draft_change){i, number, false, visit->crew});
    item_remove(draft, i);
    if (visit->items.count == 0) crew_release(draft, visit);
}

void draft_undo(struct draft *draft)
{
    while (draft->journal.count > 0) {
        struct draft_change change =
            *(struct draft_change *)vec_at(&draft->journal, draft->journal.count - 1);
        draft->journal.count--;
        if (change.put)
            item_remove(draft, change.item);
        else
            item_add(draft, change.item, change.visit);
        crew_release(draft, draft_visit(draft, change.visit));
        crew_take(draft, draft_visit(draft, change.visit), &change.crew);
    }
}

/* A visit with `more` (an item, or PROBLEM_NONE) besides what it holds. */
static struct levels visit_levels(const struct draft *draft, const struct draft_visit *visit,
                                  int32_t more)
{
    struct levels levels = {0};
    if (visit->confirmed != PROBLEM_NONE) return levels;
    if (visit->items.count == 0 && more == PROBLEM_NONE) return levels;
    levels.at[LEVEL_VISITS] = 1;
    int32_t mark = INT32_MAX;
    for (uint32_t k = 0; k <= visit->items.count; k++) {
        bool last = k == visit->items.count;
        if (last && more == PROBLEM_NONE) break;
        uint32_t i = last ? (uint32_t)more : index_at(&visit->items, k);
        if (draft->items->at[i].urgent) return levels;
        if (draft->items->at[i].mark < mark) mark = draft->items->at[i].mark;
    }
    levels.at[LEVEL_WAIT_DAYS] =
        opens_between(&draft->items->normal->opens[visit->site], visit->day, mark);
    return levels;
}

struct levels draft_visit_levels(const struct draft *draft, uint32_t number)
{
    return visit_levels(draft, draft_visit(draft, number), PROBLEM_NONE);
}

struct levels draft_cost(const struct draft *draft, uint32_t i, uint32_t number)
{
    const struct draft_visit *visit = draft_visit(draft, number);
    struct levels cost = item_levels(draft->items, i, visit->day);
    struct levels with = visit_levels(draft, visit, (int32_t)i);
    struct levels without = visit_levels(draft, visit, PROBLEM_NONE);
    levels_add(&cost, &with);
    levels_take(&cost, &without);
    return cost;
}

struct levels draft_cost_new(const struct draft *draft, uint32_t i, int32_t day)
{
    const struct draft_visit fresh = {
        .site = draft->items->at[i].site, .day = day, .confirmed = PROBLEM_NONE};
    struct levels cost = item_levels(draft->items, i, day);
    struct levels visit = visit_levels(draft, &fresh, (int32_t)i);
    levels_add(&cost, &visit);
    return cost;
}

struct levels draft_levels(const struct draft *draft)
{
    const struct normal *normal = draft->items->normal;
    struct levels sum = {0};
    for (uint32_t i = 0; i < draft->items->count; i++) {
        int32_t visit = draft->visit_of[i];
        int32_t day =
            visit == PROBLEM_NONE ? PROBLEM_NONE : draft_visit(draft, (uint32_t)visit)->day;
        struct levels own = item_levels(draft->items, i, day);
        levels_add(&sum, &own);
    }
    for (uint32_t j = 0; j < normal->problem.job_count; j++) {
        const struct problem_job *job = &normal->problem.jobs[j];
        if (job->confirmed == PROBLEM_NONE) continue;
        struct levels own = levels_of_job(job, &normal->opens[job->site],
                                          normal->problem.confirmed[job->confirmed].day);
        levels_add(&sum, &own);
    }
    for (uint32_t v = 0; v < draft->visits.count; v++) {
        struct levels own = draft_visit_levels(draft, v);
        levels_add(&sum, &own);
    }
    return sum;
}
