/* cli/audit_say.h - how an audit's outcome is told: a fault with its place, for both readers. */
#ifndef CLI_AUDIT_SAY_H
#define CLI_AUDIT_SAY_H

#include "cli/run.h"
#include "engine/wire/json.h"
#include "replay/finding.h"

/* "event 7, byte 37: one byte was changed …" */
struct str audit_finding(const struct run *run, const struct finding *finding);

/* {"event":7,"to":7,"byte":37,"file_byte":40993,"code":"byte-changed","message":"…"}; null where it
 * lies at none. */
void json_put_finding(struct json *json, const char *key, const struct run *run,
                      const struct finding *finding);

/* The whole answer when something doesn't hold; EXIT_BAD_NEWS. `way_out`: a store's fault, which
 * has one. */
int audit_bad_news(struct run *run, const struct finding *finding, bool way_out);

#endif
