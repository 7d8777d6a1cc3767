#include "rules/risk.h"

#include "engine/base/check.h"
#include "rules/hours.h"

/* Critical begins when a quarter of the warning's slack is left. */
enum { CRITICAL_PART = 4 };

int64_t risk_slack(const struct contract *contract, const struct risk_job *job, instant_t now)
{
    return hours_minutes_between(contract, job->site, now, job->deadline) - job->need_minutes;
}

enum risk risk_judge(const struct contract *contract, const struct risk_job *job, instant_t now)
{
    if (instant_cmp(now, job->deadline) >= 0) return RISK_MISSED;
    if (job->planned_late) return RISK_CRITICAL;
    int64_t slack = risk_slack(contract, job, now);
    int64_t threshold = contract->alerts.at_risk_minutes;
    if (slack * CRITICAL_PART <= threshold) return RISK_CRITICAL;
    return slack <= threshold ? RISK_WARNING : RISK_NONE;
}

struct risk_instants risk_instants(const struct contract *contract, const struct risk_job *job)
{
    int64_t need = job->need_minutes, threshold = contract->alerts.at_risk_minutes;
    struct risk_instants at = {
        .warning = hours_before(contract, job->site, job->deadline, need + threshold),
        .critical =
            hours_before(contract, job->site, job->deadline, need + threshold / CRITICAL_PART),
        .missed = job->deadline,
    };
    CHECK(instant_cmp(at.warning, at.critical) <= 0 && instant_cmp(at.critical, at.missed) <= 0);
    return at;
}

bool risk_is_met(instant_t finished, instant_t deadline)
{
    return instant_cmp(finished, deadline) <= 0;
}
