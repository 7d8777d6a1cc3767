#include "tests/engine/store/damage.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/check.h"

struct file {
    uint8_t *bytes;
    size_t len;
};

static struct file slurp(const char *path)
{
    struct stat is;
    int fd = open(path, O_RDONLY);
    CHECK(fd >= 0 && fstat(fd, &is) == 0);
    struct file file = {malloc((size_t)is.st_size + 1), (size_t)is.st_size};
    CHECK(file.bytes != NULL);
    for (size_t got = 0; got < file.len;) {
        ssize_t n = read(fd, file.bytes + got, file.len - got);
        CHECK(n > 0);
        got += (size_t)n;
    }
    close(fd);
    return file;
}

static void poke(const char *path, uint64_t at, uint8_t value)
{
    int fd = open(path, O_WRONLY);
    CHECK(fd >= 0);
    CHECK(pwrite(fd, &value, 1, (off_t)at) == 1);
    close(fd);
}

int damage_text(const char *path, const char *text, size_t at, uint8_t mask)
{
    struct file file = slurp(path);
    size_t len = strlen(text);
    int count = 0;
    for (size_t i = 0; i + len <= file.len; i++) {
        if (memcmp(file.bytes + i, text, len) != 0) continue;
        poke(path, i + at, file.bytes[i + at] ^ mask);
        count++;
    }
    free(file.bytes);
    return count;
}

void damage_bit(const char *path, uint64_t byte, unsigned bit)
{
    uint8_t value;
    int fd = open(path, O_RDONLY);
    CHECK(fd >= 0);
    CHECK(pread(fd, &value, 1, (off_t)byte) == 1);
    close(fd);
    poke(path, byte, (uint8_t)(value ^ (1u << bit)));
}

uint64_t damage_used_bytes(const char *path)
{
    struct file file = slurp(path);
    size_t used = file.len;
    while (used > 0 && file.bytes[used - 1] == 0) used--;
    free(file.bytes);
    return used;
}
