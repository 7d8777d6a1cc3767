#include "engine/planner/levels.h"

#include "engine/base/check.h"

/* Open days among the first `days` days. */
static int32_t opens_before(const struct opens *opens, int32_t days)
{
    if (opens->before != NULL) return (int32_t)opens->before[days];
    int32_t count = 0;
    for (int32_t d = 0; d < days; d++) count += opens->open[d];
    return count;
}

int32_t opens_between(const struct opens *opens, int32_t from, int32_t to)
{
    int32_t first = from < -1 ? -1 : from, last = to < opens->days ? to : opens->days - 1;
    if (last <= first) return 0;
    return opens_before(opens, last + 1) - opens_before(opens, first + 1);
}

int32_t opens_first(const struct opens *opens, int32_t from)
{
    int32_t day = from < 0 ? 0 : from;
    while (day < opens->days && !opens->open[day]) day++;
    return day < opens->days ? day : opens->days;
}

/* An unplanned job counts as late even without a due day: else leaving it out would pay. */
static struct levels levels_unplanned(const struct problem_job *job, const struct opens *opens)
{
    struct levels levels = {0};
    levels.at[LEVEL_LATE] = 1;
    levels.at[LEVEL_LATE_DAYS] = 1;
    if (job->due != PROBLEM_NONE)
        levels.at[LEVEL_LATE_DAYS] += opens_between(opens, job->due, opens->days - 1);
    levels.at[LEVEL_MOVED] = job->standing != PROBLEM_NONE;
    return levels;
}

struct levels levels_of_job(const struct problem_job *job, const struct opens *opens, int32_t day)
{
    CHECK(day == PROBLEM_NONE || (day >= 0 && day < opens->days));
    if (day == PROBLEM_NONE) return levels_unplanned(job, opens);
    struct levels levels = {0};
    if (job->due != PROBLEM_NONE && day > job->due) {
        levels.at[LEVEL_LATE] = 1;
        levels.at[LEVEL_LATE_DAYS] = opens_between(opens, job->due, day);
    }
    levels.at[LEVEL_MOVED] = job->standing != PROBLEM_NONE && job->standing != day;
    if (job->target != PROBLEM_NONE)
        levels.at[LEVEL_TARGET_DAYS] = opens_between(opens, job->target, day);
    if (!job->urgent) return levels;
    /* |(w, t]| with w `wait` open days after the first open day e is |(e, t]| less `wait`. */
    int32_t waited = opens_between(opens, opens_first(opens, job->release), day);
    levels.at[LEVEL_WAIT_DAYS] = waited;
    if ((uint32_t)waited > job->wait) levels.at[LEVEL_OVERWAIT] = waited - (int32_t)job->wait;
    return levels;
}

int32_t levels_mark(const struct problem_job *job, int32_t days)
{
    if (job->target != PROBLEM_NONE) return job->target;
    return job->due != PROBLEM_NONE ? job->due : days - 1;
}

struct objective levels_objective(const struct levels *levels)
{
    for (int i = 0; i < LEVEL_COUNT; i++) CHECK(levels->at[i] >= 0);
    const int32_t *at = levels->at;
    return (struct objective){
        .late = (uint32_t)at[LEVEL_LATE],
        .late_days = (uint32_t)at[LEVEL_LATE_DAYS],
        .overwait_days = (uint32_t)at[LEVEL_OVERWAIT],
        .visits = (uint32_t)at[LEVEL_VISITS],
        .moved = (uint32_t)at[LEVEL_MOVED],
        .target_days = (uint32_t)at[LEVEL_TARGET_DAYS],
        .wait_days = (uint32_t)at[LEVEL_WAIT_DAYS],
    };
}

struct levels levels_of_objective(const struct objective *objective)
{
    return (struct levels){{
        [LEVEL_LATE] = (int32_t)objective->late,
        [LEVEL_LATE_DAYS] = (int32_t)objective->late_days,
        [LEVEL_OVERWAIT] = (int32_t)objective->overwait_days,
        [LEVEL_VISITS] = (int32_t)objective->visits,
        [LEVEL_MOVED] = (int32_t)objective->moved,
        [LEVEL_TARGET_DAYS] = (int32_t)objective->target_days,
        [LEVEL_WAIT_DAYS] = (int32_t)objective->wait_days,
    }};
}
