#include "cli/view_proof.h"

#include "engine/core/alarm.h"

/* Exact about what `proved` means: objective and bound agree on every level, and visits stand
 * behind lateness and waiting in the order of what is best. */
void proof_print(const struct reading *reading, const struct plan *plan)
{
    if (plan->proved) {
        reading_say_word(reading, 0, WORD_PROVED);
    } else {
        struct argument args[ARGUMENTS_MAX] = {
            arg_number(plan->objective.late),
            arg_number(plan->objective.visits),
            arg_number(plan->bound.late),
            arg_number(plan->bound.visits),
        };
        reading_say(reading, 0, reading_sentence(reading, WORD_NOT_PROVED, args));
    }
    if (plan->provisional) reading_say_word(reading, 0, WORD_PLAN_PROVISIONAL);
}

void proof_print_risk(const struct reading *reading, const struct plan *plan)
{
    struct alerts alerts;
    uint32_t critical = 0;
    alarm_find(reading->state, plan, reading->run->arena, &alerts);
    if (alerts.count == 0) {
        reading_say_word(reading, 0, WORD_RISK_NONE);
        return;
    }
    while (critical < alerts.count && alerts.at[critical].severity == SEVERITY_CRITICAL) critical++;
    struct argument args[ARGUMENTS_MAX] = {arg_number(alerts.count), arg_number(critical)};
    reading_say(reading, 0, reading_sentence(reading, WORD_RISK, args));
}
