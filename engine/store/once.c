#include "engine/store/once.h"

#include <errno.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/check.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct once *list; /* of all files that are open */

static bool is_same(const struct once *a, const struct once *b)
{
    return a->device == b->device && a->file == b->file && a->process == b->process;
}

static bool enter(struct once *once)
{
    const struct once *other = list;
    while (other != NULL && !is_same(other, once)) other = other->next;
    if (other != NULL) return false;
    once->next = list;
    list = once;
    return true;
}

err_t once_enter(struct once *once, const char *path)
{
    static const char step[] = "open a store that this process has open already";
    struct stat is;
    if (stat(path, &is) != 0) return (err_t){ERR_IO, errno, "look for the log", 0};
    *once = (struct once){NULL, is.st_dev, is.st_ino, getpid()};
    CHECK(pthread_mutex_lock(&lock) == 0);
    bool alone = enter(once);
    CHECK(pthread_mutex_unlock(&lock) == 0);
    return alone ? OK : err(ERR_BUSY, step);
}

void once_leave(struct once *once)
{
    CHECK(pthread_mutex_lock(&lock) == 0);
    struct once **at = &list;
    while (*at != NULL && *at != once) at = &(*at)->next;
    if (*at != NULL) *at = once->next;
    CHECK(pthread_mutex_unlock(&lock) == 0);
}
