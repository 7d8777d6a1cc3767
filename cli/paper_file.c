#include "cli/paper_file.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include "cli/paper/archive.h"
#include "cli/paper/docx.h"
#include "cli/paper/xlsx.h"
#include "engine/proof/sha256.h"

#define PAPER_BYTES_MAX ((size_t)1 << 30)

static bool is_plain(char c)
{
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool is_other = (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    return is_letter || is_other || (unsigned char)c >= 0x80;
}

static void name_put(struct text *ret, struct str subject)
{
    for (uint32_t i = 0; i < subject.len; i++) {
        if (is_plain(subject.ptr[i]))
            text_putc(ret, subject.ptr[i]);
        else
            text_add(ret, "%%%02X", (unsigned)(unsigned char)subject.ptr[i]);
    }
}

struct str paper_file_name(const struct paper_wish *wish, const char *ending, struct arena *arena)
{
    struct text name;
    text_init(&name, arena);
    text_put(&name, str_of(paper_at(wish->kind)->name));
    if (str_is(wish->subject)) {
        text_putc(&name, '-');
        name_put(&name, wish->subject);
    }
    if (paper_at(wish->kind)->subject == PAPER_OF_MONTH) {
        text_putc(&name, '-');
        month_put_short(&name, wish->month);
    }
    if (wish->addendum) text_put(&name, STR("-addendum"));
    text_put(&name, str_of(ending));
    return text_str(&name);
}

bool paper_is_there(struct run *run, struct str path)
{
    struct stat about;
    return lstat(str_copy(run->arena, path).ptr, &about) == 0;
}

static bool ends(struct str s, struct str end)
{
    return s.len > end.len && str_eq(str_slice(s, s.len - end.len, s.len), end);
}

bool paper_is_excel(struct str path, bool *ret)
{
    *ret = ends(path, STR(".xlsx"));
    return *ret || ends(path, STR(".docx"));
}

bool paper_fault(struct run *run, struct str path, err_t fault, int *ret_status)
{
    const char *why = fault.lib != 0 ? strerror(fault.lib) : fault.step;
    *ret_status = reading_error(run, err_exit(fault.code), "file", WORD_PAPER_UNWRITTEN,
                                (struct argument[ARGUMENTS_MAX]){arg_str(path), arg_text(why)});
    return false;
}

static struct str hex(struct bytes bytes, struct arena *arena)
{
    const struct digest digest = sha256(bytes);
    struct text text;
    text_init(&text, arena);
    for (uint32_t i = 0; i < DIGEST_BYTES; i++) text_add(&text, "%02x", digest.at[i]);
    return text_str(&text);
}

bool paper_write(struct run *run, const struct folio *folio, struct str path,
                 struct str *ret_sha256, int *ret_status)
{
    const char *name = str_copy(run->arena, path).ptr;
    struct bytes written;
    bool is_excel;
    CHECK(paper_is_excel(path, &is_excel));
    const err_t fault = is_excel ? xlsx_write(folio, XLSX_ERA, run->arena, name)
                                 : docx_write(folio, run->arena, name);
    if (is_err(fault)) return paper_fault(run, path, fault, ret_status);
    *ret_status = EXIT_STORE;
    if (!run_file(run, path, PAPER_BYTES_MAX, &written)) return false;
    *ret_sha256 = hex(written, run->arena);
    return true;
}

bool paper_write_bytes(struct run *run, struct str bytes, struct str path, struct str *ret_sha256,
                       int *ret_status)
{
    FILE *file = fopen(str_copy(run->arena, path).ptr, "wb");
    if (file == NULL) return paper_fault(run, path, archive_fault(errno, "open"), ret_status);
    const bool written = fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len;
    if (fclose(file) != 0 || !written)
        return paper_fault(run, path, archive_fault(errno, "write"), ret_status);
    *ret_sha256 = hex((struct bytes){(const uint8_t *)bytes.ptr, bytes.len}, run->arena);
    return true;
}
