#define _DEFAULT_SOURCE /* flock */
#include "engine/daemon/door.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/check.h"
#include "engine/daemon/diag.h"

enum { BACKLOG = 64, STORE_PATH_BYTES = 4096 };

static enum door_trouble fault(const char *step, const char *path)
{
    diag(DIAG_ERROR, "door", "step=\"%s\" path=%s err=\"%s\"", step, path, strerror(errno));
    return DOOR_FAULT;
}

static enum door_trouble bad_path(const char *path, const char *why)
{
    diag(DIAG_ERROR, "door", "step=\"make the socket\" path=%s err=\"%s\"", path, why);
    return DOOR_NO_PATH;
}

static int socket_new(void)
{
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0) return -1;
    if (fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 && fcntl(fd, F_SETFL, O_NONBLOCK) == 0) return fd;
    (void)close(fd);
    return -1;
}

static struct sockaddr_un address_of(const struct door *door)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    memcpy(address.sun_path, door->path, sizeof address.sun_path);
    return address;
}

static enum door_trouble lock(struct door *door, const char *store)
{
    char path[STORE_PATH_BYTES];
    int len = snprintf(path, sizeof path, "%s/tehai.lock", store);
    CHECK(len > 0 && (size_t)len < sizeof path);
    door->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (door->lock_fd < 0) return fault("open the daemon's lock", path);
    if (flock(door->lock_fd, LOCK_EX | LOCK_NB) == 0) return DOOR_OPEN;
    if (errno != EWOULDBLOCK) return fault("take the daemon's lock", path);
    diag(DIAG_ERROR, "door",
         "step=\"take the daemon's lock\" store=%s err=\"a daemon serves this store already; "
         "talk to it with --server, or stop it first\"",
         store);
    return DOOR_TAKEN;
}

static enum door_trouble name(struct door *door, const char *store, const char *path)
{
    int len = path != NULL ? snprintf(door->path, sizeof door->path, "%s", path)
                           : snprintf(door->path, sizeof door->path, "%s/tehai.sock", store);
    if (len > 0 && (size_t)len < sizeof door->path) return DOOR_OPEN;
    return bad_path(path != NULL ? path : store,
                    "a socket's path has at most 107 bytes; give a shorter one with --socket");
}

/* Whether somebody accepts connections there. A full queue means that somebody does, too. */
static bool is_answered(const struct door *door)
{
    struct sockaddr_un address = address_of(door);
    int fd = socket_new();
    if (fd < 0) return true; /* unknown: better refused than taken from somebody */
    bool refused = connect(fd, (const struct sockaddr *)&address, sizeof address) != 0 &&
                   (errno == ECONNREFUSED || errno == ENOENT);
    (void)close(fd);
    return !refused;
}

/* What stands at our path is removed only when it is a socket that nobody listens at. */
static enum door_trouble clear(const struct door *door)
{
    struct stat found;
    if (lstat(door->path, &found) != 0)
        return errno == ENOENT ? DOOR_OPEN : fault("look at the socket's path", door->path);
    if (!S_ISSOCK(found.st_mode)) return bad_path(door->path, "something else is there");
    if (is_answered(door)) {
        diag(DIAG_ERROR, "door",
             "step=\"make the socket\" path=%s err=\"somebody answers there already\"", door->path);
        return DOOR_TAKEN;
    }
    if (unlink(door->path) != 0) return fault("remove a stale socket", door->path);
    diag(DIAG_WARN, "door", "step=\"make the socket\" path=%s, a stale one was replaced",
         door->path);
    return DOOR_OPEN;
}

static enum door_trouble listen_at(struct door *door)
{
    struct sockaddr_un address = address_of(door);
    struct stat made;
    door->listen_fd = socket_new();
    if (door->listen_fd < 0) return fault("make the socket", door->path);
    mode_t before = umask(0177); /* so that it is never open to others, not even for a moment */
    int bound = bind(door->listen_fd, (const struct sockaddr *)&address, sizeof address);
    (void)umask(before);
    if (bound != 0 || listen(door->listen_fd, BACKLOG) != 0 || lstat(door->path, &made) != 0) {
        enum door_trouble trouble = fault("make the socket", door->path);
        (void)close(door->listen_fd);
        door->listen_fd = -1;
        return trouble;
    }
    door->device = made.st_dev;
    door->inode = made.st_ino;
    return DOOR_OPEN;
}

enum door_trouble door_open(struct door *door, const char *store, const char *path)
{
    *door = (struct door){.lock_fd = -1, .listen_fd = -1};
    enum door_trouble trouble = name(door, store, path);
    if (trouble == DOOR_OPEN) trouble = lock(door, store);
    if (trouble == DOOR_OPEN) trouble = clear(door);
    if (trouble == DOOR_OPEN) trouble = listen_at(door);
    if (trouble != DOOR_OPEN) door_unlock(door);
    return trouble;
}

int door_accept(const struct door *door)
{
    int fd;
    CHECK(door->listen_fd >= 0);
    do fd = accept(door->listen_fd, NULL, NULL);
    while (fd < 0 && (errno == EINTR || errno == ECONNABORTED));
    if (fd < 0) return -1;
    if (fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 && fcntl(fd, F_SETFL, O_NONBLOCK) == 0) return fd;
    (void)close(fd);
    return -1;
}

void door_close(struct door *door)
{
    struct stat found;
    if (door->listen_fd < 0) return;
    if (lstat(door->path, &found) == 0 && found.st_dev == door->device &&
        found.st_ino == door->inode)
        (void)unlink(door->path);
    (void)close(door->listen_fd);
    door->listen_fd = -1;
}

void door_unlock(struct door *door)
{
    if (door->lock_fd >= 0) (void)close(door->lock_fd);
    door->lock_fd = -1;
}
