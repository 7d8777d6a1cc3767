#include "engine/store/probe.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* LMDB 0.9's head page, version 1, in the machine's own byte order: a 16-byte page header, then
 * the numbers at these offsets. There are two, on pages 0 and 1; commit t writes page t % 2, so
 * the two always stand one commit apart. */
enum {
    AT_MAGIC = 16,
    AT_VERSION = 20,
    AT_PAGE_BYTES = 40,
    AT_FREE_ROOT = 80,
    AT_MAIN_ROOT = 128,
    AT_LAST_PAGE = 136,
    AT_COMMIT = 144,
    HEAD_BYTES = 152,
    PAGE_BYTES_MIN = 512,
    PAGE_BYTES_MAX = 32768,
    TRIES = 20,
};

#define MAGIC UINT32_C(0xBEEFC0DE)

struct head_page {
    uint32_t magic, version, page_bytes;
    uint64_t free_root, main_root, last_page, commit;
};

static err_t system_fault(const char *step)
{
    bool denied = errno == EACCES || errno == EPERM;
    bool missing = errno == ENOENT || errno == ENOTDIR;
    return (err_t){missing ? ERR_MISSING : denied ? ERR_DENIED : ERR_IO, errno, step, 0};
}

static uint32_t number32(const uint8_t *at)
{
    uint32_t n;
    memcpy(&n, at, sizeof n);
    return n;
}

static uint64_t number64(const uint8_t *at)
{
    uint64_t n;
    memcpy(&n, at, sizeof n);
    return n;
}

static err_t read_head(int fd, uint64_t offset, struct head_page *ret)
{
    uint8_t bytes[HEAD_BYTES];
    ssize_t len = pread(fd, bytes, sizeof bytes, (off_t)offset);
    if (len < 0) return system_fault("read the log's head pages");
    if (len < HEAD_BYTES) return err(ERR_CORRUPT, "read the log's head pages");
    *ret = (struct head_page){
        .magic = number32(bytes + AT_MAGIC),
        .version = number32(bytes + AT_VERSION),
        .page_bytes = number32(bytes + AT_PAGE_BYTES),
        .free_root = number64(bytes + AT_FREE_ROOT),
        .main_root = number64(bytes + AT_MAIN_ROOT),
        .last_page = number64(bytes + AT_LAST_PAGE),
        .commit = number64(bytes + AT_COMMIT),
    };
    return OK;
}

static bool page_size_is_sane(uint32_t bytes)
{
    return bytes >= PAGE_BYTES_MIN && bytes <= PAGE_BYTES_MAX && (bytes & (bytes - 1)) == 0;
}

/* A root is a page of the file, or all ones for an empty tree. */
static bool root_is_sane(uint64_t root, uint64_t last_page)
{
    return root == UINT64_MAX || (root > 1 && root <= last_page);
}

static bool head_is_sane(const struct head_page *head, uint64_t file_bytes)
{
    return head->last_page < file_bytes / head->page_bytes &&
           root_is_sane(head->free_root, head->last_page) &&
           root_is_sane(head->main_root, head->last_page);
}

static bool heads_agree(const struct head_page head[2])
{
    uint64_t a = head[0].commit, b = head[1].commit;
    if (head[0].page_bytes != head[1].page_bytes) return false;
    return (a == 0 && b == 0) || (a % 2 == 0 && b % 2 == 1 && (a + 1 == b || b + 1 == a));
}

static err_t judge(int fd, uint64_t file_bytes)
{
    static const char step[] = "check the log's head pages";
    struct head_page head[2];
    TRY(read_head(fd, 0, &head[0]));
    if (head[0].magic != MAGIC) return err(ERR_CORRUPT, step);
    if (head[0].version != 1) return err(ERR_NEWER, step);
    if (!page_size_is_sane(head[0].page_bytes)) return err(ERR_CORRUPT, step);
    TRY(read_head(fd, head[0].page_bytes, &head[1]));
    if (head[1].magic != MAGIC || head[1].version != 1) return err(ERR_CORRUPT, step);
    if (!heads_agree(head)) return err(ERR_CORRUPT, step);

    const struct head_page *newest = &head[head[1].commit > head[0].commit];
    if (newest->last_page >= file_bytes / newest->page_bytes)
        return err(ERR_CORRUPT, "find the log's last page: the file is cut short");
    return head_is_sane(newest, file_bytes) ? OK : err(ERR_CORRUPT, step);
}

static err_t judge_patiently(int fd, uint64_t *ret_bytes)
{
    err_t e = OK;
    for (int i = 0; i < TRIES; i++) { /* a commit between our two reads looks like damage */
        struct stat is;
        if (fstat(fd, &is) != 0) return system_fault("size the log");
        *ret_bytes = (uint64_t)is.st_size;
        e = judge(fd, *ret_bytes);
        if (e.code != ERR_CORRUPT) break;
    }
    return e;
}

err_t probe_file(const char *path, uint64_t *ret_bytes)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return system_fault("look for the log");
    err_t e = judge_patiently(fd, ret_bytes);
    close(fd);
    return e;
}
