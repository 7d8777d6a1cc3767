/* cli/past.h - the commands that look back, check and advise: replay, diff, audit, doctor. */
#ifndef CLI_PAST_H
#define CLI_PAST_H

#include "cli/menu.h"

menu_run replay_command; /* replay --as-of INSTANT|SEQ COMMAND … */
menu_run diff_command;   /* diff A B [COMMAND …] */
menu_run audit_verify;   /* audit verify [--checkpoint FILE]… [--key FILE] [--quick] [--strict] */
menu_run audit_checkpoint; /* audit checkpoint */
menu_run audit_prove;      /* audit prove --event N [--size N] | --from M [--to N] */
menu_run audit_check;      /* audit check PROOF [--checkpoint FILE]… [--key FILE] */
menu_run doctor_command;   /* doctor */

#endif
