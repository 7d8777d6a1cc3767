/* tests/simulation/author_pick.h - finding by dice what a command could be about. */
#ifndef TESTS_SIMULATION_AUTHOR_PICK_H
#define TESTS_SIMULATION_AUTHOR_PICK_H

#include "tests/simulation/author.h"

enum wanted {
    ANY_JOB,
    LIVE_JOB,
    JOB_WITHOUT_ORDER,
    JOB_TO_PREPARE,
    JOB_TO_DECIDE,
    JOB_TO_CHECK,
    JOB_OF_VENDOR,
    JOB_AWAITED,
    JOB_ON_HOLD,
    JOB_IN_HAND,
    JOB_TO_REPORT,
    JOB_TO_ACCEPT,
};

enum wanted_visit {
    ANY_VISIT,
    VISIT_TO_DECIDE,
    VISIT_TO_PERMIT,
    VISIT_TO_START,
    VISIT_TO_FINISH,
    VISIT_OUT_OF_HOURS,
};

/* An id, mostly of what is wanted, at times of anything, seldom of nothing there is. */
struct str pick_job(struct author *author, enum wanted wanted);
struct str pick_visit(struct author *author, enum wanted_visit wanted);
struct str pick_query(struct author *author);
struct str pick_document(struct author *author, enum document_state wanted);

/* "customer:mori", "t2": mostly of that role. */
const char *pick_actor(struct author *author, enum role role);
const char *pick_technician(struct author *author);

/* A day some days from the one at hand, as text. */
struct str pick_day(struct author *author, int32_t from, int32_t to);
struct str pick_past(struct author *author);

#endif
