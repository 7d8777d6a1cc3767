#include "engine/core/ready_day.h"

#include "rules/calendar.h"
#include "rules/hours.h"
#include "rules/lead.h"
#include "rules/response.h"

uint32_t ready_site(const struct contract *wording)
{
    return wording->site_count > 0 ? 0 : CONTRACT_NONE;
}

static bool asks_skill(const struct job_class *class, struct str skill)
{
    for (uint32_t i = 0; i < class->skills.count; i++)
        if (str_eq(class->skills.at[i], skill)) return true;
    return false;
}

/* Whoever can do `a` can do `b`. */
static bool is_as_hard(const struct job_class *a, const struct job_class *b)
{
    if (a->crew < b->crew || a->minutes < b->minutes) return false;
    if (b->needs != (a->needs & b->needs) || a->standing_procedure != b->standing_procedure)
        return false;
    for (uint32_t i = 0; i < b->skills.count; i++)
        if (!asks_skill(a, b->skills.at[i])) return false;
    return true;
}

bool ready_is_hardest(const struct contract *wording, uint32_t job_class)
{
    CHECK(job_class < wording->class_count);
    const struct job_class *class = &wording->classes[job_class];
    if (class->urgency != URGENCY_URGENT) return false;
    for (uint32_t c = 0; c < wording->class_count; c++) {
        const struct job_class *other = &wording->classes[c];
        if (c == job_class || other->urgency != URGENCY_URGENT) continue;
        if (!is_as_hard(other, class)) continue;
        if (c < job_class || !is_as_hard(class, other)) return false;
    }
    return true;
}

static bool has_skill(const struct state *state, uint32_t actor, day_t day, uint32_t skill)
{
    const struct roster_row *entry = state_roster(state, actor, day);
    const uint32_t *skills = state_list(state, entry->skills);
    for (uint32_t i = 0; i < entry->skills.count; i++)
        if (skills[i] == skill) return true;
    return false;
}

static bool somebody_can(const struct state *state, struct str skill, day_t day)
{
    uint32_t row = state_find(state, NAME_SKILL, skill);
    if (row == NO_ROW) return false;
    for (uint32_t a = 0; a < state->actors.count; a++)
        if (state_is_available(state, a, day) && has_skill(state, a, day, row)) return true;
    return false;
}

/* As the planner has it: so many people, and between them every skill (engine/planner/crew.h). */
static bool are_people_there(const struct state *state, const struct job_class *class, day_t day)
{
    uint32_t there = 0;
    for (uint32_t a = 0; a < state->actors.count; a++) there += state_is_available(state, a, day);
    if (there == 0 || there < class->crew) return false;
    for (uint32_t i = 0; i < class->skills.count; i++)
        if (!somebody_can(state, class->skills.at[i], day)) return false;
    return true;
}

/* A day before `first` lacks the lead time for its approvals, so it is as good as full. */
static enum ready_reason judge(const struct state *state, const struct contract *wording,
                               const struct job_class *class, day_t day, struct maybe_day first)
{
    if (!calendar_is_open(wording, ready_site(wording), day)) return READY_DAY_CLOSED;
    if (!are_people_there(state, class, day)) return READY_DAY_SHORT;
    return first.is && day_cmp(day, first.day) >= 0 ? READY_DAY_FREE : READY_DAY_FULL;
}

void ready_clock_of(const struct state *state, const struct contract *wording, uint32_t job_class,
                    day_t day, struct arena *arena, struct ready_clock *ret)
{
    CHECK(job_class < wording->class_count);
    uint32_t site = ready_site(wording);
    struct arena_mark mark = arena_mark(arena);
    struct response_clock clock = {.received = hours_end_of(wording, day)};
    clock.as_of = clock.received;
    struct response response = response_of(wording, site, &clock, arena);
    struct lead lead = lead_of(wording, job_class, site, LEAD_PROCEDURE | LEAD_VISIT | LEAD_ENTRY);
    struct maybe_day first = lead_first_day(wording, site, day, lead.days);
    arena_rewind(arena, mark);
    *ret = (struct ready_clock){.received = clock.received, .deadline = response.deadline};
    for (day_t d = day_plus(day, 1); day_cmp(d, response.last) <= 0; d = day_plus(d, 1)) {
        if (ret->count == READY_STEPS_MAX) return;
        struct ready_step *step = &ret->steps[ret->count++];
        *step =
            (struct ready_step){d, judge(state, wording, &wording->classes[job_class], d, first)};
        ret->can |= step->reason == READY_DAY_FREE;
    }
}
