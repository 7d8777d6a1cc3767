/* cli/diff_say.h - a diff as JSON and as lines for people. */
#ifndef CLI_DIFF_SAY_H
#define CLI_DIFF_SAY_H

#include "cli/run.h"
#include "engine/wire/json.h"
#include "replay/diff.h"

/* {"seq":42,"at":"…"} */
void json_put_position(struct json *json, const char *key, const struct position *position,
                       int32_t offset);

/* {"from":{…},"to":{…},"jobs":[{"id","before","after","events"}],"visits":[…],"deadlines":[…],
 *  "people":[…],"alerts":[…],"documents":[…],"events":[{"seq","type","subject"}]}; before and
 *  after are null where the thing isn't there. */
void diff_object(struct run *run, const struct diff *diff);

/* Only what changed, a line or two each. */
void diff_text(struct run *run, const struct diff *diff);

#endif
