/* engine/daemon/clients.h - everybody who is connected, and the door they come in by. */
#ifndef ENGINE_DAEMON_CLIENTS_H
#define ENGINE_DAEMON_CLIENTS_H

#include "engine/daemon/connection.h"
#include "engine/daemon/door.h"

struct clients {
    uint32_t magic;
    struct loop *loop;
    struct door *door;
    struct loop_io *listening;
    struct loop_timer *again; /* a turn at once: requests that came behind others */
    uint32_t patience_ms;
    bool listens;
    bool leaving; /* nobody new, no further requests */
    uint32_t count;
    struct connection *at[DAEMON_CLIENTS_MAX];
};

/* The door is open and stays the caller's, as does the loop. */
void clients_init(struct clients *clients, struct loop *loop, struct door *door,
                  uint32_t patience_ms);
void clients_deinit(struct clients *clients); /* cuts off who is still there */

/* Puts every whole request of this turn before `answer`, sends what it says, and lets those go
 * who are done. How many were answered. */
uint32_t clients_answer(struct clients *clients, const struct daemon_turn *turn,
                        daemon_answer *answer, void *context);

/* Looks at the door again after descriptors had run out. */
void clients_listen(struct clients *clients);

/* Closes the door; requests that aren't here whole are no longer waited for. */
void clients_leave(struct clients *clients);

/* Nobody is owed anything. */
bool clients_are_quiet(const struct clients *clients);

#endif
