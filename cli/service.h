/* cli/service.h - the daemon's side of --server: requests in, replies out.
 *
 * The daemon knows nothing of commands; it hands over what clients sent in a turn and sends back
 * what it is given. Each is answered by the code that answers at a terminal, in three steps:
 *
 *   begin    every request is read; those that only ask are answered from the state as it stands
 *   record   what the others want recorded goes into one durable transaction (cli/record.h)
 *   end      they are told, now that it is on disk
 *
 * Requests of one turn were all under way at the same time, so any order of them is right. */
#ifndef CLI_SERVICE_H
#define CLI_SERVICE_H

#include "cli/message.h"

struct service {
    struct str store; /* the daemon's directory, for messages */
};

/* A daemon_answer whose context is a struct service. Never writes but through the desk. */
void service_answer(void *context, const struct daemon_turn *turn,
                    struct daemon_exchange *exchanges, uint32_t count);

#endif
