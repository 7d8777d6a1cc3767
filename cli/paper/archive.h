/* cli/paper/archive.h - a zip file whose bytes follow from its entries alone.
 *
 * Entries stand in the order given, dated 1980-01-01 00:00 (the first date a zip can hold,
 * APPNOTE 4.4.6), deflated, without extra fields: no clock, no zone, no user gets in. Bytes are
 * equal for equal entries with the same zlib; another zlib may pack them differently. */
#ifndef CLI_PAPER_ARCHIVE_H
#define CLI_PAPER_ARCHIVE_H

#include "engine/base/err.h"
#include "engine/base/str.h"

struct archive_entry {
    const char *name; /* ASCII, '/' between folders */
    struct str bytes; /* borrowed */
};

/* Names must differ. The file appears whole or not at all; one that is there is replaced.
 * ERR_FULL, ERR_READONLY, ERR_IO with errno where there is one. */
MUST_USE err_t archive_write(const char *path, const struct archive_entry *entries, uint32_t count);

/* The fault that an errno of writing a file stands for; 0: unknown. */
err_t archive_fault(int lib_errno, const char *step);

#endif
