#include "engine/core/plan_pairs.h"

uint32_t plan_successor(const struct state *state, uint32_t job)
{
    const struct job_row *row = state_job(state, job);
    while (row->completed && row->followed_by != NO_ROW) {
        CHECK(row->followed_by > job); /* follow-ups are opened later, so this comes to an end */
        job = row->followed_by;
        row = state_job(state, job);
    }
    return job;
}

static struct list named_by(const struct job_row *job, enum plan_pair_kind kind)
{
    switch (kind) {
    case PAIR_APART: return job->apart;
    case PAIR_AFTER: return job->after;
    case PAIR_WITH: return job->with;
    }
    CHECK(false);
    return (struct list){0};
}

static bool classes_say(const struct plan_frame *frame, const struct plan_work *a,
                        const struct plan_work *b, enum plan_pair_kind kind)
{
    const struct merge_rule *merge = &frame->wording->merge;
    if (kind == PAIR_WITH || a->class == NULL || b->class == NULL || a->site != b->site)
        return false;
    const struct class_pair *pairs = kind == PAIR_APART ? merge->apart : merge->after;
    uint32_t count = kind == PAIR_APART ? merge->apart_count : merge->after_count;
    uint32_t first = (uint32_t)(a->class - frame->wording->classes);
    uint32_t second = (uint32_t)(b->class - frame->wording->classes);
    for (uint32_t i = 0; i < count; i++) {
        if (pairs[i].first == first && pairs[i].second == second) return true;
        if (kind == PAIR_APART && pairs[i].first == second && pairs[i].second == first) return true;
    }
    return false;
}

static bool job_says(const struct plan_frame *frame, const struct plan_work *a,
                     const struct plan_work *b, enum plan_pair_kind kind)
{
    struct list list = named_by(state_job(frame->state, a->job), kind);
    const uint32_t *rows = state_list(frame->state, list);
    for (uint32_t i = 0; i < list.count; i++)
        if (plan_successor(frame->state, rows[i]) == b->job) return true;
    return false;
}

/* People who confirmed a visit before the job that it should follow could be done have decided
 * against the order; keeping to it would leave that job without any day. */
static bool order_is_lost(const struct plan_frame *frame, const struct plan_work *follower,
                          const struct plan_work *before)
{
    if (follower->fixed == NO_ROW || before->fixed != NO_ROW) return false;
    return day_cmp(before->release.day, frame->fixed[follower->fixed].day) > 0;
}

static bool pair_holds(const struct plan_frame *frame, const struct plan_work *a,
                       const struct plan_work *b, enum plan_pair_kind kind,
                       enum plan_strictness strictness)
{
    if (strictness == PAIRS_NONE) return false;
    if (kind == PAIR_AFTER && order_is_lost(frame, a, b)) return false;
    if (kind == PAIR_WITH && a->site != b->site) return false;
    return job_says(frame, a, b, kind) ||
           (strictness == PAIRS_ALL && classes_say(frame, a, b, kind));
}

bool plan_is_paired(const struct plan_frame *frame, const struct plan_work *work)
{
    static const enum plan_pair_kind kinds[] = {PAIR_APART, PAIR_AFTER, PAIR_WITH};
    for (uint32_t w = 0; w < frame->work_count; w++) {
        const struct plan_work *other = &frame->works[w];
        if (other == work) continue;
        for (size_t k = 0; k < COUNT(kinds); k++)
            if (pair_holds(frame, work, other, kinds[k], PAIRS_ALL) ||
                pair_holds(frame, other, work, kinds[k], PAIRS_ALL))
                return true;
    }
    return false;
}

static bool has_any(const struct plan_frame *frame, const struct job_row *job,
                    enum plan_pair_kind kind)
{
    const struct merge_rule *merge = &frame->wording->merge;
    return named_by(job, kind).count > 0 || (kind == PAIR_APART && merge->apart_count > 0) ||
           (kind == PAIR_AFTER && merge->after_count > 0);
}

struct indexes plan_pairs(const struct plan_frame *frame, const uint32_t *jobs, uint32_t job_count,
                          uint32_t index, enum plan_pair_kind kind, enum plan_strictness strictness)
{
    const struct plan_work *work = &frame->works[jobs[index]];
    if (!has_any(frame, state_job(frame->state, work->job), kind)) return (struct indexes){0};
    struct vec found = vec_of(sizeof(uint32_t));
    for (uint32_t i = 0; i < job_count; i++) {
        if (i == index) continue;
        if (!pair_holds(frame, work, &frame->works[jobs[i]], kind, strictness)) continue;
        *(uint32_t *)vec_push(&found, frame->arena) = i;
    }
    return (struct indexes){found.rows, found.count};
}
