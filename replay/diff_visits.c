#include "engine/base/sort.h"
#include "replay/diff_priv.h"

/* --- Faces ------------------------------------------------------------------------------------ */

static struct str actor_id(const struct state *state, uint32_t actor)
{
    return state_text(state, state_actor(state, actor)->id);
}

static struct str job_id(const struct state *state, uint32_t job)
{
    return state_text(state, state_job(state, job)->id);
}

static struct strs strs_of(struct arena *arena, uint32_t count)
{
    return (struct strs){ARENA_ARRAY(arena, struct str, count), count};
}

static struct visit_face planned_face(const struct diff_side *side, const struct plan_visit *visit,
                                      struct arena *arena)
{
    struct visit_face face = {
        .is = true,
        .state = visit->state,
        .site = side->plan.wording->sites[visit->site].id,
        .start = visit->start,
        .end = visit->end,
        .crew = strs_of(arena, visit->crew_count),
        .jobs = strs_of(arena, visit->job_count),
    };
    for (uint32_t i = 0; i < visit->crew_count; i++)
        face.crew.at[i] = actor_id(side->state, visit->crew[i]);
    for (uint32_t i = 0; i < visit->job_count; i++)
        face.jobs.at[i] = job_id(side->state, visit->jobs[i].job);
    return face;
}

static struct visit_face recorded_face(const struct diff_side *side, uint32_t visit,
                                       struct arena *arena)
{
    const struct state *state = side->state;
    const struct visit_row *row = state_visit(state, visit);
    struct visit_face face = {
        .is = true,
        .state = row->state,
        .site = state_text(state, row->site),
        .start = row->start,
        .end = row->end,
        .crew = strs_of(arena, row->crew.count),
        .jobs = strs_of(arena, row->jobs.count),
    };
    for (uint32_t i = 0; i < row->crew.count; i++)
        face.crew.at[i] = actor_id(state, state_list(state, row->crew)[i]);
    for (uint32_t i = 0; i < row->jobs.count; i++)
        face.jobs.at[i] = job_id(state, state_list(state, row->jobs)[i]);
    return face;
}

/* As planned where the plan has it, else as recorded: finished, declined, cancelled. */
static struct visit_face visit_face(const struct diff_side *side, struct str id,
                                    struct arena *arena)
{
    if (side->contract == NO_ROW) return (struct visit_face){0};
    const struct plan_visit *planned = plan_find(&side->plan, id);
    uint32_t recorded = state_find(side->state, NAME_VISIT, id);
    if (planned != NULL) return planned_face(side, planned, arena);
    if (recorded != NO_ROW) return recorded_face(side, recorded, arena);
    return (struct visit_face){0};
}

static bool strs_same(struct strs a, struct strs b)
{
    if (a.count != b.count) return false;
    for (uint32_t i = 0; i < a.count; i++)
        if (!str_eq(a.at[i], b.at[i])) return false;
    return true;
}

static bool visit_same(const struct visit_face *a, const struct visit_face *b)
{
    return a->is == b->is && a->state == b->state && a->start.ms == b->start.ms &&
           a->end.ms == b->end.ms && str_eq(a->site, b->site) && strs_same(a->crew, b->crew) &&
           strs_same(a->jobs, b->jobs);
}

/* --- Visits ----------------------------------------------------------------------------------- */

static void add_subjects(struct diffing *d, struct strs jobs, struct vec *subjects)
{
    for (uint32_t i = 0; i < jobs.count; i++)
        *(struct str *)vec_push(subjects, d->arena) = jobs.at[i];
}

/* A visit that was only planned has no events of its own: it comes and goes with its jobs. */
static struct seqs events_of_visit(struct diffing *d, const struct visit_change *change)
{
    struct vec subjects = vec_of(sizeof(struct str));
    *(struct str *)vec_push(&subjects, d->arena) = change->id;
    add_subjects(d, change->before.jobs, &subjects);
    add_subjects(d, change->after.jobs, &subjects);
    for (uint32_t i = 0; i < d->diff->job_count; i++) {
        const struct job_change *job = &d->diff->jobs[i];
        if (str_eq(job->before.visit, change->id) && str_is(job->after.visit))
            *(struct str *)vec_push(&subjects, d->arena) = job->after.visit;
    }
    return diff_events_of(d, subjects.rows, subjects.count);
}

static void add_visit(struct diffing *d, struct str id, struct vec *changes)
{
    struct visit_change change = {.id = id,
                                  .before = visit_face(d->diff->from, id, d->arena),
                                  .after = visit_face(d->diff->to, id, d->arena)};
    if (visit_same(&change.before, &change.after)) return;
    change.events = events_of_visit(d, &change);
    *(struct visit_change *)vec_push(changes, d->arena) = change;
}

static void add_planned(struct diffing *d, const struct diff_side *side,
                        const struct diff_side *already, struct vec *changes)
{
    for (uint32_t i = 0; i < side->plan.visit_count; i++) {
        struct str id = side->plan.visits[i].id;
        if (state_find(d->diff->to->state, NAME_VISIT, id) != NO_ROW) continue;
        if (already != NULL && plan_find(&already->plan, id) != NULL) continue;
        add_visit(d, id, changes);
    }
}

static instant_t start_of(const struct visit_change *change)
{
    return change->after.is ? change->after.start : change->before.start;
}

static int by_start(const void *a, const void *b, const void *context)
{
    (void)context;
    const struct visit_change *one = a, *other = b;
    int order = instant_cmp(start_of(one), start_of(other));
    return order != 0 ? order : str_cmp(one->id, other->id);
}

void diff_visits(struct diffing *d)
{
    const struct diff_side *from = d->diff->from, *to = d->diff->to;
    struct vec changes = vec_of(sizeof(struct visit_change));
    for (uint32_t i = 0; i < to->state->visits.count; i++) {
        const struct visit_row *row = state_visit(to->state, i);
        if (row->contract == to->contract) add_visit(d, state_text(to->state, row->id), &changes);
    }
    add_planned(d, from, NULL, &changes);
    add_planned(d, to, from, &changes);
    sort_rows(changes.rows, changes.count, sizeof(struct visit_change), by_start, NULL, d->arena);
    d->diff->visits = changes.rows;
    d->diff->visit_count = changes.count;
}

/* --- People: who has to be told --------------------------------------------------------------- */

static bool is_in(struct strs ids, struct str id)
{
    for (uint32_t i = 0; i < ids.count; i++)
        if (str_eq(ids.at[i], id)) return true;
    return false;
}

static bool has_seq(struct seqs seqs, uint64_t seq)
{
    for (uint32_t i = 0; i < seqs.count; i++)
        if (seqs.at[i] == seq) return true;
    return false;
}

static struct person_face person_face(const struct diff_side *side, struct str id,
                                      struct arena *arena)
{
    struct vec visits = vec_of(sizeof(struct str)), starts = vec_of(sizeof(instant_t));
    for (uint32_t i = 0; i < side->plan.visit_count; i++) {
        const struct plan_visit *visit = &side->plan.visits[i];
        if (!is_in(planned_face(side, visit, arena).crew, id)) continue;
        *(struct str *)vec_push(&visits, arena) = visit->id;
        *(instant_t *)vec_push(&starts, arena) = visit->start;
    }
    return (struct person_face){{visits.rows, visits.count}, starts.rows};
}

static bool person_same(const struct person_face *a, const struct person_face *b)
{
    if (!strs_same(a->visits, b->visits)) return false;
    CHECK(a->visits.count == 0 || (a->starts != NULL && b->starts != NULL));
    for (uint32_t i = 0; i < a->visits.count; i++)
        if (a->starts[i].ms != b->starts[i].ms) return false;
    return true;
}

/* Their own, and those of every changed visit that they go to on either side. */
static struct seqs events_of_person(struct diffing *d, struct str id)
{
    struct vec found = vec_of(sizeof(uint64_t));
    for (uint32_t i = 0; i < d->diff->event_count; i++) {
        const struct diff_event *event = &d->diff->events[i];
        bool is = str_eq(event->subject, id);
        for (uint32_t k = 0; k < d->diff->visit_count && !is; k++) {
            const struct visit_change *visit = &d->diff->visits[k];
            is = (is_in(visit->before.crew, id) || is_in(visit->after.crew, id)) &&
                 has_seq(visit->events, event->seq);
        }
        if (is) *(uint64_t *)vec_push(&found, d->arena) = event->seq;
    }
    return (struct seqs){found.rows, found.count};
}

void diff_people(struct diffing *d)
{
    const struct diff_side *from = d->diff->from, *to = d->diff->to;
    struct vec changes = vec_of(sizeof(struct person_change));
    for (uint32_t i = 0; i < to->state->actors.count; i++) {
        struct str id = actor_id(to->state, i);
        struct person_change change = {.id = id,
                                       .before = person_face(from, id, d->arena),
                                       .after = person_face(to, id, d->arena)};
        if (person_same(&change.before, &change.after)) continue;
        change.events = events_of_person(d, id);
        *(struct person_change *)vec_push(&changes, d->arena) = change;
    }
    d->diff->people = changes.rows;
    d->diff->person_count = changes.count;
}
