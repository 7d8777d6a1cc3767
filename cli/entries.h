/* cli/entries.h - the commands of menu.def that no other header declares. */
#ifndef CLI_ENTRIES_H
#define CLI_ENTRIES_H

#include "cli/menu.h"

menu_run init_command;           /* init [--admin NAME] [--open] */
menu_run contract_check;         /* contract check FILE */
menu_run contract_clone_command; /* contract clone --id ID --from DATE --to DATE */
menu_run contract_load;          /* contract load FILE | --example */
menu_run actor_list;             /* actor list */
menu_run show_command;           /* show SUBJECT */
menu_run apply_command;          /* apply [FILE…] [--atomic] [--backfill] */
menu_run log_command;            /* log [--from N] [--to N] [--subject SUBJECT] [--follow] */
menu_run paper_command;          /* paper KIND [SUBJECT|MONTH] [--out FILE] … */
menu_run solve_entry;            /* solve FILE */
menu_run help_command;           /* help [COMMAND] */

/* All about one command, as `help COMMAND` and `COMMAND --help` tell it. */
void help_row(struct run *run, const struct menu_row *row);

/* Those whose name begins with that word ("roster"); false when there are none. */
bool help_family(struct run *run, struct str word);

#endif
