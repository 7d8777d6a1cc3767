/* engine/daemon/door.h - the Unix socket that clients knock at, and the lock beside it.
 *
 * One daemon a store: `tehai.lock` in the store is held with flock for as long as we live, so
 * a killed daemon leaves none behind. The socket has mode 0600 from its first moment: who may
 * read the store's files may talk to its daemon. */
#ifndef ENGINE_DAEMON_DOOR_H
#define ENGINE_DAEMON_DOOR_H

#include <stdbool.h>
#include <sys/types.h>
#include <sys/un.h>

enum { DOOR_PATH_BYTES = sizeof((struct sockaddr_un *)0)->sun_path }; /* with its NUL */

struct door {
    char path[DOOR_PATH_BYTES];
    int lock_fd, listen_fd; /* -1: not there */
    dev_t device;           /* of our own socket file: another one isn't ours to remove */
    ino_t inode;
};

enum door_trouble {
    DOOR_OPEN,
    DOOR_TAKEN,   /* a daemon serves this store already, or answers at the socket */
    DOOR_NO_PATH, /* too long for a socket's name, or something else stands there */
    DOOR_FAULT,   /* errno says */
};

/* `path` NULL: tehai.sock in the store. Says what is wrong in a diagnostic line itself. A socket
 * file left behind by somebody who died is replaced. */
enum door_trouble door_open(struct door *door, const char *store, const char *path);

/* The next client that waits, as a non-blocking descriptor; -1 and errno when there is none. */
int door_accept(const struct door *door);

/* No further clients; the file goes away, too. */
void door_close(struct door *door);

/* The last thing: gives back the store's lock. */
void door_unlock(struct door *door);

#endif
