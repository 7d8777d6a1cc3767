/* engine/wire/event_json.h - an event as the line that `tehai log` prints.
 *
 * {"seq":7,"type":"job.opened","recorded_at":"…","by":"…","role":"…","contract":"…",
 *  "subject":"J-2","id":"…","note":"…","on_behalf_of":"…","evidence":{…},"data":{…}}
 * Members that the event doesn't have are left out, in `data` too; words are by name, spans
 * "2021-10-05..2021-10-08". */
#ifndef ENGINE_WIRE_EVENT_JSON_H
#define ENGINE_WIRE_EVENT_JSON_H

#include "engine/vocab/event.h"
#include "engine/wire/json.h"

/* Instants are read at `offset` minutes east of UTC. */
void json_put_event(struct json *json, const char *key, const struct event *event, int32_t offset);

/* One line with its line end, behind whatever *ret holds. */
void event_line_print(struct text *ret, const struct event *event, int32_t offset);

#endif
