/* cli/view_response.h - the response clock told day by day, for a notice that may never have come.
 *
 * The contract names its reading of "within N days" (4 参考); what any other reading would give
 * is shown beside it, so that nobody learns in a dispute that another one is shorter. */
#ifndef CLI_VIEW_RESPONSE_H
#define CLI_VIEW_RESPONSE_H

#include "cli/view_reading.h"

struct notice {
    uint32_t job_class; /* of the wording */
    uint32_t site;      /* whose open days count; CONTRACT_NONE: the contract's own */
    instant_t received;
};

/* "terminal-failure, clause 4(3)ア, received …" and the deadline, each a line. */
void deadline_heading(const struct reading *reading, const struct notice *notice,
                      instant_t deadline);

/* Of a notice of urgent work: {"deadline":…,"counted":[…],"readings":[…],"provisional":…} with
 * each day and why it counted or not, and all readings that a contract could name. */
void response_json(const struct reading *reading, const struct notice *notice);

/* The same for people, with the readings that differ in one point. */
void response_text(const struct reading *reading, const struct notice *notice);

#endif
