/* tests/cli/paper/opened.h - a file of Word or Excel as its parts, and what is wrong with them. */
#ifndef TESTS_CLI_PAPER_OPENED_H
#define TESTS_CLI_PAPER_OPENED_H

#include "engine/base/str.h"
#include "engine/base/text.h"

/* The bytes of a whole file; of one part of a zip, absent when there is no such part. */
struct str opened_file(struct arena *arena, const char *path);
struct str opened_part(struct arena *arena, const char *path, const char *name);

/* How many parts it has; the name of one. */
uint32_t opened_count(const char *path);
struct str opened_name(struct arena *arena, const char *path, uint32_t index);

/* NULL, or why it isn't well-formed XML, or which child stands in the wrong place by
 * ISO/IEC 29500-1: Word calls a file damaged for that. */
const char *xml_fault(struct arena *arena, struct str xml);

/* How often `piece` stands in it. */
uint32_t times_in(struct str text, const char *piece);

/* A directory of its own under /tmp, and away with it and the files in it. */
void place_make(char dir[32]);
void place_remove(const char *dir);

#endif
