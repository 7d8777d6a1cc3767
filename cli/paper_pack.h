/* cli/paper_pack.h - the handover pack (5(12)): every paper, the contract's text, the log. */
#ifndef CLI_PAPER_PACK_H
#define CLI_PAPER_PACK_H

#include "cli/paper_file.h"

/* Fills a folder, which is made where it isn't there, and answers with what lies in it. One that
 * holds anything is refused unless `force`, which replaces files of the same name. */
int paper_pack(const struct paper_desk *desk, struct str dir, bool force);

#endif
