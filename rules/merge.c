#include "rules/merge.h"

#include "engine/base/check.h"
#include "rules/window.h"

/* Two different jobs of the visit, `a` to be done before `b`. */
struct pair {
    const struct contract *contract;
    const struct merge_job *a, *b;
};

static bool has_key(struct job_keys keys, uint32_t key)
{
    for (uint32_t i = 0; i < keys.count; i++)
        if (keys.at[i] == key) return true;
    return false;
}

static bool has_classes(const struct class_pair *pairs, uint32_t count, uint32_t first,
                        uint32_t second)
{
    for (uint32_t i = 0; i < count; i++)
        if (pairs[i].first == first && pairs[i].second == second) return true;
    return false;
}

static bool sites_differ(const struct pair *p)
{
    return p->a->site != p->b->site;
}

static bool ends_before(const struct merge_job *one, const struct merge_job *other)
{
    return one->due.is && other->earliest.is && day_cmp(one->due.day, other->earliest.day) < 0;
}

static bool jobs_apart(const struct pair *p)
{
    return has_key(p->a->apart, p->b->key) || has_key(p->b->apart, p->a->key);
}

static bool classes_apart(const struct pair *p)
{
    const struct merge_rule *rule = &p->contract->merge;
    return has_classes(rule->apart, rule->apart_count, p->a->job_class, p->b->job_class) ||
           has_classes(rule->apart, rule->apart_count, p->b->job_class, p->a->job_class);
}

static bool is_alone(const struct contract *contract, const struct merge_job *job)
{
    return job->alone || contract->classes[job->job_class].alone;
}

/* A class can't come after itself: one of two such jobs has to stand first. */
static bool out_of_order(const struct pair *p)
{
    const struct merge_rule *rule = &p->contract->merge;
    if (has_key(p->a->after, p->b->key)) return true;
    return p->a->job_class != p->b->job_class &&
           has_classes(rule->after, rule->after_count, p->a->job_class, p->b->job_class);
}

/* The place at fault first, then the other; true when the pair breaks the rule. */
static bool breaks(enum merge_reason reason, const struct pair *p, bool *ret_turned)
{
    *ret_turned = false;
    switch (reason) {
    case MERGE_SITES_DIFFER: return sites_differ(p);
    case MERGE_WINDOWS_APART:
        *ret_turned = ends_before(p->b, p->a);
        return *ret_turned || ends_before(p->a, p->b);
    case MERGE_JOBS_APART: return jobs_apart(p);
    case MERGE_CLASSES_APART: return classes_apart(p);
    case MERGE_ALONE:
        *ret_turned = !is_alone(p->contract, p->a);
        return is_alone(p->contract, p->a) || is_alone(p->contract, p->b);
    case MERGE_ORDER: return out_of_order(p);
    case MERGE_TOO_LONG:
    case MERGE_REASON_COUNT: break; /* no matter of pairs */
    }
    return false;
}

static bool find_pair(const struct contract *contract, const struct merge_job *jobs, uint32_t count,
                      enum merge_reason reason, struct merge_fault *ret)
{
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = i + 1; j < count; j++) {
            bool turned;
            const struct pair pair = {contract, &jobs[i], &jobs[j]};
            if (!breaks(reason, &pair, &turned)) continue;
            *ret = (struct merge_fault){reason, turned ? j : i, turned ? i : j};
            return true;
        }
    return false;
}

static bool is_too_long(const struct contract *contract, const struct merge_job *jobs,
                        uint32_t count)
{
    uint64_t minutes = 0;
    for (uint32_t i = 0; i < count; i++) minutes += jobs[i].minutes;
    return minutes > UINT32_MAX || !window_fits_a_day(contract, jobs[0].site, (uint32_t)minutes);
}

struct merge_verdict merge_judge(const struct contract *contract, const struct merge_job *jobs,
                                 uint32_t count)
{
    struct merge_verdict verdict = {0};
    CHECK(count > 0);
    for (uint32_t i = 0; i < count; i++) CHECK(jobs[i].job_class < contract->class_count);

    for (enum merge_reason reason = 0; reason < MERGE_TOO_LONG; reason++)
        if (find_pair(contract, jobs, count, reason, &verdict.at[verdict.count])) verdict.count++;
    if (is_too_long(contract, jobs, count))
        verdict.at[verdict.count++] = (struct merge_fault){MERGE_TOO_LONG, 0, 0};
    return verdict;
}
