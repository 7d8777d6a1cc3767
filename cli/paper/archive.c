#include "cli/paper/archive.h"

#include <errno.h>
#include <zip.h>

#include "engine/base/check.h"

enum {
    DOS_TIME = 0,
    DOS_DATE = 1 << 5 | 1, /* years since 1980, month, day */
    LEVEL = 9,
};

err_t archive_fault(int lib_errno, const char *step)
{
    enum err_code code = ERR_IO;
    if (lib_errno == ENOSPC || lib_errno == EDQUOT) code = ERR_FULL;
    if (lib_errno == EACCES || lib_errno == EPERM || lib_errno == EROFS) code = ERR_READONLY;
    return (err_t){code, lib_errno, step, 0};
}

static err_t fault(zip_error_t *error, const char *step)
{
    bool is_system = zip_error_system_type(error) == ZIP_ET_SYS;
    return archive_fault(is_system ? zip_error_code_system(error) : 0, step);
}

/* What goes wrong here is memory alone: names and bytes are ours. */
static bool entry_put(zip_t *zip, const struct archive_entry *entry)
{
    zip_source_t *source = zip_source_buffer(zip, entry->bytes.ptr, entry->bytes.len, 0);
    if (source == NULL) return false;
    zip_int64_t index = zip_file_add(zip, entry->name, source, ZIP_FL_ENC_GUESS);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    zip_uint64_t at = (zip_uint64_t)index;
    return zip_set_file_compression(zip, at, ZIP_CM_DEFLATE, LEVEL) == 0 &&
           zip_file_set_dostime(zip, at, DOS_TIME, DOS_DATE, 0) == 0;
}

err_t archive_write(const char *path, const struct archive_entry *entries, uint32_t count)
{
    int code = 0;
    err_t result = OK;
    CHECK(count > 0);
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (zip == NULL) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        result = fault(&error, "open the file to write");
        zip_error_fini(&error);
        return result;
    }
    for (uint32_t i = 0; i < count && !is_err(result); i++)
        if (!entry_put(zip, &entries[i])) result = fault(zip_get_error(zip), "add to the file");
    if (!is_err(result) && zip_close(zip) == 0) return OK;
    if (!is_err(result)) result = fault(zip_get_error(zip), "write the file");
    zip_discard(zip);
    return result;
}
