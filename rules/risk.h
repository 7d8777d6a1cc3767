/* rules/risk.h - how near a job is to missing its deadline, and when it will be nearer.
 *
 * Slack is the working time left to the deadline less what the job itself needs (its minutes and
 * the site's overhead): same calendar, same arithmetic as the deadline. */
#ifndef RULES_RISK_H
#define RULES_RISK_H

#include "engine/base/instant.h"
#include "rules/contract.h"

enum risk { RISK_NONE, RISK_WARNING, RISK_CRITICAL, RISK_MISSED };

/* The job that is judged. */
struct risk_job {
    uint32_t site;
    instant_t deadline;
    uint32_t need_minutes; /* its minutes and the site's overhead */
    bool planned_late;     /* the plan has it after its deadline */
};

/* Working minutes to spare; negative when there isn't enough time left. */
int64_t risk_slack(const struct contract *contract, const struct risk_job *job, instant_t now);

/* Of a job not yet done:
 * missed    now is the deadline or later
 * critical  slack is at most a quarter of alerts.at_risk_minutes, or the plan has it late
 * warning   slack is at most alerts.at_risk_minutes */
enum risk risk_judge(const struct contract *contract, const struct risk_job *job, instant_t now);

/* When each begins by the passing of time alone (planned_late isn't looked at). */
struct risk_instants {
    instant_t warning, critical, missed; /* never decreasing; missed is the deadline */
};

struct risk_instants risk_instants(const struct contract *contract, const struct risk_job *job);

/* Work finished at the deadline itself is on time. */
bool risk_is_met(instant_t finished, instant_t deadline);

#endif
