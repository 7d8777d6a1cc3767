#include "engine/base/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Straight to the descriptor: whatever state the process is in, this line must get out. */
void check_failed(const char *file, int line, const char *cond)
{
    char out[512];
    int len = snprintf(out, sizeof out, "tehai: bug at %s:%d: %s\n", file, line, cond);
    if (len > 0) {
        size_t bytes = (size_t)len < sizeof out ? (size_t)len : sizeof out - 1;
        if (write(STDERR_FILENO, out, bytes) < 0) abort();
    }
    abort();
}
