#include "engine/daemon/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "engine/base/check.h"

static const char *const level_names[] = {
    [DIAG_ERROR] = "error", [DIAG_WARN] = "warn", [DIAG_INFO] = "info"};

/* One write, so that lines of several processes don't run into each other. */
static void put_line(char *line, size_t len)
{
    if (len > DIAG_BYTES_MAX - 2) {
        len = DIAG_BYTES_MAX - 2;
        while (((unsigned char)line[len] & 0xc0) == 0x80) len--; /* not inside a character */
    }
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)line[i] < ' ' || line[i] == 0x7f) line[i] = ' ';
    line[len] = '\n';
    ssize_t written = write(STDERR_FILENO, line, len + 1);
    (void)written; /* there is nowhere left to say that it failed */
}

void diag(enum diag_level level, const char *at, const char *format, ...)
{
    char line[DIAG_BYTES_MAX];
    va_list args;
    CHECK((size_t)level < COUNT(level_names));
    int head = snprintf(line, sizeof line, "level=%s at=%s ", level_names[level], at);
    CHECK(head > 0 && (size_t)head < sizeof line);
    va_start(args, format);
    int tail = vsnprintf(line + head, sizeof line - (size_t)head, format, args);
    va_end(args);
    CHECK(tail >= 0);
    put_line(line, (size_t)head + (size_t)tail);
}

void diag_fault(enum diag_level level, const char *at, err_t fault, const char *dir)
{
    CHECK(is_err(fault));
    diag(level, at, "step=\"%s\" store=%s code=%d event=%llu err=\"%s\"", fault.step, dir,
         fault.lib, (unsigned long long)fault.at, err_text(fault.code, LANG_EN));
}
