/* cli/said.h - the answer to a command: the object for programs, a line and the next step for
 * people. */
#ifndef CLI_SAID_H
#define CLI_SAID_H

#include "cli/run.h"
#include "engine/vocab/command.h"

/* {"ok":true,"seq":[7,8],"events":["job.opened","…"],"ids":{"job":"J-3"}}, and "line" when it is
 * one of apply's (from 1; 0: it isn't). */
void said_object(struct text *ret, const struct desk_answer *answer, uint32_t line);

/* After success, to run->out. `chosen`: the actor taken because nobody was named, or absent. */
void said(struct run *run, const struct command *command, const struct desk_answer *answer,
          struct str chosen);

#endif
