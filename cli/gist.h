/* cli/gist.h - an event in one line that a person can read. */
#ifndef CLI_GIST_H
#define CLI_GIST_H

#include "engine/base/lang.h"
#include "engine/base/text.h"
#include "engine/vocab/event.h"

/* Its fields but the subject, as "class terminal-failure, site card-centre", then on whose
 * behalf it was recorded and by which paper. Instants are read at `offset` minutes east of UTC. */
void gist_put(struct text *ret, const struct event *event, enum lang lang, int32_t offset);

#endif
