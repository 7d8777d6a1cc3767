#include "rules/count.h"

#include "engine/base/check.h"

static bool has_own_row(const struct job_class *class)
{
    return class->group == CONTRACT_NONE;
}

uint32_t count_rows(const struct contract *contract)
{
    uint32_t rows = contract->group_count;
    for (uint32_t i = 0; i < contract->class_count; i++) rows += has_own_row(&contract->classes[i]);
    return rows;
}

uint32_t count_row_of(const struct contract *contract, uint32_t job_class)
{
    CHECK(job_class < contract->class_count);
    if (!has_own_row(&contract->classes[job_class])) return contract->classes[job_class].group;
    uint32_t row = contract->group_count;
    for (uint32_t i = 0; i < job_class; i++) row += has_own_row(&contract->classes[i]);
    return row;
}

struct count_row count_row_at(const struct contract *contract, uint32_t row)
{
    if (row < contract->group_count) {
        const struct count_group *group = &contract->groups[row];
        return (struct count_row){group->id, group->has_expected, group->expected};
    }
    for (uint32_t i = 0, at = contract->group_count; i < contract->class_count; i++) {
        const struct job_class *class = &contract->classes[i];
        if (!has_own_row(class)) continue;
        if (at++ == row) return (struct count_row){class->id, class->has_expected, class->expected};
    }
    CHECK(false); /* no such row */
    return (struct count_row){0};
}

/* Expected by the end of today, rounded up. */
static uint64_t likely(const struct contract *contract, uint64_t expected, day_t today)
{
    if (day_cmp(today, contract->from) < 0) return 0;
    uint64_t all = (uint64_t)(contract->to.n - contract->from.n) + 1;
    uint64_t gone = (uint64_t)(day_min(today, contract->to).n - contract->from.n) + 1;
    CHECK(gone <= all);
    return (expected * gone + all - 1) / all;
}

enum pace count_pace(const struct contract *contract, uint32_t row, uint32_t used, day_t today)
{
    const struct count_row count = count_row_at(contract, row);
    if (!count.has_expected) return PACE_ON;
    if (used > count.expected) return PACE_PAST;
    return used > likely(contract, count.expected, today) ? PACE_AHEAD : PACE_ON;
}
