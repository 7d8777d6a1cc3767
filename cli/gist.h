/* cli/gist.h - an event in one line that a person can read. */
#ifndef CLI_GIST_H
#define CLI_GIST_H

#include "cli/run.h"
#include "engine/vocab/event.h"

/* Its fields but the subject, as "class terminal-failure; site card-centre", then on whose behalf
 * it was recorded and by which paper; in the language and at the offset of the run. */
void gist_put(struct text *ret, const struct run *run, const struct event *event);

#endif
