/* cli/serve.h - serve: this process becomes the store's daemon. */
#ifndef CLI_SERVE_H
#define CLI_SERVE_H

#include "cli/menu.h"

/* serve [--socket PATH]. It ends with SIGTERM or SIGINT; until then nothing is printed but its
 * diagnostic lines (engine/daemon/diag.h). With --now its clock starts there and runs on. */
menu_run serve_command;

#endif
