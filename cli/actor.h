/* cli/actor.h - who does it: the actor named, or the only one who may. */
#ifndef CLI_ACTOR_H
#define CLI_ACTOR_H

#include "cli/run.h"
#include "engine/vocab/command.h"

struct chosen_actor {
    struct str id;
    bool guessed; /* nobody was named: to be said in the answer */
};

/* `on_paper`: it is recorded on behalf of somebody else, so that who may do it is of no matter
 * and the coordinator is meant. False after an error was said (exit 2, *ret_status). */
bool actor_choose(struct run *run, enum command_kind kind, bool on_paper, struct chosen_actor *ret,
                  int *ret_status);

#endif
