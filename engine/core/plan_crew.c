#include "engine/core/plan_crew.h"

#include "engine/base/text.h"

/* One skill of more than the planner can tell apart: nobody has it, so whoever needs it is
 * reported as unplanned for want of people rather than sent without. */
#define SKILL_TOO_MANY (UINT64_C(1) << (PROBLEM_SKILLS_MAX - 1))

static uint64_t skill_bit(const struct plan_crews *crews, uint32_t skill)
{
    for (uint32_t i = 0; i < crews->skill_count; i++)
        if (crews->skills[i] == skill) return UINT64_C(1) << i;
    return 0;
}

uint64_t plan_skills(const struct plan_frame *frame, const struct plan_crews *crews,
                     struct list skills)
{
    const uint32_t *rows = state_list(frame->state, skills);
    uint64_t bits = 0;
    for (uint32_t i = 0; i < skills.count; i++) {
        uint64_t bit = skill_bit(crews, rows[i]);
        bits |= bit != 0 ? bit : SKILL_TOO_MANY;
    }
    return bits;
}

/* Only skills that some open job asks for get a bit. */
static void collect_skills(struct plan_crews *crews, const struct plan_frame *frame)
{
    uint32_t *found = ARENA_ARRAY(frame->arena, uint32_t, PROBLEM_SKILLS_MAX);
    crews->skills = found;
    for (uint32_t w = 0; w < frame->work_count; w++) {
        struct list list = state_job(frame->state, frame->works[w].job)->skills;
        const uint32_t *rows = state_list(frame->state, list);
        for (uint32_t i = 0; i < list.count; i++) {
            if (skill_bit(crews, rows[i]) != 0) continue;
            if (crews->skill_count == PROBLEM_SKILLS_MAX - 1) return;
            found[crews->skill_count++] = rows[i];
        }
    }
}

/* A visit of another contract on a day of the horizon. */
struct busy {
    uint32_t actor;
    int32_t day;
};

static bool is_standing(enum visit_state state)
{
    return state == VISIT_PROPOSED || state == VISIT_CONFIRMED || state == VISIT_STARTED;
}

static struct vec collect_busy(const struct plan_frame *frame)
{
    struct vec found = vec_of(sizeof(struct busy));
    const struct visit_row *rows = frame->state->visits.rows;
    for (uint32_t v = 0; v < frame->state->visits.count; v++) {
        if (rows[v].contract == frame->contract || !is_standing(rows[v].state)) continue;
        int32_t day = instant_day(rows[v].start, frame->wording->offset).n - frame->today.n;
        if (day < 0 || day >= frame->days) continue;
        const uint32_t *crew = state_list(frame->state, rows[v].crew);
        for (uint32_t i = 0; i < rows[v].crew.count; i++)
            *(struct busy *)vec_push(&found, frame->arena) = (struct busy){crew[i], day};
    }
    return found;
}

/* Visits that somebody may still be given each day: own limit less those of other contracts. */
static void visits_left(const struct plan_frame *frame, uint32_t actor, const struct vec *busy,
                        uint32_t *ret)
{
    for (int32_t d = 0; d < frame->days; d++) ret[d] = frame->wording->visits_per_day;
    const struct busy *rows = busy->rows;
    for (uint32_t i = 0; i < busy->count; i++)
        if (rows[i].actor == actor && ret[rows[i].day] > 0) ret[rows[i].day]--;
}

struct crew_list {
    struct vec technicians, people; /* struct problem_technician, struct plan_technician */
};

/* The technician among those from `first` on with that entry and room, made when there is none. */
static uint32_t technician_for(struct crew_list *list, const struct plan_frame *frame,
                               const struct plan_crews *crews, uint32_t first,
                               struct plan_technician who, uint32_t left)
{
    for (uint32_t t = first; t < list->technicians.count; t++) {
        const struct problem_technician *row = vec_at(&list->technicians, t);
        const struct plan_technician *person = vec_at(&list->people, t);
        if (person->entry == who.entry && row->visits_per_day == left) return t;
    }
    bool *off = ARENA_ARRAY(frame->arena, bool, frame->days);
    for (int32_t d = 0; d < frame->days; d++) off[d] = true;
    const struct roster_row *entry = vec_at(&frame->state->roster, who.entry);
    struct list skills = entry->skills;
    uint64_t bits = 0;
    for (uint32_t i = 0; i < skills.count; i++)
        bits |= skill_bit(crews, state_list(frame->state, skills)[i]);
    *(struct plan_technician *)vec_push(&list->people, frame->arena) = who;
    *(struct problem_technician *)vec_push(&list->technicians, frame->arena) =
        (struct problem_technician){
            .id = state_text(frame->state, state_actor(frame->state, who.actor)->id),
            .skills = bits,
            .off = off,
            .visits_per_day = left,
        };
    return list->technicians.count - 1;
}

static void add_person(struct crew_list *list, const struct plan_frame *frame,
                       const struct plan_crews *crews, uint32_t actor, const uint32_t *left)
{
    uint32_t first = list->technicians.count;
    for (int32_t d = 0; d < frame->days; d++) {
        day_t day = day_plus(frame->today, d);
        if (left[d] == 0 || !state_is_available(frame->state, actor, day)) continue;
        const struct roster_row *entry = state_roster(frame->state, actor, day);
        const struct roster_row *rows = frame->state->roster.rows;
        struct plan_technician who = {actor, (uint32_t)(entry - rows)};
        uint32_t t = technician_for(list, frame, crews, first, who, left[d]);
        struct problem_technician *row = vec_at(&list->technicians, t);
        ((bool *)row->off)[d] = false;
    }
}

void plan_crews_init(struct plan_crews *crews, const struct plan_frame *frame)
{
    *crews = (struct plan_crews){.unlimited = frame->state->roster.count == 0};
    collect_skills(crews, frame);
    struct vec busy = collect_busy(frame);
    struct crew_list list = {vec_of(sizeof(struct problem_technician)),
                             vec_of(sizeof(struct plan_technician))};
    uint32_t *left = ARENA_ARRAY(frame->arena, uint32_t, frame->days);
    for (uint32_t a = 0; a < frame->state->actors.count; a++) {
        if (state_actor(frame->state, a)->last_entry == NO_ROW) continue;
        visits_left(frame, a, &busy, left);
        add_person(&list, frame, crews, a, left);
    }
    crews->technicians = list.technicians.rows;
    crews->people = list.people.rows;
    crews->count = list.technicians.count;
}

int32_t plan_crew_find(const struct plan_crews *crews, uint32_t actor, int32_t day)
{
    for (uint32_t t = 0; t < crews->count; t++)
        if (crews->people[t].actor == actor && !crews->technicians[t].off[day]) return (int32_t)t;
    return PROBLEM_NONE;
}
