/* cli/client.h - the client's side of --server: sends a request to a daemon and gets its reply.
 *
 * `server` is a Unix socket: "unix:/path/to/socket", or the path alone. Files that the command
 * names are read here and sent along, because the daemon opens none. */
#ifndef CLI_CLIENT_H
#define CLI_CLIENT_H

#include "cli/request.h"

/* The reply may be an error of the client's own: nobody there, or not a daemon (exit 4). */
void client_ask(struct str server, const struct request *request, struct arena *arena,
                struct reply *ret);

#endif
