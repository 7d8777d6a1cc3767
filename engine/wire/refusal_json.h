/* engine/wire/refusal_json.h - the answer to one command, as JSON.
 *
 * {"ok":true,"line":3,"seq":[7,8],"events":["job.opened","…"],"ids":{"job":"J-3"}}
 * {"ok":false,"line":4,"error":{"code":"…","message":"…","clause":"…","all":[{…},…]}}
 * `line` only for a line of `apply`; `clause` only when the refusal rests on one; `all` holds
 * every reason, the first included, when there are several. Each is one line with its end. */
#ifndef ENGINE_WIRE_REFUSAL_JSON_H
#define ENGINE_WIRE_REFUSAL_JSON_H

#include "engine/vocab/event.h"
#include "engine/vocab/refusal.h"
#include "engine/wire/json.h"

struct answer_event {
    uint64_t seq;
    enum event_kind kind;
};

/* The id of a thing that the command made: "job", "J-3". */
struct answer_id {
    const char *thing;
    struct str id;
};

struct answer {
    uint32_t line; /* from 1; 0: not a line of a file */
    const struct answer_event *events;
    uint32_t event_count;
    const struct answer_id *ids;
    uint32_t id_count;
};

void answer_print(struct text *ret, const struct answer *answer);

/* At least one refusal. Messages are English for programs, whatever people read. */
void refusals_print(struct text *ret, const struct refusals *refusals, uint32_t line,
                    enum lang lang);

/* An error that is no refusal (a fault, wrong usage) in the same shape. */
void error_print(struct text *ret, const char *code, struct str message, uint32_t line);

#endif
