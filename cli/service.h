/* cli/service.h - the daemon's side of --server: requests in, replies out.
 *
 * The daemon knows nothing of commands; it hands over what clients sent and sends back what it
 * is given. Each is answered by the code that answers at a terminal. */
#ifndef CLI_SERVICE_H
#define CLI_SERVICE_H

#include "cli/message.h"

struct service {
    struct str store; /* the daemon's directory, for messages */
};

/* One request; the reply lives in the arena. Never writes but through the desk. */
struct bytes service_reply(const struct service *service, struct bytes request, struct desk *desk,
                           instant_t now, struct arena *arena);

/* A daemon_answer whose context is a struct service. */
void service_answer(void *context, const struct daemon_turn *turn,
                    struct daemon_exchange *exchanges, uint32_t count);

#endif
