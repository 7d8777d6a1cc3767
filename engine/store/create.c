#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/check.h"
#include "engine/proof/key.h"
#include "engine/store/log_priv.h"

static err_t system_fault(const char *step)
{
    bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
    bool denied = errno == EACCES || errno == EPERM || errno == EROFS;
    return (err_t){full ? ERR_FULL : denied ? ERR_READONLY : ERR_IO, errno, step, 0};
}

static err_t sync_directory(const char *dir)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return system_fault("sync the new store");
    bool done = fsync(fd) == 0;
    close(fd);
    return done ? OK : system_fault("sync the new store");
}

static void remove_half_made(const char *dir)
{
    static const char *const names[] = {"data.mdb", "lock.mdb", "signing.key", "signing.pub"};
    char path[LOG_PATH_BYTES_MAX + 32];
    for (size_t i = 0; i < COUNT(names); i++) {
        (void)snprintf(path, sizeof path, "%s/%s", dir, names[i]);
        (void)unlink(path);
    }
    (void)rmdir(dir);
}

/* Renaming a directory onto another works only where that one is empty. */
static err_t move_into_place(const char *made, const char *dir)
{
    if (rename(made, dir) == 0) return OK;
    bool taken = errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR;
    return taken ? err(ERR_EXISTS, "move the new store into place")
                 : system_fault("move the new store into place");
}

static err_t sync_parent(char *path)
{
    char *slash = strrchr(path, '/');
    if (slash == NULL) return sync_directory(".");
    slash[slash == path] = '\0';
    return sync_directory(path);
}

static bool holds_anything(const char *dir)
{
    struct stat is;
    return lstat(dir, &is) == 0 && !S_ISDIR(is.st_mode);
}

/* How a store comes to be: filled under another name beside its own, synced, then renamed. A
 * process that dies on the way leaves a `.new-` directory and nothing under the store's name. */
typedef err_t fill_store(const char *made, const void *context);

static err_t fill_beside(char *made, const char *dir, fill_store *fill, const void *context)
{
    TRY(fill(made, context));
    TRY(sync_directory(made));
    return move_into_place(made, dir);
}

static err_t make_store(const char *dir, fill_store *fill, const void *context)
{
    char path[LOG_PATH_BYTES_MAX + 1], made[LOG_PATH_BYTES_MAX + 16], data[sizeof path + 16];
    struct stat is;
    TRY(log_plain_path(dir, path));
    (void)snprintf(data, sizeof data, "%s/data.mdb", path);
    if (holds_anything(path) || stat(data, &is) == 0)
        return err(ERR_EXISTS, "look where the store is to be");
    (void)snprintf(made, sizeof made, "%s.new-XXXXXX", path);
    if (mkdtemp(made) == NULL) return system_fault("make the store's directory");
    err_t e = fill_beside(made, path, fill, context);
    if (is_err(e)) {
        remove_half_made(made);
        return e;
    }
    return sync_parent(path);
}

static err_t write_facts(struct tables *tables, struct str origin)
{
    TRY(tables_write_begin(tables));
    err_t e = facts_write(tables, origin);
    if (!is_err(e)) return tables_commit(tables);
    tables_abort(tables);
    return e;
}

static err_t fill_new(const char *made, const void *context)
{
    const struct str *origin = context;
    struct tables *tables;
    TRY(tables_create(made));
    TRY(tables_open(&tables, made, true));
    err_t e = write_facts(tables, *origin);
    tables_close(tables);
    TRY(e);
    return key_make(made);
}

static err_t fill_copy(const char *made, const void *context)
{
    const struct log *log = context;
    struct public_key key;
    TRY(tables_copy(log->tables, made));
    bool has_key = !is_err(key_read_public(log->dir, &key));
    return has_key ? key_copy_public(log->dir, made) : OK;
}

err_t log_plain_path(const char *dir, char ret[LOG_PATH_BYTES_MAX + 1])
{
    size_t len = strlen(dir);
    while (len > 1 && dir[len - 1] == '/') len--;
    if (len == 0 || len > LOG_PATH_BYTES_MAX) return err(ERR_RANGE, "name the store's directory");
    memcpy(ret, dir, len);
    ret[len] = '\0';
    return OK;
}

err_t log_create(const char *dir, struct str origin)
{
    CHECK(origin_is_valid(origin));
    return make_store(dir, fill_new, &origin);
}

err_t log_copy(struct log *log, const char *dir)
{
    TRY(log_usable(log));
    return make_store(dir, fill_copy, log);
}
