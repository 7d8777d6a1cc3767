#include "engine/planner/crew.h"

#include "engine/base/check.h"
#include "engine/base/sort.h"
#include "engine/base/vec.h"
#include "engine/planner/travel.h"

static uint32_t count_bits(uint64_t set)
{
    uint32_t count = 0;
    for (; set != 0; set &= set - 1) count++;
    return count;
}

static int fewest_skills_first(const void *a, const void *b, const void *context)
{
    const struct problem_technician *people = context;
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    uint32_t left_count = count_bits(people[left].skills);
    uint32_t right_count = count_bits(people[right].skills);
    if (left_count != right_count) return left_count < right_count ? -1 : 1;
    return (left > right) - (left < right);
}

static void confirmed_init(struct crews *crews, struct arena *arena)
{
    const struct problem *problem = &crews->normal->problem;
    struct vec *lists = ARENA_ARRAY(arena, struct vec, problem->days);
    struct indexes *on = ARENA_ARRAY(arena, struct indexes, problem->days);
    uint32_t *minutes = ARENA_ARRAY(arena, uint32_t, problem->confirmed_count);
    for (int32_t d = 0; d < problem->days; d++) lists[d] = vec_of(sizeof(uint32_t));
    for (uint32_t c = 0; c < problem->confirmed_count; c++) {
        *(uint32_t *)vec_push(&lists[problem->confirmed[c].day], arena) = c;
        minutes[c] = problem->sites[problem->confirmed[c].site].overhead;
    }
    for (int32_t d = 0; d < problem->days; d++)
        on[d] = (struct indexes){lists[d].rows, lists[d].count};
    for (uint32_t j = 0; j < problem->job_count; j++)
        if (problem->jobs[j].confirmed != PROBLEM_NONE)
            minutes[problem->jobs[j].confirmed] += problem->jobs[j].minutes;
    crews->confirmed_on = on;
    crews->confirmed_minutes = minutes;
}

/* Who could go at all, day by day. */
static void able_init(struct crews *crews, struct arena *arena)
{
    const struct problem *problem = &crews->normal->problem;
    uint32_t *able = ARENA_ARRAY(arena, uint32_t, problem->days);
    uint64_t *skills = ARENA_ARRAY(arena, uint64_t, problem->days);
    const uint32_t *left = crews->left;
    for (uint32_t t = 0; t < problem->technician_count; t++)
        for (int32_t d = 0; d < problem->days; d++) {
            if (*left++ == 0) continue;
            able[d]++;
            skills[d] |= problem->technicians[t].skills;
        }
    crews->able = able;
    crews->skills = skills;
}

void crews_init(struct crews *crews, const struct normal *normal, struct arena *arena)
{
    const struct problem *problem = &normal->problem;
    uint32_t count = problem->technician_count;
    size_t days = (size_t)problem->days;
    uint32_t *left = ARENA_ARRAY(arena, uint32_t, count * days);
    uint32_t *by_skill = ARENA_ARRAY(arena, uint32_t, count);
    for (uint32_t t = 0; t < count; t++) {
        const struct problem_technician *person = &problem->technicians[t];
        by_skill[t] = t;
        for (size_t d = 0; d < days; d++)
            left[t * days + d] = person->off != NULL && person->off[d] ? 0 : person->visits_per_day;
    }
    for (uint32_t c = 0; c < problem->confirmed_count; c++) {
        struct indexes crew = problem->confirmed[c].crew;
        for (uint32_t i = 0; i < crew.count; i++) {
            uint32_t *one = &left[crew.at[i] * days + (size_t)problem->confirmed[c].day];
            if (*one > 0) --*one;
        }
    }
    sort_rows(by_skill, count, sizeof *by_skill, fewest_skills_first, problem->technicians, arena);
    *crews = (struct crews){.normal = normal, .left = left, .by_skill = by_skill};
    able_init(crews, arena);
    confirmed_init(crews, arena);
}

static uint32_t left_of(const struct crews *crews, uint32_t person, int32_t day)
{
    return crews->left[(size_t)person * (size_t)crews->normal->problem.days + (size_t)day];
}

bool crew_possible(const struct crews *crews, int32_t day, uint32_t people, uint64_t skills)
{
    if (crews->normal->problem.crews_unlimited) return true;
    return crews->able[day] >= people && (skills & ~crews->skills[day]) == 0;
}

uint32_t crew_slots(const struct crews *crews, int32_t day, uint32_t people)
{
    const struct problem *problem = &crews->normal->problem;
    if (problem->crews_unlimited) return UINT32_MAX;
    uint32_t sum = 0;
    for (uint32_t t = 0; t < problem->technician_count; t++) sum += left_of(crews, t, day);
    return people > 0 ? sum / people : sum;
}

/* One day's search. The state is what everyone has left and where everyone goes. */
struct crew_search {
    const struct crews *crews;
    const struct crew_day *day;
    const uint32_t *order; /* needs, the scarcest first */
    uint32_t *left;        /* [technicians] */
    struct crew *found;    /* [needs] */
    uint32_t nodes, depth;
};

static struct tour tour_of(const struct crew_search *search, uint32_t person, bool *changed)
{
    const struct crews *crews = search->crews;
    const struct problem *problem = &crews->normal->problem;
    struct tour tour = {.day = search->day->day};
    struct indexes confirmed = crews->confirmed_on[tour.day];
    for (uint32_t i = 0; i < confirmed.count; i++) {
        uint32_t c = confirmed.at[i];
        struct indexes crew = problem->confirmed[c].crew;
        uint32_t added = search->day->added != NULL ? search->day->added[c] : 0;
        for (uint32_t k = 0; k < crew.count; k++) {
            if (crew.at[k] != person) continue;
            tour_add(&tour, problem->confirmed[c].site, crews->confirmed_minutes[c] + added);
            *changed |= added > 0;
        }
    }
    for (uint32_t n = 0; n < search->day->count; n++)
        for (uint32_t k = 0; k < search->found[n].count; k++)
            if (search->found[n].people[k] == person) {
                tour_add(&tour, search->day->needs[n].site, search->day->needs[n].minutes);
                *changed = true;
            }
    return tour;
}

/* What was confirmed as it stands is a fact; only a day that the plan changes is judged. */
static bool day_fits(const struct crew_search *search, uint32_t person)
{
    if (search->crews->normal->problem.travel == NULL) return true;
    bool changed = false;
    struct tour tour = tour_of(search, person, &changed);
    return !changed || tour_fits(&search->crews->normal->problem, &tour);
}

/* Additions may have made a confirmed day too long, whoever else goes where. */
static bool confirmed_fit(const struct crew_search *search)
{
    const struct problem *problem = &search->crews->normal->problem;
    struct indexes confirmed = search->crews->confirmed_on[search->day->day];
    for (uint32_t i = 0; i < confirmed.count; i++) {
        struct indexes crew = problem->confirmed[confirmed.at[i]].crew;
        for (uint32_t k = 0; k < crew.count; k++)
            if (!day_fits(search, crew.at[k])) return false;
    }
    return true;
}

static enum crew_answer crew_next(struct crew_search *search, uint32_t place);

/* Picks `more` people for the need at `place`, from the `from`-th technician on. */
static enum crew_answer crew_pick(struct crew_search *search, uint32_t place, uint32_t from,
                                  uint32_t more, uint64_t skills)
{
    const struct problem *problem = &search->crews->normal->problem;
    if (more == 0) return crew_next(search, place + 1);
    if (++search->nodes > CREW_NODES_MAX + CREW_NODES_EACH * search->day->count)
        return CREW_UNKNOWN;
    CHECK(++search->depth < CREW_DEPTH_MAX);
    struct crew *crew = &search->found[search->order[place]];
    enum crew_answer answer = CREW_NO;
    for (uint32_t i = from; i < problem->technician_count && answer == CREW_NO; i++) {
        uint32_t person = search->crews->by_skill[i];
        uint64_t missing = skills & ~problem->technicians[person].skills;
        if (search->left[person] == 0 || (more == 1 && missing != 0)) continue;
        crew->people[crew->count++] = person;
        search->left[person]--;
        if (day_fits(search, person)) answer = crew_pick(search, place, i + 1, more - 1, missing);
        if (answer == CREW_YES) break;
        search->left[person]++;
        crew->count--;
    }
    search->depth--;
    return answer;
}

/* Fewest people first: a larger crew is only for skills that fewer people don't bring. */
static enum crew_answer crew_next(struct crew_search *search, uint32_t place)
{
    if (place == search->day->count) return CREW_YES;
    const struct crew_need *need = &search->day->needs[search->order[place]];
    uint32_t most = need->people + count_bits(need->skills);
    if (most > CREW_PEOPLE_MAX) most = CREW_PEOPLE_MAX;
    enum crew_answer answer = CREW_NO;
    for (uint32_t size = need->people; size <= most && answer == CREW_NO; size++)
        answer = crew_pick(search, place, 0, size, need->skills);
    return answer;
}

struct scarcity {
    uint32_t need, able;
};

static int scarcest_first(const void *a, const void *b, const void *context)
{
    (void)context;
    const struct scarcity *left = a, *right = b;
    if (left->able != right->able) return left->able < right->able ? -1 : 1;
    return (left->need > right->need) - (left->need < right->need);
}

static const uint32_t *order_needs(const struct crew_search *search, struct arena *arena)
{
    const struct problem *problem = &search->crews->normal->problem;
    uint32_t count = search->day->count;
    struct scarcity *rows = ARENA_ARRAY(arena, struct scarcity, count);
    uint32_t *order = ARENA_ARRAY(arena, uint32_t, count);
    for (uint32_t n = 0; n < count; n++) {
        rows[n] = (struct scarcity){n, 0};
        uint64_t skills = search->day->needs[n].skills;
        for (uint32_t t = 0; t < problem->technician_count; t++)
            rows[n].able += search->left[t] > 0 && (skills & ~problem->technicians[t].skills) == 0;
    }
    sort_rows(rows, count, sizeof *rows, scarcest_first, NULL, arena);
    for (uint32_t n = 0; n < count; n++) order[n] = rows[n].need;
    return order;
}

/* Necessary, and quick: enough people in all, and enough with each skill. */
static bool numbers_allow(const struct crew_search *search)
{
    const struct problem *problem = &search->crews->normal->problem;
    uint64_t wanted = 0, people = 0, have = 0;
    for (uint32_t n = 0; n < search->day->count; n++) {
        wanted |= search->day->needs[n].skills;
        people += search->day->needs[n].people;
    }
    for (uint32_t t = 0; t < problem->technician_count; t++) have += search->left[t];
    if (people > have) return false;
    for (; wanted != 0; wanted &= wanted - 1) {
        uint64_t skill = wanted & (~wanted + 1), needs = 0, holders = 0;
        for (uint32_t n = 0; n < search->day->count; n++)
            needs += (search->day->needs[n].skills & skill) != 0;
        for (uint32_t t = 0; t < problem->technician_count; t++)
            holders += (problem->technicians[t].skills & skill) != 0 ? search->left[t] : 0;
        if (needs > holders) return false;
    }
    return true;
}

static void sort_people(struct crew *crew)
{
    for (uint32_t i = 1; i < crew->count; i++)
        for (uint32_t k = i; k > 0 && crew->people[k] < crew->people[k - 1]; k--) {
            uint32_t swap = crew->people[k];
            crew->people[k] = crew->people[k - 1];
            crew->people[k - 1] = swap;
        }
}

enum crew_answer crew_find(const struct crews *crews, struct crew_day *day, struct arena *arena,
                           struct crew *ret)
{
    const struct problem *problem = &crews->normal->problem;
    for (uint32_t n = 0; n < day->count; n++) ret[n].count = 0;
    if (problem->crews_unlimited) return CREW_YES;
    if (day->count > CREW_NEEDS_MAX) return CREW_UNKNOWN;
    struct arena_mark mark = arena_mark(arena);
    struct crew_search search = {.crews = crews, .day = day, .found = ret};
    search.left = ARENA_ARRAY(arena, uint32_t, problem->technician_count);
    for (uint32_t t = 0; t < problem->technician_count; t++)
        search.left[t] = left_of(crews, t, day->day);
    search.order = order_needs(&search, arena);
    enum crew_answer answer = CREW_NO;
    if (numbers_allow(&search) && confirmed_fit(&search)) answer = crew_next(&search, 0);
    for (uint32_t n = 0; n < day->count; n++) sort_people(&ret[n]);
    day->nodes = search.nodes;
    arena_rewind(arena, mark);
    return answer;
}
