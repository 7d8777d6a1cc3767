/* cli/paper_file.h - papers as files of this machine: names, formats, hashes. */
#ifndef CLI_PAPER_FILE_H
#define CLI_PAPER_FILE_H

#include "cli/paper_kind.h"

/* The name that a paper gets by itself: "monthly-2021-09.docx". Subjects are written so that no
 * two share a name and none leaves the folder. */
struct str paper_file_name(const struct paper_wish *wish, const char *ending, struct arena *arena);

/* Whether anything is there under that name, be it a link to nowhere. */
bool paper_is_there(struct run *run, struct str path);

/* Word for a path that ends in .docx, Excel for .xlsx; false for any other. */
bool paper_is_excel(struct str path, bool *ret);

/* Writes it and reads it back for its SHA-256, in hex. False after an error was said. */
bool paper_write(struct run *run, const struct folio *folio, struct str path,
                 struct str *ret_sha256, int *ret_status);

/* The same for bytes as they are. */
bool paper_write_bytes(struct run *run, struct str bytes, struct str path, struct str *ret_sha256,
                       int *ret_status);

/* An error about that file, in its own words. Returns false. */
bool paper_fault(struct run *run, struct str path, err_t fault, int *ret_status);

#endif
