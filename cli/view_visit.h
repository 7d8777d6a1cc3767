/* cli/view_visit.h - a visit in the shape that interface.md fixes, planned or recorded. */
#ifndef CLI_VIEW_VISIT_H
#define CLI_VIEW_VISIT_H

#include "cli/view_reading.h"
#include "engine/core/plan.h"
#include "engine/wire/json.h"

enum { VIEW_NEEDS_MAX = 16 }; /* of one job: a few gates, and open queries */

/* {"id":…,"status":…,"site":…, … "why":[…]}. `slack_minutes` is null for a job that has its
 * result, because nothing is left of its time. */
void json_put_visit(struct json *json, const char *key, const struct reading *reading,
                    const struct plan_visit *visit);

/* {"what":"procedure.approve","job":"J-2","by":"…"}; "job" is null for the visit as a whole. */
void json_put_need(struct json *json, const char *key, const struct reading *reading,
                   const struct plan_need *need);

/* A recorded visit as if it stood in a plan: agreed times, jobs one after another behind the
 * site's overhead. A visit still waiting for approval says what its jobs lack. */
void visit_of_row(const struct reading *reading, uint32_t row, struct plan_visit *ret);

/* The site's id: of the wording, or as recorded when the wording no longer has it. */
struct str visit_site_id(const struct reading *reading, const struct plan_visit *visit);

#endif
