/* tests/simulation/checks.h - what is looked at after a step; see tests/simulation/stage.h. */
#ifndef TESTS_SIMULATION_CHECKS_H
#define TESTS_SIMULATION_CHECKS_H

#include "tests/simulation/stage.h"

/* What was so before a command: I5 and I6 compare with it. */
struct life_before {
    enum job_state *jobs;
    uint32_t job_count;
    struct visit_row *visits;
    uint32_t visit_count;
};

struct life_before life_before(struct stage *stage);

/* I5 to I7 and I22. */
void check_life(struct stage *stage, const struct life_before *before,
                const struct command *command);

/* I10 to I18. */
void check_plan(struct stage *stage);

/* I19. */
void check_alerts(struct stage *stage, const struct plan *plan, const struct alerts *alerts);

/* From alert to alert: I19 to I21. */
void check_walk(struct stage *stage, instant_t to);

/* A planned visit of the last plan, for I17. */
struct known_visit {
    uint32_t site, job_count;
    uint32_t *jobs;
    struct str id;
};

#endif
