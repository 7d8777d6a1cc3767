/* tests/cli/paper/said.h - the scene's folio as plain lines, and what must stand in them.
 *
 * A row of a table is one line, cells with " | " between them, line ends in them as "/"; pairs are
 * label=value, boxes [label: text], approvals <standing> text. */
#ifndef TESTS_CLI_PAPER_SAID_H
#define TESTS_CLI_PAPER_SAID_H

#include "tests/cli/paper/scene.h"

struct str said(struct scene *scene);
void assert_says(struct scene *scene, const char *piece);
void assert_silent_on(struct scene *scene, const char *piece);

#endif
