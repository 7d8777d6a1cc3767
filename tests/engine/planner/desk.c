#include "tests/engine/planner/desk.h"

void desk_init(struct desk *desk, uint32_t jobs)
{
    static const char *const ids[DESK_JOBS_MAX] = {"j1", "j2", "j3", "j4", "j5", "j6", "j7", "j8"};
    *desk = (struct desk){0};
    for (int d = 0; d < DESK_DAYS; d++) {
        desk->open[d] = d != 5 && d != 6;
        desk->minutes[d] = 480;
    }
    desk->sites[0] = (struct problem_site){STR("a"), 30, desk->open, desk->minutes};
    desk->sites[1] = (struct problem_site){STR("b"), 30, desk->open, desk->minutes};
    for (uint32_t j = 0; j < jobs; j++)
        desk->jobs[j] = (struct problem_job){.id = str_of(ids[j]),
                                             .minutes = 60,
                                             .crew = 1,
                                             .due = PROBLEM_NONE,
                                             .target = PROBLEM_NONE,
                                             .confirmed = PROBLEM_NONE,
                                             .standing = PROBLEM_NONE};
    desk->problem = (struct problem){.days = DESK_DAYS,
                                     .sites = desk->sites,
                                     .site_count = 2,
                                     .jobs = desk->jobs,
                                     .job_count = jobs,
                                     .technicians = desk->technicians,
                                     .crews_unlimited = true,
                                     .confirmed = desk->confirmed};
}
